"""Looking things up while the shift goes on: never an act, so never an answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from trainer.core.errors import TrainerError
from trainer.core.lookup import GROUPS, SAYINGS, Extract
from trainer.core.mode import Mode
from trainer.ui.jobs import Jobs
from trainer.ui.player.lookpanel import LookPanel

if TYPE_CHECKING:
    from trainer.training.attempts import Attempt
    from trainer.training.desk import Desk
    from trainer.training.exams.invigilating import Invigilated


class Looking(QObject):
    """Opens and closes the panel, and asks the desk for what stands in it."""

    def __init__(self, panel: LookPanel, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel, self._jobs = panel, jobs
        self._desk: Desk | Invigilated | None = None
        self._attempt: Attempt | None = None
        self._known: tuple[str, tuple[Extract, ...]] = ("", ())

    def set_desk(self, desk: Desk | Invigilated) -> None:
        """Take the desk that has the books."""
        self._desk, self._known = desk, ("", ())

    def begin(self, attempt: Attempt) -> None:
        """Close what the attempt before has left open."""
        self._attempt = attempt
        self._panel.forget()

    def toggle(self, _checked: bool = False) -> None:
        """Open the panel, or come back to it; close it where the keyboard is in it already."""
        if self._panel.has_focus:
            self._panel.shut()
        elif self._desk is not None and self._attempt is not None:
            self._panel.open()
            edition = self._attempt.scenario.edition
            if self._known[0] == edition:
                self._show(edition, self._known[1])
            else:
                work = partial(self._desk.lookups, edition)
                self._jobs.submit(work, partial(self._show, edition), self._on_failed)

    def _show(self, edition: str, entries: tuple[Extract, ...]) -> None:
        """Show what may be looked up: what is to be said and done is what an assessment asks for."""
        self._known = (edition, entries)
        assessed = self._attempt is not None and self._attempt.mode is Mode.ASSESSMENT
        groups = [group for group in GROUPS if group != SAYINGS or not assessed]
        self._panel.show_entries([entry for entry in entries if entry.group in groups])

    def _on_failed(self, error: TrainerError) -> None:
        self._panel.say(str(error))


def is_look_up(event: QEvent) -> bool:
    """Tell whether a key that may be a shortcut of the window is the one that opens the panel."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return bool(event.key() == Qt.Key.Key_F1)
