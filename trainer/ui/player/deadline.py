"""The clock of a decision beside the replies: how long the trainee still has to answer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from trainer.core.scenario import SECOND
from trainer.core.shift import NEVER, Visit
from trainer.ui.kit.ring import Ring
from trainer.ui.theme import Theme

_SIZE = 4.6
_CALLED = "答复时限"


class DecisionClock(QWidget):
    """A ring with the seconds in it; hidden where a decision has no end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ring = Ring(theme, _SIZE)
        caption = QLabel(_CALLED)
        caption.setProperty("role", "sub")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_xs))
        column.addStretch(1)
        column.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(caption, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._seconds = -1
        self.hide()

    def show_visit(self, visit: Visit | None, now: int) -> None:
        """Show what is left `now` (ms) of the decision with this customer, or nothing."""
        wanted = visit is not None and visit.left is None and visit.decide_by != NEVER
        self.setVisible(wanted)
        if visit is None or not wanted:
            return
        left = max(0, visit.decide_by - now)
        self.ring.show_remaining(left / SECOND, visit.node.deadline / SECOND)
        seconds = -(-left // SECOND)
        if seconds != self._seconds:
            self._seconds = seconds
            self.setAccessibleName(f"{_CALLED}还剩 {seconds} 秒")
            self.ring.setAccessibleName(self.accessibleName())
