"""A titled card: white paper with a soft shadow and a column to fill."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from trainer.ui.kit.sheet import Sheet, paint_sheet, shadow_depth
from trainer.ui.theme import Theme


class Card(QWidget):
    """Put widgets into `body`; `add_beside_title` puts one at the right of the title."""

    def __init__(self, theme: Theme, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        sizes, side = theme.sizes, theme.px(theme.sizes.space_l)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(side, side, side, side + shadow_depth(theme))
        self.body.setSpacing(theme.px(sizes.space_m))
        self._head = QHBoxLayout()
        self._head.setSpacing(theme.px(sizes.space_s))
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self.body.addLayout(self._head)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Show this title, or none when it is empty."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def add_beside_title(self, widget: QWidget) -> None:
        """Put a chip or a button at the right end of the title's line."""
        self._head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, sizes = self._theme.colours, self._theme.sizes
        sheet = Sheet(colours.card, colours.line, sizes.hairline, sizes.radius_l)
        paint_sheet(QPainter(self), QRectF(self.rect()), sheet, self._theme)
