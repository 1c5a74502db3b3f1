"""The desk before somebody who sits an assessment: every act asks first whether there is time."""

from typing import TYPE_CHECKING

from trainer.core.events import Entry
from trainer.core.lookup import Extract
from trainer.core.quiz.question import Answer
from trainer.core.rights import Pass
from trainer.store.exams import SittingRow
from trainer.training.attempts import Attempt
from trainer.training.exams import seats, written
from trainer.training.exams.offers import Offer, offers
from trainer.training.exams.seats import Seat
from trainer.training.exams.written import Written
from trainer.training.hall import Hall, people
from trainer.training.prompts import Prompts
from trainer.training.signin import Door

if TYPE_CHECKING:
    from trainer.training.desk import Desk


class Invigilated:
    """One sitting at a desk; use it in the worker. It stands in for the desk before the player."""

    def __init__(self, desk: "Desk", sitting_id: str) -> None:
        self._desk, self._sitting = desk, sitting_id

    def add(self, attempt: Attempt, entry: Entry) -> Attempt:
        """Record an act while there is time; raise TimeIsUp."""
        self._desk.with_hall(seats.require_time, self._sitting)
        return self._desk.add(attempt, entry)

    def finish(self, attempt: Attempt, now: int) -> None:
        """End the scenario; its marks are told by nobody here."""
        self._desk.with_hall(seats.end_part, self.seat(), attempt, now)

    def lookups(self, edition: str) -> tuple[Extract, ...]:
        """List what can be looked up."""
        return self._desk.lookups(edition)

    def seat(self) -> Seat:
        """Tell how the sitting stands now."""
        return self._desk.with_hall(seats.seat_of, self._sitting)

    def open_part(self) -> tuple[Seat, Attempt | Written | None]:
        """Begin or take up the part that is next; None where all are done, or the time of the whole is over.

        A part whose own time is over is passed over as it stands.
        """
        seat = self.seat()
        while seat.part is not None and seat.part_is_up:
            seat = self._desk.with_hall(seats.pass_over, seat)
        if seat.part is None or (seat.ends is not None and seat.ends <= seat.now):
            return seat, None
        part = self._desk.with_hall(seats.open_part, seat)
        return self.seat(), part

    def run_out(self) -> bool:
        """End the part whose time is over, and tell whether there is time for others."""
        seat = self.seat()
        if seat.part_ends_first:
            self._desk.with_hall(seats.pass_over, seat)
        return seat.part_ends_first

    def answer(self, asked: Written, given: Answer) -> Written:
        """Answer what is asked; the last answer of a part ends it. Raise TimeIsUp."""
        self._desk.with_hall(seats.require_time, self._sitting)
        prompts = self._desk.practice().sources.prompts
        done = self._desk.with_hall(_answer, asked, given, prompts)
        if done.task is None:
            self._desk.with_hall(seats.end_part, self.seat(), done)
        return done

    def note_away(self, seconds: float) -> None:
        """Note that the window was left for so long."""
        self._desk.with_hall(seats.note_focus, self._sitting, seconds)

    def note_left(self, seconds: float) -> None:
        """Note that the window was left so long ago, and is not back yet."""
        self._desk.with_hall(seats.note_left, self._sitting, seconds)

    def hand_in(self) -> SittingRow:
        """End the sitting as it stands."""
        return self._desk.with_hall(seats.hand_in, self._sitting)

    def let_go(self, who: str, password: str) -> None:
        """Let the trainee leave, by a supervisor who signs in for that alone; raise a TrainerError."""
        self._desk.with_hall(_let_go, self._sitting, who, password)


def offers_of(hall: Hall, by: Pass, name: str) -> tuple[int, list[Offer]]:
    """Return the id of a person by name and the assessments that are theirs; raise NotAllowed."""
    person = next((each for each in people(hall) if each.name == name), None)
    return (person.id, offers(hall, by, person.id)) if person else (0, [])


def _answer(hall: Hall, _by: Pass, asked: Written, given: Answer, prompts: Prompts) -> Written:
    return written.answer(hall, asked, given, prompts)


def _let_go(hall: Hall, _by: Pass, sitting_id: str, who: str, password: str) -> None:
    seats.release(hall, Door(hall.store).sign_in(who, password), sitting_id, "考场准许离场")
