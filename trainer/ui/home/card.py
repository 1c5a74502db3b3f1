"""How a scenario is drawn in the list: a numbered card with title, summary, what it trains, and the faces."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from trainer.core.face import Face, Mood
from trainer.ui.home.model import HARDEST, MASTERED, Index, ScenarioRole, facts
from trainer.ui.kit.face import face_pixmap
from trainer.ui.kit.prose import Prose
from trainer.ui.kit.sheet import Sheet, paint_sheet, shadow_depth
from trainer.ui.theme import Role, Theme

SUMMARY_LINES = 2
_MOST_FACES = 5
_BADGE, _DOT, _STEP = 2.0, 0.5, 1.7
_FACE, _ROOMY_FACE, _OVERLAP = 2.8, 4.2, 0.78


class ScenarioCards(QStyledItemDelegate):
    """Draws cards of one `width` and height, with more air in each where there are few."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self.width, self._height, self._side, self._roomy = 1, 1, 0, False

    def height(self, *, roomy: bool) -> int:
        """Return the height that a card needs, with the gap around it."""
        theme, sizes = self._theme, self._theme.sizes
        lines = _line(theme, "large", bold=True) + SUMMARY_LINES * _line(theme, "body") + _chip_height(theme)
        if roomy:
            lines += _line(theme, "sub")
        gaps = 2 * theme.px(sizes.space_s if roomy else sizes.space_xs)
        sides = 2 * theme.px(sizes.space_l if roomy else sizes.space_s) + theme.px(sizes.space_s)
        return round(lines + gaps + sides + shadow_depth(theme) + 0.5)

    def fit(self, room: int) -> int:
        """Make the cards as high as `room` allows without showing emptiness; return their height."""
        sizes, px = self._theme.sizes, self._theme.px
        self._roomy = self.height(roomy=True) <= room
        needed = self.height(roomy=self._roomy)
        most = 0 if self._roomy else 2 * (px(sizes.space_l) - px(sizes.space_s))
        air = min(most, max(0, room - needed))
        self._side = px(sizes.space_l if self._roomy else sizes.space_s) + air // 2
        self._height = needed + air
        return self._height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.width, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # The view is asked, not option.state: QStyle's flags alone cost a twentieth of the cold start.
        view, room = self._view, QRectF(option.rect)
        selected = view.currentIndex() == index
        mouse = view.viewport().mapFromGlobal(QCursor.pos())
        hovered = view.viewport().underMouse() and option.rect.contains(mouse)
        gap = self._theme.px(self._theme.sizes.space_s) / 2
        card = _Card(painter, self._theme, selected, selected and view.hasFocus(), self._side, self._roomy)
        painter.save()
        card.paint(room.adjusted(gap, gap, -gap, -gap), index, hovered)
        painter.restore()


