"""A table in a card, as every page has it: whole rows, arrows walk them, a click on a title sorts."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from trainer.ui.dashboard.sorting import SortedTable
from trainer.ui.theme import Theme

_LEAST = 3


class SortedView(QTableView):
    """Shows a model of lines; `size_columns` makes each as wide as its longest words."""

    def __init__(
        self, theme: Theme, table: SortedTable[Any], row: float, parent: QWidget | None = None
    ) -> None:
        """`row` is the height of a line in letters."""
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "bare")  # it stands in a card, which has the edge
        self.setModel(table)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(row))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def size_columns(self, longest: Mapping[int, str], least: float = _LEAST) -> None:
        """Give each column room for its longest words; those without share what is left."""
        header, theme = self.horizontalHeader(), self._theme
        metrics, pad = QFontMetrics(theme.font(bold=True)), theme.px(theme.sizes.space_l)
        header.setMinimumSectionSize(theme.px(least))
        for column in range(self.model().columnCount()):
            if column in longest:
                header.resizeSection(column, metrics.horizontalAdvance(longest[column]) + pad)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
