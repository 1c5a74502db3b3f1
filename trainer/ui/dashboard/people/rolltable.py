"""The list of people as a model, and which of them are wanted."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from trainer.core.rights import ROLES

if TYPE_CHECKING:
    from trainer.training.people import Colleague

Index = QModelIndex | QPersistentModelIndex
State = Literal["在岗", "已停用", ""]
STATES: tuple[State, ...] = ("在岗", "已停用", "")
PERSON = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    NUMBER = 1
    ROLE = 2
    TEAM = 3
    HALL = 4
    PASSWORD = 5
    STATE = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to show; "" and None mean any."""

    text: str = ""
    state: State = "在岗"
    hall_id: int | None = None

    def keeps(self, person: "Colleague") -> bool:
        """Tell whether somebody is wanted."""
        return (
            self.state in ("", state_of(person))
            and self.hall_id in (None, person.hall_id)
            and all(word in _haystack(person) for word in _folded(self.text).split())
        )


def state_of(person: "Colleague") -> State:
    """Tell whether somebody works here."""
    return "在岗" if person.active else "已停用"


def _name(person: "Colleague") -> str:
    return person.name


def _number(person: "Colleague") -> str:
    return person.number


def _role(person: "Colleague") -> str:
    return ROLES[person.role]


def _team(person: "Colleague") -> str:
    return person.team


def _hall(person: "Colleague") -> str:
    return person.hall


def _password(person: "Colleague") -> str:
    return "有" if person.has_password else "无"


FIELDS: dict[Column, tuple[str, Callable[["Colleague"], str]]] = {
    Column.NAME: ("姓名", _name),
    Column.NUMBER: ("工号", _number),
    Column.ROLE: ("角色", _role),
    Column.TEAM: ("班组", _team),
    Column.HALL: ("营业厅", _hall),
    Column.PASSWORD: ("密码", _password),
    Column.STATE: ("状态", state_of),
}


class RollTable(QAbstractTableModel):
    """People in rows; sorts by the words of a column, as a Chinese dictionary does."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people: list[Colleague] = []
        self._by, self._order = Column.NAME, Qt.SortOrder.AscendingOrder
        self._collator = QCollator(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self._collator.setNumericMode(True)

    @property
    def people(self) -> tuple["Colleague", ...]:
        """Those shown, in their order."""
        return tuple(self._people)

    def show_people(self, people: Sequence["Colleague"]) -> None:
        """Forget everybody and show these, sorted as before."""
        self.beginResetModel()
        self._people = self._sorted(people)
        self.endResetModel()

    def row_of(self, person_id: int) -> int | None:
        """Return where somebody stands, if they are shown."""
        return next((row for row, each in enumerate(self._people) if each.id == person_id), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._people)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        person, (title, words) = self._people[index.row()], FIELDS[Column(index.column())]
        if role == PERSON:
            return person
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words(person)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}：{words(person) or '无'}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        told = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if orientation == Qt.Orientation.Horizontal and role in told:
            return FIELDS[Column(section)][0]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; people alike in it stay in the order they were added."""
        if 0 <= column < len(Column):
            self._by, self._order = Column(column), order
            self.layoutAboutToBeChanged.emit()
            held = self.persistentIndexList()
            ids = [(self._people[index.row()].id, index.column()) for index in held]
            self._people = self._sorted(self._people)
            place = {each.id: row for row, each in enumerate(self._people)}
            self.changePersistentIndexList(held, [self.index(place[id], at) for id, at in ids])
            self.layoutChanged.emit()

    def _sorted(self, people: Iterable["Colleague"]) -> list["Colleague"]:
        return sorted(
            sorted(people, key=_id), key=self._key, reverse=self._order == Qt.SortOrder.DescendingOrder
        )

    def _key(self, person: "Colleague") -> Any:
        return self._collator.sortKey(FIELDS[self._by][1](person))


def _id(person: "Colleague") -> int:
    return person.id


def _haystack(person: "Colleague") -> str:
    return _folded(f"{person.name} {person.number} {person.team} {person.hall} {ROLES[person.role]}")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
