"""The sheets that were handed in: the list, and one opened with its rows, its proof and its corrections."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from trainer.core.errors import TrainerError
from trainer.core.observing import VERDICTS, Form, Line, Walk
from trainer.ui.dashboard.walk.asking import Asker
from trainer.ui.dashboard.walk.grid import Cell, Grid, GridRow, GridView, day_cell
from trainer.ui.dashboard.walk.reasons import ReasonStrip
from trainer.ui.dashboard.walk.words import moment_words
from trainer.ui.dashboard.words import day_and_minute
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.framed import framed
from trainer.ui.kit.source import SourceNote
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.core.rights import Pass
    from trainer.store.observations import KeptSheet
    from trainer.training.observing import Floor, Opened, SheetView

TITLES = ("日期", "时间", "班次", "看了谁", "做到", "没做到", "未见", "巡视人", "更正")
LINE_TITLES = ("谁", "岗位", "条目", "结果", "分值", "备注")
NONE_YET = "还没有巡视表。\n在「巡视」里选好班次和人，边走边记，\n交了的表就列在这里。"


class SheetsPage(QWidget):
    """`amending` carries the walk of a correction that was begun; `told` a sentence and its tone."""

    amending = Signal(object)
    told = Signal(str, str)

    def __init__(self, theme: Theme, asker: Asker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asker = asker
        self._opened: Opened | None = None
        self.grid, self.lines = Grid(TITLES), Grid(LINE_TITLES)
        self.view = GridView(theme, self.grid, "巡视表", TITLES.index("看了谁"))
        self.line_view = GridView(theme, self.lines, "这张表的各条", LINE_TITLES.index("条目"))
        self.empty = EmptyState(theme, NONE_YET)
        self.head, self.history = wrapping("", "body"), wrapping("", "sub")
        self.source = SourceNote(theme)
        self.back = QPushButton("返回（Esc）")
        self.amend = QPushButton("更正…")
        self.withdraw = QPushButton("撤回…")
        self.reason = ReasonStrip(theme, "撤回这张表")
        self._pages = QStackedWidget()
        self._lay_out(theme)
        self.view.opened.connect(self.open)
        self.line_view.reached.connect(self._on_line_reached)
        self.back.clicked.connect(self._on_back)
        self.amend.clicked.connect(self._on_amend)
        self.withdraw.clicked.connect(self.reason.ask)
        self.reason.given.connect(self._on_withdrawn)

    def refresh(self) -> None:
        """Read the sheets again."""
        self._asker.ask(_listed, self._on_listed, self._on_failed)

    def open(self, id: str) -> None:
        """Open a sheet."""
        self._asker.ask(partial(_opened, id), self._on_opened, self._on_failed)

    def take_focus(self) -> None:
        """Put the keyboard on the table."""
        (self.line_view if self._pages.currentIndex() == 2 else self.view).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and self._pages.currentIndex() == 2:
            self._on_back()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.px(theme.sizes.space_s)
        opened, row = QWidget(), QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.withdraw)
        row.addWidget(self.amend)
        column = QVBoxLayout(opened)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        for widget in (self.head, self.history, self.reason):
            column.addWidget(widget)
        column.addWidget(framed(self.line_view, theme), 1)
        column.addWidget(self.source)
        column.addLayout(row)
        for page in (self.empty, framed(self.view, theme), opened):
            self._pages.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def _on_listed(self, views: list[SheetView]) -> None:
        self.grid.show_rows([_row(view) for view in views])
        if self._pages.currentIndex() != 2:
            self._pages.setCurrentIndex(1 if views else 0)
        self.view.select_first()

    def _on_opened(self, found: tuple[Opened, bool]) -> None:
        opened, writes = found
        self._opened = opened
        view = opened.view
        sheet = view.kept.sheet
        by = view.kept.by.name or "（未登录）"
        remark = f"\n备注：{sheet.remark}" if sheet.remark else ""
        when = moment_words(sheet.day, sheet.time, sheet.shift)
        self.head.setText(f"{when}　巡视人：{by}　台账第 {view.kept.seq} 条{remark}")
        self.history.setText("\n".join(_history(each) for each in opened.history))
        self.lines.show_rows([_line_row(view, opened.form, line) for line in sheet.lines])
        self._pages.setCurrentIndex(2)
        self.reason.hide()
        for button in (self.amend, self.withdraw):
            button.setVisible(writes and bool(sheet.lines))
        self.line_view.select_first()
        self.line_view.setFocus()

    def _on_line_reached(self, line: Line) -> None:
        item = self._opened.form.by_id.get(line.spot.item) if self._opened else None
        self.source.setVisible(item is not None)
        if item is not None:
            self.source.show_note(f"{item.id} {item.title} {item.text}", item.sources)

    def _on_back(self) -> None:
        self._opened = None
        self._pages.setCurrentIndex(1 if self.grid.rowCount() else 0)
        self.view.setFocus()

    def _on_amend(self) -> None:
        if self._opened is not None:
            self._asker.ask(partial(_amended, self._opened.view.kept.id), self._on_amending, self._on_failed)

    def _on_amending(self, walk: Walk) -> None:
        self._on_back()
        self.amending.emit(walk)

    def _on_withdrawn(self, reason: str) -> None:
        if self._opened is not None:
            kept = self._opened.view.kept
            self._asker.ask(partial(_withdrawn, kept.id, kept.seq, reason), self._on_gone, self._on_failed)

    def _on_gone(self, kept: KeptSheet) -> None:
        self._on_back()
        self.told.emit(f"已撤回，记在台账第 {kept.seq} 条；原来的表还在台账里。", "good")
        self.refresh()

    def _on_failed(self, error: TrainerError) -> None:
        self.told.emit(str(error), "hot")


def _row(view: SheetView) -> GridRow:
    sheet = view.kept.sheet
    counts = [view.count(verdict) for verdict in VERDICTS]
    cells = (
        *(
            day_cell(date.fromisoformat(sheet.day)),
            Cell(sheet.time),
            Cell(sheet.shift),
            Cell("、".join(view.people)),
        ),
        *(Cell(str(count), count) for count in counts),
        Cell(view.kept.by.name or "（未登录）"),
        Cell(f"{view.corrections} 次" if view.corrections else "", view.corrections),
    )
    return GridRow(view.kept.id, cells)


def _line_row(view: SheetView, form: Form, line: Line) -> GridRow:
    item = form.by_id.get(line.spot.item)
    title = f"{line.spot.item} {item.title}" if item else line.spot.item
    event = f"（第 {line.spot.event} 次走入）" if line.spot.event else ""
    cells = (
        *(Cell(view.name(line.spot.person_id)), Cell(line.spot.post), Cell(f"{title}{event}")),
        *(Cell(VERDICTS[line.verdict]), Cell(f"{line.points} 分", line.points), Cell(line.remark)),
    )
    return GridRow(line, cells)


def _history(kept: KeptSheet) -> str:
    who = kept.by.name or "（未登录）"
    what = "交表" if not kept.amends.seq else f"更正第 {kept.amends.seq} 条"
    what = what if kept.sheet.lines else f"撤回第 {kept.amends.seq} 条"
    reason = f"，理由：{kept.amends.reason}" if kept.amends.reason else ""
    return f"第 {kept.seq} 条　{day_and_minute(kept.at)}　{who} {what}{reason}"


def _listed(floor: Floor, by: Pass) -> list[SheetView]:
    return floor.sheets(by)


def _opened(id: str, floor: Floor, by: Pass) -> tuple[Opened, bool]:
    return floor.open(by, id), floor.may_write(by)


def _amended(id: str, floor: Floor, by: Pass) -> Walk:
    return floor.amend(by, id)


def _withdrawn(id: str, after: int, reason: str, floor: Floor, by: Pass) -> KeptSheet:
    return floor.withdraw(by, id, after, reason)
