"""Plans made ready to be asked what a call costs once the bundles are used up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from trainer.core.adopt import adopt
from trainer.core.quiz.template import Ground
from trainer.core.quiz.wrong import Itself, tried
from trainer.core.rates import Rate
from trainer.core.rating import Call, Table
from trainer.core.tariff import Assumption, Edition, Plan, Tariff

MINUTE = 60


@dataclass(frozen=True, eq=False)
class Desk:
    """A plan with its tariff as it is read, its rows without bundles, and the cells behind each row.

    `eager` takes a started unit for a whole one, which makes it quick. `even` tells that whole minutes are
    whole units in every row and on both sides of every edge: there the two tables say the same.
    """

    plan: Plan
    tariff: Tariff
    table: Table
    eager: Table
    even: bool
    facts: Mapping[str, tuple[str, ...]]

    def cost(self, call: Call) -> int | None:
        """Return what a call of whole units costs in fen; None where nothing is written or offered."""
        is_even = self.even and call.seconds % MINUTE == 0 == call.start.second
        table = self.eager if is_even else self.table
        units = tried(table.costs, (call,))
        return None if units is None else units[0] * 100 // table.scale

    def rate(self, call: Call) -> Rate | None:
        """Return the row that holds at the start of a call."""
        found = tried(self.table.timetable.pick, call.traffic, call.start)
        return found[0] if found else None


def desks(ground: Ground) -> dict[str, Desk]:
    """Return the plans with a tariff, by id."""
    return desks_of(ground.edition)


def desks_of(edition: Edition) -> dict[str, Desk]:
    """Return the plans of an edition that have a tariff, by id."""
    return _desks(Itself(edition))


@lru_cache(maxsize=8)
def _desks(edition: Itself[Edition]) -> dict[str, Desk]:
    found = edition.of
    return {plan.id: _desk(found, plan, plan.tariff) for plan in found.plans.values() if plan.tariff}


def _desk(edition: Edition, plan: Plan, tariff: Tariff) -> Desk:
    started = {rate.started for rate in tariff.rates} & set(edition.assumptions)
    eager = {id: Assumption(id, "", True) for id in started}
    as_read = adopt(edition.assumptions, tariff)
    table, quick = _bare(as_read), _bare(adopt({**edition.assumptions, **eager}, tariff))
    facts = {rate.id: tuple(_facts(plan, rate)) for rate in tariff.rates}
    return Desk(plan, as_read, table, quick, all(map(_is_even, tariff.rates)), facts)


def _is_even(rate: Rate) -> bool:
    edges = [edge for span in rate.of.times.spans for edge in span]
    return not any(MINUTE % stage.per for stage in rate.stages) and not any(edge % MINUTE for edge in edges)


def _facts(plan: Plan, rate: Rate) -> Iterator[str]:
    """Yield the cells that a row was made from: those whose quotations it has."""
    for cell in plan.cells:
        if cell.sources and set(cell.sources) <= set(rate.sources):
            yield f"cell.{plan.id}.{cell.field}"


def _bare(tariff: Tariff) -> Table:
    return Table(tariff.rates, (), tariff.terms, tariff.words)
