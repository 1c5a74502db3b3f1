"""Replies and steps as numbered cards: 1–9 picks, the arrows move, Enter confirms.

Space is left to the screen around (it nods to the waiting customer), so cards do not take it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from trainer.ui.kit.badge import paint_sign
from trainer.ui.kit.prose import Prose
from trainer.ui.kit.sheet import Sheet, paint_sheet, shadow_depth
from trainer.ui.theme import Theme

ChoiceState = Literal["plain", "chosen", "right", "wrong"]
STATE_WORDS: dict[ChoiceState, str] = {"plain": "", "chosen": "已选", "right": "正确", "wrong": "不妥"}

_BADGE = 2.0
_FORWARD = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


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


class ChoiceCard(QAbstractButton):
    """A number, a wrapping text and a small line below it."""

    def __init__(self, theme: Theme, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.number = number
        self._text_font, self._note_font = theme.font("body"), theme.font("sub")
        self._badge_font = theme.font("body", bold=True)
        self.choice = Choice("", "")
        self._text, self._note = Prose("", self._text_font), Prose("", self._note_font)
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
        self._text = Prose(choice.text, self._text_font)
        self._note = Prose(choice.footnote, self._note_font)
        self.setEnabled(choice.enabled)
        self.setAccessibleName(f"{self.number}。{choice.text}")
        self.setAccessibleDescription(choice.footnote)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the wrapped text needs."""
        theme, inner = self._theme, self._text_width(width)
        text = self._text.height(inner) + self._note.height(inner)
        body = max(theme.px(_BADGE), round(text + 0.5))
        return body + 2 * theme.px(theme.sizes.space_m) + shadow_depth(theme)

    def sizeHint(self) -> QSize:
        width = self._theme.px(24)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self.width() if self.width() > self._theme.px(8) else self._theme.px(24)
        return QSize(self._theme.px(8), self.heightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the list around."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        paint_sheet(painter, QRectF(self.rect()), self._sheet(), theme)
        body = QRectF(self.rect()).adjusted(0, 0, 0, -shadow_depth(theme))
        self._paint_badge(painter, body)
        inner = self._text_width(self.width())
        text, note = self._text.height(inner), self._note.height(inner)
        corner = QPointF(self._text_left(), body.center().y() - (text + note) / 2)
        live = self.choice.enabled or self.choice.state != "plain"
        self._text.paint(painter, corner, theme.colours.ink if live else theme.colours.sub)
        self._note.paint(painter, corner + QPointF(0, text), self._note_colour())

    def _text_left(self) -> int:
        theme = self._theme
        return 2 * theme.px(theme.sizes.space_m) + theme.px(_BADGE)

    def _text_width(self, width: int) -> float:
        return max(1, width - self._text_left() - self._theme.px(self._theme.sizes.space_l))

    def _sheet(self) -> Sheet:
        colours, sizes = self._theme.colours, self._theme.sizes
        fill, edge = {
            "plain": (colours.card, colours.line),
            "chosen": (colours.accent_soft, colours.accent),
            "right": (colours.good_soft, colours.good),
            "wrong": (colours.hot_soft, colours.hot),
        }[self.choice.state]
        if self.choice.state != "plain":
            return Sheet(fill, edge, sizes.stroke, sizes.radius_m)
        if not self.choice.enabled:
            return Sheet(
                colours.paper, colours.edge, sizes.hairline, sizes.radius_m, dashed=True, raised=False
            )
        if self.isDown():
            fill = colours.accent_soft
        elif self.underMouse() or self.hasFocus():
            fill = colours.hover
        if self.hasFocus():
            return Sheet(fill, colours.focus, sizes.stroke, sizes.radius_m)
        return Sheet(fill, colours.accent if self.underMouse() else edge, sizes.hairline, sizes.radius_m)

    def _note_colour(self) -> str:
        colours = self._theme.colours
        return {"plain": colours.sub, "chosen": colours.accent, "right": colours.good, "wrong": colours.hot}[
            self.choice.state
        ]

    def _badge_colours(self) -> tuple[str, str]:
        colours, state = self._theme.colours, self.choice.state
        if state in ("right", "wrong"):
            return self._theme.solid("good" if state == "right" else "hot"), colours.on_tone
        if not self.choice.enabled and state == "plain":
            return colours.paper, colours.sub
        if state == "chosen" or self.hasFocus() or self.underMouse():
            return colours.accent, colours.on_accent
        return colours.accent_soft, colours.accent

    def _paint_badge(self, painter: QPainter, body: QRectF) -> None:
        theme, side = self._theme, self._theme.px(_BADGE)
        room = QRectF(theme.px(theme.sizes.space_m), body.center().y() - side / 2, side, side)
        ground, ink = self._badge_colours()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(room, side * 0.3, side * 0.3)
        if self.choice.state in ("right", "wrong"):
            paint_sign(painter, room, "tick" if self.choice.state == "right" else "cross", ink)
            return
        painter.setFont(self._badge_font)
        painter.setPen(QColor(ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(self.number))


class ChoiceList(QWidget):
    """The cards of one decision; only one of them is a tab stop, the arrows reach the others."""

    picked = Signal(str)
    """The id of the choice that was picked."""
    refused = Signal(str, str)
    """The id and the reason of a choice whose digit was pressed although it cannot be picked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: list[ChoiceCard] = []
        self._shown = 0
        self._buttons = QButtonGroup(self)
        self._buttons.setExclusive(False)
        self._buttons.idClicked.connect(self._on_card_clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(theme.sizes.space_xs))

    @property
    def cards(self) -> list[ChoiceCard]:
        """The cards that are shown."""
        return self._cards[: self._shown]

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show these choices on the cards there are; the focus stays in the list if it was here."""
        had_focus = self._has_focus_inside()
        while len(self._cards) < len(choices):
            self._add_card()
        self._shown = len(choices)
        for card, choice in zip(self._cards, choices, strict=False):
            card.show_choice(choice)
        for row, card in enumerate(self._cards):
            card.setVisible(row < self._shown)
        self._rove_to(next((card for card in self.cards if card.isEnabled()), None), focus=had_focus)

    def pick_number(self, number: int) -> bool:
        """Pick the card with this number, as if its digit had been pressed; tell whether there is one."""
        if not 1 <= number <= self._shown:
            return False
        choice = self._cards[number - 1].choice
        if choice.enabled:
            self.picked.emit(choice.id)
        else:
            self.refused.emit(choice.id, choice.reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits pick, arrows move, Enter confirms; a key held down does so once."""
        if event.isAutoRepeat() or not self._take_key(Qt.Key(event.key())):
            event.ignore()

    def _take_key(self, key: Qt.Key) -> bool:
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            return self.pick_number(key - Qt.Key.Key_0)
        if key in _FORWARD or key in _BACK:
            return self._step(1 if key in _FORWARD else -1)
        focused = next((card for card in self.cards if card.hasFocus()), None)
        if key in _ENTER and focused is not None:
            return self.pick_number(focused.number)
        return False

    def _step(self, by: int) -> bool:
        open_cards = [card for card in self.cards if card.isEnabled()]
        if not open_cards:
            return False
        here = next((row for row, card in enumerate(open_cards) if card.hasFocus()), -1 if by > 0 else 0)
        self._rove_to(open_cards[(here + by) % len(open_cards)], focus=True)
        return True

    def _rove_to(self, stop: ChoiceCard | None, *, focus: bool) -> None:
        self.setFocusProxy(None)  # type: ignore[arg-type]  # takes the proxy off; the stub forgot
        for card in self._cards:
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if card is stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if stop else Qt.FocusPolicy.StrongFocus)
        if stop:
            self.setFocusProxy(stop)
        if focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_focus_inside(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def _add_card(self) -> None:
        card = ChoiceCard(self._theme, len(self._cards) + 1, self)
        self._cards.append(card)
        self._buttons.addButton(card, card.number)
        self._column.addWidget(card)

    def _on_card_clicked(self, number: int) -> None:
        self.pick_number(number)
