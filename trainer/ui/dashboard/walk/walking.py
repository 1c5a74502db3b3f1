"""The walk under way: whose rows are shown, the door, undo, how far one has come, and handing in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from trainer.core.observing import VERDICTS, Form, Happened, Marked, Remarked, Row, Standing, Walk
from trainer.ui.dashboard.walk.door import DoorPanel
from trainer.ui.dashboard.walk.handing import Handing
from trainer.ui.dashboard.walk.rowlist import RowList
from trainer.ui.dashboard.walk.words import moment_words, progress, who_words
from trainer.ui.kit.keyline import KeyLine
from trainer.ui.theme import Theme

DOOR = "门口"
KEYS = (
    ("1 2 3", "做到 没做到 未见"),
    ("↑ ↓", "上下"),
    ("← →", "换人"),
    ("D", "顾客走入"),
    ("Ctrl+Z", "撤销"),
    ("Ctrl+Enter", "交表"),
)


class Walking(QWidget):
    """`changed` carries the walk after every press, `handed` remark and reason; `dropped` gives up."""

    changed = Signal(object)
    handed = Signal(str, str)
    dropped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._form = Form((), ())
        self._walk = Walk("", "", "", "")
        self._names: dict[int, str] = {}
        self._rows: tuple[Row, ...] = ()
        self._tabs: list[Standing | None] = []
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.state = QLabel()
        self.state.setProperty("role", "sub")
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName("看谁")
        self.rows, self.door, self.handing = RowList(theme), DoorPanel(theme), Handing(theme)
        self._pages = QStackedWidget()
        for page in (self.rows, self.handing):
            self._pages.addWidget(page)
        self.enter = QPushButton("＋ 顾客走入（D）")
        self.undo = QPushButton("撤销（Ctrl+Z）")
        self._drop = QPushButton("不要这次了…")
        self.hand = QPushButton("交表…")
        self.hand.setProperty("kind", "primary")
        self._lay_out()
        self._connect()

    @property
    def walk(self) -> Walk:
        """The walk as it stands."""
        return self._walk

    def show_walk(self, walk: Walk, form: Form, names: Sequence[tuple[int, str]]) -> None:
        """Show a walk from its beginning, or where it was left."""
        self._walk, self._form, self._names = walk, form, dict(names)
        self.door.hide()
        self._pages.setCurrentWidget(self.rows)
        kind = "更正：" if walk.corrects else ""
        self.title.setText(f"{kind}{moment_words(walk.day, walk.time, walk.shift)}")
        self._show(rebuild=True)
        self.bar.setCurrentIndex(min(1, self.bar.count() - 1) if walk.team else 0)
        self.rows.to_top()

    def say_state(self, words: str) -> None:
        """Tell whether the draft is kept."""
        self.state.setText(words)

    def take_focus(self) -> None:
        """Put the keyboard on the next row to look at."""
        self.rows.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """D tells that a customer walked in."""
        if event.key() == Qt.Key.Key_D and self.rows.isVisible():
            self._on_enter()
        else:
            super().keyPressEvent(event)

    def _show(self, *, rebuild: bool = False) -> None:
        """Show the rows as they stand; `rebuild` where people or events changed."""
        self._rows = self._walk.rows(self._form)
        tabs = [None, *self._walk.team]
        if rebuild or tabs != self._tabs:
            self._tabs = tabs
            self.bar.blockSignals(True)
            while self.bar.count():
                self.bar.removeTab(0)
            for _ in tabs:
                self.bar.addTab("")
            self.bar.blockSignals(False)
        for place, who in enumerate(tabs):
            called, rows = who_words(who, self._names) if who else DOOR, self._of(who)
            self.bar.setTabText(place, f"{called} {progress(rows)}" if rows else called)
        self._show_rows()
        self.undo.setEnabled(bool(self._walk.acts))

    def _show_rows(self) -> None:
        place = max(0, self.bar.currentIndex())
        who = self._tabs[place] if place < len(self._tabs) else None
        shown, before = [], ""
        for row in self._of(who):
            above = self._above(row, who)
            shown.append((above if above != before else "", row))
            before = above
        self.rows.show_rows(shown)

    def _above(self, row: Row, who: Standing | None) -> str:
        if who is not None:
            return row.item.section
        person = who_words(Standing(row.spot.person_id, row.spot.post), self._names)
        return f"第 {row.spot.event} 次顾客走入：{person}"

    def _of(self, who: Standing | None) -> list[Row]:
        """Return the rows of somebody on a post, or (None) of the door."""
        if who is None:
            return [row for row in self._rows if row.spot.event]
        place = (who.person_id, who.post)
        return [
            row for row in self._rows if not row.spot.event and (row.spot.person_id, row.spot.post) == place
        ]

    def _do(self, walk: Walk) -> None:
        if walk != self._walk:
            self._walk = walk
            self._show()
            self.changed.emit(walk)

    def _on_judged(self, row: Row, verdict: str) -> None:
        if verdict in VERDICTS:
            self._do(self._walk.then(Marked(row.spot, verdict)))

    def _on_remarked(self, row: Row, text: str) -> None:
        self._do(self._walk.then(Remarked(row.spot, text)))

    def _on_happened(self, happened: Happened) -> None:
        self.door.hide()
        self._do(self._walk.then(happened))
        self.bar.setCurrentIndex(0)
        self._show_rows()
        self.take_focus()

    def _on_enter(self) -> None:
        if not self._form.events:
            return
        last = next((act.who for act in reversed(self._walk.acts) if isinstance(act, Happened)), ())
        self.door.ask(self._form.events[0], list(self._names.items()), last)
        self.door.show()

    def _on_door_closed(self) -> None:
        self.door.hide()
        self.take_focus()

    def _on_undo(self) -> None:
        if self._pages.currentWidget() is self.rows:
            self._do(self._walk.undo())

    def _on_hand(self) -> None:
        self.door.hide()
        self.handing.ask(self._walk, self._rows)
        self._pages.setCurrentWidget(self.handing)

    def _on_handing_closed(self) -> None:
        self._pages.setCurrentWidget(self.rows)
        self.take_focus()

    def _on_turned(self, by: int) -> None:
        place = self.bar.currentIndex() + by
        if 0 <= place < self.bar.count():
            self.bar.setCurrentIndex(place)
            self.take_focus()

    def _on_tab_changed(self, _place: int) -> None:
        self._show_rows()
        self.rows.to_top()

    def _connect(self) -> None:
        self.rows.judged.connect(self._on_judged)
        self.rows.remarked.connect(self._on_remarked)
        self.rows.turned.connect(self._on_turned)
        self.door.happened.connect(self._on_happened)
        self.door.closed.connect(self._on_door_closed)
        self.handing.confirmed.connect(self.handed)
        self.handing.closed.connect(self._on_handing_closed)
        self.bar.currentChanged.connect(self._on_tab_changed)
        self.enter.clicked.connect(self._on_enter)
        self.undo.clicked.connect(self._on_undo)
        self._drop.clicked.connect(self.dropped)
        self.hand.clicked.connect(self._on_hand)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._on_undo, context=within)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._on_hand, context=within)

    def _lay_out(self) -> None:
        sizes, foot = self._theme.sizes, KeyLine(self._theme)
        foot.show_keys(KEYS)
        head, row = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.state)
        head.addStretch(1)
        head.addWidget(self.enter)
        for widget in (self._drop, self.undo):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.hand)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(sizes.space_s))
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.door)
        column.addWidget(self._pages, 1)
        column.addLayout(row)
        column.addWidget(foot)
        self.door.hide()
