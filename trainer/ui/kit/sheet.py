"""Paper to write on: a rounded sheet with an edge and a cheap shadow, for widgets and delegates."""

from dataclasses import dataclass
from functools import lru_cache, partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from trainer.ui.kit.patch import Patch, cut_patch
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


@dataclass(frozen=True, slots=True)
class _Cut:
    """A sheet with its lengths in pixels and the shade of its shadow: all that its picture depends on."""

    fill: str
    edge: str
    stroke: int
    radius: int
    dashed: bool
    shade: str
    depth: int


def paint_sheet(painter: QPainter, room: QRectF, sheet: Sheet, theme: Theme) -> None:
    """Paint the sheet into `room`; its shadow stays inside too, so nothing is clipped.

    Painted once for each look and stamped from then on: rounded shapes with soft edges are what costs
    most in a frame. A dashed edge does not stretch, nor do corners at a broken scale (125 %).
    """
    depth, dense = shadow_depth(theme), painter.device().devicePixelRatioF()
    cut = _Cut(
        sheet.fill,
        sheet.edge,
        theme.px(sheet.stroke),
        theme.px(sheet.radius),
        sheet.dashed,
        theme.colours.shadow if sheet.raised and depth else "",
        depth,
    )
    if not sheet.dashed and dense.is_integer() and (patch := _patch(cut, dense)).fits(room):
        patch.stamp(painter, room)
    else:
        _paint_cut(cut, painter, room)


@lru_cache(maxsize=64)
def _patch(cut: _Cut, dense: float) -> Patch:
    return cut_patch(cut.radius + cut.stroke + cut.depth, dense, partial(_paint_cut, cut))


def _paint_cut(cut: _Cut, painter: QPainter, room: QRectF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = cut.stroke / 2
    paper = room.adjusted(half, half, -half, -half - cut.depth)
    if cut.shade:
        _paint_shadow(cut, painter, paper)
    pen = QPen(QColor(cut.edge), cut.stroke)
    if cut.dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen if cut.stroke else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QColor(cut.fill))
    painter.drawRoundedRect(paper, cut.radius, cut.radius)


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


def _paint_shadow(cut: _Cut, painter: QPainter, paper: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    shade = QColor(cut.shade)
    for drop, dark in _SHADES:
        shade.setAlphaF(dark)
        painter.setBrush(shade)
        painter.drawRoundedRect(paper.translated(0, drop * cut.depth), cut.radius, cut.radius)
