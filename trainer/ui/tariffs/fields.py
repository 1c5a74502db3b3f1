"""Fields to type into: each reads what stands in it, and keeps the sentence that says what is wrong."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from trainer.core.errors import TrainerError
from trainer.ui.tariffs.told import (
    FIRST_DAY,
    FIRST_YEAR,
    LAST_DAY,
    LAST_YEAR,
    day_words,
    month_words,
    months_on,
    read_day,
    read_month,
    read_number,
    read_papers,
)
from trainer.ui.theme import Theme, mark

T = TypeVar("T")
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_LEAPS = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}
_STEP_OF_NUMBERS, _LEAP_OF_NUMBERS = 10, 100
_HIGH = 2.2


def still(field: QWidget, theme: Theme) -> None:
    """Give a field one height; the frame of the focus, or of what is wrong, must not move its row."""
    field.setFixedHeight(theme.px(_HIGH))


def choice(theme: Theme, name: str = "") -> QComboBox:
    """Return a box to choose from."""
    box = QComboBox()
    box.setAccessibleName(name)
    still(box, theme)
    return box


class Field(QLineEdit, Generic[T]):
    """What is wrong stands in `trouble`, "" where nothing is; Up and Down, or the pages, change it."""

    def __init__(
        self, theme: Theme, name: str, read: Callable[[str], T], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name, self.trouble, self._read = name, "", read
        self.setAccessibleName(name)
        still(self, theme)

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
        key = Qt.Key(event.key())
        by = _STEPS.get(key, 0) or _LEAPS.get(key, 0)
        if by and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            found = self.value()
            if not self.trouble:
                self.setText(self._stepped(found, by, far=key in _LEAPS))
        else:
            super().keyPressEvent(event)

    def _stepped(self, found: T | None, by: int, *, far: bool) -> str:
        """Return the words of the value one step on, or a leap; by itself, what stands there."""
        return self.text()


class NumberField(Field[int]):
    """A whole number from 0 to the most; empty is 0."""

    def __init__(self, theme: Theme, name: str, most: int, unit: str) -> None:
        super().__init__(theme, name, self._number)
        self._most, self._unit = most, unit
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText("0")
        self.setMinimumWidth(theme.px(3.5))

    def _number(self, text: str) -> int:
        return read_number(text, self._most, self._unit)

    def _stepped(self, found: int | None, by: int, *, far: bool) -> str:
        step = _LEAP_OF_NUMBERS if far else _STEP_OF_NUMBERS
        return str(min(self._most, max(0, (found or 0) + by * step)))


class DayField(Field[date | None]):
    """A day; empty where it is not told. The arrows go on by days, the pages by months."""

    def __init__(self, theme: Theme, name: str, first: date, *, shown: bool = True) -> None:
        super().__init__(theme, name, read_day)
        self._first = first
        self.setMinimumWidth(theme.px(8))
        self.editingFinished.connect(self._on_finished)
        if shown:
            self.setText(day_words(first))

    def _stepped(self, found: date | None, by: int, *, far: bool) -> str:
        if found is None:
            return day_words(self._first)
        near = months_on(found, by) if far else found + timedelta(days=by)
        return day_words(min(LAST_DAY, max(FIRST_DAY, near)))

    def _on_finished(self) -> None:
        found = self.value()
        if found and self.text() != day_words(found):
            self.setText(day_words(found))


class MonthField(Field[date]):
    """A month, as its first day. The arrows go on by months, the pages by years."""

    def __init__(self, theme: Theme, name: str, first: date) -> None:
        super().__init__(theme, name, read_month)
        self.setMinimumWidth(theme.px(7))
        self.setText(month_words(first))
        self.editingFinished.connect(self._on_finished)

    def _stepped(self, found: date | None, by: int, *, far: bool) -> str:
        if found is None:
            return ""
        near = months_on(found, 12 * by if far else by)
        return month_words(near if FIRST_YEAR <= near.year <= LAST_YEAR else found)

    def _on_finished(self) -> None:
        found = self.value()
        if found and self.text() != month_words(found):
            self.setText(month_words(found))


class WordField(Field[str]):
    """A word that is taken as it stands."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, str.strip)


class PapersField(Field[tuple[str, ...]]):
    """Papers in words: whose, and of what kind."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, read_papers)
