"""A sentence across the screen: a notice or an error, with a way to act on it and to put it away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from trainer.ui.kit.badge import Badge
from trainer.ui.theme import Theme, Tone, mark

_CALLED: dict[Tone, str] = {"plain": "提示", "good": "完成", "warm": "注意", "hot": "出错"}


class Banner(QFrame):
    """Hidden until it has something to say; Esc or the cross puts it away."""

    acted = Signal()
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._badge = Badge(theme)
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._action = QPushButton()
        self._close = QPushButton("×")
        self._close.setProperty("kind", "quiet")
        self._close.setAccessibleName("关闭这条提示")
        self._close.setToolTip("关闭（Esc）")
        self._action.clicked.connect(self.acted)
        self._close.clicked.connect(self._on_close_clicked)
        self._lay_out(theme)
        self.hide()

    def say(self, sentence: str, tone: Tone = "plain", action: str = "") -> None:
        """Show `sentence`; `action` is the text of the button, "" for none."""
        self._sentence.setText(sentence)
        self._badge.show_tone(tone)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{_CALLED[tone]}：{sentence}")
        mark(self, "tone", tone)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the banner away."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_close_clicked()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, theme: Theme) -> None:
        row = QHBoxLayout(self)
        side, top = theme.px(theme.sizes.space_m), theme.px(theme.sizes.space_s)
        row.setContentsMargins(side, top, top, top)
        row.setSpacing(theme.px(theme.sizes.space_m))
        row.addWidget(self._badge)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)

    def _on_close_clicked(self) -> None:
        self.hide()
        self.dismissed.emit()
