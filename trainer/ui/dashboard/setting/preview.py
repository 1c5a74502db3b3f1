"""A paper to be looked at before it is published: every question, its key, why, and the source."""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from trainer.ui.kit.source import cite, quotation
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark

if TYPE_CHECKING:
    from trainer.training.exams.plain import Preview, Shown

TOLD = "要考的就是这一份：题目、次序、选项都不再变。"


class PaperPreview(QWidget):
    """`left` (Esc) to go back to the form, `again` for another draw, `print_wanted` for PDF files."""

    left = Signal()
    again = Signal()
    print_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title, self.imprint, self.state = QLabel(), wrapping("", "sub"), wrapping("", "sub")
        self.title.setProperty("role", "heading")
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("试卷、答案和出处")
        self.back = QPushButton("就用这份，回去接着设")
        self.other, self.prints = QPushButton("另抽一份（&R）"), QPushButton("存成 PDF…（&P）")
        mark(self.back, "kind", "primary")
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.other.clicked.connect(self.again)
        self.prints.clicked.connect(self.print_wanted)

    def show_paper(self, found: "Preview") -> None:
        """Show a paper."""
        self.title.setText(found.paper.title)
        self.imprint.setText(f"{found.imprint}　{TOLD}")
        self.text.setHtml(f"<style>{self._style()}</style>{''.join(_body(found.questions))}")
        self.say("")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Tell what was written, or what went wrong."""
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))
        mark(self.state, "role", "hot" if wrong else "good")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(self._theme.sizes.space_s))
        for button in (self.back, self.other, self.prints):
            row.addWidget(button)
        row.addStretch(1)
        for widget in (self.title, self.imprint):
            column.addWidget(widget)
        column.addWidget(self.text, 1)
        column.addWidget(self.state)
        column.addLayout(row)

    def _style(self) -> str:
        colours, gap = self._theme.colours, self._theme.px(self._theme.sizes.space_xl)
        apart = f" .next {{ margin-top: {gap}px; }}"
        return f".key {{ color: {colours.good}; }} .proof {{ color: {colours.sub}; }}{apart}"


def _body(questions: "tuple[Shown, ...]") -> Iterator[str]:
    for number, each in enumerate(questions, 1):
        yield f'<p class="next"><b>{number}.（{each.form}）{_lines(each.stem)}</b>'
        for line in (*each.lefts, *each.choices):
            yield f"<br>　{_lines(line)}"
        yield f'</p><p class="key">答案：{_lines(each.key)}</p>'
        if each.why:
            yield f"<p>{'<br>'.join(map(_lines, each.why))}</p>"
        told = (f"{_lines(quotation(source))} {_lines(cite(source))}" for source in each.sources)
        yield f'<p class="proof">{"<br>".join(told)}</p>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
