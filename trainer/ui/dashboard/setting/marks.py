"""A sitting opened: its parts and marks, what was written to it since, and what can be written now."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trainer.core.exam.setting import CALLED
from trainer.ui.dashboard.setting.tools import MarkTools
from trainer.ui.kit.card import Card
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark

if TYPE_CHECKING:
    from trainer.core.exam.verdict import Verdict
    from trainer.training.exams.defending import Defended, Presented, Remark

NOT_IN = "还没有交卷，没有成绩。做过的场景可以回放。"
NOTHING = "选一位考过的人，这里看每一部分的得分。"


class MarksCard(Card):
    """`replay` carries the place of a part, `picked` another sitting; `sheet` when its sheet is wanted."""

    replay = Signal(int)
    picked = Signal(str)
    sheet = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "成绩", parent)
        self.told, self.proof, self.remarks = wrapping(NOTHING), wrapping("", "sub"), wrapping("", "sub")
        self.parts: list[QPushButton] = []
        self._shown: list[QWidget] = []
        self.tools, self.print = MarkTools(theme), QPushButton("成绩单…")
        self.print.setToolTip("打印或导出这一位的考核表：网页、PDF、表格")
        mark(self.print, "kind", "ghost")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(theme.sizes.space_xs))
        self.which = QComboBox()
        self.which.setAccessibleName("第几次")
        self.add_beside_title(self.print)
        self.body.addWidget(self.which)
        self.body.addWidget(self.told)
        self.body.addLayout(self._rows)
        for widget in (self.proof, self.remarks, self.tools):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.print.clicked.connect(self.sheet)
        self.which.activated.connect(self._on_which)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nobody is chosen who has handed in."""
        self.set_title("成绩")
        self.told.setText(NOTHING)
        self._show_parts(())
        for label in (self.proof, self.remarks):
            label.clear()
            label.hide()
        self.tools.show_nothing()
        self.which.hide()
        self.print.setEnabled(False)

    def show_sitting(self, opened: "Defended") -> None:
        """Show the marks that hold now beside those recorded, and all that was written since."""
        self.set_title(f"{opened.row.person}　第 {opened.row.number} 次")
        self.told.setText("\n".join(_verdict(opened)))
        self._show_parts(part_words(opened, place) for place in range(len(opened.setting.parts)))
        hash, edition = opened.published.row.hash[:12], opened.setting.edition
        self.proof.setText(f"设置指纹 {hash}　资费版本 {edition}")
        self.remarks.setText("\n".join(map(remark_words, opened.remarks)))
        self.proof.show()
        self.remarks.setVisible(bool(opened.remarks))
        self.tools.show_sitting(opened)
        self.print.setEnabled(True)

    def show_sittings(self, of: "Presented", id: str) -> None:
        """Offer every sitting of a person, where there is more than one."""
        self.which.clear()
        for each in of.sittings:
            total = "没有交卷" if each.now is None else f"{each.now.percent}%"
            counts = "，计入成绩" if of.counting and each.row.id == of.counting.row.id else ""
            self.which.addItem(f"第 {each.row.number} 次　{total}{counts}", each.row.id)
        self.which.setCurrentIndex(self.which.findData(id))
        self.which.setVisible(len(of.sittings) > 1)

    def _on_which(self, _place: int) -> None:
        self.picked.emit(self.which.currentData())

    def _show_parts(self, words: Iterable[str]) -> None:
        for row in self._shown:
            self._rows.removeWidget(row)
            row.hide()  # it goes only when the events are over, and would be painted until then
            row.deleteLater()
        self.parts, self._shown = [], []
        for place, each in enumerate(words):
            button, row = QPushButton("▶ 打开"), QWidget()
            button.setToolTip("看这一部分的回放或作答")
            button.setAccessibleName(f"打开{each}")
            mark(button, "kind", "ghost")
            button.clicked.connect(partial(self.replay.emit, place))
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(wrapping(each), 1)
            line.addWidget(button)
            self._rows.addWidget(row)
            self.parts.append(button)
            self._shown.append(row)


def told_of(verdict: "Verdict") -> str:
    """Say what a sitting came to."""
    gate = "合规通过" if verdict.compliant else f"一票否决：{'、'.join(verdict.critical)}"
    return f"{verdict.percent}%，{'通过' if verdict.passed else '没有通过'}，{gate}"


def part_words(opened: "Defended", place: int) -> str:
    """Name a part with the marks that hold now."""
    part = opened.setting.parts[place]
    if not opened.effective:
        return f"第{place + 1}部分 {CALLED[part.kind]}《{part.title}》"
    result = opened.effective[place]
    state = "" if result.complete else ("（没有做完）" if result.begun else "（没有做）")
    marks = f"{sum(result.got)}/{sum(result.best)}"
    return f"第{place + 1}部分 {CALLED[part.kind]}《{part.title}》 {marks}{state}"


def remark_words(each: "Remark") -> str:
    """Write an entry down: when, who, what."""
    unit = " 秒" if each.kind == "focus" else ""
    place = f"第{each.part + 1}部分 " if each.part is not None and each.kind == "comment" else ""
    return f"{each.at.astimezone():%m-%d %H:%M} {each.by} {each.called}：{place}{each.text}{unit}"


def _verdict(opened: "Defended") -> list[str]:
    lines = [told_of(opened.now) if opened.now else NOT_IN]
    if opened.recorded and opened.now != opened.recorded:
        lines.append(f"原来记的：{told_of(opened.recorded)}")
    if opened.now:
        lines += [
            f"{each.competence.value} {each.percent}%" + (f"（及格 {each.needed}%）" if each.needed else "")
            for each in opened.now.standings
        ]
    return lines
