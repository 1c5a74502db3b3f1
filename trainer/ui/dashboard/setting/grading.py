"""How an assessment counts: the marks to be reached, the time, the attempts, and what fails it anyway."""

from typing import cast, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from trainer.core.exam.setting import MOST_ATTEMPTS, MOST_MINUTES, WHOLE, Counts
from trainer.core.scenario import Competence
from trainer.ui.dashboard.setting.fields import Field, number, pick
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme

USUAL_TOTAL, USUAL_MINUTES = 80, 60
TOLD = "每项能力可以另定及格线，达不到就不通过；不要求的只看总分。"
COUNTED: dict[Counts, str] = {"最好": "最好的一次", "最后": "最后的一次"}
TOTAL, MINUTES, ATTEMPTS = "总分及格线", "总时限", "次数"


class GradingPane(QWidget):
    """`changed` when somebody edits it; `fields` are known by the names that faults carry."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.total = number(0, WHOLE, USUAL_TOTAL)
        self.each = {each: number(0, WHOLE, 0, "不要求") for each in Competence}
        self.minutes = number(0, MOST_MINUTES, USUAL_MINUTES, "不限")
        self.attempts, self.counts = number(1, MOST_ATTEMPTS, 1), QComboBox()
        self.gate = QCheckBox("一票否决的一律不通过（&B）")
        self.shows = QCheckBox("交卷后本人能看成绩（&H）")
        for which in get_args(Counts):
            self.counts.addItem(COUNTED[which], which)
        self.fields = {
            TOTAL: Field(theme, "总分及格线 %（&P）", self.total),
            **{f"{each}及格线": Field(theme, f"{each} %", box) for each, box in self.each.items()},
            MINUTES: Field(theme, "全场限时几分钟（&M）", self.minutes),
            ATTEMPTS: Field(theme, "每人可以考几次（&A）", self.attempts),
        }
        self._counted = Field(theme, "考几次时，算（&C）", self.counts)
        self._lay_out(theme)
        self.attempts.valueChanged.connect(self._on_attempts)
        for field in (*self.fields.values(), self._counted):
            field.changed.connect(self.changed)
        for box in (self.gate, self.shows):
            box.toggled.connect(self._on_toggled)

    def begin(self) -> None:
        """Begin with what is usual."""
        for box, value in ((self.total, USUAL_TOTAL), (self.minutes, USUAL_MINUTES), (self.attempts, 1)):
            box.setValue(value)
        for box in self.each.values():
            box.setValue(0)
        pick(self.counts, "最好")
        self.gate.setChecked(True)
        self.shows.setChecked(False)
        self._on_attempts(1)

    @property
    def asked(self) -> tuple[tuple[str, int], ...]:
        """The competences that have a mark of their own."""
        return tuple((str(each), box.value()) for each, box in self.each.items() if box.value())

    @property
    def counting(self) -> Counts:
        """Which of several attempts counts."""
        return cast(Counts, self.counts.currentData())

    @property
    def is_wrong(self) -> bool:
        """Tell whether something is wrong with a field."""
        return any(field.is_wrong for field in self.fields.values())

    @property
    def told(self) -> str:
        """What is set, in a few words."""
        each = f"，{len(self.asked)} 项能力另有及格线" if self.asked else ""
        time = f"{self.minutes.value()} 分钟" if self.minutes.value() else "不限时"
        return f"总分 {self.total.value()}% 及格{each}，{time}，每人 {self.attempts.value()} 次"

    def _lay_out(self, theme: Theme) -> None:
        column, grid, gap = QVBoxLayout(self), QGridLayout(), theme.px(theme.sizes.space_l)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_m))
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(theme.px(theme.sizes.space_m))
        fields = list(self.fields.values())
        for place, field in enumerate((fields[0], *fields[-2:], self._counted)):
            grid.addWidget(field, 0, place)
        grid.addWidget(wrapping(TOLD, "sub"), 1, 0, 1, 5)
        for place, field in enumerate(fields[1:-2]):
            grid.addWidget(field, 2, place)
        for place in range(len(Competence)):
            grid.setColumnStretch(place, 1)
        column.addWidget(_heading("多少分算及格，考多久"))
        column.addLayout(grid)
        for box in (self.gate, self.shows):
            column.addWidget(box)
        column.addStretch(1)

    def _on_attempts(self, count: int) -> None:
        self.counts.setEnabled(count > 1)

    def _on_toggled(self, _on: bool) -> None:
        self.changed.emit()


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "heading")
    return label
