"""Rating calls: a table made ready once, then asked many times what a call costs and why.

All sums are whole numbers of a fraction of a yuan that fits every price of the table
(`Table.scale`), so nothing is lost; what rounds is told by the table's `Terms`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from math import lcm
from typing import Literal, NamedTuple

from trainer.core.errors import BadUsage, MissingFact
from trainer.core.money import TO_THE_FEN, Rounding
from trainer.core.rates import CALL, Bundle, Rate, Stage, Traffic
from trainer.core.timetable import Timetable, priced
from trainer.core.when import DAY

Edge = Literal["split", "carry", "start"]
"""A call over the edge of a band: each part counts its own steps ("split"), a step begun before the
edge is charged whole at the earlier price and the count runs on ("carry"), or the row that holds at
the start holds to the end ("start")."""

Scope = Literal["step", "call", "line"]
"""What is rounded: the price of each step, each call, or only the line of the bill."""

LONGEST_CALL = 31 * DAY
"""Seconds; a longer call is a slip of the pen."""


class Call(NamedTuple):
    """One call, or one use of any kind that has a beginning and a length in seconds."""

    traffic: Traffic
    start: datetime
    seconds: int


class Run(NamedTuple):
    """So many whole steps charged at one stage of a row."""

    stage: int
    steps: int


class Part(NamedTuple):
    """The part of a call that one row charges: from when, how many seconds, what is charged, and the
    bundles that may make it free.
    """

    rate: Rate
    start: datetime
    seconds: int
    runs: tuple[Run, ...]
    free: tuple[int, ...] = ()


class _Quick(NamedTuple):
    """The whole price of a call on a row with one stage and nothing else to mind."""

    fee: int
    step: int
    price: int


@dataclass(frozen=True, slots=True)
class Terms:
    """How a table is applied: to calls over a band's edge, and what is rounded how.

    `assumes` names the assumption that the mode of rounding comes from.
    """

    edge: Edge = "split"
    rounding: Rounding = TO_THE_FEN
    scope: Scope = "line"
    assumes: tuple[str, ...] = ()


AS_WRITTEN = Terms()


class Table:
    """Rows ready to rate with; they must be free of ties (`rates.ties`)."""

    def __init__(
        self,
        rates: Iterable[Rate],
        bundles: Iterable[Bundle] = (),
        terms: Terms = AS_WRITTEN,
        words: Iterable[str] = (),
    ) -> None:
        self.rates, self.bundles, self.terms = tuple(map(_countable, rates)), tuple(bundles), terms
        self.timetable = Timetable(self.rates, self.bundles, words)
        self.scale = lcm(100, *(amount.denominator for amount in self._amounts()))
        self._prices = {
            rate.id: tuple(self.scaled(self._of_step(stage)) for stage in rate.stages) for rate in self.rates
        }
        self._quick = {rate.id: self._quickest(rate) for rate in self.rates}
        self._always: dict[Traffic, _Quick | None] = {}
        self._days: dict[tuple[Traffic, int], list[tuple[int, _Quick | None]]] = {}

    def scaled(self, yuan: Fraction) -> int:
        """Return an amount in units of 1/`scale` yuan."""
        return int(yuan * self.scale)

    def yuan(self, units: int) -> Fraction:
        """Return an amount in yuan that is told in units of 1/`scale` yuan."""
        return Fraction(units, self.scale)

    def costs(self, calls: Iterable[Call]) -> list[int]:
        """Rate calls one by one, in units of 1/`scale` yuan, leaving bundles and tiers aside.

        Raise as `parts` does.
        """
        always, answer = self._always, []
        for call in calls:
            traffic, _, seconds = call
            try:
                quick = always[traffic]
            except KeyError:
                quick = always[traffic] = self._learn(traffic)
            if quick is None:
                answer.append(self._timed(call))
            elif 0 < seconds <= LONGEST_CALL:
                answer.append(quick[0] - (-seconds // quick[1]) * quick[2])
            else:
                answer.append(self.cost(self.parts(call)))
        return answer

    def cost(self, parts: tuple[Part, ...]) -> int:
        """Sum up one call in units of 1/`scale` yuan: its fee, its steps, at most `most` a row; rounded
        where the terms round each call.
        """
        by_row: dict[str, int] = {}
        for number, part in enumerate(parts):
            spent = by_row.get(part.rate.id, 0 if number else self.scaled(part.rate.fee))
            prices = self._prices[priced(part.rate).id]
            by_row[part.rate.id] = spent + sum(steps * prices[stage] for stage, steps in part.runs)
        rows = {part.rate.id: part.rate for part in parts}
        return self.rounded(sum(self.capped(rows[id], spent) for id, spent in by_row.items()))

    def capped(self, rate: Rate, spent: int) -> int:
        """Return what one call pays on a row that has a highest cost."""
        return spent if rate.most is None else min(spent, self.scaled(rate.most))

    def rounded(self, units: int) -> int:
        """Round what one call costs, where the terms say that each call is rounded."""
        return self.scaled(self.terms.rounding(self.yuan(units))) if self.terms.scope == "call" else units

    def step_prices(self, rate: Rate) -> tuple[int, ...]:
        """Return what one step costs at each stage, in units of 1/`scale` yuan."""
        return self._prices[rate.id]

    def parts(self, call: Call) -> tuple[Part, ...]:
        """Charge a call row by row; a call of no seconds has no parts.

        Raise MissingFact, NotOffered and BadUsage as `Timetable.pick` does, BadUsage for a length
        that no call has.
        """
        if not 0 <= call.seconds <= LONGEST_CALL:
            raise BadUsage(f"通话时长 {call.seconds} 秒不对，要在 0 到 {LONGEST_CALL} 秒之间")
        self.timetable.rows(call.traffic)
        if self.terms.edge == "carry":
            return tuple(self._carried(call))
        return tuple(self._cut(call))

    def _cut(self, call: Call) -> Iterator[Part]:
        """Cut a call where something else begins to hold; or not at all where the start decides."""
        traffic, start, left = call
        while left:
            rate, free, length = self.timetable.hold(traffic, start, left)
            if self.terms.edge == "start":
                length = left
            yield Part(rate, start, length, _walk(rate, length), free)
            start, left = start + timedelta(seconds=length), left - length

    def _carried(self, call: Call) -> Iterator[Part]:
        """Charge step after step, each by the row and the stage that hold when it begins."""
        traffic, begin, seconds = call
        done = 0
        while done < seconds:
            at = begin + timedelta(seconds=done)
            rate, free, length = self.timetable.hold(traffic, at, seconds - done)
            until = done + length
            runs, first = [], done
            while done < until:
                run, length = _run(rate, done, until)
                runs.append(run)
                done += length
            yield Part(rate, at, min(done, seconds) - first, tuple(runs), free)

    def _amounts(self) -> Iterator[Fraction]:
        """Yield every amount that the scale has to fit."""
        yield self.terms.rounding.to
        for rate in self.rates:
            yield from (rate.fee, rate.most or rate.fee)
            yield from (self._of_step(stage) for stage in rate.stages)
            for tier in rate.tiers:
                yield from (tier.fee, *(tier.price / stage.per for stage in rate.stages))

    def _of_step(self, stage: Stage) -> Fraction:
        exact = stage.price * (stage.step or stage.per) / stage.per
        return self.terms.rounding(exact) if self.terms.scope == "step" else exact

    # The short way

    def _learn(self, traffic: Traffic) -> _Quick | None:
        rate = self.timetable.always(traffic)
        return self._quick[rate.id] if rate else None

    def _timed(self, call: Call) -> int:
        """Rate a call by the bands of its day: the short way, unless it crosses an edge."""
        traffic, start, seconds = call
        key = (traffic, start.toordinal())
        day = self._days.get(key)
        if day is None:
            bands = self.timetable.day(traffic, start.date())
            day = self._days[key] = [(b.end, self._quick[b.rate.id] if b.rate else None) for b in bands]
        second = start.hour * 3600 + start.minute * 60 + start.second
        index = 0
        while second >= day[index][0]:
            index += 1
        end, quick = day[index]
        if quick is not None and 0 < seconds <= end - second:
            return quick[0] - (-seconds // quick[1]) * quick[2]
        return self.cost(self.parts(call))

    def _quickest(self, rate: Rate) -> _Quick | None:
        plain = not (rate.missing or rate.barred) and rate.most is None and len(rate.stages) == 1
        if not plain or rate.stages[0].step is None or self.terms.scope == "call":
            return None
        return _Quick(self.scaled(rate.fee), rate.stages[0].step, self._prices[rate.id][0])


def _countable(rate: Rate) -> Rate:
    """Give a row whose price is missing the units to count in: a bundle may make what it is for free."""
    if rate.stages or not rate.missing:
        return rate
    unit = 60 if rate.of.kind == CALL else 1
    return replace(rate, stages=(Stage(Fraction(0), unit, unit),))


def steps_in(rate: Rate, stage: int, length: int) -> int:
    """Return how many steps `length` begins; raise MissingFact where a started one has no price."""
    now = rate.stages[stage]
    if now.step is None and length % now.per:
        unit = f"{now.per // 60}分钟" if now.per % 60 == 0 else f"{now.per}秒"
        at = f"（{rate.started}没有采用）" if rate.started else ""
        raise MissingFact(f"资料没有写{rate.name}不足{unit}怎样计费{at}，需查证")
    return -(-length // (now.step or now.per))


def _walk(rate: Rate, seconds: int) -> tuple[Run, ...]:
    """Charge a stretch from its own beginning through the stages of a row."""
    if len(rate.stages) == 1:
        return (Run(0, steps_in(rate, 0, seconds)),)
    runs, done = [], 0
    while done < seconds:
        run, length = _run(rate, done, seconds)
        runs.append(run)
        done += length
    return tuple(runs)


def _run(rate: Rate, done: int, until: int) -> tuple[Run, int]:
    """Return the steps at the stage that holds at `done`, up to its end or `until`, and their length."""
    index = max(i for i, stage in enumerate(rate.stages) if stage.after <= done)
    end = min([until, *(stage.after for stage in rate.stages if stage.after > done)])
    steps = steps_in(rate, index, end - done)
    return Run(index, steps), steps * (rate.stages[index].step or rate.stages[index].per)
