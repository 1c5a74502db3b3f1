"""A small place with two halls: an administrator, a supervisor in each hall, and trainees."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trainer.core.rights import Pass
from trainer.store.database import Store, open_store
from trainer.training import halls, passwords, people
from trainer.training.people import Details
from trainer.training.signin import Door

PASSWORD = "门前三棵树7"


@dataclass
class Clock:
    """Goes on by a second whenever it is read, and by more when it is told."""

    now: datetime = field(default=datetime(2026, 11, 23, 8, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def go(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class Place:
    """The records, and who may ask for what: `east` is the supervisor of the other hall, 东门厅."""

    store: Store
    admin: Pass
    supervisor: Pass
    trainee: Pass
    east: Pass
    ids: dict[str, int]

    def door(self) -> Door:
        """Return a door as after a restart."""
        return Door(self.store)


def make_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let argon2 take a hundredth of its time."""
    monkeypatch.setattr(passwords, "TIME_COST", 1)
    monkeypatch.setattr(passwords, "MEMORY_KIB", 64)


@contextmanager
def place_in(folder: Path, clock: Clock) -> Iterator[Place]:
    """Make the place; everybody's password is PASSWORD, but 新人 and 东新人 have none."""
    with open_store(folder, clock) as store:
        admin = people.make_admin(store, Details("管理"), PASSWORD)
        halls.add_hall(store, admin, "东门厅")
        staff = (
            Details("周主管", "S1", "一班", 1, "supervisor"),
            Details("王芳", "1001", "一班"),
            Details("新人", "1002", "二班"),
            Details("东主管", "S2", "", 2, "supervisor"),
            Details("东新人", "", "", 2),
        )
        ids = {each.name: people.add(store, admin, each).id for each in staff}
        for name in ("周主管", "王芳", "东主管"):
            people.set_password(store, admin, ids[name], PASSWORD)
        passes = [Door(store).sign_in(name, PASSWORD) for name in ("周主管", "王芳", "东主管")]
        yield Place(store, admin, *passes, ids={**ids, "管理": admin.person_id})
