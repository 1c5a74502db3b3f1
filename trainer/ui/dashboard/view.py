"""The table of results on the screen: columns as wide as their words, Enter or a double click opens a row."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.ui.dashboard.lines import Line
from trainer.ui.dashboard.paint import LinePainter
from trainer.ui.dashboard.sortedview import SortedView
from trainer.ui.dashboard.sorting import LINE
from trainer.ui.dashboard.table import Column, ResultTable
from trainer.ui.theme import Theme

_ROW, _LEAST = 2.93, 4.0
_LONGEST: dict[int, str] = {
    Column.WHEN: "2026年12月22日 20:28",
    Column.WHO: "欧阳春华",
    Column.WHAT: "四位客户同时进店的",
    Column.MODE: "考核　　",
    Column.MARKS: "100% 300/300",
    Column.GATE: "●　未通过　　",
    Column.TOOK: "120 分 00 秒",
    Column.STATE: "提前结束",
}
"""The longest words each column is made for; the findings have what is left."""


class ResultView(SortedView):
    """Arrows walk the rows, a click on a title sorts."""

    opened = Signal(str)

    def __init__(self, theme: Theme, table: ResultTable, parent: QWidget | None = None) -> None:
        super().__init__(theme, table, _ROW, parent)
        self.setAccessibleName("考核记录表")
        self._table = table
        self._painter = LinePainter(theme, self)
        self.setItemDelegate(self._painter)
        self.setMouseTracking(True)
        self.size_columns(_LONGEST, _LEAST)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.WHEN, Qt.SortOrder.DescendingOrder)
        self.activated.connect(self._on_activated)
        self.entered.connect(self._on_entered)

    def selected_id(self) -> str:
        """Return the attempt that is selected, or ""."""
        index = self.currentIndex()
        line: Line | None = index.data(LINE) if index.isValid() else None
        return line.id if line else ""

    def select(self, id: str) -> None:
        """Select an attempt, or the first row where it is not shown."""
        row = self._table.row_of(id)
        if self._table.rowCount():
            self.setCurrentIndex(self._table.index(row or 0, 0))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(LINE).id)

    def _on_entered(self, index: QModelIndex) -> None:
        self._hover(index.row())

    def _hover(self, row: int) -> None:
        if row != self._painter.hovered:
            self._painter.hovered = row
            self.viewport().update()
