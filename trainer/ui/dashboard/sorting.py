"""Rows that sort themselves by any column: words as a Chinese dictionary does, figures as figures."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

Index = QModelIndex | QPersistentModelIndex
Key = int | float | str
L = TypeVar("L")

LINE = Qt.ItemDataRole.UserRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Field(Generic[L]):
    """A column: its title, the words of a line in it, and what it is sorted by (None comes last)."""

    title: str
    words: Callable[[L], str]
    key: Callable[[L], Key | None]
    tip: bool = False
    is_number: bool = False


class SortedTable(QAbstractTableModel, Generic[L]):
    """Lines in rows; lines alike stay as they came, and what is selected stays selected."""

    def __init__(
        self,
        fields: Sequence[Field[L]],
        id_of: Callable[[L], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fields, self._id_of = tuple(fields), id_of
        self._arrived: list[L] = []
        self._lines: list[L] = []
        self._by, self._order = 0, Qt.SortOrder.AscendingOrder
        self._collator = QCollator(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self._collator.setNumericMode(True)

    @property
    def lines(self) -> tuple[L, ...]:
        """The lines in the order shown."""
        return tuple(self._lines)

    def show_lines(self, lines: Sequence[L]) -> None:
        """Forget everything and show these, sorted as before."""
        self.beginResetModel()
        self._arrived = list(lines)
        self._lines = self._sorted()
        self.endResetModel()

    def row_of(self, id: Hashable) -> int | None:
        """Return where a line stands, if it is shown."""
        return next((row for row, line in enumerate(self._lines) if self._id_of(line) == id), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, field = self._lines[index.row()], self._fields[index.column()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return field.words(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{field.title}：{field.words(line) or '无'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if field.is_number else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole and field.tip:
            return field.words(line) or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._fields[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._fields[section].is_number else _LEFT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; missing figures come last whichever way."""
        if not 0 <= column < len(self._fields):
            return
        self._by, self._order = column, order
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        ids = [(self._id_of(self._lines[index.row()]), index.column()) for index in held]
        self._lines = self._sorted()
        place = {self._id_of(line): row for row, line in enumerate(self._lines)}
        self.changePersistentIndexList(held, [self.index(place[id], at) for id, at in ids])
        self.layoutChanged.emit()

    def _sorted(self) -> list[L]:
        keyed = [(self._key(line), line) for line in self._arrived]
        known = [(key, line) for key, line in keyed if key is not None]
        known.sort(key=lambda pair: pair[0], reverse=self._order == Qt.SortOrder.DescendingOrder)
        return [line for _, line in known] + [line for key, line in keyed if key is None]

    def _key(self, line: L) -> Any:
        key = self._fields[self._by].key(line)
        return self._collator.sortKey(key) if isinstance(key, str) else key
