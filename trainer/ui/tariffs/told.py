"""What people type, read: numbers, days, months and papers; or a sentence that says how to write it."""

import re
import unicodedata
from datetime import date, timedelta

from trainer.core.errors import TrainerError
from trainer.core.papers import Paper
from trainer.core.when import last_of_month

FIRST_YEAR, LAST_YEAR = 2003, 2005
"""The material is of 2004; its holidays are told for these years."""

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2009, 12, 31)
"""Days that a customer of 2004 may name: of joining, of coming to the hall."""

_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")

_BETWEEN_PAPERS = re.compile(r"[、，,；;]")


class NotRead(TrainerError):
    """A text that is not what the field asks for; it says what to write."""


def read_number(text: str, most: int, unit: str) -> int:
    """Read a whole number from 0 to `most`; nothing written is 0."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return 0
    if not re.fullmatch(r"[0-9]{1,9}", plain):
        raise NotRead(f"要写整数{unit}，例如 120")
    number = int(plain)
    if number > most:
        raise NotRead(f"一个月最多 {most} {unit}")
    return number


def read_day(text: str) -> date | None:
    """Read a day such as 2004-7-3 or 2004年7月3日; None where nothing is written."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None
    found = _DAY.fullmatch(plain)
    if found is None:
        raise NotRead("日期要写成 2004-7-3 这样")
    day = _checked(*(int(part) for part in found.groups()))
    if not FIRST_DAY <= day <= LAST_DAY:
        raise NotRead(f"年份要在{FIRST_DAY.year}到{LAST_DAY.year}年之间")
    return day


def read_month(text: str) -> date:
    """Read a month such as 2004-7 or 2004年7月 as its first day."""
    found = _MONTH.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        raise NotRead("月份要写成 2004-7 这样")
    year, month = (int(part) for part in found.groups())
    first = _checked(year, month, 1)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotRead(f"资料是2004年的，只能算{FIRST_YEAR}到{LAST_YEAR}年")
    return first


def read_papers(text: str) -> tuple[str, ...]:
    """Read papers such as 本人：学生证、工作证; one that does not say whose is the same person's again.

    Raise BadPaper.
    """
    found: list[str] = []
    whose = ""
    for part in filter(None, map(str.strip, _BETWEEN_PAPERS.split(text))):
        told = ":" in part.replace("：", ":") or not whose
        paper = Paper.parse(part if told else f"{whose}：{part}")
        whose = paper.whose
        found.append(f"{whose}：{paper.kind}")
    return tuple(dict.fromkeys(found))


def months_on(day: date, by: int) -> date:
    """Return the same day so many months later, or the last of a shorter month."""
    months = 12 * day.year + day.month - 1 + by
    first = date(months // 12, months % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), last_of_month(first))


def day_words(day: date) -> str:
    """Write a day as 2004年7月3日."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_words(day: date) -> str:
    """Write the month of a day as 2004年7月."""
    return f"{day.year}年{day.month}月"


def _checked(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotRead(f"没有{year}年{month}月{day}日这一天") from None
