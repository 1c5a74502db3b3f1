"""The proof of the ledgers: every link of each hall's chain, its end, and the acts it was anchored to."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from trainer.store import chain
from trainer.store.rows import Fault, Head
from trainer.store.tables import entry, hall, ledger_head, record


def ledger_faults(connection: sa.Connection, key: bytes) -> Iterator[Fault]:
    """Check the ledgers of all halls; the first broken entry of each chain is named."""
    halls = set(connection.execute(sa.select(hall.c.id)).scalars())
    halls |= set(connection.execute(sa.select(entry.c.hall_id).distinct()).scalars())
    halls |= set(connection.execute(sa.select(ledger_head.c.hall_id)).scalars())
    for hall_id in sorted(halls):
        walked = Head(0, chain.GENESIS)
        query = sa.select(entry).where(entry.c.hall_id == hall_id).order_by(entry.c.seq)
        for row in connection.execute(query).mappings():
            yield from _link_faults(dict(row), key, walked)
            walked = Head(row["seq"], str(row["hash"]))
        yield from _end_faults(connection, key, hall_id, walked)
    yield from _anchor_faults(connection)


def _link_faults(columns: dict[str, Any], key: bytes, walked: Head) -> Iterator[Fault]:
    where = f"台账第 {columns['seq']} 条（营业厅 {columns['hall_id']}）"
    if columns["seq"] != walked.seq + 1:
        yield Fault(columns["seq"], None, "ledger", f"{where}之前缺了 {columns['seq'] - walked.seq - 1} 条")
    elif columns["previous"] != walked.hash:
        yield Fault(columns["seq"], None, "ledger", f"{where}接不上前一条：次序被改动过")
    signed = {name: plain(value) for name, value in columns.items() if name != "hash"}
    if not chain.is_same(str(columns["hash"]), chain.sign_entry(key, signed)):
        yield Fault(columns["seq"], None, "ledger", f"{where}被改动过：内容与签名不符")


def _end_faults(connection: sa.Connection, key: bytes, hall_id: int, walked: Head) -> Iterator[Fault]:
    """Check where a chain ends against its signed head."""
    end = connection.execute(sa.select(ledger_head).where(ledger_head.c.hall_id == hall_id)).first()
    if end is None:
        if walked.seq:
            yield Fault(walked.seq, None, "ledger", f"营业厅 {hall_id} 的台账末尾签名不见了")
    elif not chain.is_same(str(end.mac), chain.sign_ledger(key, hall_id, end.seq, str(end.hash))):
        yield Fault(walked.seq, None, "ledger", f"营业厅 {hall_id} 的台账末尾签名被改动过")
    elif (end.seq, end.hash) != (walked.seq, walked.hash):
        told = f"营业厅 {hall_id} 的台账应有 {end.seq} 条，现在是 {walked.seq} 条"
        yield Fault(walked.seq, None, "ledger", told)


def _anchor_faults(connection: sa.Connection) -> Iterator[Fault]:
    """Check that the acts an entry was written after are still those: none can be cut off unseen."""
    hashes = {row.seq: row.hash for row in connection.execute(sa.select(record.c.seq, record.c.hash))}
    for row in connection.execute(sa.select(entry.c.hall_id, entry.c.seq, entry.c.anchor)):
        seq, _, hashed = str(row.anchor).partition(":")
        if seq != "0" and hashes.get(int(seq) if seq.isdecimal() else 0) != hashed:
            where = f"台账第 {row.seq} 条（营业厅 {row.hall_id}）"
            yield Fault(row.seq, None, "anchor", f"{where}写下时的第 {seq} 条练习记录现在不见了或不一样")


def plain(value: object) -> object:
    """Let a value of a kind we never wrote be signed, and so be found different."""
    return value if value is None or isinstance(value, int | str) else repr(value)
