"""The host's screen: before, during and after a round; one key for every step."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trainer.core.rounds.acts import Free, Judge, Remove, Steer
from trainer.core.rounds.setup import LETTERS
from trainer.core.rounds.state import Round, Seat
from trainer.ui.kit.banner import Banner
from trainer.ui.round.desk import DeskPage
from trainer.ui.round.keys import FREED, JUDGED, LEAVING, NO_HAND, NOBODY, ONWARD, TYPING_MS, WHOM, deed_of
from trainer.ui.round.numbers import Numbers
from trainer.ui.round.setup import Offer, SetupPage
from trainer.ui.round.summary import SummaryPage
from trainer.ui.theme import Theme, Tone

if TYPE_CHECKING:
    from trainer.core.rounds.summary import RoundSummary


class HostScreen(QWidget):
    """Emits what the host does; shows what it is told."""

    steered = Signal(object)
    """A HostDeed."""
    answered = Signal(str, str)
    """A seat and the letter of its answer; "" raises the hand."""
    added = Signal(str, str)
    """A name or staff number, and a team."""
    finished = Signal()
    closed = Signal()
    full = Signal()
    cured = Signal()
    """The button of a banner that tells of broken phones."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._round: Round | None = None
        self._seat = self._leaving = ""
        self._passing = False
        self._numbers, self._typing = Numbers(), QTimer(self, singleShot=True, interval=TYPING_MS)
        self.banner, self.setup, self.desk = Banner(theme), SetupPage(theme), DeskPage(theme)
        self.after = SummaryPage(theme)
        self._pages = QStackedWidget()
        for page in (self.setup, self.desk, self.after):
            self._pages.addWidget(page)
        self._connect()
        column = QVBoxLayout(self)
        side, edge = theme.px(theme.sizes.space_xl), theme.px(theme.sizes.space_m)
        column.setContentsMargins(side, edge, side, edge)
        column.addWidget(self.banner)
        column.addWidget(self._pages, 1)

    @property
    def is_holding(self) -> bool:
        """Tell whether a round is held now."""
        return self._pages.currentWidget() is self.desk

    @property
    def chosen(self) -> Seat | None:
        """Whoever is pointed at."""
        return self._round.seat(self._seat) if self._round and self._seat else None

    def show_setup(self, offer: Offer) -> None:
        """Show what can be set before a round."""
        self._round, self._seat = None, ""
        self.setup.offer(offer)
        self._pages.setCurrentWidget(self.setup)
        self.setup.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_round(self, round: Round) -> None:
        """Show the round as it stands."""
        self._round = round
        self.desk.show_round(round, self._seat)
        if not self.is_holding:
            self._pages.setCurrentWidget(self.desk)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_left(self, round: Round, now: int) -> None:
        """Show how much time is left at an instant (ms)."""
        self.desk.show_left(round, now)

    def show_summary(self, summary: "RoundSummary") -> None:
        """Tell what the round came to."""
        self.banner.hide()
        self.after.show_summary(summary)
        self._pages.setCurrentWidget(self.after)
        self.after.take_focus()

    def end_name(self) -> None:
        """Whoever came is seated: the keyboard goes back to the round."""
        self.desk.end_name()
        self.take_focus()

    def say(self, sentence: str, tone: Tone = "warm") -> None:
        """Tell why something could not be done, or that it was; the next key puts it away."""
        self._passing = True
        self.banner.say(sentence, tone)

    def say_broken(self, sentence: str) -> None:
        """Tell that phones cannot come in; it stays until it is put away."""
        self._passing = False
        self.banner.say(sentence, "hot", "再试一次")

    def go_onward(self) -> None:
        """Do the next step of the round."""
        if self._round is None:
            return
        if self._round.phase == "summary":
            self.finished.emit()
        else:
            self.steered.emit(Steer(ONWARD[self._round.phase]))

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        (self if self.is_holding else self.setup.begin).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for every step of a round."""
        if not self.is_holding or self._round is None or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        self._put_away(event.key() == Qt.Key.Key_Delete)
        text = event.text().lower()
        if act := self._acts.get(Qt.Key(event.key())):
            act()
        elif text.isdecimal():
            self._type(text)
        elif text and text in (*LETTERS, *JUDGED):
            self._take(text)
        elif deed := deed_of(self._round, text):
            self.steered.emit(deed)
        else:
            super().keyPressEvent(event)

    def _put_away(self, removing: bool) -> None:
        """Whatever is done next: what was said is read, and a removal that was asked about is off."""
        if self._passing:
            self.banner.hide()
        if not removing:
            self._leaving = ""

    # Whom

    def _type(self, digit: str) -> None:
        assert self._round is not None  # keys are taken while a round is held
        number, whole = self._numbers.add(digit, len(self._round.players))
        self._typing.stop()
        if number:
            self._choose(self._round.players[number - 1].id)
        if number and whole:
            self._raise()
        elif not whole:
            self._typing.start()

    def _on_typed(self) -> None:
        self._numbers.forget()
        self._raise()

    def _choose(self, seat: str) -> None:
        self._seat = seat
        if self._round is not None:
            self.desk.people.show_people(self._round, seat)

    def _raise(self) -> None:
        """Where hands go up, whoever is pointed at raised theirs."""
        round = self._round
        if round and round.setup.way == "hands" and round.phase == "question" and self.chosen:
            self.answered.emit(self._seat, "")

    def _on_pointed(self, seat: str) -> None:
        self._put_away(False)
        self._choose(seat)
        self._raise()

    def _move(self, by: int) -> None:
        """Point at the one before or after."""
        players = self._round.players if self._round else ()
        ids = [seat.id for seat in players]
        place = ids.index(self._seat) + by if self._seat in ids else 0
        if ids:
            self._choose(ids[place % len(ids)])

    def _go_down(self) -> None:
        self._move(1)

    def _go_up(self) -> None:
        self._move(-1)

    # What

    def _take(self, letter: str) -> None:
        """Take an answer: of whoever is pointed at, or of the hand whose turn it is."""
        round = self._round
        if round is None:
            return
        if self._typing.isActive():
            self._typing.stop()
            self._on_typed()
        if round.setup.way == "hands":
            self._judge(letter)
        elif letter in JUDGED:
            return
        elif self.chosen:
            self._numbers.forget()
            self.answered.emit(self._seat, letter)
        else:
            self.say(NOBODY)

    def _judge(self, letter: str) -> None:
        if self._round is None or self._round.turn is None:
            self.say(NO_HAND)
        elif letter in JUDGED:
            self.steered.emit(Judge(JUDGED[letter]))
        else:
            self.steered.emit(Judge(False, letter))

    def _on_lettered(self, letter: str) -> None:
        self._put_away(False)
        self._take(letter)

    def _ask_name(self) -> None:
        if self._round:
            self.desk.ask_name(self._round.setup.teams)

    def _free(self) -> None:
        if self.chosen:
            self.steered.emit(Free(self._seat))
            self.say(FREED.format(self.chosen.name), "good")
        else:
            self.say(WHOM)

    def _remove(self) -> None:
        """Take somebody off, asked twice."""
        if self.chosen is None:
            self.say(WHOM)
        elif self._leaving == self._seat:
            self.steered.emit(Remove(self._seat))
            self._leaving = self._seat = ""
        else:
            self._leaving = self._seat
            self.say(LEAVING.format(self.chosen.name))

    def _give_up(self) -> None:
        """Put away what was asked."""
        self._typing.stop()
        self._numbers.forget()
        self.end_name()

    def _connect(self) -> None:
        self.desk.onward.clicked.connect(self.go_onward)
        self.desk.people.pointed.connect(self._on_pointed)
        self.desk.lettered.connect(self._on_lettered)
        self.desk.add.clicked.connect(self._ask_name)
        self.desk.remove.clicked.connect(self._remove)
        self.desk.free.clicked.connect(self._free)
        self.desk.added.connect(self.added)
        self.desk.newcomer.left.connect(self._give_up)
        self.after.closed.connect(self.closed)
        self.banner.acted.connect(self.cured)
        self._typing.timeout.connect(self._on_typed)
        onward = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        self._acts: dict[Qt.Key, Callable[[], object]] = {
            **dict.fromkeys(onward, self.go_onward),
            Qt.Key.Key_F11: self.full.emit,
            Qt.Key.Key_N: self._ask_name,
            Qt.Key.Key_F: self._free,
            Qt.Key.Key_Delete: self._remove,
            Qt.Key.Key_Escape: self._give_up,
            Qt.Key.Key_Down: self._go_down,
            Qt.Key.Key_Up: self._go_up,
        }
