"""A second rating engine for the tests, as plain as can be: it walks a call second by second.

It shares nothing with the program: rows are plain tuples, prices are decimals, and which row holds
is asked anew for every second. Only priorities decide between rows here.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple


class Line(NamedTuple):
    """A row: between which seconds of the day, on which weekdays, in which dates it holds; then stages
    (after, price for a step, step), fee and highest cost. The greatest priority wins.
    """

    id: str
    spans: tuple[tuple[int, int], ...] = ((0, 86400),)
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)
    dates: tuple[str, str] = ("1990-01-01", "2049-12-31")
    stages: tuple[tuple[int, str, int], ...] = ((0, "0.60", 60),)
    fee: str = "0"
    most: str | None = None
    priority: int = 0

    def holds(self, moment: datetime) -> bool:
        """Tell whether the row holds at a moment."""
        second = moment.hour * 3600 + moment.minute * 60 + moment.second
        return (
            any(start <= second < end for start, end in self.spans)
            and moment.isoweekday() in self.weekdays
            and self.dates[0] <= moment.strftime("%Y-%m-%d") <= self.dates[1]
        )


class Purse(NamedTuple):
    """A bundle: between which seconds of the day it may be used."""

    spans: tuple[tuple[int, int], ...]
    frees_fee: bool


class Walk:
    """One call after another, second by second."""

    def __init__(
        self, lines: list[Line], edge: str, purses: list[Purse] | None = None, full: list[int] | None = None
    ) -> None:
        self.lines, self.edge = lines, edge
        self.purses, self.left = purses or [], list(full or [])

    def charge(self, start: datetime, seconds: int) -> Decimal:
        """Charge one call: each step is paid, or taken from a purse, when it begins."""
        spent: dict[str, Decimal] = {}
        fees: dict[str, Decimal] = {}
        ruling: tuple[Line, tuple[int, ...]] | None = None
        clock, paid_until = 0, 0
        self.dry: set[int] = set()
        for second in range(seconds):
            now = self._now(start + timedelta(seconds=second))
            if ruling is None or (now != ruling and self.edge == "split"):
                clock, paid_until = 0, 0
            if ruling is None or self.edge == "split" or (self.edge == "carry" and clock >= paid_until):
                first, ruling = ruling is None, now
                if first:
                    fees[now[0].id] = Decimal(now[0].fee)
            if clock >= paid_until:
                line, purses = ruling
                _, price, step = [stage for stage in line.stages if stage[0] <= clock][-1]
                free = self._take(purses, step)
                spent[line.id] = spent.get(line.id, Decimal(0)) + (
                    Decimal(0) if free is not None else Decimal(price)
                )
                if free is not None and second == 0 and self.purses[free].frees_fee:
                    fees[line.id] = Decimal(0)
                paid_until = clock + step
            clock += 1
        return self._sum(spent, fees)

    def _now(self, moment: datetime) -> tuple[Line, tuple[int, ...]]:
        second = moment.hour * 3600 + moment.minute * 60 + moment.second
        best = max((line for line in self.lines if line.holds(moment)), key=lambda line: line.priority)
        purses = enumerate(self.purses)
        return best, tuple(i for i, purse in purses if any(a <= second < b for a, b in purse.spans))

    def _take(self, purses: tuple[int, ...], step: int) -> int | None:
        """Take a step from the first purse that can give it; where none can, this call has done with them."""
        for index in purses:
            if index not in self.dry and self.left[index] >= step:
                self.left[index] -= step
                return index
        self.dry.update(purses)
        return None

    def _sum(self, spent: dict[str, Decimal], fees: dict[str, Decimal]) -> Decimal:
        total = Decimal(0)
        for line in self.lines:
            if line.id in spent:
                due = spent[line.id] + fees.get(line.id, Decimal(0))
                total += due if line.most is None else min(due, Decimal(line.most))
        return total
