"""The items as a table or as points, and the chosen one beside them with its options."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QStackedWidget, QTableView, QWidget

from trainer.reports.hallsheets import ItemFigures
from trainer.training.itemstats import VariantLine
from trainer.ui.dashboard.items.options import OptionCard
from trainer.ui.dashboard.items.scatter import Scatter
from trainer.ui.dashboard.items.table import COLUMNS, STEM, ItemTable
from trainer.ui.kit.card import Card
from trainer.ui.kit.framed import framed
from trainer.ui.theme import Theme

_ROW, _CELL, _FIRST = 2.3, 4.9, 3.8
_WIDTHS = {0: _FIRST, STEM + 1: 5.8, 3: _FIRST}


class ItemsPage(QWidget):
    """Show it items; what is chosen in the table is chosen among the points too."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[ItemFigures, ...] = ()
        self._variants: Mapping[str, Sequence[VariantLine]] = {}
        self.place = -1
        self.model, self.scatter, self.options = ItemTable(self), Scatter(theme), OptionCard(theme)
        self.view = QTableView()
        self._dress(theme)
        self._left = QStackedWidget()
        picture = Card(theme)
        picture.body.addWidget(self.scatter)
        self._table, self._picture = framed(self.view, theme), picture
        for widget in (self._table, self._picture):
            self._left.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.sizes.space_m))
        row.addWidget(self._left, 5)
        row.addWidget(self.options, 3)
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.scatter.chosen.connect(self.choose)

    def show_items(self, items: Sequence[ItemFigures], variants: Mapping[str, Sequence[VariantLine]]) -> None:
        """Show these items; the one that was chosen stays so, where it is still there."""
        before = self.place
        self._items, self._variants = tuple(items), variants
        self.model.show_items(items)
        self.scatter.show_items(items)
        self.choose(before if 0 <= before < len(items) else 0 if items else -1)

    def show_picture(self, wanted: bool) -> None:
        """Show the points, or the table."""
        self._left.setCurrentWidget(self._picture if wanted else self._table)

    def take_focus(self) -> None:
        """Put the keyboard on the table or the points."""
        (self.scatter if self._left.currentWidget() is self._picture else self.view).setFocus()

    def choose(self, place: int) -> None:
        """Choose an item by its place in the assessment."""
        self.place = place
        if not 0 <= place < len(self._items):
            self.options.show_item(-1, None)
            return
        item = self._items[place]
        self.options.show_item(place, item, self._variants.get(item.id, ()))
        self.scatter.choose(place)
        row = self.model.row_of(place)
        if self.view.currentIndex().row() != row:
            self.view.setCurrentIndex(self.model.index(row, 0))

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and self.model.place_at(now.row()) != self.place:
            self.choose(self.model.place_at(now.row()))

    def _dress(self, theme: Theme) -> None:
        view = self.view
        view.setModel(self.model)
        view.setAccessibleName("各题的统计")
        view.setProperty("role", "bare")
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        header = view.horizontalHeader()
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        view.setSortingEnabled(True)
        for column in range(len(COLUMNS)):
            header.resizeSection(column, theme.px(_WIDTHS.get(column, _CELL)))
        header.setSectionResizeMode(STEM, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(theme.px(_FIRST))
