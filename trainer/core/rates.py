"""The rows of a rate table: what a price is for, what it is, and which row wins where two hold.

The higher priority wins, then the longer prefix of the number dialled, then the more specific row:
one whose conditions lie wholly inside the other's. Two rows that hold together while neither wins
are a tie, which is refused when a table is read (`ties`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import Literal, NamedTuple

from trainer.core.library import Source
from trainer.core.when import ALL_DAY, EVERY_DAY, Days, Times

CALL, MESSAGE = "通话", "短信"
OUT, IN = "主叫", "被叫"
ON_NET, OFF_NET = "网内", "网外"

Tiering = Literal["graduated", "volume"]
Counts = Literal["use", "month"]


class Traffic(NamedTuple):
    """What was used, in the table's own words; "" where it is not told.

    `kind` is 通话, 短信 or whatever the table charges for; `service` 市内, 长途, 漫游 …; `direction`
    主叫 or 被叫; `network` 网内, 网外 or a closed group; `place` where the customer was; `to` the
    number dialled.
    """

    kind: str
    service: str = ""
    direction: str = ""
    network: str = ""
    place: str = ""
    to: str = ""

    def __str__(self) -> str:
        words = (self.place, self.service, self.network, self.direction, self.kind)
        return "".join(words) + (f"到{self.to}" if self.to else "")


class Called(NamedTuple):
    """What people call a condition, and the words for it that need no row to name them."""

    name: str
    usual: frozenset[str] = frozenset()


CALLED: dict[str, Called] = {
    "service": Called("业务"),
    "direction": Called("主叫还是被叫", frozenset({OUT, IN})),
    "network": Called("网内还是网外", frozenset({ON_NET, OFF_NET})),
    "place": Called("地点"),
    "to": Called("拨打的号码"),
}
WORDS = ("service", "direction", "network", "place")
"""The conditions that are words; each may be left open."""


@dataclass(frozen=True, slots=True)
class For:
    """What a row is for; an empty condition sets no limit. `to` are prefixes of the number dialled."""

    kind: str
    service: frozenset[str] = frozenset()
    direction: frozenset[str] = frozenset()
    network: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    times: Times = ALL_DAY
    days: Days = EVERY_DAY

    def overlaps(self, other: "For") -> bool:
        """Tell whether some use at some moment is for both."""
        return (
            self.kind == other.kind
            and all(_meet(getattr(self, word), getattr(other, word)) for word in WORDS)
            and _prefixes_meet(self.to, other.to)
            and self.times.overlaps(other.times)
            and self.days.overlaps(other.days)
        )

    def includes(self, other: "For") -> bool:
        """Tell whether whatever is for `other` is for this."""
        return (
            self.kind == other.kind
            and all(_covers(getattr(self, word), getattr(other, word)) for word in WORDS)
            and _prefixes_cover(self.to, other.to)
            and self.times.includes(other.times)
            and self.days.includes(other.days)
        )

    def allows(self, traffic: Traffic) -> bool:
        """Tell whether the use itself, at whatever moment, is for this."""
        return (
            self.kind == traffic.kind
            and all(not (words := getattr(self, word)) or getattr(traffic, word) in words for word in WORDS)
            and (not self.to or traffic.to.startswith(tuple(self.to)))
        )


@dataclass(frozen=True, slots=True)
class Stage:
    """A price from `after` on: so many yuan for `per`, charged in whole steps of `step`.

    `after`, `per` and `step` are seconds for calls and pieces for all else, counted from the start
    of the call. A step of None: the material does not say what a started unit costs.
    """

    price: Fraction
    per: int
    step: int | None
    after: int = 0


@dataclass(frozen=True, slots=True)
class Tier:
    """A price that depends on how much the month used before: up to so many units of the row's `per`.

    `fee` is charged once when the tier is entered. The last tier has no end.
    """

    up_to: int | None
    price: Fraction
    fee: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Rate:
    """A row of the table.

    `fee` is charged once a call, `most` is what one call costs at most on this row. Instead of a
    price a row may say what the material leaves out (`missing`) or that the service is not open
    (`barred`). `counts` tells whether each use is rounded up to whole steps or only the month's sum (one
    stage, no `most`). `started` is the assumption that lets a started step count as a whole one; without a
    price by tiers `stages` has at least one, with tiers exactly one.
    """

    id: str
    name: str
    of: For
    stages: tuple[Stage, ...] = ()
    tiers: tuple[Tier, ...] = ()
    tiering: Tiering = "graduated"
    counts: Counts = "use"
    fee: Fraction = Fraction(0)
    most: Fraction | None = None
    priority: int = 0
    missing: str = ""
    barred: str = ""
    started: str = ""
    assumes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def beats(self, other: "Rate") -> bool:
        """Tell whether this row wins where both hold; both name one prefix at most (`each_prefix`)."""
        ours, theirs = (self.priority, len(_prefix(self))), (other.priority, len(_prefix(other)))
        if ours != theirs:
            return ours > theirs
        return other.of.includes(self.of) and not self.of.includes(other.of)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A free quantity a month (seconds or pieces) for certain uses; the first in the table is used first.

    `per` is the unit people count it in; `frees_fee` says whether a call begun on it pays no
    connection fee. `share` tells what a part of a month brings, in whole `per` ("": all of it), and
    `partial` what the material leaves open about that.
    """

    id: str
    name: str
    of: tuple[For, ...]
    quantity: int
    per: int = 1
    frees_fee: bool = False
    partial: str = ""
    share: str = ""
    assumes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def allows(self, traffic: Traffic) -> bool:
        """Tell whether a use, at some moment, may be free."""
        return any(of.allows(traffic) for of in self.of)

    def holds(self, traffic: Traffic, day: date, second: int) -> bool:
        """Tell whether a use at a moment is free as long as something is left."""
        return any(of.allows(traffic) and day in of.days and second in of.times for of in self.of)


def each_prefix(rates: Iterable[Rate]) -> list[Rate]:
    """Write a row with several prefixes out once for each, so that the longest prefix wins by itself."""
    return [
        replace(rate, of=replace(rate.of, to=to))
        for rate in rates
        for to in ([frozenset({prefix}) for prefix in sorted(rate.of.to)] or [frozenset()])
    ]


def ties(rates: Iterable[Rate]) -> Iterator[tuple[Rate, Rate]]:
    """Yield each two rows that hold together while neither wins, once, in the table's order."""
    alike: dict[tuple[str, int, str], list[Rate]] = defaultdict(list)
    for row in each_prefix(rates):
        alike[row.of.kind, row.priority, _prefix(row)].append(row)
    told: set[tuple[str, str]] = set()
    for rows in alike.values():
        for first, second in combinations(rows, 2):
            if first.id == second.id or (first.id, second.id) in told:
                continue
            if first.of.overlaps(second.of) and not (first.beats(second) or second.beats(first)):
                told.add((first.id, second.id))
                yield first, second


def _prefix(row: Rate) -> str:
    return next(iter(row.of.to), "")


def _meet(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _covers(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return not ours or (bool(theirs) and theirs <= ours)


def _prefixes_meet(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    if not ours or not theirs:
        return True
    return any(a.startswith(b) or b.startswith(a) for a in ours for b in theirs)


def _prefixes_cover(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return not ours or (bool(theirs) and all(prefix.startswith(tuple(ours)) for prefix in theirs))
