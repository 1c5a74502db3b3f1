"""Answering by typing: a number with its unit, or the blanks of a text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from trainer.core.quiz.question import Answer, Question
from trainer.core.quiz.typed import fills
from trainer.training.sitting import number_in_words
from trainer.ui.quiz.picking import CONFIRM
from trainer.ui.theme import Theme, mark

LONGEST = 60
RIGHT = "√ 对"
_WIDE = 18


class BlankField(QLineEdit):
    """A field that leaves Ctrl+Z to the page while there is nothing in it to take back."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and not self.text():
            event.ignore()
        else:
            super().keyPressEvent(event)


class FillingPad(QWidget):
    """Enter goes to the next empty field, and answers where there is none."""

    answered = Signal(Answer)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[tuple[QLabel, QLineEdit, QLabel]] = []
        self._shown = 0
        self._is_open = False
        self.confirm = QPushButton(CONFIRM)
        self.confirm.setProperty("kind", "primary")
        self.confirm.clicked.connect(self._on_confirmed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(theme.sizes.space_m))
        self._grid.setColumnStretch(2, 1)

    @property
    def fields(self) -> list[QLineEdit]:
        """The fields that are shown."""
        return [field for _, field, _ in self._rows[: self._shown]]

    @property
    def answer(self) -> Answer:
        """What is typed by now."""
        return Answer(typed=tuple(field.text().strip() for field in self.fields))

    def ask(self, question: Question) -> None:
        """Show empty fields."""
        self._is_open = True
        self._make_room(len(question.blanks) or 1)
        for row, (name, field, unit) in enumerate(self._rows):
            several = self._shown > 1
            name.setText(f"第 {row + 1} 空" if several else "填写")
            unit.setText(question.number.unit if question.number else "")
            mark(unit, "role", "body")
            field.setAccessibleName(f"第 {row + 1} 空" if several else f"填写，单位{unit.text() or '无'}")
            field.clear()
            field.setReadOnly(False)
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            mark(field, "wrong", "")
            for widget in (name, field, unit):
                widget.setVisible(row < self._shown)
        self.confirm.show()
        self._on_changed()

    def prepare(self, question: Question) -> None:
        """Fields need nothing beforehand."""

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def hold(self, held: bool) -> None:
        """Take nothing while an answer is being recorded; give the fields back where that failed."""
        self._is_open = not held
        for field in self.fields:
            field.setReadOnly(held)

    def reveal(self, question: Question, answer: Answer, right: bool) -> None:
        """Show the key beside what was typed; nothing can be typed any more."""
        self._is_open = False
        self.confirm.hide()
        for row, field in enumerate(self.fields):
            field.setText(answer.typed[row] if row < len(answer.typed) else "")
            field.setReadOnly(True)
            field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            good = right or (bool(question.blanks) and fills(field.text(), question.blanks[row]))
            unit = question.number.unit if question.number else ""
            mark(field, "wrong", "" if good else "yes")
            word = RIGHT if good else f"× 应填 {_wanted(question, row)}"
            self._rows[row][2].setText(f"{unit}　{word}".strip("　") if good else word)
            mark(self._rows[row][2], "role", "good" if good else "hot")

    def _make_room(self, count: int) -> None:
        self._shown = count
        while len(self._rows) < count:
            self._add_row()
        self._grid.addWidget(self.confirm, count, 1)
        for row in range(self._grid.rowCount() + 1):
            self._grid.setRowStretch(row, 1 if row == count + 1 else 0)

    def _add_row(self) -> None:
        name, field, unit = QLabel(), BlankField(), QLabel()
        row = len(self._rows)
        field.setMaxLength(LONGEST)
        field.setFixedWidth(self._theme.px(_WIDE))
        name.setBuddy(field)
        field.returnPressed.connect(self._on_return)
        field.textChanged.connect(self._on_changed)
        for place, widget in enumerate((name, field, unit)):
            self._grid.addWidget(widget, row, place)
        self._rows.append((name, field, unit))

    def _on_changed(self) -> None:
        self.confirm.setEnabled(all(self.answer.typed))

    def _on_return(self) -> None:
        empty = next((field for field in self.fields if not field.text().strip()), None)
        if empty:
            empty.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._on_confirmed()

    def _on_confirmed(self) -> None:
        if self._is_open and all(self.answer.typed):
            self.answered.emit(self.answer)


def _wanted(question: Question, row: int) -> str:
    if question.number:
        return number_in_words(question.number.value, question.number.unit)
    return question.blanks[row].accepted[0] if row < len(question.blanks) else ""
