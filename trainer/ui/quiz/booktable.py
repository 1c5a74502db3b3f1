"""The book of wrong answers as a model, and which of its entries are wanted."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trainer.training.sitting import Wrong

Index = QModelIndex | QPersistentModelIndex
State = Literal["未掌握", "已掌握", "已移出", ""]
"""Where an entry stands; "" means any."""

STATES: tuple[State, ...] = ("未掌握", "已掌握", "已移出", "")
ENTRY = Qt.ItemDataRole.UserRole
NONE = "—"


class Column(IntEnum):
    """The columns, from left to right."""

    WHEN = 0
    WHAT = 1
    RULE = 2
    MISTAKE = 3
    STATE = 4


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries to show; "" means any."""

    text: str = ""
    rule: str = ""
    mistake: str = ""
    state: State = "未掌握"

    def keeps(self, wrong: Wrong) -> bool:
        """Tell whether an entry is wanted."""
        return (
            self.state in ("", state_of(wrong))
            and self.rule in ("", wrong.entry.rule)
            and self.mistake in ("", wrong.entry.mistake)
            and all(word in _haystack(wrong) for word in _folded(self.text).split())
        )


def state_of(wrong: Wrong) -> State:
    """Tell where an entry stands."""
    if wrong.entry.archived is not None:
        return "已移出"
    return "未掌握" if wrong.entry.mastered is None else "已掌握"


def sought(book: Iterable[Wrong], wanted: Sought) -> list[Wrong]:
    """Return the entries that are wanted, in their order."""
    return [wrong for wrong in book if wanted.keeps(wrong)]


def mistake_name(wrong: Wrong) -> str:
    """Return what the mistake is called."""
    return wrong.named.name if wrong.named else NONE


def _when(wrong: Wrong) -> str:
    at = wrong.entry.at.astimezone()
    return f"{at.year}年{at.month}月{at.day}日"


def _stem(wrong: Wrong) -> str:
    return wrong.stem


def _rule(wrong: Wrong) -> str:
    return wrong.title


FIELDS: dict[Column, tuple[str, Callable[[Wrong], str]]] = {
    Column.WHEN: ("时间", _when),
    Column.WHAT: ("题目", _stem),
    Column.RULE: ("考什么", _rule),
    Column.MISTAKE: ("错在", mistake_name),
    Column.STATE: ("状态", state_of),
}


class BookTable(QAbstractTableModel):
    """Entries in rows, the latest first; sorts by the words of a column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Wrong] = []
        self._by, self._order = Column.WHEN, Qt.SortOrder.DescendingOrder

    @property
    def entries(self) -> tuple[Wrong, ...]:
        """The entries in the order shown."""
        return tuple(self._entries)

    def show_entries(self, entries: Sequence[Wrong]) -> None:
        """Forget everything and show these, sorted as before."""
        self.beginResetModel()
        self._entries = self._sorted(entries)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wrong, (title, words) = self._entries[index.row()], FIELDS[Column(index.column())]
        if role == ENTRY:
            return wrong
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words(wrong)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}：{words(wrong)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return (
            FIELDS[Column(section)][0]
            if orientation == Qt.Orientation.Horizontal and role in wanted
            else None
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; entries alike in it stay the latest first."""
        if 0 <= column < len(Column):
            self._by, self._order = Column(column), order
            self.layoutAboutToBeChanged.emit()
            held = self.persistentIndexList()
            ids = [(self._entries[index.row()].id, index.column()) for index in held]
            self._entries = self._sorted(self._entries)
            place = {wrong.id: row for row, wrong in enumerate(self._entries)}
            self.changePersistentIndexList(held, [self.index(place[id], at) for id, at in ids])
            self.layoutChanged.emit()

    def _sorted(self, entries: Iterable[Wrong]) -> list[Wrong]:
        latest = sorted(entries, key=_id, reverse=True)
        backwards = self._order == Qt.SortOrder.DescendingOrder
        if self._by == Column.WHEN:
            return latest if backwards else latest[::-1]
        return sorted(latest, key=FIELDS[self._by][1], reverse=backwards)


def _id(wrong: Wrong) -> int:
    return wrong.id


def _haystack(wrong: Wrong) -> str:
    named = wrong.named.name if wrong.named else ""
    return _folded(f"{wrong.stem} {wrong.title} {named} {wrong.entry.asked.chosen} {wrong.right}")


def _folded(text: str) -> str:
    """Make full-width and half-width, capital and small letters alike."""
    return unicodedata.normalize("NFKC", text).casefold()
