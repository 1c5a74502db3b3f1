"""Marks defended: what was recorded, what supervisors wrote to it since, and what holds now.

Nothing recorded is changed. An override names the newest entry its author knew: where somebody else wrote
in the meantime it is refused, and says who.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from trainer.core.errors import TrainerError
from trainer.core.exam.setting import Setting
from trainer.core.exam.verdict import Override, PartResult, Verdict, corrected, verdict
from trainer.core.rights import EVERYBODY, NotAllowed, Pass, may_supervise, require_sight, require_supervisor
from trainer.core.scenario import Competence
from trainer.store import exams as store_of
from trainer.store import ledger
from trainer.store import people as register
from trainer.store.exams import SittingRow
from trainer.store.ledger import Entry, Note
from trainer.training.admission import LOOK
from trainer.training.exams.publishing import Published, published_of
from trainer.training.exams.seats import FOCUS, RELEASED
from trainer.training.exams.worth import from_recorded
from trainer.training.hall import Hall

OVERRIDE, COMMENT, APPEAL, ANSWER = "override", "comment", "appeal", "appeal.answer"
TOLD: Final = {
    OVERRIDE: "改分",
    COMMENT: "批注",
    APPEAL: "申诉",
    ANSWER: "答复申诉",
    FOCUS: "离开窗口",
    RELEASED: "准许离场",
}
NEVER: Final = 0
"""The number of the newest entry where nobody has written anything."""

Presence = Literal["未开始", "进行中", "已完成", "逾期", "缺考"]
"""Overdue (逾期) is who began and had not handed in when it closed, absent (缺考) who never began."""


class NotRecorded(TrainerError):
    """Something that cannot be written to a sitting: why."""


class ChangedMeanwhile(TrainerError):
    """Somebody else wrote to the sitting after it was read."""


@dataclass(frozen=True, slots=True)
class Remark:
    """An entry of the ledger about a sitting, as people read it; `seq` is its number in the hall's ledger."""

    seq: int
    kind: str
    by: str
    at: datetime
    text: str
    part: int | None = None

    @property
    def called(self) -> str:
        """What kind of an entry it is, in Chinese."""
        return TOLD[self.kind]


@dataclass(frozen=True, slots=True)
class Defended:
    """A sitting opened: what was recorded, what was written since, and what holds now.

    `recorded` and `now` are None while the sitting goes on; `seq` is the newest entry, to be named by
    whoever writes the next.
    """

    row: SittingRow
    published: Published
    parts: tuple[PartResult, ...]
    effective: tuple[PartResult, ...]
    recorded: Verdict | None
    now: Verdict | None
    remarks: tuple[Remark, ...]
    attempts: tuple[tuple[int, str], ...]
    seq: int

    @property
    def setting(self) -> Setting:
        """What was fixed."""
        return self.published.setting

    @property
    def away(self) -> tuple[float, ...]:
        """How long the window was left each time, in seconds."""
        return tuple(float(each.text) for each in self.remarks if each.kind == FOCUS)


@dataclass(frozen=True, slots=True)
class Presented:
    """A person of an assessment: whether they came, every sitting in order, and the one that counts."""

    person_id: int
    person: str
    presence: Presence
    sat: int
    counting: Defended | None = None
    sittings: tuple[Defended, ...] = ()


def standing(hall: Hall, by: Pass, sitting_id: str) -> Defended:
    """Open a sitting; raise NotAllowed. A look at somebody else's is written into the ledger.

    Whoever sat sees it where the assessment says so, or once the supervisor released the marks.
    """
    row = store_of.sitting_of(hall.store, sitting_id)
    found = published_of(hall, row.assessment_id)
    require_sight(by, row.person_id, found.row.hall_id)
    if not found.marks_shown and not may_supervise(by, found.row.hall_id):
        raise NotAllowed("这次考核的成绩由主管公布。")
    if by != EVERYBODY and by.person_id != row.person_id:
        note = Note(LOOK, sitting_id, {"person": row.person_id, "title": found.row.title}, by.person_id)
        ledger.add(hall.store, found.row.hall_id, note)
    return _standing(hall, found, row)


