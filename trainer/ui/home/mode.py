"""The three ways to play, as segments under one another: a name, and a line that says what it is like.

Below them: whether standard phrases are to be typed from memory.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from trainer.core.mode import Mode, may_type
from trainer.ui.kit.prose import Prose
from trainer.ui.kit.sheet import Sheet, paint_sheet, shadow_depth
from trainer.ui.theme import Theme

EXPLAINED: dict[Mode, str] = {
    Mode.GUIDED: "一步步提示该说什么、做什么",
    Mode.PRACTICE: "自己来，做错当场讲，可以撤回",
    Mode.ASSESSMENT: "计时，没有提示，不能撤回",
}
TYPING, TYPED = "用语要打字（更难）", "标准用语不给选项，凭记忆打出来，按说对多少得分"
_DOT, _INNER = 1.2, 0.56


class ModeCard(QAbstractButton):
    """One segment; the dot and the edge tell which one is chosen."""

    def __init__(self, theme: Theme, mode: Mode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.mode = theme, mode
        self._name = Prose(mode.value, theme.font("body", bold=True))
        self._line = Prose(EXPLAINED[mode], theme.font("sub"))
        self.setCheckable(True)
        self.setAccessibleName(mode.value)
        self.setAccessibleDescription(EXPLAINED[mode])
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner, side = self._text_width(width), self._theme.px(self._theme.sizes.space_s)
        text = self._name.height(inner) + self._line.height(inner)
        return round(text + 0.5) + 2 * side + shadow_depth(self._theme)

    def sizeHint(self) -> QSize:
        width = self._theme.px(18)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        narrowest = self._theme.px(10)
        return QSize(narrowest, self.heightForWidth(max(narrowest, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the wrapped text needs at the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        paint_sheet(painter, QRectF(self.rect()), self._sheet(), theme)
        inner, left = self._text_width(self.width()), self._text_left()
        name, line = self._name.height(inner), self._line.height(inner)
        top = (self._body_height() - name - line) / 2
        colours = theme.colours
        self._paint_dot(painter)
        self._name.paint(painter, QPointF(left, top), colours.accent if self.isChecked() else colours.ink)
        ink = colours.ink if self.isChecked() else colours.sub
        self._line.paint(painter, QPointF(left, top + name), ink)

    def _sheet(self) -> Sheet:
        colours, sizes = self._theme.colours, self._theme.sizes
        fill = colours.accent_soft if self.isChecked() else colours.card
        if not self.isChecked() and self.underMouse():
            fill = colours.hover
        edge = colours.accent if self.isChecked() else colours.line
        if self.hasFocus():
            return Sheet(fill, colours.focus, sizes.stroke, sizes.radius_m)
        return Sheet(fill, edge, sizes.hairline, sizes.radius_m)

    def _paint_dot(self, painter: QPainter) -> None:
        theme, colours = self._theme, self._theme.colours
        middle = QPointF(theme.px(theme.sizes.space_m) + theme.px(_DOT) / 2, self._body_height() / 2)
        painter.setPen(QColor(colours.accent if self.isChecked() else colours.edge))
        painter.setBrush(QColor(colours.card))
        painter.drawEllipse(middle, theme.px(_DOT) / 2, theme.px(_DOT) / 2)
        if self.isChecked():
            painter.setBrush(QColor(colours.accent))
            painter.drawEllipse(middle, theme.px(_INNER) / 2, theme.px(_INNER) / 2)

    def _body_height(self) -> int:
        return self.height() - shadow_depth(self._theme)

    def _text_left(self) -> float:
        return 2 * self._theme.px(self._theme.sizes.space_m) + self._theme.px(_DOT)

    def _text_width(self, width: int) -> float:
        return max(1.0, width - self._text_left() - self._theme.px(self._theme.sizes.space_m))


class ModePicker(QWidget):
    """One of the three is always chosen; the arrows move, and Tab passes on."""

    changed = Signal(Mode)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_xs))
        self.cards = [ModeCard(theme, mode, self) for mode in Mode]
        for place, card in enumerate(self.cards):
            self._group.addButton(card, place)
            column.addWidget(card)
        self.typing = QCheckBox(TYPING)
        self.typing.setToolTip(TYPED)
        self.typing.setAccessibleDescription(TYPED)
        self.typing.toggled.connect(self._on_typing_toggled)
        column.addWidget(self.typing)
        self.setAccessibleName("方式")
        self._group.idToggled.connect(self._on_toggled)
        self.choose(Mode.PRACTICE)

    @property
    def mode(self) -> Mode:
        """The mode that is chosen."""
        return self.cards[self._group.checkedId()].mode

    @property
    def typed(self) -> bool:
        """Whether phrases are to be typed; the guided mode shows them."""
        return self.typing.isChecked() and may_type(self.mode)

    def choose(self, mode: Mode, *, typed: bool = False) -> None:
        """Choose this mode, and whether phrases are typed."""
        next(card for card in self.cards if card.mode is mode).setChecked(True)
        self.typing.setChecked(typed)

    def _on_toggled(self, place: int, on: bool) -> None:
        self.setFocusProxy(self.cards[self._group.checkedId()])
        if on:
            self.typing.setEnabled(may_type(self.mode))
            self.changed.emit(self.cards[place].mode)

    def _on_typing_toggled(self, _on: bool) -> None:
        self.changed.emit(self.mode)
