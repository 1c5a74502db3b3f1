"""What the painted tables of this screen share: how high wrapped words are, and the frame of the keyboard."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from trainer.ui.theme import Theme

WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def wrapped_height(metrics: QFontMetrics, text: str, room: int) -> int:
    """Return how high a text is in a column `room` pixels wide."""
    if metrics.horizontalAdvance(text) <= room:
        return metrics.height()
    return metrics.boundingRect(QRect(0, 0, room, 100 * metrics.height()), WRAPPED, text).height()


def paint_frame(
    painter: QPainter, room: QRect, theme: Theme, *, left: bool = True, right: bool = True
) -> None:
    """Frame the cell that the keyboard is on; cells of one row leave out the sides between them."""
    thick, focus = theme.px(theme.sizes.stroke), QColor(theme.colours.focus)
    painter.fillRect(room.left(), room.top(), room.width(), thick, focus)
    painter.fillRect(room.left(), room.bottom() + 1 - thick, room.width(), thick, focus)
    if left:
        painter.fillRect(room.left(), room.top(), thick, room.height(), focus)
    if right:
        painter.fillRect(room.right() + 1 - thick, room.top(), thick, room.height(), focus)
