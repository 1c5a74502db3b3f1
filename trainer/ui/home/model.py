"""The scenarios that can be played, as a model: one row each, one role for each thing to show."""

from collections.abc import Collection, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from trainer.training.hall import Offer

Index = QModelIndex | QPersistentModelIndex
HARDEST = 5
DIGITS = 9
MASTERED = "已掌握"
_NOWHERE = QModelIndex()


class ScenarioRole(IntEnum):
    """What a row answers beside Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole + 1
    NUMBER = ID + 1
    SUMMARY = ID + 2
    POST = ID + 3
    TRAINS = ID + 4
    DIFFICULTY = ID + 5
    VARIANTS = ID + 6
    FACES = ID + 7
    MASTERED = ID + 8


class ScenarioModel(QAbstractListModel):
    """Offers in the order they came; the first nine have a digit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()
        self._mastered: frozenset[str] = frozenset()

    def set_offers(self, offers: Sequence["Offer"], mastered: Collection[str] = ()) -> None:
        """Show these, some of them as mastered; the same ones again leave the view as it is."""
        if (tuple(offers), frozenset(mastered)) == (self._offers, self._mastered):
            return
        self.beginResetModel()
        self._offers, self._mastered = tuple(offers), frozenset(mastered)
        self.endResetModel()

    def row_of(self, scenario: str) -> int:
        """Return the row of a scenario, -1 when it is not offered."""
        return next((row for row, offer in enumerate(self._offers) if offer.id == scenario), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer one role of one offer."""
        if not index.isValid():
            return None
        offer, number = self._offers[index.row()], index.row() + 1
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return offer.title
            case Qt.ItemDataRole.ToolTipRole:
                return offer.summary
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(offer, number, mastered=offer.id in self._mastered)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return offer.summary
            case ScenarioRole.NUMBER:
                return number if number <= DIGITS else 0
            case ScenarioRole.MASTERED:
                return offer.id in self._mastered
        return getattr(offer, _FIELDS[role]) if role in _FIELDS else None

    def roleNames(self) -> dict[int, QByteArray]:
        names = super().roleNames()
        names.update({role: QByteArray(role.name.lower().encode()) for role in ScenarioRole})
        return names


_FIELDS: dict[int, str] = {
    role: role.name.lower()
    for role in ScenarioRole
    if role not in (ScenarioRole.NUMBER, ScenarioRole.MASTERED)
}


def facts(post: str, people: int, variants: int) -> str:
    """Say in a line where it plays, with how many customers, and that it varies, but never how."""
    several = f"{variants} 种变化" if variants > 1 else ""
    return " · ".join(part for part in (post, f"{people} 位客户", several) if part)


def spoken(offer: "Offer", number: int, *, mastered: bool = False) -> str:
    """Say everything that the card shows, for those who hear it."""
    digit = f"{number}。" if number <= DIGITS else ""
    line = facts(offer.post, len(offer.faces), offer.variants).replace(" · ", "，")
    trains, done = "、".join(offer.trains), f"，{MASTERED}" if mastered else ""
    return f"{digit}{offer.title}，{line}，难度 {offer.difficulty}（最难 {HARDEST}），练 {trains}{done}"
