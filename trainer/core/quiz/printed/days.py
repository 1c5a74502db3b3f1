"""What depends on the day, by the quotations: the formula for rent, the half month, roaming by season."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Literal

from trainer.core.library import Source
from trainer.core.quiz.template import Ground
from trainer.core.quiz.wrong import Itself
from trainer.core.tariff import Edition

_FORMULA = re.compile(r"(\d+)×(\d+)/(\d+)×实际天数")
_STEPS = re.compile(r"(\d+)号—(\d+)号入网收取全月月租,(\d+)日入网收取半月月租")
_HOLIDAYS = {"五一": (5, 1), "十一": (10, 1), "春节": (1, 22)}
"""The first day of each holiday of 2004; how long it lasts is not printed."""
_NEAR = 8
"""So many days from its first day, a day may be in a holiday or not."""


def rent_for(ground: Ground, days: int) -> int:
    """Put the days into the printed formula for the rent, in fen, half a fen up."""
    rent, times, divisor = _formula(Itself(ground.edition))
    return (rent * times * days * 200 + divisor) // (2 * divisor)


@lru_cache(maxsize=8)
def _formula(edition: Itself[Edition]) -> tuple[int, int, int]:
    found = _FORMULA.search(_rules(edition.of))
    assert found is not None  # or no rent would go by the day
    rent, times, divisor = map(int, found.groups())
    return rent, times, divisor


def half_from(ground: Ground) -> int:
    """Return the day of the month from which a package customer pays half the rent."""
    return _half_from(Itself(ground.edition))


@lru_cache(maxsize=8)
def _half_from(edition: Itself[Edition]) -> int:
    found = _STEPS.search(_rules(edition.of))
    assert found is not None  # or no rent would be halved
    return int(found[3])


def _rules(edition: Edition) -> str:
    """Join the quotations of every rule on parts of a month."""
    shares = (share for plan in edition.plans.values() if plan.tariff for share in plan.tariff.shares)
    sources: Iterable[Source] = dict.fromkeys(source for share in shares for source in share.sources)
    return "".join(source.quote for source in sources)


def in_season(season: str, day: date) -> Literal["in", "near", "far"]:
    """Tell whether a day is in a printed season, is not, or is so near a holiday that nobody knows."""
    months = [int(number) for number in re.findall(r"\d+", season)]
    firsts = [date(day.year, *first) for name, first in _HOLIDAYS.items() if name in season]
    away = [abs((day - first).days) for first in firsts]
    if day.month in months or 0 in away:
        return "in"
    return "near" if min(away) <= _NEAR else "far"
