"""What the form of an assessment is made of: a field with its label above and what is wrong with it below."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from trainer.ui.dashboard.setting.ticks import Ticks
from trainer.ui.kit.signin import labelled
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark


class Field(QWidget):
    """`changed` when something else is in it; then nothing is wrong with it any more."""

    changed = Signal()

    def __init__(self, theme: Theme, words: str, inside: QWidget, parent: QWidget | None = None) -> None:
        """`words` are the label, with the key that leads here."""
        super().__init__(parent)
        self.inside, self.trouble = inside, wrapping("", "sub")
        mark(self.trouble, "role", "hot")
        self.trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_xs))
        column.addLayout(labelled(theme, words, inside))
        column.addWidget(self.trouble)
        if not isinstance(inside, Ticks):
            column.addStretch(1)
        if isinstance(inside, QSpinBox):  # the style sheet's padding does not reach the text in there
            inside.lineEdit().setTextMargins(theme.px(theme.sizes.space_s), 0, 0, 0)
        _edited(inside).connect(self._on_edited)  # type: ignore[attr-defined]

    @property
    def is_wrong(self) -> bool:
        """Tell whether something is wrong with it."""
        return bool(self.trouble.text())

    def complain(self, told: str) -> None:
        """Tell what is wrong with it; "" when nothing is any more."""
        self.trouble.setText(told)
        self.trouble.setVisible(bool(told))
        self.inside.setAccessibleDescription(told)
        mark(self.inside, "wrong", "yes" if told else "")

    def _on_edited(self) -> None:
        self.complain("")
        self.changed.emit()


def number(least: int, most: int, value: int, nothing: str = "") -> QSpinBox:
    """Return a field for a number; `nothing` is what the least of it is called."""
    box = QSpinBox()
    box.setRange(least, most)
    box.setValue(value)
    box.setSpecialValueText(nothing)
    return box


def pick(combo: QComboBox, value: object) -> None:
    """Choose what stands for a value; the first where there is none."""
    combo.setCurrentIndex(max(0, combo.findData(value)))


def _edited(inside: QWidget) -> object:
    """Return the signal that tells of a change."""
    if isinstance(inside, QLineEdit):
        return inside.textChanged
    if isinstance(inside, QSpinBox):
        return inside.valueChanged
    if isinstance(inside, QComboBox):
        return inside.currentIndexChanged
    if isinstance(inside, QDateTimeEdit):
        return inside.dateTimeChanged
    if isinstance(inside, QCheckBox):
        return inside.toggled
    assert isinstance(inside, Ticks)
    return inside.changed
