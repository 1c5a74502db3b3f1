"""The marks on one card: the total, the compliance gate, and the competences as bars and as a radar."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from trainer.core.assess import Assessment
from trainer.core.scenario import Scenario
from trainer.ui.kit.bar import ScoreBar
from trainer.ui.kit.card import Card
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.radar import Axis, Radar
from trainer.ui.kit.scorering import ScoreRing
from trainer.ui.theme import Theme

RADAR_FROM = 3
"""A radar needs so many axes to be a shape."""


class ScoreCard(Card):
    """Shows the figures of one assessment."""

    def __init__(
        self, theme: Theme, scenario: Scenario, assessment: Assessment, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "", parent)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.sizes.space_xl))
        row.addLayout(_total(theme, assessment))
        row.addLayout(_bars(theme, scenario, assessment), 3)
        axes = [Axis(competence.value, got, best) for competence, got, best in assessment.by_competence()]
        if len(axes) >= RADAR_FROM:
            radar = Radar(theme)
            radar.show_axes(axes)
            row.addWidget(radar, 2)
        self.body.addLayout(row)


def _total(theme: Theme, assessment: Assessment) -> QVBoxLayout:
    ring = ScoreRing(theme)
    ring.show_score(assessment.percent, assessment.total, assessment.out_of)
    passed = assessment.compliant
    gate = Chip(
        "合规：通过" if passed else f"合规：未通过（{len(assessment.critical)} 项）",
        "good" if passed else "hot",
    )
    column = QVBoxLayout()
    column.setSpacing(theme.px(theme.sizes.space_m))
    column.addStretch(1)
    column.addWidget(ring, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(gate, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
    return column


def _bars(theme: Theme, scenario: Scenario, assessment: Assessment) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.px(theme.sizes.space_m))
    column.addStretch(1)
    for competence, got, best in assessment.by_competence():
        bar = ScoreBar(theme)
        bar.show_score(competence.value, got, best)
        column.addWidget(bar)
    names = {customer.id: customer.name for customer in scenario.customers}
    ends = "  ".join(f"{names[id]}:{outcome or '还没有接待完'}" for id, outcome in assessment.outcomes)
    label = QLabel(ends if assessment.complete else f"没有做完。{ends}")
    label.setProperty("role", "sub")
    label.setWordWrap(True)
    column.addWidget(label)
    column.addStretch(1)
    return column
