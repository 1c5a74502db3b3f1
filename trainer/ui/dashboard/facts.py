"""What an opened attempt was: who, when, how it ended, and everything needed to prove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from trainer.ui.dashboard.lines import DONE, GRADED, Line
from trainer.ui.dashboard.words import MS, clock, day_and_minute, short, span
from trainer.ui.kit.chip import Chip
from trainer.ui.theme import Theme, Tone

if TYPE_CHECKING:
    from trainer.training.results import Review

_GAP = "　"


class Facts(QWidget):
    """The title with what to know at a glance beside it, then two lines of particulars."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = QHBoxLayout()
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.mode, self.gate, self.state = Chip(), Chip(), Chip()
        self.who = QLabel()
        self.proof = QLabel()
        self.proof.setProperty("role", "sub")
        self.proof.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        for label in (self.title, self.who, self.proof):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._lay_out(theme)

    def show_attempt(self, review: Review, line: Line) -> None:
        """Show these facts."""
        self.title.setText(line.title)
        graded = line.mode in GRADED
        self.mode.show_word(line.mode if graded else f"{line.mode}，不计入考核成绩", "plain")
        self.gate.show_word(*gate_word(review.assessment.compliant, marked=line.compliant is not None))
        self.state.show_word(line.state, "plain" if line.state == DONE else "warm")
        self.who.setText(particulars(review, line))
        self.proof.setText(evidence(review))

    def add_before_title(self, button: QWidget) -> None:
        """Put a button at the left end of the title's line."""
        self._head.insertWidget(0, button)

    def _lay_out(self, theme: Theme) -> None:
        self._head.setSpacing(theme.px(theme.sizes.space_s))
        self._head.addWidget(self.title, 1)
        for chip in (self.mode, self.gate, self.state):
            self._head.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_xs))
        column.addLayout(self._head)
        column.addWidget(self.who)
        column.addWidget(self.proof)


def gate_word(compliant: bool, *, marked: bool) -> tuple[str, Tone]:
    """Say how the gate stands; an attempt that was never handed in has not passed anything."""
    if not marked:
        return ("合规：还没有评定", "plain") if compliant else ("合规：已有一票否决项", "hot")
    return ("合规：通过", "good") if compliant else ("合规：未通过", "hot")


def particulars(review: Review, line: Line) -> str:
    """Tell who played, from when to when, and how long it took on the shift's clock."""
    row, undone = review.row, len(review.attempt.story.history) - len(review.attempt.story.turns)
    ended = f"，{clock(row.finished)} 结束" if row.finished else ""
    parts = [row.person, f"{day_and_minute(row.started)} 开始{ended}"]
    if line.took is not None:
        parts.append(f"场景里用时 {span(line.took)}")
    if undone:
        parts.append(f"撤回过 {undone} 次")
    if row.abandoned:
        parts.append(row.abandoned)
    return " · ".join(parts)


def evidence(review: Review) -> str:
    """Name everything the marks depend on, so that they can be recomputed."""
    header = review.row.header
    facts = (
        ("资料版本", header.edition),
        ("变体", header.variant),
        ("随机种子", str(header.seed)),
        ("程序版本", header.app_version),
        ("场景指纹", short(review.row.snapshot)),
        ("记录编号", header.id),
    )
    return _GAP.join(f"{name} {value}" for name, value in facts if value)


def recorded(review: Review, place: int) -> str:
    """Tell when an act was written down, on the wall clock; `place` is its place among those that stand."""
    story, instants = review.attempt.story, review.instants
    if not story.turns or len(instants) != len(story.history):
        return ""
    number = next(at for at, turn in enumerate(story.history) if turn is story.turns[place])
    written = f"这个动作在 {day_and_minute(instants[number])[:-5]}{clock(instants[number])} 写入记录"
    if number == 0:
        return f"{written}。"
    waited = round((instants[number] - instants[number - 1]).total_seconds() * MS)
    return f"{written}，与上一条动作相隔 {span(waited)}。"
