"""One sitting under the eyes of a supervisor: opened, played back, corrected and commented on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from trainer.core.errors import TrainerError
from trainer.ui.dashboard.setting import asks
from trainer.ui.dashboard.setting.sat import sitting_of

if TYPE_CHECKING:
    from trainer.core.exam.verdict import Override
    from trainer.training.desk import Desk
    from trainer.training.exams.defending import Defended
    from trainer.training.marking import AnsweredPart, Sat
    from trainer.training.results import Review
    from trainer.ui.dashboard.setting.opened import PartPage
    from trainer.ui.dashboard.setting.overview import Overview

NOT_DONE = "这一部分没有做，没有可以回放的。"


class Do(Protocol):
    """Runs work on the records' thread; what fails goes to `refused`, or is told on the page."""

    def __call__(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        refused: Callable[[Any], None] | None = None,
        /,
    ) -> None: ...


class Marking(QObject):
    """`parted` when a part comes to the front, `marked` when something was written, `said` a sentence."""

    parted = Signal()
    marked = Signal()
    said = Signal(str, str)

    def __init__(self, overview: Overview, part: PartPage, do: Do, parent: QObject) -> None:
        super().__init__(parent)
        self._overview, self._marks, self._part, self._do = overview, overview.marks, part, do
        self._desk: Desk | None = None
        self.opened: Defended | None = None
        self._wanted = ""
        overview.sat.looked_at.connect(self._on_person)
        self._marks.replay.connect(self._on_replay)
        self._marks.picked.connect(self._on_picked)
        for tools in (self._marks.tools, part.tools):
            tools.corrected.connect(self._on_corrected)
            tools.noted.connect(self._on_noted)
            tools.replied.connect(self._on_replied)

    def set_desk(self, desk: Desk) -> None:
        """Take the open hall."""
        self._desk = desk

    def show_nothing(self) -> None:
        """Nobody is looked at."""
        self.opened, self._wanted = None, ""
        self._marks.show_nothing()

    def _on_person(self, line: Sat | None) -> None:
        found = sitting_of(line)
        self.show_nothing()
        if found:
            self._on_picked(found.row.id)

    def _on_picked(self, id: str) -> None:
        if self._desk:
            self._wanted = id
            self._do(partial(asks.standing, self._desk, id), self._on_standing)

    def _on_standing(self, opened: Defended) -> None:
        """Show a sitting, unless another was chosen meanwhile."""
        line = self._overview.sat.line
        if line and opened.row.id == self._wanted:
            self.opened = opened
            self._marks.show_sittings(line.presented, opened.row.id)
            self._marks.show_sitting(opened)

    def _on_replay(self, place: int) -> None:
        desk, opened = self._desk, self.opened
        if desk is None or opened is None:
            return
        attempt = dict(opened.attempts).get(place)
        if attempt is None:
            self.said.emit(NOT_DONE, "plain")
        elif opened.setting.parts[place].kind == "scenario":
            self._do(partial(desk.review, attempt), partial(self._on_reviewed, opened, place))
        else:
            work = partial(asks.answered, desk, opened.row.id, place)
            self._do(work, partial(self._on_answered, opened, place))

    def _on_reviewed(self, opened: Defended, place: int, review: Review) -> None:
        if opened is self.opened:
            self._part.show_review(opened, place, review)
            self.parted.emit()

    def _on_answered(self, opened: Defended, place: int, part: AnsweredPart) -> None:
        if opened is self.opened:
            self._part.show_answers(opened, place, part)
            self.parted.emit()

    def _on_corrected(self, change: Override, reason: str, known: int) -> None:
        self._write(asks.correct, change, (reason, known))

    def _on_noted(self, text: str, part: int | None) -> None:
        self._write(asks.comment, text, part)

    def _on_replied(self, text: str) -> None:
        self._write(asks.answer, text)

    def _write(self, use_case: Callable[..., Defended], *told: object) -> None:
        if self._desk and self.opened:
            tools = self._part.tools if self._part.isVisible() else self._marks.tools
            work = partial(use_case, self._desk, self.opened.row.id, *told)
            self._do(work, self._on_marked, partial(_refuse, tools.refuse))

    def _on_marked(self, opened: Defended) -> None:
        if self.opened and self.opened.row.id == opened.row.id:
            self.opened = opened
            self._marks.show_sitting(opened)
            self._part.show_marks(opened, self._part.place)
        self.marked.emit()


def _refuse(refuse: Callable[[str], None], error: TrainerError) -> None:
    refuse(str(error))
