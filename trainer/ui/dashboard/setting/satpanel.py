"""Who sat, on the screen: a search, a state, and the table that sorts by any column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from trainer.ui.dashboard.setting.sat import STATES, Column, SatTable, Wanted, counted, person_of
from trainer.ui.dashboard.sortedview import SortedView
from trainer.ui.dashboard.sorting import LINE
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.framed import framed
from trainer.ui.kit.searchbox import SearchBox
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.marking import Sat

NOBODY, SHOW_ALL = "没有符合条件的人。", "显示全部"
CLOSE_TOLD = "总分在及格线上下一个测量标准误以内；不到 20 人交卷时数据不足，不作判断。"
_ROW, _NARROWEST, _NARROW = 2.6, 7, 52.0
_LONGEST: dict[int, str] = {
    Column.TEAM: "早班一组　",
    Column.STATE: "已完成　",
    Column.TIMES: "次数　",
    Column.TOTAL: "100%　",
    Column.GATE: "一票否决　",
    Column.RESULT: "没有通过　",
    Column.CLOSE: "数据不足　",
    Column.AWAY: "3 次 120 秒　",
}
"""The longest words each column is made for; the name has what is left."""


class SatPanel(QWidget):
    """`looked_at` carries the line of a person, or None; `opened` when Enter asks for more."""

    looked_at = Signal(object)
    opened = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[Sat, ...] = ()
        self.search, self.states = SearchBox("姓名或班组", "查找姓名或班组"), QComboBox()
        self.states.setAccessibleName("状态")
        self.states.addItems(list(STATES))
        self.table = SatTable(self)
        self.view = SortedView(theme, self.table, _ROW)
        self.empty = EmptyState(theme, NOBODY, SHOW_ALL)
        self._body = QStackedWidget()
        self._lay_out(theme)
        self._connect()

    @property
    def line(self) -> Sat | None:
        """Whoever is selected."""
        index = self.view.currentIndex()
        return index.data(LINE) if index.isValid() else None

    @property
    def wanted(self) -> Wanted:
        """Whom to show."""
        return Wanted(self.search.text(), STATES[max(0, self.states.currentIndex())])

    def show_lines(self, lines: Sequence[Sat]) -> None:
        """Show these; whoever was selected stays selected, and nobody is told of that."""
        self._lines = tuple(lines)
        with QSignalBlocker(self):
            self._apply()

    def show_nobody(self) -> None:
        """Forget everybody: another assessment is read."""
        self.show_lines(())

    def take_focus(self) -> None:
        """Put the keyboard on the table, or on the search where nobody is shown."""
        if self.table.rowCount() and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.table.index(0, 0))
        target = self.view if self.table.rowCount() else self.search
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names their room: what the marks beside tell too is left out where there is little."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_NARROW)
        for column in (Column.TIMES, Column.AWAY):
            self.view.setColumnHidden(column, narrow)

    def _lay_out(self, theme: Theme) -> None:
        bar, column = QHBoxLayout(), QVBoxLayout(self)
        self.search.setMinimumWidth(theme.px(_NARROWEST))
        for words, field in (("查找（&F）", self.search), ("状态（&Z）", self.states)):
            label = QLabel(words)
            label.setBuddy(field)
            bar.addWidget(label)
            bar.addWidget(field, 1 if field is self.search else 0)
        bar.setSpacing(theme.px(theme.sizes.space_s))
        self.states.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.view.setAccessibleName("谁考了")
        self.view.setToolTip(CLOSE_TOLD)
        self.view.size_columns(_LONGEST)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
        self._body.addWidget(framed(self.view, theme))
        self._body.addWidget(self.empty)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_s))
        column.addLayout(bar)
        column.addWidget(self._body, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_wanted)
        self.search.done.connect(self.take_focus)
        self.states.currentIndexChanged.connect(self._on_wanted)
        self.empty.acted.connect(self._on_all)
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.view.activated.connect(self._on_activated)
        find = QKeySequence(QKeySequence.StandardKey.Find)
        QShortcut(find, self, self._on_find, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _apply(self) -> None:
        before, wanted = self.line, self.wanted
        self.table.show_lines([line for line in self._lines if wanted.keeps(line)])
        counts = counted(self._lines, wanted.text)
        for place, state in enumerate(STATES):
            self.states.setItemText(place, f"{state} {counts[state]}")
        row = self.table.row_of(person_of(before)) if before else None
        if row is not None:
            self.view.setCurrentIndex(self.table.index(row, 0))
        hidden = bool(self._lines) and not self.table.rowCount()
        self._body.setCurrentIndex(1 if hidden else 0)

    def _on_wanted(self, _now: object) -> None:
        before = self.line
        with QSignalBlocker(self):
            self._apply()
        now = self.line
        if (now and person_of(now)) != (before and person_of(before)):
            self.looked_at.emit(now)

    def _on_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.looked_at.emit(now.data(LINE) if now.isValid() else None)

    def _on_activated(self, _index: QModelIndex) -> None:
        self.opened.emit()

    def _on_all(self) -> None:
        self.search.clear()
        self.states.setCurrentIndex(0)
        self.take_focus()

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
