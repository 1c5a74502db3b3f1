"""Where a morning round stands: plain frozen data, to be compared, stored and replayed freely.

What the host's acts change is the `Stage`, and taking one back puts the whole stage back as it stood.
What players did (seats, answers, hands) is never taken back: an answer that was acknowledged stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from trainer.core.errors import TrainerError
from trainer.core.quiz.question import Question
from trainer.core.rounds.acts import SeatKind
from trainer.core.rounds.setup import Setup

Phase = Literal["lobby", "question", "closed", "reveal", "board", "summary"]


class RoundRefused(TrainerError):
    """The act cannot be done now; nothing has changed."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's place in the round: `since` is the first question (from 0) that counts for them.

    `here` tells whether they are still connected; a `free` seat is taken over by its name.
    """

    id: str
    name: str
    team: str
    kind: SeatKind
    person: int | None
    since: int
    here: bool = True
    free: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: its letter, when it arrived (ms), and how much time was left then (None: no timer)."""

    choice: str
    at: int
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Hand:
    """A hand that went up, and when (ms)."""

    seat: str
    at: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the host made of a hand's answer; the letter is "" where only right or wrong was told."""

    seat: str
    right: bool
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands on the stage, as the host has steered it.

    `index` is the question, from 0 (-1 before the first). While a question is open and its clock runs
    `deadline` says when it closes; while it is paused `left` keeps the rest. `ended` is when it was
    closed: what arrived before counts. Questions `revealed` and not `skipped` count.
    """

    phase: Phase = "lobby"
    index: int = -1
    deadline: int | None = None
    left: int | None = None
    paused: bool = False
    ended: int | None = None
    revealed: frozenset[int] = frozenset()
    skipped: frozenset[int] = frozenset()
    removed: frozenset[str] = frozenset()
    verdicts: Mapping[int, tuple[Verdict, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Round:
    """A round as it stands; `now` is the latest instant (ms) anything happened at.

    `given` holds the answers by question and seat, `hands` the raised hands by question in their order.
    `shown` are the questions whose key was ever shown: they take no more answers, whatever is taken back.
    `past` are the stages that the host can go back to.
    """

    setup: Setup
    now: int = 0
    stage: Stage = Stage()
    seats: tuple[Seat, ...] = ()
    given: Mapping[int, Mapping[str, Given]] = field(default_factory=dict)
    hands: Mapping[int, tuple[Hand, ...]] = field(default_factory=dict)
    shown: frozenset[int] = frozenset()
    past: tuple[Stage, ...] = ()

    @property
    def phase(self) -> Phase:
        """What is on the stage."""
        return self.stage.phase

    @property
    def index(self) -> int:
        """The question on the stage, from 0; -1 before the first."""
        return self.stage.index

    @property
    def question(self) -> Question | None:
        """The question on the stage."""
        return self.setup.questions[self.index] if self.index >= 0 else None

    @property
    def players(self) -> tuple[Seat, ...]:
        """Everybody in the round, gone for a moment or not; those the host removed are not among them."""
        return tuple(seat for seat in self.seats if seat.id not in self.stage.removed)

    @property
    def counted(self) -> tuple[int, ...]:
        """The questions that count so far: revealed, and not skipped."""
        return tuple(sorted(self.stage.revealed - self.stage.skipped))

    @property
    def is_last(self) -> bool:
        """Tell whether no question comes after the one on the stage."""
        return self.index == len(self.setup.questions) - 1

    @property
    def turn(self) -> Hand | None:
        """The first hand that has not been judged, on the question on the stage."""
        judged = {verdict.seat for verdict in self.stage.verdicts.get(self.index, ())}
        row = self.hands.get(self.index, ())
        waiting = (hand for hand in row if hand.seat not in judged | self.stage.removed)
        return next(waiting, None)

    @property
    def answers(self) -> Mapping[str, Given]:
        """The answers to the question on the stage, by seat."""
        return self.given.get(self.index, {})

    @property
    def answered(self) -> tuple[int, int]:
        """How many players have answered the question on the stage, and how many could: those here now."""
        could = [each for each in self.players if each.id in self.answers or self._can_answer(each)]
        return sum(each.id in self.answers for each in could), len(could)

    def seat(self, id: str) -> Seat | None:
        """Return a player's seat by its id; None for a stranger, and for somebody who was removed."""
        place = int(id[1:]) - 1 if id[1:].isascii() and id[1:].isdigit() and len(id) < 8 else -1
        if not 0 <= place < len(self.seats) or self.seats[place].id != id:
            return None
        return None if id in self.stage.removed else self.seats[place]

    def left(self, now: int) -> int | None:
        """Tell how much time (ms) is left for the question at an instant; None where no clock counts."""
        if self.stage.phase != "question":
            return None
        if self.stage.paused or self.stage.deadline is None:
            return self.stage.left
        return max(0, self.stage.deadline - now)

    def _can_answer(self, seat: Seat) -> bool:
        return seat.here and seat.since <= self.index
