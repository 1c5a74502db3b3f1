"""One decision of an attempt on a card: the words of both sides, the marks, the right way and its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from trainer.core.assess import Decision
from trainer.core.scenario import Scenario
from trainer.ui.kit.card import Card
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.marked import MarkedText, losses_in_words
from trainer.ui.kit.source import SourceNote
from trainer.ui.kit.verdict import LATE, WHOLE, Manner, Verdict, verdict
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.core.recall import Recalled


class DecisionCard(Card):
    """Left the words, right the verdict; `recalled` marks what was typed from memory, where it is known."""

    def __init__(
        self,
        theme: Theme,
        scenario: Scenario,
        number: int,
        decision: Decision,
        recalled: Recalled | None = None,
    ) -> None:
        super().__init__(theme)
        customer = scenario.customer(decision.customer)
        judged = verdict(decision.chosen, decision.right, _manner(decision, recalled))
        side = theme.px(theme.sizes.space_l)
        self.body.setContentsMargins(side, theme.px(theme.sizes.space_m), side, side)
        self.body.setSpacing(theme.px(theme.sizes.space_s))
        self.setAccessibleName(f"第 {number} 步，{customer.name}，{judged.word}，{_marks(decision)}")
        head = QHBoxLayout()
        head.setSpacing(theme.px(theme.sizes.space_s))
        where = QLabel(f"{number}. {customer.name}")
        where.setProperty("role", "heading")
        time = QLabel(scenario.clock(decision.at))
        time.setProperty("role", "sub")
        head.addWidget(where)
        head.addWidget(time)
        head.addStretch(1)
        for chip in _labels(decision):
            head.addWidget(chip)
        head.addWidget(Chip(_marks(decision), judged.tone))
        self.body.addLayout(head)
        columns = QHBoxLayout()
        columns.setSpacing(theme.px(theme.sizes.space_xl))
        line, own = customer.nodes[decision.node].line, _own_words(theme, decision, recalled)
        columns.addLayout(_words(theme, line, _own_part(decision), own), 1)
        columns.addLayout(_judgement(theme, judged), 1)
        self.body.addLayout(columns)


def wrapping(label: QLabel) -> QLabel:
    """Let a label wrap plain text."""
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _words(theme: Theme, line: str, own: str, words: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(theme.sizes.space_m))
    grid.setVerticalSpacing(theme.px(theme.sizes.space_s))
    grid.setColumnStretch(1, 1)
    for row, (who, said) in enumerate((("客户", wrapping(QLabel(line))), (own, words))):
        name = QLabel(who)
        name.setProperty("role", "sub")
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, row, 1, Qt.AlignmentFlag.AlignTop)
    grid.setRowStretch(2, 1)
    return grid


def _own_part(decision: Decision) -> str:
    """Return what the trainee's part is called."""
    if decision.typed:
        return "您打字"
    return {"late": "您", "do": "您做"}.get(decision.chosen.kind, "您说")


def _own_words(theme: Theme, decision: Decision, recalled: Recalled | None) -> QWidget:
    """Show the trainee's words; what was typed with its marks, where they are known."""
    if recalled is not None and decision.typed:
        marked = MarkedText(theme, role="body")
        marked.show_marks(decision.typed, recalled)
        return marked
    late = decision.chosen.kind == "late"
    return wrapping(QLabel(LATE if late else decision.typed or decision.chosen.text))


def _manner(decision: Decision, recalled: Recalled | None) -> Manner:
    losses = tuple(losses_in_words(recalled)) if recalled else ()
    return Manner(bool(decision.typed), decision.share, decision.breaks, losses)


def _judgement(theme: Theme, judged: Verdict) -> QVBoxLayout:
    column = QVBoxLayout()
    note = SourceNote(theme)
    note.show_note(judged.sentence, judged.sources, judged.tone)
    column.addWidget(note)
    column.addStretch(1)
    return column


def _labels(decision: Decision) -> list[Chip]:
    chips = []
    if decision.typed and decision.share < WHOLE:
        chips.append(Chip(f"打字，得 {decision.share}%", "hot" if decision.breaks else "warm"))
    if decision.hinted:
        chips.append(Chip("看过提示，得分减半", "warm"))
    if decision.undone:
        chips.append(Chip("已撤回", "warm"))
    if not decision.counted:
        chips.append(Chip("再次作答，不计分"))
    return chips


def _marks(decision: Decision) -> str:
    most = sum(decision.right[0].marks) if decision.right else 0
    if not decision.counted:
        return "不计分"
    return f"{sum(decision.marks)} / {most} 分" if most else "不设分"
