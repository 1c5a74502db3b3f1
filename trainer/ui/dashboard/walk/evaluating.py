"""The page of the final evaluation: sub-scores always, the total by weights, each item on demand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from trainer.core.composite import PARTS, Period, Points, Score, Weights, written
from trainer.core.errors import TrainerError
from trainer.core.observing import Amends, Item
from trainer.ui.dashboard.walk.asking import Asker
from trainer.ui.dashboard.walk.grid import Cell, Grid, GridRow, GridView
from trainer.ui.dashboard.walk.weighing import WeightsForm
from trainer.ui.dashboard.walk.words import (
    PERIODS,
    gate_words,
    period_of,
    period_words,
    score_words,
    weights_words,
)
from trainer.ui.dashboard.words import day_and_minute, short
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.framed import framed
from trainer.ui.kit.segments import Segments
from trainer.ui.kit.source import SourceNote
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.core.rights import Pass
    from trainer.store.evaluations import KeptWeights
    from trainer.training.evaluation import Detail, Evaluated, Table
    from trainer.training.observing import Floor

TITLES = ("姓名", *PARTS.values(), "总分", "等级", "合规")
ITEM_TITLES = ("条目", "得分/分值", "看到几次", "未见")
NONE_YET = "本厅名单里还没有人。\n登记员工、巡视、录入公司检查以后，\n这里列出每个人的分项和总分。"
_OPENED = 2


class EvaluationPage(QWidget):
    """`told` carries a sentence and its tone."""

    told = Signal(str, str)

    def __init__(self, theme: Theme, asker: Asker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asker = asker
        self._table: Table | None = None
        self.periods = Segments(theme, "时期", PERIODS)
        self.grid, self.items = Grid(TITLES), Grid(ITEM_TITLES)
        self.view = GridView(theme, self.grid, "最终考核", TITLES.index("姓名"))
        self.item_view = GridView(theme, self.items, "每条的得分", ITEM_TITLES.index("条目"))
        self.empty = EmptyState(theme, NONE_YET)
        self.rule, self.proof, self.head = wrapping(), wrapping("", "sub"), wrapping()
        self.change = QPushButton("设权重…")
        self.form, self.source = WeightsForm(theme), SourceNote(theme)
        self.back = QPushButton("返回（Esc）")
        self._pages = QStackedWidget()
        self._lay_out(theme)
        self._connect()

    def refresh(self) -> None:
        """Read the evaluation of the chosen period again."""
        self._asker.ask(partial(_evaluated, self.periods.place), self._on_evaluated, self._on_failed)

    def open(self, person_id: int) -> None:
        """Open somebody's evaluation item by item."""
        if self._table is not None:
            work = partial(_detailed, person_id, self._table.period)
            self._asker.ask(work, self._on_detailed, self._on_failed)

    def take_focus(self) -> None:
        """Put the keyboard on the table."""
        (self.item_view if self._pages.currentIndex() == _OPENED else self.view).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to everybody."""
        if event.key() == Qt.Key.Key_Escape and self._pages.currentIndex() == _OPENED:
            self._on_back()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, theme: Theme) -> None:
        gap, opened, row = theme.px(theme.sizes.space_s), QWidget(), QHBoxLayout()
        inner = QVBoxLayout(opened)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(gap)
        inner.addWidget(self.head)
        inner.addWidget(framed(self.item_view, theme), 1)
        inner.addWidget(self.source)
        inner.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        for page in (self.empty, framed(self.view, theme), opened):
            self._pages.addWidget(page)
        row.addWidget(self.periods)
        row.addStretch(1)
        row.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addLayout(row)
        for widget in (self.rule, self.form):
            column.addWidget(widget)
        column.addWidget(self._pages, 1)
        column.addWidget(self.proof)
        self.form.hide()

    def _connect(self) -> None:
        self.periods.chosen.connect(self.refresh)
        self.view.opened.connect(self.open)
        self.item_view.reached.connect(self._on_item_reached)
        self.back.clicked.connect(self._on_back)
        self.change.clicked.connect(self._on_change)
        self.form.chosen.connect(self._on_chosen)
        self.form.closed.connect(self.form.hide)

    def _on_evaluated(self, found: tuple[Table, bool]) -> None:
        table, writes = found
        self._table = table
        self.grid.show_rows([_row(each) for each in table.rows])
        if self._pages.currentIndex() != _OPENED:
            self._pages.setCurrentIndex(1 if table.rows else 0)
        self.change.setVisible(writes)
        kept = table.weights
        by = f"（{kept.by.name or '未登录'} {day_and_minute(kept.at)} 设）" if kept and table.in_force else ""
        self.rule.setText(f"{weights_words(table.in_force)}{by}")
        self.proof.setText(
            f"{period_words(table.period)}。“未见”不进分母，n 是看到的条数；"
            f"合规是单独的一关，不和分数平均。台账末尾 {table.head.seq}：{short(table.head.hash)}"
        )
        self.view.select_first()

    def _on_detailed(self, detail: Detail) -> None:
        row = detail.evaluated
        parts = "　".join(f"{called} {score_words(row.score(part))}" for part, called in PARTS.items())
        checks = "　".join(
            f"{each.day} {float(each.got):g}/{float(each.out_of):g}" for each in detail.inspected
        )
        total = f"　总分 {written(row.composite.total)} {row.composite.band}"
        self.head.setText(
            f"{row.person.name}　{period_words(detail.period)}\n{parts}{total}"
            + (f"\n公司检查：{checks}" if checks else "")
        )
        self.items.show_rows([_item_row(*each) for each in detail.items])
        self.source.hide()
        self._pages.setCurrentIndex(_OPENED)
        self.item_view.select_first()
        self.item_view.setFocus()

    def _on_item_reached(self, item: Item | None) -> None:
        self.source.setVisible(item is not None)
        if item is not None:
            self.source.show_note(f"{item.id} {item.title} {item.text}", item.sources)

    def _on_back(self) -> None:
        self._pages.setCurrentIndex(1 if self.grid.rowCount() else 0)
        self.view.setFocus()

    def _on_change(self) -> None:
        if self._table is not None:
            self.form.show()
            self.form.show_weights(self._table.in_force, changing=self._table.weights is not None)

    def _on_chosen(self, weights: Weights | None, reason: str) -> None:
        seq = self._table.weights.seq if self._table and self._table.weights else 0
        self._asker.ask(partial(_weighed, weights, Amends(seq, reason)), self._on_weighed, self._on_failed)

    def _on_weighed(self, kept: KeptWeights) -> None:
        self.form.hide()
        self.told.emit(f"权重已改，记在台账第 {kept.seq} 条。", "good")
        self.refresh()

    def _on_failed(self, error: TrainerError) -> None:
        self.told.emit(str(error), "hot")


def _row(each: Evaluated) -> GridRow:
    made, parts = each.composite, list(PARTS)
    lacking = "、".join(PARTS[part] for part in made.lacking)
    tip = f"没有总分：缺{lacking}" if lacking else ""
    total = f"缺 {len(made.lacking)} 项" if lacking else written(made.total)
    cells = (
        Cell(f"{each.person.name} {each.person.number}".strip()),
        *(_score_cell(each.score(part)) for part in parts),
        *(Cell(total, made.total, tip), Cell(made.band), Cell(gate_words(made.gate))),
    )
    return GridRow(each.person.id, cells)


def _score_cell(score: Score) -> Cell:
    return Cell(score_words(score), score.tenths)


def _item_row(id: str, item: Item | None, points: Points) -> GridRow:
    title = f"{id} {item.title}" if item else id
    share = points.got / points.out_of if points.out_of else None
    cells = (
        *(Cell(title), Cell(f"{points.got}/{points.out_of}" if points.n else "—", share)),
        *(Cell(str(points.n), points.n), Cell(str(points.unseen), points.unseen)),
    )
    return GridRow(item, cells)


def _evaluated(place: int, floor: Floor, by: Pass) -> tuple[Table, bool]:
    return floor.results.table(by, period_of(place, floor.today())), floor.may_write(by)


def _detailed(person_id: int, period: Period, floor: Floor, by: Pass) -> Detail:
    return floor.results.detail(by, person_id, period)


def _weighed(weights: Weights | None, amends: Amends, floor: Floor, by: Pass) -> KeptWeights:
    return floor.results.set_weights(by, weights, amends)
