"""Which results to show: a search box, one mode or all, and only those that failed the gate."""

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from trainer.core.mode import Mode
from trainer.ui.dashboard.lines import GRADED, Wanted
from trainer.ui.kit.searchbox import SearchBox
from trainer.ui.kit.segments import Segments
from trainer.ui.theme import Theme

ALL = "全部"
MODES = (*GRADED, Mode.PRACTICE.value, Mode.GUIDED.value, "")


class FilterBar(QWidget):
    """`changed` when any filter was; `only_failed` is put where there is room for it."""

    changed = Signal()
    done = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchBox("姓名或场景", "查找姓名或场景")
        self.search.setMinimumWidth(theme.px(9))
        self.search.setMaximumWidth(theme.px(18))
        self.modes = Segments(theme, "模式", [mode or ALL for mode in MODES])
        self.only_failed = QCheckBox("只看合规未通过（&N）")
        self._lay_out(theme)
        self.search.textChanged.connect(self._on_changed)
        self.search.done.connect(self.done)
        self.modes.chosen.connect(self._on_changed)
        self.only_failed.toggled.connect(self._on_changed)

    @property
    def wanted(self) -> Wanted:
        """What is asked for now."""
        return Wanted(self.search.text(), MODES[self.modes.place], self.only_failed.isChecked())

    def choose_mode(self, mode: str) -> None:
        """Choose a mode; "" means all."""
        self.modes.choose(MODES.index(mode))

    def show_counts(self, counts: Counter[str]) -> None:
        """Write on each mode how many there are."""
        for place, mode in enumerate(MODES):
            word = mode or ALL
            self.modes.show_word(place, f"{word} {counts[mode]}", f"{word}，{counts[mode]} 次")

    def show_all(self) -> None:
        """Take every filter off, the mode included."""
        self.search.clear()
        self.only_failed.setChecked(False)
        self.choose_mode("")

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