def override(hall: Hall, by: Pass, sitting_id: str, change: Override, why: tuple[str, int]) -> Defended:
    """Correct a mark, or lift something critical; `why` is the reason and the newest entry that was known.

    Raise NotAllowed, NotRecorded for what cannot be, ChangedMeanwhile where somebody else was first.
    """
    opened = _supervised(hall, by, sitting_id)
    reason, known = why
    _require_newest(opened, known)
    before = _before(opened, change)
    payload = {
        "part": change.part,
        "competence": change.competence.value if change.competence else None,
        "from": before,
        "to": change.to,
        "critical": change.critical,
        "reason": _worded(reason),
        "after": known,
    }
    return _written(hall, by, opened, OVERRIDE, payload)


def comment(hall: Hall, by: Pass, sitting_id: str, text: str, part: int | None = None) -> Defended:
    """Note something about a sitting, or about one of its parts."""
    opened = _supervised(hall, by, sitting_id)
    return _written(hall, by, opened, COMMENT, {"reason": _worded(text), "part": part})


def appeal(hall: Hall, by: Pass, sitting_id: str, text: str) -> None:
    """Appeal against a mark, as whoever sat, once it is handed in."""
    row = store_of.sitting_of(hall.store, sitting_id)
    if by.person_id != row.person_id and by != EVERYBODY:
        raise NotRecorded("申诉要由本人登录后提出。")
    if row.finished is None:
        raise NotRecorded("还没有交卷，没有成绩可以申诉。")
    opened = _standing(hall, published_of(hall, row.assessment_id), row)
    _written(hall, by, opened, APPEAL, {"reason": _worded(text)})


def answer(hall: Hall, by: Pass, sitting_id: str, text: str) -> Defended:
    """Answer the appeal that is still without one."""
    opened = _supervised(hall, by, sitting_id)
    asked = sum(each.kind == APPEAL for each in opened.remarks)
    if asked <= sum(each.kind == ANSWER for each in opened.remarks):
        raise NotRecorded("没有等待答复的申诉。")
    return _written(hall, by, opened, ANSWER, {"reason": _worded(text)})


def who(hall: Hall, by: Pass, assessment_id: str) -> list[Presented]:
    """Tell of everybody who is to sit an assessment whether they came, and what counts of theirs."""
    found = published_of(hall, assessment_id)
    require_supervisor(by, found.row.hall_id)
    return presented(hall, found)


def presented(hall: Hall, found: Published) -> list[Presented]:
    """Tell of everybody of an assessment whether they came, and what counts of theirs."""
    names = _names(hall)
    sat: dict[int, list[SittingRow]] = {}
    for row in store_of.sittings(hall.store, found.row.id):
        sat.setdefault(row.person_id, []).append(row)
    told = _Told(
        names, _remarks_of(hall, found.row.hall_id, {row.id for rows in sat.values() for row in rows})
    )
    over = hall.store.clock() >= found.closes
    return [
        _presented(
            found,
            id,
            names.get(id, ""),
            [_opened(hall, found, row, told) for row in sat.get(id, [])],
            over,
        )
        for id in found.setting.people
    ]


def _presented(found: Published, id: int, name: str, sat: list[Defended], over: bool) -> Presented:
    done = [each for each in sat if each.now]
    if done:
        chosen = done[-1] if found.setting.counts == "最后" else max(done, key=_worth)
        return Presented(id, name, "已完成", len(done), chosen, tuple(sat))
    presence: Presence = ("逾期" if sat else "缺考") if over else ("进行中" if sat else "未开始")
    return Presented(id, name, presence, 0, None, tuple(sat))


def _worth(opened: Defended) -> tuple[bool, int, datetime]:
    assert opened.now is not None  # only asked of those that are over
    return opened.now.passed, opened.now.percent, opened.row.begun


def _supervised(hall: Hall, by: Pass, sitting_id: str) -> Defended:
    row = store_of.sitting_of(hall.store, sitting_id)
    found = published_of(hall, row.assessment_id)
    require_supervisor(by, found.row.hall_id)
    return _standing(hall, found, row)


def _standing(hall: Hall, found: Published, row: SittingRow) -> Defended:
    told = _Told(_names(hall), _remarks_of(hall, found.row.hall_id, {row.id}))
    return _opened(hall, found, row, told)


@dataclass(frozen=True, slots=True)
class _Told:
    """What sittings are opened with, read once for all of them: names by id, and entries by sitting."""

    names: dict[int, str]
    written: dict[str, list[Entry]]


