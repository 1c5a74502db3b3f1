"""The counter: the customer's face and words, what was said, the feedback, and the replies as cards."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from trainer.core.face import Mood
from trainer.core.shift import Visit
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.choice import Choice, ChoiceList
from trainer.ui.kit.face import FaceView
from trainer.ui.kit.ring import Ring
from trainer.ui.kit.source import SourceNote
from trainer.ui.kit.talk import Conversation, Remark
from trainer.ui.kit.telling import MOOD_TONES
from trainer.ui.kit.verdict import Verdict
from trainer.ui.theme import Theme

FACE = 9.87
"""The width of the large face, as a multiple of the base size."""
_TALK_MIN = 6.0


class Counter(QWidget):
    """Shows one customer; every part is used again for the next."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.persona = Persona(theme)
        self.talk = Conversation(theme)
        self.talk.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.talk.setMinimumHeight(theme.px(_TALK_MIN))
        self.note = SourceNote(theme)
        self.note.hide()
        self.choices = ChoiceList(theme)
        self._room = _ChoiceRoom(self.choices, theme)
        self._customer = ""
        self._remarks: list[Remark] = []
        self._choices: list[Choice] = []
        self._verdict: Verdict | None = None
        self._lay_out(theme)

    def show_visit(self, visit: Visit | None, now: int) -> None:
        """Show the face, or nobody."""
        self.persona.show_visit(visit, now)

    def show_remarks(self, customer: str, remarks: Sequence[Remark]) -> None:
        """Show what was said; only what is new is added where the rest is the same."""
        known = len(self._remarks)
        if customer == self._customer and list(remarks[:known]) == self._remarks:
            for remark in remarks[known:]:
                self.talk.append(remark)
        else:
            self.talk.set_remarks(remarks)
        self._customer, self._remarks = customer, list(remarks)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show the cards that can be picked; the same ones keep their focus."""
        if list(choices) == self._choices:
            return
        self._choices = list(choices)
        self.choices.set_choices(choices)
        self._room.fit()

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show feedback, or none."""
        if verdict is not None and verdict != self._verdict:
            self.note.show_note(verdict.sentence, verdict.sources, verdict.tone)
        self._verdict = verdict
        self.note.setVisible(verdict is not None)

    def toggle_sources(self) -> None:
        """Open or close the quotations of the feedback."""
        if self.note.isVisible():
            self.note.set_open(not self.note.is_open)

    def turn_pages(self, pages: int) -> None:
        """Scroll the conversation."""
        bar = self.talk.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def _lay_out(self, theme: Theme) -> None:
        sizes = theme.sizes
        top = QHBoxLayout()
        top.setSpacing(theme.px(sizes.space_l))
        top.addWidget(_Corner(self.persona, theme))
        top.addWidget(self.talk, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(sizes.space_s))
        column.addLayout(top, 1)
        column.addWidget(self.note)
        column.addWidget(self._room)


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
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self._shown: tuple[str, int] = ("", -1)

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
        self.ring.setVisible(visit.left is None)
        if visit.left is None:
            left = max(0, visit.patience_ends - now)
            self.ring.show_remaining(left / 1000, visit.customer.patience / 1000)


class _Corner(QScrollArea):
    """Shows as much of the persona, from the top, as a low window has room for; the floor tells the same."""

    def __init__(self, persona: Persona, theme: Theme) -> None:
        super().__init__()
        persona.setProperty("role", "page")
        self.setWidget(persona)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(theme.px(FACE + 0.2))
        self.setMinimumHeight(theme.px(_TALK_MIN))


class _ChoiceRoom(QScrollArea):
    """As high as the cards need, and scrolled where the window is too low for them."""

    def __init__(self, choices: ChoiceList, theme: Theme) -> None:
        super().__init__()
        self._least = theme.px(_TALK_MIN)
        self._wanted = 0
        self._choices = choices
        choices.setProperty("role", "page")
        self.setWidget(choices)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def fit(self) -> None:
        """Ask for the height that the cards need at this width."""
        layout = self._choices.layout()
        wide = self.viewport().width()
        wanted = layout.heightForWidth(wide) if layout and self._choices.cards else 0
        if wanted != self._wanted:
            self._wanted = wanted
            self._choices.setMinimumHeight(wanted)  # the layout's own is from the width before
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self._wanted)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._wanted, self._least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths need other heights."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
