"""The heat map on the screen: a table that arrows walk, Enter opens a person, Space goes into a topic."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from trainer.core.figures import HeatMap, Sum
from trainer.ui.kit.heatmap import ALL, EVERYBODY, HEAD, HIGH, NAME, WIDE, at, inks, paint_cell, words
from trainer.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole


class HeatTable(QAbstractTableModel):
    """The map with its totals in the first row and column; rows are sorted and searched here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heat = HeatMap()
        self._rows: list[int] = [0]
        self._sought = ""
        self._by, self._order = -1, Qt.SortOrder.AscendingOrder

    def show_heat(self, heat: HeatMap) -> None:
        """Forget everything and show this map; search and order stay."""
        if len(heat.columns) != len(self.heat.columns):
            self._by = -1
        self.heat = heat
        self._arrange()

    def seek(self, text: str) -> None:
        """Show only the people whose name or team has this text."""
        self._sought = text.strip().casefold()
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, the weakest first; people without figures come last. -1: as registered."""
        self._by, self._order = column, order
        self._arrange()

    def person_at(self, row: int) -> int | None:
        """Return whose row it is; None for the totals."""
        place = self._rows[row]
        return self.heat.people[place - 1].id if place else None

    def column_at(self, column: int) -> str:
        """Return which topic, rule or competence a column is; "" for the totals."""
        return self.heat.columns[column - 1].id if 0 < column <= len(self.heat.columns) else ""

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1 + len(self.heat.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = at(self.heat, self._rows[index.row()], index.column())
        if role == CELL:
            return cell
        told = words(cell, self.heat.few)
        if role == Qt.ItemDataRole.DisplayRole:
            return told
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{self._name(index.row())}，{self._title(index.column())}：{told}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole and not across:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        roles = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        )
        if role in roles:
            return self._title(section) if across else self._name(section)
        return None

    def _name(self, row: int) -> str:
        place = self._rows[row]
        return self.heat.people[place - 1].name if place else EVERYBODY

    def _title(self, column: int) -> str:
        return self.heat.columns[column - 1].title if column else ALL

    def _arrange(self) -> None:
        self.beginResetModel()
        found = [
            row
            for row, who in enumerate(self.heat.people, 1)
            if self._sought in f"{who.name} {who.team}".casefold()
        ]
        if 0 <= self._by <= len(self.heat.columns):
            found.sort(key=self._weakness, reverse=self._order == Qt.SortOrder.DescendingOrder)
            found.sort(key=self._is_unknown)
        self._rows = found if len(self.heat.people) == 1 else [0, *found]  # one alone is the total too
        self.endResetModel()

    def _weakness(self, row: int) -> float:
        return at(self.heat, row, self._by).share or 0.0

    def _is_unknown(self, row: int) -> bool:
        return at(self.heat, row, self._by).n < self.heat.few


class HeatView(QTableView):
    """`person_opened` carries a person's id, `column_opened` a topic, rule or competence."""

    person_opened = Signal(int)
    column_opened = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, table: HeatTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._table = theme, table
        self.setAccessibleName("热力图：各人各项掌握多少")
        self.setProperty("role", "bare")
        self.setModel(table)
        self.setItemDelegate(_CellPainter(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setCornerWidget(QWidget())  # else the style sheet draws half a frame there
        self._size_sections()
        self.doubleClicked.connect(self._on_double_clicked)
        self.horizontalHeader().sectionClicked.connect(self._on_title_clicked)
        table.modelReset.connect(self._on_reset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the person of the row, Space what the column is about; Esc goes back."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._open(index.row())
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            if wanted := self._table.column_at(index.column()):
                self.column_opened.emit(wanted)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _size_sections(self) -> None:
        theme, across, down = self._theme, self.horizontalHeader(), self.verticalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        across.setFixedHeight(theme.px(HEAD))
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setHighlightSections(True)
        across.setSectionsClickable(True)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(theme.px(HIGH))
        down.setFixedWidth(theme.px(NAME))

    def _fit(self) -> None:
        """Share the room among the columns, none narrower than its figures."""
        room = self.viewport().width() // max(1, self._table.columnCount())
        self.horizontalHeader().setDefaultSectionSize(
            min(2 * self._theme.px(WIDE), max(self._theme.px(WIDE), room))
        )

    @property
    def content_height(self) -> int:
        """The height in which all rows are seen at once."""
        bar = self.horizontalScrollBar().sizeHint().height()
        return self.horizontalHeader().height() + self.verticalHeader().length() + bar

    def _open(self, row: int) -> None:
        person = self._table.person_at(row)
        if person is not None:
            self.person_opened.emit(person)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if self._table.person_at(index.row()) is not None:
            self._open(index.row())
        elif wanted := self._table.column_at(index.column()):
            self.column_opened.emit(wanted)

    def _on_title_clicked(self, column: int) -> None:
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        self._table.sort(column, header.sortIndicatorOrder())

    def _on_reset(self) -> None:
        self._fit()
        self.setCurrentIndex(self._table.index(0, 0))


class _CellPainter(QStyledItemDelegate):
    """Paints the number on its ground, and the frame of the cell that the keyboard is at."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._view, self._ink = view, inks(theme)
        self._focus = QPen(QColor(theme.colours.focus), theme.px(theme.sizes.stroke))
        self._table = view.model()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        room, cell = QRectF(option.rect), index.data(CELL)
        assert isinstance(cell, Sum)
        few = self._table.heat.few if isinstance(self._table, HeatTable) else 1
        paint_cell(painter, room, cell, few, self._ink)
        if option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            edge = self._focus.widthF() / 2
            painter.setPen(self._focus)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(edge, edge, -edge, -edge))
