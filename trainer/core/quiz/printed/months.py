"""Months added up a second time, by a formula over the quotations: what is fixed, given and used."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from trainer.core.quiz.printed.calls import printed
from trainer.core.quiz.printed.days import rent_for
from trainer.core.quiz.printed.rows import readings
from trainer.core.quiz.rated.uses import use
from trainer.core.quiz.template import Ground
from trainer.core.quiz.wrong import Itself
from trainer.core.rates import MESSAGE
from trainer.core.rating import Call
from trainer.core.tariff import Edition

Uses = Sequence[tuple[str, int]]
_DAYS = 31
"""How many days the month has."""
_NUMBERS = re.compile(r"[0-9.]+")


def month(ground: Ground, plan: str, kind: str, uses: Uses) -> tuple[Fraction | None, bool]:
    """Add a month up (None: a price is not printed); and is the rent printed?"""
    said = readings(ground.edition, plan)
    spent = used(ground, plan, uses)
    if spent is None:
        return None, "月租" in said
    return max(_fixed(ground, said, kind) + spent, _first(said.get("最低消费", ""))), "月租" in said


def used(ground: Ground, plan: str, uses: Uses) -> Fraction | None:
    """Price what was used, after what is given; None where a price is not printed."""
    given = _given(readings(ground.edition, plan))
    total = Fraction(0)
    for name, number in uses:
        kind = next((kind for kind in given if re.fullmatch(kind, name)), None)
        free = min(given[kind], number) if kind else 0
        if kind:
            given[kind] -= free
        each = _each(Itself(ground.edition), plan, name)
        if each is None and number > free:
            return None
        total += (each or 0) * (number - free)
    return total


def _first(text: str) -> Fraction:
    found = _NUMBERS.search(text)
    return Fraction(found[0]) if found else Fraction(0)


def _fixed(ground: Ground, said: Mapping[str, str], kind: str) -> Fraction:
    """Add up what comes every month; the rent that the formula is printed for goes by its days."""
    rent = _first(said.get("月租", "")) if not kind else _first(said["月租变体"].split(kind)[-1])
    if rent == 50:
        rent = Fraction(rent_for(ground, _DAYS), 100)
    flat = _first(said["被叫"]) if "包月" in said.get("被叫", "") else 0
    return rent + flat + _first(said.get("必选功能", "")) + _first(said.get("短信包", ""))


def _given(said: Mapping[str, str]) -> dict[str, int]:
    """Return what is given each month, by a pattern of the names it is for."""
    found = {
        "网内短信": _first(said.get("赠送短信", "")) or _first(said.get("短信包", "").partition("送")[2]),
        "网内(主叫|被叫)": _first(said.get("赠送通话", "")),
        "校园卡网内被叫": _first(said.get("校园卡网内被叫", "").removeprefix("每月")),
    }
    return {kind: int(number) for kind, number in found.items() if number}


@lru_cache(maxsize=1024)
def _each(edition: Itself[Edition], plan: str, name: str) -> Fraction | None:
    """Return the printed price of a minute or a message."""
    if name.endswith(MESSAGE):
        field, said = f"{MESSAGE}{name.removesuffix(MESSAGE)}", readings(edition.of, plan)
        text = said.get(field) or said.get(f"{field}超出")
        return _first(text) if text else None
    one = use(name, 1)
    row = printed(edition.of, plan, Call(one.traffic, one.at, 60))
    return Fraction(row.cost(60), 100) if row else None
