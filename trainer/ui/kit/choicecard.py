"""One reply or step as a card: its number, its text, and how it turned out or why it cannot be picked."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from trainer.ui.kit.badge import paint_sign
from trainer.ui.kit.prose import Prose
from trainer.ui.kit.sheet import Sheet, paint_sheet, shadow_depth
from trainer.ui.theme import Role, Theme

ChoiceState = Literal["plain", "chosen", "right", "wrong"]
STATE_WORDS: dict[ChoiceState, str] = {"plain": "", "chosen": "已选", "right": "正确", "wrong": "不妥"}

_BADGE = 2.0
_BADGE_RADIUS = 0.3


@dataclass(frozen=True, slots=True)
class Choice:
    """One card: `reason` says why it cannot be picked now, `state` how it turned out."""

    id: str
    text: str
    hint: str = ""
    enabled: bool = True
    reason: str = ""
    state: ChoiceState = "plain"

    @property
    def footnote(self) -> str:
        """The small line: the outcome, then why not, then the hint."""
        parts = (STATE_WORDS[self.state], "" if self.enabled else self.reason, self.hint)
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class CardLook:
    """All that the picture of a card depends on."""

    choice: Choice
    number: int
    size: tuple[int, int]
    dense: float
    focused: bool = False
    hovered: bool = False
    down: bool = False


class CardPainter:
    """Paints cards and keeps their pictures, so that those of the next decision can be ready before it."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._text_font, self._note_font = theme.font("body"), theme.font("sub")
        self._badge_font = theme.font("body", bold=True)
        self._pad, self._side = theme.px(theme.sizes.space_m), theme.px(_BADGE)
        self._depth = shadow_depth(theme)
        self._left = 2 * self._pad + self._side
        self.height = lru_cache(maxsize=256)(self._height)
        """Return the height that the wrapped text needs; layouts ask for it many times over."""
        self.picture = lru_cache(maxsize=32)(self._draw)
        """Return the picture of a card."""
        self._prose = lru_cache(maxsize=128)(self._set_prose)

    def set_text_role(self, role: Role) -> None:
        """Write the texts in the letters of this role."""
        self._text_font = self._theme.font(role)
        for cache in (self.height, self.picture, self._prose):
            cache.cache_clear()

    def _height(self, choice: Choice, width: int) -> int:
        text, note = self._prose(choice)
        inner = self._text_width(width)
        body = max(self._side, round(text.height(inner) + note.height(inner) + 0.5))
        return body + 2 * self._pad + self._depth

    def _draw(self, look: CardLook) -> QPixmap:
        theme, (wide, high) = self._theme, look.size
        picture = QPixmap(max(1, round(wide * look.dense)), max(1, round(high * look.dense)))
        picture.setDevicePixelRatio(look.dense)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sheet(painter, QRectF(0, 0, wide, high), self._sheet(look), theme)
        middle = (high - self._depth) / 2
        self._paint_badge(painter, look, middle)
        (text, note), inner = self._prose(look.choice), self._text_width(wide)
        above, below = text.height(inner), note.height(inner)
        corner = QPointF(self._left, middle - (above + below) / 2)
        live = look.choice.enabled or look.choice.state != "plain"
        text.paint(painter, corner, theme.colours.ink if live else theme.colours.sub)
        note.paint(painter, corner + QPointF(0, above), self._note_colour(look.choice))
        painter.end()
        return picture

    def _set_prose(self, choice: Choice) -> tuple[Prose, Prose]:
        return Prose(choice.text, self._text_font), Prose(choice.footnote, self._note_font)

    def _text_width(self, width: int) -> float:
        return max(1, width - self._left - self._theme.px(self._theme.sizes.space_l))

    def _sheet(self, look: CardLook) -> Sheet:
        colours, sizes = self._theme.colours, self._theme.sizes
        fill, edge = {
            "plain": (colours.card, colours.line),
            "chosen": (colours.accent_soft, colours.accent),
            "right": (colours.good_soft, colours.good),
            "wrong": (colours.hot_soft, colours.hot),
        }[look.choice.state]
        if look.choice.state != "plain":
            return Sheet(fill, edge, sizes.stroke, sizes.radius_m)
        if not look.choice.enabled:
            return Sheet(
                colours.paper, colours.edge, sizes.hairline, sizes.radius_m, dashed=True, raised=False
            )
        if look.down:
            fill = colours.accent_soft
        elif look.hovered or look.focused:
            fill = colours.hover
        if look.focused:
            return Sheet(fill, colours.focus, sizes.stroke, sizes.radius_m)
        return Sheet(fill, colours.accent if look.hovered else edge, sizes.hairline, sizes.radius_m)

    def _note_colour(self, choice: Choice) -> str:
        colours = self._theme.colours
        return {"plain": colours.sub, "chosen": colours.accent, "right": colours.good, "wrong": colours.hot}[
            choice.state
        ]

    def _badge_colours(self, look: CardLook) -> tuple[str, str]:
        colours, state = self._theme.colours, look.choice.state
        if state in ("right", "wrong"):
            return self._theme.solid("good" if state == "right" else "hot"), colours.on_tone
        if not look.choice.enabled and state == "plain":
            return colours.paper, colours.sub
        if state == "chosen" or look.focused or look.hovered:
            return colours.accent, colours.on_accent
        return colours.accent_soft, colours.accent

    def _paint_badge(self, painter: QPainter, look: CardLook, middle: float) -> None:
        room = QRectF(self._pad, middle - self._side / 2, self._side, self._side)
        ground, ink = self._badge_colours(look)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(room, self._side * _BADGE_RADIUS, self._side * _BADGE_RADIUS)
        if look.choice.state in ("right", "wrong"):
            paint_sign(painter, room, "tick" if look.choice.state == "right" else "cross", ink)
            return
        painter.setFont(self._badge_font)
        painter.setPen(QColor(ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(look.number))


class ChoiceCard(QAbstractButton):
    """A number, a wrapping text and a small line below it."""

    def __init__(
        self, theme: Theme, number: int, parent: QWidget | None = None, painter: CardPainter | None = None
    ) -> None:
        """Cards of one list share a `painter`."""
        super().__init__(parent)
        self._theme = theme
        self.number = number
        self.choice = Choice("", "")
        self._painter = painter or CardPainter(theme)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_choice(self, choice: Choice) -> None:
        """Show this choice; the same one again costs nothing."""
        if choice == self.choice:
            return
        self.choice = choice
        self.setEnabled(choice.enabled)
        self.setAccessibleName(f"{self.number}。{choice.text}")
        self.setAccessibleDescription(choice.footnote)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the wrapped text needs."""
        return self._painter.height(self.choice, width)

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > self._theme.px(8) else self._theme.px(24)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(8), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the list around."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = CardLook(
            self.choice,
            self.number,
            self.size().toTuple(),
            self.devicePixelRatioF(),
            self.hasFocus(),
            self.underMouse(),
            self.isDown(),
        )
        QPainter(self).drawPixmap(0, 0, self._painter.picture(look))
