"""Paper to write on: a rounded sheet with an edge and a cheap shadow, for widgets and delegates."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from trainer.ui.theme import Theme

_SHADES = ((1.0, 0.022), (0.6, 0.030), (0.25, 0.038))
"""Layers of the shadow: how far down (in shadow depths) and how dark."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a sheet looks; lengths are multiples of the base size."""

    fill: str
    edge: str
    stroke: float
    radius: float
    dashed: bool = False
    raised: bool = True


def paint_sheet(painter: QPainter, room: QRectF, sheet: Sheet, theme: Theme) -> None:
    """Paint the sheet into `room`; its shadow stays inside too, so nothing is clipped."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius, width, depth = theme.px(sheet.radius), theme.px(sheet.stroke), shadow_depth(theme)
    paper = room.adjusted(width / 2, width / 2, -width / 2, -width / 2 - depth)
    if sheet.raised and depth:
        _paint_shadow(painter, paper, radius, theme)
    pen = QPen(QColor(sheet.edge), width)
    if sheet.dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(sheet.fill))
    painter.drawRoundedRect(paper, radius, radius)


def shadow_depth(theme: Theme) -> int:
    """Return how many pixels below a sheet belong to its shadow."""
    return theme.px(theme.sizes.depth)


def bubble_path(room: QRectF, radius: float, tight: float, *, ours: bool) -> QPainterPath:
    """Return a speech bubble: round, with one `tight` upper corner on the speaker's side."""
    radius = min(radius, room.height() / 2, room.width() / 2)
    left, right = (radius, tight) if ours else (tight, radius)
    path = QPainterPath()
    path.moveTo(room.left() + left, room.top())
    for corner, reach, start in (
        (room.topRight(), right, 90),
        (room.bottomRight(), radius, 0),
        (room.bottomLeft(), radius, -90),
        (room.topLeft(), left, 180),
    ):
        box = QRectF(0, 0, 2 * reach, 2 * reach)
        box.moveCenter(room.center())
        _push_into(box, corner)
        path.arcTo(box, start, -90)
    path.closeSubpath()
    return path


def _push_into(box: QRectF, corner: QPointF) -> None:
    if corner.x() > box.center().x():
        box.moveRight(corner.x())
    else:
        box.moveLeft(corner.x())
    if corner.y() > box.center().y():
        box.moveBottom(corner.y())
    else:
        box.moveTop(corner.y())


def _paint_shadow(painter: QPainter, paper: QRectF, radius: float, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    shade = QColor(theme.colours.shadow)
    for drop, dark in _SHADES:
        shade.setAlphaF(dark)
        painter.setBrush(shade)
        painter.drawRoundedRect(paper.translated(0, drop * shadow_depth(theme)), radius, radius)
