"""The player: keys become acts, acts are recorded, and only then is their result shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from trainer.core.events import Act, Entry
from trainer.core.saying import TRYING_TAKES
from trainer.ui.jobs import Jobs
from trainer.ui.kit.review import ReviewPage
from trainer.ui.player import acts
from trainer.ui.player.board import Board
from trainer.ui.player.clock import TICK_MS, HallClock, Stopwatch
from trainer.ui.player.keys import Keys
from trainer.ui.player.looking import Looking, is_look_up
from trainer.ui.player.pause import PauseSheet
from trainer.ui.player.recorder import Recorder
from trainer.ui.player.scene import Scene, first_to_look_at, neighbour
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.core.assess import Assessment
    from trainer.training.attempts import Attempt
    from trainer.training.desk import Desk
    from trainer.training.exams.invigilating import Invigilated


class PlayerScreen(QWidget):
    """Plays one attempt at a time; `closed` when it is over or left."""

    closed = Signal()
    acted = Signal()
    """An act or an undo is on disk, and its result is shown."""
    spoken = Signal(str, object)
    """A customer said this line, with this face."""

    def __init__(
        self, theme: Theme, jobs: Jobs, parent: QWidget | None = None, stopwatch: Stopwatch | None = None
    ) -> None:
        """`stopwatch` measures the thinking time of an assessment."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk: Desk | Invigilated | None = None
        self._attempt: Attempt | None = None
        self._selected, self._node, self._events_shown = "", "", 0
        self._clock = HallClock(stopwatch or QElapsedTimer())
        self._recorder = Recorder(jobs, self)
        self.board, self.review = Board(theme), ReviewPage(theme)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.board)
        self._pages.addWidget(self.review)
        self.sheet = PauseSheet(theme, self)
        self._looking = Looking(self.board.looks, jobs, self)
        self._ticks = QTimer(self, interval=TICK_MS)
        undo, pick = partial(self._do, acts.undo), self.board.counter.choices.pick_number
        self._keys = Keys(self._key_table(), undo, pick)
        self._connect()

    @property
    def attempt(self) -> Attempt | None:
        """The attempt that is played, as far as it is recorded."""
        return self._attempt

    @property
    def selected(self) -> str:
        """The id of the customer the trainee looks at."""
        return self._selected

    @property
    def is_playing(self) -> bool:
        """Tell whether the scenario is on the screen, not its review."""
        return self._attempt is not None and self._pages.currentWidget() is self.board

    def set_desk(self, desk: Desk | Invigilated) -> None:
        """Take the desk that records the acts."""
        self._desk = desk
        self._looking.set_desk(desk)

    def open(self, attempt: Attempt) -> None:
        """Play an attempt from where it stands."""
        self._attempt, self._selected = attempt, ""
        self._ticks.stop()
        self._recorder.forget()
        self._clock.set(attempt.shift.now, runs=attempt.timed)
        self.sheet.hide()
        self._pages.setCurrentWidget(self.board)
        self._looking.begin(attempt)
        scene = self._scene()
        self.board.begin(scene)
        self._events_shown = 0
        self._note_shown(scene)
        self._settle_focus()
        if attempt.timed:
            self._ticks.start()
        self._finish_if_over(scene)

    def tick(self) -> None:
        """Show what time has done: rings, moods, arrivals, customers who walk out."""
        if not self.is_playing or self._recorder.pending or self._recorder.stuck:
            return
        scene = self._scene()
        if scene.shift.now > self._clock.now:  # the hall was empty: time went on to the next customer
            self._clock.set(scene.shift.now, runs=True)
        if len(scene.events) != self._events_shown:
            self._show(scene)
        else:
            self.board.show_time(scene)
        self._finish_if_over(scene)

    def event(self, event: QEvent) -> bool:
        """Keep F1 from the window: while a scenario is played the tables lie beside the conversation."""
        taken = self.is_playing and is_look_up(event)
        if taken:
            event.accept()
        return taken or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play by keyboard; a key that is held down counts once."""
        taken = self.is_playing and not event.isAutoRepeat() and not self._recorder.pending
        if not (taken and self._keys.take(Qt.Key(event.key()), event.modifiers())):
            event.ignore()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Walk the customers with Tab while a scenario is played."""
        if not self.is_playing:
            return super().focusNextPrevChild(next)
        if self._recorder.pending or self.board.walk(forward=next):
            return True
        self._look_at(neighbour(self._scene().shift, self._selected, 1 if next else -1))
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sheet over everything."""
        super().resizeEvent(event)
        self.sheet.cover()

    def _connect(self) -> None:
        board = self.board
        self._ticks.timeout.connect(self.tick)
        self._recorder.busy.connect(board.say_busy)
        self._recorder.failed.connect(self._on_failed)
        self._recorder.unheard.connect(self._on_unheard)
        board.counter.choices.picked.connect(partial(self._choose, acts.picked))
        board.counter.pad.said.connect(partial(self._choose, acts.said))
        board.counter.choices.refused.connect(board.say_refused)
        board.floor.selected.connect(self._look_at)
        board.floor.served.connect(self._on_served)
        board.top.hint_asked.connect(partial(self._do, acts.hint))
        board.top.undo_asked.connect(partial(self._do, acts.undo))
        board.top.pause_asked.connect(self._pause)
        board.top.look_up_asked.connect(self._looking.toggle)
        board.looks.closed.connect(self._settle_focus)
        board.banner.acted.connect(self._on_retry)
        board.banner.dismissed.connect(self._on_dismissed)
        self.sheet.resumed.connect(self._settle_focus)
        self.sheet.left.connect(self._leave)
        self.review.finished.connect(self._leave)

    def _scene(self) -> Scene:
        assert self._attempt is not None, "nothing is shown before an attempt is opened"
        shift, events = self._attempt.as_of(self._clock.now)
        if shift.visit(self._selected) is None:
            self._selected = first_to_look_at(shift)
        return Scene(self._attempt, shift, events, self._selected)

    def _show(self, scene: Scene) -> None:
        self.board.show_scene(scene)
        self._note_shown(scene)
        if not self.board.looks.has_focus:
            self._settle_focus()

    def _note_shown(self, scene: Scene) -> None:
        """Remember what is on the screen, and have said aloud what is new."""
        heard = scene.heard(self._events_shown)
        self._events_shown = len(scene.events)
        self._node = scene.visit.talk.node if scene.visit else ""
        if heard and heard[0]:
            self.spoken.emit(*heard)

    def _look_at(self, customer: str) -> None:
        if self._recorder.pending or not customer:
            return
        if customer != self._selected:
            self._selected = customer
            self._show(self._scene())
        self.board.return_to_pad()
        self._settle_focus()

    def _settle_focus(self) -> None:
        if not self.is_playing or self.sheet.isVisible():
            return
        stop = self.board.focus_stop(self._selected) or self
        if not stop.hasFocus():
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _key_table(self) -> dict[Qt.Key, Callable[[], None]]:
        key, counter = Qt.Key, self.board.counter
        return {
            key.Key_Return: self._confirm,
            key.Key_Enter: self._confirm,
            key.Key_Space: partial(self._do, partial(acts.gesture, "nod")),
            key.Key_W: partial(self._do, partial(acts.gesture, "ask_wait")),
            key.Key_H: partial(self._do, acts.hint),
            key.Key_S: counter.toggle_sources,
            key.Key_F1: self._looking.toggle,
            key.Key_Escape: self._on_escape,
            key.Key_Down: counter.choices.setFocus,
            key.Key_Up: counter.choices.setFocus,
            key.Key_PageDown: partial(counter.turn_pages, 1),
            key.Key_PageUp: partial(counter.turn_pages, -1),
        }

    def _confirm(self) -> None:
        """Enter: try again what failed, or serve the customer who is looked at."""
        if self._recorder.stuck:
            self._on_retry()
        elif self._scene().shift.over:
            self._finish_if_over(self._scene())
        elif self.board.counter.choices.cards and not self._scene().attending:
            self._choose(acts.picked, self.board.counter.choices.cards[0].choice.id)

    def _on_escape(self) -> None:
        banner, looks = self.board.banner, self.board.looks
        if looks.has_focus or (looks.isVisible() and not banner.isVisible()):
            looks.shut()
        elif banner.isVisible():
            banner.hide()
            self._on_dismissed()
        else:
            self._pause()

    def _pause(self) -> None:
        if self._attempt is not None and not self._recorder.pending:
            self.sheet.open(timed=self._attempt.timed)

    def _choose(self, meant: Callable[[str, Scene], Act], what: str) -> None:
        scene = self._scene()
        if scene.visit is not None and scene.visit.talk.node != self._node:
            self._show(scene)  # the clock took this decision: the cards were those of another node
        else:
            self._record(meant(what, scene))

    def _on_unheard(self, sentence: str) -> None:
        """Let the time pass that it took to say what nobody understood, and ask again."""
        if self._attempt is not None:
            self._clock.set(self._clock.now + TRYING_TAKES, runs=self._attempt.timed)
            self.board.banner.say(f"{sentence}。", "warm")
            self.board.counter.pad.ask_again()
            self._show(self._scene())

    def _on_served(self, customer: str) -> None:
        self._record(Act(self._scene().shift.now, "attend", customer))

    def _do(self, meant: Callable[[Scene], Entry | None], _checked: bool = False) -> None:
        """Do what a key or a button means now, where it means anything."""
        entry = meant(self._scene()) if self._attempt is not None else None
        if entry is not None:
            self._record(entry)

    def _record(self, entry: Entry) -> None:
        if self._desk is not None and self._attempt is not None:
            self.board.foresight.forget()
            work = partial(self._desk.add, self._attempt, entry)
            self._recorder.run(work, partial(self._on_recorded, entry))

    def _on_recorded(self, entry: Entry, attempt: Attempt) -> None:
        before = self._attempt
        assert before is not None, "what was recorded was played"
        acted = entry if isinstance(entry, Act) else before.story.turns[-1].act
        self._attempt, self._selected = attempt, acted.customer
        self._clock.set(attempt.shift.now, runs=attempt.timed)
        self.board.banner.hide()
        scene = self._scene()
        self.board.show_feedback(entry, scene)
        self._show(scene)
        self.acted.emit()
        self._finish_if_over(scene)

    def _finish_if_over(self, scene: Scene) -> None:
        if scene.shift.over and self._desk is not None:
            self._ticks.stop()
            work = partial(self._desk.finish, scene.attempt, scene.shift.now)
            self._recorder.run(work, self._on_finished)

    def _on_finished(self, assessment: Assessment | None) -> None:
        """Show the marks; where the desk tells none, it was a part of an assessment, and nothing is said."""
        assert self._attempt is not None, "what was finished was played"
        self.sheet.hide()
        if assessment is None:
            self._leave()
            return
        played = self._attempt
        heard = played.heard if played.typed else None
        self.review.show_review(played.scenario, assessment, played.mode, played.seed, heard)
        self._pages.setCurrentWidget(self.review)
        self.review.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, sentence: str, again: bool) -> None:
        self._clock.set(self._clock.now, runs=False)
        self.board.say_failed(sentence, again=again)
        if not again:
            self._on_dismissed()
        self._settle_focus()

    def _on_retry(self) -> None:
        self.board.banner.hide()
        self._recorder.retry()

    def _on_dismissed(self) -> None:
        if self._attempt is not None and not self._recorder.pending:
            self._recorder.forget()
            self._clock.set(self._clock.now, runs=self._attempt.timed)
            self._settle_focus()

    def _leave(self) -> None:
        self._ticks.stop()
        self._recorder.forget()
        self._attempt = None
        self.closed.emit()
