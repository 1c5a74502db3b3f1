"""One piece of work at a time for the desk; what failed is kept, to be tried again."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from trainer.core.errors import TrainerError
from trainer.core.saying import NotHeard
from trainer.core.shift import ActRefused
from trainer.ui.jobs import Jobs

T = TypeVar("T")

BUSY_AFTER_MS = 200


class Recorder(QObject):
    """Hands work to the jobs and keeps it until it is done."""

    busy = Signal()
    """The work takes so long that people should be told."""
    failed = Signal(str, bool)
    """What went wrong, and whether it is worth another try."""
    unheard = Signal(str)
    """What was typed is no phrase: nothing is recorded, but it took its time."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._running = 0
        self._asked = 0
        self._again: Callable[[], None] | None = None
        self._patience = QTimer(self)
        self._patience.setInterval(BUSY_AFTER_MS)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.busy)

    @property
    def pending(self) -> bool:
        """Tell whether work is running."""
        return self._running != 0

    @property
    def stuck(self) -> bool:
        """Tell whether work failed and waits to be tried again."""
        return self._again is not None

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run work unless some is running; `done` gets its result."""
        if self.pending:
            return
        self._asked += 1
        self._running, self._again = self._asked, None
        self._patience.start()
        ticket = self._running
        self._jobs.submit(
            work, partial(self._on_done, ticket, done), partial(self._on_failed, ticket, work, done)
        )

    def retry(self) -> None:
        """Run once more what failed."""
        if self._again is not None:
            self._again()

    def forget(self) -> None:
        """Take no result of anything asked for so far."""
        self._running, self._again = 0, None
        self._patience.stop()

    def _on_done(self, ticket: int, done: Callable[[T], None], result: T) -> None:
        if ticket == self._running:
            self.forget()
            done(result)

    def _on_failed(
        self, ticket: int, work: Callable[[], T], done: Callable[[T], None], error: TrainerError
    ) -> None:
        if ticket != self._running:
            return
        self.forget()
        if isinstance(error, NotHeard):
            self.unheard.emit(str(error))
            return
        refused = isinstance(error, ActRefused)
        if not refused:
            self._again = partial(self.run, work, done)
        self.failed.emit(str(error), not refused)
