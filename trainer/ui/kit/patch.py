"""Pictures whose corners keep their size while the middle stretches: painted once, stamped often."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap


@dataclass(frozen=True, slots=True)
class Patch:
    """A picture, how many (logical) pixels of it belong to a corner, and the one colour of its middle."""

    picture: QPixmap
    corner: int
    middle: QColor

    def fits(self, room: QRectF) -> bool:
        """Tell whether the corners have room."""
        return min(room.width(), room.height()) > 2 * self.corner

    def stamp(self, painter: QPainter, room: QRectF) -> None:
        """Paint it into `room`."""
        dense = self.picture.devicePixelRatio()
        for x, wide, from_x, of_x in _spans(room.left(), room.right(), self.corner):
            for y, high, from_y, of_y in _spans(room.top(), room.bottom(), self.corner):
                to = QRectF(x, y, wide, high)
                if of_x == of_y == 1:
                    painter.fillRect(to, self.middle)
                else:
                    part = QRectF(from_x * dense, from_y * dense, of_x * dense, of_y * dense)
                    painter.drawPixmap(to, self.picture, part)


def _spans(low: float, high: float, corner: int) -> tuple[tuple[float, float, int, int], ...]:
    """Return corner, middle and corner of a side: where and how long, then the part of the picture."""
    return (
        (low, corner, 0, corner),
        (low + corner, high - low - 2 * corner, corner, 1),
        (high - corner, corner, corner + 1, corner),
    )


def cut_patch(corner: int, dense: float, paint: Callable[[QPainter, QRectF], None]) -> Patch:
    """Paint the smallest picture with such corners, `dense` device pixels to a pixel."""
    side = 2 * corner + 1
    picture = QPixmap(round(side * dense), round(side * dense))
    picture.setDevicePixelRatio(dense)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, QRectF(0, 0, side, side))
    painter.end()
    inside = round((corner + 0.5) * dense)
    return Patch(picture, corner, picture.toImage().pixelColor(inside, inside))
