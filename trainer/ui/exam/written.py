"""A written part on screen: one question after another, answered for good, with no word on how it went."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from trainer.core.quiz.question import Answer, Question
from trainer.ui.kit.card import Card
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.exams.written import Written
    from trainer.training.sitting import Task


class Pad(Protocol):
    """What answers are given on."""

    answered: SignalInstance

    def ask(self, task: "Task") -> None:
        """Show the pad for a task, empty."""

    def hold(self, held: bool) -> None:
        """Take nothing while an answer is being recorded."""

    def take_focus(self) -> None:
        """Put the keyboard where the answer is given."""


class WrittenPage(QWidget):
    """`answered` carries the answer to what is asked now."""

    answered = Signal(Answer)

    def __init__(self, theme: Theme, pad: QWidget, how_to: "Callable[[Task], str]") -> None:
        """`how_to` says in a few words how a task is answered."""
        super().__init__()
        self._how_to = how_to
        self.pad: Pad = pad  # type: ignore[assignment]  # a widget that is a pad: it is handed in
        self.place, self.how, self.stem = QLabel(), QLabel(), wrapping()
        self.place.setProperty("role", "heading")
        self.how.setProperty("role", "sub")
        self.stem.setProperty("role", "large")
        card, inside = Card(theme), QVBoxLayout()
        inside.setSpacing(theme.px(theme.sizes.space_m))
        for widget in (self.place, self.how, self.stem, pad):
            inside.addWidget(widget)
        inside.addStretch(1)
        card.body.addLayout(inside)
        scroll = upright("题目")
        scroll.setWidget(card)
        column = QVBoxLayout(self)
        side = theme.px(theme.sizes.space_xl)
        column.setContentsMargins(side, theme.px(theme.sizes.space_m), side, theme.px(theme.sizes.space_m))
        column.addWidget(scroll)
        self.pad.answered.connect(self.answered)

    def show_written(self, written: "Written") -> None:
        """Ask what is next."""
        task = written.task
        if task is None:
            return
        self.place.setText(f"第 {len(written.given) + 1} 题，共 {len(written.tasks)} 题")
        self.how.setText(self._how_to(task))
        self.stem.setText(task.stem if isinstance(task, Question) else f"{task.moment}这时该怎么说？")
        self.pad.ask(task)
        self.pad.hold(False)
        self.pad.take_focus()
