"""The hall floor: a card for every customer, in the order of coming in."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from trainer.core.telling import Wording
from trainer.ui.kit.sheet import shadow_depth
from trainer.ui.player.floorcard import DENSITIES, SPACIOUS, CustomerCard, Density
from trainer.ui.player.glimpse import Glimpse
from trainer.ui.theme import Theme


class Floor(QWidget):
    """The cards of everybody, one below the other; cards are used again."""

    selected = Signal(str)
    served = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._density = theme, SPACIOUS
        self._cards: list[CustomerCard] = []
        self._shown = 0
        self._title, self._empty = QLabel(), QLabel()
        self._title.setProperty("role", "heading")
        self._empty.setProperty("role", "sub")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(theme.sizes.space_xs))
        self._column.addWidget(self._title)
        self._column.addWidget(self._empty)

    @property
    def cards(self) -> list[CustomerCard]:
        """The cards that are shown."""
        return self._cards[: self._shown]

    @property
    def density(self) -> Density:
        """How much room a card takes."""
        return self._density

    def card(self, customer: str) -> CustomerCard | None:
        """Return the card of a customer."""
        return next((card for card in self.cards if card.seen.id == customer), None)

    def show_words(self, words: Wording) -> None:
        """Name the floor as fits how the customers come."""
        self._title.setText(words.place)
        self._empty.setText(words.nobody)

    def fit(self, customers: int, high: int) -> None:
        """Choose the density in which so many customers fit into this height, if any does."""
        around = shadow_depth(self._theme) + self._column.spacing()
        fitting = (d for d in DENSITIES if customers * (self._theme.px(d.high) + around) <= high)
        self._density = next(fitting, DENSITIES[-1])
        for card in self._cards:
            card.set_density(self._density)

    def show_floor(self, glimpses: Sequence[Glimpse]) -> None:
        """Show these customers."""
        while len(self._cards) < len(glimpses):
            self._add_card()
        for card, glimpse in zip(self._cards, glimpses, strict=False):
            card.show_glimpse(glimpse)
        if len(glimpses) == self._shown:
            return
        self._shown = len(glimpses)
        for row, card in enumerate(self._cards):
            card.setVisible(row < self._shown)
        self._empty.setVisible(not glimpses)

    def _add_card(self) -> None:
        card = CustomerCard(self._theme, self)
        card.set_density(self._density)
        card.clicked.connect(self._on_card_clicked)
        card.served.connect(self.served)
        self._cards.append(card)
        self._column.addWidget(card)

    def _on_card_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, CustomerCard):
            self.selected.emit(card.seen.id)
