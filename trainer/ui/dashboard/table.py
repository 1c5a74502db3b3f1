"""The results table as a model: columns with words, sorting keys and what a screen reader says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from trainer.ui.dashboard.lines import Line
from trainer.ui.dashboard.words import day_and_minute, span

Index = QModelIndex | QPersistentModelIndex
Key = int | float | str

LINE = Qt.ItemDataRole.UserRole
NONE = "—"
GATE_WORDS: dict[bool | None, str] = {True: "通过", False: "未通过", None: NONE}


class Column(IntEnum):
    """The columns, from left to right."""

    WHEN = 0
    WHO = 1
    WHAT = 2
    MODE = 3
    MARKS = 4
    GATE = 5
    CRITICAL = 6
    TOOK = 7
    STATE = 8


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its title, the words of a line in it, and what it is sorted by (None comes last)."""

    title: str
    words: Callable[[Line], str]
    key: Callable[[Line], Key | None]


def marks_words(line: Line) -> str:
    """Write the marks as 36/39（92%）."""
    if line.total is None or line.out_of is None:
        return NONE
    return f"{line.total}/{line.out_of}（{line.percent or 0}%）"


def critical_words(line: Line) -> str:
    """Write the critical findings down, each in its words."""
    return "；".join(line.critical)


def _when_words(line: Line) -> str:
    return day_and_minute(line.started)


def _took_words(line: Line) -> str:
    return NONE if line.took is None else span(line.took)


FIELDS: dict[Column, Field] = {
    Column.WHEN: Field(
        "时间", lambda line: day_and_minute(line.started), lambda line: line.started.timestamp()
    ),
    Column.WHO: Field("姓名", lambda line: line.person, lambda line: line.person),
    Column.WHAT: Field("场景", lambda line: line.title, lambda line: line.title),
    Column.MODE: Field("模式", lambda line: line.mode, lambda line: line.mode),
    Column.MARKS: Field("得分", marks_words, lambda line: line.percent),
    Column.GATE: Field("合规", lambda line: GATE_WORDS[line.compliant], lambda line: line.compliant),
    Column.CRITICAL: Field("一票否决项", critical_words, lambda line: len(line.critical) or None),
    Column.TOOK: Field("用时", _took_words, lambda line: line.took),
    Column.STATE: Field("状态", lambda line: line.state, lambda line: line.state),
}


class ResultTable(QAbstractTableModel):
    """Lines in rows; sorts itself, and keeps what is selected selected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived: list[Line] = []
        self._lines: list[Line] = []
        self._by, self._order = Column.WHEN, Qt.SortOrder.DescendingOrder
        self._collator = QCollator(QLocale(QLocale.Language.Chinese, QLocale.Country.China))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Forget everything and show these, sorted as before."""
        self.beginResetModel()
        self._arrived = list(lines)
        self._lines = self._sorted()
        self.endResetModel()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines in the order shown."""
        return tuple(self._lines)

    def row_of(self, id: str) -> int | None:
        """Return where an attempt stands, if it is shown."""
        return next((row for row, line in enumerate(self._lines) if line.id == id), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, field = self._lines[index.row()], FIELDS[Column(index.column())]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return field.words(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{field.title}：{field.words(line) or '无'}"
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (Column.WHAT, Column.CRITICAL):
            return field.words(line) or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return FIELDS[Column(section)].title
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; lines alike in it stay the latest first, missing figures come last."""
        if not 0 <= column < len(Column):
            return
        self._by, self._order = Column(column), order
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        ids = [(self._lines[index.row()].id, index.column()) for index in held]
        self._lines = self._sorted()
        place = {line.id: row for row, line in enumerate(self._lines)}
        self.changePersistentIndexList(held, [self.index(place[id], at) for id, at in ids])
        self.layoutChanged.emit()

    def _sorted(self) -> list[Line]:
        keyed = [(self._key(line), line) for line in self._arrived]
        known = [(key, line) for key, line in keyed if key is not None]
        known.sort(key=lambda pair: pair[0], reverse=self._order == Qt.SortOrder.DescendingOrder)
        return [line for _, line in known] + [line for key, line in keyed if key is None]

    def _key(self, line: Line) -> Any:
        key = FIELDS[self._by].key(line)
        return self._collator.sortKey(key) if isinstance(key, str) else key
