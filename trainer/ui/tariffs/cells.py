"""What the painted tables of this screen share: cells that open and are copied, and how they are drawn."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from trainer.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
HELD = Qt.ItemDataRole.UserRole
"""What a cell stands for; None where there is nothing to open."""


class CellView(QTableView):
    """Arrows walk, Ctrl+C copies; `opened` carries what is asked for, `moved` what the keyboard stands on.

    Whoever derives from it sets its headers and calls `follow` last.
    """

    opened = Signal(object)
    moved = Signal(object)

    def __init__(self, theme: Theme, table: QAbstractTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "bare")
        self.setModel(table)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(self._on_double_clicked)

    def follow(self) -> None:
        """Fit whenever the table is filled anew; the headers, which forget all sizes then, come first."""
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.model().modelReset.connect(self.fit)

    def fit(self) -> None:
        """Give the columns their widths, and each row the height that its words need."""
        raise NotImplementedError

    def stand(self, row: int, column: int = 0) -> None:
        """Put the keyboard on a cell, or on the nearest there is."""
        last_row, last_column = self.model().rowCount() - 1, self.model().columnCount() - 1
        if last_row >= 0 and last_column >= 0:
            self.setCurrentIndex(self.model().index(min(row, last_row), min(column, last_column)))

    def copy(self) -> None:
        """Put the selected cells on the clipboard: tabs between the columns, a line for each row.

        A cell alone is copied bare, several with the titles of their rows and columns.
        """
        places = self.selectedIndexes()
        if not places:
            return
        rows, columns = sorted({each.row() for each in places}), sorted({each.column() for each in places})
        lines = [[_plain(self.model().index(row, column).data()) for column in columns] for row in rows]
        if len(places) > 1:
            lines.insert(0, [_plain(self._title(column, Qt.Orientation.Horizontal)) for column in columns])
            if not self.verticalHeader().isHidden():
                names = ["", *(_plain(self._title(row, Qt.Orientation.Vertical)) for row in rows)]
                lines = [[name, *line] for name, line in zip(names, lines, strict=True)]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        held = current.data(HELD) if current.isValid() else None
        if held is not None:
            self.moved.emit(held)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in ENTER:
            if not event.isAutoRepeat():
                self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def _open(self, index: Index) -> None:
        held = index.data(HELD) if index.isValid() else None
        if held is not None:
            self.opened.emit(held)

    def _title(self, section: int, orientation: Qt.Orientation) -> object:
        return self.model().headerData(section, orientation, Qt.ItemDataRole.DisplayRole)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self._open(index)


def wrapped_height(metrics: QFontMetrics, text: str, room: int) -> int:
    """Return how high a text is in a column `room` pixels wide."""
    if metrics.horizontalAdvance(text) < room:  # advances are rounded, down too
        return metrics.height()
    return metrics.boundingRect(QRect(0, 0, room, 100 * metrics.height()), WRAPPED, text).height()


def paint_frame(
    painter: QPainter, room: QRect, theme: Theme, *, left: bool = True, right: bool = True
) -> None:
    """Frame the cell that the keyboard is on; cells of one row leave out the sides between them."""
    thick, focus = theme.px(theme.sizes.stroke), QColor(theme.colours.focus)
    painter.fillRect(room.left(), room.top(), room.width(), thick, focus)
    painter.fillRect(room.left(), room.bottom() + 1 - thick, room.width(), thick, focus)
    if left:
        painter.fillRect(room.left(), room.top(), thick, room.height(), focus)
    if right:
        painter.fillRect(room.right() + 1 - thick, room.top(), thick, room.height(), focus)


def _plain(words: object) -> str:
    """Return words in which no tab and no line end can be taken for the next cell."""
    return " ".join(str(words or "").split())
