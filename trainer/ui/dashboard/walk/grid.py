"""Tables of the floor: cells with words, what they are sorted by, and what a screen reader says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from trainer.ui.dashboard.walk.words import day_words
from trainer.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
KEY = Qt.ItemDataRole.UserRole
_ROW = 2.6


@dataclass(frozen=True, slots=True)
class Cell:
    """Words, a figure to sort by where the words would sort wrong, and more to tell on demand."""

    text: str
    rank: float | None = None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """The cells of a row, and what the row is about."""

    key: Any
    cells: tuple[Cell, ...]


class Grid(QAbstractTableModel):
    """Rows under titles; a click on a title sorts, cells without a figure last."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles = tuple(titles)
        self._rows: list[GridRow] = []

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """The rows in the order shown."""
        return tuple(self._rows)

    def show_rows(self, rows: Sequence[GridRow]) -> None:
        """Forget everything and show these."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        cell = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._titles[index.column()]}：{cell.tip or cell.text or '无'}"
        return row.key if role == KEY else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self._titles[section] if orientation == Qt.Orientation.Horizontal and role in shown else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; what has no figure in a column of figures comes last."""
        if not 0 <= column < len(self._titles):
            return
        down = order == Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        ranked = any(row.cells[column].rank is not None for row in self._rows)
        known = [row for row in self._rows if not ranked or row.cells[column].rank is not None]
        last = [row for row in self._rows if ranked and row.cells[column].rank is None]
        known.sort(key=lambda row: (row.cells[column].rank or 0, row.cells[column].text), reverse=down)
        self._rows = known + last
        self.layoutChanged.emit()


def day_cell(day: date) -> Cell:
    """Return the cell of a day."""
    return Cell(day_words(day), day.toordinal())


class GridView(QTableView):
    """Arrows walk, Enter or a double click opens; `stretch` is the column that takes the room left."""

    opened = Signal(object)
    reached = Signal(object)

    def __init__(
        self, theme: Theme, grid: Grid, name: str, stretch: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("role", "bare")
        self.setModel(grid)
        self._stretch = stretch
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(theme.px(4))
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        header.sectionClicked.connect(self._on_section_clicked)
        header.setSectionsClickable(True)
        self._down = False
        self.activated.connect(self._on_activated)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def key(self) -> Any:
        """Return what the row that is selected is about; None for none."""
        index = self.currentIndex()
        return index.data(KEY) if index.isValid() else None

    def select_first(self) -> None:
        """Go to the first row."""
        if self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def _on_section_clicked(self, column: int) -> None:
        order = Qt.SortOrder.DescendingOrder if self._down else Qt.SortOrder.AscendingOrder
        self._down = not self._down
        self.horizontalHeader().setSortIndicator(column, order)
        self.horizontalHeader().setSortIndicatorShown(True)
        self.model().sort(column, order)

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(KEY))

    def _on_row_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.reached.emit(index.data(KEY))
