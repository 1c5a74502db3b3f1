"""A few words of which one is chosen, as buttons in a row; the arrows move."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from trainer.ui.theme import Theme, mark

_HIGH = 2.67


class Segments(QWidget):
    """One is always chosen, the first one to begin with; Tab enters at the chosen one."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.sizes.space_xs))
        for place, word in enumerate(words):
            button = QPushButton()
            button.setCheckable(True)
            button.setChecked(place == 0)
            button.setFixedHeight(theme.px(_HIGH))  # the frame of the focus must not move the row
            self._group.addButton(button, place)
            row.addWidget(button)
            self.show_word(place, word)
        self._dress()
        self._group.idToggled.connect(self._on_toggled)

    @property
    def place(self) -> int:
        """The place of the one chosen, from 0."""
        return self._group.checkedId()

    def choose(self, place: int) -> None:
        """Choose the one at this place."""
        self._group.button(place).setChecked(True)

    def offer(self, place: int, offered: bool) -> None:
        """Offer one, or hide it."""
        self._group.button(place).setVisible(offered)

    def show_word(self, place: int, word: str, spoken: str = "") -> None:
        """Write this on a button; `spoken` is what a screen reader says, where that is something else."""
        button = self._group.button(place)
        button.setText(word)
        button.setAccessibleName(f"{self.accessibleName()}：{spoken or word}")

    def explain(self, place: int, tip: str) -> None:
        """Give a button a tool tip, such as its key."""
        self._group.button(place).setToolTip(tip)

    def _on_toggled(self, place: int, checked: bool) -> None:
        if checked:
            self._dress()
            self.chosen.emit(place)

    def _dress(self) -> None:
        for button in self._group.buttons():
            mark(button, "kind", "primary" if button.isChecked() else "ghost")
        self.setFocusProxy(self._group.button(self.place))
