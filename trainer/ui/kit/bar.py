"""A labelled bar: how much was got of the best that could be had."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.theme import Theme

WEAK_BELOW = 0.6
NOT_TRIED = "未涉及"

_THICK = 0.53


def share(got: float, best: float) -> float:
    """Return the share that was got, between 0 and 1; 0 when there was nothing to get."""
    return min(1.0, max(0.0, got / best)) if best > 0 else 0.0


def figures(got: float, best: float) -> str:
    """Return the figures as people read them, or that nothing was to be had."""
    return f"{got:g} / {best:g}" if best > 0 else NOT_TRIED


class ScoreBar(QWidget):
    """Label and figures above, the bar below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label, self._got, self._best = "", 0.0, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_score(self, label: str, got: float, best: float) -> None:
        """Show `got` of `best` under this label; a best of 0 means that it was not tried."""
        self._label, self._got, self._best = label, got, best
        self.setAccessibleName(label)
        self.setAccessibleDescription(figures(got, best))
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        line = QFontMetrics(theme.font("body")).height()
        return QSize(theme.px(16), line + theme.px(theme.sizes.space_xs) + theme.px(_THICK))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(8), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = self._theme.px(_THICK)
        words = QRectF(self.rect()).adjusted(0, 0, 0, -thick - self._theme.px(self._theme.sizes.space_xs))
        self._paint_words(painter, words)
        self._paint_bar(painter, QRectF(0, self.height() - thick, self.width(), thick))

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        theme, numbers = self._theme, figures(self._got, self._best)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(bold=self._best > 0))
        painter.setPen(QColor(theme.colours.ink if self._best > 0 else theme.colours.sub))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, numbers)
        taken = painter.fontMetrics().horizontalAdvance(numbers) + theme.px(theme.sizes.space_s)
        painter.setFont(theme.font())
        label = painter.fontMetrics().elidedText(
            self._label, Qt.TextElideMode.ElideRight, int(room.width()) - taken
        )
        painter.setPen(QColor(theme.colours.ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, label)

    def _paint_bar(self, painter: QPainter, room: QRectF) -> None:
        colours, round_end = self._theme.colours, room.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(room, round_end, round_end)
        part = share(self._got, self._best)
        if part > 0:
            filled = QRectF(room)
            filled.setWidth(max(room.height(), room.width() * part))
            painter.setBrush(QColor(self._theme.solid("plain" if part >= WEAK_BELOW else "warm")))
            painter.drawRoundedRect(filled, round_end, round_end)
