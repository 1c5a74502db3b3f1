"""Areas that scroll up and down, never sideways: long words, and forms where letters are large."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from trainer.ui.theme import Theme


def upright(name: str = "") -> QScrollArea:
    """Return an area without a frame that scrolls up and down."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    return area


def scrolling(form: QWidget, theme: Theme) -> QScrollArea:
    """Put a form of fixed width into an area that scrolls up and down."""
    area, room = upright(), QWidget()
    column = QVBoxLayout(room)
    bar = theme.px(theme.sizes.space_s)
    column.setContentsMargins(0, 0, bar, 0)
    column.addWidget(form)
    area.setWidget(room)
    room.setAutoFillBackground(False)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFixedWidth(form.maximumWidth() + bar)
    return area
