"""The questions of a sitting in a column: those behind with how they went, the one that is asked now."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.training.sitting import Sitting
from trainer.ui.theme import Theme

DONE_RIGHT, DONE_PARTLY, DONE_WRONG, NOW, TO_COME = "√ 对", "◐ 部分对", "× 不对", "▶ 现在", ""
_ROW = 1.9


@dataclass(frozen=True, slots=True)
class Stop:
    """A question on the way: what it is about is told once it is there."""

    title: str
    word: str


def stops(sitting: Sitting) -> list[Stop]:
    """List the questions of a sitting."""
    found = []
    for place, task in enumerate(sitting.tasks):
        if place < len(sitting.done):
            done = sitting.done[place]
            word = DONE_RIGHT if done.right else DONE_PARTLY if done.score > 0 else DONE_WRONG
            found.append(Stop(sitting.title(task), word))
        else:
            now = place == len(sitting.done)
            found.append(Stop(sitting.title(task) if now else "还没有问", NOW if now else TO_COME))
    return found


class Trail(QWidget):
    """Paints a row for each question."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._stops: list[Stop] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def stops(self) -> list[Stop]:
        """The rows that are shown."""
        return self._stops

    def show_sitting(self, sitting: Sitting) -> None:
        """Show how far a sitting has come."""
        self._stops = stops(sitting)
        told = "，".join(f"第 {i} 题{stop.word[2:]}" for i, stop in enumerate(self._stops, 1) if stop.word)
        self.setAccessibleName(f"这一轮：{told}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(16), max(1, len(self._stops)) * self._theme.px(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, high = QPainter(self), self._theme.px(_ROW)
        for row, stop in enumerate(self._stops):
            self._paint_row(painter, QRectF(0, row * high, self.width(), high), row + 1, stop)

    def _paint_row(self, painter: QPainter, room: QRectF, number: int, stop: Stop) -> None:
        theme, colours, middle = self._theme, self._theme.colours, Qt.AlignmentFlag.AlignVCenter
        inks = {
            DONE_RIGHT: colours.good,
            DONE_WRONG: colours.hot,
            DONE_PARTLY: colours.warm,
            NOW: colours.accent,
        }
        painter.setFont(theme.font(bold=stop.word == NOW))
        metrics = painter.fontMetrics()
        painter.setPen(QColor(colours.ink if stop.word else colours.sub))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, str(number))
        left, wide = theme.px(2), metrics.horizontalAdvance(DONE_PARTLY)
        title = metrics.elidedText(
            stop.title, Qt.TextElideMode.ElideRight, int(room.width()) - left - wide - theme.px(0.5)
        )
        painter.drawText(room.adjusted(left, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, title)
        painter.setPen(QColor(inks.get(stop.word, colours.sub)))
        painter.drawText(
            QRectF(room.right() - wide, room.top(), wide, room.height()),
            middle | Qt.AlignmentFlag.AlignLeft,
            stop.word,
        )
