"""The walk through the hall as a use case: a draft that is never lost, sheets handed in once, corrections.

A supervisor (or the administrator) observes the own hall; a trainee sees the own rows, and nobody else's.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from trainer.content.observationreader import read_form
from trainer.core.errors import TrainerError
from trainer.core.library import Library
from trainer.core.observing import NOBODY, Amends, Form, Sheet, SheetRefused, Standing, Walk, check_sheet
from trainer.core.rights import Pass
from trainer.store import drafts
from trainer.store import observations as kept
from trainer.store.database import Store
from trainer.store.observations import KeptSheet
from trainer.training.evaluation import Marks, Results, no_marks
from trainer.training.grounds import Grounds, proper_reason, signed
from trainer.training.inspections import Company

LONGEST_REMARK = 200


class SheetUnknown(TrainerError):
    """There is no such sheet, or it is not one's to see."""


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet as somebody may see it, the names in it, and how often it was corrected."""

    kept: KeptSheet
    names: Mapping[int, str]
    corrections: int = 0

    def count(self, verdict: str) -> int:
        """Count the rows of a verdict."""
        return sum(line.verdict == verdict for line in self.kept.sheet.lines)

    @property
    def people(self) -> tuple[str, ...]:
        """Who was observed, each once."""
        return tuple(self.name(id) for id in _observed(self.kept.sheet))

    def name(self, person_id: int) -> str:
        """Say who it is."""
        return "没有人" if person_id == NOBODY else self.names.get(person_id, f"编号 {person_id}")


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet opened: what stands, the form it was written on, and all that was ever handed in of it."""

    view: SheetView
    form: Form
    history: tuple[KeptSheet, ...]


