"""What is to be done today, in one line: what is due, how often one came lately, and what is weakest."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.core.memory import Mastery
    from trainer.training.today import Today

START, FREE = "开始今天的练习", "随便练几题"
KEY = "Ctrl+T"
SECONDS_EACH = 20
"""About how long a question takes."""


class TodayLine(QFrame):
    """Hidden until it is known who is here; its button starts the first question at once."""

    started = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.headline, self.details = QLabel(), QLabel()
        self.headline.setProperty("role", "heading")
        self.details.setProperty("role", "sub")
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        self.details.setWordWrap(True)
        self.start = QPushButton()
        self.start.setProperty("kind", "primary")
        self.start.setToolTip(KEY)
        self.start.setAutoDefault(True)
        self.start.clicked.connect(self.started)
        QShortcut(QKeySequence(KEY), self, self.started.emit)  # a button's own would press it slowly
        self._lay_out(theme)
        self.hide()

    @property
    def is_due(self) -> bool:
        """Tell whether something waits to be practised."""
        return not self.isHidden() and self.start.text() == START

    def show_today(self, today: "Today | None") -> None:
        """Tell what there is to do; a newcomer has nothing to remember yet."""
        self.setVisible(True)
        due = today.due if today else 0
        self.headline.setText(_headline(today))
        self.details.setText(_details(today))
        self.details.setVisible(bool(self.details.text()))
        self.start.setText(START if due else FREE)
        self.start.setAccessibleDescription(f"{self.headline.text()}。{self.details.text()}")

    def _lay_out(self, theme: Theme) -> None:
        words, row = QVBoxLayout(), QHBoxLayout(self)
        words.setSpacing(theme.px(theme.sizes.space_xs))
        words.addWidget(self.headline)
        words.addWidget(self.details)
        side, edge = theme.px(theme.sizes.space_l), theme.px(theme.sizes.space_s)
        row.setContentsMargins(side, edge, edge, edge)
        row.setSpacing(side)
        row.addLayout(words, 1)
        row.addWidget(self.start, 0, Qt.AlignmentFlag.AlignVCenter)


def _headline(today: "Today | None") -> str:
    if today is None:
        return "先做几道题，程序会记住您哪里不熟"
    if not today.due:
        return "今天没有到期的内容"
    minutes = max(1, round(today.due * SECONDS_EACH / 60))
    return f"今天到期 {today.due} 条，约 {minutes} 分钟"


def _details(today: "Today | None") -> str:
    if today is None:
        return ""
    parts = [f"连续练了 {today.streak} 天" if today.streak > 1 else ""]
    if today.weakest:
        parts.append("最不熟：" + "、".join(_weak(title, mastery) for title, mastery in today.weakest))
    if today.last and today.last.result:
        passed = "" if today.last.result.get("compliant", True) else "，合规未通过"
        parts.append(f"上次：{today.last.header.title} {today.last.result.get('percent', 0)}%{passed}")
    return " · ".join(part for part in parts if part)


def _weak(title: str, mastery: "Mastery") -> str:
    return title if mastery.percent is None else f"{title} {mastery.percent}%"
