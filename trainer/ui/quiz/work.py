"""One piece of work at a time for the records; what failed can be tried again."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from trainer.core.errors import TrainerError
from trainer.ui.jobs import Jobs

T = TypeVar("T")

BUSY_AFTER_MS = 200


class Work(QObject):
    """Hands work to the jobs; a second piece is not taken while one is running."""

    busy = Signal(bool)
    """The work takes so long that people should be told, or is done."""
    failed = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._asked = self._running = 0
        self._again: Callable[[], None] | None = None
        self._patience = QTimer(self, interval=BUSY_AFTER_MS, singleShot=True)
        self._patience.timeout.connect(partial(self.busy.emit, True))

    @property
    def pending(self) -> bool:
        """Tell whether work is running."""
        return self._running != 0

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> bool:
        """Run work unless some is running, and tell whether it was taken; `done` gets its result."""
        if self.pending:
            return False
        self._asked += 1
        self._running, self._again = self._asked, None
        self._patience.start()
        ticket = self._asked
        self._jobs.submit(
            work, partial(self._on_done, ticket, done), partial(self._on_failed, ticket, work, done)
        )
        return True

    def retry(self) -> None:
        """Run once more what failed."""
        if self._again is not None:
            self._again()

    def forget(self) -> None:
        """Take no result of what is running."""
        self._running, self._again = 0, None
        self._rest()

    def _rest(self) -> None:
        self._patience.stop()
        self.busy.emit(False)

    def _on_done(self, ticket: int, done: Callable[[T], None], result: T) -> None:
        if ticket == self._running:
            self.forget()
            done(result)

    def _on_failed(
        self, ticket: int, work: Callable[[], T], done: Callable[[T], None], error: TrainerError
    ) -> None:
        if ticket == self._running:
            self.forget()
            self._again = partial(self._run_again, work, done)
            self.failed.emit(str(error))

    def _run_again(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self.run(work, done)
