"""A drawing painted by Qt, as vectors: in a PDF its words stay words."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from trainer.reports.drawing import Box, Dot, Drawing, Path, Words

_DASH = (5.0, 3.0)
_HAIR = 0.5


def paint(painter: QPainter, place: QRectF, picture: Drawing, font: QFont) -> None:
    """Paint a picture into a place, as large as fits."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    scale = min(place.width() / picture.width, place.height() / picture.height)
    painter.scale(scale, scale)
    for shape in picture.shapes:
        if isinstance(shape, Path):
            _paint_path(painter, shape)
        elif isinstance(shape, Box):
            _paint_box(painter, shape)
        elif isinstance(shape, Dot):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shape.fill))
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        else:
            _paint_words(painter, shape, font)
    painter.restore()


def _pen(ink: str, width: float, dash: bool = False) -> QPen:
    """Return a pen; its dashes are lengths in px, Qt reckons them in widths of the pen."""
    pen = QPen(QColor(ink), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash:
        pen.setDashPattern([length / width for length in _DASH])
    return pen


def _paint_path(painter: QPainter, path: Path) -> None:
    fill = QColor(path.fill)
    fill.setAlphaF(path.opacity)
    painter.setBrush(fill if path.fill else Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(path.line, path.width, path.dash) if path.line else QPen(Qt.PenStyle.NoPen))
    points = QPolygonF([QPointF(x, y) for x, y in path.points])
    if path.closed:
        painter.drawPolygon(points)
    else:
        painter.drawPolyline(points)


def _paint_box(painter: QPainter, box: Box) -> None:
    painter.setPen(_pen(box.line, _HAIR) if box.line else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QColor(box.fill))
    painter.drawRect(QRectF(box.x, box.y, box.width, box.height))


def _paint_words(painter: QPainter, words: Words, font: QFont) -> None:
    """Paint a line of text; the font's size is taken in px of the picture, whatever the device."""
    lettering = QFont(font)
    lettering.setPixelSize(100)
    lettering.setBold(words.bold)
    scale = words.size / 100
    width = QFontMetricsF(lettering).horizontalAdvance(words.text)
    before = {"start": 0.0, "middle": width / 2, "end": width}[words.anchor]
    painter.save()
    painter.translate(words.x, words.y)
    if words.turned:
        painter.rotate(-90)
    painter.scale(scale, scale)
    painter.setFont(lettering)
    painter.setPen(QColor(words.ink))
    painter.drawText(QPointF(-before, 0), words.text)
    painter.restore()
