"""Every act of an attempt in a list, those taken back included, with the instant it was written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from trainer.core.log import Turn
from trainer.core.scenario import Scenario
from trainer.core.telling import told_act
from trainer.ui.dashboard.sorting import Index
from trainer.ui.dashboard.words import clock
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.results import Review

PLACE = Qt.ItemDataRole.UserRole
UNDONE = "（已撤回）"
_LEAST_WIDE = 19.0


class ActList(QAbstractListModel):
    """The acts in the order in which they were recorded; PLACE is their place in the replay, or None."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._places: list[int | None] = []

    def show_review(self, review: Review) -> None:
        """List the acts of this attempt."""
        self.beginResetModel()
        story = review.attempt.story
        standing = {id(turn): place for place, turn in enumerate(story.turns)}
        self._places = [standing.get(id(turn)) for turn in story.history]
        self._words = [_told(turn, story.scenario) for turn in story.history]
        if len(review.instants) == len(self._words):
            self._words = [
                f"{clock(at)}  {words}" for at, words in zip(review.instants, self._words, strict=True)
            ]
        self.endResetModel()

    def row_of(self, place: int) -> int:
        """Return the row of a place in the replay."""
        return self._places.index(place)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._words)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place, words = self._places[index.row()], self._words[index.row()]
        if role == PLACE:
            return place
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return words if place is not None else f"{words}{UNDONE}"
        return None


class Timeline(QListView):
    """Up and Down walk the acts; `picked` carries the place in the replay of one that stands."""

    picked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("全部动作和写入记录的时刻")
        self.setMinimumWidth(theme.px(_LEAST_WIDE))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._acts = ActList(self)
        self.setModel(self._acts)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_review(self, review: Review) -> None:
        """List the acts of this attempt."""
        self._acts.show_review(review)

    def point_at(self, place: int) -> None:
        """Select the act that the replay shows."""
        if self._acts.rowCount():
            self.setCurrentIndex(self._acts.index(self._acts.row_of(place)))

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        place = now.data(PLACE) if now.isValid() else None
        if place is not None:
            self.picked.emit(place)


def _told(turn: Turn, scenario: Scenario) -> str:
    visit = turn.before.visit(turn.act.customer)
    return told_act(turn.act, scenario, visit.talk.node if visit else "")
