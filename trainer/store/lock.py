"""The key of the hall and the head of the chain: made together once, and matched at every opening."""

import sqlalchemy as sa

from trainer.store import chain, errors
from trainer.store.folder import Folder
from trainer.store.tables import entry, head, ledger_head, record

_ENDS = (record.c.seq.asc(), record.c.seq.desc())


def unlock(connection: sa.Connection, place: Folder) -> bytes:
    """Return the key that signed these records; make one where nothing is recorded yet.

    A head that was altered is no hindrance here, so that the records can still be read and
    verified: `append` refuses to go on from it.
    """
    key = chain.read_key(place.key)
    recorded = any(connection.execute(sa.select(table.c.seq).limit(1)).first() for table in (record, entry))
    if key is None:
        if recorded:
            raise _key_missing(place)
        key = chain.make_key(place.key)
    if len(key) != chain.KEY_BYTES or (recorded and not _signed_with(connection, key)):
        raise _key_wrong(place)
    if not recorded:
        _begin_chain(connection, key)
    _keep_copy(place, key)
    return key


def broken_head(place: Folder) -> errors.StoreTampered:
    """Say that the end of the chain is not what this program wrote."""
    return errors.StoreTampered(
        f"{place.database} 的记录在程序之外被改动过，不能接着写。"
        f"请先运行 trainer verify 查看哪里不对。{errors.cure_from_backup(place)}"
    )


def _signed_with(connection: sa.Connection, key: bytes) -> bool:
    """Tell whether a head or either end of the chain bears the key's signature: one is enough."""
    end = connection.execute(sa.select(head.c.seq, head.c.hash, head.c.mac)).first()
    if end is not None and chain.is_same(end.mac, chain.sign_head(key, end.seq, end.hash)):
        return True
    for order in _ENDS:
        row = connection.execute(sa.select(record).order_by(order).limit(1)).mappings().one_or_none()
        if row and chain.is_same(row["hash"], chain.sign_record(key, _unhashed(row))):
            return True
    return any(
        chain.is_same(row.mac, chain.sign_ledger(key, row.hall_id, row.seq, row.hash))
        for row in connection.execute(sa.select(ledger_head))
    )


def _unhashed(row: sa.RowMapping) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "hash"}


def _begin_chain(connection: sa.Connection, key: bytes) -> None:
    """Write the head of a chain without records, if it is not there or was signed with a key now lost."""
    end = connection.execute(sa.select(head.c.seq, head.c.mac)).first()
    mac = chain.sign_head(key, 0, chain.GENESIS)
    if end is None:
        connection.execute(sa.insert(head).values(id=1, seq=0, hash=chain.GENESIS, mac=mac))
    elif end.seq == 0 and end.mac != mac:
        connection.execute(sa.update(head).values(hash=chain.GENESIS, mac=mac))


def _keep_copy(place: Folder, key: bytes) -> None:
    """Keep a copy of the key among the backups."""
    copy = place.backups / place.key.name
    if chain.read_key(copy) != key:
        place.backups.mkdir(exist_ok=True)
        chain.write_secret(copy, key)


def _key_missing(place: Folder) -> errors.KeyMissing:
    copy = place.kept_key()
    where = f"备份在 {copy}" if copy else "请从备份里找回它"
    return errors.KeyMissing(
        f"找不到密钥 {place.key}，无法证明记录的真伪。请把 {place.key.name} 放回原处（{where}）。"
    )


def _key_wrong(place: Folder) -> errors.KeyWrong:
    copy = place.kept_key()
    where = f"可试用备份 {copy}" if copy else "请从备份里找回它"
    return errors.KeyWrong(f"密钥 {place.key} 与记录对不上，可能被换过。请把原来的密钥放回去（{where}）。")
