"""Small signs that tell by shape, not by colour alone: a tick, a cross, a bang, or a number."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.theme import Theme, Tone

Sign = Literal["tick", "cross", "bang", "dot"]
SIGN_OF: dict[Tone, Sign] = {"plain": "dot", "good": "tick", "warm": "bang", "hot": "cross"}

_STROKES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "tick": (((0.28, 0.52), (0.44, 0.68), (0.73, 0.34)),),
    "cross": (((0.32, 0.32), (0.68, 0.68)), ((0.68, 0.32), (0.32, 0.68))),
    "bang": (((0.5, 0.24), (0.5, 0.56)), ((0.5, 0.75), (0.5, 0.76))),
    "dot": (((0.5, 0.24), (0.5, 0.25)), ((0.5, 0.44), (0.5, 0.76))),
}


class Badge(QWidget):
    """A round sign beside a sentence."""

    def __init__(self, theme: Theme, size: float = 1.47, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._side = theme.px(size)
        self._tone: Tone = "plain"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_tone(self, tone: Tone) -> None:
        """Show the sign of this tone."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.solid(self._tone)))
        room = QRectF(0, 0, self._side, self._side)
        room.moveCenter(QRectF(self.rect()).center())
        painter.drawEllipse(room)
        paint_sign(painter, room, SIGN_OF[self._tone], self._theme.colours.on_tone)


def paint_sign(painter: QPainter, room: QRectF, sign: Sign, colour: str) -> None:
    """Draw the strokes of `sign` into `room`."""
    pen = QPen(QColor(colour), room.height() * 0.11)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in _STROKES[sign]:
        painter.drawPolyline(
            [QPointF(room.x() + x * room.width(), room.y() + y * room.height()) for x, y in stroke]
        )
