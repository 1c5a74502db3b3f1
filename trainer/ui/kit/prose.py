"""A wrapped text that is laid out once per width and painted as often as needed."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

_LINE_BREAK = "\u2028"


class Prose:
    """Text in one font; asking for a height lays it out, painting uses the last layout."""

    def __init__(self, text: str, font: QFont) -> None:
        self.text = text
        self._layout = QTextLayout(text.replace("\n", _LINE_BREAK), font)
        self._layout.setTextOption(_option())
        self._layout.setCacheEnabled(True)
        self._width = -1.0

    def height(self, width: float) -> float:
        """Return the height in a column `width` wide; an empty text has none."""
        if not self.text:
            return 0.0
        if width != self._width:
            self._lay_out(width)
        return self._layout.boundingRect().height()

    def natural_width(self, width: float) -> float:
        """Return how much of a column `width` wide the longest line really takes."""
        if not self.text:
            return 0.0
        self.height(width)
        return max(self._layout.lineAt(row).naturalTextWidth() for row in range(self._layout.lineCount()))

    def paint(self, painter: QPainter, at: QPointF, colour: str) -> None:
        """Paint the last layout with its upper left corner `at`."""
        if self.text:
            painter.setPen(QColor(colour))
            self._layout.draw(painter, at)

    def _lay_out(self, width: float) -> None:
        self._width = width
        top = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, top))
            top += line.height()
        self._layout.endLayout()


def _option() -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
