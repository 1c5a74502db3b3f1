"""Days, times, marks, figures and sources in the words of the sheets."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from math import floor

from trainer.core.library import Source

NOTHING = "—"
_FORBIDDEN_IN_NAMES = '<>:"/\\|?*'
_LONGEST_NAME = 80


def day(on: date) -> str:
    """Write a day: 2004年7月3日."""
    return f"{on.year}年{on.month}月{on.day}日"


def moment(at: datetime | None) -> str:
    """Write a moment to the minute: 2004年7月3日 9:05; nothing yet: —."""
    return f"{day(at)} {at.hour}:{at.minute:02d}" if at else NOTHING


def clock(ms: int) -> str:
    """Write how far a scenario had run: 1:23."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02d}"


def marks(marks: Fraction | int) -> str:
    """Write marks as they are: 2, 1.5, 2/3."""
    exact = Fraction(marks)
    decimals = f"{float(exact):.2f}".rstrip("0").rstrip(".")
    return decimals if Fraction(decimals) == exact else str(exact)


def percent(share: float | None) -> str:
    """Write a share in whole per cent, half up."""
    return NOTHING if share is None else f"{floor(share * 100 + 0.5)}%"


def figure(value: float | None, digits: int = 2) -> str:
    """Write a figure of statistics, with a minus sign that the font has."""
    return NOTHING if value is None else f"{value:.{digits}f}".replace("-", "–")


def cite(source: Source) -> str:
    """Name the place of a source."""
    lines = "、".join(str(line) for line in source.lines)
    return f"材料 {source.document} 第 {lines} 行" if lines else f"材料 {source.document}"


def quote(source: Source) -> str:
    """Quote a source; fragments that stand apart are joined by dots."""
    return f"「{source.quote.replace('‖', ' …… ')}」"


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def file_name(words: Iterable[str], ending: str) -> str:
    """Return a file's name of these words, without what some system refuses in names."""
    bare = (one_line(word).translate({ord(sign): None for sign in _FORBIDDEN_IN_NAMES}) for word in words)
    legal = "".join(letter for letter in "-".join(filter(None, bare)) if letter.isprintable())
    return f"{legal[:_LONGEST_NAME].strip(' .') or '报表'}.{ending}"
