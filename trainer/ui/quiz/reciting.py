"""Answering by typing a phrase from memory; afterwards its marks are shown on what was typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from trainer.core.quiz.question import Answer
from trainer.training.sitting import Done, Prompt
from trainer.ui.kit.marked import MarkedText, legend, losses_in_words
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.quiz.picking import CONFIRM
from trainer.ui.theme import Theme

ASK = "把这时要说的标准用语写出来"
LONGEST = 400
_HIGH = 5.6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PhraseField(QPlainTextEdit):
    """One phrase: Enter is done with it, Tab goes on, Ctrl+Z is the page's while it is empty."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName("标准用语")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.confirmed.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.toPlainText():
            event.ignore()
        else:
            super().keyPressEvent(event)


class RecitingPad(QWidget):
    """A field for the phrase; the marked text takes its place."""

    answered = Signal(Answer)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_open = False
        self._label = QLabel(ASK)
        self.field, self.marked = PhraseField(), MarkedText(theme)
        self.field.setFixedHeight(theme.px(_HIGH))
        self._label.setBuddy(self.field)
        self.legend, self.losses = wrapping("", "sub"), wrapping()
        self.confirm = QPushButton(CONFIRM)
        self.confirm.setProperty("kind", "primary")
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.addWidget(self.confirm)
        row.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_m))
        for widget in (self._label, self.field, self.marked, self.legend, self.losses):
            column.addWidget(widget)
        column.addLayout(row)
        column.addStretch(1)
        self.field.textChanged.connect(self._on_changed)
        self.field.confirmed.connect(self._on_confirmed)
        self.confirm.clicked.connect(self._on_confirmed)

    @property
    def answer(self) -> Answer:
        """What is typed by now."""
        return Answer(typed=(self.field.toPlainText().strip(),))

    def ask(self, prompt: Prompt) -> None:
        """Show an empty field."""
        self._is_open = True
        self.field.clear()
        self.field.setReadOnly(False)
        self._show_marks(False)
        self._on_changed()

    def take_focus(self) -> None:
        """Put the keyboard into the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def hold(self, held: bool) -> None:
        """Take nothing while an answer is being recorded; give the field back where that failed."""
        self._is_open = not held
        self.field.setReadOnly(held)

    def reveal(self, done: Done) -> None:
        """Show the marks on the text."""
        self._is_open = False
        recalled = done.recalled
        if recalled is None:
            return
        self.marked.show_marks("".join(done.answer.typed), recalled)
        self.legend.setText(f"{recalled.marks} 分，满分 {recalled.out_of} 分。{legend(self.marked.runs)}")
        self.losses.setText("\n".join(losses_in_words(recalled)))
        self._show_marks(True)
        self.losses.setVisible(bool(recalled.losses))

    def _show_marks(self, shown: bool) -> None:
        asking: tuple[QWidget, ...] = (self._label, self.field, self.confirm)
        marking: tuple[QWidget, ...] = (self.marked, self.legend, self.losses)
        for widget in (*asking, *marking):
            widget.setVisible((widget in marking) is shown)

    def _on_changed(self) -> None:
        text = self.field.toPlainText()
        if len(text) > LONGEST:
            self.field.setPlainText(text[:LONGEST])
        self.confirm.setEnabled(bool(text.strip()))

    def _on_confirmed(self) -> None:
        if self._is_open and self.answer.typed[0]:
            self.answered.emit(self.answer)
