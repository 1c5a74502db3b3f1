"""The halls of this place and the teams in them, and whether one may train there without a password."""

import sqlalchemy as sa

from trainer.core.rights import Pass, may_supervise, require_admin, require_supervisor
from trainer.store import halls as rows
from trainer.store import people as register
from trainer.store.database import Store
from trainer.store.errors import NameRefused
from trainer.store.halls import HallChanges, HallRow
from trainer.store.people import Changes
from trainer.training.people import LONGEST_TEAM, proper_words
from trainer.training.signin import still_holds_in

LONGEST_HALL = 40


def halls(store: Store, by: Pass) -> list[HallRow]:
    """List the halls that one has anything to do with: the own, or all."""
    with store.reading() as connection:
        still_holds_in(connection, store, by)
        found = rows.halls_in(connection)
    return [hall for hall in found if may_supervise(by, hall.id) or hall.id == by.hall_id]


def add_hall(store: Store, by: Pass, name: str) -> HallRow:
    """Add a hall; raise NotAllowed, HallRefused."""
    proper = _proper(name)
    with store.writing() as connection:
        _require_admin(connection, store, by)
        return rows.add_hall(connection, store, by.person_id, proper)


def rename_hall(store: Store, by: Pass, hall_id: int, name: str) -> HallRow:
    """Give a hall another name; raise NotAllowed, HallRefused, HallUnknown."""
    return _change(store, by, hall_id, HallChanges(name=_proper(name)))


def open_training(store: Store, by: Pass, hall_id: int, *, allowed: bool) -> HallRow:
    """Let people without a password train in a hall, or not; raise NotAllowed."""
    return _change(store, by, hall_id, HallChanges(open_training=allowed))


def teams(store: Store, by: Pass, hall_id: int) -> list[str]:
    """List the teams that somebody of a hall belongs to; raise NotAllowed."""
    require_supervisor(by, hall_id)
    with store.reading() as connection:
        still_holds_in(connection, store, by)
        members = register.members_in(connection, hall_id)
    return sorted({each.team for each in members if each.team})


def rename_team(store: Store, by: Pass, hall_id: int, old: str, new: str) -> int:
    """Give a team of a hall another name, for everybody in it, and tell how many; raise NotAllowed.

    Each of them gets an entry in the ledger; all of it is one commit.
    """
    require_supervisor(by, hall_id)
    proper = proper_words(new, "班组", LONGEST_TEAM)
    with store.writing() as connection:
        still_holds_in(connection, store, by)
        found = [each for each in register.members_in(connection, hall_id) if each.team == old]
        for each in found:
            register.change(connection, store, by.person_id, each.id, Changes(team=proper))
    return len(found)


def _change(store: Store, by: Pass, hall_id: int, changes: HallChanges) -> HallRow:
    with store.writing() as connection:
        _require_admin(connection, store, by)
        return rows.change_hall(connection, store, by.person_id, hall_id, changes)


def _require_admin(connection: sa.Connection, store: Store, by: Pass) -> None:
    require_admin(by)
    still_holds_in(connection, store, by)


def _proper(name: str) -> str:
    proper = proper_words(name, "营业厅名称", LONGEST_HALL)
    if not proper:
        raise NameRefused("请填写营业厅名称。")
    return proper
