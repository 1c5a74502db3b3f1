"""The one worker thread of the windows: it owns the records, and results come back as queued signals."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from trainer.core.errors import TrainerError

T = TypeVar("T")
Failed = Callable[[TrainerError], None]


class Jobs(Protocol):
    """Runs work elsewhere, one piece after another; `done` or `failed` is called where it was asked for."""

    def submit(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Run `work`; hand its result to `done`, or the TrainerError it raised to `failed`."""
        ...


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Failed


class Worker(QObject):
    """Jobs on a thread of their own, in the order they were asked for.

    An error that is not a TrainerError is a fault of the program: it is raised in the thread of
    the windows, where the crash report is written.
    """

    _finished = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="records", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Queue work; `done` or `failed` is called in this object's thread."""
        self._queue.put(_Job(work, done, failed))

    def close(self, last: Callable[[], None] | None = None) -> None:
        """Finish what is queued, do `last` in the worker's thread, and end it."""
        if last:
            self._queue.put(_Job(last, _nothing, _nothing))
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                result, error = job.work(), None
            except Exception as raised:  # delivered below: raised again in the windows' thread
                result, error = None, raised
            self._finished.emit(job, result, error)

    def _deliver(self, job: _Job, result: object, error: Exception | None) -> None:
        if error is None:
            job.done(result)
        elif isinstance(error, TrainerError):
            job.failed(error)
        else:
            raise error


class AtOnce:
    """Jobs done on the spot, for tests."""

    def submit(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Do the work now."""
        try:
            result = work()
        except TrainerError as error:
            failed(error)
        else:
            done(result)


def _nothing(_result: object) -> None:
    pass
