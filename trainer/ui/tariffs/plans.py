"""The list of plans as a model: which are shown by the filters, and which are chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from trainer.core.tariff import Edition, Plan
from trainer.ui.tariffs.rows import matches

Index = QModelIndex | QPersistentModelIndex
PLAN = Qt.ItemDataRole.UserRole
NUMBERS = "零一二三四五六七八九十"
ALONE = "单独品牌"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters; "" sets no limit, ALONE as family means plans that belong to none."""

    text: str = ""
    family: str = ""
    status: str = ""

    def __call__(self, plan: Plan) -> bool:
        """Tell whether a plan is to be shown."""
        return (
            self.family in ("", plan.family or ALONE)
            and self.status in ("", plan.status)
            and matches(plan, self.text)
        )


class PlanList(QAbstractListModel):
    """Plans in the order of the edition; `chosen_changed` whenever other ones are chosen."""

    chosen_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Plan, ...] = ()
        self._shown: list[Plan] = []
        self._chosen: set[str] = set()

    @property
    def chosen(self) -> tuple[Plan, ...]:
        """The plans that are chosen, whether the filters show them or not."""
        return tuple(plan for plan in self._all if plan.id in self._chosen)

    @property
    def shown(self) -> tuple[Plan, ...]:
        """The plans that the filters show."""
        return tuple(self._shown)

    def show_plans(self, plans: Iterable[Plan], wanted: Wanted) -> None:
        """Show other plans; what was chosen stays so, where it is still there."""
        self._all = tuple(plans)
        self._chosen &= {plan.id for plan in self._all}
        self.filter(wanted)

    def filter(self, wanted: Wanted) -> None:
        """Show what is wanted."""
        self.beginResetModel()
        self._shown = [plan for plan in self._all if wanted(plan)]
        self.endResetModel()

    def choose(self, ids: Iterable[str]) -> None:
        """Choose these and no others."""
        chosen = set(ids)
        if chosen != self._chosen:
            self._chosen = chosen
            self._tell(0, len(self._shown) - 1)

    def toggle(self, row: int) -> None:
        """Choose the plan of a row, or not any more."""
        if 0 <= row < len(self._shown):
            self._chosen ^= {self._shown[row].id}
            self._tell(row, row)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        plan = self._shown[index.row()]
        checked = plan.id in self._chosen
        if role == Qt.ItemDataRole.DisplayRole:
            return plan.name
        if role == PLAN:
            return plan
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            family = f"，{plan.family}" if plan.family else ""
            return f"{plan.name}{family}，{plan.status}，{'已选' if checked else '没选'}"
        return None

    def _tell(self, first: int, last: int) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(first), self.index(last))
        self.chosen_changed.emit()


def presets(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Return sets of plans worth comparing, by their name: families, what is sold, everything."""
    plans = [plan for plan in edition.plans.values() if plan.tariff]
    sets: dict[str, tuple[str, ...]] = {}
    for family in dict.fromkeys(plan.family for plan in plans if plan.family):
        ids = _ids(plan for plan in plans if plan.family == family)
        if len(ids) > 1:
            sets[f"{family}{_number(len(ids))}种"] = ids
    sold = _ids(plan for plan in plans if plan.status == "在售")
    every = tuple(plan.id for plan in edition.plans.values())
    sets[f"在售的{_number(len(sold))}种"] = sold
    sets[f"有资费的{_number(len(plans))}种"] = _ids(plans)
    sets[f"全部{_number(len(every))}种"] = every
    return {name: ids for name, ids in sets.items() if ids}


def _ids(plans: Iterable[Plan]) -> tuple[str, ...]:
    return tuple(plan.id for plan in plans)


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else f" {count} "


def families(plans: Sequence[Plan]) -> list[str]:
    """Return the families there are, ALONE last."""
    named = list(dict.fromkeys(plan.family for plan in plans if plan.family))
    return [*named, ALONE] if any(not plan.family for plan in plans) else named
