"""From a wish to an attempt on the player, and back: what the window does about playing."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from trainer.core.errors import TrainerError
from trainer.ui.errand import Errand
from trainer.ui.home.door import Door
from trainer.ui.home.screen import Wish
from trainer.ui.jobs import Jobs
from trainer.ui.later import Later
from trainer.ui.speech import Speech

if TYPE_CHECKING:
    from trainer.training.attempts import Attempt
    from trainer.ui.player.screen import PlayerScreen


class Playing(Errand):
    """Begins, resumes and gives up attempts, one at a time; the player is built for the first of them."""

    def __init__(self, door: Door, jobs: Jobs, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(jobs, parent)
        self._door, self._speech = door, speech
        self._is_busy = False

    def begin(self, wish: Wish) -> None:
        """Begin what somebody wishes to play."""
        self._play(partial(self._door.begin, wish.name, wish.scenario, wish.mode, typed=wish.typed))

    def resume(self, attempt_id: str) -> None:
        """Take an attempt up again."""
        if self._desk:
            self._play(partial(self._desk.resume, attempt_id))

    def give_up(self, attempt_id: str) -> None:
        """End an attempt without marks."""
        if self._desk:
            self._jobs.submit(partial(self._desk.give_up, attempt_id), self._on_given_up, self.failed.emit)

    def _play(self, begin: "Callable[[], Attempt]") -> None:
        if not self._is_busy:
            self._is_busy = True
            self._jobs.submit(begin, self._on_begun, self._on_not_begun)

    def _on_begun(self, attempt: "Attempt") -> None:
        self._is_busy = False
        assert self._later is not None  # the window gave it before anything could be wished
        player = self._later.player or self._build(self._later)
        if self._desk:
            player.set_desk(self._desk)
        self.brought.emit(player)
        player.open(attempt)

    def _build(self, later: Later) -> "PlayerScreen":
        player = later.build_player()
        player.closed.connect(self._on_closed)
        player.spoken.connect(self._speech.say)
        return player

    def _on_closed(self) -> None:
        self._speech.hush()
        self.ended.emit()

    def _on_given_up(self, _done: object) -> None:
        self.ended.emit()

    def _on_not_begun(self, error: TrainerError) -> None:
        self._is_busy = False
        self.failed.emit(error)
