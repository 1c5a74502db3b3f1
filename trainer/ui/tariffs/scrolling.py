"""A form that scrolls where letters are large and windows small."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from trainer.ui.theme import Theme


def scrolling(form: QWidget, theme: Theme) -> QScrollArea:
    """Put a form of fixed width into an area that scrolls up and down."""
    area, room = QScrollArea(), QWidget()
    column = QVBoxLayout(room)
    bar = theme.px(theme.sizes.space_s)
    column.setContentsMargins(0, 0, bar, 0)
    column.addWidget(form)
    area.setWidget(room)
    room.setAutoFillBackground(False)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedWidth(form.maximumWidth() + bar)
    return area
