"""A table in a card: the card has the edge, and the table keeps clear of its round corners."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trainer.ui.theme import Theme

_CORNER = 0.35


def framed(view: QWidget, theme: Theme) -> QFrame:
    """Put a view into a card, clear of its round corners."""
    frame = QFrame()
    frame.setProperty("role", "card")
    inset = theme.px(theme.sizes.radius_l * _CORNER)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(inset, inset, inset, inset)
    layout.addWidget(view)
    return frame
