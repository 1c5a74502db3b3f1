"""What a screen says while it has nothing to show: what to do next, with the button for it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from trainer.ui.kit.sheet import bubble_path
from trainer.ui.theme import Theme


class EmptyState(QWidget):
    """A quiet picture, one sentence, and at most one button."""

    acted = Signal()

    def __init__(self, theme: Theme, sentence: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = QLabel()
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setWordWrap(True)
        self._wide = theme.px(26)
        self._button = QPushButton()
        self._button.setProperty("kind", "primary")
        self._button.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(theme.sizes.space_l))
        column.addStretch(2)
        for widget in (_QuietTalk(theme), self._sentence, self._button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.say(sentence, action)

    def say(self, sentence: str, action: str = "") -> None:
        """Show this sentence and this button ("" for none)."""
        self._sentence.setText(sentence)
        self._sentence.ensurePolished()
        # a layout gives the row the height that the text needs in the full width, and cuts it off
        self._sentence.setFixedSize(self._wide, self._sentence.heightForWidth(self._wide))
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(sentence)


class _QuietTalk(QWidget):
    """Two bubbles that wait for words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(8), self._theme.px(5.4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        em, colours = self._theme.px(1), self._theme.colours
        painter.setBrush(QColor(colours.line))
        painter.drawPath(bubble_path(QRectF(0, 0, 5.4 * em, 2.6 * em), em, 0.2 * em, ours=False))
        painter.setBrush(QColor(colours.accent_soft))
        painter.drawPath(bubble_path(QRectF(2.6 * em, 2.2 * em, 5.4 * em, 3 * em), em, 0.2 * em, ours=True))
        painter.setBrush(QColor(colours.accent))
        for x in (4.3, 5.3, 6.3):
            painter.drawEllipse(QPointF(x * em, 3.7 * em), 0.24 * em, 0.24 * em)
