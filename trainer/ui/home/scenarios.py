"""The list of scenarios: arrows and digits pick, Enter starts."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from trainer.ui.home.card import ScenarioCards
from trainer.ui.home.model import DIGITS, ScenarioModel, ScenarioRole
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.hall import Offer

_TWO_COLUMNS = 76.0
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ScenarioList(QListView):
    """One scenario is always current, once there are any."""

    started = Signal()
    current_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.offers = ScenarioModel(self)
        self._cards = ScenarioCards(theme, self)
        self.setModel(self.offers)
        self.setItemDelegate(self._cards)
        self.setProperty("role", "bare")
        self.setAccessibleName("场景")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def scenario(self) -> str:
        """The id of the current scenario, "" when there is none."""
        return self.currentIndex().data(ScenarioRole.ID) or ""

    def show_offers(self, offers: Sequence["Offer"], mastered: Collection[str] = ()) -> None:
        """Show these, some as mastered; the scenario that was current stays so, or the first one is."""
        kept = self.scenario
        self.offers.set_offers(offers, mastered)
        self._fit()
        self.pick_row(max(0, self.offers.row_of(kept)))

    def pick_row(self, row: int) -> bool:
        """Make this row the current one; tell whether there is such a row."""
        index = self.offers.index(row)
        if index.isValid():
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, select)
            self.scrollTo(index)
        return index.isValid()

    def pick_key(self, key: int) -> bool:
        """Pick the scenario of a digit; tell whether it was one."""
        number = key - Qt.Key.Key_0
        return 1 <= number <= DIGITS and self.pick_row(number - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits pick and Enter starts, once per press; the arrows are the view's own."""
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self.started.emit()
        elif not self.pick_key(event.key()):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Give the cards the size that fills the width, and more air where all of them fit with it."""
        room, count = self.maximumViewportSize(), self.offers.rowCount()
        all_fit = count * self._cards.height(roomy=False) <= room.height()
        columns = 1 if all_fit or room.width() < self._theme.px(_TWO_COLUMNS) else 2
        rows = max(1, -(-count // columns))
        height = self._cards.fit(room.height() // rows)
        bar = self.verticalScrollBar().sizeHint().width() if rows * height > room.height() else 0
        self._cards.width = max(1, (room.width() - bar) // columns - 1)
        self.scheduleDelayedItemsLayout()

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.started.emit()

    def _on_current_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit()
