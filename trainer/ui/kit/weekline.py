"""The line of progress: the share of each week, with its figures; another line may stand beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.core.figures import FEW, Week
from trainer.ui.theme import Theme

NO_WEEKS = "这段时间还没有记录"
_GRID = (0, 50, 100)
_TICKS = 6


class WeekLine(QWidget):
    """Weeks of too few answers are hollow points; a gap is a week without any."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._weeks: tuple[Week, ...] = ()
        self._beside: tuple[Week, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("每周得分曲线")
        self.setAccessibleDescription(NO_WEEKS)

    def show_weeks(self, weeks: Sequence[Week], beside: Sequence[Week] = ()) -> None:
        """Show these weeks, and those of the hall `beside` them as a dashed line."""
        self._weeks, self._beside = tuple(weeks), tuple(beside)
        told = "；".join(_told(week) for week in weeks if week.sum.n)
        self.setAccessibleDescription(told or NO_WEEKS)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(26), self._theme.px(10))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(14), self._theme.px(7))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("sub"))
        if not self._weeks:
            painter.setPen(QColor(self._theme.colours.sub))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, NO_WEEKS)
            return
        room = self._plot(painter)
        self._paint_grid(painter, room)
        self._paint_dates(painter, room)
        colours = self._theme.colours
        if self._beside:
            self._paint_line(painter, room, self._beside, QPen(QColor(colours.sub), 1, Qt.PenStyle.DashLine))
        stroke = self._theme.px(self._theme.sizes.stroke)
        self._paint_line(painter, room, self._weeks, QPen(QColor(colours.accent), stroke))
        self._paint_points(painter, room)

    def _plot(self, painter: QPainter) -> QRectF:
        metrics = painter.fontMetrics()
        left = metrics.horizontalAdvance("100%") + self._theme.px(self._theme.sizes.space_s)
        high = metrics.height()
        return QRectF(self.rect()).adjusted(left, high / 2, -left / 2, -high * 1.4)

    def _place(self, room: QRectF, week: Week) -> QPointF:
        first, span = self._weeks[0].monday, max(1, (self._weeks[-1].monday - self._weeks[0].monday).days)
        share = week.sum.share or 0.0
        across = (week.monday - first).days / span if len(self._weeks) > 1 else 0.5
        return QPointF(room.left() + room.width() * across, room.bottom() - room.height() * share)

    def _paint_grid(self, painter: QPainter, room: QRectF) -> None:
        colours = self._theme.colours
        for percent in _GRID:
            y = room.bottom() - room.height() * percent / 100
            painter.setPen(QPen(QColor(colours.line), self._theme.px(self._theme.sizes.hairline)))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(QColor(colours.sub))
            high = painter.fontMetrics().height()
            where = QRectF(0, y - high / 2, room.left() - self._theme.px(self._theme.sizes.space_xs), high)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight, f"{percent}%")

    def _paint_dates(self, painter: QPainter, room: QRectF) -> None:
        painter.setPen(QColor(self._theme.colours.sub))
        step = max(1, -(-len(self._weeks) // _TICKS))
        wide, high = painter.fontMetrics().horizontalAdvance("12月30日") * 1.2, painter.fontMetrics().height()
        for week in self._weeks[::step]:
            x = self._place(room, week).x()
            where = QRectF(x - wide / 2, room.bottom() + high * 0.3, wide, high)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, f"{week.monday.month}月{week.monday.day}日")

    def _paint_line(self, painter: QPainter, room: QRectF, weeks: Sequence[Week], pen: QPen) -> None:
        """Draw from week to week; a week without answers breaks the line."""
        first = self._weeks[0].monday
        run: list[QPointF] = []
        painter.setPen(pen)
        for week in weeks:
            if week.sum.best > 0 and week.monday >= first:
                run.append(self._place(room, week))
                continue
            painter.drawPolyline(run)
            run = []
        painter.drawPolyline(run)

    def _paint_points(self, painter: QPainter, room: QRectF) -> None:
        theme = self._theme
        accent, card, dot = QColor(theme.colours.accent), QColor(theme.colours.card), theme.px(0.2)
        painter.setPen(QPen(accent, theme.px(theme.sizes.hairline)))
        for week in self._weeks:
            if week.sum.best > 0:
                painter.setBrush(card if week.sum.n < FEW else accent)
                painter.drawEllipse(self._place(room, week), dot, dot)


def _told(week: Week) -> str:
    few = "，样本不足" if week.sum.n < FEW else ""
    return f"{week.monday.month}月{week.monday.day}日那周 {week.sum.percent or 0}%（{week.sum.n}{few}）"
