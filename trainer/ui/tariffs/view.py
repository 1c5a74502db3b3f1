"""The comparison on the screen: arrows walk the cells, Enter opens one, rows are as high as their words."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from trainer.ui.tariffs.cells import HELD, WRAPPED, CellView, Index, paint_frame, wrapped_height
from trainer.ui.tariffs.rows import Entry
from trainer.ui.tariffs.table import CompareTable
from trainer.ui.theme import Theme

_NARROWEST, _ROW, _HEAD, _GROUP, _NAME, _SIGN, _NOTED = 9.6, 2.2, 3.2, 5.0, 9.4, 1.6, 1.2
DIFFERENT, NOTED = "≠", "注"


class CompareView(CellView):
    """Plans in columns; the fields at the left and the plans above stay where they are when it scrolls."""

    def __init__(self, theme: Theme, table: CompareTable, parent: QWidget | None = None) -> None:
        super().__init__(theme, table, parent)
        self._table = table
        self.setAccessibleName("资费对照表")
        self.setVerticalHeader(FieldHeader(theme, table, self))
        self.setHorizontalHeader(PlanHeader(theme, table, self))
        self.setItemDelegate(EntryPainter(theme, self))
        self._cover_corner()
        self.setCornerWidget(QWidget())  # where two scroll bars meet, plain paper too
        self.follow()

    def current_entry(self) -> Entry | None:
        """Return what stands in the current cell."""
        index = self.currentIndex()
        return self._table.entry(index) if index.isValid() else None

    def fit(self) -> None:
        """Share the width among the plans, and make each row as high as its longest words need."""
        count = self._table.columnCount()
        if not count:
            return
        wide = max(self._theme.px(_NARROWEST), self.viewport().width() // count)
        spare = self.viewport().width() - wide * count
        for column in range(count):
            self.setColumnWidth(column, wide + (max(0, spare) if column == count - 1 else 0))
        room, sign = wide - 2 * self._theme.px(self._theme.sizes.space_s), self._theme.px(_NOTED)
        metrics = QFontMetrics(self._theme.font(bold=True))
        for row, line in enumerate(self._table.rows):
            rooms = ((entry.text, room - (sign if entry.note else 0)) for entry in line.entries)
            high = max((wrapped_height(metrics, text, free) for text, free in rooms), default=0)
            padded = high + self._theme.px(self._theme.sizes.space_m)
            self.setRowHeight(row, max(self._theme.px(_ROW), padded))

    def _cover_corner(self) -> None:
        """Let the corner above the fields be plain paper; the style would draw a button there."""
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            cover = QFrame(corner)
            cover.setProperty("role", "bare")
            cover.setAutoFillBackground(True)
            cover.setBackgroundRole(QPalette.ColorRole.Base)
            room = QVBoxLayout(corner)
            room.setContentsMargins(0, 0, 0, 0)
            room.addWidget(cover)


class EntryPainter(QStyledItemDelegate):
    """A value; 未写 is quiet, what differs from the first plan is bold."""

    def __init__(self, theme: Theme, view: CompareView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._font, self._bold = theme.font(), theme.font(bold=True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, colours, room = self._theme, self._theme.colours, option.rect
        table: CompareTable = index.model()  # type: ignore[assignment]  # the one that the view was given
        entry: Entry = index.data(HELD)
        painter.save()
        here = index == self._view.currentIndex()
        if here or option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(colours.accent_soft))
        _paint_rule(painter, room, theme, strong=table.begins_group(index.row()))
        if here and self._view.hasFocus():
            paint_frame(painter, room, theme)
        side, said = theme.px(theme.sizes.space_s), entry.standing == "said"
        words = room.adjusted(side, 0, -side, 0)
        if entry.note:
            where = QRectF(words.right() - theme.px(_NOTED), words.top(), theme.px(_NOTED), words.height())
            _write(painter, where, NOTED, (theme.font("sub"), colours.accent), Qt.AlignmentFlag.AlignRight)
            words.setRight(round(where.left()))
        painter.setFont(self._bold if said and table.stands_out(index) else self._font)
        painter.setPen(QColor(colours.ink if said else colours.sub))
        painter.drawText(words, WRAPPED | int(Qt.AlignmentFlag.AlignVCenter), entry.text)
        painter.restore()


class PlanHeader(QHeaderView):
    """Above each column the plan, and below its name family and status."""

    def __init__(self, theme: Theme, table: CompareTable, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._table = theme, table
        self.setMinimumSectionSize(theme.px(4))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(_HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, colours = self._theme, self._theme.colours
        plan = self._table.plans[section]
        side = theme.px(theme.sizes.space_s)
        room = rect.adjusted(side, 0, -side, 0)
        half = room.height() // 2
        painter.save()
        painter.fillRect(rect, QColor(colours.card))
        under = " · ".join(word for word in (plan.family, plan.status) if word)
        for words, font, ink, top in (
            (plan.name, theme.font(bold=True), colours.ink, room.top()),
            (under, theme.font("sub"), colours.sub, room.top() + half),
        ):
            _write(painter, QRectF(room.left(), top, room.width(), half), words, (font, ink))
        painter.restore()


class FieldHeader(QHeaderView):
    """At the left of each row its field, the group at the first of them, and a sign where plans differ."""

    def __init__(self, theme: Theme, table: CompareTable, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme, self._table = theme, table
        self.setMinimumSectionSize(theme.px(_ROW))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_GROUP + _NAME + _SIGN), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, colours = self._theme, self._theme.colours
        row = self._table.rows[section]
        first = self._table.begins_group(section)
        painter.save()
        painter.fillRect(rect, QColor(colours.card))
        _paint_rule(painter, rect, theme, strong=first, reach=0 if first else theme.px(_GROUP))
        left, side = rect.left() + theme.px(theme.sizes.space_s), theme.px(theme.sizes.space_s)
        if first:
            group = QRectF(left, rect.top(), theme.px(_GROUP), rect.height())
            _write(painter, group, row.group, (theme.font("sub", bold=True), colours.accent))
        name = QRectF(rect.left() + theme.px(_GROUP), rect.top(), theme.px(_NAME) - side, rect.height())
        _write(painter, name, row.name, (theme.font(), colours.ink))
        if row.differs:
            sign = QRectF(rect.right() - theme.px(_SIGN), rect.top(), theme.px(_SIGN), rect.height())
            _write(painter, sign, DIFFERENT, (theme.font(bold=True), colours.accent))
        painter.restore()


def _write(
    painter: QPainter,
    room: QRectF,
    words: str,
    pen: tuple[QFont, str],
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(pen[0])
    painter.setPen(QColor(pen[1]))
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, fitting)


def _paint_rule(painter: QPainter, room: QRect, theme: Theme, *, strong: bool, reach: int = 0) -> None:
    """Draw the line above a row, a stronger one where a group begins."""
    high = theme.px(theme.sizes.hairline)
    ink = theme.colours.edge if strong else theme.colours.line
    painter.fillRect(room.left() + reach, room.top(), room.width() - reach, high, QColor(ink))