@dataclass(frozen=True)
class Floor(Grounds):
    """Observation and evaluation of a hall; `simulated` tells the simulator's marks."""

    simulated: Marks = field(default=no_marks)

    def at(self, hall_id: int) -> "Floor":
        """Return the same of another hall: the administrator sees them all."""
        return replace(self, hall_id=hall_id)

    @property
    def company(self) -> Company:
        """The company's checks."""
        return Company(self.store, self.form, self.hall_id)

    @property
    def results(self) -> Results:
        """The final evaluation."""
        return Results(self.store, self.form, self.hall_id, self.simulated)

    def begin(self, by: Pass, shift: str, team: Sequence[Standing]) -> Walk:
        """Begin a walk now, and keep it as a draft; raise SheetRefused, NotAllowed."""
        self.require(by)
        if shift not in self.form.shifts:
            raise SheetRefused(f"没有班次“{shift}”。可选：{'、'.join(self.form.shifts)}。")
        walk = self.new(shift, team)
        self._start(by, walk)
        return walk

    def new(self, shift: str, team: Sequence[Standing]) -> Walk:
        """Return a walk that begins now; nothing is kept of it."""
        now = self.store.clock().astimezone()
        return Walk(uuid.uuid4().hex, now.date().isoformat(), f"{now:%H:%M}", shift, tuple(team))

    def keep(self, by: Pass, walk: Walk) -> None:
        """Keep a walk under way on the disk; raise DraftNotKept, NotAllowed."""
        self.require(by)
        drafts.keep_draft(self.store, self.hall(by), by.person_id, walk)

    def draft(self, by: Pass) -> Walk | None:
        """Return the walk that was not handed in, if any; raise DraftDamaged, NotAllowed."""
        self.require(by)
        walk = drafts.draft(self.store, self.hall(by), by.person_id)
        if walk is None:
            return None
        known = kept.sheets(self.store, self.hall(by), walk.id)
        mine = (each for each in known if each.by.person_id == signed(by).person_id)
        if any(each.amends.seq == walk.corrects for each in mine):
            self.drop(by)  # it was handed in, and then the power went
            return None
        return walk

    def drop(self, by: Pass) -> None:
        """Throw the draft away; raise NotAllowed."""
        self.require(by)
        drafts.drop_draft(self.store, self.hall(by), by.person_id)

    def form_for(self, by: Pass, walk: Walk) -> Form:
        """Return the form of a walk: a correction stays on the form of what it corrects."""
        if not walk.corrects:
            return self.form
        found = kept.sheets(self.store, self.hall(by), walk.id)
        corrected = next((each for each in found if each.seq == walk.corrects), None)
        if corrected is None:
            raise SheetUnknown("要更正的那张巡视表不在了，请刷新后再看。")
        return kept.form_of(self.store, corrected.form)

    def save(self, by: Pass, walk: Walk, remark: str = "", reason: str = "") -> KeptSheet:
        """Hand a walk in: one entry of the ledger with its rows, in one commit; then the draft goes.

        A correction needs a reason. Raise SheetRefused, ChangedMeanwhile, NotAllowed.
        """
        self.require(by)
        form = self.form_for(by, walk)
        sheet = walk.sheet(form, remark.strip())
        check_sheet(sheet, form)
        self._check_people(by, sheet, {line.spot.person_id for line in walk.begun})
        return self._put(by, walk.id, sheet, form, Amends(walk.corrects, reason))

    def amend(self, by: Pass, id: str) -> Walk:
        """Begin the correction of a sheet, and keep it as a draft; raise SheetUnknown, NotAllowed."""
        self.require(by)
        now = self._newest(by, id)
        sheet = now.sheet
        spots = (line.spot for line in sheet.lines if not line.spot.event)
        team = tuple(dict.fromkeys(Standing(spot.person_id, spot.post) for spot in spots))
        walk = Walk(id, sheet.day, sheet.time, sheet.shift, team, (), now.seq, sheet.lines)
        self._start(by, walk)
        return walk

    def withdraw(self, by: Pass, id: str, after: int, reason: str) -> KeptSheet:
        """Take a sheet back as a whole, by an entry with a reason; `after` is the newest entry one knew."""
        self.require(by)
        now = self._newest(by, id)
        form = kept.form_of(self.store, now.form)
        return self._put(by, id, replace(now.sheet, lines=(), remark=""), form, Amends(after, reason))

    def sheets(self, by: Pass) -> list[SheetView]:
        """List the sheets that stand, the latest first; a trainee sees the own rows. Raise NotAllowed."""
        self.require_sight(by)
        found = kept.sheets(self.store, self.hall(by))
        times = _corrections(found)
        seen = [self._cut(by, each) for each in kept.in_force(found)]
        names = self.names()
        return [SheetView(each, names, times[each.id]) for each in reversed(seen) if each.sheet.lines]

    def open(self, by: Pass, id: str) -> Opened:
        """Open a sheet with its history; a look at somebody else's sheet is written down.

        Raise SheetUnknown, NotAllowed.
        """
        self.require_sight(by)
        history = [self._cut(by, each) for each in kept.sheets(self.store, self.hall(by), id)]
        if not any(each.sheet.lines for each in history):
            raise _gone()
        now = history[-1]
        if now.by.person_id != by.person_id:
            self.note_looks(by, _observed(now.sheet), "observation")
        form = kept.form_of(self.store, now.form)
        return Opened(SheetView(now, self.names(), len(history) - 1), form, tuple(history))

    def _start(self, by: Pass, walk: Walk) -> None:
        """Keep a new draft; one that something was pressed in is never lost to it."""
        before = self.draft(by)
        if before is not None and before.acts and before.id != walk.id:
            raise SheetRefused("还有一张没交的巡视表。请先在「巡视」里交掉，或按“不要这次了”。")
        self.keep(by, walk)

    def _put(self, by: Pass, id: str, sheet: Sheet, form: Form, amends: Amends) -> KeptSheet:
        proper = Amends(amends.seq, proper_reason(amends.reason, needed=bool(amends.seq)))
        with self.store.writing() as connection:
            self.require_in(connection, by)
            note = kept.sheet_note(id, sheet, kept.keep_form(connection, form), signed(by))
            kept.write_sheet(connection, self.store, self.hall(by), note, proper)
        drafts.drop_draft(self.store, self.hall(by), by.person_id, id)
        return kept.sheets(self.store, self.hall(by), id)[-1]

    def _check_people(self, by: Pass, sheet: Sheet, before: set[int]) -> None:
        """Demand people of the hall (or who were on the sheet `before`), a day that has come, short words."""
        known = {each.id for each in self.people(by)} | before | {NOBODY}
        if any(line.spot.person_id not in known for line in sheet.lines):
            raise SheetRefused("表上有人已不在本厅名单里，请重新选人后再交。")
        if max(len(sheet.remark), *(len(line.remark) for line in sheet.lines)) > LONGEST_REMARK:
            raise SheetRefused(f"备注太长：每条最多 {LONGEST_REMARK} 个字。")
        if date.fromisoformat(sheet.day) > self.today():
            raise SheetRefused("巡视的日期晚于今天，请核对电脑的时间。")

    def _newest(self, by: Pass, id: str) -> KeptSheet:
        found = kept.sheets(self.store, self.hall(by), id)
        if not found or not found[-1].sheet.lines:
            raise _gone()
        return found[-1]

    def _cut(self, by: Pass, sheet: KeptSheet) -> KeptSheet:
        """Leave of a sheet what one may see: all of it, or the own rows."""
        if self.may_write(by):
            return sheet
        own = tuple(each for each in sheet.sheet.lines if each.spot.person_id == by.person_id)
        return replace(sheet, sheet=replace(sheet.sheet, lines=own, remark=""))


def open_floor(store: Store, root: Path, library: Library, simulated: Marks = no_marks) -> Floor:
    """Read the form of the sheets below `root` and open the floor; raise BooksDamaged."""
    return Floor(store, read_form(root, library), simulated=simulated)


def _observed(sheet: Sheet) -> tuple[int, ...]:
    """Return who was observed, each once, in their order."""
    ids = dict.fromkeys(line.spot.person_id for line in sheet.lines)
    return tuple(id for id in ids if id != NOBODY)


def _corrections(found: Sequence[KeptSheet]) -> dict[str, int]:
    times: dict[str, int] = {}
    for each in found:
        times[each.id] = times.get(each.id, -1) + 1
    return times


def _gone() -> SheetUnknown:
    return SheetUnknown("没有这张巡视表，可能已经撤回，请刷新后再看。")
