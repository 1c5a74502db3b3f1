"""The procedure ledger beside the conversation: what is done, what is next, what went out of order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trainer.core.scenario import LogRule, Scenario
from trainer.core.shift import Visit
from trainer.ui.kit.badge import paint_sign
from trainer.ui.kit.card import Card
from trainer.ui.kit.prose import Prose
from trainer.ui.theme import Theme

RowState = Literal["open", "next", "done", "late"]
_SAID: dict[RowState, str] = {"open": "未做", "next": "下一步", "done": "已做", "late": "次序不对"}
_ASIDES: dict[RowState, str] = {"next": " ← 下一步", "late": "（次序不对）"}
_SIGN = 1.47


@dataclass(frozen=True, slots=True)
class Row:
    """One step of the ledger."""

    words: str
    state: RowState


def ledger(scenario: Scenario, visit: Visit, words: Mapping[str, str]) -> tuple[Row, ...]:
    """Return the steps that are judged for this customer; `words` says each (see `step_words`).

    A rule with a step that has no words is one row with the rule's title: its steps would give
    answers away.
    """
    done = list(dict.fromkeys(visit.talk.steps))
    rows: list[Row] = []
    for rule in scenario.rules:
        if rule.kind != "steps" or visit.customer.id not in rule.customers:
            continue
        late = _out_of_order(rule, done)
        named = [(words[step], [step]) for step in rule.steps if step in words]
        if len(named) < len(rule.steps):
            named = [(rule.title, list(rule.steps))]
        rows += [Row(said, _state(steps, done, late)) for said, steps in named]
    upcoming = next((index for index, row in enumerate(rows) if row.state == "open"), -1)
    return tuple(Row(r.words, "next") if index == upcoming else r for index, r in enumerate(rows))


def _out_of_order(rule: LogRule, done: list[str]) -> set[str]:
    """Return the steps that were left out or done too late for one after them."""
    return {
        first
        for first, then in rule.order
        if then in done and (first not in done or done.index(first) > done.index(then))
    }


def _state(steps: list[str], done: list[str], late: set[str]) -> RowState:
    if late.intersection(steps):
        return "late"
    return "done" if all(step in done for step in steps) else "open"


class Ledger(Card):
    """The steps on a card; hidden where the scenario judges none for this customer."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "办理步骤", parent)
        self._count = QLabel()
        self._count.setProperty("role", "sub")
        self.add_beside_title(self._count)
        self._rows = _Rows(theme)
        self.body.setSpacing(theme.px(theme.sizes.space_s))
        self.body.addWidget(self._rows)

    def show_rows(self, rows: Sequence[Row], *, point_out: bool) -> None:
        """Show the steps; `point_out` marks the next one."""
        done = sum(row.state == "done" for row in rows)
        if self._count.text() != (count := f"{done} / {len(rows)}"):
            self._count.setText(count)
        plain = [Row(r.words, "open") if r.state == "next" and not point_out else r for r in rows]
        self._rows.show_rows(plain)
        self.setVisible(bool(rows))


class _Rows(QWidget):
    """A sign and a wrapped text for each step, painted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[Row, ...] = ()
        self._prose: list[Prose] = []
        self._side = theme.px(_SIGN)
        self._gap = theme.px(theme.sizes.space_xs)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_rows(self, rows: Sequence[Row]) -> None:
        if tuple(rows) == self._rows:
            return
        before, self._rows = self._rows, tuple(rows)
        self.setAccessibleName("；".join(f"{row.words} {_SAID[row.state]}" for row in rows))
        texts = [row.words + _ASIDES.get(row.state, "") for row in rows]
        if texts == [prose.text for prose in self._prose]:
            self._repaint_changed(before)
            return
        self._prose = [
            Prose(text, self._theme.font(bold=row.state == "next"))
            for text, row in zip(texts, rows, strict=True)
        ]
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(self._high(prose, width) + self._gap for prose in self._prose)

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > self._theme.px(8) else self._theme.px(15)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(8), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, top, seen = QPainter(self), 0, event.rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, (row, prose) in enumerate(zip(self._rows, self._prose, strict=True)):
            high = self._high(prose, self.width()) + self._gap
            if top <= seen.bottom() and top + high > seen.top():
                self._paint_row(painter, top, index + 1, row, prose)
            top += high

    def _paint_row(self, painter: QPainter, top: int, number: int, row: Row, prose: Prose) -> None:
        self._paint_sign(painter, QRectF(1, top + 1, self._side - 2, self._side - 2), number, row.state)
        ink = self._theme.colours.sub if row.state == "open" else self._theme.colours.ink
        words = prose.height(self._text_width(self.width()))
        beside = QPointF(self._text_left(), top + max(0.0, (self._side - words) / 2))
        prose.paint(painter, beside, ink)

    def _repaint_changed(self, before: Sequence[Row]) -> None:
        top = 0
        for was, row, prose in zip(before, self._rows, self._prose, strict=True):
            high = self._high(prose, self.width()) + self._gap
            if was != row:
                self.update(0, top, self.width(), high)
            top += high

    def _text_left(self) -> int:
        return self._side + self._theme.px(self._theme.sizes.space_s)

    def _text_width(self, width: int) -> float:
        return max(1.0, width - self._text_left())

    def _high(self, prose: Prose, width: int) -> int:
        return max(self._side, round(prose.height(self._text_width(width)) + 0.5))

    def _paint_sign(self, painter: QPainter, sign: QRectF, number: int, state: RowState) -> None:
        theme, colours = self._theme, self._theme.colours
        if state in ("done", "late"):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.solid("good" if state == "done" else "warm")))
            painter.drawEllipse(sign)
            paint_sign(painter, sign, "tick" if state == "done" else "bang", colours.on_tone)
            return
        ink = colours.accent if state == "next" else colours.sub
        painter.setPen(QPen(QColor(ink if state == "next" else colours.edge), theme.px(theme.sizes.hairline)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(sign)
        painter.setFont(theme.font("sub"))
        painter.setPen(QColor(ink))
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, str(number))
