"""The page of the company's checks: all results that stand, typed or imported, taken back with a reason."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from trainer.core.composite import Inspected
from trainer.core.errors import TrainerError
from trainer.core.observing import Amends
from trainer.ui.dashboard.walk.asking import Asker
from trainer.ui.dashboard.walk.grid import Cell, Grid, GridRow, GridView, day_cell
from trainer.ui.dashboard.walk.importing import ImportForm
from trainer.ui.dashboard.walk.reasons import ReasonStrip
from trainer.ui.dashboard.walk.typing_in import ResultForm
from trainer.ui.dashboard.words import day_and_minute
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.framed import framed
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.core.rights import Pass
    from trainer.training.inspections import CheckPlan, CheckView
    from trainer.training.observing import Floor

TITLES = ("日期", "姓名", "得分", "满分", "检查", "备注", "录入")
NONE_YET = (
    "还没有公司检查的成绩。\n用“录入…”写一个人的，或用“导入…”读进一张表。\n它和日常巡视一起进最终考核。"
)
FILES = "表格 (*.csv *.xlsx)"


class CompanyPage(QWidget):
    """`told` carries a sentence and its tone."""

    told = Signal(str, str)

    def __init__(self, theme: Theme, asker: Asker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asker = asker
        self.grid = Grid(TITLES)
        self.view = GridView(theme, self.grid, "公司检查的成绩", TITLES.index("检查"))
        self.empty = EmptyState(theme, NONE_YET)
        self.form, self.importing = ResultForm(theme), ImportForm(theme)
        self.add, self.bring, self.withdraw = (QPushButton(w) for w in ("录入…", "导入…", "撤回这次检查…"))
        self.reason = ReasonStrip(theme, "撤回这次检查")
        self._pages = QStackedWidget()
        self._lay_out(theme)
        self._connect()

    def refresh(self) -> None:
        """Read the results again."""
        self._asker.ask(_listed, self._on_listed, self._on_failed)

    def take_focus(self) -> None:
        """Put the keyboard on the table."""
        self.view.setFocus()

    def bring_in(self, path: Path) -> None:
        """Begin to import a file."""
        self.form.hide()
        self.importing.show()
        self.importing.begin(path)

    def _lay_out(self, theme: Theme) -> None:
        row = QHBoxLayout()
        for button in (self.add, self.bring):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.withdraw)
        for page in (self.empty, framed(self.view, theme)):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_s))
        column.addLayout(row)
        for widget in (self.form, self.importing, self.reason):
            column.addWidget(widget)
            widget.hide()
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.bring.clicked.connect(self._on_bring)
        self.withdraw.clicked.connect(self._on_withdraw)
        self.form.typed.connect(self._on_typed)
        self.form.closed.connect(self.form.hide)
        self.importing.checked.connect(self._on_checked)
        self.importing.confirmed.connect(self._on_confirmed)
        self.importing.closed.connect(self.importing.hide)
        self.reason.given.connect(self._on_reason)

    def _on_listed(self, found: tuple[list[CheckView], bool]) -> None:
        views, writes = found
        self.grid.show_rows([_row(view, row) for view in views for row in view.kept.rows])
        self._pages.setCurrentIndex(1 if views else 0)
        for button in (self.add, self.bring):
            button.setVisible(writes)
        self.withdraw.setVisible(writes and bool(views))
        self.view.select_first()

    def _on_add(self) -> None:
        self._asker.ask(_offered, self._on_offered, self._on_failed)

    def _on_offered(self, offered: tuple[list[tuple[int, str]], date]) -> None:
        self.importing.hide()
        self.form.show()
        self.form.offer(*offered)

    def _on_bring(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "导入检查成绩", "", FILES)
        if name:
            self.bring_in(Path(name))

    def _on_typed(self, title: str, row: Inspected) -> None:
        self._asker.ask(partial(_typed, title, row), self._on_added, self._on_not_typed)

    def _on_added(self, view: CheckView) -> None:
        for field in (self.form.got, self.form.remark):
            field.clear()
        self._on_done(view)

    def _on_not_typed(self, error: TrainerError) -> None:
        self.form.complain(str(error))

    def _on_checked(self, path: Path, day: object, out_of: object) -> None:
        work = partial(_planned, path, day, out_of)
        self._asker.ask(work, self.importing.show_plan, self._on_not_planned)

    def _on_not_planned(self, error: TrainerError) -> None:
        self.importing.complain(str(error))

    def _on_confirmed(self, path: Path, plan: CheckPlan) -> None:
        self._asker.ask(partial(_imported, path, plan), self._on_imported, self._on_not_planned)

    def _on_imported(self, view: CheckView) -> None:
        self.importing.hide()
        self._on_done(view)

    def _on_done(self, view: CheckView) -> None:
        self.told.emit(f"已记下 {len(view.kept.rows)} 人的成绩（台账第 {view.kept.seq} 条）。", "good")
        self.refresh()

    def _on_withdraw(self) -> None:
        if self.view.key() is not None:
            self.reason.ask()

    def _on_reason(self, reason: str) -> None:
        view: CheckView | None = self.view.key()
        if view is not None:
            self._asker.ask(partial(_withdrawn, view, reason), self._on_gone, self._on_failed)

    def _on_gone(self, view: CheckView) -> None:
        self.told.emit(f"已撤回，记在台账第 {view.kept.seq} 条；原来的成绩还在台账里。", "good")
        self.refresh()

    def _on_failed(self, error: TrainerError) -> None:
        self.told.emit(str(error), "hot")


def _row(view: CheckView, row: Inspected) -> GridRow:
    got, out_of = float(row.got), float(row.out_of)
    by = f"{view.kept.by.name or '（未登录）'} {day_and_minute(view.kept.at)}"
    cells = (
        *(day_cell(row.day), Cell(view.name(row.person_id))),
        *(Cell(f"{got:g}", got / out_of), Cell(f"{out_of:g}", out_of)),
        *(Cell(view.kept.title), Cell(row.remark), Cell(by)),
    )
    return GridRow(view, cells)


def _listed(floor: Floor, by: Pass) -> tuple[list[CheckView], bool]:
    return floor.company.checks(by), floor.may_write(by)


def _offered(floor: Floor, by: Pass) -> tuple[list[tuple[int, str]], date]:
    return [(each.id, each.name) for each in floor.people(by)], floor.today()


def _typed(title: str, row: Inspected, floor: Floor, by: Pass) -> CheckView:
    return floor.company.add(by, title, [row])


def _planned(path: Path, day: object, out_of: object, floor: Floor, by: Pass) -> CheckPlan:
    return floor.company.dry_run(by, path, day, out_of)  # type: ignore[arg-type]


def _imported(path: Path, plan: CheckPlan, floor: Floor, by: Pass) -> CheckView:
    return floor.company.apply(by, path, plan)


def _withdrawn(view: CheckView, reason: str, floor: Floor, by: Pass) -> CheckView:
    return floor.company.amend(by, view.kept.id, [], Amends(view.kept.seq, reason))
