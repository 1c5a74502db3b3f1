"""The competence radar: up to six axes, each from nothing to the best; its figures stand beside the names."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.kit.bar import figures, share
from trainer.ui.theme import Theme

MOST_AXES = 6
NO_AXES = "还没有成绩"

_RINGS = (0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """One competence: what was got and the best there was (0: not tried)."""

    name: str
    got: float
    best: float


class Radar(QWidget):
    """Paints the axes it was last shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._axes: tuple[Axis, ...] = ()
        self._beside: tuple[Axis, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("能力雷达图")
        self.setAccessibleDescription(NO_AXES)

    def show_axes(self, axes: Sequence[Axis], beside: Sequence[Axis] = ()) -> None:
        """Show these axes, clockwise from the top; more than six is the caller's mistake.

        The same axes of others may stand `beside` them, as a dashed line.
        """
        if len(axes) > MOST_AXES:
            raise ValueError(f"a radar has at most {MOST_AXES} axes, not {len(axes)}")
        self._axes, self._beside = tuple(axes), tuple(beside)
        told = "；".join(f"{axis.name} {figures(axis.got, axis.best)}" for axis in axes)
        self.setAccessibleDescription(told or NO_AXES)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(24), self._theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(18), self._theme.px(15))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("sub"))
        if not self._axes:
            painter.setPen(QColor(self._theme.colours.sub))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, NO_AXES)
            return
        centre, reach = self._middle()
        self._paint_web(painter, centre, reach)
        self._paint_beside(painter, centre, reach)
        self._paint_shape(painter, centre, reach)
        for row, axis in enumerate(self._axes):
            self._paint_name(painter, self._point(row, 1.0, centre, reach), axis, centre)

    def _middle(self) -> tuple[QPointF, float]:
        metrics = QFontMetrics(self._theme.font("sub"))
        gap = self._theme.px(self._theme.sizes.space_s)
        widest = max(metrics.horizontalAdvance(axis.name) for axis in self._axes)
        room_x = self.width() / 2 - widest - 2 * gap
        room_y = self.height() / 2 - 2 * metrics.height() - gap
        return QPointF(self.width() / 2, self.height() / 2), max(1.0, min(room_x, room_y))

    def _point(self, row: int, part: float, centre: QPointF, reach: float) -> QPointF:
        angle = 2 * pi * row / len(self._axes) - pi / 2
        return centre + QPointF(cos(angle), sin(angle)) * (reach * part)

    def _paint_web(self, painter: QPainter, centre: QPointF, reach: float) -> None:
        colours = self._theme.colours
        painter.setPen(QPen(QColor(colours.line), self._theme.px(self._theme.sizes.hairline)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rows = range(len(self._axes))
        for part in _RINGS:
            painter.drawPolygon(QPolygonF([self._point(row, part, centre, reach) for row in rows]))
        for row in rows:
            painter.drawLine(centre, self._point(row, 1.0, centre, reach))

    def _paint_beside(self, painter: QPainter, centre: QPointF, reach: float) -> None:
        if self._beside:
            shares = (share(axis.got, axis.best) for axis in self._beside)
            points = [self._point(row, part, centre, reach) for row, part in enumerate(shares)]
            ink = QColor(self._theme.colours.ink)
            painter.setPen(QPen(ink, self._theme.px(self._theme.sizes.hairline), Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(QPolygonF(points))

    def _paint_shape(self, painter: QPainter, centre: QPointF, reach: float) -> None:
        theme = self._theme
        points = [
            self._point(row, share(axis.got, axis.best), centre, reach) for row, axis in enumerate(self._axes)
        ]
        ground = QColor(theme.colours.accent)
        painter.setPen(QPen(ground, theme.px(theme.sizes.stroke)))
        veil = QColor(ground)
        veil.setAlphaF(0.18)
        painter.setBrush(veil)
        painter.drawPolygon(QPolygonF(points))
        painter.setBrush(ground)
        for point in points:
            painter.drawEllipse(point, theme.px(0.2), theme.px(0.2))

    def _paint_name(self, painter: QPainter, tip: QPointF, axis: Axis, centre: QPointF) -> None:
        theme = self._theme
        metrics = QFontMetrics(theme.font("sub", bold=True))
        words = (axis.name, figures(axis.got, axis.best))
        width = max(metrics.horizontalAdvance(word) for word in words)
        room = QRectF(0, 0, width, 2 * metrics.height())
        out = tip - centre
        length = max(1.0, (out.x() ** 2 + out.y() ** 2) ** 0.5)
        unit = out / length
        gap = theme.px(theme.sizes.space_s)
        room.moveCenter(tip + QPointF(unit.x() * (width / 2 + gap), unit.y() * (room.height() / 2 + gap)))
        colours, top = theme.colours, QRectF(room.topLeft(), room.center()).normalized()
        top.setWidth(width)
        for line, word, ink in (
            (top, words[0], colours.sub),
            (top.translated(0, top.height()), words[1], colours.ink),
        ):
            painter.setFont(theme.font("sub", bold=ink == colours.ink))
            painter.setPen(QColor(ink))
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, word)
