"""Assessments and their sittings on disk: rows beside the entries of the hall's ledger that prove them.

A body is kept as the very text that was hashed. All that is heavy in it (scenarios, questions) is kept
as snapshots, by their hashes.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from trainer.core.assessing.setting import Body
from trainer.core.errors import TrainerError
from trainer.store import chain, ledger
from trainer.store.database import Store
from trainer.store.errors import StoreTampered
from trainer.store.ledger import Entry, Note, read_entry
from trainer.store.rows import Payload, instant, stamp
from trainer.store.tables import assessment, attempt, entry, record, sitting

T = TypeVar("T")

ASSESSMENT, BEGUN, RESUMED, ENDED = "assessment", "sitting.begun", "sitting.resumed", "sitting.ended"
FOCUS, RELEASED = "focus", "sitting.released"
OVERRIDE, COMMENT, APPEAL, ANSWER = "override", "comment", "appeal", "appeal.answer"


class AssessmentUnknown(TrainerError):
    """There is no such assessment, or no such sitting."""


class SittingOver(TrainerError):
    """The sitting has ended: nothing more can be done in it."""


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """An assessment as it was published; `hash` is that of all that was set."""

    body: Body
    hash: str
    published: datetime

    @property
    def id(self) -> str:
        """The assessment's id."""
        return self.body.id


@dataclass(frozen=True, slots=True)
class SittingRow:
    """Somebody's `number`th sitting of an assessment; `result` is None until it has ended."""

    id: str
    assessment_id: str
    person_id: int
    number: int
    begun: datetime
    finished: datetime | None
    result: Payload | None


def to_text(value: object) -> str:
    """Write a value down, always in the same words for equal values; exact amounts as "n/d"."""
    return msgspec.json.encode(value, enc_hook=str, order="deterministic").decode()


def from_text(text: str, kind: type[T]) -> T:
    """Read what `to_text` wrote; raise StoreTampered for what is none."""
    try:
        return msgspec.json.decode(text, type=kind, dec_hook=_exact)
    except (msgspec.DecodeError, TrainerError, ZeroDivisionError, ValueError) as error:
        raise StoreTampered("考核的内容被改动过，读不出来。请运行 trainer verify 检查记录。") from error


def hash_of(text: str) -> str:
    """Return the hash of all that is set."""
    return hashlib.sha256(text.encode()).hexdigest()


def add(connection: sa.Connection, store: Store, body: Body, actor_id: int) -> AssessmentRow:
    """Keep a published assessment, and write it into the ledger, in the caller's transaction."""
    text, now = to_text(body), store.clock()
    columns = {
        "id": body.id,
        "hall_id": body.hall_id,
        "title": body.title,
        "body": text,
        "hash": hash_of(text),
        "published": stamp(now),
        "opens": stamp(body.opens),
        "closes": stamp(body.closes),
    }
    connection.execute(sa.insert(assessment), columns)
    told = {name: columns[name] for name in ("title", "hash", "opens", "closes")}
    payload = {"deed": "publish", **told, "people": list(body.people), "by": body.by}
    ledger.write(connection, store, body.hall_id, Note(ASSESSMENT, body.id, payload, actor_id))
    return AssessmentRow(body, columns["hash"], now)


