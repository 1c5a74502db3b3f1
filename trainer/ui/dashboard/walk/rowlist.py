"""The rows of one person, or of the door, one below the other; the arrows walk them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.core.observing import Row
from trainer.ui.dashboard.walk.rowcard import RowCard
from trainer.ui.kit.scrolling import upright
from trainer.ui.theme import Theme


class RowList(QWidget):
    """Keeps its cards and shows other rows on them: a walk changes often between people."""

    judged = Signal(object, str)
    remarked = Signal(object, str)
    turned = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: list[RowCard] = []
        self._shown = 0
        self._area = upright("要看的条目")
        room = QWidget()
        self._column = QVBoxLayout(room)
        self._column.setContentsMargins(0, 0, theme.px(theme.sizes.space_s), 0)
        self._column.setSpacing(theme.px(theme.sizes.space_xs))
        self._column.addStretch(1)
        self._area.setWidget(room)
        room.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    @property
    def cards(self) -> list[RowCard]:
        """The cards that are shown."""
        return self._cards[: self._shown]

    def show_rows(self, rows: Sequence[tuple[str, Row]]) -> None:
        """Show these rows, each with the heading above it ("" for none)."""
        while len(self._cards) < len(rows):
            self._add_card()
        self._shown = len(rows)
        for card, (heading, row) in zip(self._cards, rows, strict=False):
            card.show_row(row, heading)
        for place, card in enumerate(self._cards):
            card.setVisible(place < self._shown)

    def take_focus(self) -> None:
        """Go to the first row of which nothing was said, or the first one."""
        waiting = (card for card in self.cards if card.row is not None and card.row.verdict is None)
        card = next(waiting, self._cards[0] if self._shown else None)
        if card is not None:
            card.setFocus()

    def to_top(self) -> None:
        """Show the first rows."""
        self._area.verticalScrollBar().setValue(0)

    def _add_card(self) -> None:
        card = RowCard(self._theme)
        card.judged.connect(self.judged)
        card.remarked.connect(self.remarked)
        card.turned.connect(self.turned)
        card.left.connect(self._on_left)
        card.reached.connect(self._on_reached)
        self._column.insertWidget(len(self._cards), card)
        self._cards.append(card)

    def _on_left(self, by: int) -> None:
        cards, card = self.cards, self.sender()
        place = cards.index(card) + by if isinstance(card, RowCard) and card in cards else 0
        if 0 <= place < len(cards):
            cards[place].setFocus()

    def _on_reached(self) -> None:
        card = self.sender()
        if isinstance(card, RowCard):
            self._area.ensureWidgetVisible(card, 0, self._theme.px(5))