@dataclass(frozen=True, slots=True)
class _Card:
    """One card while it is painted."""

    painter: QPainter
    theme: Theme
    selected: bool
    focused: bool
    side: int
    roomy: bool

    def paint(self, room: QRectF, index: Index, hovered: bool) -> None:
        """Paint sheet, badge, faces, and the lines of text between them."""
        theme, sizes = self.theme, self.theme.sizes
        paint_sheet(self.painter, room, self._sheet(hovered), theme)
        inside = room.adjusted(theme.px(sizes.space_l), self.side, -theme.px(sizes.space_l), -self.side)
        inside.setBottom(inside.bottom() - shadow_depth(theme))
        self._badge(inside, index.data(ScenarioRole.NUMBER))
        inside.setLeft(inside.left() + theme.px(_BADGE) + theme.px(sizes.space_m))
        width = self._faces(inside, index.data(ScenarioRole.FACES))
        self._texts(inside.adjusted(0, 0, -width, 0), index)

    def _sheet(self, hovered: bool) -> Sheet:
        colours, sizes = self.theme.colours, self.theme.sizes
        if self.selected:
            edge = colours.focus if self.focused else colours.accent
            return Sheet(colours.hover, edge, sizes.stroke, sizes.radius_m)
        return Sheet(
            colours.hover if hovered else colours.card,
            colours.accent if hovered else colours.line,
            sizes.hairline,
            sizes.radius_m,
        )

    def _badge(self, inside: QRectF, number: int) -> None:
        theme, colours, side = self.theme, self.theme.colours, self.theme.px(_BADGE)
        room = QRectF(inside.left(), inside.top(), side, side)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(colours.accent if self.selected else colours.accent_soft))
        self.painter.drawRoundedRect(room, side * 0.3, side * 0.3)
        self.painter.setFont(theme.font("body", bold=True))
        self.painter.setPen(QColor(colours.on_accent if self.selected else colours.accent))
        self.painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(number or "·"))

    def _faces(self, inside: QRectF, faces: tuple[Face, ...]) -> float:
        """Draw the faces at the right, the first in front; return the width they take."""
        theme = self.theme
        side = theme.px(_ROOMY_FACE if self.roomy else _FACE)
        shown, dpr = faces[:_MOST_FACES], self.painter.device().devicePixelRatio()
        step = side * _OVERLAP
        width = side + step * (len(shown) - 1)
        top = inside.center().y() - side / 2
        for place in reversed(range(len(shown))):
            picture = face_pixmap(shown[place], Mood.CALM, side, float(dpr), theme)
            self.painter.drawPixmap(QPointF(inside.right() - width + place * step, top), picture)
        return width + theme.px(theme.sizes.space_l)

    def _texts(self, room: QRectF, index: Index) -> None:
        theme, sizes = self.theme, self.theme.sizes
        gap = theme.px(sizes.space_s if self.roomy else sizes.space_xs)
        top = room.top() + self._title(room, index) + gap
        summary = Prose(str(index.data(ScenarioRole.SUMMARY)), theme.font("body"))
        summary.height(room.width())
        self.painter.save()
        self.painter.setClipRect(QRectF(room.left(), top, room.width(), SUMMARY_LINES * _line(theme, "body")))
        summary.paint(self.painter, QPointF(room.left(), top), theme.colours.ink)
        self.painter.restore()
        self._chips(room, index.data(ScenarioRole.TRAINS))

    def _title(self, room: QRectF, index: Index) -> float:
        """Write the title, and the facts below it or, where room is scarce, beside it; return the height."""
        theme, font = self.theme, self.theme.font("large", bold=True)
        height = self._line(room, str(index.data()), font, theme.colours.ink)
        if self.roomy:
            below = QRectF(room.left(), room.top() + height, room.width(), _line(theme, "sub"))
            self._facts(below, index)
            return height + below.height()
        beside = QFontMetricsF(font).horizontalAdvance(str(index.data())) + theme.px(theme.sizes.space_m)
        self._facts(QRectF(room.left() + beside, room.top(), room.width() - beside, height), index)
        return height

    def _facts(self, room: QRectF, index: Index) -> None:
        """Write the facts, as many as there is room for, and the difficulty as dots."""
        theme, colours, font = self.theme, self.theme.colours, self.theme.font("sub")
        metrics, side, gap = QFontMetricsF(font), theme.px(_DOT), theme.px(theme.sizes.space_s)
        widest = room.width() - gap - HARDEST * _STEP * side
        fitting = (text for text in _facts_of(index) if metrics.horizontalAdvance(text) <= widest)
        text = next(fitting, None)
        if text is None:
            return
        self.painter.setFont(font)
        self.painter.setPen(QColor(colours.sub))
        self.painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        self._dots(room, room.left() + metrics.horizontalAdvance(text) + gap, index)

    def _dots(self, room: QRectF, left: float, index: Index) -> None:
        colours, side = self.theme.colours, self.theme.px(_DOT)
        self.painter.setPen(QColor(colours.accent))
        for place in range(HARDEST):
            full = place < index.data(ScenarioRole.DIFFICULTY)
            self.painter.setBrush(QColor(colours.accent) if full else Qt.BrushStyle.NoBrush)
            dot = QRectF(left + place * _STEP * side, room.center().y() - side / 2, side, side)
            self.painter.drawEllipse(dot)

    def _chips(self, room: QRectF, words: tuple[str, ...]) -> None:
        """Draw what it trains along the lower edge, as many words as there is room for."""
        theme, colours, font = self.theme, self.theme.colours, self.theme.font("sub")
        metrics, height, left = QFontMetricsF(font), _chip_height(theme), room.left()
        self.painter.setFont(font)
        for word in words:
            width = metrics.horizontalAdvance(word) + 2 * theme.px(theme.sizes.space_m)
            if left + width > room.right():
                return
            chip = QRectF(left, room.bottom() - height, width, height)
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(QColor(colours.accent_soft))
            self.painter.drawRoundedRect(chip, height / 2, height / 2)
            self.painter.setPen(QColor(colours.accent))
            self.painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, word)
            left += width + theme.px(theme.sizes.space_s)

    def _line(self, room: QRectF, text: str, font: QFont, colour: str) -> float:
        """Write one line at the top of `room`, cut where it is too long; return its height."""
        metrics = QFontMetricsF(font)
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        self.painter.drawText(QPointF(room.left(), room.top() + metrics.ascent()), cut)
        return metrics.lineSpacing()


def _facts_of(index: Index) -> tuple[str, ...]:
    """Word the facts ever shorter: all, without the numbers, and only whether it is mastered."""
    post, faces = index.data(ScenarioRole.POST), len(index.data(ScenarioRole.FACES))
    done = [MASTERED] if index.data(ScenarioRole.MASTERED) else []
    worded = (facts(post, faces, index.data(ScenarioRole.VARIANTS)), post)
    return (*(" · ".join([*done, each, "难度"]) for each in worded), " · ".join([*done, "难度"]), *done, "")


def _line(theme: Theme, role: Role, *, bold: bool = False) -> float:
    return QFontMetricsF(theme.font(role, bold=bold)).lineSpacing()


def _chip_height(theme: Theme) -> float:
    return _line(theme, "sub") + theme.px(theme.sizes.space_xs)
