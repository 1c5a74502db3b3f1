"""The right side of the first screen: filters, the scenarios that they keep, or what to do where none is."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from trainer.ui.home.filters import FilterBar
from trainer.ui.home.scenarios import ScenarioList
from trainer.ui.home.wanted import Wanted, chosen, nothing_left, summed_up
from trainer.ui.kit.empty import EmptyState
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.hall import Offer

OPENING = "正在打开训练记录和场景……\n可以先写上姓名。"
NOTHING = (
    "还没有可以练的场景。\n把场景文件（.yaml）放进程序的 scenarios 文件夹，"
    "运行 trainer check 看看有没有写错，再打开一次。"
)
SHOW_ALL = "显示全部（Esc）"


class Shelf(QWidget):
    """Filters are there as soon as there is something to filter."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()
        self._mastered: Collection[str] = frozenset()
        self._asked = Wanted()
        self.filters, self.list = FilterBar(theme), ScenarioList(theme)
        self.empty = EmptyState(theme, OPENING)
        self.empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_xs))
        column.addWidget(self.filters)
        column.addWidget(self._pages, 1)
        self.list.setMinimumHeight(
            theme.px(1)
        )  # where letters are large and much is told, the list gives way
        self.filters.hide()
        self._connect()

    @property
    def wanted(self) -> Wanted:
        """What is asked for; before there is anything to filter, what will be asked for then."""
        return self.filters.wanted if self._offers else self._asked

    @property
    def any_listed(self) -> bool:
        """Tell whether there is a scenario to pick."""
        return self._pages.currentWidget() is self.list

    def ask(self, wanted: Wanted) -> None:
        """Ask for this."""
        self._asked = wanted
        if self._offers:
            self.filters.ask(wanted)

    def show_offers(self, offers: Sequence["Offer"], mastered: Collection[str]) -> None:
        """Show what is wanted of these to somebody who has mastered some of them."""
        first, self._offers = not self._offers, tuple(offers)
        self._mastered = mastered
        self.filters.offer(offers)
        self.filters.setVisible(bool(offers))
        if first and offers:
            self.filters.ask(self._asked)
        self._apply()

    def show_mastered(self, mastered: Collection[str]) -> None:
        """Show the same to somebody else."""
        if mastered != self._mastered:
            self._mastered = mastered
            self._apply()

    def take_focus(self) -> None:
        """Put the keyboard on the list, or where it can be filled again."""
        goal = self.list if self.any_listed else self.filters.search
        goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.filters.changed.connect(self._apply)
        self.filters.done.connect(self.take_focus)
        self.empty.acted.connect(self._on_show_all)
        self.list.current_changed.connect(self.changed)
        where = Qt.ShortcutContext.WindowShortcut
        self._find = QShortcut(
            QKeySequence(QKeySequence.StandardKey.Find), self, self._on_find, context=where
        )

    def _apply(self) -> None:
        wanted, mastered = self.filters.wanted, self._mastered
        kept = chosen(self._offers, wanted, mastered)
        self.list.show_offers(kept, mastered)
        if kept or not self._offers:
            self.empty.say(NOTHING)
        else:
            self.empty.say(nothing_left(self._offers, wanted, mastered), SHOW_ALL)
        self._pages.setCurrentWidget(self.list if kept else self.empty)
        told = summed_up(len(kept), len(self._offers), wanted)
        self.filters.tell(told, clearable=bool(wanted.words and kept))
        self.changed.emit()

    def _on_find(self) -> None:
        if self._offers:
            self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filters.search.selectAll()

    def _on_show_all(self) -> None:
        self.filters.ask(Wanted())
        self.take_focus()
