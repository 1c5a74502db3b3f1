"""Which results to show: a search box, one mode or all, and only those that failed the gate."""

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from trainer.core.mode import Mode
from trainer.ui.dashboard.lines import Wanted
from trainer.ui.theme import Theme, mark

ALL = "全部"
MODES = (Mode.ASSESSMENT.value, Mode.PRACTICE.value, Mode.GUIDED.value, "")


class SearchBox(QLineEdit):
    """Enter or Down goes on to the table, Esc empties the box."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.done.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class ModeSwitch(QWidget):
    """One button for each mode and one for all, with how many there are; the arrows move."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("模式")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.sizes.space_xs))
        for number, mode in enumerate(MODES):
            button = QPushButton(mode or ALL)
            button.setCheckable(True)
            button.setChecked(number == 0)
            self._group.addButton(button, number)
            row.addWidget(button)
        self._dress()
        self._group.idToggled.connect(self._on_toggled)

    @property
    def mode(self) -> str:
        """The mode chosen; "" means all."""
        return MODES[self._group.checkedId()]

    def choose(self, mode: str) -> None:
        """Choose a mode; "" means all."""
        self._group.button(MODES.index(mode)).setChecked(True)

    def show_counts(self, counts: Counter[str]) -> None:
        """Write how many there are on each button."""
        for number, mode in enumerate(MODES):
            button = self._group.button(number)
            button.setText(f"{mode or ALL} {counts[mode]}")
            button.setAccessibleName(f"{mode or ALL}，{counts[mode]} 次")

    def _on_toggled(self, _number: int, checked: bool) -> None:
        if checked:
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        for button in self._group.buttons():
            mark(button, "kind", "primary" if button.isChecked() else "ghost")


class FilterBar(QWidget):
    """`changed` when any filter was; `only_failed` is put where there is room for it."""

    changed = Signal()
    done = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchBox()
        self.search.setPlaceholderText("姓名或场景")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(theme.px(9))
        self.search.setMaximumWidth(theme.px(18))
        self.modes = ModeSwitch(theme)
        self.only_failed = QCheckBox("只看合规未通过（&N）")
        self._lay_out(theme)
        self.search.textChanged.connect(self._on_changed)
        self.search.done.connect(self.done)
        self.modes.changed.connect(self.changed)
        self.only_failed.toggled.connect(self._on_changed)

    @property
    def wanted(self) -> Wanted:
        """What is asked for now."""
        return Wanted(self.search.text(), self.modes.mode, self.only_failed.isChecked())

    def show_all(self) -> None:
        """Take every filter off, the mode included."""
        self.search.clear()
        self.only_failed.setChecked(False)
        self.modes.choose("")

    def _lay_out(self, theme: Theme) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.sizes.space_s))
        for text, widget in (("查找（&F）", self.search), ("模式（&M）", self.modes)):
            label = QLabel(text)
            label.setBuddy(widget)
            row.addWidget(label)
            row.addWidget(widget, 1 if widget is self.search else 0)
            row.addSpacing(theme.px(theme.sizes.space_m))
        row.addStretch(1)

    def _on_changed(self, _now: object) -> None:
        self.changed.emit()
