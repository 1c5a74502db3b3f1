"""What a month of a plan holds: uses by their names, such as 夜间主叫, 校园卡网内被叫 or 网外短信.

A case tells the plan, the customer's kind (江夏 …, "" for none) and then what was used, each by a name and
a number: calls in minutes, messages in pieces.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import Final

from trainer.core.metering import Bulk
from trainer.core.quiz.rated.calls import traffics
from trainer.core.quiz.rated.desks import Desk
from trainer.core.quiz.template import Case
from trainer.core.rates import CALL, IN, MESSAGE, OFF_NET, ON_NET, OUT, Traffic

MONTH: Final = date(2004, 7, 1)
NIGHT: Final = "夜间"


@lru_cache(maxsize=1024)
def use(name: str, number: int) -> Bulk:
    """Return a use by its name."""
    at = datetime(2004, 7, 3, 22 if name.startswith(NIGHT) else 10)
    rest = name.removeprefix(NIGHT)
    what, where = rest[-2:], rest[:-2]
    if what == MESSAGE:
        return Bulk(Traffic(MESSAGE, network=where), at, number)
    place = where if "基站" in where else ""
    return Bulk(Traffic(CALL, "市内", what, "" if place else where, place), at, number * 60)


def uses(case: Case) -> list[tuple[str, int]]:
    """Return what a case says was used."""
    return [(str(name), int(number)) for name, number in zip(case[2::2], case[3::2], strict=True)]


@lru_cache(maxsize=256)
def names(desk: Desk) -> tuple[str, ...]:
    """Return the names of what a plan prices, calls first."""
    asks = any(of.kind == CALL and of.network for each in desk.tariff.bundles for of in each.of)
    found: dict[str, None] = {}
    for traffic in traffics(desk):
        if traffic.service == "市内":
            nets = (ON_NET, OFF_NET) if asks and not traffic.network else (traffic.network,)
            nights = ("", NIGHT) if len(desk.table.timetable.day(traffic, MONTH)) > 1 else ("",)
            for night, net in product(nights, nets):
                found[f"{night}{traffic.place or net}{traffic.direction}"] = None
    for rate in desk.table.rates:
        if rate.of.kind == MESSAGE:
            found[f"{OFF_NET if OFF_NET in rate.of.network else ON_NET}{MESSAGE}"] = None
    return tuple(found)


def edges(desk: Desk, among: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield a use just below, at and just over what a bundle gives or a minimum asks for."""
    for bundle in desk.tariff.bundles:
        for name in among:
            if bundle.allows(use(name, 1).traffic):
                yield from ((name, bundle.quantity // bundle.per + over) for over in (0, 1, -1, 20))
    for least in desk.tariff.minimums:
        flat = sum((charge.amount or Fraction(0) for charge in desk.tariff.charges), Fraction(0))
        whole = (least.amount - flat) / desk.table.rates[0].stages[0].price
        yield from ((among[0], int(whole) + over) for over in (0, 1, -1, -44))


def turned(name: str, mistake: str) -> str:
    """Return the name with one word taken for its opposite."""
    head, what = name[:-2], name[-2:]
    if mistake == "network" and what == MESSAGE:
        return (OFF_NET if head == ON_NET else ON_NET) + what
    if mistake == "direction":
        return head + {OUT: IN, IN: OUT}.get(what, what)
    if mistake == "band" and what != MESSAGE:
        return name.removeprefix(NIGHT) if name.startswith(NIGHT) else NIGHT + name
    return name


def told_uses(desk: Desk, case: Case) -> str:
    """Tell what was used, with the time of day where it matters: 白天主叫100分钟、网内短信40条."""
    bands = any(name.startswith(NIGHT) for name in names(desk))
    parts = []
    for name, number in uses(case):
        day = "白天" if bands and name[-2:] in (OUT, IN) and not name.startswith(NIGHT) else ""
        parts.append(f"{day}{name}{number}{'条' if name.endswith(MESSAGE) else '分钟'}")
    return "、".join(parts)


def kind_said(desk: Desk, word: str) -> str:
    """Write the customer's kind in brackets: （江夏）, and （江夏以外） for 其余."""
    if not word:
        return ""
    words = [choice.word for charge in desk.tariff.charges for choice in charge.choices]
    others = "、".join(each for each in words if each != word)
    return f"（{others}以外）" if word == "其余" else f"（{word}）"
