"""A wrapped text that is laid out once per width and painted as often as needed."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.theme import Theme

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


class Sentence(QWidget):
    """A wrapped text as a widget; a QLabel that wraps costs ten times as much at each change."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._font = theme, theme.font()
        self._prose = Prose("", self._font)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str) -> None:
        """Show this text; the same one again costs nothing."""
        if text != self._prose.text:
            self._prose = Prose(text, self._font)
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        text = self._prose.height(width - margins.left() - margins.right())
        return round(text + 0.5) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > self._theme.px(8) else self._theme.px(24)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(8), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        self._prose.height(room.width())
        self._prose.paint(QPainter(self), QPointF(room.topLeft()), self._theme.colours.ink)


def _option() -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
