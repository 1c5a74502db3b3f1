"""A whole window for one sentence: what is in the way, what to do, and a button to try again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trainer.ui.kit.badge import Badge
from trainer.ui.kit.card import Card
from trainer.ui.theme import Theme

_WIDTH = 42.0


class Trouble(QWidget):
    """Hides nothing: the sentence names the file and the cure, and can be copied."""

    retried = Signal()
    given_up = Signal()

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card = Card(theme)
        card.setFixedWidth(theme.px(_WIDTH))
        card.body.addLayout(_head(theme, title))
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        card.body.addWidget(self.sentence)
        card.body.addLayout(self._buttons(theme))
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.addStretch(1)
        row.addWidget(card)  # without an alignment: the card takes the height that its width needs
        row.addStretch(1)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)

    def say(self, sentence: str) -> None:
        """Show the sentence, and stand ready for Enter."""
        self.sentence.setText(breakable(sentence))
        self.setAccessibleName(sentence)
        self.retry.setFocus()

    def _buttons(self, theme: Theme) -> QHBoxLayout:
        self.retry, self.leave = QPushButton("再试一次"), QPushButton("关闭程序")
        self.copy = QPushButton("复制这段话")
        self.copy.setProperty("kind", "quiet")
        self.copy.clicked.connect(self._on_copy_clicked)
        self.retry.setProperty("kind", "primary")
        for button in (self.retry, self.leave, self.copy):
            button.setAutoDefault(True)
        self.retry.clicked.connect(self.retried)
        self.leave.clicked.connect(self.given_up)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.sizes.space_s))
        row.addWidget(self.retry)
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.copy)
        return row

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.accessibleName())


def breakable(sentence: str) -> str:
    """Let long paths wrap: allow a break after each of their separators."""
    return sentence.replace("/", "/\u200b").replace("\\", "\\\u200b")


def _head(theme: Theme, title: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(theme.sizes.space_s))
    badge = Badge(theme, 1.8)
    badge.show_tone("warm")
    heading = QLabel(title)
    heading.setProperty("role", "heading")
    row.addWidget(badge)
    row.addWidget(heading)
    row.addStretch(1)
    return row
