"""The register as a window or a terminal uses it: who is signed in here, and what they do.

Nobody has to sign in until there is an administrator. Use it in the worker's thread: passwords are slow.
"""

from dataclasses import dataclass
from pathlib import Path

from trainer.core.rights import EVERYBODY, NotAllowed, Pass
from trainer.store.database import Store
from trainer.store.halls import HallRow
from trainer.store.people import proven
from trainer.training import halls, people, signin, staff
from trainer.training.people import Colleague, Details
from trainer.training.signin import Door
from trainer.training.staff import StaffPlan


@dataclass(frozen=True, slots=True)
class Roll:
    """What the page of people shows: who asks, whether everything is open, and everybody one may see."""

    by: Pass
    is_open: bool
    people: tuple[Colleague, ...]
    halls: tuple[HallRow, ...]


class Register:
    """Knows who is signed in; raises TrainerErrors worded for people."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._door = Door(store)
        self._by: Pass | None = None

    @property
    def store(self) -> Store:
        """The records that all of this is about."""
        return self._store

    def who(self) -> Pass | None:
        """Return who is signed in; everybody without an administrator; None where one has to sign in."""
        if self._by is None and signin.is_open(self._store):
            return EVERYBODY
        return self._by

    def by(self) -> Pass:
        """Return the Pass to ask with, if it still holds; raise NotAllowed."""
        now = self.who()
        if now is None:
            raise NotAllowed("请先登录。")
        return signin.still_holds(self._store, now)

    def sign_in(self, who: str, password: str) -> Pass:
        """Sign in by name or staff number; raise SignInRefused, LockedOut, NotAllowed, StoreTampered."""
        self._by = self._door.sign_in(who, password)
        return self._by

    def sign_out(self) -> None:
        """Let nobody be signed in."""
        self._by = None

    def make_admin(self, details: Details, password: str) -> Pass:
        """Make the first administrator, who is signed in then; raise NotAllowed, PasswordRefused."""
        self._by = people.make_admin(self._store, details, password)
        return self._by

    def roll(self) -> Roll:
        """Return what the page of people shows; raise NotAllowed."""
        by = self.by()
        found = people.colleagues(self._store, by), halls.halls(self._store, by)
        return Roll(by, signin.is_open(self._store), tuple(found[0]), tuple(found[1]))

    def add(self, details: Details) -> Colleague:
        """Register somebody."""
        return people.add(self._store, self.by(), details)

    def edit(self, person_id: int, details: Details, was: Details | None = None) -> Colleague:
        """Change what is written down of somebody, if it is still what it `was`."""
        changed = people.edit(self._store, self.by(), person_id, details, was)
        self._renew(person_id)
        return changed

    def hand_over(self, person_id: int) -> Colleague:
        """Make somebody else the administrator; who did so is a supervisor from then on."""
        by = self.by()
        heir = people.hand_over(self._store, by, person_id)
        self._renew(by.person_id)
        return heir

    def restore(self, person_id: int) -> Colleague:
        """Make a registration that was edited by hand again what the ledger says."""
        return people.restore(self._store, self.by(), person_id)

    def set_password(self, person_id: int, password: str) -> None:
        """Give somebody a new password."""
        people.set_password(self._store, self.by(), person_id, password)

    def take_password(self, person_id: int) -> None:
        """Let a trainee train without a password again."""
        people.take_password(self._store, self.by(), person_id)

    def change_own_password(self, old: str, new: str) -> None:
        """Change the password of who is signed in."""
        people.change_own_password(self._store, self.by(), old, new)

    def add_hall(self, name: str) -> HallRow:
        """Add a hall."""
        return halls.add_hall(self._store, self.by(), name)

    def rename_hall(self, hall_id: int, name: str) -> HallRow:
        """Give a hall another name."""
        return halls.rename_hall(self._store, self.by(), hall_id, name)

    def open_training(self, hall_id: int, *, allowed: bool) -> HallRow:
        """Let people without a password train in a hall, or not."""
        return halls.open_training(self._store, self.by(), hall_id, allowed=allowed)

    def rename_team(self, hall_id: int, old: str, new: str) -> int:
        """Give a team another name; tell how many are in it."""
        return halls.rename_team(self._store, self.by(), hall_id, old, new)

    def dry_run(self, path: Path, hall_id: int) -> StaffPlan:
        """Tell what importing a list would do."""
        return staff.dry_run(self._store, self.by(), path, hall_id)

    def import_staff(self, path: Path, shown: StaffPlan) -> StaffPlan:
        """Import a list as it was shown, whole or not at all."""
        return staff.apply(self._store, self.by(), path, shown)

    def _renew(self, person_id: int) -> None:
        """Follow a change of one's own name, hall or role."""
        if self._by is not None and self._by.person_id == person_id:
            self._by = signin.pass_of(proven(self._store, person_id))
