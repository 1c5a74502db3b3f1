"""A slim strip that says what is being waited for, once the wait is long enough to be noticed."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from trainer.ui.theme import Theme

NOTICED_MS = 200


class BusyStrip(QWidget):
    """Keeps its room while it is hidden, so that nothing jumps."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._words.setProperty("role", "sub")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.px(8))
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(NOTICED_MS)
        self.timer.timeout.connect(self._on_timeout)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.sizes.space_s))
        row.addWidget(self._words)
        row.addWidget(self._bar)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def wait_for(self, words: str) -> None:
        """Say `words` if `stop` is not called very soon."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.timer.start()

    def stop(self) -> None:
        """The waiting is over."""
        self.timer.stop()
        self.hide()

    def _on_timeout(self) -> None:
        self.show()
