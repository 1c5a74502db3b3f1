"""The company's checks as a use case: results typed or imported, corrected by new entries only."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from trainer.core.composite import Inspected
from trainer.core.errors import TrainerError
from trainer.core.observing import FIRST, Amends
from trainer.core.rights import Pass
from trainer.store import evaluations
from trainer.store import observations as kept
from trainer.store.evaluations import KeptCheck
from trainer.training.checkrows import CheckRows, Missing, find_results
from trainer.training.grounds import Grounds, proper_reason, signed
from trainer.training.staff import BadRow

MOST_MARKS = 1000
LONGEST = 100


class ChecksRefused(TrainerError):
    """Results that cannot be written down: which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class CheckView:
    """A check as somebody may see it, and the names in it."""

    kept: KeptCheck
    names: Mapping[int, str]

    def name(self, person_id: int) -> str:
        """Say who it is."""
        return self.names.get(person_id, f"编号 {person_id}")


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """What an import would write, if there are no `bad` rows; `missing` was told beside the file."""

    file: str
    digest: str
    missing: Missing
    rows: tuple[Inspected, ...]
    names: tuple[str, ...]
    bad: tuple[BadRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Company(Grounds):
    """The company's checks of a hall."""

    def checks(self, by: Pass) -> list[CheckView]:
        """List the checks that stand, the latest first; a trainee sees the own rows. Raise NotAllowed."""
        self.require_sight(by)
        found = evaluations.checks_in_force(evaluations.checks(self.store, self.hall(by)))
        if not self.may_write(by):
            found = [replace(each, rows=_own(each.rows, by.person_id)) for each in found]
        names = self.names()
        return [CheckView(each, names) for each in sorted(found, key=_latest, reverse=True) if each.rows]

    def dry_run(
        self, by: Pass, path: Path, day: date | None = None, out_of: Fraction | None = None
    ) -> CheckPlan:
        """Tell what importing a file would do; `day` and `out_of` stand where it does not tell them.

        Nothing is written. Raise SheetUnreadable, NoResults, NotAllowed.
        """
        people, missing = self.people(by), Missing(day, out_of)
        found = find_results(path, missing)
        desk = CheckRows(people, missing, self.today())
        for row in found.rows:
            desk.take(row)
        notes = [*found.notes, *self._doubled(by, desk.rows)]
        names = tuple(each.name for each in desk.people)
        bad = (*desk.bad, *self._imported(by, found.digest))
        return CheckPlan(path.name, found.digest, missing, tuple(desk.rows), names, bad, tuple(notes))

    def apply(self, by: Pass, path: Path, shown: CheckPlan) -> CheckView:
        """Write what the dry run showed, whole or not at all; raise ChecksRefused, NotAllowed."""
        plan = self.dry_run(by, path, shown.missing.day, shown.missing.out_of)
        if plan.bad:
            raise ChecksRefused(f"有 {len(plan.bad)} 处不对，一条也没有导入。请改好后再导入。")
        if plan != shown:
            raise ChecksRefused("文件或名单在核对之后有了变动，没有导入。请重新核对。")
        return self._put(by, (uuid.uuid4().hex, plan.file, plan.digest), plan.rows, FIRST)

    def add(self, by: Pass, title: str, rows: Sequence[Inspected]) -> CheckView:
        """Write down results that were typed; raise ChecksRefused, NotAllowed."""
        if not rows:
            raise ChecksRefused("还没有填成绩，请至少填一个人的得分。")
        return self._put(by, (uuid.uuid4().hex, " ".join(title.split()), ""), rows, FIRST)

    def amend(self, by: Pass, id: str, rows: Sequence[Inspected], amends: Amends) -> CheckView:
        """Correct results, or take them back (no rows), by an entry with a reason.

        Raise ChecksRefused, ChangedMeanwhile, NotAllowed.
        """
        self.require(by)
        before = evaluations.checks(self.store, self.hall(by), id)
        if not before:
            raise ChecksRefused("没有这次检查的成绩，请刷新后再看。")
        proper = Amends(amends.seq, proper_reason(amends.reason, needed=True))
        return self._put(by, (id, before[-1].title, before[-1].digest if rows else ""), rows, proper)

    def _put(
        self, by: Pass, check: tuple[str, str, str], rows: Sequence[Inspected], amends: Amends
    ) -> CheckView:
        self.require(by)
        before = evaluations.checks(self.store, self.hall(by), check[0])
        known = {row.person_id for each in before for row in each.rows}
        check_results(check[1], rows, known | {each.id for each in self.people(by)}, self.today())
        with self.store.writing() as connection:
            self.require_in(connection, by)
            note = evaluations.check_note(check, rows, signed(by))
            kept.append(connection, self.store, self.hall(by), note, amends)
        return CheckView(evaluations.checks(self.store, self.hall(by), check[0])[-1], self.names())

    def _imported(self, by: Pass, digest: str) -> list[BadRow]:
        """Tell of a file whose very rows stand in the ledger already."""
        standing = evaluations.checks_in_force(evaluations.checks(self.store, self.hall(by)))
        same = next((each for each in standing if each.digest == digest), None)
        if same is None:
            return []
        return [BadRow(1, "整个文件", f"已经导入过了（台账第 {same.seq} 条）", "要重新导入，先把那一次撤回")]

    def _doubled(self, by: Pass, rows: Sequence[Inspected]) -> list[str]:
        """Name those who have a result of the same day already: both would count."""
        known = {(row.person_id, row.day) for check in self.checks(by) for row in check.kept.rows}
        names = self.names()
        twice = [row for row in rows if (row.person_id, row.day) in known]
        return [f"{names[row.person_id]}在 {row.day} 已有成绩，导入后两次都算" for row in twice]


def check_results(title: str, rows: Sequence[Inspected], known: set[int], today: date) -> None:
    """Raise ChecksRefused where results cannot be: strangers, days to come, more than the whole."""
    if len(title) > LONGEST:
        raise ChecksRefused(f"检查的名称太长：最多 {LONGEST} 个字。")
    for row in rows:
        if row.person_id not in known:
            raise ChecksRefused("有人不在本厅名单里，请重新选人。")
        if not 0 <= row.got <= row.out_of or not 0 < row.out_of <= MOST_MARKS:
            raise ChecksRefused(f"得分要在 0 和满分之间，满分最多 {MOST_MARKS}。请核对。")
        if row.day > today:
            raise ChecksRefused("检查的日期晚于今天，请核对。")
        if len(row.remark) > LONGEST:
            raise ChecksRefused(f"备注太长：每条最多 {LONGEST} 个字。")


def _own(rows: Sequence[Inspected], person_id: int) -> tuple[Inspected, ...]:
    return tuple(row for row in rows if row.person_id == person_id)


def _latest(check: KeptCheck) -> tuple[date, int]:
    return max((row.day for row in check.rows), default=date.min), check.seq
