"""A customer on the hall floor as a card: face, wish, state, and the rings of patience and decision."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from trainer.ui.kit.face import face_pixmap
from trainer.ui.kit.ring import Ring
from trainer.ui.kit.sheet import Sheet, paint_sheet, shadow_depth
from trainer.ui.player.glimpse import Glimpse
from trainer.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Density:
    """How much room a card takes; multiples of the base size. `beside`: name and wish share a line."""

    face: float
    ring: float
    high: float
    decide: float
    beside: bool


SPACIOUS = Density(3.4, 2.9, 4.9, 1.95, beside=False)
CLOSE = Density(3.0, 2.6, 3.9, 1.87, beside=True)
DENSE = Density(2.4, 2.4, 2.87, 1.73, beside=True)
DENSITIES = (SPACIOUS, CLOSE, DENSE)
"""From the one that is best to read to the one in which most fit."""
_DIGITS = 0.46
"""The height of the digits in a small ring, as a part of it: larger than in a large one, to be legible."""
_FADED = 0.45
_NOTHING_YET = "还没有开口"
_LONGEST = "最久"


class CustomerCard(QAbstractButton):
    """One customer; a click looks at them, a double click serves them."""

    served = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._density = theme, SPACIOUS
        self._seen: Glimpse | None = None
        self._name_font, self._sub_font = theme.font(bold=True), theme.font("sub")
        self._name_metrics, self._sub_metrics = QFontMetrics(self._name_font), QFontMetrics(self._sub_font)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def seen(self) -> Glimpse:
        """What the card shows."""
        assert self._seen is not None, "a card is shown a customer before anything else"
        return self._seen

    def set_density(self, density: Density) -> None:
        """Take so much room."""
        if density is not self._density:
            self._density = density
            self.updateGeometry()
            self.update()

    def show_glimpse(self, glimpse: Glimpse) -> None:
        """Show this; the same again costs nothing, and of what only time has changed little is painted."""
        before, self._seen = self._seen, glimpse
        if glimpse == before:
            return
        if before is None or _but_for_rings(before, glimpse) != glimpse:
            self.setEnabled(not glimpse.gone)
            self.update()
        else:
            self._update_rings(before, glimpse)
        if before is None or _but_for_angles(before, glimpse) != glimpse:
            self.setAccessibleName(glimpse.spoken)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(18), self._theme.px(self._density.high) + shadow_depth(self._theme))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(14), self.sizeHint().height())

    def keyPressEvent(self, event: object) -> None:
        """Leave every key to the screen."""
        event.ignore()  # type: ignore[attr-defined]

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Serve the customer."""
        self.served.emit(self.seen.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._seen is None:
            return
        painter, theme, seen, dirty = QPainter(self), self._theme, self._seen, event.region()
        if seen.gone:
            painter.setOpacity(_FADED)
        paint_sheet(painter, QRectF(self.rect()), self._sheet(seen), theme)
        ring, face, words = self._ring_room(), self._face_room(), self._words_room(seen)
        if not seen.gone and dirty.intersects(ring.toAlignedRect()):
            Ring.paint_ring(painter, ring, seen.fraction, seen.seconds, theme)
        if dirty.intersects(face.united(self._decide_room()).toAlignedRect()):
            self._paint_face(painter, face, seen)
        if dirty.intersects(words.toAlignedRect()):
            self._paint_words(painter, words, seen)

    def _update_rings(self, before: Glimpse, now: Glimpse) -> None:
        if (before.fraction, before.seconds) != (now.fraction, now.seconds):
            self.update(self._ring_room().toAlignedRect())
        if (before.decide_fraction, before.decide_seconds) != (now.decide_fraction, now.decide_seconds):
            self.update(self._decide_room().toAlignedRect())
        if before.state != now.state:
            self.update(self._words_room(now).toAlignedRect())

    def _ring_room(self) -> QRectF:
        side, pad = self._theme.px(self._density.ring), self._theme.px(self._theme.sizes.space_m)
        return QRectF(self.width() - pad - side, self._middle() - side // 2, side, side)

    def _face_room(self) -> QRectF:
        side, pad = self._theme.px(self._density.face), self._theme.px(self._theme.sizes.space_m)
        return QRectF(pad, self._middle() - side // 2, side, side)

    def _decide_room(self) -> QRectF:
        """Return the lower right corner of the face, and a little beyond."""
        face, side = self._face_room(), self._theme.px(self._density.decide)
        sizes = self._theme.sizes
        room = QRectF(0, 0, side, side)
        beyond = QPointF(self._theme.px(sizes.space_s), self._theme.px(sizes.space_xs))
        room.moveBottomRight(face.bottomRight() + beyond)
        return room

    def _words_room(self, seen: Glimpse) -> QRectF:
        pad = self._theme.px(self._theme.sizes.space_m)
        left = self._face_room().right() + pad
        right = self.width() - pad if seen.gone else self._ring_room().left() - pad
        return QRectF(left, 0, max(0.0, right - left), 2 * self._middle())

    def _middle(self) -> int:
        return (self.height() - shadow_depth(self._theme)) // 2

    def _paint_face(self, painter: QPainter, room: QRectF, seen: Glimpse) -> None:
        theme, side = self._theme, round(room.width())
        picture = face_pixmap(seen.face, seen.mood, side, self.devicePixelRatioF(), theme)
        painter.drawPixmap(room.topLeft(), picture)
        if seen.decide_seconds:
            ring = self._decide_room()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colours.card))
            painter.drawEllipse(ring)
            Ring.paint_ring(painter, ring, seen.decide_fraction, "", theme)
            font = theme.font(bold=True)
            font.setPixelSize(round(ring.height() * _DIGITS))
            painter.setFont(font)
            painter.setPen(QColor(theme.colours.ink))
            painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, seen.decide_seconds)

    def _sheet(self, seen: Glimpse) -> Sheet:
        colours, sizes = self._theme.colours, self._theme.sizes
        fill = colours.accent_soft if seen.attending else colours.card
        if seen.selected and not seen.gone:
            return Sheet(fill, colours.accent, sizes.stroke, sizes.radius_m)
        if self.underMouse() and not seen.gone:
            fill = fill if seen.attending else colours.hover
            return Sheet(fill, colours.accent, sizes.hairline, sizes.radius_m)
        return Sheet(fill, colours.line, sizes.hairline, sizes.radius_m, raised=not seen.gone)

    def _paint_words(self, painter: QPainter, room: QRectF, seen: Glimpse) -> None:
        colours, sub, name = self._theme.colours, self._sub_metrics.height(), self._name_metrics.height()
        lines = 1 if self._density.beside else 2
        line = QRectF(room.left(), room.center().y() - (name + lines * sub) / 2, room.width(), name)
        self._paint_name(painter, line, seen)
        painter.setFont(self._sub_font)
        line = QRectF(room.left(), line.bottom(), room.width(), sub)
        if not self._density.beside:
            self._write(painter, line, seen.wants or _NOTHING_YET, colours.sub)
            line.translate(0, sub)
        self._write(painter, line, self._state(seen), self._state_ink(seen))

    def _paint_name(self, painter: QPainter, line: QRectF, seen: Glimpse) -> None:
        """Write the name, who has waited longest, and where there is no line for it the wish."""
        colours, gap = self._theme.colours, self._theme.px(self._theme.sizes.space_s)
        painter.setFont(self._name_font)
        self._write(painter, line, seen.name, colours.ink)
        line = line.adjusted(
            min(line.width(), self._name_metrics.horizontalAdvance(seen.name) + gap), 0, 0, 0
        )
        painter.setFont(self._sub_font)
        if seen.longest:
            self._paint_longest(painter, line)
        elif self._density.beside and seen.wants:
            self._write(painter, line, seen.wants, colours.sub)

    def _paint_longest(self, painter: QPainter, line: QRectF) -> None:
        theme = self._theme
        wide = self._sub_metrics.horizontalAdvance(_LONGEST) + theme.px(theme.sizes.space_s)
        if wide > line.width():
            return
        ink, ground = theme.tone("warm")
        chip = QRectF(line.left(), line.top(), wide, line.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(chip, theme.px(theme.sizes.radius_s), theme.px(theme.sizes.radius_s))
        painter.setPen(QColor(ink))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, _LONGEST)

    def _write(self, painter: QPainter, line: QRectF, text: str, ink: str) -> None:
        painter.setPen(QColor(ink))
        fits = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, fits)

    def _state(self, seen: Glimpse) -> str:
        return f"{seen.gone} · {seen.state}" if seen.gone else f"{seen.state} · {seen.mood.word}"

    def _state_ink(self, seen: Glimpse) -> str:
        colours = self._theme.colours
        return (colours.accent, colours.warm, colours.hot, colours.hot)[seen.mood]


def _but_for_rings(before: Glimpse, now: Glimpse) -> Glimpse:
    """Return what was seen before, with all that time alone changes as it is now."""
    if before.decide_seconds and not now.decide_seconds:
        return before  # the ring on the face goes: all is painted anew
    return replace(
        before,
        fraction=now.fraction,
        seconds=now.seconds,
        state=now.state,
        decide_fraction=now.decide_fraction,
        decide_seconds=now.decide_seconds,
    )


def _but_for_angles(before: Glimpse, now: Glimpse) -> Glimpse:
    return replace(before, fraction=now.fraction, decide_fraction=now.decide_fraction)
