"""Observation on the floor: what is looked at on a walk through the hall, and the sheet that comes of it.

An item is seen done or not done, or it was not seen: that counts neither for nor against anybody. A walk is
its acts, so that what was pressed last can be taken back until the sheet is handed in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal

from trainer.core.errors import TrainerError
from trainer.core.library import Source

Verdict = Literal["done", "missed", "unseen"]

VERDICTS: Final[dict[Verdict, str]] = {"done": "做到", "missed": "没做到", "unseen": "未见"}
NOBODY: Final = 0
"""Stands where a post was empty: the row is written all the same, and counts for nobody."""


class SheetRefused(TrainerError):
    """A sheet that cannot be handed in: why, and what to do."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at, in the material's own words; `points` is what it is worth.

    With `together` it is an event of the hall that is written down for each of its posts (KM-G1a).
    """

    id: str
    section: str
    title: str
    text: str
    posts: tuple[str, ...]
    sources: tuple[Source, ...]
    points: int = 1
    note: str = ""
    together: bool = False


@dataclass(frozen=True)
class Form:
    """What a sheet offers: the shifts, and all items in their order."""

    shifts: tuple[str, ...]
    items: tuple[Item, ...]

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """The items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def posts(self) -> tuple[str, ...]:
        """The posts that any item is for, in the order they are met."""
        return tuple(dict.fromkeys(post for item in self.items for post in item.posts))

    @cached_property
    def events(self) -> tuple[Item, ...]:
        """The items that several posts answer for together."""
        return tuple(item for item in self.items if item.together)

    def of(self, post: str) -> tuple[Item, ...]:
        """Return what is looked at on a post, but for the events."""
        return tuple(item for item in self.items if post in item.posts and not item.together)


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody on a post; NOBODY where it was empty."""

    person_id: int
    post: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Which row of a sheet: an item of somebody on a post; `event` counts from 1, 0 is for none."""

    event: int
    person_id: int
    post: str
    item: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Something was seen, done or not, or it was said that it was not seen."""

    spot: Spot
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Remarked:
    """A remark was written to a row; "" takes it away."""

    spot: Spot
    text: str


@dataclass(frozen=True, slots=True)
class Happened:
    """An event that several posts answer for, such as a customer walking in, and who stood on each."""

    item: str
    who: tuple[Standing, ...]


Act = Marked | Remarked | Happened


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a walk as it stands; None: nothing was said of it yet."""

    spot: Spot
    item: Item
    verdict: Verdict | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet that was handed in, with the points that it was worth then."""

    spot: Spot
    verdict: Verdict
    points: int
    remark: str = ""

    @property
    def counts(self) -> bool:
        """Tell whether it stands in anybody's denominator."""
        return self.verdict != "unseen" and self.spot.person_id != NOBODY


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of one walk: the day (ISO) and the time it began (HH:MM), the shift, and every row."""

    day: str
    time: str
    shift: str
    lines: tuple[Line, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Amends:
    """Which entry of the ledger a new one corrects (0: none) and why."""

    seq: int = 0
    reason: str = ""


FIRST: Final = Amends()


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk under way: when, in which shift, who stood where, and what was pressed since.

    `corrects` is the entry of the ledger that it will correct, 0 for a new sheet; `begun` are the lines of
    that entry.
    """

    id: str
    day: str
    time: str
    shift: str
    team: tuple[Standing, ...] = ()
    acts: tuple[Act, ...] = ()
    corrects: int = 0
    begun: tuple[Line, ...] = ()

    def then(self, act: Act) -> "Walk":
        """Do something more; to say the same again changes nothing, but customers walk in one by one."""
        if self.acts and self.acts[-1] == act and not isinstance(act, Happened):
            return self
        return replace(self, acts=(*self.acts, act))

    def undo(self) -> "Walk":
        """Take back what was done last."""
        return replace(self, acts=self.acts[:-1])

    def rows(self, form: Form) -> tuple[Row, ...]:
        """Return every row as it stands: the events first, then each person on their post."""
        rows = {row.spot: row for row in (*_recalled(self.begun, form), *self._asked(form))}
        for act in self.acts:
            if isinstance(act, Happened) or act.spot not in rows:
                continue  # who is no longer on the walk is not written down either
            row = rows[act.spot]
            rows[act.spot] = (
                replace(row, verdict=act.verdict)
                if isinstance(act, Marked)
                else replace(row, remark=act.text)
            )
        return tuple(rows.values())

    def sheet(self, form: Form, remark: str = "") -> Sheet:
        """Return the sheet: of what nothing was said, it was not seen. Raise SheetRefused where all is so."""
        lines = tuple(
            Line(row.spot, row.verdict or "unseen", row.item.points, row.remark) for row in self.rows(form)
        )
        if not any(line.counts for line in lines):
            cure = "要整张作废，请用“撤回”" if self.corrects else "看到了再记"
            raise SheetRefused(f"这张表上没有一条“做到”或“没做到”，不用交。{cure}。")
        return Sheet(self.day, self.time, self.shift, lines, remark)

    def _asked(self, form: Form) -> Iterator[Row]:
        known = {line.spot for line in self.begun}
        before = max((line.spot.event for line in self.begun), default=0)
        happened = (act for act in self.acts if isinstance(act, Happened))
        for event, act in enumerate(happened, before + 1):
            for who in act.who:
                yield Row(Spot(event, who.person_id, who.post, act.item), form.by_id[act.item])
        for who in self.team:
            for item in form.of(who.post):
                spot = Spot(0, who.person_id, who.post, item.id)
                if spot not in known:
                    yield Row(spot, item)


