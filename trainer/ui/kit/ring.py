"""The ring that stands for every clock: it shrinks, thickens and changes its colour as time runs out."""

from typing import Literal

from PySide6.QtCore import Property, QEasingCurve, QPropertyAnimation, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.theme import Theme

Stage = Literal["accent", "warm", "hot"]
WARM_BELOW = 0.5
HOT_BELOW = 0.25

_THICKNESS: dict[Stage, float] = {"accent": 0.085, "warm": 0.115, "hot": 0.15}
_GLIDE_MS = 180
_LEAP = 0.02
"""Less than this is shown at once: a running clock needs no animation."""
_TURN = 360 * 16
_TOP = 90 * 16


class Ring(QWidget):
    """Seconds that are left, as a ring with the number in it."""

    def __init__(self, theme: Theme, size: float = 3.2, parent: QWidget | None = None) -> None:
        """`size` is the diameter as a multiple of the base size."""
        super().__init__(parent)
        self._theme = theme
        self._side = theme.px(size)
        self._shown = self._aim = 1.0
        self._text = ""
        self._glide = QPropertyAnimation(self, b"fraction", self)
        self._glide.setDuration(_GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_remaining(self, seconds: float, of: float) -> None:
        """Show `seconds` left of a span; a number past its end counts as nothing left."""
        left = max(0.0, seconds)
        text = str(-int(-left // 1))
        if text != self._text:
            self._text = text
            self.update()
            self.setAccessibleName(f"还剩 {text} 秒")
        self._glide_to(min(1.0, left / of) if of > 0 else 0.0)

    @staticmethod
    def paint_ring(painter: QPainter, room: QRectF, fraction: float, text: str, theme: Theme) -> None:
        """Paint a ring into `room`, for delegates and for this widget alike."""
        stage = stage_of(fraction)
        side = min(room.width(), room.height())
        width = side * _THICKNESS[stage]
        circle = QRectF(0, 0, side - width, side - width)
        circle.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.colours.line), side * _THICKNESS["accent"]))
        painter.drawEllipse(circle)
        pen = QPen(QColor(colour_of(stage, theme)), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if fraction > 0:
            painter.drawArc(circle, _TOP, round(_TURN * min(1.0, fraction)))
        _paint_number(painter, room, text, stage, theme)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paint_ring(QPainter(self), QRectF(self.rect()), self._shown, self._text, self._theme)

    def _glide_to(self, fraction: float) -> None:
        if fraction == self._aim:
            return
        self._aim = fraction
        self._glide.stop()
        if not self.isVisible() or abs(fraction - self._shown) < _LEAP:
            self._set_fraction(fraction)
            return
        self._glide.setStartValue(self._shown)
        self._glide.setEndValue(fraction)
        self._glide.start()

    def _fraction(self) -> float:
        return self._shown

    def _set_fraction(self, fraction: float) -> None:
        self._shown = fraction
        self.update()

    fraction = Property(float, _fraction, _set_fraction)


def stage_of(fraction: float) -> Stage:
    """Tell how pressing it is: half of the time left is warm, a quarter is hot."""
    if fraction < HOT_BELOW:
        return "hot"
    return "warm" if fraction < WARM_BELOW else "accent"


def colour_of(stage: Stage, theme: Theme) -> str:
    """Return the colour of a stage."""
    return theme.solid("plain" if stage == "accent" else stage)


def _paint_number(painter: QPainter, room: QRectF, text: str, stage: Stage, theme: Theme) -> None:
    font = theme.font(bold=stage != "accent")
    side = min(room.width(), room.height())
    font.setPixelSize(max(1, round(side * (0.36 if len(text) < 3 else 0.28))))
    painter.setFont(font)
    painter.setPen(QColor(theme.colours.hot if stage == "hot" else theme.colours.ink))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
