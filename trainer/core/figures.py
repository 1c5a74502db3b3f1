"""What the manager sees, computed from sums: the heat map, the radar, the weeks, the spread, who is absent.

A sum knows what was earned of what could be, and how often somebody was asked; a figure of too few is
told as such and never as a number alone. Practice, assessment and cramming have sums of their own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from enum import IntEnum
from statistics import median
from typing import Final, Literal

from trainer.core.scenario import Competence

FEW: Final = 5
"""Of fewer answers than this a cell of the heat map says nothing yet."""

ENOUGH: Final = 20
"""Of fewer answers than this nothing is said of a whole hall, nor of an item."""

WEAKEST: Final = 3
BINS: Final = 10
LONGEST_YEAR: Final = 53
"""So many weeks are shown at most."""

WALL: Final = timezone(timedelta(hours=8))
"""The clock on the wall of a hall: China has one time zone, and no summer time."""

_DAY, _WEEK = 86400, 7 * 86400
_FIRST_MONDAY = date(1969, 12, 29)


class Sort(IntEnum):
    """What kind of answers is looked at; they are never added up."""

    PRACTICE = 0
    GRADED = 1
    CRAMMED = 2


SORTS: Final = {Sort.PRACTICE: "练习", Sort.GRADED: "考核", Sort.CRAMMED: "突击"}
Axis = Literal["主题", "能力"]


@dataclass(frozen=True, slots=True)
class Sum:
    """What was earned of what could be, in `n` answers or attempts."""

    n: int = 0
    points: int = 0
    best: int = 0

    @property
    def share(self) -> float | None:
        """The share that was earned (0 to 1); None where nothing could be."""
        return min(1.0, max(0.0, self.points / self.best)) if self.best > 0 else None

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, rounded half up."""
        if self.best <= 0:
            return None
        return min(100, max(0, (200 * self.points + self.best) // (2 * self.best)))

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.n + other.n, self.points + other.points, self.best + other.best)


NOTHING: Final = Sum()


def total(sums: Iterable[Sum]) -> Sum:
    """Add sums up."""
    n = points = best = 0
    for each in sums:
        n, points, best = n + each.n, points + each.points, best + each.best
    return Sum(n, points, best)


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody in the figures."""

    id: int
    name: str
    team: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of the heat map is about: a topic, a rule of a topic, or a competence."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    """People by columns; a pair without a cell was never asked. `few`: so many are needed for a figure."""

    people: tuple[Who, ...] = ()
    columns: tuple[Column, ...] = ()
    cells: Mapping[tuple[int, str], Sum] = field(default_factory=dict)
    rows: Mapping[int, Sum] = field(default_factory=dict)
    feet: Mapping[str, Sum] = field(default_factory=dict)
    few: int = FEW

    def cell(self, row: int, column: int) -> Sum:
        """Return the sum at a place."""
        return self.cells.get((self.people[row].id, self.columns[column].id), NOTHING)

    @property
    def whole(self) -> Sum:
        """Everything together."""
        return total(self.rows.values())


def heat_map(
    people: Sequence[Who],
    columns: Sequence[Column],
    cells: Mapping[tuple[int, str], Sum],
    few: int = FEW,
) -> HeatMap:
    """Lay sums out by person and column, with the totals of both; cells of others are left out."""
    rows: dict[int, list[Sum]] = {each.id: [] for each in people}
    feet: dict[str, list[Sum]] = {each.id: [] for each in columns}
    kept = {key: each for key, each in cells.items() if key[0] in rows and key[1] in feet}
    for (person, column), each in kept.items():
        rows[person].append(each)
        feet[column].append(each)
    totals = {person: total(each) for person, each in rows.items()}
    return HeatMap(
        tuple(people), tuple(columns), kept, totals, {id: total(each) for id, each in feet.items()}, few
    )


@dataclass(frozen=True, slots=True)
class Named:
    """A rule or a mistake by its name, and its sum."""

    id: str
    title: str
    sum: Sum


def weakest(sums: Iterable[Named], n: int = WEAKEST, enough: int = ENOUGH) -> tuple[Named, ...]:
    """Return the rules with the lowest share of those asked for often enough; none that all know."""
    known = [
        each for each in sums if each.sum.n >= enough and (each.sum.share or 0) < 1 and each.sum.best > 0
    ]
    return tuple(sorted(known, key=lambda each: (each.sum.share or 0, -each.sum.n, each.id))[:n])


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the progress line, from its Monday; without answers its sum is nothing."""

    monday: date
    sum: Sum


def week_of(moment: datetime) -> int:
    """Return the number of the week that an instant is in, from Monday by the clock on the wall."""
    return (int(moment.timestamp()) + 8 * 3600 + 3 * _DAY) // _WEEK


def monday_of(week: int) -> date:
    """Return the Monday that a week begins with."""
    return _FIRST_MONDAY + timedelta(weeks=week)


def progress(sums: Mapping[int, Sum], last: int) -> tuple[Week, ...]:
    """Return the weeks from the first one with answers to the `last`, without a gap, a year at most."""
    if not sums:
        return ()
    first = max(min(sums), last - LONGEST_YEAR + 1)
    return tuple(Week(monday_of(week), sums.get(week, NOTHING)) for week in range(first, last + 1))


def span_of(slot: int, now: datetime) -> tuple[int, int]:
    """Return the first and the last week of a slot of time: 0 for ever, 2026 a year, 202611 a month."""
    today = week_of(now)
    if slot == 0:
        return today - LONGEST_YEAR + 1, today
    year, month = divmod(slot, 100) if slot > 9999 else (slot, 0)
    begins = datetime(year, month or 1, 1, tzinfo=WALL)
    ends = datetime(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1, tzinfo=WALL)
    return week_of(begins), min(week_of(ends - timedelta(seconds=1)), max(today, week_of(begins)))


def called(slot: int) -> str:
    """Say a slot of time in words."""
    if slot == 0:
        return "全部时间"
    return f"{slot}年" if slot <= 9999 else f"{slot // 100}年{slot % 100}月"


@dataclass(frozen=True, slots=True)
class Spread:
    """How people are spread: how many in each tenth of the scale, the middle one, and who is left out."""

    bins: tuple[int, ...] = (0,) * BINS
    middle: float | None = None
    left_out: int = 0


def spread(sums: Iterable[Sum], few: int = FEW) -> Spread:
    """Count people by what they earned (100 % is in the last bin); those with too few answers apart."""
    bins, shares, left_out = [0] * BINS, list[float](), 0
    for each in sums:
        if each.n < few or each.share is None:
            left_out += 1
            continue
        shares.append(each.share)
        bins[min(BINS - 1, int(each.share * BINS))] += 1
    return Spread(tuple(bins), median(shares) if shares else None, left_out)


@dataclass(frozen=True, slots=True)
class Spoke:
    """A competence of the radar: somebody's marks, and those of the hall."""

    competence: Competence
    own: Sum
    hall: Sum


def radar(own: Mapping[str, Sum], hall: Mapping[str, Sum]) -> tuple[Spoke, ...]:
    """Pair somebody's marks with those of the hall, for every competence that either has any in."""
    spokes = (Spoke(c, own.get(c.value, NOTHING), hall.get(c.value, NOTHING)) for c in Competence)
    return tuple(spoke for spoke in spokes if spoke.own.best > 0 or spoke.hall.best > 0)


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody who is to sit an assessment, from when to when, and when they handed in (None: not yet).

    `begun` tells that they have sat down at least.
    """

    person_id: int
    title: str
    opens: datetime
    closes: datetime
    sat: datetime | None = None
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Absence:
    """An assessment that was not handed in by its end, or is still to be by `closes`."""

    who: Who
    title: str
    closes: datetime
    missed: bool
    begun: bool = False

    @property
    def called(self) -> str:
        """What that is called: who began and did not hand in is overdue, who never came is absent."""
        if self.missed:
            return "逾期" if self.begun else "缺考"
        return "进行中" if self.begun else "待考"


def absences(awaited: Iterable[Awaited], people: Iterable[Who], now: datetime) -> tuple[Absence, ...]:
    """List who has missed an assessment, the latest first; then who has one open, the most urgent first."""
    known = {each.id: each for each in people}
    open_ = [each for each in awaited if each.sat is None and each.opens <= now and each.person_id in known]
    found = [
        Absence(known[each.person_id], each.title, each.closes, each.closes < now, each.begun)
        for each in open_
    ]
    missed = sorted((each for each in found if each.missed), key=lambda each: each.closes, reverse=True)
    return (*missed, *sorted((each for each in found if not each.missed), key=lambda each: each.closes))


@dataclass(frozen=True, slots=True)
class Due:
    """How many rules somebody should review: overdue since before today, and today."""

    who: Who
    overdue: int
    today: int


def due(counts: Mapping[int, tuple[int, int]], people: Iterable[Who]) -> tuple[Due, ...]:
    """List who has reviews to do, the most overdue first; counts are (overdue, overdue or due today)."""
    found = [Due(who, *_parted(counts[who.id])) for who in people if who.id in counts]
    return tuple(sorted(found, key=lambda each: (-each.overdue, -each.today, each.who.id)))


def today_of(now: datetime) -> tuple[datetime, datetime]:
    """Return when today begins and ends on the wall's clock, in UTC."""
    begins = now.astimezone(WALL).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
    return begins, begins + timedelta(days=1)


def _parted(count: tuple[int, int]) -> tuple[int, int]:
    return count[0], count[1] - count[0]
