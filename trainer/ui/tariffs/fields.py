"""Fields to type into: each reads what stands in it, and keeps the sentence that says what is wrong."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from trainer.core.errors import TrainerError
from trainer.ui.tariffs.told import day_words, month_words, read_day, read_month, read_number
from trainer.ui.theme import Theme, mark

T = TypeVar("T")
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_STEP_OF_NUMBERS = 10


class Field(QLineEdit, Generic[T]):
    """What is wrong stands in `trouble`, "" where nothing is; Up and Down change what was written."""

    def __init__(self, name: str, read: Callable[[str], T], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.trouble, self._read = name, "", read
        self.setAccessibleName(name)

    def value(self) -> T | None:
        """Return what is written; None where it cannot be read, and then `trouble` says why."""
        try:
            found = self._read(self.text())
        except TrainerError as wrong:
            self.complain(str(wrong))
            return None
        self.complain("")
        return found

    def complain(self, sentence: str) -> None:
        """Say what is wrong, "" for nothing."""
        self.trouble = f"{self.name}：{sentence}" if sentence else ""
        self.setToolTip(self.trouble)
        self.setAccessibleDescription(sentence)
        mark(self, "wrong", "yes" if sentence else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _STEPS.get(Qt.Key(event.key()), 0)
        if by and not event.modifiers():
            found = self.value()
            if not self.trouble:
                self.setText(self._stepped(found, by))
        else:
            super().keyPressEvent(event)

    def _stepped(self, found: T | None, by: int) -> str:
        """Return the words of the value one step on."""
        raise NotImplementedError


class NumberField(Field[int]):
    """A whole number from 0 to the most; empty is 0."""

    def __init__(self, theme: Theme, name: str, most: int, unit: str) -> None:
        super().__init__(name, self._number)
        self._most, self._unit = most, unit
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText("0")
        self.setMinimumWidth(theme.px(3.5))

    def _number(self, text: str) -> int:
        return read_number(text, self._most, self._unit)

    def _stepped(self, found: int | None, by: int) -> str:
        return str(min(self._most, max(0, (found or 0) + by * _STEP_OF_NUMBERS)))


class DayField(Field[date | None]):
    """A day; empty where it is not told."""

    def __init__(self, theme: Theme, name: str, start: date | None = None) -> None:
        super().__init__(name, read_day)
        self.setMinimumWidth(theme.px(8))
        self.editingFinished.connect(self._on_finished)
        if start:
            self.setText(day_words(start))

    def _stepped(self, found: date | None, by: int) -> str:
        return day_words(found + timedelta(days=by)) if found else ""

    def _on_finished(self) -> None:
        found = self.value()
        if found and self.text() != day_words(found):
            self.setText(day_words(found))


class MonthField(Field[date]):
    """A month, as its first day."""

    def __init__(self, theme: Theme, name: str, start: date) -> None:
        super().__init__(name, read_month)
        self.setMinimumWidth(theme.px(7))
        self.setText(month_words(start))
        self.editingFinished.connect(self._on_finished)

    def _stepped(self, found: date | None, by: int) -> str:
        if found is None:
            return ""
        near = found - timedelta(days=1) if by < 0 else found + timedelta(days=31)
        return month_words(near)

    def _on_finished(self) -> None:
        found = self.value()
        if found and self.text() != month_words(found):
            self.setText(month_words(found))


class WordField(Field[str]):
    """A word that is taken as it stands."""

    def __init__(self, name: str) -> None:
        super().__init__(name, str.strip)

    def _stepped(self, found: str | None, by: int) -> str:
        return found or ""
