"""Admission: who may train as whom, and whose records are shown to whoever asks.

Self-training needs no password where the hall allows it and the person has none; with a password, what
a person did is shown to them once they have signed in, and to nobody else but the supervisors.
"""

from collections.abc import Callable, Iterable

from trainer.core.rights import EVERYBODY, NOBODY, NotAllowed, Pass, may_see, require_sight
from trainer.store import ledger
from trainer.store import people as register
from trainer.store.database import Store
from trainer.store.halls import proven_hall
from trainer.store.ledger import Note
from trainer.store.rows import AttemptRow

LOOK = "look"
Admit = Callable[[int], None]
"""Raises NotAllowed where a person (by id) may not train now."""


def admit(store: Store, by: Pass, person_id: int) -> None:
    """Raise NotAllowed unless whoever asks may train as this person now."""
    if by == EVERYBODY or by.person_id == person_id:
        return
    with store.reading() as connection:
        member = register.proven_in(connection, store, person_id)
        if not member.active:
            raise NotAllowed(f"{member.name}已停用，不能练习。要恢复请找主管。")
        if member.secret:
            raise NotAllowed(f"{member.name}设了密码，请先到「主管」页登录，再来练习。")
        if not proven_hall(connection, store, member.hall_id).open_training:
            raise NotAllowed("本厅要登录才能练习。请主管给您设一个密码，再到「主管」页登录。")


def admit_alone(store: Store, by: Pass, person_id: int) -> None:
    """Raise NotAllowed unless whoever asks may sit an assessment as this person: nobody else signed in."""
    if by.role == "trainee" and by.person_id not in (NOBODY.person_id, person_id):
        raise NotAllowed(f"现在登录的是{by.name}，请先退出登录。")
    admit(store, by, person_id)


def is_admitted(store: Store, by: Pass, person_id: int) -> bool:
    """Tell whether whoever asks may train as this person now."""
    try:
        admit(store, by, person_id)
    except NotAllowed:
        return False
    return True


def seen_by(store: Store, by: Pass, rows: Iterable[AttemptRow]) -> list[AttemptRow]:
    """Keep of some attempts those that whoever asks may see."""
    if by == EVERYBODY:
        return list(rows)
    halls = {member.id: member.hall_id for member in register.members(store)}
    return [row for row in rows if may_see(by, row.header.person_id, halls.get(row.header.person_id, 0))]


def look(store: Store, by: Pass, row: AttemptRow) -> None:
    """Let an attempt be looked at; a look at somebody else's is written into the ledger of their hall.

    Raise NotAllowed.
    """
    owner = row.header.person_id
    if by == EVERYBODY or by.person_id == owner:
        return
    with store.writing() as connection:
        hall_id = register.member_in(connection, owner).hall_id
        require_sight(by, owner, hall_id)
        note = Note(LOOK, row.id, {"person": owner, "title": row.header.title}, by.person_id)
        ledger.write(connection, store, hall_id, note)
