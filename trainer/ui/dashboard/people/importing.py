"""Importing a list of staff: what would happen row by row, what is wrong, and the button once nothing is."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from trainer.training.staff import Fate, StaffPlan
from trainer.ui.dashboard.busy import BusyStrip
from trainer.ui.dashboard.people.rolltable import Index
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.framed import framed
from trainer.ui.kit.keyline import KeyLine
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, Tone

TITLES = ("行", "结果", "谁 / 哪一列", "说明")
FATES: dict[Fate, tuple[str, Tone]] = {
    "added": ("新增", "good"),
    "changed": ("更改", "plain"),
    "unchanged": ("不变", "plain"),
}
WRONG = "不对"
KEYS = (("↑ ↓", "选择"), ("Alt+I", "导入"), ("Esc", "不导入，返回"))
_ROW = 2.6

Line = tuple[str, str, str, str]


def lines_of(plan: StaffPlan) -> list[Line]:
    """Write the plan row by row: what is wrong first."""
    wrong = [(f"{bad.row}", WRONG, bad.column, f"{bad.what}。{bad.cure}。") for bad in plan.bad]
    order = ("changed", "added", "unchanged")
    steps = sorted(plan.steps, key=lambda step: (order.index(step.fate), step.row))
    return wrong + [(f"{s.row}", FATES[s.fate][0], s.name, "，".join(s.told)) for s in steps]


class PlanTable(QAbstractTableModel):
    """The rows of a plan."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows as they are shown."""
        return tuple(self._lines)

    def show_plan(self, plan: StaffPlan) -> None:
        """Show what a plan would do."""
        self.beginResetModel()
        self._lines = lines_of(plan)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        words = self._lines[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{TITLES[index.column()]}：{words or '无'}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        told = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return TITLES[section] if orientation == Qt.Orientation.Horizontal and role in told else None


class ImportPage(QWidget):
    """`accepted` when the plan that is shown is to be done; `left` when not."""

    accepted = Signal()
    again = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.notes = QLabel(), wrapping("", "sub")
        self.title.setProperty("role", "title")
        self.counts = [Chip() for _ in range(len(FATES) + 1)]
        self.take = QPushButton("导入（&I）")
        self.take.setProperty("kind", "primary")
        self.reread, self.back = QPushButton("改好了，再核对（&R）"), QPushButton("返回")
        self.back.setProperty("kind", "quiet")
        self.table, self.view, self.busy = PlanTable(self), QTableView(), BusyStrip(theme)
        self._dress(theme)
        self._lay_out(theme)
        self.take.clicked.connect(self.accepted)
        self.reread.clicked.connect(self.again)
        self.back.clicked.connect(self.left)

    def show_plan(self, plan: StaffPlan) -> None:
        """Show what an import would do."""
        self.title.setText(f"核对名单：{plan.file}")
        for chip, (fate, (called, tone)) in zip(self.counts, FATES.items(), strict=False):
            chip.show_word(f"{called} {len(plan.having(fate))} 人", tone)
        self.counts[-1].show_word(f"{WRONG} {len(plan.bad)} 处", "hot")
        self.counts[-1].setVisible(bool(plan.bad))
        self.notes.setText("；".join((_told(plan), *plan.notes)))
        work = any(step.fate != "unchanged" for step in plan.steps)
        self.take.setEnabled(work and not plan.bad)
        self.reread.setVisible(bool(plan.bad))
        self.table.show_plan(plan)

    def take_focus(self) -> None:
        """Put the keyboard on the button, or on what is wrong."""
        (self.take if self.take.isEnabled() else self.view).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back without importing."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _dress(self, theme: Theme) -> None:
        view = self.view
        view.setModel(self.table)
        view.setAccessibleName("名单逐行核对")
        view.setProperty("role", "bare")
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        header, metrics = view.horizontalHeader(), QFontMetrics(theme.font())
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, longest in enumerate(("5000　", "不变　", "欧阳春华　　")):
            wide = metrics.horizontalAdvance(longest) + theme.px(theme.sizes.space_l)
            header.resizeSection(column, wide)
        header.setSectionResizeMode(len(TITLES) - 1, QHeaderView.ResizeMode.Stretch)

    def _lay_out(self, theme: Theme) -> None:
        head, counts, foot = QHBoxLayout(), QHBoxLayout(), KeyLine(theme)
        foot.show_keys(KEYS)
        head.setSpacing(theme.px(theme.sizes.space_s))
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.busy)
        for button in (self.back, self.reread, self.take):
            button.setAutoDefault(True)
            head.addWidget(button)
        counts.setSpacing(theme.px(theme.sizes.space_s))
        for chip in self.counts:
            counts.addWidget(chip)
        counts.addWidget(self.notes, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_m))
        column.addLayout(head)
        column.addLayout(counts)
        column.addWidget(framed(self.view, theme), 1)
        column.addWidget(foot)


def _told(plan: StaffPlan) -> str:
    if plan.bad:
        return "有不对的行，一个人也不会导入。请改好文件再核对"
    return "不在名单上的人保持不变"
