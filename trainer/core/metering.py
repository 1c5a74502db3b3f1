"""Metering a month: uses rated one after another, with what bundles make free and tiers make cheaper."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from trainer.core.errors import BadUsage
from trainer.core.rates import Rate, Tier, Traffic
from trainer.core.rating import Call, Part, Run, Table, steps_in
from trainer.core.timetable import priced

MOST_PIECES = 10**9


class Bulk(NamedTuple):
    """Uses told as a sum: seconds of calls or pieces, at the price of the moment `at`.

    `calls` is how many calls that were, where the price depends on it; None where not told.
    """

    traffic: Traffic
    at: datetime
    quantity: int
    calls: int | None = None


class Taken(NamedTuple):
    """What a bundle gave: its place in the table, and how many seconds or pieces."""

    bundle: int
    quantity: int


class Charged(NamedTuple):
    """A use with what it was charged: its parts, what was free, and its cost in units of 1/`scale` yuan;
    None where only the month's sum has a price (tiers by volume).
    """

    use: Call | Bulk
    parts: tuple[Part, ...]
    taken: tuple[Taken, ...]
    units: int | None
    scale: int

    @property
    def cost(self) -> Fraction | None:
        """What the use costs in yuan, before the line of the bill is rounded."""
        return None if self.units is None else Fraction(self.units, self.scale)


@dataclass(slots=True)
class Row:
    """What a month was charged on one row so far: steps by stage, calls with a fee, and units of money."""

    rate: Rate
    steps: list[int]
    used: int = 0
    billed: int = 0
    fees: int = 0
    spent: int = 0

    def count(self, stage: int, steps: int) -> None:
        """Add steps that are paid for."""
        self.steps[stage] += steps

    @property
    def charged(self) -> bool:
        """Whether anything was not free."""
        return bool(self.fees or any(self.steps))

    @property
    def units(self) -> Fraction:
        """What is paid for, in the unit that the price is told in."""
        lengths = ((s.step or s.per, s.per) for s in self.rate.stages)
        pairs = zip(self.steps, lengths, strict=True)
        return sum((Fraction(steps * step, per) for steps, (step, per) in pairs), Fraction(0))


@dataclass(slots=True)
class _Tally:
    """One use while it is charged; `spent_up` are the bundles that could not give it another step."""

    by_row: dict[str, int] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    spent_up: set[int] = field(default_factory=set)
    known: bool = True


class Meter:
    """Rates uses in the order given; bundles are used up as they come."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.left = [bundle.quantity for bundle in table.bundles]
        self.rows: dict[str, Row] = {}

    def add(self, use: Call | Bulk) -> Charged:
        """Charge one use; raise MissingFact, NotOffered and BadUsage as `Table.parts` does."""
        tally = _Tally()
        if isinstance(use, Call):
            parts = self.table.parts(use)
            for number, part in enumerate(parts):
                self._charge_part(part, number == 0, tally)
        else:
            parts = (self._charge_bulk(use, tally),)
        return Charged(use, parts, tuple(tally.taken), self._settle(tally), self.table.scale)

    def taken(self, bundle: int) -> int:
        """Return how many seconds or pieces of a bundle are used up."""
        return self.table.bundles[bundle].quantity - self.left[bundle]

    def _charge_part(self, part: Part, first: bool, tally: _Tally) -> None:
        if part.rate.counts == "month":
            self._charge_sum(part.rate, part.seconds, part.free, tally)
            freed = False
        else:
            freed = self._charge_runs(part, tally)
        if first and part.rate.fee and not freed:
            self._pay_fees(self._row(part.rate), 1, tally)

    def _charge_runs(self, part: Part, tally: _Tally) -> bool:
        """Charge step by step; tell whether a bundle that frees the connection fee gave the first step."""
        row = self._row(part.rate)
        row.used += part.seconds
        freed = False
        for number, (stage, steps) in enumerate(part.runs):
            length = part.rate.stages[stage].step or part.rate.stages[stage].per
            free, by = self._free_steps(part, steps, length, tally)
            freed = freed or (by and number == 0)
            row.billed += steps * length
            self._pay(row, stage, steps - free, tally)
        return freed

    def _charge_bulk(self, use: Bulk, tally: _Tally) -> Part:
        if not 0 <= use.quantity <= MOST_PIECES:
            raise BadUsage(f"{use.traffic}的数量 {use.quantity} 不对，要在 0 到 {MOST_PIECES} 之间")
        rate, free, _ = self.table.timetable.hold(use.traffic, use.at, 1)
        self._refuse_vague(rate, use, free)
        steps = self._charge_sum(rate, use.quantity, free, tally)
        if rate.fee:
            self._pay_fees(self._row(rate), use.calls or 0, tally)
        return Part(rate, use.at, use.quantity, (Run(0, steps),), free)

    def _charge_sum(self, rate: Rate, quantity: int, free: tuple[int, ...], tally: _Tally) -> int:
        """Charge what the bundles do not give, by its own steps or by those that the month's sum begins."""
        row, rest = self._row(rate), quantity
        for index in free:
            rest -= self._take(index, min(rest, self.left[index]), tally)
        row.used += rest
        if rate.counts == "month":
            steps = steps_in(rate, 0, row.used) - row.steps[0]
        else:
            steps = steps_in(rate, 0, rest)
        row.billed += steps * (rate.stages[0].step or rate.stages[0].per)
        self._pay(row, 0, steps, tally)
        return steps

    def _refuse_vague(self, rate: Rate, use: Bulk, free: tuple[int, ...]) -> None:
        """Refuse a sum where each call counts by itself."""
        table, calls, least = self.table, use.calls, min(1, use.quantity)
        amounts = (table.scaled(rate.fee), *table.step_prices(rate))
        rounds = any(table.rounded(amount) != amount for amount in amounts)
        frees = rate.fee and any(table.bundles[index].frees_fee for index in free)
        if len(rate.stages) > 1 or rate.most is not None or rounds or frees:
            raise BadUsage(f"{rate.name}每次通话分别计费，要逐次写明，不能只写总数")
        if rate.fee and calls is None:
            raise BadUsage(f"{rate.name}每次收接通费，要写明通话次数")
        if calls is not None and calls > 1 and rate.counts == "use" and _odd(rate, use.quantity):
            raise BadUsage(f"{use.traffic}的总数不是整数个计费单位，要逐次写明每次多长")
        if calls is not None and not least <= calls <= use.quantity:
            raise BadUsage(f"{use.traffic}的次数 {calls} 不对，要在 {least} 到 {use.quantity} 之间")

    def _free_steps(self, part: Part, steps: int, length: int, tally: _Tally) -> tuple[int, bool]:
        """Take whole steps from the bundles; tell also whether the first one frees the connection fee.

        A bundle that cannot give the next step gives this call nothing more.
        """
        free, frees = 0, False
        for index in part.free:
            some = 0 if index in tally.spent_up else min(steps - free, self.left[index] // length)
            if some:
                self._take(index, some * length, tally)
                frees = frees or (self.table.bundles[index].frees_fee and not free)
                free += some
        if free < steps:
            tally.spent_up.update(part.free)
        return free, frees

    def _take(self, index: int, quantity: int, tally: _Tally) -> int:
        if quantity:
            self.left[index] -= quantity
            tally.taken.append(Taken(index, quantity))
        return quantity

    def _row(self, rate: Rate) -> Row:
        row = self.rows.get(rate.id)
        if row is None:
            row = self.rows[rate.id] = Row(rate, [0] * len(rate.stages))
        return row

    def _pay(self, row: Row, stage: int, steps: int, tally: _Tally) -> None:
        if steps:
            priced(row.rate)
        if row.rate.tiers:
            before = None if row.rate.tiering == "volume" else tiered(row.rate, row.units)
            row.count(stage, steps)
            after = tiered(row.rate, row.units)
            tally.known = tally.known and before is not None
            spent = self.table.scaled(after - before) if before is not None else 0
        else:
            row.count(stage, steps)
            spent = steps * self.table.step_prices(row.rate)[stage]
        tally.by_row[row.rate.id] = tally.by_row.get(row.rate.id, 0) + spent

    def _pay_fees(self, row: Row, calls: int, tally: _Tally) -> None:
        row.fees += calls
        spent = calls * self.table.scaled(row.rate.fee)
        tally.by_row[row.rate.id] = tally.by_row.get(row.rate.id, 0) + spent

    def _settle(self, tally: _Tally) -> int | None:
        """Add to each row what the use costs on it, at most its highest cost; return the whole cost.

        Where the terms round each call, the rows share what the whole call comes to.
        """
        cost = paid = 0
        for id, spent in tally.by_row.items():
            row = self.rows[id]
            cost += self.table.capped(row.rate, spent)
            due = self.table.rounded(cost)
            row.spent += due - paid
            paid = due
        return paid if tally.known else None


def tiered(rate: Rate, units: Fraction) -> Fraction:
    """Return what so many units of a month cost by the tiers of a row, fees of entered tiers included."""
    if rate.tiering == "volume":
        tier = _tier_of(rate, units)
        return units * tier.price + (tier.fee if units else 0)
    return sum((amount * tier.price + tier.fee for tier, amount in slices(rate, units)), Fraction(0))


def slices(rate: Rate, units: Fraction) -> Iterable[tuple[Tier, Fraction]]:
    """Yield each tier that was entered with the units in it: every one in turn, or the one that holds."""
    if rate.tiering == "volume":
        if units:
            yield _tier_of(rate, units), units
        return
    begun = Fraction(0)
    for tier in rate.tiers:
        end = units if tier.up_to is None else min(units, Fraction(tier.up_to))
        if end > begun:
            yield tier, end - begun
            begun = end


def _odd(rate: Rate, quantity: int) -> bool:
    """Tell whether a sum cannot be one of whole steps."""
    return quantity % (rate.stages[0].step or rate.stages[0].per) != 0


def _tier_of(rate: Rate, units: Fraction) -> Tier:
    return next(tier for tier in rate.tiers if tier.up_to is None or units <= tier.up_to)
