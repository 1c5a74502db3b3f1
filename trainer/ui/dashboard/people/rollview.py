"""The list of people on the screen: arrows walk it, Enter goes to the registration beside it."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from trainer.ui.dashboard.people.rolltable import PERSON, Column, RollTable
from trainer.ui.theme import Theme

_ROW, _NARROW = 2.6, 44.0
_LONGEST = {
    Column.NUMBER: "WH-10023456　",
    Column.ROLE: "管理员　",
    Column.TEAM: "早班一组　",
    Column.PASSWORD: "密码　",
    Column.STATE: "已停用　",
}
"""The longest words each column is made for; the name and the hall share what is left."""


class RollView(QTableView):
    """`looked_at` carries the person of the row, or None; `opened` when Enter asks for more."""

    looked_at = Signal(object)
    opened = Signal()

    def __init__(self, theme: Theme, table: RollTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._table = theme, table
        self.setAccessibleName("名单")
        self.setProperty("role", "bare")  # it stands in a card, which has the edge
        self.setModel(table)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self._size_sections(theme)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.activated.connect(self._on_activated)

    def select(self, person_id: int | None) -> None:
        """Select somebody, or the first row where they are not shown."""
        row = None if person_id is None else self._table.row_of(person_id)
        if self._table.rowCount():
            self.setCurrentIndex(self._table.index(row or 0, 0))
        else:
            self.looked_at.emit(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names their room: what the form beside tells too is left out where there is little."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_NARROW)
        for column in (Column.HALL, Column.STATE):
            self.setColumnHidden(column, narrow)

    def _size_sections(self, theme: Theme) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(theme.px(3))
        metrics, pad = QFontMetrics(theme.font()), theme.px(theme.sizes.space_l)
        for column in Column:
            if column in _LONGEST:
                header.resizeSection(column, metrics.horizontalAdvance(_LONGEST[column]) + pad)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _on_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.looked_at.emit(now.data(PERSON) if now.isValid() else None)

    def _on_activated(self, _index: QModelIndex) -> None:
        self.opened.emit()
