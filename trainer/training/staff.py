"""Importing a list of staff: a dry run that names every bad row, then all of it in one commit or nothing.

Nothing is taken out: people who are not on the list stay as they are.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import sqlalchemy as sa

from trainer.core.errors import TrainerError
from trainer.core.rights import Pass, may_supervise, require_supervisor
from trainer.store import ledger
from trainer.store import people as register
from trainer.store.database import Store
from trainer.store.halls import hall_in, halls_in
from trainer.store.ledger import Note
from trainer.store.people import Changes, Member
from trainer.training.signin import still_holds_in
from trainer.training.staffrows import FIELDS, BadCell, Listed, Row, find_list, read_row

KIND = "staff"
Fate = Literal["added", "changed", "unchanged"]


class StaffRefused(TrainerError):
    """A list with bad rows, or one that has changed since the dry run."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """What is wrong in a row of the file (as the spreadsheet counts), in which column, and the cure."""

    row: int
    column: str
    what: str
    cure: str

    def __str__(self) -> str:
        return f"第 {self.row} 行，{self.column}：{self.what}。{self.cure}。"


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one row: a person added, changed (`told` says what), or left as they are."""

    row: int
    fate: Fate
    name: str
    told: tuple[str, ...]
    changes: Changes
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class StaffPlan:
    """What an import would do; `steps` are only done if there are no `bad` rows."""

    file: str
    digest: str
    hall_id: int
    steps: tuple[Step, ...]
    bad: tuple[BadRow, ...]
    notes: tuple[str, ...]

    def having(self, fate: Fate) -> tuple[Step, ...]:
        """Return the steps of one fate."""
        return tuple(step for step in self.steps if step.fate == fate)


def dry_run(store: Store, by: Pass, path: Path, hall_id: int) -> StaffPlan:
    """Tell what importing a file would do; people without a hall go to `hall_id`. Nothing is written.

    Raise SheetUnreadable, StaffRefused for a file without a list, NotAllowed.
    """
    listed = find_list(path)
    with store.reading() as connection:
        still_holds_in(connection, store, by)
        require_supervisor(by, hall_id)
        return _planned(connection, by, listed, hall_id)


def apply(store: Store, by: Pass, path: Path, shown: StaffPlan) -> StaffPlan:
    """Do what the dry run showed in one commit; raise StaffRefused and do nothing where that differs."""
    listed = find_list(path)
    with store.writing() as connection:
        still_holds_in(connection, store, by)
        require_supervisor(by, shown.hall_id)
        plan = _planned(connection, by, listed, shown.hall_id)
        if plan != shown:
            raise StaffRefused("名单或登记在核对之后有了变动，没有导入。请重新核对。")
        if plan.bad:
            raise StaffRefused(f"有 {len(plan.bad)} 处不对，没有导入任何人。请改好后再导入。")
        for step in plan.steps:
            _take(connection, store, by, step)
        ledger.write(connection, store, plan.hall_id, _note(plan, by))
    return plan


def _take(connection: sa.Connection, store: Store, by: Pass, step: Step) -> None:
    if step.person_id is None:
        register.register(connection, store, by.person_id, step.changes)
    elif step.fate == "changed":
        register.change(connection, store, by.person_id, step.person_id, step.changes)


def _note(plan: StaffPlan, by: Pass) -> Note:
    counts = {fate: len(plan.having(fate)) for fate in ("added", "changed", "unchanged")}
    return Note(KIND, plan.file, {"digest": plan.digest, **counts}, by.person_id)


def _planned(connection: sa.Connection, by: Pass, listed: Listed, hall_id: int) -> StaffPlan:
    hall_in(connection, hall_id)
    desk = _Desk(
        by,
        hall_id,
        {hall.name: hall.id for hall in halls_in(connection)},
        register.members_in(connection),
    )
    for row in listed.rows:
        desk.take(row)
    digest = hashlib.sha256(repr(listed).encode("utf-8", "replace")).hexdigest()
    return StaffPlan(listed.file, digest, hall_id, tuple(desk.steps), tuple(desk.bad), listed.notes)