def _names(hall: Hall) -> dict[int, str]:
    return {member.id: member.name for member in register.members(hall.store)}


def _opened(hall: Hall, found: Published, row: SittingRow, told: _Told) -> Defended:
    entries = told.written.get(row.id, [])
    parts = from_recorded(row.result) if row.result else ()
    effective = corrected(parts, _overrides(entries))
    return Defended(
        row,
        found,
        parts,
        effective,
        verdict(found.setting, parts) if parts else None,
        verdict(found.setting, effective) if parts else None,
        tuple(_remark(entry, told.names) for entry in entries),
        tuple(sorted(store_of.parts_of(hall.store, row.id).items())),
        max((entry.seq for entry in entries if entry.kind != FOCUS), default=NEVER),
    )


def _remarks_of(hall: Hall, hall_id: int, sittings: set[str]) -> dict[str, list[Entry]]:
    """Return what was written about sittings, by sitting, in order; raise StoreTampered."""
    found: dict[str, list[Entry]] = {}
    for kind in TOLD:
        subject = next(iter(sittings)) if len(sittings) == 1 else None
        for entry in ledger.entries(hall.store, hall_id, kind, subject):
            if entry.subject in sittings:
                found.setdefault(entry.subject, []).append(entry)
    return {id: sorted(entries, key=lambda entry: entry.seq) for id, entries in found.items()}


def _overrides(entries: Iterable[Entry]) -> Iterator[Override]:
    for entry in entries:
        if entry.kind == OVERRIDE:
            told = entry.payload
            competence = Competence(told["competence"]) if told["competence"] else None
            yield Override(told["part"], competence, told["to"], told["critical"])


def _remark(entry: Entry, names: dict[int, str]) -> Remark:
    told = entry.payload
    text = str(told["seconds"]) if entry.kind == FOCUS else str(told.get("reason", ""))
    if entry.kind == OVERRIDE:
        what = (
            f"{told['competence']} {told['from']} → {told['to']}" if told["competence"] else told["critical"]
        )
        text = f"第{told['part'] + 1}部分 {what}：{text}"
    name = names.get(entry.actor_id, "") if entry.actor_id else "（未设管理员时）"
    return Remark(entry.seq, entry.kind, name, entry.at, text, told.get("part"))


def _before(opened: Defended, change: Override) -> Any:
    """Return what a correction changes; raise NotRecorded where there is nothing of the kind."""
    if opened.recorded is None:
        raise NotRecorded("还没有交卷，没有分数可以改。")
    if not 0 <= change.part < len(opened.effective):
        raise NotRecorded(f"这次考核没有第 {change.part + 1} 部分。")
    part = opened.effective[change.part]
    if change.competence is None:
        if change.critical not in part.critical:
            raise NotRecorded("这一部分没有这条一票否决。")
        return change.critical
    place = tuple(Competence).index(change.competence)
    if not 0 <= change.to <= part.best[place]:
        raise NotRecorded(f"{change.competence}要在 0 到 {part.best[place]} 分之间。")
    return part.got[place]


def _require_newest(opened: Defended, known: int) -> None:
    if opened.seq != known:
        last = next(each for each in reversed(opened.remarks) if each.seq == opened.seq)
        when = f"{last.at.astimezone():%H:%M}"
        raise ChangedMeanwhile(f"{last.by}在 {when} 刚写了“{last.called}”：{last.text}。请看过再改。")


def _worded(text: str) -> str:
    if not text.strip():
        raise NotRecorded("请写明理由，它会和姓名一起留在台账里。")
    return text.strip()


def _written(hall: Hall, by: Pass, opened: Defended, kind: str, payload: dict[str, Any]) -> Defended:
    """Write an entry, unless somebody else has written one since the sitting was opened."""
    hall_id = opened.published.row.hall_id
    with hall.store.writing() as connection:
        known = max((each.seq for each in opened.remarks), default=NEVER)
        if kind == OVERRIDE and ledger.newest(connection, hall_id, opened.row.id, tuple(TOLD)) > known:
            raise ChangedMeanwhile("刚才有人写了新的内容，请刷新看过再改。")
        ledger.write(connection, hall.store, hall_id, Note(kind, opened.row.id, payload, by.person_id))
    return _standing(hall, opened.published, opened.row)
