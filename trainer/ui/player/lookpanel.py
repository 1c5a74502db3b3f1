"""The panel beside the conversation in which tables, rules and phrases are looked up while the clock runs."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trainer.core.lookup import Extract, Group, find
from trainer.ui.kit.card import Card
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.searchbox import SearchBox
from trainer.ui.kit.source import SourceNote
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.player.looklist import LookList
from trainer.ui.player.lookrows import LookRow, rows
from trainer.ui.theme import Theme, mark

_WIDE, _NARROW = 25.0, 17.0
"""The width of the panel where there is room and where there is little, as multiples of the base size."""
_CHROME = ("资料", "2004 历史培训资料")
_ADVICE = "输入品牌、业务或证件，例如：全球通 月租。按 Enter 看出处。"
_NOTHING = "资料里没有找到“{}”。换一个词，或者少写几个字。"
_WORDING = "材料里的原话"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Box(SearchBox):
    """Enter opens what was found first; Esc is left to the panel."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            event.ignore()
        elif event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)


class LookPanel(Card):
    """A search box, what was found in groups, and the one entry that is read."""

    opened = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _CHROME[0], parent)
        self._entries: tuple[Extract, ...] = ()
        self._opened: frozenset[Group] = frozenset()
        self._close = QPushButton("×")
        self._close.setProperty("kind", "quiet")
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.setAccessibleName("收起资料")
        self._close.setToolTip("收起（Esc）")
        self._close.clicked.connect(self.shut)
        self.box = _Box("查资费、规则、话术", "查资料")
        self.list = LookList(theme)
        self.reading = Reading(theme)
        self._lay_out()
        self._connect()
        self.setMinimumWidth(theme.px(_NARROW))
        self.setMaximumWidth(theme.px(_WIDE))
        self.is_open = False
        self.hide()

    def show_entries(self, entries: Sequence[Extract]) -> None:
        """Let these be looked up; what was typed stays."""
        self._entries = tuple(entries)
        self._search()

    def say(self, sentence: str) -> None:
        """Tell why nothing can be looked up."""
        self._entries = ()
        self.list.show_rows((), 0)
        self.reading.say(sentence)

    def open(self) -> None:
        """Come up, with the keyboard in the search box."""
        self.is_open = True
        self.opened.emit()
        self.show()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def shut(self) -> None:
        """Close, and say so."""
        if self.is_open:
            self.is_open = False
            release_focus(self)
            self.hide()
            self.closed.emit()

    def forget(self) -> None:
        """Begin anew: nothing typed, nothing known, closed."""
        self.shut()
        self._entries, self._opened = (), frozenset()
        self.box.clear()

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is in here."""
        return _focus_in(self) is not None

    def _lay_out(self) -> None:
        theme, sizes = self._theme, self._theme.sizes
        label = wrapping(_CHROME[1], "sub")
        label.setWordWrap(False)
        self.add_beside_title(label)
        self.add_beside_title(self._close)
        side = theme.px(sizes.space_m)
        self.body.setContentsMargins(side, side, side, side)
        self.body.setSpacing(theme.px(sizes.space_s))
        self.body.addWidget(self.box)
        self.body.addWidget(self.list, 3)
        rule = QFrame()
        rule.setProperty("role", "rule")
        self.body.addWidget(rule)
        self.body.addWidget(self.reading, 2)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDE), super().sizeHint().height())

    def _connect(self) -> None:
        self.box.textChanged.connect(self._on_typed)
        self.box.done.connect(self._on_down)
        self.box.entered.connect(self._on_entered)
        self.list.moved.connect(self._on_moved)
        self.list.chosen.connect(self._on_chosen)
        self.list.left_above.connect(self._on_left_above)

    def _search(self, stand: int = -1) -> None:
        """Show what was found, and stand on the first entry where no other row is asked for."""
        text = self.box.text().strip()
        found = find(self._entries, text)
        made = rows(found, self._opened, searching=bool(text))
        if stand < 0:
            stand = next((place for place, row in enumerate(made) if row.entry), 0)
        self.list.show_rows(made, stand)
        if text and not found:
            self.reading.say(_NOTHING.format(text))
        elif self.list.row is None or self.list.row.entry is None:
            self.reading.say(_ADVICE)

    def _on_typed(self, _text: str) -> None:
        self._opened = frozenset()
        self._search()

    def _on_down(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_entered(self) -> None:
        if self.list.row is not None:
            self._on_down()
            self._on_chosen(self.list.row)

    def _on_left_above(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_moved(self, row: LookRow) -> None:
        if row.entry is not None:
            self.reading.show_entry(row.entry)

    def _on_chosen(self, row: LookRow) -> None:
        """Open the quotation of an entry, or the whole of a group."""
        if row.entry is not None:
            self.reading.toggle()
            return
        self._opened ^= {row.group}
        self._search(self.list.rows.index(row))


class Reading(QWidget):
    """One entry in full: what it says, what is not clear about it, and the quotation on demand."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._text, self._note = wrapping("", "heading"), wrapping(), wrapping("", "sub")
        self._source = SourceNote(theme)
        self._entry: Extract | None = None
        self._area, page = upright("资料内容"), QWidget()
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, theme.px(theme.sizes.space_s), 0)
        column.setSpacing(theme.px(theme.sizes.space_xs))
        for part in (self._title, self._text, self._note, self._source):
            column.addWidget(part)
        column.addStretch(1)
        self._source.toggled.connect(self._on_toggled)
        self._area.setWidget(page)
        page.setAutoFillBackground(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._area)

    @property
    def entry(self) -> Extract | None:
        """The entry that is read."""
        return self._entry

    @property
    def is_quoted(self) -> bool:
        """Whether its quotation is shown."""
        return self._source.is_open

    def show_entry(self, entry: Extract) -> None:
        """Show this entry, its quotation folded away."""
        self._entry = entry
        self._fill(entry.title, entry.text, entry.note)
        mark(self._text, "role", "warm" if entry.is_silent else "body")
        self._source.show_note(_WORDING, entry.sources)
        self._source.setVisible(bool(entry.sources))

    def say(self, sentence: str) -> None:
        """Show a sentence, and no entry."""
        self._entry = None
        self._fill("", sentence, "")
        mark(self._text, "role", "sub")
        self._source.hide()

    def toggle(self) -> None:
        """Open or fold the quotation."""
        if self._entry is not None and self._entry.sources:
            self._source.set_open(not self._source.is_open)

    def _on_toggled(self, opened: bool) -> None:
        """Bring the quotation into sight."""
        page = self._area.widget()
        layout = page.layout() if page else None
        if opened and page is not None and layout is not None:
            page.resize(page.width(), layout.totalHeightForWidth(page.width()))
            layout.activate()
            self._area.ensureWidgetVisible(self._source)

    def _fill(self, title: str, text: str, note: str) -> None:
        for label, words in ((self._title, title), (self._text, text), (self._note, note)):
            label.setText(words)
            label.setVisible(bool(words))
        self.setAccessibleName("：".join(part for part in (title, text) if part))
        self._area.verticalScrollBar().setValue(0)


def release_focus(room: QWidget) -> None:
    """Take the keyboard out of what is about to hide: Qt would walk on with it, to another customer."""
    focused = _focus_in(room)
    if focused is not None:
        focused.clearFocus()


def _focus_in(room: QWidget) -> QWidget | None:
    focused = QApplication.focusWidget()
    return focused if focused is not None and room.isAncestorOf(focused) else None
