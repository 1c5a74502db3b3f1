"""How a charge for a whole period falls on a part of it: by days, by halves of the month, or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from trainer.core.errors import BadUsage, MissingFact
from trainer.core.library import Source
from trainer.core.money import price
from trainer.core.when import last_of_month

Divisor = int | Literal["month", "year"]
MOST_DAYS = 3660
"""Ten years: a longer stretch is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Step:
    """From this day of the month on, joining pays this share of the month."""

    day: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class Share:
    """A way to charge part of a month.

    With `steps` the day of joining decides (half-month rule), otherwise the days count: amount × `times` /
    `divisor` × days, where the divisor is a number or the days of that month or year. `first_counts`
    tells whether the first day is one of them, `even_whole` whether whole months go by the formula
    too. Until its assumptions are adopted, `divisor` and `first_counts` may name one.
    """

    id: str
    name: str
    times: int = 1
    divisor: Divisor | str = "month"
    first_counts: bool | str = True
    even_whole: bool = False
    steps: tuple[Step, ...] = ()
    missing: str = ""
    assumes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """What is due for some days, before rounding, and the formula a person can follow."""

    exact: Fraction
    formula: str
    days: int


def days_between(first: date, last: date) -> int:
    """Count the days from `first` to `last`, both included; raise BadUsage for a stretch of none."""
    days = (last - first).days + 1
    if last < first or days > MOST_DAYS:
        raise BadUsage(f"{first}到{last}这段日子不对：止日要在起日以后，最多{MOST_DAYS}天")
    return days


def prorate(share: Share, amount: Fraction, first: date, last: date, joined: bool = True) -> Due:
    """Work out a monthly charge of `amount` yuan for the days from `first` to `last`, both included.

    Each calendar month is worked out by itself; `joined` tells whether `first` is the day of
    joining. Raise MissingFact where the material does not say, BadUsage for a stretch of no days.
    """
    days_between(first, last)
    parts = [
        _in_month(share, amount, (start, end), joined and start == first)
        for start, end in _months(first, last)
    ]
    return Due(
        sum((part.exact for part in parts), Fraction(0)),
        "+".join(part.formula for part in parts),
        sum(part.days for part in parts),
    )


def of_period(amount: Fraction, period: tuple[date, date], used: tuple[date, date]) -> Due:
    """Work out a charge of `amount` yuan for a period, used from a day to a day, all days included."""
    whole, days = days_between(*period), days_between(*used)
    if used[0] < period[0] or used[1] > period[1]:
        raise BadUsage(f"使用的日子{used[0]}到{used[1]}要在计费期{period[0]}到{period[1]}里面")
    return Due(amount * days / whole, f"{price(amount)}×{days}/{whole}", days)


def _in_month(share: Share, amount: Fraction, stretch: tuple[date, date], joined: bool) -> Due:
    first, last = stretch
    days = (last - first).days + (0 if joined and not share.first_counts else 1)
    whole = days == last_of_month(first).day
    if whole and not share.even_whole:
        return Due(amount, price(amount), days)
    if share.missing:
        raise MissingFact(f"资料没有写{share.missing}，需查证")
    if share.steps:
        return _by_step(share, amount, first, last)
    divisor = _divisor(share, first)
    times = f"×{share.times}" if share.times != 1 else ""
    exact = amount * share.times * days / divisor
    return Due(exact, f"{price(amount)}{times}/{divisor}×{days}", days)


def _by_step(share: Share, amount: Fraction, first: date, last: date) -> Due:
    """Let the day of joining decide; what leaving before the month's end costs, no such rule says."""
    if last != last_of_month(first):
        raise MissingFact(f"资料没有写{share.name}月中离网怎样收，需查证")
    part = [step.share for step in share.steps if step.day <= first.day][-1]
    formula = price(amount) if part == 1 else f"{price(amount)}×{part}"
    return Due(amount * part, formula, (last - first).days + 1)


def _divisor(share: Share, day: date) -> int:
    if share.divisor == "month":
        return last_of_month(day).day
    if share.divisor == "year":
        return 366 if last_of_month(date(day.year, 2, 1)).day == 29 else 365
    return int(share.divisor)


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Cut a stretch of days into calendar months."""
    while (end := last_of_month(first)) < last:
        yield first, end
        first = end + timedelta(days=1)
    yield first, last
