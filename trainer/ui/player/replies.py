"""What the trainee can say or do: the pad for a phrase from memory where one is asked for, then the cards."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from trainer.ui.kit.choice import ChoiceList
from trainer.ui.player.pad import Pad
from trainer.ui.theme import Role, Theme


class Replies:
    """Lays out the pad, which keeps its height, above the cards, which scroll where the window is low."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Both become children of the `parent`."""
        self._gap = theme.px(theme.sizes.space_s)
        self.pad, self.choices = Pad(theme, parent), ChoiceList(theme)
        self._room = _ChoiceRoom(self.choices, parent)

    def set_text_role(self, role: Role) -> None:
        """Write everything in the letters of this role."""
        self.choices.set_text_role(role)
        self.pad.set_text_role(role)

    def fixed_height(self, width: int) -> int:
        """Return the height of what does not scroll."""
        return self.pad.heightForWidth(width) + self._gap if self.pad.is_open else 0

    def height(self, width: int) -> int:
        """Return the height at which nothing has to scroll."""
        return self.fixed_height(width) + self.choices.heightForWidth(width)

    def place(self, room: QRect) -> None:
        """Divide this room of the parent's."""
        top = self.fixed_height(room.width())
        if top:
            self.pad.setGeometry(room.x(), room.y(), room.width(), top - self._gap)
        self._room.setGeometry(room.adjusted(0, min(top, room.height()), 0, 0))


class _ChoiceRoom(QScrollArea):
    """Scrolls the cards where the window is too low for them."""

    def __init__(self, choices: ChoiceList, parent: QWidget) -> None:
        super().__init__(parent)
        choices.setProperty("role", "page")
        self.setWidget(choices)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
