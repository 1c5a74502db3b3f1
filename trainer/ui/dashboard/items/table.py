"""The items in a table that sorts by any figure; what is not known comes last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trainer.reports.hallsheets import ItemFigures
from trainer.ui.dashboard.items.words import ENOUGH, FEW, figure, percent, spoken

Index = QModelIndex | QPersistentModelIndex
Key = int | float | str | None
Line = tuple[int, ItemFigures]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, what it means, its words, and what it is sorted by (None comes last)."""

    title: str
    meant: str
    words: Callable[[Line], str]
    key: Callable[[Line], Key]


COLUMNS = (
    Column("题号", "在考核里的次序", lambda line: str(line[0] + 1), lambda line: line[0]),
    Column("题目", "题目、话术或场景", lambda line: line[1].stem, lambda line: line[1].stem),
    Column("题型", "怎样作答", lambda line: line[1].form, lambda line: line[1].form),
    Column("n", "几份作答", lambda line: str(line[1].n), lambda line: line[1].n),
    Column(
        "易度", "平均得分占满分的份额", lambda line: percent(line[1].facility), lambda line: line[1].facility
    ),
    Column(
        "区分度",
        "这道题和其余各题总分的相关系数",
        lambda line: figure(line[1].discrimination),
        lambda line: line[1].discrimination,
    ),
    Column(
        "区分效率",
        "协方差占可能达到的最大值的份额",
        lambda line: percent(line[1].efficiency),
        lambda line: line[1].efficiency,
    ),
    Column(
        "有效权重",
        "对总分差异的实际影响",
        lambda line: percent(line[1].effective_weight),
        lambda line: line[1].effective_weight,
    ),
    Column(
        "设定权重",
        "满分占总分的份额",
        lambda line: percent(line[1].intended_weight),
        lambda line: line[1].intended_weight,
    ),
    Column("样本", FEW, lambda line: "样本不足" if line[1].few else ENOUGH, lambda line: line[1].n),
)
STEM = 1
_WORDS = (0, STEM, STEM + 1, len(COLUMNS) - 1)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ItemTable(QAbstractTableModel):
    """Show it the items of an assessment, in their order; places stay those of that order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[ItemFigures, ...] = ()
        self._order: list[int] = []
        self._by, self._way = 0, Qt.SortOrder.AscendingOrder

    def show_items(self, items: Sequence[ItemFigures]) -> None:
        """Forget everything and show these, sorted as before."""
        self.beginResetModel()
        self._items = tuple(items)
        self._order = self._sorted()
        self.endResetModel()

    def place_at(self, row: int) -> int:
        """Return which item a row is."""
        return self._order[row]

    def row_of(self, place: int) -> int:
        """Return where an item stands."""
        return self._order.index(place)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._order)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self._line(index.row()), COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}：{column.words(line)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return spoken(*line)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() not in _WORDS else _LEFT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section not in _WORDS else _LEFT
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return COLUMNS[section].title
        return COLUMNS[section].meant if role == Qt.ItemDataRole.ToolTipRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; items alike in it stay in the order of the assessment."""
        if not 0 <= column < len(COLUMNS):
            return
        self._by, self._way = column, order
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        places = [(self._order[index.row()], index.column()) for index in held]
        self._order = self._sorted()
        rows = {place: row for row, place in enumerate(self._order)}
        self.changePersistentIndexList(held, [self.index(rows[place], at) for place, at in places])
        self.layoutChanged.emit()

    def _line(self, row: int) -> Line:
        return self._order[row], self._items[self._order[row]]

    def _sorted(self) -> list[int]:
        keys = [COLUMNS[self._by].key(line) for line in enumerate(self._items)]
        known = [place for place, key in enumerate(keys) if key is not None]
        known.sort(key=lambda place: keys[place], reverse=self._way == Qt.SortOrder.DescendingOrder)  # type: ignore[arg-type, return-value]
        return known + [place for place, key in enumerate(keys) if key is None]
