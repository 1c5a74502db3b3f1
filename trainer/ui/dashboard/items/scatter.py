"""The items as points: how easy by how telling; the arrows walk them, and the chosen one is ringed."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.reports.hallsheets import ItemFigures
from trainer.ui.dashboard.items.words import is_telling, spoken
from trainer.ui.theme import Theme

NOTHING = "还没有一道题有足够的作答，画不出图。"
ACROSS, UP = "易度（越靠右越容易）", "区分度（越靠上越能分出高下）"
_LOW, _HIGH = -0.4, 1.0
_LINES = (-0.4, -0.2, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_STEPS = (0, 20, 40, 60, 80, 100)
_DOT, _RING = 0.42, 0.75
_KEYS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Down: (1, -1), Qt.Key.Key_Up: (1, 1)}


class Scatter(QWidget):
    """`chosen` carries the place of an item; without enough answers an item has no point."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: tuple[ItemFigures, ...] = ()
        self._points: dict[int, tuple[float, float]] = {}
        self.place = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("散点图：各题的易度和区分度")
        self.setAccessibleDescription(NOTHING)

    def show_items(self, items: Sequence[ItemFigures]) -> None:
        """Show these items."""
        self._items = tuple(items)
        self._points = {
            place: (item.facility or 0.0, min(_HIGH, max(_LOW, item.discrimination or 0.0)))
            for place, item in enumerate(self._items)
            if is_telling(item)
        }
        self.choose(self.place if 0 <= self.place < len(self._items) else -1)

    def choose(self, place: int) -> None:
        """Ring the point of an item, if it has one."""
        self.place = place
        known = 0 <= place < len(self._items)
        told = spoken(place, self._items[place]) if known else f"{len(self._points)} 道题"
        self.setAccessibleDescription(told if self._points else NOTHING)
        self.update()

    def spot(self, place: int) -> QPointF:
        """Return where the point of an item is."""
        easy, telling = self._points[place]
        room = self._room()
        share = (telling - _LOW) / (_HIGH - _LOW)
        return QPointF(room.left() + room.width() * easy, room.bottom() - room.height() * share)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(34), self._theme.px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(20), self._theme.px(14))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go to the next point across or up and down."""
        wanted = _KEYS.get(Qt.Key(event.key()))
        if wanted is None or not self._points:
            super().keyPressEvent(event)
            return
        axis, step = wanted
        order = sorted(self._points, key=lambda place: (self._points[place][axis], place))
        at = order.index(self.place) + step if self.place in self._points else 0
        self._take(order[min(max(at, 0), len(order) - 1)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes the nearest point."""
        if self._points:
            self._take(min(self._points, key=lambda p: (self.spot(p) - event.position()).manhattanLength()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("sub"))
        if not self._points:
            painter.setPen(QColor(colours.sub))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, NOTHING)
            return
        self._paint_grid(painter)
        for place in self._points:
            self._paint_point(painter, place)
        if self.place in self._points:
            self._paint_ring(painter)

    def _take(self, place: int) -> None:
        self.choose(place)
        self.chosen.emit(place)

    def _room(self) -> QRectF:
        em = self._theme.px(1)
        return QRectF(self.rect()).adjusted(3.2 * em, 1.8 * em, -2 * em, -3.4 * em)

    def _paint_grid(self, painter: QPainter) -> None:
        colours, room, line = self._theme.colours, self._room(), painter.fontMetrics().height()
        faint = QPen(QColor(colours.line), self._theme.px(self._theme.sizes.hairline))
        middle = QPen(QColor(colours.edge), self._theme.px(self._theme.sizes.hairline))
        for level in _LINES:
            y = room.bottom() - room.height() * (level - _LOW) / (_HIGH - _LOW)
            painter.setPen(middle if level == 0 else faint)
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(QColor(colours.sub))
            left = QRectF(0, y - line / 2, room.left() - line / 3, line)
            painter.drawText(
                left, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{level:.1f}"
            )
        for step in _STEPS:
            x = room.left() + room.width() * step / 100
            painter.setPen(faint)
            painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
            painter.setPen(QColor(colours.sub))
            below = QRectF(x - 3 * line, room.bottom() + line * 0.2, 6 * line, line)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, f"{step}%")
        foot = QRectF(room.left(), room.bottom() + line * 1.3, room.width(), line)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, ACROSS)
        painter.drawText(QRectF(0, 0, self.width(), line), Qt.AlignmentFlag.AlignLeft, UP)

    def _paint_point(self, painter: QPainter, place: int) -> None:
        colours, spot = self._theme.colours, self.spot(place)
        against = (self._items[place].discrimination or 0.0) < 0
        radius = self._theme.px(_DOT)
        painter.setPen(QPen(QColor(colours.card), self._theme.px(self._theme.sizes.hairline)))
        painter.setBrush(QColor(colours.hot_solid if against else colours.accent))
        painter.drawEllipse(spot, radius, radius)
        painter.setPen(QColor(colours.ink))
        painter.drawText(spot + QPointF(1.9 * radius, -1.1 * radius), str(place + 1))

    def _paint_ring(self, painter: QPainter) -> None:
        colours, radius = self._theme.colours, self._theme.px(_RING)
        ring = colours.focus if self.hasFocus() else colours.ink
        painter.setPen(QPen(QColor(ring), self._theme.px(self._theme.sizes.stroke)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self.spot(self.place), radius, radius)
