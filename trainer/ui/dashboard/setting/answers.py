"""A written part of a sitting: every question with the answer, the key, the rule and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trainer.ui.dashboard.sortedview import SortedView
from trainer.ui.dashboard.sorting import LINE, Field, SortedTable
from trainer.ui.dashboard.words import clock, short
from trainer.ui.kit.card import Card
from trainer.ui.kit.framed import framed
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.source import SourceNote
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark

if TYPE_CHECKING:
    from trainer.training.marking import AnsweredItem, AnsweredPart

Line = tuple[int, "AnsweredItem"]
NOTHING, NO_RULE = "没有作答", "没有对应的规则"
_ROW = 2.6
_LONGEST = {0: "题号　", 3: "100%　"}


def _place(line: Line) -> str:
    return str(line[0] + 1)


def _title(line: Line) -> str:
    return line[1].title


def _said(line: Line) -> str:
    return line[1].answer or NOTHING


def _share(line: Line) -> str:
    return f"{float(line[1].share) * 100:.0f}%"


FIELDS: tuple[Field[Line], ...] = (
    Field("题号", _place, lambda line: line[0], is_number=True),
    Field("题目", _title, _title, tip=True),
    Field("作答", _said, lambda line: line[1].answer or None, tip=True),
    Field("得分", _share, lambda line: float(line[1].share), is_number=True),
)


class AnswersPage(QWidget):
    """The arrows walk the questions; `closed` when the supervisor goes back."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back, self.title, self.proof = QPushButton("← 返回"), QLabel(), wrapping("", "sub")
        self.back.setToolTip("回到成绩（Esc）")
        self.table = SortedTable[Line](FIELDS, _place, self)
        self.view = SortedView(theme, self.table, _ROW)
        self.told, self.key, self.rule = wrapping(), wrapping(), wrapping("", "sub")
        self.note, self._detail = SourceNote(theme), Card(theme, "这道题")
        self._lay_out(theme)
        self.back.clicked.connect(self.closed)
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def show_part(self, person: str, part: AnsweredPart) -> None:
        """Show a part from its first question on."""
        self.title.setText(f"{person}　{part.called}《{part.title}》")
        self.proof.setText(f"资费版本 {part.edition}　随机种子 {part.seed}　内容指纹 {short(part.snapshot)}")
        self.table.show_lines(list(enumerate(part.items)))
        self.view.setCurrentIndex(self.table.index(0, 0))

    def take_focus(self) -> None:
        """Put the keyboard on the questions."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, theme: Theme) -> None:
        head, row, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        mark(self.back, "kind", "quiet")
        self.title.setProperty("role", "title")
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        self.view.setAccessibleName("题目和作答")
        self.view.size_columns(_LONGEST)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        for widget in (self.told, self.key, self.rule, self.note):
            self._detail.body.addWidget(widget)
        self._detail.body.addStretch(1)
        area = upright("这道题")
        area.setWidget(self._detail)
        row.addWidget(framed(self.view, theme), 3)
        row.addWidget(area, 2)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_s))
        column.addLayout(head)
        column.addWidget(self.proof)
        column.addLayout(row, 1)

    def _on_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not now.isValid():
            return
        place, item = now.data(LINE)
        when = f"（{clock(item.at)} 写入记录）" if item.at else ""
        self._detail.set_title(f"第 {place + 1} 题　{_share((place, item))}")
        self.told.setText(f"{item.title}\n\n作答：{item.answer or NOTHING}{when}")
        self.key.setText(f"标准答案：{item.key}")
        mistake = f"\n错误：{item.mistake}" if item.mistake else ""
        self.rule.setText(f"规则：{item.rule or NO_RULE}{mistake}")
        right = item.share == 1
        self.note.show_note("答对了" if right else "没有得满分", item.sources, "good" if right else "warm")
        self.note.set_open(bool(item.sources))
