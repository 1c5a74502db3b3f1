"""The sheet over the player while it is paused, or while one thinks about leaving an assessment."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trainer.ui.kit.card import Card
from trainer.ui.theme import Theme

_VEIL = 0.82
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class PauseSheet(QWidget):
    """Covers what lies below it; Esc goes on."""

    resumed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card = Card(theme, "已暂停")
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setMinimumWidth(theme.px(26))
        self._resume, self._leave = QPushButton(), QPushButton("离开，下次接着做")
        self._resume.setProperty("kind", "primary")
        self._resume.clicked.connect(self._on_resume_clicked)
        self._leave.clicked.connect(self._on_leave_clicked)
        self._lay_out()
        self.hide()

    def open(self, *, timed: bool) -> None:
        """Cover the parent and ask."""
        title, words, resume = (
            (
                "考核不能暂停",
                "钟还在走，客户还在等。要离开也可以：做过的每一步都已存好，下次从这一步接着考。",
                "继续考核",
            )
            if timed
            else ("已暂停", "做过的每一步都已存好。现在离开，下次也从这一步接着练。", "继续")
        )
        self._card.set_title(title)
        self._words.setText(words)
        self._resume.setText(resume)
        self.setAccessibleName(f"{title}。{words}")
        self.cover()
        self.show()
        self.raise_()
        self._resume.setFocus(Qt.FocusReason.OtherFocusReason)

    def cover(self) -> None:
        """Lie over the whole parent."""
        if (below := self.parentWidget()) is not None:
            self.setGeometry(below.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes on, Enter presses the button that has the focus, the arrows change it."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self._on_resume_clicked()
        elif event.key() in _ENTER and isinstance(focused, QPushButton):
            focused.click()
        elif event.key() in _ARROWS:
            other = self._leave if focused is self._resume else self._resume
            other.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Stay on the sheet."""
        other = self._leave if self.focusWidget() is self._resume else self._resume
        other.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(self._theme.colours.paper)
        veil.setAlphaF(_VEIL)
        QPainter(self).fillRect(self.rect(), veil)

    def _lay_out(self) -> None:
        theme = self._theme
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.sizes.space_s))
        buttons.addStretch(1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._resume)
        self._card.body.addWidget(self._words)
        self._card.body.addLayout(buttons)
        self._card.setFixedWidth(theme.px(32))
        column = QVBoxLayout(self)
        column.addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)

    def _on_resume_clicked(self) -> None:
        self.hide()
        self.resumed.emit()

    def _on_leave_clicked(self) -> None:
        self.hide()
        self.left.emit()
