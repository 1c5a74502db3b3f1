"""Drawing what may come next while the trainee reads: texts and pictures only, never a result."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from trainer.core.events import Act
from trainer.ui.kit.telling import remarks
from trainer.ui.player.scene import Scene

if TYPE_CHECKING:
    from trainer.ui.player.counter import Counter

QUIET_MS = 40
"""How long nothing must have been done before anything is drawn, and between two drawings."""


class Foresight(QObject):
    """Takes the replies that can be given one by one, and has their answers drawn ahead."""

    def __init__(self, counter: Counter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._scene: Scene | None = None
        self._replies: list[str] = []
        self._quiet = QTimer(self, interval=QUIET_MS)
        self._quiet.timeout.connect(self._on_quiet)

    @property
    def is_looking(self) -> bool:
        """Tell whether there is something left to draw."""
        return self._quiet.isActive()

    def watch(self, scene: Scene) -> None:
        """Look ahead from this scene, and no more from the one before."""
        self._scene = scene
        self._replies = [c.id for c in scene.choices() if c.enabled] if scene.attending else []
        self._quiet.start()

    def forget(self) -> None:
        """Look ahead no more."""
        self._quiet.stop()

    def _on_quiet(self) -> None:
        if self._scene is None or not self._replies:
            self._quiet.stop()
            return
        scene, visit = self._scene, self._scene.visit
        assert visit is not None, "replies are given to somebody"
        shown = len(remarks(scene.events, scene.attempt.scenario, visit.customer))
        then = _after(scene, self._replies.pop(0))
        said = remarks(then.events, then.attempt.scenario, visit.customer)
        self._counter.prepare(said[shown:], then.choices())


def _after(scene: Scene, reply: str) -> Scene:
    """Return the scene that a reply would lead to; it is never shown, only measured and drawn."""
    act = Act(scene.shift.now, "choose", scene.selected, reply)
    attempt = replace(scene.attempt, story=scene.attempt.story.then(act))
    shift, events = attempt.as_of(scene.shift.now)
    return Scene(attempt, shift, events, scene.selected)
