"""The page of own marks: the total, the gate, parts and competences, what was written since, and appeals."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trainer.core.exam.setting import CALLED
from trainer.training.exams.defending import COMMENT, OVERRIDE
from trainer.training.exams.seats import RELEASED
from trainer.ui.exam.appeals import AppealsCard
from trainer.ui.exam.missed import MissedCard
from trainer.ui.exam.when import when
from trainer.ui.kit.bar import ScoreBar
from trainer.ui.kit.card import Card
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.scorering import ScoreRing
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.core.exam.verdict import Verdict
    from trainer.training.exams.defending import Defended, Remark
    from trainer.training.exams.own import OwnMarks

BACK = "回到列表（Esc）"
NOTHING_WRITTEN = "主管没有改过分，也没有写批注。"
WHOLE = 100
_WRITTEN = (OVERRIDE, COMMENT, RELEASED)


class MarksPage(QWidget):
    """`appealed` carries the reason; `left` when the list is wanted again."""

    appealed = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title, self.about, self.back = QLabel(), QLabel(), QPushButton(BACK)
        self.title.setProperty("role", "title")
        self.about.setProperty("role", "sub")
        self.back.setAutoDefault(True)
        self.appeals = AppealsCard(theme)
        self.appeals.appealed.connect(self.appealed)
        self.back.clicked.connect(self.left)
        self._scroll = upright("我的成绩")
        self._cards = QWidget()
        self._column = QVBoxLayout(self._cards)
        self._column.setSpacing(theme.px(theme.sizes.space_m))
        self._scroll.setWidget(self._cards)
        self._lay_out()

    def show_marks(self, marks: "OwnMarks") -> None:
        """Show the marks of a sitting as they hold now."""
        opened = marks.opened
        self.title.setText(opened.setting.title)
        told = f"{opened.row.person}　第 {opened.row.number} 次"
        finished = opened.row.finished
        self.about.setText(f"{told}　{when(finished)} 交卷" if finished else told)
        self._clear()
        for card in self._made(marks):
            self._column.addWidget(card)
        self.appeals.show_appeals(marks)
        self._column.addWidget(self.appeals)
        self.appeals.show()
        self._column.addWidget(MissedCard(self._theme, marks.missed))
        self._column.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        """Put the keyboard on the page, where the arrows scroll it."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list; from an appeal that was begun it only leaves the field."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.appeals.reason.hasFocus() and self.appeals.reason.toPlainText():
            self.take_focus()
        else:
            self.left.emit()

    def _lay_out(self) -> None:
        theme, head, column = self._theme, QHBoxLayout(), QVBoxLayout(self)
        head.setSpacing(theme.px(theme.sizes.space_m))
        head.addWidget(self.title)
        head.addWidget(self.about, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.back)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_m))
        column.addLayout(head)
        column.addWidget(self._scroll, 1)

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is self.appeals:
                widget.hide()
            elif widget is not None:
                widget.deleteLater()

    def _made(self, marks: "OwnMarks") -> Iterator[Card]:
        opened = marks.opened
        if opened.now:
            yield _total(self._theme, opened, opened.now)
        yield _parts(self._theme, opened)
        yield _written(self._theme, opened)


def _total(theme: Theme, opened: "Defended", now: "Verdict") -> Card:
    card, row, side = Card(theme), QHBoxLayout(), QVBoxLayout()
    row.setSpacing(theme.px(theme.sizes.space_xl))
    side.setSpacing(theme.px(theme.sizes.space_m))
    ring = ScoreRing(theme)
    ring.show_score(now.percent, now.percent, WHOLE)
    chips = QHBoxLayout()
    chips.addWidget(Chip("通过", "good") if now.passed else Chip("没有通过", "hot"))
    chips.addWidget(Chip("合规：通过", "good") if now.compliant else Chip("合规：一票否决", "hot"))
    chips.addStretch(1)
    side.addLayout(chips)
    for line in _lines(opened, now):
        side.addWidget(wrapping(line, "sub"))
    for each in now.standings:
        bar = ScoreBar(theme)
        needed = "" if each.needed is None else f"，及格 {each.needed}%"
        short = "" if each.passed else "，没有到"
        told = f"{each.competence.value}　{each.percent}%{needed}{short}"
        bar.show_score(told, max(each.got, 0), each.best)
        side.addWidget(bar)
    row.addWidget(ring, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(side, 1)
    card.body.addLayout(row)
    return card


def _lines(opened: "Defended", now: "Verdict") -> Iterator[str]:
    """Yield what is to be said to the total: the pass mark, the gate, and what it was before corrections."""
    if opened.setting.pass_marks.total:
        yield f"总分及格线 {opened.setting.pass_marks.total}%。"
    if now.critical:
        gate = "不管几分都不通过" if opened.setting.gate else "这次考核只记录"
        yield f"一票否决（{gate}）：{'、'.join(now.critical)}。"
    before = opened.recorded
    if before and before != now:
        passed = "通过" if before.passed else "没有通过"
        yield f"交卷时记的是 {before.percent}%，{passed}；以后改过，见下面。"


def _parts(theme: Theme, opened: "Defended") -> Card:
    card = Card(theme, "各部分")
    whole = sum(part.weight for part in opened.setting.parts)
    for place, (part, result) in enumerate(zip(opened.setting.parts, opened.effective, strict=True), 1):
        state = "" if result.complete else ("（没有做完）" if result.begun else "（没有做）")
        counts = f"占总分 {part.weight}/{whole}" if len(opened.setting.parts) > 1 else ""
        bar = ScoreBar(theme)
        told = f"第 {place} 部分　{CALLED[part.kind]}《{part.title}》{state}　{counts}"
        bar.show_score(told.rstrip("　"), max(sum(result.got), 0), sum(result.best))
        card.body.addWidget(bar)
    return card


def _written(theme: Theme, opened: "Defended") -> Card:
    card = Card(theme, "主管写的")
    found = [each for each in opened.remarks if each.kind in _WRITTEN]
    for each in found:
        card.body.addWidget(wrapping(_remark(each)))
    if not found:
        card.body.addWidget(wrapping(NOTHING_WRITTEN, "sub"))
    if away := opened.away:
        each_time = "、".join(f"{seconds:g} 秒" for seconds in away)
        card.body.addWidget(wrapping(f"离开窗口 {len(away)} 次：{each_time}。只记录，不扣分。", "sub"))
    return card


def _remark(remark: "Remark") -> str:
    part = f"第 {remark.part + 1} 部分 " if remark.kind == COMMENT and remark.part is not None else ""
    return f"{when(remark.at)}　{remark.by} {remark.called}：{part}{remark.text}"
