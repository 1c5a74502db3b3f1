"""Words and figures of the floor as its pages show them, and what is typed there read."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from trainer.core.composite import PARTS, PRESETS, UNTOLD, Gate, Part, Period, Score, Weights, written
from trainer.core.errors import TrainerError
from trainer.core.observing import NOBODY, Row, Standing

NO_WEIGHTS = f"还没有设权重，只列分项，不合计：{UNTOLD}。"
PERIODS = ("本月", "上月", "今年")
_MARK = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,2})?")


class MarkUnread(TrainerError):
    """What was typed is no mark."""


def period_of(place: int, today: date) -> Period:
    """Return this month, the last one, or this year, up to its last day."""
    first = today.replace(day=1)
    if place == 0:
        return Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    if place == 1:
        return Period((first - timedelta(days=1)).replace(day=1), first - timedelta(days=1))
    return Period(date(today.year, 1, 1), date(today.year, 12, 31))


def day_words(day: date) -> str:
    """Write a day as 2004年7月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment_words(day: str, time: str, shift: str) -> str:
    """Write when a walk was, such as 2004年7月8日 09:05 早班."""
    return f"{day_words(date.fromisoformat(day))} {time} {shift}"


def period_words(period: Period) -> str:
    """Write a period as its first and last days."""
    return f"{day_words(period.first)}至{day_words(period.last)}"


def score_words(score: Score) -> str:
    """Write a sub-score with its n, such as 87.5（n=12）; what was never seen is no mark."""
    return f"{written(score.tenths)}（n={score.n}）" if score.n else "—（n=0）"


def gate_words(gate: Gate) -> str:
    """Tell whether the compliance gate was passed, and how often not."""
    if gate.open is None:
        return "—"
    return "通过" if gate.open else f"未通过 {gate.failed} 次"


def weights_words(weights: Weights | None) -> str:
    """Write weights down; without any, that there is no total and why."""
    if weights is None:
        return NO_WEIGHTS
    parts: Sequence[Part] = list(PARTS)
    each = "，".join(f"{PARTS[part]} {weights.of(part)}%" for part in parts)
    bands = PRESETS[weights.bands].name if weights.bands in PRESETS else "不分等级"
    return f"权重：{each}；{bands}。总分按各分项的显示值合计，四舍五入到 0.1。"


def progress(rows: Sequence[Row]) -> str:
    """Tell how many rows something was said of."""
    return f"{sum(row.verdict is not None for row in rows)}/{len(rows)}"


def who_words(who: Standing, names: dict[int, str]) -> str:
    """Write who stood where."""
    name = "没有人" if who.person_id == NOBODY else names.get(who.person_id, f"编号 {who.person_id}")
    return f"{name} {who.post}"


def read_mark(text: str, called: str) -> Fraction:
    """Read a mark with at most two decimals; raise MarkUnread."""
    if not _MARK.fullmatch(text.strip()):
        raise MarkUnread(f"{called}要写成数字，最多两位小数，例如 95.5。")
    return Fraction(text.strip())
