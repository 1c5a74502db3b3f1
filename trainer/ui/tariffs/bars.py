"""The sums of several plans as stacked bars: arrows choose the plan whose bill is shown."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from trainer.core.lines import MONTHLY, TRUE_UP
from trainer.core.money import price
from trainer.core.rates import CALL, MESSAGE
from trainer.ui.kit.badge import SIGN_OF, paint_sign
from trainer.ui.kit.prose import Prose
from trainer.ui.tariffs.bills import CHEAPEST, Outcome, Part
from trainer.ui.theme import Theme, Tone

Index = QModelIndex | QPersistentModelIndex
OUTCOME = Qt.ItemDataRole.UserRole

_LINE, _THICK, _GAP, _SIGN, _LEAST = 1.8, 1.27, 0.13, 1.2, 5.0


class Fill(NamedTuple):
    """The colours of one kind of line: of the shape, and of the letters in it."""

    shape: str
    ink: str


class OutcomeList(QAbstractListModel):
    """One row for each plan; everything a picture tells is told in words too."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.outcomes: tuple[Outcome, ...] = ()

    @property
    def most(self) -> Fraction:
        """The highest sum: the bar that is as long as there is room."""
        return max((each.bill.total for each in self.outcomes if each.bill), default=Fraction(0))

    def show_outcomes(self, outcomes: Sequence[Outcome]) -> None:
        """Show these; the same plans as before keep their rows."""
        same = [each.plan.id for each in outcomes] == [each.plan.id for each in self.outcomes]
        if not same:
            self.beginResetModel()
        self.outcomes = tuple(outcomes)
        if not same:
            self.endResetModel()
        elif outcomes:
            self.dataChanged.emit(self.index(0), self.index(len(outcomes) - 1))
            self.layoutChanged.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.outcomes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        outcome = self.outcomes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return outcome.plan.name
        if role == OUTCOME:
            return outcome
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return told(outcome)
        return None


def told(outcome: Outcome) -> str:
    """Say what a bar shows."""
    if outcome.bill is None:
        return f"{outcome.plan.name}：算不出，{outcome.reason}"
    parts = "，".join(f"{part.kind} {price(part.amount)} 元" for part in outcome.parts)
    best = f"，{CHEAPEST}" if outcome.cheapest else ""
    return f"{outcome.plan.name}：{outcome.sum_words}{best}" + (f"。其中{parts}" if parts else "")


