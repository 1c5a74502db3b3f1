"""What a key does in the player: the digits pick, some keys need Ctrl while a phrase is typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt

Does = Callable[[], None]

_WHILE_TYPING = (Qt.Key.Key_H, Qt.Key.Key_S, Qt.Key.Key_W)
"""With Ctrl these mean what they mean alone elsewhere: in the pad they are text."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys with a meaning of their own, what Ctrl+Z does, and what the digits do."""

    alone: Mapping[Qt.Key, Does]
    undo: Does
    pick_number: Callable[[int], bool]

    def take(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Do what a key means; tell whether it means anything."""
        does: Does | None
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            typing = self.alone.get(key) if key in _WHILE_TYPING else None
            does = self.undo if key == Qt.Key.Key_Z else typing
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            return self.pick_number(key - Qt.Key.Key_0)
        else:
            does = self.alone.get(key)
        if does is not None:
            does()
        return does is not None
