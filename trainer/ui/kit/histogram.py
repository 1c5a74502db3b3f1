"""The spread of scores: how many people in each tenth of the scale, and where the middle one is."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.core.figures import BINS, Spread
from trainer.ui.theme import Theme

NOBODY = "还没有人答够题"
_FILL = 0.78


class Histogram(QWidget):
    """Bars with their counts above; the middle one is a dashed line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spread = Spread()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("得分分布图")
        self.setAccessibleDescription(NOBODY)

    def show_spread(self, spread: Spread) -> None:
        """Show this spread."""
        self._spread = spread
        told = [f"{span(place)} {n} 人" for place, n in enumerate(spread.bins) if n]
        self.setAccessibleDescription("；".join(told) or NOBODY)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(18), self._theme.px(10))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(12), self._theme.px(7))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("sub"))
        if not any(self._spread.bins):
            painter.setPen(QColor(self._theme.colours.sub))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, NOBODY)
            return
        high = painter.fontMetrics().height()
        half = painter.fontMetrics().horizontalAdvance("100%") / 2
        room = QRectF(self.rect()).adjusted(half, high, -half, -high * 1.4)
        self._paint_bars(painter, room)
        self._paint_scale(painter, room)
        if self._spread.middle is not None:
            x = room.left() + room.width() * self._spread.middle
            ink = QColor(self._theme.colours.ink)
            painter.setPen(QPen(ink, self._theme.px(self._theme.sizes.hairline), Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))

    def _paint_bars(self, painter: QPainter, room: QRectF) -> None:
        colours, most = self._theme.colours, max(self._spread.bins)
        step, line = room.width() / BINS, painter.fontMetrics().height()
        for place, n in enumerate(self._spread.bins):
            if not n:
                continue
            high = room.height() * n / most
            bar = QRectF(
                room.left() + step * (place + (1 - _FILL) / 2), room.bottom() - high, step * _FILL, high
            )
            painter.fillRect(bar, QColor(colours.accent))
            painter.setPen(QColor(colours.ink))
            above = QRectF(bar.left() - step, bar.top() - line, bar.width() + 2 * step, line)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(n))

    def _paint_scale(self, painter: QPainter, room: QRectF) -> None:
        colours, line = self._theme.colours, painter.fontMetrics().height()
        painter.setPen(QPen(QColor(colours.edge), self._theme.px(self._theme.sizes.hairline)))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.setPen(QColor(colours.sub))
        for percent in (0, 20, 40, 60, 80, 100):
            x = room.left() + room.width() * percent / 100
            wide = painter.fontMetrics().horizontalAdvance("100%")
            where = QRectF(x - wide, room.bottom() + line * 0.3, 2 * wide, line)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, f"{percent}%")


def span(place: int) -> str:
    """Say which tenth of the scale a bar stands for."""
    step = 100 // BINS
    return f"{place * step}%–{(place + 1) * step}%"
