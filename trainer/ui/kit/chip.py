"""A word on a coloured ground: a mood, a difficulty, a verdict."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trainer.ui.theme import Tone, mark


class Chip(QLabel):
    """Always says its meaning in words; the tone only underlines it."""

    def __init__(self, text: str = "", tone: Tone = "plain", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("chip", tone)

    def show_word(self, text: str, tone: Tone = "plain") -> None:
        """Show this word in this tone."""
        self.setText(text)
        mark(self, "chip", tone)
