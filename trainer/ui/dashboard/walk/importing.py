"""Importing the company's results from a file: what it leaves out, a dry run, then one press."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from trainer.core.errors import TrainerError
from trainer.ui.dashboard.walk.words import read_mark
from trainer.ui.kit.card import Card
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.inspections import CheckPlan


class ImportForm(Card):
    """`checked` asks for a dry run with the file, the day and the whole; `confirmed` carries the plan."""

    checked = Signal(object, object, object)
    confirmed = Signal(object, object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "导入检查成绩", parent)
        self._path = Path()
        self._plan: CheckPlan | None = None
        self.day, self.out_of = QLineEdit(), QLineEdit()
        self.day.setPlaceholderText("文件里没有“日期”列才填，如 2004-07-08")
        self.out_of.setPlaceholderText("文件里没有“满分”列才填，如 100")
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setAccessibleName("核对的结果")
        self.check, self.confirm = QPushButton("核对"), QPushButton("导入")
        self.confirm.setProperty("kind", "primary")
        self._close = QPushButton("关闭")
        self.check.clicked.connect(self._on_check)
        self.confirm.clicked.connect(self._on_confirm)
        self._close.clicked.connect(self.closed)
        self._lay_out(theme)

    def begin(self, path: Path) -> None:
        """Begin with a file."""
        self._path = path
        self.set_title(f"导入检查成绩：{path.name}")
        self._on_check()

    def show_plan(self, plan: CheckPlan) -> None:
        """Tell what the import would do."""
        self._plan = plan
        lines = [f"可以导入 {len(plan.rows)} 行。" if not plan.bad else "有不对的行，一条也不导入："]
        lines += [str(bad) for bad in plan.bad]
        lines += [
            f"{name}　{row.day}　{float(row.got):g}/{float(row.out_of):g}　{row.remark}"
            for name, row in zip(plan.names, plan.rows, strict=True)
        ]
        lines += plan.notes
        self._tell("\n".join(lines))
        self.confirm.setEnabled(bool(plan.rows) and not plan.bad)

    def complain(self, sentence: str) -> None:
        """Say why there is nothing to import."""
        self._plan = None
        self._tell(sentence)
        self.confirm.setEnabled(False)

    def _tell(self, words: str) -> None:
        self.told.setPlainText(words)
        self.told.setAccessibleDescription(words)

    def _lay_out(self, theme: Theme) -> None:
        grid = QGridLayout()
        for place, (words, field) in enumerate((("检查日期", self.day), ("满分", self.out_of))):
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words)
            grid.addWidget(label, 0, 2 * place)
            grid.addWidget(field, 0, 2 * place + 1)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self._close, self.check, self.confirm):
            row.addWidget(button)
        self.told.setMinimumHeight(theme.px(12))
        self.body.addLayout(grid)
        self.body.addWidget(self.told, 1)
        self.body.addLayout(row)

    def _on_check(self) -> None:
        try:
            day = date.fromisoformat(self.day.text().strip()) if self.day.text().strip() else None
            out_of: Fraction | None = None
            if self.out_of.text().strip():
                out_of = read_mark(self.out_of.text(), "满分")
        except ValueError:
            self.complain("检查日期要写成 2004-07-08 这样。")
        except TrainerError as error:
            self.complain(str(error))
        else:
            self.checked.emit(self._path, day, out_of)

    def _on_confirm(self) -> None:
        if self._plan is not None:
            self.confirm.setEnabled(False)
            self.confirmed.emit(self._path, self._plan)
