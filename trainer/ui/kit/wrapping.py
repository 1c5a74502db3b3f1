"""A label of plain text that wraps."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from trainer.ui.theme import Role


def wrapping(words: str = "", role: Role = "body") -> QLabel:
    """Return a label that wraps and takes its words as they stand."""
    label = QLabel(words)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
