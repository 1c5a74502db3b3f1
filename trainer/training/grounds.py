"""What the use cases of the floor stand on: the records of one hall, and who may see and write them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from trainer.core.observing import Form, SheetRefused
from trainer.core.rights import EVERYBODY, NotAllowed, Pass, may_supervise, require_supervisor
from trainer.store import ledger
from trainer.store import people as register
from trainer.store.database import Store
from trainer.store.ledger import Note
from trainer.store.observations import Signed
from trainer.training.people import Colleague, colleagues
from trainer.training.signin import still_holds_in

LOOK = "look"
LONGEST_REASON = 200


@dataclass(frozen=True)
class Grounds:
    """The records, the form of the sheets, and the hall (None: that of whoever asks)."""

    store: Store
    form: Form
    hall_id: int | None = None

    def people(self, by: Pass) -> list[Colleague]:
        """List those of the hall who can be observed; raise NotAllowed."""
        self.require(by)
        hall_id = self.hall(by)
        return [each for each in colleagues(self.store, by) if each.hall_id == hall_id and each.active]

    def today(self) -> date:
        """Return the day it is in the hall."""
        return self.store.clock().astimezone().date()

    def hall(self, by: Pass) -> int:
        """Return the hall that is meant."""
        return by.hall_id if self.hall_id is None else self.hall_id

    def names(self) -> dict[int, str]:
        """Return what everybody is called now."""
        return {each.id: each.name for each in register.members(self.store)}

    def may_write(self, by: Pass) -> bool:
        """Tell whether one observes in the hall, and sees all of its sheets."""
        return may_supervise(by, self.hall(by))

    def require(self, by: Pass) -> None:
        """Raise NotAllowed unless one observes in the hall."""
        with self.store.reading() as connection:
            self.require_in(connection, by)

    def require_in(self, connection: sa.Connection, by: Pass) -> None:
        """Raise NotAllowed, within a transaction, unless one observes in the hall."""
        still_holds_in(connection, self.store, by)
        require_supervisor(by, self.hall(by))

    def require_sight(self, by: Pass) -> None:
        """Raise NotAllowed unless one observes in the hall or belongs to it."""
        with self.store.reading() as connection:
            still_holds_in(connection, self.store, by)
        if not self.may_write(by) and by.hall_id != self.hall(by):
            raise NotAllowed("只能查看自己营业厅的巡视记录。")

    def note_looks(self, by: Pass, person_ids: Iterable[int], what: str) -> None:
        """Write down whose records were looked at, once a day for each who looks at somebody else's."""
        hall_id, today = self.hall(by), self.today()
        for person_id in person_ids:
            if by.person_id in (EVERYBODY.person_id, person_id):
                continue
            last = ledger.latest(self.store, hall_id, LOOK, str(person_id))
            if last is None or last.actor_id != by.person_id or last.at.astimezone().date() < today:
                ledger.add(self.store, hall_id, Note(LOOK, str(person_id), {"what": what}, by.person_id))


def signed(by: Pass) -> Signed:
    """Return who hands something in, as the ledger names them."""
    return Signed(by.person_id or None, by.name)


def proper_reason(reason: str, *, needed: bool) -> str:
    """Return a reason in one line; raise SheetRefused where one is needed, or it is too long."""
    proper = " ".join(reason.split())
    if needed and not proper:
        raise SheetRefused("请写明更正的理由，它会和姓名一起留在台账里。")
    if len(proper) > LONGEST_REASON:
        raise SheetRefused(f"理由太长：最多 {LONGEST_REASON} 个字。")
    return proper
