"""Attempts: begun, added to act by act, ended; each change is on the disk when its function returns.

A record is never changed. The columns `finished` and `result` of an attempt only repeat its
`end` record, so that lists are quick; `verify` compares them.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

import sqlalchemy as sa

from trainer.store import chain
from trainer.store.database import Store
from trainer.store.errors import AttemptOver, AttemptUnknown, StoreTampered
from trainer.store.lock import broken_head
from trainer.store.rows import (
    ANY_ATTEMPT,
    AddedKind,
    AttemptFilter,
    AttemptHeader,
    AttemptRow,
    Kind,
    Payload,
    Record,
    StoredAct,
    instant,
    stamp,
)
from trainer.store.tables import attempt, head, person, record, snapshot

_TAIL = (
    sa.select(
        head.c.seq,
        head.c.hash,
        head.c.mac,
        attempt.c.finished,
        sa.select(sa.func.max(record.c.ordinal))
        .where(record.c.attempt_id == sa.bindparam("attempt"))
        .scalar_subquery()
        .label("ordinal"),
    )
    .select_from(attempt.outerjoin(head, sa.true()))
    .where(attempt.c.id == sa.bindparam("attempt"))
)
_IDS = sa.func.json_each(sa.bindparam("ids")).table_valued("value")
_ACTS_OF = (
    sa.select(record.c.attempt_id, record.c.ordinal, record.c.kind, record.c.payload)
    .where(record.c.attempt_id.in_(sa.select(_IDS.c.value)), record.c.kind.in_(("act", "undo")))
    .order_by(record.c.attempt_id, record.c.ordinal)
)
_INSERT = sa.insert(record)
_ADVANCE = sa.update(head).values({name: sa.bindparam(f"new_{name}") for name in ("seq", "hash", "mac")})
_ATTEMPTS = (
    sa.select(attempt, person.c.name.label("person_name"))
    .join(person, person.c.id == attempt.c.person_id)
    .join(record, sa.and_(record.c.attempt_id == attempt.c.id, record.c.ordinal == 0))
    .order_by(record.c.seq.desc())
)


def begin(store: Store, header: AttemptHeader, body: str) -> None:
    """Begin an attempt at the scenario whose canonical text is `body`; the text is kept with it."""
    with store.writing() as connection:
        _begin(connection, store, header, body)


def append(
    store: Store, attempt_id: str, kind: AddedKind, payload: Payload, known: int | None = None
) -> Record:
    """Add an act, an undo or a correction. After the end of an attempt only corrections can follow.

    With `known`, how many records the caller knows of, raise AttemptOver where there are others already.
    """
    with store.writing() as connection:
        added = _append(connection, store, attempt_id, kind, payload)
        if known is not None and added.ordinal != known:
            raise AttemptOver("这一份正在另一个窗口里做，没有记录。请关掉这里的，回到那个窗口。")
        return added


def finish(store: Store, attempt_id: str, result: Payload) -> Record:
    """End an attempt with its result."""
    return _end(store, attempt_id, {"result": result})


def abandon(store: Store, attempt_id: str, reason: str) -> Record:
    """End an attempt without a result, so that it is not offered again."""
    return _end(store, attempt_id, {"abandoned": reason})


def acts(store: Store, attempt_id: str) -> list[StoredAct]:
    """List what the trainee did and took back, in order: replayed, it is the shift."""
    return [
        StoredAct(each.ordinal, each.kind, each.payload)
        for each in records(store, attempt_id)
        if each.kind in ("act", "undo")
    ]


def acts_of(store: Store, ids: Sequence[str]) -> dict[str, list[StoredAct]]:
    """Return what was done and taken back in each of some attempts, in one reading."""
    found: dict[str, list[StoredAct]] = {id: [] for id in ids}
    with store.reading() as connection:
        for row in connection.execute(_ACTS_OF, {"ids": json.dumps(list(ids))}):
            found[row.attempt_id].append(StoredAct(row.ordinal, row.kind, _payload_of(row)))
    return found


def records(store: Store, attempt_id: str) -> list[Record]:
    """List all records of an attempt in order: start, acts, end, corrections."""
    query = sa.select(record).where(record.c.attempt_id == attempt_id).order_by(record.c.ordinal)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    if not rows:
        raise _unknown(attempt_id)
    return [_record(row) for row in rows]


def unfinished(store: Store, person_id: int | None = None) -> list[AttemptRow]:
    """List the attempts that can be gone on with, the latest first."""
    return attempts(store, AttemptFilter(person_id=person_id, finished=False))


def attempts(store: Store, wanted: AttemptFilter = ANY_ATTEMPT) -> list[AttemptRow]:
    """List attempts, the latest first (in the order of the chain: clocks can be wrong)."""
    with store.reading() as connection:
        return [_attempt(row) for row in connection.execute(_ATTEMPTS.where(*_conditions(wanted)))]


def attempt_of(store: Store, attempt_id: str) -> AttemptRow:
    """Find one attempt."""
    with store.reading() as connection:
        row = connection.execute(_ATTEMPTS.where(attempt.c.id == attempt_id)).one_or_none()
    if row is None:
        raise _unknown(attempt_id)
    return _attempt(row)


def snapshot_of(store: Store, name: str) -> str:
    """Return the text of a played scenario by its hash."""
    with store.reading() as connection:
        body = connection.execute(
            sa.select(snapshot.c.body).where(snapshot.c.hash == name)
        ).scalar_one_or_none()
    if body is None:
        raise AttemptUnknown(f"记录里没有场景快照 {name[:12]}。请运行 trainer verify 检查记录。")
    if chain.snapshot_hash(body) != name:
        raise StoreTampered(f"场景快照 {name[:12]} 被改动过，不能重放。请运行 trainer verify 检查记录。")
    return str(body)


def _begin(connection: sa.Connection, store: Store, header: AttemptHeader, body: str) -> None:
    name = connection.execute(
        sa.select(person.c.name).where(person.c.id == header.person_id)
    ).scalar_one_or_none()
    if name is None:
        raise AttemptUnknown("记录里没有这个人，请先登记姓名。")
    hashed = chain.snapshot_hash(body)
    if connection.execute(sa.select(snapshot.c.hash).where(snapshot.c.hash == hashed)).first() is None:
        connection.execute(sa.insert(snapshot), {"hash": hashed, "body": body})
    columns = {**asdict(header), "snapshot": hashed, "started": stamp(store.clock())}
    connection.execute(sa.insert(attempt), columns)
    _append(connection, store, header.id, "start", {**columns, "person": name})


def _end(store: Store, attempt_id: str, payload: Payload) -> Record:
    with store.writing() as connection:
        added = _append(connection, store, attempt_id, "end", payload)
        columns = {"finished": stamp(added.at), "result": chain.canonical(payload)}
        connection.execute(sa.update(attempt).where(attempt.c.id == attempt_id).values(columns))
        return added


def _append(connection: sa.Connection, store: Store, attempt_id: str, kind: Kind, payload: Payload) -> Record:
    """Link a record to the end of the chain, within a transaction that has the write lock."""
    end = connection.execute(_TAIL, {"attempt": attempt_id}).one_or_none()
    if end is None:
        raise _unknown(attempt_id)
    if end.finished is not None and kind != "correction":
        raise AttemptOver("这次练习已经结束，不能再记录操作。")
    if end.seq is None or not chain.is_same(end.mac, chain.sign_head(store.key, end.seq, end.hash)):
        raise broken_head(store.folder)
    now = store.clock()
    columns: dict[str, Any] = {
        "seq": end.seq + 1,
        "attempt_id": attempt_id,
        "kind": kind,
        "ordinal": 0 if end.ordinal is None else end.ordinal + 1,
        "payload": chain.canonical(payload),
        "at": stamp(now),
        "previous": end.hash,
    }
    columns["hash"] = chain.sign_record(store.key, columns)
    connection.execute(_INSERT, columns)
    mac = chain.sign_head(store.key, columns["seq"], columns["hash"])
    connection.execute(_ADVANCE, {"new_seq": columns["seq"], "new_hash": columns["hash"], "new_mac": mac})
    return Record(**{**columns, "payload": payload, "at": now})


def _record(row: sa.Row[Any]) -> Record:
    columns = dict(row._mapping)
    try:
        return Record(**{**columns, "payload": json.loads(row.payload), "at": instant(row.at)})
    except (TypeError, ValueError) as error:
        raise _unreadable(row.attempt_id) from error


def _payload_of(row: Any) -> Payload:
    try:
        return json.loads(row.payload)  # type: ignore[no-any-return]
    except ValueError as error:
        raise _unreadable(row.attempt_id) from error


def _attempt(row: sa.Row[Any]) -> AttemptRow:
    header = AttemptHeader(**{each.name: getattr(row, each.name) for each in fields(AttemptHeader)})
    try:
        end = {} if row.result is None else json.loads(row.result)
        return AttemptRow(
            header=header,
            person=row.person_name,
            snapshot=row.snapshot,
            started=instant(row.started),
            finished=None if row.finished is None else instant(row.finished),
            result=end.get("result"),
            abandoned=end.get("abandoned"),
        )
    except (TypeError, ValueError, AttributeError) as error:
        raise _unreadable(row.id) from error


def _conditions(wanted: AttemptFilter) -> list[sa.ColumnElement[bool]]:
    """Turn a filter into conditions, one for each field that is not None."""
    columns = (attempt.c.person_id, attempt.c.scenario, attempt.c.mode)
    values = (wanted.person_id, wanted.scenario, wanted.mode)
    found = [column == value for column, value in zip(columns, values, strict=True) if value is not None]
    if wanted.finished is not None:
        found.append(attempt.c.finished.is_not(None) if wanted.finished else attempt.c.finished.is_(None))
    if wanted.since is not None:
        found.append(attempt.c.started >= stamp(wanted.since))
    if wanted.before is not None:
        found.append(attempt.c.started < stamp(wanted.before))
    return found


def _unknown(attempt_id: str) -> AttemptUnknown:
    return AttemptUnknown(f"没有编号为 {attempt_id} 的练习记录。")


def _unreadable(attempt_id: str) -> StoreTampered:
    return StoreTampered(f"练习 {attempt_id} 的记录被改动过，读不出来。请运行 trainer verify 查看哪里不对。")
