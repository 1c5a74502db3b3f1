"""One part of a sitting opened: the replay or the answers, and what is written to this part from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trainer.ui.dashboard.attempt import AttemptPage
from trainer.ui.dashboard.setting.answers import AnswersPage
from trainer.ui.dashboard.setting.marks import part_words, remark_words
from trainer.ui.dashboard.setting.tools import MarkTools
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.exams.defending import Defended
    from trainer.training.marking import AnsweredPart
    from trainer.training.results import Review


class PartPage(QWidget):
    """`closed` when the supervisor goes back to the marks."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = 0
        self.attempt, self.answers = AttemptPage(theme), AnswersPage(theme)
        self.told, self.tools = wrapping("", "sub"), MarkTools(theme, across=True)
        self._body = QStackedWidget()
        for page in (self.attempt, self.answers):
            self._body.addWidget(page)
            page.closed.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_s))
        column.addWidget(self._body, 1)
        column.addWidget(self.told)
        column.addWidget(self.tools)

    def show_review(self, opened: Defended, place: int, review: Review) -> None:
        """Play a scenario back."""
        self.attempt.show_review(review)
        self._body.setCurrentWidget(self.attempt)
        self.show_marks(opened, place)

    def show_answers(self, opened: Defended, place: int, part: AnsweredPart) -> None:
        """List the answers of a paper, or of phrases from memory."""
        self.answers.show_part(opened.row.person, part)
        self._body.setCurrentWidget(self.answers)
        self.show_marks(opened, place)

    def show_marks(self, opened: Defended, place: int) -> None:
        """Show the marks of the part as they stand, and what was written to it."""
        self.place = place
        own = [remark_words(each) for each in opened.remarks if each.part == place]
        self.told.setText("\n".join([part_words(opened, place), *own]))
        self.tools.show_sitting(opened, place)

    def take_focus(self) -> None:
        """Put the keyboard on what is played back."""
        shown = self._body.currentWidget()
        if isinstance(shown, AttemptPage | AnswersPage):
            shown.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
