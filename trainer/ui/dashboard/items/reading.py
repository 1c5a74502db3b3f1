"""What judges and supervisors type or paste: a matrix of estimates, and a grade for each person."""

import re
from collections.abc import Sequence

from trainer.core.errors import TrainerError

_BETWEEN = re.compile(r"[\s,;，；]+")
WHOLE, BEST_GRADE = 100.0, 9.0


class NotRead(TrainerError):
    """Text that is no matrix: which line, which place, and the cure."""


def read_estimates(text: str, items: int) -> list[list[float]]:
    """Read one line for each judge, an estimate of 0 to 100 for each item; return shares. Raise NotRead."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise NotRead("还没有估计。每行写一位评委，每道题一个 0–100 的数。")
    return [_estimates(number, line, items) for number, line in enumerate(lines, 1)]


def read_grades(cells: Sequence[str]) -> list[float | None]:
    """Read a grade for each person, "" for none; raise NotRead."""
    return [_grade(number, cell.strip()) for number, cell in enumerate(cells, 1)]


def _estimates(number: int, line: str, items: int) -> list[float]:
    words = [word for word in _BETWEEN.split(line) if word]
    if len(words) != items:
        raise NotRead(f"第 {number} 行有 {len(words)} 个数，应是 {items} 个：每道题一个。")
    found = []
    for place, word in enumerate(words, 1):
        value = _number(word.removesuffix("%"))
        if value is None or not 0 <= value <= WHOLE:
            raise NotRead(f"第 {number} 行第 {place} 个「{word}」不对，要写 0 到 100 的数。")
        found.append(value / WHOLE)
    return found


def _grade(number: int, cell: str) -> float | None:
    if not cell:
        return None
    value = _number(cell)
    if value is None or not 0 <= value <= BEST_GRADE:
        raise NotRead(f"第 {number} 个人的等级「{cell}」不对，要写 0 到 9 的数，或者留空。")
    return value


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", text) else None
