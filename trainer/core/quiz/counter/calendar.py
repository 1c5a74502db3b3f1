"""Visits around the days that clauses name, and the edition with the end of a term moved by a day."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from trainer.core.clauses import Clause
from trainer.core.quiz.counter.visits import CONVERT, OPEN, PAY_MONTH, PAY_NOW, RERATE, Visit, decided
from trainer.core.quiz.template import Ground
from trainer.core.quiz.wrong import Itself
from trainer.core.tariff import Edition

MONTHS: Final = ((2004, 7), (2004, 3), (2005, 1), (2005, 3))
"""Months whose eves differ: the 30th, the end of February in a leap year, of December, of February."""
PAIRS: Final = (("黄鹤卡", "全球通"), ("智慧卡", "灵通卡"), ("学生套餐", "校园套餐"))
"""Conversions that stand for the rest: two that the ban names, and one that it covers by its kind."""
PAYING: Final = (1, 5, 6, 20, 21, 10)
"""Days around the window of paying, boundaries first."""
_THIRD = date(*MONTHS[0], 3)
_Change = Callable[[Edition], Edition]


def edges(year: int, month: int) -> tuple[date, ...]:
    """Return the days on which the first days of a month turn, and one inside."""
    first = date(year, month, 1)
    return (first, first.replace(day=5), first.replace(day=6), first - timedelta(1), first.replace(day=3))


def at(this: Visit, day: date) -> Visit:
    """Return the visit on another day."""
    return this._replace(on=day.isoformat())


def banned(edition: Edition) -> tuple[Visit, ...]:
    """Return what the first days of a month bar."""
    return _banned(Itself(edition))


def free(edition: Edition) -> tuple[Visit, ...]:
    """Return what is done on the first days of a month too."""
    return _free(Itself(edition))


@lru_cache(maxsize=8)
def _banned(edition: Itself[Edition]) -> tuple[Visit, ...]:
    pairs = [*(Visit(CONVERT, *pair) for pair in PAIRS), Visit(RERATE, *PAIRS[0])]
    every = [*_simple(edition.of), *pairs]
    return tuple(each for each in every if decided(edition.of, at(each, _THIRD)).verdict == "不受理")


@lru_cache(maxsize=8)
def _free(edition: Itself[Edition]) -> tuple[Visit, ...]:
    every = [Visit(OPEN, "", "全球通"), *_simple(edition.of)]
    return tuple(each for each in every if decided(edition.of, at(each, _THIRD)).accepted)


def _simple(edition: Edition) -> Iterator[Visit]:
    """Yield the after-sale services that do not hang on two brands."""
    for service in edition.services.values():
        if service.after_sale and not service.needs_basis:
            yield Visit(service.name, "", "全球通" if "功" in service.name else "")


def first_days(ground: Ground) -> Iterator[Visit]:
    """Yield every visit around the first days of a month, boundaries first."""
    edition = ground.edition
    silent = [v for v in _simple(edition) if v not in (*banned(edition), *free(edition))]
    for day in edges(*MONTHS[0]):
        yield from (at(each, day) for each in (*banned(edition), *silent, *free(edition)))
    for year, month in MONTHS[1:]:
        yield from (at(each, day) for day in edges(year, month)[:4] for each in banned(edition))


def terms(ground: Ground) -> Iterator[Visit]:
    """Yield openings on the day before, on and after the first day of a plan's term."""
    for plan in ground.edition.plans.values():
        if plan.status == "短期" and plan.valid_from:
            days = (plan.valid_from + timedelta(days) for days in (-1, 0, 1, -17))
            yield from (at(Visit(OPEN, "", plan.name), day) for day in days)


def paying() -> Iterator[Visit]:
    """Yield both ways of paying around the days of the month that are told."""
    for day in PAYING:
        yield from (at(Visit(name), date(*MONTHS[0], day)) for name in (PAY_MONTH, PAY_NOW))


# The edition with one end moved


def moved(edition: Edition, mistake: str) -> Edition:
    """Return the edition in which a mistake has moved the first or last day of what refuses."""
    return _moved(Itself(edition), mistake)


@lru_cache(maxsize=64)
def _moved(edition: Itself[Edition], mistake: str) -> Edition:
    change = SHIFTS[mistake]
    clauses = tuple(change(c) if c.verdict == "不受理" and c.dated else c for c in edition.of.clauses)
    return replace(edition.of, clauses=clauses)


def _ends_early(clause: Clause) -> Clause:
    last = clause.last - timedelta(1) if clause.last else None
    return replace(clause, days=clause.days - {max(clause.days, default=0)}, last=last)


def _ends_late(clause: Clause) -> Clause:
    days = clause.days | {max(clause.days) + 1} if clause.days else clause.days
    return replace(clause, days=days, last=clause.last + timedelta(1) if clause.last else None)


def _never(clause: Clause) -> Clause:
    return replace(clause, days=frozenset({32}), first=None, last=None)


SHIFTS: Final[Mapping[str, Callable[[Clause], Clause]]] = {
    "last-free": _ends_early,
    "next-barred": _ends_late,
    "days-missed": _never,
}
