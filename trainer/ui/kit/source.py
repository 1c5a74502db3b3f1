"""Feedback: a sentence with its sign, and on demand the quotations that prove it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trainer.core.library import Source
from trainer.ui.kit.badge import Badge
from trainer.ui.kit.prose import Sentence
from trainer.ui.theme import Theme, Tone

_INNER = str.maketrans("“”", "‘’")

OPEN, CLOSE = "看出处 ▼", "收起出处 ▲"


def cite(source: Source) -> str:
    """Return where a quotation stands, e.g. 材料 D2 第 19、21 行."""
    lines = "、".join(str(line) for line in source.lines)
    return f"材料 {source.document} 第 {lines} 行" if lines else f"材料 {source.document}"


def quotation(source: Source) -> str:
    """Return the words of a source as shown; an ellipsis joins fragments that stand apart."""
    words = source.quote.replace("‖", " …… ")
    if words.startswith("“") and words.find("”") == len(words) - 1:
        return words
    return f"“{words.translate(_INNER)}”"


class SourceNote(QWidget):
    """One sentence of feedback; the button beside it opens and closes its sources."""

    toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._badge = Badge(theme)
        self._sentence = Sentence(theme)
        self._sources: tuple[Source, ...] = ()
        self._toggle = QPushButton(OPEN)
        self._toggle.setProperty("kind", "quiet")
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._on_toggled)
        self._quotes = QFrame()
        self._quotes.setProperty("role", "quote")
        self._column = QVBoxLayout(self._quotes)
        self._quotes.hide()
        self._lay_out()

    def show_note(self, sentence: str, sources: Sequence[Source] = (), tone: Tone = "plain") -> None:
        """Show the sentence with its sources folded away; without sources there is no button."""
        self._badge.show_tone(tone)
        self._sentence.say(sentence)
        self._toggle.setChecked(False)
        self._toggle.setVisible(bool(sources))
        self._toggle.setAccessibleName(f"出处：{sentence}")
        self.setAccessibleName(sentence)
        self._sources = tuple(sources)

    @property
    def is_open(self) -> bool:
        """Whether the quotations are shown."""
        return self._toggle.isChecked()

    def set_open(self, shown: bool) -> None:
        """Show or fold the quotations."""
        self._toggle.setChecked(shown)

    def _lay_out(self) -> None:
        theme, sizes = self._theme, self._theme.sizes
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(sizes.space_s))
        grid.setVerticalSpacing(theme.px(sizes.space_s))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        line = self._toggle.sizeHint().height()
        self._badge.setFixedHeight(line)
        self._sentence.setContentsMargins(0, (line - QFontMetrics(theme.font()).height()) // 2, 0, 0)
        grid.addWidget(self._badge, 0, 0, top)
        grid.addWidget(self._sentence, 0, 1, top)
        grid.addWidget(self._toggle, 0, 2, top)
        grid.addWidget(self._quotes, 1, 1, 1, 2)
        side, edge = theme.px(sizes.space_m), theme.px(sizes.space_s)
        self._column.setContentsMargins(side, edge, side, edge)
        self._column.setSpacing(theme.px(sizes.space_xs))

    def _fill(self) -> None:
        """Write the quotations out, when they are first asked for: that is seldom."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for source in self._sources:
            self._column.addWidget(_wrapping(QLabel(quotation(source))))
            place = _wrapping(QLabel(cite(source)))
            place.setProperty("role", "sub")
            self._column.addWidget(place)
        told = "\n".join(f"{quotation(source)} {cite(source)}" for source in self._sources)
        self._quotes.setAccessibleName(told)

    def _on_toggled(self, opened: bool) -> None:
        self._toggle.setText(CLOSE if opened else OPEN)
        if opened:
            self._fill()
        self._quotes.setVisible(opened)
        self.toggled.emit(opened)


def _wrapping(label: QLabel) -> QLabel:
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
