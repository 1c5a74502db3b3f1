"""One row of a walk: what to look at, three large buttons, and on demand a remark and the rule's words."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from trainer.core.observing import VERDICTS, Row, Verdict
from trainer.ui.kit.badge import Badge
from trainer.ui.kit.prose import Sentence
from trainer.ui.kit.sheet import Sheet, paint_sheet, shadow_depth
from trainer.ui.kit.source import SourceNote
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, Tone, mark

TONES: dict[Verdict, Tone] = {"done": "good", "missed": "hot", "unseen": "plain"}
KEYS: dict[int, Verdict] = {
    int(Qt.Key.Key_1): "done",
    int(Qt.Key.Key_2): "missed",
    int(Qt.Key.Key_3): "unseen",
}
LONGEST_REMARK = 200
_WIDE, _HIGH = 6.8, 3.2


class RowCard(QWidget):
    """`judged` carries the verdict, `remarked` the text; the arrows ask for `left` and `turned`."""

    judged = Signal(object, str)
    remarked = Signal(object, str)
    left = Signal(int)
    turned = Signal(int)
    reached = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: Row | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading = QLabel()
        self.heading.setProperty("role", "sub")
        self._badge = Badge(theme)
        kept = self._badge.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._badge.setSizePolicy(kept)
        self._title, self._text = Sentence(theme), wrapping("", "sub")
        self.buttons = [self._verdict(place, verdict) for place, verdict in enumerate(VERDICTS, 1)]
        self._note_button = self._quiet("备注", "写备注（R）", self.write_remark)
        self._source_button = self._quiet("依据", "看原文怎么写（F1）", self.show_source)
        self.remark = QLineEdit()
        self.remark.setMaxLength(LONGEST_REMARK)
        self.remark.setPlaceholderText("备注：当时的情形，回车记下")
        self.remark.editingFinished.connect(self._on_remark_finished)
        self._source = SourceNote(theme)
        self._lay_out()

    @property
    def row(self) -> Row | None:
        """The row that is shown."""
        return self._row

    def show_row(self, row: Row, heading: str = "") -> None:
        """Show a row; the same row again only shows what was said of it."""
        if self._row is None or self._row.item != row.item or self._row.spot != row.spot:
            item = row.item
            self._title.say(f"{item.id}　{item.title}")
            self._text.setText(f"{item.text}　{item.points}\u00a0分".strip())
            self._source.show_note(item.note or "原文怎么写", item.sources)
            self._source.hide()
        self._row = row
        self.remark.setVisible(bool(row.remark) or self.remark.hasFocus())
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        if not self.remark.hasFocus():
            self.remark.setText(row.remark)
        self._show_verdict(row.verdict)

    def write_remark(self) -> None:
        """Open the remark and put the keyboard there."""
        self.remark.show()
        self.remark.setFocus()

    def show_source(self) -> None:
        """Open the rule's own words, or fold them away."""
        self._source.setVisible(not self._source.isVisible())
        self._source.set_open(self._source.isVisible())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2 and 3 judge and go on; the arrows walk; R writes a remark; F1 opens the source."""
        key = event.key()
        if verdict := KEYS.get(key):
            self.judged.emit(self._row, verdict)
            self.left.emit(1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.left.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.turned.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_R and not event.modifiers():
            self.write_remark()
        elif key == Qt.Key.Key_F1:
            self.show_source()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch anywhere on the row goes there."""
        self.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, sizes = self._theme.colours, self._theme.sizes
        top = self.heading.height() if self.heading.isVisible() else 0
        edge, stroke = (colours.focus, sizes.stroke) if self.hasFocus() else (colours.line, sizes.hairline)
        room = QRectF(self.rect()).adjusted(0, top, 0, 0)
        paint_sheet(QPainter(self), room, Sheet(colours.card, edge, stroke, sizes.radius_m), self._theme)

    def _verdict(self, place: int, verdict: Verdict) -> QPushButton:
        button = QPushButton(f"{place} {VERDICTS[verdict]}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCheckable(True)
        button.setFixedSize(self._theme.px(_WIDE), self._theme.px(_HIGH))
        button.setProperty("verdict", verdict)
        button.clicked.connect(self._on_verdict_clicked)
        return button

    def _quiet(self, words: str, tip: str, does: object) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(tip)
        button.setProperty("kind", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(does)
        return button

    def _lay_out(self) -> None:
        theme, sizes = self._theme, self._theme.sizes
        side, gap = theme.px(sizes.space_m), theme.px(sizes.space_s)
        grid = QGridLayout()
        grid.setContentsMargins(side, gap, side, gap + shadow_depth(theme))
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(theme.px(sizes.space_xs))
        grid.setColumnStretch(1, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addStretch(1)
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self._badge, 0, 0, middle)
        grid.addLayout(words, 0, 1)
        grid.addLayout(_in_a_row(self.buttons, gap), 0, 2, middle)
        extras = QVBoxLayout()
        extras.setSpacing(0)
        for button in (self._note_button, self._source_button):
            extras.addWidget(button)
        grid.addLayout(extras, 0, 3, middle)
        grid.addWidget(self.remark, 1, 1, 1, 3)
        grid.addWidget(self._source, 2, 1, 1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addLayout(grid)

    def _show_verdict(self, verdict: Verdict | None) -> None:
        for button in self.buttons:
            chosen = button.property("verdict") == verdict
            button.setChecked(chosen)
            mark(button, "kind", "primary" if chosen else "")
        self._badge.setVisible(verdict is not None)
        if verdict is not None:
            self._badge.show_tone(TONES[verdict])
        assert self._row is not None  # shown before anything is said of it
        told = VERDICTS[verdict] if verdict else "还没记"
        item = self._row.item
        remark = f"，备注：{self._row.remark}" if self._row.remark else ""
        self.setAccessibleName(f"{item.id} {item.title}{item.text}，{item.points} 分，{told}{remark}")

    def _on_verdict_clicked(self) -> None:
        self.setFocus()
        button = self.sender()
        if button is not None:
            self.judged.emit(self._row, button.property("verdict"))

    def _on_remark_finished(self) -> None:
        text = " ".join(self.remark.text().split())
        if self._row is not None and text != self._row.remark:
            self.remarked.emit(self._row, text)
        if self.remark.hasFocus():
            self.setFocus()
        self.remark.setVisible(bool(text))


def _in_a_row(widgets: Sequence[QWidget], gap: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget)
    return row
