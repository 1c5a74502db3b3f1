"""A strip that asks for a reason before something is taken back or changed; Esc puts it away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from trainer.ui.theme import Theme, mark

LONGEST = 200


class ReasonStrip(QFrame):
    """`given` carries the reason; it is hidden until it is asked for."""

    given = Signal(str)

    def __init__(self, theme: Theme, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        mark(self, "tone", "warm")
        self._label = QLabel("理由（会和姓名一起留在台账里）")
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName("理由")
        self._label.setBuddy(self.field)
        self._button = QPushButton(action)
        self._close = QPushButton("不改了")
        self.field.returnPressed.connect(self._on_given)
        self._button.clicked.connect(self._on_given)
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        gap = theme.px(theme.sizes.space_s)
        row.setContentsMargins(gap, gap, gap, gap)
        row.addWidget(self._label)
        row.addWidget(self.field, 1)
        row.addWidget(self._close)
        row.addWidget(self._button)
        self.hide()

    def ask(self) -> None:
        """Show the strip with the keyboard in it."""
        self.field.clear()
        self.show()
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _on_given(self) -> None:
        if self.field.text().strip():
            self.hide()
            self.given.emit(self.field.text())
        else:
            self.field.setPlaceholderText("请先写理由")
            self.field.setFocus()
