"""The list of what was looked up: the arrows move, Enter opens; every other key is left to the player."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from trainer.ui.player.lookrows import LookRow
from trainer.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


class _Rows(QAbstractListModel):
    """The rows that are shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[LookRow, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row if role == _ROW else None

    def replace(self, rows: Sequence[LookRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()


class _RowPainter(QStyledItemDelegate):
    """Two lines for an entry, one for a heading or for what is left out."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title, self._sub = theme.font(), theme.font("sub")
        self._heading = theme.font("sub", bold=True)
        self._lines = QFontMetrics(self._title).height(), QFontMetrics(self._sub).height()
        self._pad = theme.px(theme.sizes.space_s)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: LookRow = index.data(_ROW)
        high = sum(self._lines) if row.entry else self._lines[1]
        return QSize(self._theme.px(10), high + self._pad)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: LookRow = index.data(_ROW)
        colours, room = self._theme.colours, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(colours.accent_soft))
            self._paint_focus(painter, room, option.state)
        inside = room.adjusted(self._pad, self._pad // 2, -self._pad, -self._pad // 2)
        if row.entry is None:
            font = self._heading if row.is_heading else self._sub
            self._write(painter, inside, row.words, (font, colours.accent))
            return
        upper = QRect(inside.left(), inside.top(), inside.width(), self._lines[0])
        lower = QRect(inside.left(), upper.bottom() + 1, inside.width(), self._lines[1])
        self._write(painter, upper, row.entry.title, (self._title, colours.ink))
        silent = row.entry.is_silent
        text = " ".join(row.entry.text.split())
        self._write(painter, lower, text, (self._sub, colours.warm if silent else colours.sub))

    def _paint_focus(self, painter: QPainter, room: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_HasFocus:
            wide = self._theme.px(self._theme.sizes.stroke)
            painter.fillRect(room.left(), room.top(), wide, room.height(), QColor(self._theme.colours.focus))

    def _write(self, painter: QPainter, room: QRect, words: str, pen: tuple[QFont, str]) -> None:
        painter.setFont(pen[0])
        painter.setPen(QColor(pen[1]))
        fits = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fits)


class LookList(QListView):
    """`chosen` on Enter or a click, `moved` with the row stood on, `left_above` from the first one up."""

    chosen = Signal(object)
    moved = Signal(object)
    left_above = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.setAccessibleName("查到的资料")
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_RowPainter(theme, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setUniformItemSizes(False)
        self.clicked.connect(self._on_clicked)

    @property
    def rows(self) -> tuple[LookRow, ...]:
        """The rows that are shown."""
        return self._rows.rows

    @property
    def row(self) -> LookRow | None:
        """The row that is stood on."""
        index = self.currentIndex()
        return self.rows[index.row()] if index.isValid() else None

    def show_rows(self, rows: Sequence[LookRow], stand: int) -> None:
        """Show these rows, and stand on one of them."""
        self._rows.replace(rows)
        if rows:
            self.setCurrentIndex(self._rows.index(min(stand, len(rows) - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and open; digits and letters go on to the player."""
        if event.key() in _ENTER and self.row is not None:
            self.chosen.emit(self.row)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_above.emit()
        elif event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.moved.emit(self.rows[current.row()])

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.rows[index.row()])
