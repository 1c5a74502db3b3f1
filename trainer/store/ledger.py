"""The ledger: what supervisors set, saw, noted and corrected, as one signed chain for each hall.

Nothing in it is ever changed: a correction is a new entry, with a name and a reason. Each entry also
signs where the chain of acts ended when it was written (`anchor`), so that either chain proves the other.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from trainer.store import chain
from trainer.store.database import Store
from trainer.store.errors import StoreTampered
from trainer.store.lock import broken_head
from trainer.store.rows import Head, Payload, instant, stamp
from trainer.store.tables import entry, head, ledger_head


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be written: its kind, what it is about, who writes it (None: the program), and the rest."""

    kind: str
    subject: str
    payload: Payload
    actor_id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of a hall's chain, as it lies on the disk; `seq` counts from 1 in each hall."""

    hall_id: int
    seq: int
    kind: str
    subject: str
    payload: Payload
    anchor: str
    at: datetime
    previous: str
    hash: str
    actor_id: int | None = None


def add(store: Store, hall_id: int, note: Note) -> Entry:
    """Write one entry; it is on the disk when this returns."""
    with store.writing() as connection:
        return write(connection, store, hall_id, note)


def write(connection: sa.Connection, store: Store, hall_id: int, note: Note) -> Entry:
    """Link an entry to the end of a hall's chain, within a transaction that has the write lock."""
    end = _end_of(connection, store, hall_id)
    now = store.clock()
    columns: dict[str, Any] = {
        "hall_id": hall_id,
        "seq": end.seq + 1,
        "kind": note.kind,
        "subject": note.subject,
        "actor_id": note.actor_id or None,
        "payload": chain.canonical(note.payload),
        "anchor": _anchor(connection, store),
        "at": stamp(now),
        "previous": end.hash,
    }
    columns["hash"] = chain.sign_entry(store.key, columns)
    connection.execute(sa.insert(entry), columns)
    _advance(connection, store, hall_id, Head(columns["seq"], columns["hash"]))
    return Entry(**{**columns, "payload": note.payload, "at": now})


def entries(store: Store, hall_id: int, kind: str | None = None, subject: str | None = None) -> list[Entry]:
    """List entries of a hall, the oldest first; raise StoreTampered where one is not what was signed."""
    return list(_entries(store, _query(hall_id, kind, subject).order_by(entry.c.seq)))


def latest(store: Store, hall_id: int, kind: str, subject: str) -> Entry | None:
    """Return the newest entry of a kind about a subject; None where there is none. Raise StoreTampered."""
    query = _query(hall_id, kind, subject).order_by(entry.c.seq.desc()).limit(1)
    return next(_entries(store, query), None)


def newest(connection: sa.Connection, hall_id: int, subject: str, kinds: Sequence[str]) -> int:
    """Return the number of the newest entry of some kinds about a subject, 0 where there is none."""
    query = sa.select(sa.func.coalesce(sa.func.max(entry.c.seq), 0)).where(
        entry.c.hall_id == hall_id, entry.c.subject == subject, entry.c.kind.in_(kinds)
    )
    return int(connection.execute(query).scalar_one())


def head_of(store: Store, hall_id: int) -> Head:
    """Tell where a hall's chain ends: print it on a sheet, and cutting off what came before shows."""
    with store.reading() as connection:
        row = connection.execute(_HEAD, {"hall": hall_id}).one_or_none()
    return Head(row.seq, row.hash) if row else Head(0, chain.GENESIS)


_HEAD = sa.select(ledger_head).where(ledger_head.c.hall_id == sa.bindparam("hall"))


def _end_of(connection: sa.Connection, store: Store, hall_id: int) -> Head:
    """Return where the chain ends now; refuse to go on from an end that was altered."""
    row = connection.execute(_HEAD, {"hall": hall_id}).one_or_none()
    if row is None:
        known = connection.execute(sa.select(entry.c.seq).where(entry.c.hall_id == hall_id).limit(1)).first()
        if known is not None:
            raise broken_head(store.folder)
        return Head(0, chain.GENESIS)
    if not chain.is_same(str(row.mac), chain.sign_ledger(store.key, hall_id, row.seq, str(row.hash))):
        raise broken_head(store.folder)
    return Head(row.seq, row.hash)


def _advance(connection: sa.Connection, store: Store, hall_id: int, end: Head) -> None:
    values = {
        "seq": end.seq,
        "hash": end.hash,
        "mac": chain.sign_ledger(store.key, hall_id, end.seq, end.hash),
    }
    if end.seq == 1:
        connection.execute(sa.insert(ledger_head), {"hall_id": hall_id, **values})
    else:
        connection.execute(sa.update(ledger_head).where(ledger_head.c.hall_id == hall_id).values(values))


def _anchor(connection: sa.Connection, store: Store) -> str:
    """Write down where the chain of acts ends."""
    row = connection.execute(sa.select(head.c.seq, head.c.hash)).one_or_none()
    if row is None:
        raise broken_head(store.folder)
    return f"{row.seq}:{row.hash}"


def _query(hall_id: int, kind: str | None, subject: str | None) -> sa.Select[Any]:
    query = sa.select(entry).where(entry.c.hall_id == hall_id)
    if kind is not None:
        query = query.where(entry.c.kind == kind)
    return query if subject is None else query.where(entry.c.subject == subject)


def _entries(store: Store, query: sa.Select[Any]) -> Iterator[Entry]:
    with store.reading() as connection:
        rows = connection.execute(query).mappings().all()
    for row in rows:
        signed = {name: row[name] for name in row if name != "hash"}
        if not chain.is_same(str(row["hash"]), chain.sign_entry(store.key, signed)):
            raise _altered(row["hall_id"], row["seq"])
        yield read_entry(dict(row))


def read_entry(columns: dict[str, Any]) -> Entry:
    """Read a row whose signature is known to be right."""
    known = {each.name: columns[each.name] for each in fields(Entry)}
    return Entry(**{**known, "payload": json.loads(columns["payload"]), "at": instant(columns["at"])})


def _altered(hall_id: int, seq: int) -> StoreTampered:
    return StoreTampered(
        f"台账第 {seq} 条（营业厅 {hall_id}）在程序之外被改动过，不能采用。"
        "请运行 trainer verify 查看哪里不对。"
    )
