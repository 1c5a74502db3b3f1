"""The halls of this place: each has people, a ledger, and its rule on training without a password."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypedDict

import sqlalchemy as sa

from trainer.core.errors import TrainerError
from trainer.store import ledger
from trainer.store.database import Store
from trainer.store.errors import StoreTampered
from trainer.store.ledger import Note
from trainer.store.rows import Fault, Payload, stamp
from trainer.store.said import all_last_said, differing, last_said
from trainer.store.tables import hall

KIND = "hall"


class HallUnknown(TrainerError):
    """There is no such hall."""


class HallRefused(TrainerError):
    """A hall's name is taken."""


@dataclass(frozen=True, slots=True)
class HallRow:
    """A hall; with `open_training` people without a password may train there."""

    id: int
    name: str
    open_training: bool


class HallChanges(TypedDict, total=False):
    """What is to become of a hall."""

    name: str
    open_training: bool


def halls(store: Store) -> list[HallRow]:
    """List the halls in the order they were added."""
    with store.reading() as connection:
        return halls_in(connection)


def halls_in(connection: sa.Connection) -> list[HallRow]:
    """List the halls within a transaction."""
    return [_row(each) for each in connection.execute(sa.select(hall).order_by(hall.c.id))]


def hall_in(connection: sa.Connection, hall_id: int) -> HallRow:
    """Return a hall; raise HallUnknown."""
    found = connection.execute(sa.select(hall).where(hall.c.id == hall_id)).one_or_none()
    if found is None:
        raise HallUnknown(f"没有编号为 {hall_id} 的营业厅。")
    return _row(found)


def proven_hall(connection: sa.Connection, store: Store, hall_id: int) -> HallRow:
    """Return a hall that is as the ledger says; raise StoreTampered where it was edited by hand."""
    found = hall_in(connection, hall_id)
    if _wrong(found, last_said(connection, store, KIND, str(hall_id))):
        raise StoreTampered(f"营业厅“{found.name}”的设置被改动过，不能采用。请运行 trainer verify 查看。")
    return found


def add_hall(connection: sa.Connection, store: Store, actor_id: int, name: str) -> HallRow:
    """Add a hall and write it down in its own ledger."""
    _require_free(connection, name, None)
    values = {"name": name, "open_training": 1, "created": stamp(store.clock())}
    added = connection.execute(sa.insert(hall).values(values).returning(hall.c.id)).scalar_one()
    made = HallRow(added, name, True)
    _write(connection, store, actor_id, None, made)
    return made


def change_hall(
    connection: sa.Connection, store: Store, actor_id: int, hall_id: int, changes: HallChanges
) -> HallRow:
    """Change a hall and write it down; nothing is written where nothing changes."""
    before = proven_hall(connection, store, hall_id)
    after = HallRow(
        hall_id, changes.get("name", before.name), changes.get("open_training", before.open_training)
    )
    if after == before:
        return before
    _require_free(connection, after.name, hall_id)
    connection.execute(sa.update(hall).where(hall.c.id == hall_id).values(_state(after)))
    _write(connection, store, actor_id, before, after)
    return after


def hall_faults(connection: sa.Connection) -> Iterator[Fault]:
    """Yield the halls that are not as the ledger says."""
    said = all_last_said(connection, KIND)
    for each in halls_in(connection):
        if _wrong(each, said.get(str(each.id), {})):
            yield Fault(None, None, "hall", f"营业厅“{each.name}”的设置与台账不符")


def _wrong(found: HallRow, said: dict[int, Payload]) -> bool:
    """Tell whether a hall is not what its ledger says; before the first entry it is open."""
    if found.id not in said:
        return not found.open_training
    return any(differing(_state(found), said[found.id]))


def _write(
    connection: sa.Connection, store: Store, actor_id: int, before: HallRow | None, after: HallRow
) -> None:
    payload = {"before": _state(before) if before else None, "after": _state(after)}
    ledger.write(connection, store, after.id, Note(KIND, str(after.id), payload, actor_id))


def _require_free(connection: sa.Connection, name: str, own: int | None) -> None:
    taken = connection.execute(sa.select(hall.c.id).where(hall.c.name == name, hall.c.id != (own or 0)))
    if taken.first() is not None:
        raise HallRefused(f"已经有营业厅“{name}”了，请换一个名称。")


def _state(of: HallRow) -> Payload:
    return {"name": of.name, "open_training": int(of.open_training)}


def _row(row: Any) -> HallRow:
    return HallRow(row.id, row.name, row.open_training == 1)
