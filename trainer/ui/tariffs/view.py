"""The comparison on the screen: arrows walk the cells, Enter opens one, rows are as high as their words."""

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from trainer.ui.tariffs.cells import ENTER, WRAPPED, paint_frame, wrapped_height
from trainer.ui.tariffs.rows import Entry
from trainer.ui.tariffs.table import ENTRY, CompareTable, Index
from trainer.ui.theme import Theme

_NARROWEST, _ROW, _HEAD, _GROUP, _NAME, _SIGN = 9.6, 2.2, 3.2, 5.0, 9.4, 1.6
DIFFERENT = "≠"


class CompareView(QTableView):
    """`opened` carries the entry that was asked for; `moved` the one that the keyboard stands on."""

    opened = Signal(object)
    moved = Signal(object)

    def __init__(self, theme: Theme, table: CompareTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._table = theme, table
        self.setAccessibleName("资费对照表")
        self.setProperty("role", "bare")
        self._names = FieldHeader(theme, table, self)
        self.setVerticalHeader(self._names)
        self.setHorizontalHeader(PlanHeader(theme, table, self))
        self.setModel(table)
        self.setItemDelegate(EntryPainter(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self._cover_corner()
        self.setCornerWidget(QWidget())  # where two scroll bars meet, plain paper too
        self.doubleClicked.connect(self._on_double_clicked)
        table.modelReset.connect(self.fit)

    def stand(self, row: int, column: int) -> None:
        """Put the keyboard on a cell, or on the nearest there is."""
        last_row, last_column = self._table.rowCount() - 1, self._table.columnCount() - 1
        if last_row >= 0 and last_column >= 0:
            self.setCurrentIndex(self._table.index(min(row, last_row), min(column, last_column)))

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
        room = wide - 2 * self._theme.px(self._theme.sizes.space_s)
        metrics = QFontMetrics(self._theme.font(bold=True))
        for row, line in enumerate(self._table.rows):
            high = max((wrapped_height(metrics, entry.text, room) for entry in line.entries), default=0)
            padded = high + self._theme.px(self._theme.sizes.space_m)
            self.setRowHeight(row, max(self._theme.px(_ROW), padded))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.moved.emit(self._table.entry(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            entry = self.current_entry()
            if entry is not None and not event.isAutoRepeat():
                self.opened.emit(entry)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

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

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._table.entry(index))


class EntryPainter(QStyledItemDelegate):
    """A value; 未写 is quiet, what differs from the first plan is bold."""

    def __init__(self, theme: Theme, view: CompareView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._font, self._bold = theme.font(), theme.font(bold=True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, colours, room = self._theme, self._theme.colours, option.rect
        table: CompareTable = index.model()  # type: ignore[assignment]  # the one that the view was given
        entry: Entry = index.data(ENTRY)
        painter.save()
        here = index == self._view.currentIndex()
        if here:
            painter.fillRect(room, QColor(colours.accent_soft))
        _paint_rule(painter, room, theme, strong=table.begins_group(index.row()))
        if here and self._view.hasFocus():
            paint_frame(painter, room, theme)
        side, said = theme.px(theme.sizes.space_s), entry.standing == "said"
        painter.setFont(self._bold if said and table.stands_out(index) else self._font)
        painter.setPen(QColor(colours.ink if said else colours.sub))
        painter.drawText(
            room.adjusted(side, 0, -side, 0), WRAPPED | int(Qt.AlignmentFlag.AlignVCenter), entry.text
        )
        painter.restore()


class PlanHeader(QHeaderView):
    """Above each column the plan, and below its name family and status."""

    def __init__(self, theme: Theme, table: CompareTable, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._table = theme, table
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
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
            _write(painter, QRectF(room.left(), top, room.width(), half), words, font, ink)
        painter.restore()


class FieldHeader(QHeaderView):
    """At the left of each row its field, the group at the first of them, and a sign where plans differ."""

    def __init__(self, theme: Theme, table: CompareTable, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme, self._table = theme, table
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
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
            _write(painter, group, row.group, theme.font("sub", bold=True), colours.accent)
        name = QRectF(rect.left() + theme.px(_GROUP), rect.top(), theme.px(_NAME) - side, rect.height())
        _write(painter, name, row.name, theme.font(), colours.ink)
        if row.differs:
            sign = QRectF(rect.right() - theme.px(_SIGN), rect.top(), theme.px(_SIGN), rect.height())
            _write(painter, sign, DIFFERENT, theme.font(bold=True), colours.accent)
        painter.restore()


def _write(painter: QPainter, room: QRectF, words: str, font: QFont, ink: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fitting)


def _paint_rule(painter: QPainter, room: QRect, theme: Theme, *, strong: bool, reach: int = 0) -> None:
    """Draw the line above a row, a stronger one where a group begins."""
    high = theme.px(theme.sizes.hairline)
    ink = theme.colours.edge if strong else theme.colours.line
    painter.fillRect(room.left() + reach, room.top(), room.width() - reach, high, QColor(ink))
