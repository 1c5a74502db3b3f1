"""The bar above an assessment: what is sat by whom, which part it is, and how much time is left."""

from math import ceil

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from trainer.ui.kit.ring import Ring
from trainer.ui.theme import Theme

SECOND_MS, MINUTE = 1000, 60
LEAVE = "离开…"


class ExamBar(QWidget):
    """`ran_out` when there is no time left; `left` when the trainee wants to go."""

    ran_out = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who, self.title, self.part, self.time = QLabel(), QLabel(), QLabel(), QLabel()
        self.ring = Ring(theme, 2.4)
        self.leave = QPushButton(LEAVE)
        self.leave.setProperty("kind", "quiet")
        self.leave.clicked.connect(self.left)
        self.who.setProperty("role", "title")
        self.title.setProperty("role", "heading")
        self.part.setProperty("role", "sub")
        row = QHBoxLayout(self)
        side = theme.px(theme.sizes.space_xl)
        row.setContentsMargins(side, theme.px(theme.sizes.space_s), side, theme.px(theme.sizes.space_s))
        row.setSpacing(theme.px(theme.sizes.space_m))
        row.addWidget(self.who)
        row.addWidget(self.title)
        row.addWidget(self.part)
        row.addStretch(1)
        row.addWidget(self.time)
        row.addWidget(self.ring)
        row.addWidget(self.leave)
        self._left_ms, self._of_ms = 0, 0
        self._since = QElapsedTimer()
        self._ticks = QTimer(self, interval=SECOND_MS)
        self._ticks.timeout.connect(self._on_tick)

    def show_part(self, title: str, who: str, part: str) -> None:
        """Say what is sat by whom, to be read from behind, and which part of it is done now."""
        self.title.setText(title)
        self.who.setText(who)
        self.who.setAccessibleName(f"参加的人：{who}")
        self.part.setText(part)

    def show_left(self, left_ms: int | None, of_ms: int) -> None:
        """Count this time down from now; None: there is no limit."""
        self._ticks.stop()
        limited = left_ms is not None
        self.ring.setVisible(limited)
        self.time.setText("" if limited else "不限时")
        if left_ms is not None:
            self._left_ms, self._of_ms = left_ms, max(of_ms, 1)
            self._since.start()
            self._ticks.start()
            self._on_tick()

    def stop(self) -> None:
        """Count no more."""
        self._ticks.stop()

    def _on_tick(self) -> None:
        left = max(0, self._left_ms - self._since.elapsed()) // SECOND_MS
        self.ring.show_remaining(ceil(left / MINUTE), ceil(self._of_ms / SECOND_MS / MINUTE))
        self.time.setText(f"还剩 {left // MINUTE} 分 {left % MINUTE:02} 秒")
        if left == 0:
            self._ticks.stop()
            self.ran_out.emit()
