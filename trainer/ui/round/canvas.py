"""What a stage is painted with: measures by its height, words that shrink to their room, cards and ticks."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from trainer.ui.kit.sheet import Sheet, paint_sheet
from trainer.ui.theme import Theme

Style = Literal["", "bold", "centred", "bold centred", "right"]
HIGH: Final = 30
"""So many units is a stage high."""
WIDE: Final = 53
MARGIN: Final = 2.0
SMALLEST: Final = 0.7
"""In units: smaller letters nobody reads from eight metres."""
SHRINK: Final = 0.94
PERCENT: Final = 100
NARROW: Final = 0.5
LEADING: Final = 1.4
"""How wide a Latin letter is, and how high a line, in sizes of the letters."""
_WIDE: Final = "\u2e7f"
_TICK: Final = ((0.08, 0.55), (0.38, 0.85), (0.94, 0.18))


def unit_of(area: QRectF) -> float:
    """Return the length of a unit in pixels."""
    return min(area.height() / HIGH, area.width() / WIDE)


@dataclass
class Canvas:
    """A painter with the measures of a stage: a unit is a thirtieth of its height."""

    painter: QPainter
    theme: Theme
    area: QRectF

    @property
    def unit(self) -> float:
        """The length of a unit in pixels."""
        return unit_of(self.area)

    @property
    def wide(self) -> float:
        """How many units the page is wide."""
        return self.area.width() / self.unit

    @property
    def high(self) -> float:
        """How many units the page is high."""
        return self.area.height() / self.unit

    def box(self, x: float, y: float, wide: float, high: float) -> QRectF:
        """Return a box in units from the upper left."""
        unit = self.unit
        return QRectF(x * unit, y * unit, wide * unit, high * unit)

    def write(self, box: QRectF, words: str, size: float, colour: str, style: Style = "") -> None:
        """Write words into a box, smaller where they would not fit."""
        pixels = self._fitting(box, words, size * self.unit, style)
        self.painter.setFont(self._font(pixels, style))
        self.painter.setPen(QColor(colour))
        self.painter.drawText(box, _flags(style), words)

    def size_for(self, box: QRectF, texts: Iterable[str], size: float) -> float:
        """Return the largest size, up to `size`, at which each of these texts fits into such a box."""
        found = [self._fitting(box, words, size * self.unit, "bold") for words in texts]
        return min(found, default=size * self.unit) / self.unit

    def _fitting(self, box: QRectF, words: str, pixels: float, style: Style) -> float:
        """Return how large words are that fit: first guessed, for to measure every size takes a frame."""
        while _guessed(words, pixels, box.width()) > box.height() and pixels > SMALLEST * self.unit:
            pixels *= SHRINK
        flags = _flags(style)
        while pixels * SHRINK >= SMALLEST * self.unit:
            needed = QFontMetricsF(self._font(pixels, style)).boundingRect(box, flags, words)
            if needed.height() <= box.height() and needed.width() <= box.width() + 1:
                break
            pixels *= SHRINK
        return pixels

    def _font(self, pixels: float, style: Style) -> QFont:
        font = self.theme.font(bold="bold" in style)
        font.setPixelSize(max(8, round(pixels)))
        return font

    def card(self, box: QRectF, fill: str, line: str, width: float = 1) -> None:
        """Paint a card with an edge of so many hairlines."""
        sizes = self.theme.sizes
        sheet = Sheet(fill, line, sizes.hairline * width, sizes.radius_l)
        paint_sheet(self.painter, box, sheet, self.theme)

    def tick(self, box: QRectF, colour: str) -> None:
        """Paint a tick: that of the font is the sign of a root."""
        pen = QPen(QColor(colour), box.width() / 7)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.painter.setPen(pen)
        points = [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in _TICK]
        self.painter.drawPolyline(QPolygonF(points))


def part_of(box: QRectF, left: float, wide: float) -> QRectF:
    """Return a part of a box as high as it, in pixels from its left edge."""
    return QRectF(box.left() + left, box.top(), wide, box.height())


def _guessed(words: str, pixels: float, wide: float) -> float:
    """Guess how high words stand in a column, from below: Chinese letters are squares, others narrow."""
    lines = 0
    for line in words.split("\n"):
        width = sum(1.0 if letter > _WIDE else NARROW for letter in line) * pixels
        lines += max(1, ceil(width / max(1.0, wide)))
    return lines * pixels * LEADING


def _flags(style: Style) -> int:
    return int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | _across(style))


def _across(style: Style) -> Qt.AlignmentFlag:
    if "centred" in style:
        return Qt.AlignmentFlag.AlignHCenter
    return Qt.AlignmentFlag.AlignRight if style == "right" else Qt.AlignmentFlag.AlignLeft


def team_colour(theme: Theme, teams: tuple[str, ...], team: str) -> str:
    """Return the colour of a team; its name always stands beside it, so that none needs to be told apart."""
    colours = theme.colours
    shades = (colours.accent, colours.warm_solid, colours.good_solid, colours.hot_solid, colours.sub)
    return shades[teams.index(team) % len(shades)] if team in teams else colours.line
