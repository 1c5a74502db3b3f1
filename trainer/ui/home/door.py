"""The way into the hall: one copy of the program at a time; opened, used and closed on the worker's thread.

The rooms behind it (records, content, training) take longer to load than the window takes to open,
so they are imported when the door is opened: the one deferred import of the windows.
"""

import importlib
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QLockFile

from trainer.core.errors import TrainerError
from trainer.core.mode import Mode
from trainer.paths import Places

if TYPE_CHECKING:
    from trainer.training.attempts import Attempt
    from trainer.training.desk import Desk, Welcome

ROOMS = "trainer.training.desk"
LOCK = "window.lock"


class AlreadyOpen(TrainerError):
    """Another copy of the program has these records open."""


class Door:
    """Opens the desk of the hall that lies at `places`."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._lock = QLockFile(str(places.data / LOCK))
        self._lock.setStaleLockTime(0)  # a lock is stale when its program has ended, however old it is
        self._desk: Desk | None = None

    def claim(self) -> None:
        """Keep other copies of the program out; raise AlreadyOpen.

        A folder that cannot be written is no reason to stop here: opening the records words that.
        """
        with suppress(OSError):
            self.places.data.mkdir(parents=True, exist_ok=True)
        if self._lock.isLocked() or self._lock.tryLock(0):
            return
        if self._lock.error() == QLockFile.LockError.LockFailedError:
            raise AlreadyOpen("程序已经打开了。请切换到已经打开的窗口；那里关掉以后，再从这里重新打开。")

    def open(self) -> tuple["Desk", "Welcome"]:
        """Open the hall and tell what there is to do; raise a TrainerError that says what to do."""
        self.claim()
        self.close()
        rooms = importlib.import_module(ROOMS)
        self._desk = cast("Desk", rooms.open_desk(self.places))
        return self._desk, self._desk.welcome()

    def begin(self, name: str, scenario: str, mode: Mode, *, typed: bool = False) -> "Attempt":
        """Enrol the person if they are new, and begin an attempt."""
        assert self._desk is not None  # nobody can ask before the desk is open
        choice = importlib.import_module(ROOMS).Choice(scenario, mode, typed=typed)
        return self._desk.start(self._desk.enrol(name), choice)

    def close(self) -> None:
        """Let go of the records; the claim stays until `leave`."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def leave(self) -> None:
        """Let other copies of the program in."""
        self._lock.unlock()