def assessment_in(connection: sa.Connection, assessment_id: str) -> AssessmentRow:
    """Find an assessment whose text is the one that was hashed; raise AssessmentUnknown, StoreTampered."""
    query = sa.select(assessment).where(assessment.c.id == assessment_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise AssessmentUnknown("没有这场考核，名单可能刚有变动，请刷新后再试。")
    return _assessment(row)


def assessments_in(connection: sa.Connection, hall_ids: Iterable[int] | None = None) -> list[AssessmentRow]:
    """List the assessments (of some halls), the latest first."""
    query = sa.select(assessment).order_by(assessment.c.published.desc(), assessment.c.id)
    if hall_ids is not None:
        query = query.where(assessment.c.hall_id.in_(list(hall_ids)))
    return [_assessment(row) for row in connection.execute(query)]


def add_sitting(connection: sa.Connection, store: Store, row: SittingRow, hall_id: int) -> SittingRow:
    """Begin a sitting, and write it into the ledger, in the caller's transaction."""
    columns = {
        "id": row.id,
        "assessment_id": row.assessment_id,
        "person_id": row.person_id,
        "number": row.number,
        "begun": stamp(row.begun),
    }
    connection.execute(sa.insert(sitting), columns)
    payload = {"assessment": row.assessment_id, "person": row.person_id, "number": row.number}
    payload["begun"] = columns["begun"]
    ledger.write(connection, store, hall_id, Note(BEGUN, row.id, payload, row.person_id))
    return row


def end_sitting(connection: sa.Connection, store: Store, row: SittingRow, note: Note, hall_id: int) -> None:
    """End a sitting with the result in the note, and write it into the ledger, in the caller's transaction."""
    if sitting_in(connection, row.id).finished is not None:
        raise SittingOver("这次考核已经交卷。")
    values = {"finished": stamp(store.clock()), "result": chain.canonical(note.payload["result"])}
    connection.execute(sa.update(sitting).where(sitting.c.id == row.id).values(values))
    payload = {**note.payload, "finished": values["finished"]}
    ledger.write(connection, store, hall_id, Note(ENDED, row.id, payload, note.actor_id))


def sitting_in(connection: sa.Connection, sitting_id: str) -> SittingRow:
    """Find a sitting; raise AssessmentUnknown."""
    row = connection.execute(sa.select(sitting).where(sitting.c.id == sitting_id)).one_or_none()
    if row is None:
        raise AssessmentUnknown("没有这次考核记录，请刷新后再试。")
    return _sitting(row)


def sittings_in(
    connection: sa.Connection, assessment_id: str | None = None, person_id: int | None = None
) -> list[SittingRow]:
    """List sittings (of an assessment, of a person) in the order of their numbers."""
    query = sa.select(sitting).order_by(sitting.c.assessment_id, sitting.c.person_id, sitting.c.number)
    if assessment_id is not None:
        query = query.where(sitting.c.assessment_id == assessment_id)
    if person_id is not None:
        query = query.where(sitting.c.person_id == person_id)
    return [_sitting(row) for row in connection.execute(query)]


def entries_in(
    connection: sa.Connection, store: Store, hall_id: int, subject: str, kinds: Iterable[str]
) -> list[Entry]:
    """List the entries about a subject within a transaction, the oldest first; raise StoreTampered."""
    query = (
        sa.select(entry)
        .where(entry.c.hall_id == hall_id, entry.c.kind.in_(list(kinds)), entry.c.subject == subject)
        .order_by(entry.c.seq)
    )
    rows = connection.execute(query).mappings().all()
    for row in rows:
        signed = {name: row[name] for name in row if name != "hash"}
        if not chain.is_same(str(row["hash"]), chain.sign_entry(store.key, signed)):
            raise StoreTampered(f"台账第 {row['seq']} 条被改动过，不能采用。请运行 trainer verify 查看。")
    return [read_entry(dict(row)) for row in rows]


def latest_instant(connection: sa.Connection, hall_id: int, sitting_id: str) -> datetime | None:
    """Return the latest instant that anything of a sitting, or anything at all last, was recorded at."""
    ours = sa.select(attempt.c.id).where(attempt.c.sitting_id == sitting_id)
    kinds = entry.c.kind.in_([BEGUN, RESUMED, FOCUS, RELEASED])
    queries = (
        sa.select(sa.func.max(record.c.at)).where(record.c.attempt_id.in_(ours)),
        sa.select(record.c.at).order_by(record.c.seq.desc()).limit(1),
        sa.select(entry.c.at).where(entry.c.hall_id == hall_id).order_by(entry.c.seq.desc()).limit(1),
        sa.select(sa.func.max(entry.c.at)).where(
            entry.c.hall_id == hall_id, kinds, entry.c.subject == sitting_id
        ),
    )
    found = [connection.execute(query).scalar() for query in queries]
    return max((instant(text) for text in found if text), default=None)


def _assessment(row: Any) -> AssessmentRow:
    if hash_of(row.body) != row.hash:
        raise StoreTampered(
            f"考核“{row.title}”的设置被改动过，不能采用。请运行 trainer verify 查看哪里不对。"
        )
    return AssessmentRow(from_text(row.body, Body), row.hash, instant(row.published))


def _sitting(row: Any) -> SittingRow:
    try:
        return SittingRow(
            row.id,
            row.assessment_id,
            row.person_id,
            row.number,
            instant(row.begun),
            None if row.finished is None else instant(row.finished),
            None if row.result is None else json.loads(row.result),
        )
    except (TypeError, ValueError) as error:
        raise StoreTampered("一次考核的记录被改动过，读不出来。请运行 trainer verify 检查记录。") from error


def _exact(_: type, text: object) -> Any:
    """Read an exact amount: the only type in an assessment that msgspec does not know."""
    return Fraction(str(text))
