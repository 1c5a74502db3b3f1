"""Months worked out: the bill, and the lines of what was used by themselves, with bundles as one likes."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal

from trainer.core.bill import Bill, Usage, bill_of
from trainer.core.lines import FREE, Line, metered
from trainer.core.metering import Charged, Meter
from trainer.core.quiz.rated.desks import Desk
from trainer.core.quiz.rated.uses import MONTH, use, uses
from trainer.core.quiz.template import Case, Draft
from trainer.core.quiz.wrong import fen, told, tried
from trainer.core.rates import MESSAGE, Bundle, Rate
from trainer.core.rating import Table
from trainer.core.tariff import Tariff

Given = Literal["once", "twice", "never", "to all"]
"""What the bundles give: what is printed, that twice, nothing, or to whatever network."""
_WIDE: Final = str.maketrans("-+()", "－＋（）")


@lru_cache(maxsize=256)
def home(desk: Desk) -> Tariff:
    """Return what a plan charges for messages and for calls at home: all that is asked for here."""
    return replace(desk.tariff, rates=tuple(filter(_at_home, desk.tariff.rates)))


def _at_home(rate: Rate) -> bool:
    return rate.of.kind == MESSAGE or "市内" in rate.of.service


@lru_cache(maxsize=256)
def month(desk: Desk, case: Case) -> Bill | None:
    """Work the month of a case out; None where the tables do not say what it costs."""
    kinds = {charge.name: str(case[1]) for charge in desk.tariff.charges if charge.choices}
    used = tuple(use(name, number) for name, number in uses(case))
    return tried(bill_of, home(desk), Usage(MONTH, used, choices=kinds))


@lru_cache(maxsize=256)
def _table(desk: Desk, given: Given, kind: str) -> Table:
    """Return the rows of a month made ready, with what the bundles give; those of one kind alone."""
    tariff = home(desk)
    rates = [rate for rate in tariff.rates if kind in ("", rate.of.kind)]
    kinds = {rate.of.kind for rate in rates}
    bundles = [each for each in tariff.bundles if kinds.intersection(of.kind for of in each.of)]
    return Table(
        rates, [_as(each, given) for each in bundles if given != "never"], tariff.terms, tariff.words
    )


def _as(bundle: Bundle, given: Given) -> Bundle:
    if given == "to all":
        return replace(bundle, of=tuple(replace(of, network=frozenset[str]()) for of in bundle.of))
    return replace(bundle, quantity=bundle.quantity * (2 if given == "twice" else 1))


def used(desk: Desk, case: Case, kind: str = "") -> tuple[Line, ...] | None:
    """Return the lines of what was used, leaving aside what comes every month; None without a price."""
    table = _table(desk, "once", kind)
    meter = Meter(table)
    return None if _charged(meter, case) is None else tuple(metered(table, meter))


def spent(desk: Desk, case: Case, given: Given, kind: str = "") -> int | None:
    """Return what was used costs in fen with what the bundles give; None without a price."""
    charged = _charged(Meter(_table(desk, given, kind)), case)
    return None if charged is None else fen(sum((each.cost or Fraction(0) for each in charged), Fraction(0)))


def _charged(meter: Meter, case: Case) -> list[Charged] | None:
    by_moment = sorted((use(name, number) for name, number in uses(case)), key=lambda bulk: bulk.at)
    charged = [tried(meter.add, bulk) for bulk in by_moment]
    return None if None in charged else [each for each in charged if each]


def summed(lines: Iterable[Line]) -> Fraction:
    """Add lines up."""
    return sum((line.amount for line in lines if line.amount), Fraction(0))


def of_lines(desk: Desk, lines: tuple[Line, ...], stem: str) -> Draft:
    """Return what every question about the lines of a month shares."""
    plan, quoted = desk.plan, [set(line.sources) for line in lines]
    cells = (cell for cell in plan.cells if cell.sources)
    fields = [cell.field for cell in cells if any(each.issuperset(cell.sources) for each in quoted)]
    return Draft(
        stem=stem,
        rule=f"plan.{plan.id}",
        explanation=(*map(_told, lines), f"合计{told(fen(summed(lines)) or 0)}"),
        sources=tuple(dict.fromkeys(source for line in lines for source in line.sources)),
        assumptions=tuple(dict.fromkeys(id for line in lines for id in line.assumptions)),
        brands=(plan.name,),
        facts=tuple(f"cell.{plan.id}.{field}" for field in fields),
    )


def _told(line: Line) -> str:
    formula = line.formula.translate(_WIDE)
    if line.amount is None or line.kind == FREE:
        return f"{line.name}：{formula}"
    is_sum = any(sign in formula for sign in "×－＋")
    return f"{line.name}：{formula}{f'＝{told(fen(line.amount) or 0)}' if is_sum else '元'}"
