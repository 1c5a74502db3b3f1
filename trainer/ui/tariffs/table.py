"""The comparison as a table model: a row per field, a column per plan, and what a screen reader says."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from trainer.core.tariff import Plan
from trainer.ui.tariffs.cells import HELD, Index
from trainer.ui.tariffs.rows import Entry, Row

SPOKEN = {"said": "", "silent": "资料未写", "elsewhere": "不单列，看本组其他行"}


class CompareTable(QAbstractTableModel):
    """Rows of entries; the first column is what the others are compared with."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plans: tuple[Plan, ...] = ()
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, plans: Sequence[Plan], rows: Sequence[Row]) -> None:
        """Forget everything and show these."""
        self.beginResetModel()
        self.plans, self.rows = tuple(plans), tuple(rows)
        self.endResetModel()

    def entry(self, index: Index) -> Entry:
        """Return what stands in a cell."""
        return self.rows[index.row()].entries[index.column()]

    def stands_out(self, index: Index) -> bool:
        """Tell whether a cell says something else than the first column."""
        row = self.rows[index.row()]
        return row.entries[index.column()].key != row.entries[0].key

    def begins_group(self, row: int) -> bool:
        """Tell whether a row is the first of its group."""
        return row == 0 or self.rows[row - 1].group != self.rows[row].group

    def place_of(self, group: str, row: str, plan: str) -> tuple[int, int]:
        """Return where a field of a plan stands; the first row or column where it is not shown."""
        rows = [(each.group, each.name) for each in self.rows]
        plans = [each.id for each in self.plans]
        return (
            rows.index((group, row)) if (group, row) in rows else 0,
            plans.index(plan) if plan in plans else 0,
        )

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.plans)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entry(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == HELD:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index, entry)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            plan = self.plans[section]
            return plan.name if role == Qt.ItemDataRole.DisplayRole else f"{plan.name}，{plan.status}"
        row = self.rows[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        return f"{row.group}：{row.name}，各套餐{'不同' if row.differs else '相同'}"

    def _spoken(self, index: Index, entry: Entry) -> str:
        words = f"{entry.plan.name}，{entry.row}：{SPOKEN[entry.standing] or entry.text}"
        if index.column() and self.stands_out(index):
            words += f"，与{self.plans[0].name}不同"
        return f"{words}，有说明" if entry.note else words
