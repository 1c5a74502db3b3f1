"""Asking the records from the pages of the floor: on the worker, as whoever is signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from trainer.core.rights import Pass
from trainer.ui.jobs import Failed, Jobs

if TYPE_CHECKING:
    from trainer.training.observing import Floor

T = TypeVar("T")


class WalkDesk(Protocol):
    """What the pages need of the desk; both are asked for on the worker."""

    @property
    def by(self) -> Pass:
        """Who asks."""
        ...

    def floor(self) -> Floor:
        """The floor of the hall."""
        ...


class Asker:
    """Runs use cases of the floor as jobs; without a desk nothing happens."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._desk: WalkDesk | None = None

    @property
    def ready(self) -> bool:
        """Whether there is a desk to ask."""
        return self._desk is not None

    def set_desk(self, desk: WalkDesk) -> None:
        """Take the open hall."""
        self._desk = desk

    def ask(self, work: Callable[[Floor, Pass], T], done: Callable[[T], None], failed: Failed) -> None:
        """Ask on the worker; the answer, or the TrainerError, comes back here."""
        desk = self._desk
        if desk is None:
            return

        def asked() -> T:
            return work(desk.floor(), desk.by)

        self._jobs.submit(asked, done, failed)
