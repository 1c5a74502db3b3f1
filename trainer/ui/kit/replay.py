"""An attempt played back act by act: a slider over the acts, and what each of them did."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from trainer.core.events import AskedToWait, Attended, Chose, Event, Hinted, Nodded
from trainer.core.face import Mood
from trainer.core.log import Story, Turn
from trainer.core.shift import Visit
from trainer.core.telling import told, told_act
from trainer.ui.kit.card import Card
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.face import FaceView
from trainer.ui.kit.talk import Conversation
from trainer.ui.kit.telling import MOOD_TONES, remarks
from trainer.ui.theme import Theme

NOTHING = "这次还没有做过一个动作。"
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_FACE = 7.0
_OWN = (AskedToWait, Attended, Chose, Hinted, Nodded)


class Replay(QWidget):
    """Left and Right step through the acts, Home and End go to the first and the last."""

    stepped = Signal(int)
    """The place in the story's turns that is shown, from 0."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._story: Story | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setAccessibleName("动作")
        self._slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._slider.valueChanged.connect(self._on_moved)
        self._back, self._on = _step_button("◀", "上一个动作（←）"), _step_button("▶", "下一个动作（→）")
        self._back.clicked.connect(self._on_back)
        self._on.clicked.connect(self._on_forward)
        self._place = _label("sub")
        self._face, self._mood = FaceView(theme, _FACE), Chip()
        self._who, self._act, self._events = _label("heading"), _label("body"), _label("body")
        self._happened = _label("sub")
        self._happened.setText("接着发生的事")
        self._talk = Conversation(theme)
        self._lay_out()

    @property
    def at(self) -> int:
        """The place that is shown, from 0."""
        return self._slider.value()

    def show_story(self, story: Story) -> None:
        """Show the first act of a story."""
        self._story = story
        self._slider.setRange(0, max(0, len(story.turns) - 1))
        self._slider.setValue(0)
        self._show(0)

    def step(self, by: int) -> None:
        """Go on, or back."""
        self._slider.setValue(self._slider.value() + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by keyboard."""
        if (by := _KEYS.get(Qt.Key(event.key()))) is not None:
            self.step(by)
        elif event.key() == Qt.Key.Key_Home:
            self._slider.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            self._slider.setValue(self._slider.maximum())
        else:
            event.ignore()

    def _show(self, place: int) -> None:
        story = self._story
        turns = story.turns if story else ()
        for part in (self._face, self._mood, self._events):
            part.setVisible(bool(turns))
        if story is None or not turns:
            self._place.setText("")
            self._who.setText("")
            self._act.setText(NOTHING)
            self._talk.clear()
            return
        turn = turns[place]
        self._place.setText(f"第 {place + 1} / {len(turns)} 个动作 · {story.scenario.clock(turn.act.at)}")
        self._show_turn(story, turn, place)
        self.setAccessibleName(f"{self._place.text()}。{self._act.text()}。{self._events.text()}")
        self._back.setEnabled(place > 0)
        self._on.setEnabled(place + 1 < len(turns))
        self.stepped.emit(place)

    def _show_turn(self, story: Story, turn: Turn, place: int) -> None:
        scenario, customer = story.scenario, story.scenario.customer(turn.act.customer)
        before, after = turn.before.visit(customer.id), turn.after.visit(customer.id)
        assert before is not None, "an act is done to a customer who is there"
        assert after is not None, "whoever came in stays on the list"
        self._face.show_face(customer.face, Mood(after.talk.mood))
        self._who.setText(customer.name)
        self._show_mood(before, after)
        self._act.setText(told_act(turn.act, scenario, before.talk.node))
        told_all = [f"{scenario.clock(e.at)}  {told(e, scenario)}" for e in _others(turn)]
        self._events.setText("\n".join(told_all))
        self._happened.setVisible(bool(told_all))
        happened = [event for past in story.turns[: place + 1] for event in past.events]
        self._talk.set_remarks(remarks(happened, scenario, customer))

    def _show_mood(self, before: Visit, after: Visit) -> None:
        was, now = Mood(before.talk.mood), Mood(after.talk.mood)
        self._mood.show_word(now.word if was == now else f"{was.word} → {now.word}", MOOD_TONES[now])

    def _lay_out(self) -> None:
        theme, sizes = self._theme, self._theme.sizes
        steps = QHBoxLayout()
        steps.setSpacing(theme.px(sizes.space_s))
        for part in (self._back, self._on):
            steps.addWidget(part)
        steps.addWidget(self._slider, 1)
        steps.addWidget(self._place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(sizes.space_m))
        column.addLayout(steps)
        row = QHBoxLayout()
        row.setSpacing(theme.px(sizes.space_l))
        row.addWidget(self._turn_card(), 2)
        row.addWidget(self._talk, 3)
        column.addLayout(row, 1)

    def _turn_card(self) -> Card:
        theme = self._theme
        card = Card(theme)
        head = QHBoxLayout()
        head.setSpacing(theme.px(theme.sizes.space_m))
        words = QVBoxLayout()
        words.addWidget(self._who)
        words.addWidget(self._mood, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        head.addWidget(self._face)
        head.addLayout(words, 1)
        card.body.addLayout(head)
        card.body.addWidget(self._act)
        card.body.addWidget(self._happened)
        card.body.addWidget(self._events)
        card.body.addStretch(1)
        return card

    def _on_moved(self, place: int) -> None:
        self._show(place)

    def _on_back(self) -> None:
        self.step(-1)

    def _on_forward(self) -> None:
        self.step(1)


def _others(turn: Turn) -> list[Event]:
    """Return what happened besides the act itself."""
    return [e for e in turn.events if not (isinstance(e, _OWN) and e.customer == turn.act.customer)]


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(role == "body")
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _step_button(text: str, told_as: str) -> QPushButton:
    button = QPushButton(text)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setToolTip(told_as)
    button.setAccessibleName(told_as)
    return button