class BarView(QListView):
    """`chosen` carries the outcome whose bill is to be shown."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, outcomes: OutcomeList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._outcomes = theme, outcomes
        self._painter = BarPainter(theme, self, outcomes)
        self.setModel(outcomes)
        self.setItemDelegate(self._painter)
        self.setProperty("role", "bare")
        self.setAccessibleName("各套餐的合计")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    @property
    def current(self) -> Outcome | None:
        """The plan that is chosen."""
        index = self.currentIndex()
        return self._outcomes.outcomes[index.row()] if index.isValid() else None

    def choose(self, plan: str) -> None:
        """Choose a plan by its id, if it is shown."""
        ids = [each.plan.id for each in self._outcomes.outcomes]
        if plan in ids:
            self.setCurrentIndex(self._outcomes.index(ids.index(plan)))

    def show_outcomes(self, outcomes: Sequence[Outcome]) -> None:
        """Show these; the plan that was chosen stays so, else the cheapest or the first is."""
        before = self.current.plan.id if self.current else ""
        self._outcomes.show_outcomes(outcomes)
        ids = [each.plan.id for each in outcomes]
        best = [row for row, each in enumerate(outcomes) if each.cheapest] or [
            row for row, each in enumerate(outcomes) if each.bill
        ]
        row = ids.index(before) if before in ids else (best or [0])[0]
        if outcomes:
            self.setCurrentIndex(self._outcomes.index(row))
            self.chosen.emit(outcomes[row])
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Be as high as all rows together, where there is room."""
        wide = max(1, self.viewport().width())
        high = sum(self._painter.height(each, wide) for each in self._outcomes.outcomes)
        return QSize(self._theme.px(20), high + 2 * self.frameWidth() + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(10), min(self.sizeHint().height(), self._theme.px(_LEAST)))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and previous.isValid():
            self.chosen.emit(self._outcomes.outcomes[current.row()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        self.scrollTo(self.currentIndex())


class BarPainter(QStyledItemDelegate):
    """Name and sum above, the bar of parts below; or the sentence that says what is missing."""

    def __init__(self, theme: Theme, view: BarView, outcomes: OutcomeList) -> None:
        super().__init__(view)
        self._theme, self._view, self._outcomes = theme, view, outcomes
        self._font, self._bold, self._small = theme.font(), theme.font(bold=True), theme.font("sub")

    def height(self, outcome: Outcome, wide: int) -> int:
        """Return how high a row is when it is so many pixels wide."""
        theme, pad = self._theme, self._theme.px(self._theme.sizes.space_s)
        below = theme.px(_THICK) if outcome.bill else self._reason(outcome).height(self._room(wide))
        return round(theme.px(_LINE) + below + 1.5 * pad)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wide = self._view.viewport().width()
        return QSize(self._theme.px(8), self.height(index.data(OUTCOME), wide))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, outcome, whole = self._theme, index.data(OUTCOME), QRectF(option.rect)
        pad = theme.px(theme.sizes.space_s)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, whole, index == self._view.currentIndex())
        room = whole.adjusted(pad, pad / 2, -pad, -pad)
        head = QRectF(room.left(), room.top(), room.width(), theme.px(_LINE))
        self._paint_head(painter, head, outcome)
        if outcome.bill:
            bar = QRectF(room.left(), head.bottom(), room.width(), theme.px(_THICK))
            self._paint_bar(painter, bar, outcome)
        else:
            reason = self._reason(outcome)
            reason.height(self._room(int(whole.width())))
            reason.paint(painter, QPointF(room.left(), head.bottom()), theme.colours.sub)
        painter.restore()

    def _room(self, wide: int) -> float:
        return max(1.0, wide - 2 * self._theme.px(self._theme.sizes.space_s))

    def _reason(self, outcome: Outcome) -> Prose:
        return Prose(outcome.reason, self._small)

    def _paint_ground(self, painter: QPainter, room: QRectF, here: bool) -> None:
        if not here:
            return
        theme, focused = self._theme, self._view.hasFocus()
        thick = theme.px(theme.sizes.stroke)
        painter.setPen(QPen(QColor(theme.colours.focus), thick) if focused else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QColor(theme.colours.accent_soft))
        radius, inset = theme.px(theme.sizes.radius_s), thick / 2
        painter.drawRoundedRect(room.adjusted(inset, inset, -inset, -inset), radius, radius)

    def _paint_head(self, painter: QPainter, room: QRectF, outcome: Outcome) -> None:
        colours = self._theme.colours
        middle = Qt.AlignmentFlag.AlignVCenter
        self._write(painter, room, (outcome.plan.name, self._bold, colours.ink), middle)
        if outcome.bill is None:
            self._paint_sign(painter, room, "算不出", "warm")
            return
        font = self._bold if outcome.whole else self._font
        self._write(
            painter, room, (outcome.sum_words, font, colours.ink), Qt.AlignmentFlag.AlignRight | middle
        )
        if outcome.cheapest:
            left = QFontMetricsF(self._bold).horizontalAdvance(outcome.sum_words)
            self._paint_sign(painter, room.adjusted(0, 0, -left - self._theme.px(1), 0), CHEAPEST, "good")

    def _paint_sign(self, painter: QPainter, room: QRectF, word: str, tone: Tone) -> None:
        """Paint a sign and its word at the right end of a line."""
        theme = self._theme
        ink, _ = theme.tone(tone)
        side, wide = theme.px(_SIGN), QFontMetricsF(self._small).horizontalAdvance(word)
        self._write(
            painter,
            room,
            (word, self._small, ink),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
        )
        left = room.right() - wide - side - theme.px(theme.sizes.space_xs)
        sign = QRectF(left, room.center().y() - side / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.solid(tone)))
        painter.drawEllipse(sign)
        paint_sign(painter, sign, SIGN_OF[tone], theme.colours.on_tone)

    def _paint_bar(self, painter: QPainter, room: QRectF, outcome: Outcome) -> None:
        colours, most = self._theme.colours, self._outcomes.most
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        radius = self._theme.px(self._theme.sizes.space_xs)
        painter.drawRoundedRect(room, radius, radius)
        left = room.left()
        for part in outcome.parts:
            wide = room.width() * float(part.amount / most)
            gap = self._theme.px(_GAP)
            box = QRectF(left, room.top(), max(1.0, wide - gap), room.height())
            self._paint_part(painter, box, part)
            left += wide

    def _paint_part(self, painter: QPainter, box: QRectF, part: Part) -> None:
        fill = fill_of(self._theme, part.kind)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill.shape))
        radius = self._theme.px(self._theme.sizes.space_xs)
        painter.drawRoundedRect(box, radius, radius)
        metrics, pad = QFontMetricsF(self._small), self._theme.px(self._theme.sizes.space_xs)
        for words in (f"{part.kind} {price(part.amount)}", price(part.amount)):
            if metrics.horizontalAdvance(words) + 2 * pad <= box.width():
                self._write(painter, box, (words, self._small, fill.ink), Qt.AlignmentFlag.AlignCenter)
                return

    def _write(
        self,
        painter: QPainter,
        room: QRectF,
        words: tuple[str, QFont, str],
        where: Qt.AlignmentFlag,
    ) -> None:
        text, font, ink = words
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(room, where, text)


def fill_of(theme: Theme, kind: str) -> Fill:
    """Return the colours of a kind of line."""
    colours = theme.colours
    return {
        MONTHLY: Fill(colours.accent, colours.on_accent),
        CALL: Fill(colours.warm_solid, colours.on_tone),
        MESSAGE: Fill(colours.sub, colours.card),
        TRUE_UP: Fill(colours.good_solid, colours.on_tone),
    }.get(kind, Fill(colours.accent_soft, colours.accent_deep))
