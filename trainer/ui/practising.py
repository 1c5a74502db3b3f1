"""What the window does about questions: what is due today, and the screen that asks them."""

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from trainer.ui.errand import Errand
from trainer.ui.jobs import Jobs
from trainer.ui.later import Later
from trainer.ui.speech import Speech

if TYPE_CHECKING:
    from trainer.training.today import Today
    from trainer.ui.quiz.screen import QuizScreen


class Practising(Errand):
    """Builds the screen when it is first wanted; the questions are read in time where something is due."""

    told = Signal(object)
    """What is due today for somebody; None where nothing is known of them."""

    def __init__(self, jobs: Jobs, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(jobs, parent)
        self._speech = speech

    def aim_at(self, retention: int) -> None:
        """Space what is practised from now on so that this share of it, in hundredths, is remembered."""
        if self._desk:
            self._jobs.submit(partial(self._desk.aim_at, retention), _nothing, self.failed.emit)

    def tell(self, name: str, known: Collection[str]) -> None:
        """Find out what is due today for a person, if they are known."""
        if self._desk and name in known:
            self._jobs.submit(partial(self._desk.today, name), self._on_told, self.failed.emit)
        else:
            self.told.emit(None)

    def open(self, name: str) -> None:
        """Show what there is to practise."""
        if quiz := self._brought():
            quiz.open(name)

    def practise(self, name: str) -> None:
        """Ask at once what is due today."""
        if quiz := self._brought():
            quiz.practise_today(name)

    def _on_told(self, today: "Today | None") -> None:
        """Pass it on; where something is due, open the questions while it is read: that takes a moment."""
        self.told.emit(today)
        if today and today.due and self._desk:
            self._jobs.submit(self._desk.practice, _nothing, self.failed.emit)

    def _brought(self) -> "QuizScreen | None":
        if self._later is None or self._desk is None:
            return None
        quiz = self._later.quiz or self._build(self._later)
        quiz.set_desk(self._desk)
        self.brought.emit(quiz)
        return quiz

    def _build(self, later: Later) -> "QuizScreen":
        quiz = later.build_quiz()
        quiz.read.connect(self._speech.read)
        quiz.closed.connect(self.ended)
        return quiz


def _nothing(_done: object) -> None:
    pass
