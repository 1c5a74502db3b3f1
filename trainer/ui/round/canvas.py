"""A page of the stage to write on: measured by its height, its words as large as their box lets them be."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from trainer.ui.kit.sheet import Sheet, paint_sheet
from trainer.ui.theme import Theme

Style = Literal["", "bold", "centred", "bold centred"]
HIGH, WIDE = 30, 53
"""Units: a page is at least so high, and at least so wide."""
SMALLEST: Final = 0.8
"""Nothing is written smaller than this (units): it could not be read from the last row."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """A painter with the measures of a stage: `unit` is a thirtieth of its height."""

    painter: QPainter
    theme: Theme
    area: QRectF

    @property
    def unit(self) -> float:
        """How many pixels a unit is."""
        return unit_of(self.area)

    @property
    def wide(self) -> float:
        """How many units the page is wide."""
        return self.area.width() / self.unit

    def box(self, x: float, y: float, wide: float, high: float) -> QRectF:
        """Return a box in units from the upper left."""
        unit = self.unit
        return QRectF(x * unit, y * unit, wide * unit, high * unit)

    def write(self, box: QRectF, words: str, size: float, colour: str, style: Style = "") -> None:
        """Write words into a box, smaller where they would not fit; what still does not is cut off."""
        font = self.theme.font("body", bold="bold" in style)
        across = Qt.AlignmentFlag.AlignHCenter if "centred" in style else Qt.AlignmentFlag.AlignLeft
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | across)
        most = max(1, round(size * self.unit))
        least = min(most, max(1, round(SMALLEST * self.unit)))
        font.setPixelSize(_fitting(font, box, (words, flags), least, most))
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        self.painter.drawText(box, flags, words)

    def card(self, box: QRectF, fill: str, line: str, width: float = 1) -> None:
        """Paint a card with an edge of so many hairlines."""
        sizes = self.theme.sizes
        sheet = Sheet(fill, line, sizes.hairline * width, sizes.radius_l)
        paint_sheet(self.painter, box, sheet, self.theme)


def unit_of(area: QRectF) -> float:
    """Return how many pixels a unit of a page is."""
    return min(area.height() / HIGH, area.width() / WIDE)


def _fitting(font: QFont, box: QRectF, said: tuple[str, int], least: int, most: int) -> int:
    """Return the largest size (pixels) at which words, laid out by their flags, fit into a box."""
    if _fits(font, box, said, most):
        return most
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if _fits(font, box, said, middle) else (least, middle)
    return least


def _fits(font: QFont, box: QRectF, said: tuple[str, int], pixels: int) -> bool:
    font.setPixelSize(pixels)
    words, flags = said
    needed = QFontMetricsF(font).boundingRect(box, flags, words)
    return needed.height() <= box.height() and needed.width() <= box.width() + 1
