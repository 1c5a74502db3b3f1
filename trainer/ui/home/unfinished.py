"""What somebody left unfinished: one line each, with the way back in and the way out."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trainer.ui.kit.badge import Badge
from trainer.ui.theme import Theme, mark

if TYPE_CHECKING:
    from trainer.store.rows import AttemptRow

MOST_SHOWN = 2
GIVE_UP, REALLY = "放弃", "真的放弃？"


class UnfinishedLine(QFrame):
    """One attempt; giving it up takes a second press, and looking away takes the first one back."""

    resumed = Signal(str)
    given_up = Signal(str)

    def __init__(self, theme: Theme, row: "AttemptRow", others: int, today: date) -> None:
        super().__init__()
        self._id = row.id
        self.setProperty("role", "banner")
        self.sentence = QLabel(told(row, others, today))
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.resume, self.give_up = QPushButton("接着练"), QPushButton(GIVE_UP)
        self.resume.setProperty("kind", "primary")
        self.give_up.setProperty("kind", "quiet")
        self.resume.setAccessibleDescription(self.sentence.text())
        self.give_up.setAccessibleDescription(self.sentence.text())
        self.resume.clicked.connect(self._on_resume_clicked)
        self.give_up.clicked.connect(self._on_give_up_clicked)
        self.give_up.installEventFilter(self)
        self._lay_out(theme)
        mark(self, "tone", "plain")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the first press back when the button loses the focus."""
        if watched is self.give_up and event.type() == QEvent.Type.FocusOut:
            self.give_up.setText(GIVE_UP)
        return super().eventFilter(watched, event)

    def _lay_out(self, theme: Theme) -> None:
        row = QHBoxLayout(self)
        side, top = theme.px(theme.sizes.space_m), theme.px(theme.sizes.space_s)
        row.setContentsMargins(side, top, top, top)
        row.setSpacing(side)
        row.addWidget(Badge(theme))
        row.addWidget(self.sentence, 1)
        row.addWidget(self.resume)
        row.addWidget(self.give_up)

    def _on_resume_clicked(self) -> None:
        self.resumed.emit(self._id)

    def _on_give_up_clicked(self) -> None:
        if self.give_up.text() == REALLY:
            self.given_up.emit(self._id)
        else:
            self.give_up.setText(REALLY)
            self.give_up.setFocus()


class Unfinished(QWidget):
    """The latest of them on top; hidden when there is nothing to go on with."""

    resumed = Signal(str)
    given_up = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines: list[UnfinishedLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(theme.sizes.space_xs))
        self.hide()

    def show_rows(self, rows: Sequence["AttemptRow"], today: date) -> None:
        """Offer these attempts, as many as there is room for."""
        for line in self.lines:
            line.hide()
            line.deleteLater()
        shown = rows[:MOST_SHOWN]
        self.lines = [
            self._line(row, len(rows) - len(shown) if row is shown[-1] else 0, today) for row in shown
        ]
        self.setVisible(bool(rows))

    def _line(self, row: "AttemptRow", others: int, today: date) -> UnfinishedLine:
        line = UnfinishedLine(self._theme, row, others, today)
        line.resumed.connect(self.resumed)
        line.given_up.connect(self.given_up)
        self._column.addWidget(line)
        return line


def told(row: "AttemptRow", others: int, today: date) -> str:
    """Say what was left, in which mode and when; `others` more are not shown."""
    more = f"（另有 {others} 个没做完）" if others else ""
    header = row.header
    return f"上次练到一半：{header.title} · {header.mode} · {when(row.started, today)}{more}"


def when(moment: datetime, today: date) -> str:
    """Say an instant as people do: the time today, else with the day."""
    local = moment.astimezone()
    clock = f"{local:%H:%M}"
    if local.date() == today:
        return clock
    year = "" if local.year == today.year else f"{local.year}年"
    return f"{year}{local.month}月{local.day}日 {clock}"
