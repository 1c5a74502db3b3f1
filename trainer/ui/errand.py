"""What the window has done for it: one errand for each thing that can be done, with its screens and the desk.

An errand builds its screens when they are first wanted, asks the desk, and brings a screen to the front.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trainer.core.errors import TrainerError
from trainer.ui.jobs import Jobs
from trainer.ui.later import Later

if TYPE_CHECKING:
    from trainer.training.desk import Desk


class Errand(QObject):
    """Give it the screens (anew for each theme) and, once it is open, the desk."""

    brought = Signal(QWidget)
    """The screen that is wanted now."""
    ended = Signal()
    """Something was done that changes what the first screen tells."""
    failed = Signal(TrainerError)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._desk: Desk | None = None
        self._later: Later | None = None

    def use(self, later: Later) -> None:
        """Work on the screens of these."""
        self._later = later

    def set_desk(self, desk: "Desk") -> None:
        """Say where everything is asked for and kept."""
        self._desk = desk
