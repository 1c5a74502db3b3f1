"""An itemised bill as a table: what, the formula, the amount; Enter opens what a line stands on."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from trainer.core.bill import Bill
from trainer.core.lines import Line
from trainer.core.money import written
from trainer.ui.tariffs.bills import amount_words
from trainer.ui.tariffs.cells import HELD, WRAPPED, CellView, Index, paint_frame, wrapped_height
from trainer.ui.theme import Theme

COLUMNS = ("项目", "算式", "金额（元）")
WHAT, HOW, MUCH = range(len(COLUMNS))
TOTAL = "合计"

_ROW, _WHAT, _MUCH, _LEAST = 2.13, 11.5, 6.5, 7.5


class BillTable(QAbstractTableModel):
    """The lines of a bill, and the sum below them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bill: Bill | None = None

    def show_bill(self, bill: Bill | None) -> None:
        """Show this bill, or none."""
        self.beginResetModel()
        self.bill = bill
        self.endResetModel()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are shown."""
        return self.bill.lines if self.bill else ()

    def words(self, row: int) -> tuple[str, str, str]:
        """Return what stands in the columns of a row."""
        if row == len(self.lines):
            return TOTAL, "", written(self.bill.total) if self.bill else ""
        line = self.lines[row]
        how = f"{line.quantity}：{line.formula}" if line.quantity else line.formula
        return line.name, how, amount_words(line)

    def rowCount(self, parent: Index | None = None) -> int:
        if self.bill is None or (parent is not None and parent.isValid()):
            return 0
        return len(self.lines) + 1

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        words = self.words(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return words[index.column()]
        if role == HELD:
            return self.lines[index.row()] if index.row() < len(self.lines) else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(filter(None, (words[WHAT], words[HOW], f"{words[MUCH]} 元")))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = Qt.AlignmentFlag.AlignRight if section == MUCH else Qt.AlignmentFlag.AlignLeft
            return right | Qt.AlignmentFlag.AlignVCenter
        return None


class BillView(CellView):
    """Each row is one line; the sum at the end opens to nothing."""

    def __init__(self, theme: Theme, table: BillTable, parent: QWidget | None = None) -> None:
        super().__init__(theme, table, parent)
        self._table = table
        self.setAccessibleName("账单明细")
        self.setItemDelegate(LinePainter(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.px(1))
        self.horizontalHeader().setHighlightSections(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.follow()

    def current_line(self) -> Line | None:
        """Return the line that the keyboard stands on; None on the sum."""
        index = self.currentIndex()
        line: Line | None = index.data(HELD) if index.isValid() else None
        return line

    def fit(self) -> None:
        """Give the formula what the other columns leave, and each row the height its words need."""
        theme, wide = self._theme, self.viewport().width()
        what, much = theme.px(_WHAT), theme.px(_MUCH)
        widths = (what, max(theme.px(4), wide - what - much), much)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        metrics, side = QFontMetrics(theme.font()), theme.px(theme.sizes.space_s)
        for row in range(self._table.rowCount()):
            cells = zip(self._table.words(row), widths, strict=True)
            high = max(wrapped_height(metrics, words, room - 2 * side) for words, room in cells)
            self.setRowHeight(row, max(theme.px(_ROW), high + side))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Be as high as all rows together, where there is room."""
        rows = sum(self.rowHeight(row) for row in range(self._table.rowCount()))
        head = self.horizontalHeader().sizeHint().height()
        return QSize(self._theme.px(20), rows + head + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(10), min(self.sizeHint().height(), self._theme.px(_LEAST)))


class LinePainter(QStyledItemDelegate):
    """Formulas are quiet, amounts stand at the right, the sum is bold."""

    def __init__(self, theme: Theme, view: BillView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._font, self._bold = theme.font(), theme.font(bold=True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, colours, room = self._theme, self._theme.colours, option.rect
        line: Line | None = index.data(HELD)
        column = index.column()
        painter.save()
        here = index.row() == self._view.currentIndex().row()
        if here or option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(colours.accent_soft))
            if here and self._view.hasFocus():
                paint_frame(painter, room, theme, left=column == WHAT, right=column == MUCH)
        thin = theme.px(theme.sizes.hairline)
        ink = colours.edge if line is None else colours.line
        painter.fillRect(QRect(room.left(), room.top(), room.width(), thin), QColor(ink))
        quiet = column == HOW or (line is not None and line.amount is None)
        painter.setPen(QColor(colours.sub if quiet else colours.ink))
        painter.setFont(self._bold if line is None else self._font)
        side = theme.px(theme.sizes.space_s)
        where = Qt.AlignmentFlag.AlignRight if column == MUCH else Qt.AlignmentFlag.AlignLeft
        flags = WRAPPED | int(where | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(room.adjusted(side, 0, -side, 0), flags, index.data())
        painter.restore()
