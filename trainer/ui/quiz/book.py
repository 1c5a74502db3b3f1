"""The book of wrong answers (错题本): filters, the table, one entry in full, and what to do with them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from trainer.training.sitting import Wrong
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.framed import framed
from trainer.ui.kit.keyline import KeyLine
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.searchbox import SearchBox
from trainer.ui.kit.segments import Segments
from trainer.ui.quiz.booktable import NONE, STATES, BookTable, Sought, mistake_name, sought, state_of
from trainer.ui.quiz.bookview import BookView, WrongCard
from trainer.ui.theme import Theme

NOTHING_WRONG = "错题本还是空的。\n练习时答错的题会自动记在这里，\n写着错在哪里、为什么。"
NONE_FOUND = "没有符合条件的错题。"
ALL = "全部"
KEYS = (
    ("↑ ↓", "选择"),
    ("Enter", "再练这些"),
    ("Del", "移出"),
    ("Ctrl+F", "查找"),
    ("Ctrl+E", "导出"),
    ("Ctrl+P", "印成试卷"),
    ("Esc", "返回"),
)


class BookPage(QWidget):
    """Tells what is to be done with which entries; the screen does it."""

    practise_wanted = Signal(tuple)
    """The ids of the entries to be asked again."""
    moved = Signal(tuple, bool)
    """The ids of entries to put away, or to bring back."""
    export_wanted = Signal()
    print_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book: tuple[Wrong, ...] = ()
        self.search = SearchBox("题目、规定或回答", "查找错题")
        self.states = Segments(theme, "状态", [state or ALL for state in STATES])
        self.rule, self.mistake = QComboBox(), QComboBox()
        self.table = BookTable(self)
        self.view, self.card = BookView(theme, self.table), WrongCard(theme)
        self.empty = EmptyState(theme, NOTHING_WRONG)
        self.practise, self.export = QPushButton("再练这些"), QPushButton("导出表格…")
        self.print, self.back = QPushButton("印成试卷…"), QPushButton("返回题库")
        self.print.setToolTip("列出的错题印成 PDF：试卷、答题卡、答案（Ctrl+P）")
        self._body = QStackedWidget()
        self._lay_out(theme)
        self._connect()

    @property
    def shown(self) -> tuple[Wrong, ...]:
        """The entries in the order of the table."""
        return self.table.entries

    def show_book(self, book: Sequence[Wrong]) -> None:
        """Show the book; the filters stay."""
        self._book = tuple(book)
        _offer(self.rule, {wrong.entry.rule: wrong.title for wrong in book}, "规定不限")
        named = {wrong.entry.mistake: mistake_name(wrong) for wrong in book if wrong.named}
        _offer(self.mistake, named, "错误不限")
        self._apply()

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        (self.view if self.table.rowCount() else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, Del puts away, Enter asks again what is listed."""
        key = event.key()
        if event.isAutoRepeat():
            event.ignore()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Delete:
            self._on_away()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.view.hasFocus():
            self._on_practise()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, theme: Theme) -> None:
        sizes = theme.sizes
        self.practise.setProperty("kind", "primary")
        detail, body, table = upright("这道错题"), QHBoxLayout(), QWidget()
        detail.setWidget(self.card)
        detail.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.px(sizes.space_m))
        body.addWidget(framed(self.view, theme), 3)
        body.addWidget(detail, 2)
        table.setLayout(body)
        for widget in (table, self.empty):
            self._body.addWidget(widget)
        foot, column = KeyLine(theme), QVBoxLayout(self)
        foot.show_keys(KEYS)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(sizes.space_m))
        for row in (self._head(theme), self._filters(theme)):
            column.addLayout(row)
        column.addWidget(self._body, 1)
        column.addWidget(foot)

    def _head(self, theme: Theme) -> QHBoxLayout:
        title, row = QLabel("错题本"), QHBoxLayout()
        title.setProperty("role", "title")
        row.setSpacing(theme.px(theme.sizes.space_s))
        row.addWidget(title)
        row.addStretch(1)
        for button in (self.practise, self.print, self.export, self.back):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _filters(self, theme: Theme) -> QHBoxLayout:
        row, label = QHBoxLayout(), QLabel("查找（&F）")
        row.setSpacing(theme.px(theme.sizes.space_s))
        label.setBuddy(self.search)
        row.addWidget(label)
        row.addWidget(self.search, 1)
        for box, name in ((self.rule, "规定"), (self.mistake, "错误")):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(7)
            row.addWidget(box)
        row.addWidget(self.states)
        return row

    def _connect(self) -> None:
        self.search.textChanged.connect(self._apply)
        self.search.done.connect(self.take_focus)
        self.states.chosen.connect(self._apply)
        self.rule.activated.connect(self._apply)
        self.mistake.activated.connect(self._apply)
        self.view.looked_at.connect(self._on_looked_at)
        self.practise.clicked.connect(self._on_practise)
        self.export.clicked.connect(self._on_export)
        self.print.clicked.connect(self._on_print)
        self.back.clicked.connect(self.left)
        self.empty.acted.connect(self._on_empty_acted)
        self.card.away.clicked.connect(self._on_away)
        self.card.practise.clicked.connect(self._on_practise_one)
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._on_find),
            (QKeySequence("Ctrl+E"), self._on_export),
            (QKeySequence("Ctrl+P"), self._on_print),
        ):
            QShortcut(keys, self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _wanted(self) -> Sought:
        state = STATES[self.states.place]
        wanted = Sought(self.search.text(), self.rule.currentData() or "", self.mistake.currentData() or "")
        return replace(wanted, state=state)

    def _apply(self, _now: object = None) -> None:
        wanted = self._wanted()
        kept = sought(self._book, wanted)
        self.table.show_entries(kept)
        self._body.setCurrentIndex(0 if kept else 1)
        self.view.select_first()
        for button in (self.practise, self.print, self.export):
            button.setEnabled(bool(kept))
        for place, state in enumerate(STATES):
            count = len(sought(self._book, replace(wanted, state=state)))
            self.states.show_word(place, f"{state or ALL} {count}", f"{state or ALL}，{count} 题")
        if not self._book:
            self.empty.say(NOTHING_WRONG, "返回题库")
        elif not kept:
            self.empty.say(NONE_FOUND, "显示全部")

    def _on_looked_at(self, wrong: Wrong | None) -> None:
        if wrong is not None:
            self.card.show_wrong(wrong)

    def _on_practise(self) -> None:
        if ids := tuple(wrong.id for wrong in self.shown if wrong.task is not None):
            self.practise_wanted.emit(ids)

    def _on_practise_one(self) -> None:
        if chosen := self.view.selected[:1]:
            self.practise_wanted.emit((chosen[0].id,))

    def _on_away(self) -> None:
        chosen = self.view.selected
        if chosen and self.table.rowCount():
            back = state_of(chosen[0]) == "已移出"
            ids = tuple(each.id for each in chosen if (state_of(each) == "已移出") is back)
            self.moved.emit(ids, back)

    def _on_export(self) -> None:
        if self.shown:
            self.export_wanted.emit()

    def _on_print(self) -> None:
        if self.shown:
            self.print_wanted.emit()

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_empty_acted(self) -> None:
        if not self._book:
            self.left.emit()
            return
        self.search.clear()
        for box in (self.rule, self.mistake):
            box.setCurrentIndex(0)
        self.states.choose(STATES.index(""))
        self._apply()


def _offer(box: QComboBox, words: dict[str, str], any_word: str) -> None:
    """Offer these, and keep what is chosen where it is still there."""
    chosen = box.currentData()
    box.clear()
    box.addItem(any_word, "")
    for word, value in sorted((word, value) for value, word in words.items() if word != NONE):
        box.addItem(word, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
