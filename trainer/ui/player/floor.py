"""The hall floor: a card for every customer, with face, wish, state and the ring of their patience."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QVBoxLayout, QWidget

from trainer.ui.kit.face import face_pixmap
from trainer.ui.kit.ring import Ring
from trainer.ui.kit.sheet import Sheet, paint_sheet, shadow_depth
from trainer.ui.player.scene import Glimpse
from trainer.ui.theme import Theme

_FACE = 3.4
_RING = 2.9
_HIGH = 4.9
_FADED = 0.45
_NOTHING_YET = "还没有开口"


class CustomerCard(QAbstractButton):
    """One customer; a click looks at them, a double click serves them."""

    served = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._seen: Glimpse | None = None
        self._name_font, self._sub_font = theme.font(bold=True), theme.font("sub")
        self._name_height = QFontMetrics(self._name_font).height()
        self._sub_metrics = QFontMetrics(self._sub_font)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def seen(self) -> Glimpse:
        """What the card shows."""
        assert self._seen is not None, "a card is shown a customer before anything else"
        return self._seen

    def show_glimpse(self, glimpse: Glimpse) -> None:
        """Show this; the same again costs nothing."""
        before, self._seen = self._seen, glimpse
        if glimpse == before:
            return
        self.setAccessibleName(glimpse.spoken)
        if before and replace(before, fraction=glimpse.fraction, seconds=glimpse.seconds) == glimpse:
            self.update(self._ring_room().toAlignedRect())
            return
        self.setEnabled(not glimpse.gone)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(18), self._theme.px(_HIGH) + shadow_depth(self._theme))

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
        painter, theme, seen = QPainter(self), self._theme, self._seen
        if seen.gone:
            painter.setOpacity(_FADED)
        paint_sheet(painter, QRectF(self.rect()), self._sheet(seen), theme)
        ring = self._ring_room()
        if not seen.gone:
            Ring.paint_ring(painter, ring, seen.fraction, seen.seconds, theme)
        if ring.contains(QRectF(event.rect())):
            return  # only time has passed
        pad, face = theme.px(theme.sizes.space_m), theme.px(_FACE)
        picture = face_pixmap(seen.face, seen.mood, face, self.devicePixelRatioF(), theme)
        painter.drawPixmap(QPointF(pad, ring.center().y() - face / 2), picture)
        left, right = 2 * pad + face, self.width() - pad if seen.gone else ring.left() - pad
        self._paint_words(painter, QRectF(left, 0, right - left, 2 * ring.center().y()), seen)

    def _ring_room(self) -> QRectF:
        side, pad = self._theme.px(_RING), self._theme.px(self._theme.sizes.space_m)
        top = (self.height() - shadow_depth(self._theme) - side) // 2
        return QRectF(self.width() - pad - side, top, side, side)

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
        colours, sub = self._theme.colours, self._sub_metrics.height()
        top = room.center().y() - (self._name_height + 2 * sub) / 2
        lines = (
            (seen.name, self._name_font, colours.ink, self._name_height),
            (seen.wants or _NOTHING_YET, self._sub_font, colours.sub, sub),
            (self._state(seen), self._sub_font, self._state_ink(seen), sub),
        )
        for text, font, ink, high in lines:
            painter.setFont(font)
            painter.setPen(QColor(ink))
            fits = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
            line = QRectF(room.left(), top, room.width(), high)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, fits)
            top += high

    def _state(self, seen: Glimpse) -> str:
        return f"已离开 · {seen.state}" if seen.gone else f"{seen.state} · {seen.mood.word}"

    def _state_ink(self, seen: Glimpse) -> str:
        colours = self._theme.colours
        return (colours.accent, colours.warm, colours.hot, colours.hot)[seen.mood]


class Floor(QWidget):
    """The cards of everybody, one below the other; cards are used again."""

    selected = Signal(str)
    served = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: list[CustomerCard] = []
        self._shown = 0
        self._title = QLabel("大厅")
        self._title.setProperty("role", "heading")
        self._empty = QLabel("大厅里还没有客户")
        self._empty.setProperty("role", "sub")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(theme.sizes.space_xs))
        self._column.addWidget(self._title)
        self._column.addWidget(self._empty)

    @property
    def cards(self) -> list[CustomerCard]:
        """The cards that are shown."""
        return self._cards[: self._shown]

    def card(self, customer: str) -> CustomerCard | None:
        """Return the card of a customer."""
        return next((card for card in self.cards if card.seen.id == customer), None)

    def show_floor(self, glimpses: Sequence[Glimpse]) -> None:
        """Show these customers."""
        while len(self._cards) < len(glimpses):
            self._add_card()
        for card, glimpse in zip(self._cards, glimpses, strict=False):
            card.show_glimpse(glimpse)
        if len(glimpses) == self._shown:
            return
        self._shown = len(glimpses)
        for row, card in enumerate(self._cards):
            card.setVisible(row < self._shown)
        self._empty.setVisible(not glimpses)

    def _add_card(self) -> None:
        card = CustomerCard(self._theme, self)
        card.clicked.connect(self._on_card_clicked)
        card.served.connect(self.served)
        self._cards.append(card)
        self._column.addWidget(card)

    def _on_card_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, CustomerCard):
            self.selected.emit(card.seen.id)
