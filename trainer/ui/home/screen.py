"""The home screen: a name, a mode, a scenario, and what was left unfinished. It asks; the window acts.

It stands before the records are open: the name can be typed while the scenarios are still being read.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trainer.core.mode import Mode
from trainer.ui.home.mode import ModePicker
from trainer.ui.home.problems import ProblemNote
from trainer.ui.home.scenarios import ENTER
from trainer.ui.home.shelf import Shelf
from trainer.ui.home.today import TodayLine
from trainer.ui.home.unfinished import Unfinished
from trainer.ui.home.wanted import ANYTHING, Wanted
from trainer.ui.home.who import MISSING, NameField
from trainer.ui.kit.card import Card
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.desk import Welcome
    from trainer.training.today import Today

_SIDE, _WIDEST = 19.5, 104.0
FOOT = "2004年历史培训资料 · 资费和规定以当年为准"
KEYS = "1–9 选场景 · Enter 开始 · Ctrl+F 查找 · Ctrl+= 放大 · Ctrl+- 缩小"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to play, and how; `wanted` is what the list was filtered by.

    `typed` asks for standard phrases from memory.
    """

    name: str
    scenario: str
    mode: Mode
    wanted: Wanted = ANYTHING
    typed: bool = False


class HomeScreen(QWidget):
    """Shows what there is to do, once `show_welcome` has told it."""

    play_requested = Signal(Wish)
    resume_requested = Signal(str)
    give_up_requested = Signal(str)
    name_changed = Signal(str)
    questions_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._welcome: Welcome | None = None
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.who, self.modes = NameField(theme), ModePicker(theme)
        self.today = TodayLine(theme)
        self.unfinished, self.problems = Unfinished(theme), ProblemNote(theme)
        self.shelf, self.start = Shelf(theme), QPushButton("开始")
        self.list, self.filters, self.empty = self.shelf.list, self.shelf.filters, self.shelf.empty
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._connect()
        self._show_start()

    @property
    def name(self) -> str:
        """The name that stands in the field."""
        return self.who.name

    @property
    def wish(self) -> Wish:
        """What would be started now."""
        modes = self.modes
        return Wish(self.who.name, self.list.scenario, modes.mode, self.shelf.wanted, modes.typed)

    def restore(self, wish: Wish) -> None:
        """Put back what stood here: the name, the mode, the filters, and the scenario if still offered."""
        self.who.set_name(wish.name)
        self.modes.choose(wish.mode, typed=wish.typed)
        self.shelf.ask(wish.wanted)
        self.list.pick_row(self.list.offers.row_of(wish.scenario))

    def show_welcome(self, welcome: "Welcome") -> None:
        """Show what there is; the focus goes to the first thing that is left to do."""
        was_opening = self._welcome is None
        self._welcome = welcome
        self.who.know([person.name for person in welcome.people])
        self.problems.show_problems(welcome.problems)
        self.shelf.show_offers(welcome.offers, self._mastered())
        self._show_unfinished()
        self._show_start()
        if was_opening and not (self.who.field.hasFocus() and self.who.field.isModified()):
            self.take_focus()

    def show_today(self, today: "Today | None") -> None:
        """Show what is due for the person named; where something is, Enter begins with it."""
        listing = self.list.hasFocus() or self.focusWidget() is None
        self.today.show_today(today if today and today.person == self.name else None)
        if self.today.is_due and listing:
            self.today.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Stand ready: at the name while there is none, at what is due today, else at the list."""
        if self.name and self.today.is_due:
            self.today.start.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.name and self._welcome and self._welcome.offers:
            self.shelf.take_focus()
        else:
            self.who.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def complain(self, sentence: str) -> None:
        """Say what is wrong with the name, and go there."""
        self.who.complain(sentence)
        self.who.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits pick a scenario wherever the focus is; Enter on a mode starts; Esc takes the filters off."""
        if self.list.pick_key(event.key()):
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() in ENTER and self.focusWidget() in self.modes.cards and not event.isAutoRepeat():
            self._on_started()
        elif event.key() == Qt.Key.Key_Escape and self.shelf.wanted != ANYTHING:
            self.shelf.ask(ANYTHING)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page to a width that can be read."""
        theme = self._theme
        edge = theme.px(theme.sizes.space_xl)
        side = max(edge, (self.width() - theme.px(_WIDEST)) // 2)
        self._column.setContentsMargins(
            side, theme.px(theme.sizes.space_l), side, theme.px(theme.sizes.space_m)
        )
        self._column.activate()  # the layout has been done for this size already, with the old margins
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        theme, sizes = self._theme, self._theme.sizes
        self._column.setSpacing(theme.px(sizes.space_m))
        title = QLabel("今天练什么")
        title.setProperty("role", "title")
        for widget in (title, self.today, self.unfinished, self.problems):
            self._column.addWidget(widget)
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(sizes.space_s))
        middle.addWidget(self._me())
        middle.addWidget(self.shelf, 1)
        self._column.addLayout(middle, 1)
        foot = QHBoxLayout()
        for words in (FOOT, KEYS):
            line = QLabel(words)
            line.setProperty("role", "sub")
            foot.addWidget(line, 1 if words is FOOT else 0)
        self._column.addLayout(foot)

    def _me(self) -> QScrollArea:
        """Put the card of the person at the left; it scrolls where letters are large and windows small."""
        card, room, area = self._card(), QWidget(), QScrollArea()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, self._theme.px(self._theme.sizes.space_m), 0)
        column.addWidget(card)
        column.addStretch(1)
        area.setWidget(room)
        room.setAutoFillBackground(False)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(self._theme.px(_SIDE) + self._theme.px(self._theme.sizes.space_m))
        return area

    def _card(self) -> Card:
        theme = self._theme
        card = Card(theme)
        label = QLabel("怎么练")
        label.setProperty("role", "heading")
        label.setBuddy(self.modes)
        self.start.setProperty("kind", "primary")
        self.start.setAutoDefault(True)
        for widget in (self.who, label, self.modes, self.start):
            card.body.addWidget(widget)
        return card

    def _connect(self) -> None:
        self.who.confirmed.connect(self._on_name_confirmed)
        self.who.changed.connect(self._on_name_changed)
        self.modes.changed.connect(self._on_choice_changed)
        self.shelf.changed.connect(self._on_choice_changed)
        self.list.started.connect(self._on_started)
        self.today.started.connect(self._on_questions_wanted)
        self.start.clicked.connect(self._on_started)
        self.unfinished.resumed.connect(self.resume_requested)
        self.unfinished.given_up.connect(self.give_up_requested)

    def _mastered(self) -> frozenset[str]:
        """Return what the person named has mastered."""
        return self._welcome.mastered.get(self.name, frozenset()) if self._welcome else frozenset()

    def _show_unfinished(self) -> None:
        rows = self._welcome.unfinished if self._welcome else []
        mine = [row for row in rows if row.person == self.name]
        self.unfinished.show_rows(mine, datetime.now().astimezone().date())

    def _show_start(self) -> None:
        self.start.setEnabled(bool(self.list.scenario))
        self.start.setText(
            {Mode.ASSESSMENT: "开始考核", Mode.GUIDED: "开始跟学"}.get(self.modes.mode, "开始练习")
        )
        title = self.list.currentIndex().data() or ""
        self.start.setAccessibleDescription(title)

    def _on_questions_wanted(self) -> None:
        if self.name:
            self.questions_requested.emit(self.name)
        else:
            self.complain(MISSING)

    def _on_name_confirmed(self) -> None:
        if not self.name:
            self.complain(MISSING)
            return
        self.who.field.setModified(False)  # said and done: the focus may move on when the list is there
        self.take_focus()

    def _on_name_changed(self, name: str) -> None:
        self._show_unfinished()
        self.shelf.show_mastered(self._mastered())
        self.name_changed.emit(name)

    def _on_choice_changed(self, _mode: Mode | None = None) -> None:
        self._show_start()

    def _on_started(self) -> None:
        if not self.name:
            self.complain(MISSING)
        elif self.list.scenario:
            self.play_requested.emit(self.wish)