def check_sheet(sheet: Sheet, form: Form) -> None:
    """Raise SheetRefused where a sheet says what its form does not offer."""
    if sheet.shift not in form.shifts:
        raise SheetRefused(f"没有班次“{sheet.shift}”。可选：{'、'.join(form.shifts)}。")
    seen = set[Spot]()
    for line in sheet.lines:
        spot = line.spot
        item = form.by_id.get(spot.item)
        if item is None or spot.post not in item.posts or line.verdict not in VERDICTS:
            raise SheetRefused(f"“{spot.item}”不能记在“{spot.post}”这个岗位上，请核对。")
        if spot in seen:
            raise SheetRefused(f"“{item.title}”给同一个人记了两次，请只留一行。")
        if item.together != bool(spot.event) or (spot.person_id == NOBODY and line.verdict != "unseen"):
            raise SheetRefused(f"“{item.title}”没有写清当时谁在岗，请重新记。")
        seen.add(spot)
    _check_events(sheet.lines, form)


def _check_events(lines: Iterable[Line], form: Form) -> None:
    """Demand a row of every post for each event (KM-G1a), and somebody else on each."""
    events: dict[int, list[Spot]] = {}
    for line in lines:
        if line.spot.event:
            events.setdefault(line.spot.event, []).append(line.spot)
    for spots in events.values():
        item = form.by_id[spots[0].item]
        if {spot.item for spot in spots} != {item.id} or [spot.post for spot in spots] != [*item.posts]:
            raise SheetRefused(f"“{item.title}”要同时记{'和'.join(item.posts)}两个岗位，各一行。")
        here = [spot.person_id for spot in spots if spot.person_id != NOBODY]
        if len(here) != len(set(here)) or not here:
            raise SheetRefused(f"“{item.title}”的两个岗位要写两个人；没有人在岗就选“没有人”。")


def _recalled(lines: Iterable[Line], form: Form) -> Iterator[Row]:
    """Return the rows of a sheet that is being corrected, with the points they were worth."""
    for line in lines:
        item = form.by_id[line.spot.item]
        yield Row(line.spot, replace(item, points=line.points), line.verdict, line.remark)
