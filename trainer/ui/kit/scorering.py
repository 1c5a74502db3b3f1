"""The score of an attempt as a ring: the share of the best, with the figures in the middle."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.kit.bar import WEAK_BELOW
from trainer.ui.theme import Theme, Tone

_SIDE = 11.5
_THICK = 0.9
_TURN = 360 * 16
_TOP = 90 * 16


class ScoreRing(QWidget):
    """Per cent in large letters, marks below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._percent, self._total, self._best = 0, 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_score(self, percent: int, total: int, best: int) -> None:
        """Show `total` marks of the `best` that could be reached."""
        self._percent, self._total, self._best = percent, total, best
        self.setAccessibleName(f"总分 {percent}%,{total} 分，满分 {best} 分")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_SIDE), self._theme.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, thick = self._theme, self._theme.px(_THICK)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(self.rect()).adjusted(thick, thick, -thick, -thick)
        painter.setPen(QPen(QColor(theme.colours.line), thick))
        painter.drawEllipse(circle)
        if self._percent > 0:
            tone: Tone = "plain" if self._percent >= 100 * WEAK_BELOW else "warm"
            pen = QPen(QColor(theme.solid(tone)), thick)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(circle, _TOP, -round(_TURN * min(self._percent, 100) / 100))
        self._paint_figures(painter, circle)

    def _paint_figures(self, painter: QPainter, circle: QRectF) -> None:
        theme, centre = self._theme, Qt.AlignmentFlag.AlignCenter
        font = theme.font("title", bold=True)
        font.setPixelSize(theme.px(2.4))
        painter.setFont(font)
        painter.setPen(QColor(theme.colours.ink))
        painter.drawText(circle.translated(0, -theme.px(0.6)), centre, f"{self._percent}%")
        painter.setFont(theme.font("sub"))
        painter.setPen(QColor(theme.colours.sub))
        painter.drawText(circle.translated(0, theme.px(1.5)), centre, f"{self._total} / {self._best} 分")
