"""The table of results on the screen: columns as wide as their words, Enter or a double click opens a row."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from trainer.ui.dashboard.lines import Line
from trainer.ui.dashboard.paint import LinePainter
from trainer.ui.dashboard.table import LINE, Column, ResultTable
from trainer.ui.theme import Theme

_ROW = 2.93
_LONGEST: dict[Column, str] = {
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


class ResultView(QTableView):
    """Arrows walk the rows, a click on a title sorts."""

    opened = Signal(str)

    def __init__(self, theme: Theme, table: ResultTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("考核记录表")
        self.setProperty("role", "bare")  # it stands in a card, which has the edge
        self.setModel(table)
        self._table = table
        self._painter = LinePainter(theme, self)
        self.setItemDelegate(self._painter)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self._size_sections(theme)
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

    def _size_sections(self, theme: Theme) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        metrics, pad = QFontMetrics(theme.font(bold=True)), theme.px(theme.sizes.space_l)
        header.setMinimumSectionSize(theme.px(4))
        for column in Column:
            if column in _LONGEST:
                header.resizeSection(column, metrics.horizontalAdvance(_LONGEST[column]) + pad)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(LINE).id)

    def _on_entered(self, index: QModelIndex) -> None:
        self._hover(index.row())

    def _hover(self, row: int) -> None:
        if row != self._painter.hovered:
            self._painter.hovered = row
            self.viewport().update()
