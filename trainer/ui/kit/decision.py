"""One decision of an attempt on a card: the words of both sides, the marks, the right way and its proof."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from trainer.core.assess import Decision
from trainer.core.scenario import Option, Scenario
from trainer.ui.kit.card import Card
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.source import SourceNote
from trainer.ui.kit.verdict import LATE, Verdict, verdict
from trainer.ui.theme import Theme


class DecisionCard(Card):
    """Left the words, right the verdict."""

    def __init__(
        self, theme: Theme, scenario: Scenario, number: int, decision: Decision, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "", parent)
        customer = scenario.customer(decision.customer)
        judged = verdict(decision.chosen, decision.right)
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
        columns.addLayout(_words(theme, customer.nodes[decision.node].line, decision), 1)
        columns.addLayout(_judgement(theme, judged), 1)
        self.body.addLayout(columns)


def wrapping(label: QLabel) -> QLabel:
    """Let a label wrap plain text."""
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _words(theme: Theme, line: str, decision: Decision) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(theme.sizes.space_m))
    grid.setVerticalSpacing(theme.px(theme.sizes.space_s))
    grid.setColumnStretch(1, 1)
    for row, (who, words) in enumerate((("客户", line), _own_part(decision.chosen))):
        name = QLabel(who)
        name.setProperty("role", "sub")
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(wrapping(QLabel(words)), row, 1, Qt.AlignmentFlag.AlignTop)
    grid.setRowStretch(2, 1)
    return grid


def _own_part(chosen: Option) -> tuple[str, str]:
    """Return what the trainee's part is called, and their words."""
    if chosen.kind == "late":
        return "您", LATE
    return "您做" if chosen.kind == "do" else "您说", chosen.text


def _judgement(theme: Theme, judged: Verdict) -> QVBoxLayout:
    column = QVBoxLayout()
    note = SourceNote(theme)
    note.show_note(judged.sentence, judged.sources, judged.tone)
    column.addWidget(note)
    column.addStretch(1)
    return column


def _labels(decision: Decision) -> list[Chip]:
    chips = []
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
