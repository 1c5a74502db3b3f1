"""The counter: the customer's face and words, what was said, the feedback, and the replies as cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from trainer.core.face import Mood
from trainer.core.shift import Visit
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.choicecard import Choice
from trainer.ui.kit.face import FaceView
from trainer.ui.kit.marked import MarkedText
from trainer.ui.kit.ring import Ring
from trainer.ui.kit.source import SourceNote
from trainer.ui.kit.talk import Conversation, Remark
from trainer.ui.kit.telling import MOOD_TONES
from trainer.ui.kit.verdict import Verdict
from trainer.ui.player.deadline import DecisionClock
from trainer.ui.player.replies import Replies
from trainer.ui.theme import Role, Theme

if TYPE_CHECKING:
    from trainer.core.recall import Recalled

FACE = 9.87
"""The width of the large face, as a multiple of the base size."""
LARGE_FACE = 15.0
"""The same where there is much room."""
_LEAST = 6.0
_NARROW = 30.0
_ROOMY = (70.0, 50.0)


class Counter(QWidget):
    """Shows one customer; every part is used again for the next.

    It lays its parts out itself, once for each scene: layouts of Qt ask around three times, and the
    whole window with them.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._gap, self._aside, self._least = (
            theme.px(theme.sizes.space_s),
            theme.px(theme.sizes.space_l),
            theme.px(_LEAST),
        )
        self._corner = QWidget(self)  # cuts the persona off at the bottom where the window is low
        self.persona = Persona(theme, self._corner)
        self.talk = Conversation(theme, self)
        self.talk.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.note = SourceNote(theme, self)
        self.note.hide()
        self.note.toggled.connect(self.settle)
        self.marked = MarkedText(theme, self, role="body")
        self.marked.hide()
        self.replies = Replies(theme, self)
        self.choices, self.pad = self.replies.choices, self.replies.pad
        self.clock = DecisionClock(theme, self)
        self._customer = ""
        self._remarks: list[Remark] = []
        self._choices: list[Choice] = []
        self._verdict: Verdict | None = None
        self._is_roomy = False

    def show_visit(self, visit: Visit | None, now: int) -> None:
        """Show the face and the clocks, or nobody."""
        self.persona.show_visit(visit, now)
        self.clock.show_visit(visit, now)

    def show_remarks(self, customer: str, remarks: Sequence[Remark]) -> None:
        """Show what was said; only what is new is added where the rest is the same."""
        known = len(self._remarks)
        if customer == self._customer and list(remarks[:known]) == self._remarks:
            self.talk.extend(remarks[known:])
        else:
            self.talk.set_remarks(remarks)
        self._customer, self._remarks = customer, list(remarks)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show the cards that can be picked; the same ones keep their focus."""
        if list(choices) == self._choices:
            return
        self._choices = list(choices)
        self.choices.set_choices(choices)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show feedback, or none."""
        if verdict is not None and verdict != self._verdict:
            self.note.show_note(verdict.sentence, verdict.sources, verdict.tone)
        self._verdict = verdict
        self.note.setVisible(verdict is not None)
        self.marked.hide()

    def show_marks(self, typed: str, recalled: Recalled) -> None:
        """Show what was lost on what was typed, above the feedback."""
        self.marked.show_marks(typed, recalled)
        self.marked.show()

    def settle(self) -> None:
        """Lay the parts out: the cards and the feedback get what they need, the conversation the rest."""
        wide, high, gap = self.width(), self.height(), self._gap
        note = self._feedback_height(wide)
        timed = not self.clock.isHidden()
        clock = self.clock.sizeHint() if timed else QSize(0, 0)
        beside = wide - clock.width() - self._aside if timed else wide
        wanted = max(self.replies.height(beside), clock.height())
        least = self._least + self.replies.fixed_height(beside)
        cards = min(wanted, max(least, high - note - gap - self._least))
        above = max(0, high - note - cards - (gap if cards else 0))
        face = self.persona.sizeHint()
        self._corner.setGeometry(0, 0, face.width(), min(face.height(), above))
        left = face.width() + self._aside
        self.talk.setGeometry(left, 0, max(0, wide - left), above)
        if note:
            self._place_feedback(above + gap, wide)
        self.replies.place(QRect(0, high - cards, beside, cards))
        self.clock.setGeometry(wide - clock.width(), high - cards, clock.width(), cards)

    def _feedback_height(self, width: int) -> int:
        shown = [part for part in (self.marked, self.note) if not part.isHidden()]
        return sum(part.heightForWidth(width) + self._gap for part in shown)

    def _place_feedback(self, top: int, width: int) -> None:
        for part in (self.marked, self.note):
            if not part.isHidden():
                high = part.heightForWidth(width)
                part.setGeometry(0, top, width, high)
                top += high + self._gap

    def prepare(self, remarks: Sequence[Remark], choices: Sequence[Choice]) -> None:
        """Draw what may be shown next."""
        self.talk.prepare(remarks)
        self.choices.prepare(choices)

    def toggle_sources(self) -> None:
        """Open or close the quotations of the feedback."""
        if self.note.isVisible():
            self.note.set_open(not self.note.is_open)

    def turn_pages(self, pages: int) -> None:
        """Scroll the conversation."""
        bar = self.talk.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_NARROW), 3 * self._least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is, for larger letters too."""
        super().resizeEvent(event)
        size = event.size()
        roomy = size.width() >= self._theme.px(_ROOMY[0]) and size.height() >= self._theme.px(_ROOMY[1])
        if roomy != self._is_roomy:
            self._is_roomy = roomy
            role: Role = "large" if roomy else "body"
            self.talk.set_text_role(role)
            self.replies.set_text_role(role)
            self.persona.set_size(LARGE_FACE if roomy else FACE)
        self.settle()


class Persona(QWidget):
    """The large face with name, mood and patience."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = FaceView(theme, FACE)
        self.ring = Ring(theme)
        self._name = QLabel()
        self._name.setProperty("role", "heading")
        self.mood = Chip()
        centre = Qt.AlignmentFlag.AlignHCenter
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.sizes.space_m))
        row.addWidget(self.mood)
        row.addWidget(self.ring)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_xs))
        column.addWidget(self.face, 0, centre)
        column.addWidget(self._name, 0, centre)
        column.addLayout(row)
        column.setAlignment(row, centre)
        column.addStretch(1)
        self._shown: tuple[str, int] = ("", -1)

    def set_size(self, size: float) -> None:
        """Show the face this wide, as a multiple of the base size."""
        self.face.set_size(size)
        self.resize(self.sizeHint())

    def show_visit(self, visit: Visit | None, now: int) -> None:
        """Show this customer as they are `now` (ms), or nobody."""
        self.setVisible(visit is not None)
        if visit is None:
            return
        shown = (visit.customer.id, visit.talk.mood)
        if shown != self._shown:
            self._shown = shown
            mood = Mood(visit.talk.mood)
            self.face.show_face(visit.customer.face, mood)
            self.mood.show_word(mood.word, MOOD_TONES[mood])
            self._name.setText(visit.customer.name)
            self.resize(self.sizeHint())
        self.ring.setVisible(visit.left is None)
        if visit.left is None:
            left = max(0, visit.patience_ends - now)
            self.ring.show_remaining(left / 1000, visit.customer.patience / 1000)
