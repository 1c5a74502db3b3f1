"""Replies and steps as numbered cards: 1–9 picks, the arrows move, Enter confirms.

Space is left to the screen around (it nods to the waiting customer), so cards do not take it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QSizePolicy, QWidget

from trainer.ui.kit.choicecard import CardLook, CardPainter, Choice, ChoiceCard
from trainer.ui.theme import Role, Theme

_FORWARD = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChoiceList(QWidget):
    """The cards of one decision; only one of them is a tab stop, the arrows reach the others."""

    picked = Signal(str)
    """The id of the choice that was picked."""
    refused = Signal(str, str)
    """The id and the reason of a choice whose digit was pressed although it cannot be picked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: list[ChoiceCard] = []
        self._shown = 0
        self._painter = CardPainter(theme)
        self._buttons = QButtonGroup(self)
        self._buttons.setExclusive(False)
        self._buttons.idClicked.connect(self._on_card_clicked)
        self._gap = theme.px(theme.sizes.space_xs)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def cards(self) -> list[ChoiceCard]:
        """The cards that are shown."""
        return self._cards[: self._shown]

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show these choices on the cards there are; the focus stays in the list if it was here."""
        had_focus = self._has_focus_inside()
        while len(self._cards) < len(choices):
            self._add_card()
        self._shown = len(choices)
        for card, choice in zip(self._cards, choices, strict=False):
            card.show_choice(choice)
        for row, card in enumerate(self._cards):
            card.setVisible(row < self._shown)
        self._place()
        self.updateGeometry()
        self._rove_to(next((card for card in self.cards if card.isEnabled()), None), focus=had_focus)

    def set_text_role(self, role: Role) -> None:
        """Write the choices in the letters of this role."""
        self._painter.set_text_role(role)
        self._place()
        self.updateGeometry()
        self.update()

    def prepare(self, choices: Sequence[Choice]) -> None:
        """Lay out and draw choices that may be shown next, so that they are there at once."""
        width, dense = self.width(), self.devicePixelRatioF()
        first = next((choice for choice in choices if choice.enabled), None)
        for number, choice in enumerate(choices, 1):
            size = (width, self._painter.height(choice, width))
            self._painter.picture(CardLook(choice, number, size, dense, focused=choice is first))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the cards one below the other."""
        heights = [card.heightForWidth(width) for card in self.cards]
        return sum(heights) + self._gap * max(0, len(heights) - 1)

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > self._theme.px(8) else self._theme.px(24)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(8), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards where they belong."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def pick_number(self, number: int) -> bool:
        """Pick the card with this number, as if its digit had been pressed; tell whether there is one."""
        if not 1 <= number <= self._shown:
            return False
        choice = self._cards[number - 1].choice
        if choice.enabled:
            self.picked.emit(choice.id)
        else:
            self.refused.emit(choice.id, choice.reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits pick, arrows move, Enter confirms; a key held down does so once."""
        if event.isAutoRepeat() or not self._take_key(Qt.Key(event.key())):
            event.ignore()

    def _take_key(self, key: Qt.Key) -> bool:
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            return self.pick_number(key - Qt.Key.Key_0)
        if key in _FORWARD or key in _BACK:
            return self._step(1 if key in _FORWARD else -1)
        focused = next((card for card in self.cards if card.hasFocus()), None)
        if key in _ENTER and focused is not None:
            return self.pick_number(focused.number)
        return False

    def _step(self, by: int) -> bool:
        open_cards = [card for card in self.cards if card.isEnabled()]
        if not open_cards:
            return False
        here = next((row for row, card in enumerate(open_cards) if card.hasFocus()), -1 if by > 0 else 0)
        self._rove_to(open_cards[(here + by) % len(open_cards)], focus=True)
        return True

    def _rove_to(self, stop: ChoiceCard | None, *, focus: bool) -> None:
        self.setFocusProxy(None)  # type: ignore[arg-type]  # takes the proxy off; the stub forgot
        for card in self._cards:
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if card is stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if stop else Qt.FocusPolicy.StrongFocus)
        if stop:
            self.setFocusProxy(stop)
        if focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_focus_inside(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def _place(self) -> None:
        """Lay the cards out in one pass; a layout of Qt asks each for its height a dozen times."""
        top, width = 0, self.width()
        for card in self.cards:
            high = card.heightForWidth(width)
            card.setGeometry(0, top, width, high)
            top += high + self._gap

    def _add_card(self) -> None:
        card = ChoiceCard(self._theme, len(self._cards) + 1, self, self._painter)
        self._cards.append(card)
        self._buttons.addButton(card, card.number)

    def _on_card_clicked(self, number: int) -> None:
        self.pick_number(number)
