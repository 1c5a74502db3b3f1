"""What the window does about assessments: a sitting, part after part, with the player and the pads."""

import importlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Qt

from trainer.core.errors import TrainerError
from trainer.core.quiz.question import Answer
from trainer.ui.errand import Errand
from trainer.ui.jobs import Jobs

if TYPE_CHECKING:
    from trainer.store.exams import SittingRow
    from trainer.training.attempts import Attempt
    from trainer.training.desk import Desk
    from trainer.training.exams.invigilating import Invigilated
    from trainer.training.exams.offers import Offer
    from trainer.training.exams.own import OwnMarks
    from trainer.training.exams.seats import Seat
    from trainer.training.exams.written import Written
    from trainer.training.prompts import Sources
    from trainer.ui.exam.screen import ExamScreen
    from trainer.ui.player.screen import PlayerScreen

T = TypeVar("T")
ROOMS, OWN = "trainer.training.exams.invigilating", "trainer.training.exams.own"
APPEALED = "申诉已经提出，主管答复以后，在这里能看到。"


class Examining(Errand):
    """Lists what a person is to sit, and lets them sit it in the whole window."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(jobs, parent)
        self._name = ""
        self._person = 0
        self._sitting: Invigilated | None = None
        self._written: Written | None = None
        self._is_up = False
        self._seat: Seat | None = None
        """The part that was opened last."""
        self._looked_at = ""
        """The sitting whose marks are shown."""

    def open(self, name: str) -> None:
        """Show what a person of this name is to sit; while they sit, show that."""
        if self._later is None or self._desk is None:
            return
        screen = self._screen()
        self._name = name
        if screen.is_sitting:
            self.brought.emit(screen)
            return
        if screen.shows_marks:
            screen.show_offers(name, [])  # the marks of whoever was here before
        self._bring(alone=False)
        rooms = importlib.import_module(ROOMS)
        work = partial(self._desk.with_hall, rooms.offers_of, name)
        self._jobs.submit(work, self._on_offers, self._on_refused)

    def _screen(self) -> "ExamScreen":
        assert self._later is not None  # only asked once there are screens
        return self._later.exam or self._build()

    def _build(self) -> "ExamScreen":
        assert self._later is not None
        screen = self._later.build_exam()
        screen.begun.connect(self._on_begun)
        screen.answered.connect(self._on_answered)
        screen.ran_out.connect(self._on_ran_out)
        screen.released.connect(self._on_released)
        screen.gone.connect(self._on_gone)
        screen.away.connect(self._on_away)
        screen.returned.connect(self._on_returned)
        screen.asked.connect(self._on_asked)
        screen.appealed.connect(self._on_appealed)
        cast("PlayerScreen", screen.player).closed.connect(self._on_player_closed)
        return screen

    def _bring(self, *, alone: bool) -> None:
        """Bring the screen to the front, in an assessment alone and over the whole of it."""
        screen = self._screen()
        screen.setProperty("alone", alone)
        self.brought.emit(screen)
        window = screen.window()
        if alone:
            window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        else:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)

    def _do(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._jobs.submit(work, done, self._on_refused)

    # The list

    def _on_offers(self, found: "tuple[int, list[Offer]]") -> None:
        self._person, offers = found
        self._screen().show_offers(self._name, offers)

    def _on_begun(self, assessment_id: str) -> None:
        if self._desk:
            self._do(partial(_begin, self._desk, assessment_id, self._person), self._on_seated)

    def _on_seated(self, sitting: "Invigilated") -> None:
        self._sitting, self._is_up = sitting, False
        self._bring(alone=True)
        self._next()

    # The parts

    def _next(self) -> None:
        if self._sitting:
            self._do(self._sitting.open_part, self._on_part)

    def _on_part(self, opened: "tuple[Seat, Attempt | Written | None]") -> None:
        seat, part = opened
        screen, self._seat = self._screen(), seat
        if part is None:
            self._is_up = self._is_up or seat.part is not None
            self._hand_in()
            return
        screen.show_seat(seat)
        if hasattr(part, "tasks"):
            self._show(cast("Written", part))
            return
        player = cast("PlayerScreen", screen.player)
        assert self._sitting is not None  # it opened the part
        player.set_desk(self._sitting)
        screen.show_player()
        player.open(part)

    def _show(self, written: "Written") -> None:
        self._written = written
        if written.task is None:
            self._next()
        else:
            self._screen().show_written(written)

    def _on_answered(self, answer: Answer) -> None:
        if self._sitting and self._written:
            self._screen().written.pad.hold(True)
            self._do(partial(self._sitting.answer, self._written, answer), self._show)

    def _on_player_closed(self) -> None:
        """The scenario is over, or the trainee wants to leave it."""
        if self._sitting:
            self._do(self._sitting.open_part, self._on_left_player)

    def _on_left_player(self, opened: "tuple[Seat, Attempt | Written | None]") -> None:
        """Go on with what is next; where it is the same part, it was left: that needs a supervisor."""
        before = self._seat
        self._on_part(opened)
        if opened[1] is not None and before and before.place == opened[0].place:
            self._screen().ask_leave()

    # The end

    def _on_ran_out(self) -> None:
        if self._sitting:
            self._do(self._sitting.run_out, self._on_run_out)

    def _on_run_out(self, goes_on: bool) -> None:
        """Go on to the next part, or hand in what is there."""
        if goes_on:
            self._next()
        else:
            self._is_up = True
            self._hand_in()

    def _hand_in(self) -> None:
        if self._sitting:
            sitting, self._sitting, self._written = self._sitting, None, None
            self._jobs.submit(sitting.hand_in, self._on_handed_in, self._on_not_handed_in)

    def _on_handed_in(self, row: "SittingRow") -> None:
        ends = importlib.import_module("trainer.ui.exam.screen")
        shows = self._seat is not None and self._seat.setting.shows_marks
        self._screen().show_end(ends.told_at_end(row.result if shows else None, is_up=self._is_up))

    def _on_not_handed_in(self, error: TrainerError) -> None:
        self._screen().show_end(f"{error}\n回到列表，点“接着考”再交一次。")

    def _on_released(self, who: str, password: str) -> None:
        if self._sitting:
            self._screen().leave.wait()
            work = partial(self._sitting.let_go, who, password)
            self._jobs.submit(work, self._on_let_go, self._on_not_let_go)

    def _on_let_go(self, _done: object) -> None:
        self._screen().leave.welcome()
        self._screen().leave.set_who("")
        self._sitting = self._written = None
        self._on_returned()

    def _on_not_let_go(self, error: TrainerError) -> None:
        self._screen().leave.refuse(str(error), getattr(error, "seconds", 0))

    def _on_returned(self) -> None:
        self._screen().show_offers(self._name, [])
        self.open(self._name)
        self.ended.emit()

    def _on_gone(self, seconds: float) -> None:
        if self._sitting:
            self._do(partial(self._sitting.note_left, seconds), _nothing)

    def _on_away(self, seconds: float) -> None:
        if self._sitting:
            self._do(partial(self._sitting.note_away, seconds), _nothing)

    # Own marks

    def _on_asked(self, sitting_id: str) -> None:
        if self._desk:
            self._looked_at = sitting_id
            self._do(partial(_own, self._desk, "own_marks", sitting_id), self._on_marks)

    def _on_marks(self, marks: "OwnMarks") -> None:
        self._screen().show_marks(marks)

    def _on_appealed(self, reason: str) -> None:
        if self._desk:
            work = partial(_own, self._desk, "appeal", self._looked_at, reason)
            self._jobs.submit(work, self._on_appeal_taken, self._on_appeal_refused)

    def _on_appeal_taken(self, marks: "OwnMarks") -> None:
        self._screen().show_marks(marks)
        self._screen().banner.say(APPEALED, "good")

    def _on_appeal_refused(self, error: TrainerError) -> None:
        self._screen().marks.appeals.refuse(str(error))

    def _on_refused(self, error: TrainerError) -> None:
        screen = self._screen()
        screen.say(str(error))
        if self._written and self._sitting:
            screen.written.pad.hold(False)


def _begin(desk: "Desk", assessment_id: str, person_id: int) -> "Invigilated":
    rooms = importlib.import_module(ROOMS)
    seats = importlib.import_module("trainer.training.exams.seats")
    seat = desk.with_hall(seats.begin, assessment_id, person_id)
    return cast("Invigilated", rooms.Invigilated(desk, seat.row.id))


def _own(desk: "Desk", what: str, *about: str) -> "OwnMarks":
    """Open the own marks, or appeal against them; the questions are loaded where keys are told."""
    use_case: Callable[..., OwnMarks] = getattr(importlib.import_module(OWN), what)
    return desk.with_hall(use_case, *about, partial(_sources, desk))


def _sources(desk: "Desk") -> "Sources":
    return desk.practice().sources


def _nothing(_done: object) -> None:
    pass
