"""When a price applies: stretches of the day, weekdays, seasons and dates, in the hall's local time."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import product

DAY = 86_400
"""Seconds of a day; local time of the hall, without leaps."""

FIRST, LAST = date(1990, 1, 1), date(2049, 12, 31)
"""The days by which two seasons are compared; a price may well hold outside of them."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Times:
    """Stretches of the day in seconds from midnight, [from, to), in order; made by `between`."""

    spans: tuple[Span, ...] = ((0, DAY),)

    @classmethod
    def between(cls, pairs: Iterable[Span]) -> "Times":
        """Put stretches together; one whose end is not after its start runs over midnight."""
        spans = []
        for start, end in pairs:
            spans += [(start, end)] if start < end else [(start, DAY), (0, end)]
        return cls(_joined(span for span in spans if span[0] < span[1]))

    def __contains__(self, second: int) -> bool:
        return any(start <= second < end for start, end in self.spans)

    def overlaps(self, other: "Times") -> bool:
        """Tell whether the two have a second in common."""
        return any(a < d and c < b for a, b in self.spans for c, d in other.spans)

    def includes(self, other: "Times") -> bool:
        """Tell whether every second of `other` is in here."""
        return all(any(a <= c and d <= b for a, b in self.spans) for c, d in other.spans)


ALL_DAY = Times()


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Some days in a row, the first and the last included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Days:
    """Days: on these weekdays (1 is Monday), in these seasons, from the first to the last, on these
    days of a month.

    A season is a month of any year or a dated window; what is empty or None sets no limit.
    """

    weekdays: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    windows: tuple[Window, ...] = ()
    first: date | None = None
    last: date | None = None
    monthdays: frozenset[int] = frozenset()

    def __contains__(self, day: date) -> bool:
        if (self.first and day < self.first) or (self.last and day > self.last):
            return False
        if self.weekdays and day.isoweekday() not in self.weekdays:
            return False
        if self.monthdays and day.day not in self.monthdays:
            return False
        if not self.months and not self.windows:
            return True
        return day.month in self.months or any(w.first <= day <= w.last for w in self.windows)

    def overlaps(self, other: "Days") -> bool:
        """Tell whether the two have a day in common."""
        return bool(_mask(self) & _mask(other))

    def includes(self, other: "Days") -> bool:
        """Tell whether every day of `other` is in here."""
        return not _mask(other) & ~_mask(self)


EVERY_DAY = Days()


def midnight(day: date) -> datetime:
    """Return the moment a day begins."""
    return datetime(day.year, day.month, day.day)


def second_of(moment: datetime) -> int:
    """Return the second of the day; parts of a second are not told."""
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def last_of_month(day: date) -> date:
    """Return the last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return tuple(whole)


@lru_cache(maxsize=4096)
def _mask(days: Days) -> int:
    """Return one bit for each day from FIRST to LAST that is among `days`."""
    mask = _range(days.first or FIRST, days.last or LAST)
    if days.weekdays:
        mask &= _weekdays(days.weekdays)
    if days.monthdays:
        mask &= _monthdays(days.monthdays)
    if days.months or days.windows:
        seasons = _months(days.months)
        for window in days.windows:
            seasons |= _range(window.first, window.last)
        mask &= seasons
    return mask


def _range(first: date, last: date) -> int:
    start = (min(max(first, FIRST), LAST) - FIRST).days
    end = (min(max(last, FIRST), LAST) - FIRST).days
    return 0 if first > last else ((1 << (end - start + 1)) - 1) << start


@lru_cache(maxsize=128)
def _weekdays(weekdays: frozenset[int]) -> int:
    offsets = [(weekday - FIRST.isoweekday()) % 7 for weekday in weekdays]
    return sum(1 << at for offset in offsets for at in range(offset, (LAST - FIRST).days + 1, 7))


@lru_cache(maxsize=128)
def _monthdays(monthdays: frozenset[int]) -> int:
    mask = 0
    for year, month in product(range(FIRST.year, LAST.year + 1), range(1, 13)):
        for number in monthdays:
            if number <= monthrange(year, month)[1]:
                day = date(year, month, number)
                mask |= _range(day, day)
    return mask


@lru_cache(maxsize=128)
def _months(months: frozenset[int]) -> int:
    mask = 0
    for year in range(FIRST.year, LAST.year + 1):
        for month in months:
            day = date(year, month, 1)
            mask |= _range(day, last_of_month(day))
    return mask