class _Desk:
    """Judges row after row against the hall and against the rows before."""

    def __init__(self, by: Pass, hall_id: int, halls: Mapping[str, int], members: list[Member]) -> None:
        self._by, self._hall_id, self._halls = by, hall_id, halls
        self._names = {member.name: member for member in members}
        self._numbers = {member.number: member for member in members if member.number}
        self._seen: dict[tuple[str, str], int] = {}
        self.steps: list[Step] = []
        self.bad: list[BadRow] = []

    def take(self, row: Row) -> None:
        """Judge a row: it becomes a step, or the reasons why it cannot."""
        read, wrong = read_row(row)
        if not wrong:
            wrong = [*self._twice(row, read)]
        if not wrong:
            try:
                self.steps.append(self._step(row, read))
            except BadCell as error:
                wrong = [error]
        self.bad += [BadRow(row.number, each.column, each.what, each.cure) for each in wrong]

    def _twice(self, row: Row, read: Changes) -> list[BadCell]:
        """Find a name or a number that stands in a row before, too."""
        found = []
        for field, value in (("name", read.get("name")), ("number", read.get("number"))):
            if value:
                first = self._seen.setdefault((field, str(value)), row.number)
                if first != row.number:
                    what = f"“{value}”在第 {first} 行已经有了"
                    found.append(BadCell(FIELDS[field], what, "一人只留一行；同名的人在姓名后面加字区分"))
        return found

    def _step(self, row: Row, read: Changes) -> Step:
        known = self._known(read)
        wanted = self._placed(row, read, known)
        if known is None:
            self._require_role("trainee", wanted.get("role", "trainee"))
            return Step(row.number, "added", wanted["name"], self._told(None, wanted), wanted)
        if not self._may_change(known):
            raise BadCell("姓名", f"{known.name}的登记您不能改", "请从名单里去掉，或由管理员来导入")
        self._require_role(known.role, wanted.get("role", known.role))
        changes = self._changes(known, wanted)
        told = self._told(known, changes)
        return Step(row.number, "changed" if told else "unchanged", known.name, told, changes, known.id)

    def _known(self, read: Changes) -> Member | None:
        """Find who is meant: by number, or by name; raise BadCell where they do not agree."""
        number = read.get("number")
        by_number, by_name = self._numbers.get(number or ""), self._names.get(read["name"])
        if by_number and by_number is not by_name:
            what = f"工号 {number} 已经登记给{by_number.name}"
            raise BadCell("工号", what, "请核对工号；如果是改了名，先在人员页面改名")
        if by_name and number and by_name.number not in (None, number):
            what = f"{by_name.name}已经登记，工号是 {by_name.number}"
            raise BadCell("姓名", what, "请核对；如果是同名的另一个人，在姓名后面加字区分")
        return by_name

    def _placed(self, row: Row, read: Changes, known: Member | None) -> Changes:
        """Find the hall of a row by its name; raise BadCell for one that is unknown or not one's own."""
        hall = row.text("hall")
        if hall and hall not in self._halls:
            raise BadCell("营业厅", f"没有营业厅“{hall}”", f"请先添加，或改成：{'、'.join(self._halls)}")
        if not hall and known is not None and known.hall_id != self._hall_id:
            raise BadCell("姓名", f"{known.name}登记在别的营业厅", "要调过来，请写明营业厅")
        hall_id = self._halls[hall] if hall else self._hall_id
        if not may_supervise(self._by, hall_id):
            raise BadCell("营业厅", f"“{hall}”不是您的营业厅", "请去掉这一行，或由管理员来导入")
        placed = read.copy()
        placed["hall_id"] = hall_id
        return placed

    def _may_change(self, known: Member) -> bool:
        own = may_supervise(self._by, known.hall_id) and known.role == "trainee"
        return own or self._by.role == "admin"

    def _require_role(self, before: str, after: str) -> None:
        if before == after:
            return
        if "admin" in (before, after):
            raise BadCell("角色", "管理员不能用名单来换", "请在人员页面移交管理员")
        if self._by.role != "admin":
            raise BadCell("角色", "主管只能由管理员指定", "请写“学员”，或由管理员来导入")

    def _changes(self, known: Member, wanted: Changes) -> Changes:
        """Return what is new of somebody; whoever is on the list works here again."""
        changes = Changes()
        if "number" in wanted and wanted["number"] != known.number:
            changes["number"] = wanted["number"]
        if "team" in wanted and wanted["team"] != known.team:
            changes["team"] = wanted["team"]
        if "role" in wanted and wanted["role"] != known.role:
            changes["role"] = wanted["role"]
        if wanted["hall_id"] != known.hall_id:
            changes["hall_id"] = wanted["hall_id"]
        if not known.active:
            changes["active"] = True
        return changes

    def _told(self, known: Member | None, changes: Changes) -> tuple[str, ...]:
        """Say what is new, column by column."""
        halls = {place: name for name, place in self._halls.items()}
        told = []
        if "number" in changes:
            told.append(f"工号 {changes['number']}")
        if changes.get("team"):
            told.append(f"班组 {changes['team']}")
        if "hall_id" in changes:
            told.append(f"营业厅 {halls[changes['hall_id']]}")
        if "role" in changes:
            told.append("主管" if changes["role"] == "supervisor" else "学员")
        if known is not None and "active" in changes:
            told.append("重新启用")
        return tuple(told)
