"""A short list of named figures, each with a bar as long as its part of the largest."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.theme import Theme, Tone

_LINE, _BAR = 2.55, 0.27


@dataclass(frozen=True, slots=True)
class Rank:
    """A line: what, its figure in words, and how long its bar is (0 to 1)."""

    name: str
    figure: str
    part: float
    tone: Tone = "plain"


class RankList(QWidget):
    """Paints its lines; a tool tip says them whole where they are cut."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ranks: tuple[Rank, ...] = ()
        self._nothing = ""
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_ranks(self, ranks: Sequence[Rank], nothing: str) -> None:
        """Show these lines, or say why there are none."""
        self._ranks, self._nothing = tuple(ranks), nothing
        told = "；".join(f"{rank.name}，{rank.figure}" for rank in ranks) or nothing
        self.setAccessibleDescription(told)
        self.setToolTip("\n".join(f"{rank.name}　{rank.figure}" for rank in ranks))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(16), self._theme.px(_LINE) * max(1, len(self._ranks)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(10), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font("sub"))
        if not self._ranks:
            painter.setPen(QColor(self._theme.colours.sub))
            where = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), where, self._nothing)
            return
        high = self._theme.px(_LINE)
        for place, rank in enumerate(self._ranks):
            self._paint_rank(painter, QRectF(0, place * high, self.width(), high), rank)

    def _paint_rank(self, painter: QPainter, room: QRectF, rank: Rank) -> None:
        theme, colours = self._theme, self._theme.colours
        thick = theme.px(_BAR)
        words = room.adjusted(0, 0, 0, -2 * thick)
        painter.setPen(QColor(colours.sub))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | middle, rank.figure)
        taken = painter.fontMetrics().horizontalAdvance(rank.figure) + theme.px(theme.sizes.space_s)
        name = painter.fontMetrics().elidedText(
            rank.name, Qt.TextElideMode.ElideRight, int(words.width() - taken)
        )
        painter.setPen(QColor(colours.ink))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | middle, name)
        bar = QRectF(room.left(), room.bottom() - 2 * thick, room.width(), thick)
        painter.fillRect(bar, QColor(colours.line))
        bar.setWidth(bar.width() * min(1.0, max(0.0, rank.part)))
        painter.fillRect(bar, QColor(theme.solid(rank.tone)))
