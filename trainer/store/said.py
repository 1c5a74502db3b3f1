"""What the ledger says last of a person or a hall: a row that says something else was edited by hand."""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from trainer.store import chain
from trainer.store.database import Store
from trainer.store.errors import StoreTampered
from trainer.store.rows import Payload
from trainer.store.tables import entry, hall

_OF_ALL_HALLS = entry.c.hall_id.in_(sa.select(hall.c.id))  # lets the index of the ledger be used


def last_said(connection: sa.Connection, store: Store, kind: str, subject: str) -> dict[int, Payload]:
    """Return what the newest entry of each hall about a subject says; raise StoreTampered for an altered one.

    Works inside a transaction, as `ledger.latest` does outside of one.
    """
    query = _query(kind).where(entry.c.subject == subject)
    newest = {row["hall_id"]: row for row in connection.execute(query).mappings()}
    for row in newest.values():
        signed = {name: value for name, value in row.items() if name != "hash"}
        if not chain.is_same(str(row["hash"]), chain.sign_entry(store.key, signed)):
            raise StoreTampered(
                f"台账第 {row['seq']} 条（营业厅 {row['hall_id']}）被改动过，不能采用。"
                "请运行 trainer verify 查看哪里不对。"
            )
    return {hall_id: json.loads(row["payload"]) for hall_id, row in newest.items()}


def all_last_said(connection: sa.Connection, kind: str) -> dict[str, dict[int, Payload]]:
    """Return by subject and hall what was said last; to check the signatures is the audit's business."""
    found: dict[str, dict[int, Payload]] = {}
    for row in connection.execute(_query(kind)).mappings():
        found.setdefault(str(row["subject"]), {})[row["hall_id"]] = _parsed(row["payload"])
    return found


def differing(row: Payload, said: Payload) -> Iterator[str]:
    """Yield the names of what a row and its entry do not agree on."""
    after: Any = said.get("after")
    known = after if isinstance(after, dict) else {}
    yield from (name for name, value in row.items() if known.get(name) != value)


def _query(kind: str) -> sa.Select[Any]:
    return sa.select(entry).where(_OF_ALL_HALLS, entry.c.kind == kind).order_by(entry.c.hall_id, entry.c.seq)


def _parsed(text: object) -> Payload:
    try:
        value = json.loads(str(text))
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
