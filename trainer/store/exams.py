"""Assessments and their sittings: published once, begun, ended once; each step is in the ledger too."""

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from trainer.core.errors import TrainerError
from trainer.store import chain, ledger
from trainer.store.database import Store
from trainer.store.errors import StoreTampered
from trainer.store.ledger import Note
from trainer.store.rows import Fault, Payload, instant, stamp
from trainer.store.tables import assessment, attempt, entry, person, record, sitting, snapshot

PUBLISHED, BEGUN, ENDED = "assessment", "sitting.begun", "sitting.ended"


class AssessmentUnknown(TrainerError):
    """There is no such assessment or sitting."""


class AlreadyOver(TrainerError):
    """A sitting that has ended."""


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """A published assessment as it lies on the disk; `hash` names all of its settings."""

    id: str
    hall_id: int
    title: str
    body: str
    hash: str
    published: datetime
    opens: datetime
    closes: datetime


@dataclass(frozen=True, slots=True)
class SittingRow:
    """A sitting: who, which attempt of theirs, and what came of it (None while it goes on)."""

    id: str
    assessment_id: str
    person_id: int
    person: str
    number: int
    begun: datetime
    finished: datetime | None
    result: Payload | None


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published: title, canonical text of the settings, window, and what is kept whole."""

    title: str
    body: str
    opens: datetime
    closes: datetime
    snapshots: Mapping[str, str]


def settings_hash(body: str) -> str:
    """Return the name of some settings: SHA-256 of their canonical text, in hex."""
    return hashlib.sha256(body.encode()).hexdigest()


def publish(store: Store, hall_id: int, actor_id: int, made: Publication) -> AssessmentRow:
    """Publish an assessment of a hall; it is fixed from then on."""
    columns = {
        "id": uuid.uuid4().hex,
        "hall_id": hall_id,
        "title": made.title,
        "body": made.body,
        "hash": settings_hash(made.body),
        "published": stamp(store.clock()),
        "opens": stamp(made.opens),
        "closes": stamp(made.closes),
    }
    with store.writing() as connection:
        known = set(connection.execute(sa.select(snapshot.c.hash)).scalars())
        for name, body in made.snapshots.items():
            if name not in known:
                connection.execute(sa.insert(snapshot), {"hash": name, "body": body})
        connection.execute(sa.insert(assessment), columns)
        payload = {name: columns[name] for name in ("title", "hash", "opens", "closes")}
        note = Note(PUBLISHED, str(columns["id"]), payload, actor_id)
        ledger.write(connection, store, hall_id, note)
    return _assessment(columns)


def assessments(store: Store, hall_id: int | None = None) -> list[AssessmentRow]:
    """List what was published (in a hall), the latest first; raise StoreTampered for a changed one."""
    query = sa.select(assessment).order_by(assessment.c.published.desc(), assessment.c.id)
    if hall_id is not None:
        query = query.where(assessment.c.hall_id == hall_id)
    with store.reading() as connection:
        return [_assessment(row) for row in connection.execute(query).mappings()]


def assessment_of(store: Store, id: str) -> AssessmentRow:
    """Find one assessment."""
    with store.reading() as connection:
        query = sa.select(assessment).where(assessment.c.id == id)
        row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise AssessmentUnknown("没有这次考核，列表可能刚有变动，请刷新后再试。")
    return _assessment(row)


def begin(store: Store, of: AssessmentRow, person_id: int, most: int, payload: Payload) -> SittingRow:
    """Begin a person's next attempt at an assessment, of `most`; raise AlreadyOver where none is left.

    One that goes on is handed back as it is: nobody sits twice at once.
    """
    with store.writing() as connection:
        rows = [_sitting(row) for row in connection.execute(_of(of.id, person_id)).mappings()]
        if going_on := next((row for row in rows if row.finished is None), None):
            return going_on
        if len(rows) >= most:
            raise AlreadyOver(f"这次考核每人 {most} 次，已经用完了。")
        columns = {
            "id": uuid.uuid4().hex,
            "assessment_id": of.id,
            "person_id": person_id,
            "number": len(rows) + 1,
            "begun": stamp(store.clock()),
        }
        connection.execute(sa.insert(sitting), columns)
        told = {**payload, **{name: columns[name] for name in ("assessment_id", "person_id", "number")}}
        ledger.write(connection, store, of.hall_id, Note(BEGUN, str(columns["id"]), told, person_id))
    return sitting_of(store, str(columns["id"]))


def end(store: Store, hall_id: int, row: SittingRow, result: Payload, actor_id: int | None = None) -> None:
    """End a sitting with its result, in the ledger and in its row at once; raise AlreadyOver."""
    with store.writing() as connection:
        note = Note(ENDED, row.id, {"result": result}, actor_id or row.person_id)
        added = ledger.write(connection, store, hall_id, note)
        ended = {"finished": stamp(added.at), "result": chain.canonical(result)}
        waiting = sa.and_(sitting.c.id == row.id, sitting.c.finished.is_(None))
        if not connection.execute(sa.update(sitting).where(waiting).values(ended)).rowcount:
            raise AlreadyOver("这次考核已经交卷了。")


def sitting_of(store: Store, id: str) -> SittingRow:
    """Find one sitting."""
    with store.reading() as connection:
        row = connection.execute(_SITTINGS.where(sitting.c.id == id)).mappings().one_or_none()
    if row is None:
        raise AssessmentUnknown("没有这次考试记录，请刷新后再试。")
    return _sitting(row)


def sittings(
    store: Store, assessment_id: str | None = None, person_id: int | None = None
) -> list[SittingRow]:
    """List sittings in the order they were begun."""
    with store.reading() as connection:
        return [_sitting(row) for row in connection.execute(_of(assessment_id, person_id)).mappings()]


def parts_of(store: Store, sitting_id: str) -> dict[int, str]:
    """Return the ids of the attempts of a sitting, by the part that each is."""
    query = sa.select(attempt.c.part, attempt.c.id).where(attempt.c.sitting_id == sitting_id)
    with store.reading() as connection:
        return {row.part: row.id for row in connection.execute(query)}


def last_instant(store: Store, sitting_id: str) -> datetime | None:
    """Return the latest instant that anything was recorded of a sitting; a clock set back goes before it."""
    acts = (
        sa.select(sa.func.max(record.c.at))
        .join(attempt, attempt.c.id == record.c.attempt_id)
        .where(attempt.c.sitting_id == sitting_id)
    )
    notes = sa.select(sa.func.max(entry.c.at)).where(entry.c.subject == sitting_id)
    with store.reading() as connection:
        found = [connection.execute(query).scalar() for query in (acts, notes)]
    return max((instant(text) for text in found if text), default=None)


def assessment_faults(connection: sa.Connection) -> Iterator[Fault]:
    """Check the assessments and the results of sittings against what the ledger says of them."""
    said = _said(connection)
    kept = {PUBLISHED: assessment, BEGUN: sitting}
    there = {kind: set(connection.execute(sa.select(table.c.id)).scalars()) for kind, table in kept.items()}
    for kind, subject in said:
        if kind in there and subject not in there[kind]:
            yield Fault(None, None, kind, f"台账里有考核记录 {subject[:8]}，库里却不见了")
    for row in connection.execute(sa.select(assessment)).mappings():
        told = said.get((PUBLISHED, row["id"]), {})
        same = told.get("hash") == row["hash"] == settings_hash(str(row["body"]))
        if not same or any(told.get(name) != row[name] for name in ("title", "opens", "closes")):
            yield Fault(None, None, "assessment", f"考核《{row['title']}》的设置被改动过")
    for row in connection.execute(sa.select(sitting)).mappings():
        told, ended = said.get((BEGUN, row["id"]), {}), said.get((ENDED, row["id"]))
        same = all(told.get(name) == row[name] for name in ("assessment_id", "person_id", "number"))
        result = chain.canonical(ended["result"]) if ended and "result" in ended else None
        if not same or result != row["result"]:
            where = f"第 {row['number']} 次考试 {row['id'][:8]}"
            yield Fault(None, None, "sitting", f"{where}的登记或成绩与台账不符")


_SITTINGS = (
    sa.select(sitting, person.c.name.label("person"))
    .join(person, person.c.id == sitting.c.person_id)
    .order_by(sitting.c.begun, sitting.c.number)
)


def _of(assessment_id: str | None, person_id: int | None) -> sa.Select[Any]:
    query = _SITTINGS
    if assessment_id is not None:
        query = query.where(sitting.c.assessment_id == assessment_id)
    return query if person_id is None else query.where(sitting.c.person_id == person_id)


def _said(connection: sa.Connection) -> dict[tuple[str, str], Payload]:
    kinds = (PUBLISHED, BEGUN, ENDED)
    query = sa.select(entry.c.kind, entry.c.subject, entry.c.payload).where(entry.c.kind.in_(kinds))
    return {(row.kind, row.subject): json.loads(row.payload) for row in connection.execute(query)}


def _assessment(row: Mapping[str, Any] | sa.RowMapping) -> AssessmentRow:
    if settings_hash(str(row["body"])) != row["hash"]:
        raise StoreTampered(
            f"考核《{row['title']}》的设置被改动过，不能采用。请运行 trainer verify 检查记录。"
        )
    published, opens, closes = (instant(row[name]) for name in ("published", "opens", "closes"))
    kept = {name: row[name] for name in ("id", "hall_id", "title", "body", "hash")}
    return AssessmentRow(**kept, published=published, opens=opens, closes=closes)


def _sitting(row: sa.RowMapping) -> SittingRow:
    kept = {name: row[name] for name in ("id", "assessment_id", "person_id", "person", "number")}
    finished = instant(row["finished"]) if row["finished"] else None
    result = json.loads(row["result"]) if row["result"] else None
    return SittingRow(**kept, begun=instant(row["begun"]), finished=finished, result=result)
