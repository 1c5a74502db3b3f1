"""Verifying the records: every link of the chain, its end, and that the lists say what the records say."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from trainer.store import chain, observations, rounds
from trainer.store import people as register
from trainer.store.database import Store
from trainer.store.exams import assessment_faults
from trainer.store.proof import ledger_faults, plain
from trainer.store.rows import Fault, Payload
from trainer.store.tables import GUARDS, attempt, head, person, record, snapshot

_PROJECTION = ("finished", "result")


@dataclass(slots=True)
class _Story:
    """What the records tell of one attempt."""

    seq: int
    start: Payload | None = None
    end: tuple[str, str] | None = None
    expected: int = 0


@dataclass(slots=True)
class _Walk:
    """How far the chain was walked, and the stories met on the way."""

    seq: int = 0
    hash: str = chain.GENESIS
    stories: dict[str, _Story] = field(default_factory=dict)


def verify(store: Store) -> list[Fault]:
    """Check the chain, its end, the attempts, the snapshots and the guards; no fault, no finding.

    All is read in one transaction, so that writing may go on meanwhile.
    """
    walk = _Walk()
    with store.reading() as connection:
        return [
            *_file_faults(connection),
            *_guard_faults(connection),
            *_chain_faults(connection, store.key, walk),
            *_end_faults(connection, store.key, walk),
            *_snapshot_faults(connection),
            *_attempt_faults(connection, walk.stories),
            *ledger_faults(connection, store.key),
            *register.faults(connection, store),
            *rounds.round_faults(connection),
            *assessment_faults(connection),
            *observations.faults(connection),
        ]


def _file_faults(connection: sa.Connection) -> Iterator[Fault]:
    for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if line != "ok":
            yield Fault(None, None, "file", f"数据库文件有损坏：{line}")
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault(None, None, "file", f"{table} 表第 {row} 行所指的 {parent} 不存在")


def _guard_faults(connection: sa.Connection) -> Iterator[Fault]:
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars()
    for name in sorted(GUARDS - set(found)):
        yield Fault(None, None, "guard", f"防改动的触发器 {name} 被去掉了")


def _chain_faults(connection: sa.Connection, key: bytes, walk: _Walk) -> Iterator[Fault]:
    """Walk the chain; after a fault go on from what is there, so that each is told once."""
    for row in connection.execute(sa.select(record).order_by(record.c.seq)).mappings():
        columns = dict(row)
        place = (columns["seq"], str(columns["attempt_id"]))
        yield from _link_faults(columns, key, walk)
        walk.seq, walk.hash = columns["seq"], str(columns["hash"])
        story = walk.stories.setdefault(place[1], _Story(columns["seq"]))
        if columns["ordinal"] != story.expected:
            yield Fault(*place, "ordinal", f"第 {place[0]} 条记录在这次练习里的次序不连续")
        story.expected += 1
        if columns["kind"] == "start":
            story.start = _parsed(columns["payload"])
        elif columns["kind"] == "end":
            story.end = (columns["at"], columns["payload"])


def _link_faults(columns: dict[str, Any], key: bytes, walk: _Walk) -> Iterator[Fault]:
    """Check one record against the one before it, and its own signature."""
    seq, attempt_id = columns["seq"], str(columns["attempt_id"])
    if seq != walk.seq + 1:
        yield Fault(seq, attempt_id, "gap", f"第 {walk.seq + 1} 到第 {seq - 1} 条记录不见了")
    elif columns["previous"] != walk.hash:
        yield Fault(seq, attempt_id, "order", f"第 {seq} 条记录接不上前一条：次序被改动过")
    signed = {name: plain(value) for name, value in columns.items() if name != "hash"}
    if not chain.is_same(str(columns["hash"]), chain.sign_record(key, signed)):
        yield Fault(seq, attempt_id, "hash", f"第 {seq} 条记录被改动过：内容与签名不符")


def _end_faults(connection: sa.Connection, key: bytes, walk: _Walk) -> Iterator[Fault]:
    """Check where the chain ends against the signed head."""
    end = connection.execute(sa.select(head.c.seq, head.c.hash, head.c.mac)).first()
    if end is None or not chain.is_same(str(end.mac), chain.sign_head(key, end.seq, str(end.hash))):
        yield Fault(None, None, "head", "记录末尾的签名被改动过或不见了")
    elif end.seq > walk.seq:
        yield Fault(walk.seq, None, "tail", f"最后的第 {walk.seq + 1} 到第 {end.seq} 条记录不见了")
    elif (end.seq, end.hash) != (walk.seq, walk.hash):
        yield Fault(walk.seq, None, "tail", f"第 {end.seq} 条之后的记录不是本程序写的")


def _snapshot_faults(connection: sa.Connection) -> Iterator[Fault]:
    for name, body in connection.execute(sa.select(snapshot.c.hash, snapshot.c.body)):
        if chain.snapshot_hash(str(body)) != name:
            yield Fault(None, None, "snapshot", f"场景快照 {str(name)[:12]} 的内容被改动过")


def _attempt_faults(connection: sa.Connection, stories: dict[str, _Story]) -> Iterator[Fault]:
    """Check every attempt against its own records."""
    names = sa.select(attempt, person.c.name.label("person")).outerjoin(
        person, person.c.id == attempt.c.person_id
    )
    left = dict(stories)
    for row in connection.execute(names).mappings():
        story = left.pop(str(row["id"]), None)
        if story is None or story.start is None:
            yield Fault(
                story.seq if story else None, str(row["id"]), "start", f"练习 {row['id']} 没有开始记录"
            )
            continue
        yield from _projection_faults(dict(row), story, story.start)
    for attempt_id, story in left.items():
        yield Fault(story.seq, attempt_id, "attempt", f"练习 {attempt_id} 有记录，但列表里不见了")


def _projection_faults(row: dict[str, Any], story: _Story, start: Payload) -> Iterator[Fault]:
    """Compare the header with the start record, and the result with the end record."""
    changed = [name for name in row if name not in _PROJECTION and row[name] != start.get(name)]
    if changed:
        yield Fault(
            story.seq, row["id"], "header", f"练习 {row['id']} 的登记内容被改动过：{'、'.join(changed)}"
        )
    if (row["finished"], row["result"]) != (story.end or (None, None)):
        yield Fault(story.seq, row["id"], "result", f"练习 {row['id']} 的结束时间或成绩与记录不符")


def _parsed(text: object) -> Payload | None:
    """Read a payload that may have been tampered with; None when it is none."""
    try:
        value = json.loads(str(text))
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
