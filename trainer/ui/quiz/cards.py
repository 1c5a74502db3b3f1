"""The cards of a question: letters pick as digits do, and where several are picked Enter confirms."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from trainer.ui.kit.choice import ChoiceList

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LETTERS = "ABCDEFGHI"


class Cards(ChoiceList):
    """`confirmed` by Enter while `several` are picked; `taken_back` by Backspace."""

    confirmed = Signal()
    taken_back = Signal()
    several = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take letters, and Enter and Space where several are picked; the rest as every list of cards."""
        key, plain = (
            Qt.Key(event.key()),
            event.modifiers()
            in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.ShiftModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ),
        )
        if event.isAutoRepeat() or not plain or not self._take_here(key):
            super().keyPressEvent(event)

    def _take_here(self, key: Qt.Key) -> bool:
        if Qt.Key.Key_A <= key <= Qt.Key.Key_I:
            return self.pick_number(key - Qt.Key.Key_A + 1)
        if key == Qt.Key.Key_Backspace:
            self.taken_back.emit()
            return True
        if not self.several:
            return False
        if key in _ENTER:
            self.confirmed.emit()
            return True
        focused = next((card for card in self.cards if card.hasFocus()), None)
        return key == Qt.Key.Key_Space and focused is not None and self.pick_number(focused.number)
