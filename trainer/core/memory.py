"""What a person keeps of each rule: the trace of it, the reviews that made it, and what it honestly says.

A rule is a plain string (a key moment, a phrase, a step, a plan): memory is kept for it, not for the
many questions that ask for it. When a rule is due next is computed by the storey above; nothing here
reads a clock, and nothing here ever enters a supervisor's marks.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Literal

HARD_FROM, GOOD_FROM, EASY_FROM = 0.60, 0.75, 0.92
"""The scores from which an answer is more than wrong, more than hard, more than good."""

LEECH_FROM = 4
"""So many times forgotten, a rule wants reading up, not one more question."""

ENOUGH_REVIEWS = 3
"""Of fewer reviews no mastery is told."""

SETTLED = timedelta(days=1)
"""What was answered just now is known just now: mastery is what is left of it a day later or more."""

REST_DAYS = 2
"""So many days of rest in a row (a weekend, two days off) do not end a streak; nor do they lengthen it."""

DECAY = -0.1542
"""The exponent of the forgetting curve of FSRS-6 (its weight 20, negated)."""

_FACTOR = 0.9 ** (1 / DECAY) - 1
_DAY = timedelta(days=1)


class Grade(IntEnum):
    """How well a rule was remembered."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(IntEnum):
    """Where the memory of a rule stands: new, known, or known once and forgotten."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


Source = Literal["quiz", "scenario", "recall", "round"]
"""Where a review comes from."""


@dataclass(frozen=True, slots=True)
class Review:
    """One time a rule was asked for: when, and the share of what could be earned (0 to 1).

    `reference` is the id of the question or the attempt, `mistake` the id of the named mistake that
    was made ("" for none). What was answered in an assessment is `graded`.
    """

    at: datetime
    rule: str
    score: float
    source: Source
    reference: str = ""
    mistake: str = ""
    graded: bool = False

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"an instant needs its time zone: {self.at}")
        if not 0 <= self.score <= 1:
            raise ValueError(f"a score is from 0 to 1: {self.score}")
        if not self.rule:
            raise ValueError("a review is of a rule")

    @property
    def grade(self) -> Grade:
        """How well the rule was remembered."""
        return grade_of(self.score)

    @property
    def is_wrong(self) -> bool:
        """Tell whether the answer belongs into the book of wrong answers: a mistake, or less than good."""
        return bool(self.mistake) or self.score < GOOD_FROM


@dataclass(frozen=True, slots=True)
class Trace:
    """What a person keeps of a rule; `stability` in days, `difficulty` from 1 to 10.

    `reviews` and `lapses` count how often it was asked for, and how often it was found forgotten.
    """

    rule: str
    due: datetime
    stability: float
    difficulty: float
    state: State
    step: int | None
    last_review: datetime
    reviews: int
    lapses: int

    @property
    def is_leech(self) -> bool:
        """Tell whether the rule slips away again and again."""
        return self.lapses >= LEECH_FROM


Schedule = Callable[[Trace | None, Review], Trace]
"""Makes the next trace of a rule from the one before (None: never asked for) and a review."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of an answer, with all it takes to draw it again, and what was chosen.

    `inputs` are the canonical inputs as JSON; `seed` fits into 64 bits with a sign.
    """

    template: str
    edition: str
    inputs: str
    seed: int
    chosen: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """An entry in the book of wrong answers (错题本).

    `mastered` is when the same question was answered right for the second time since; `archived` when
    the entry was put away. Both are None before.
    """

    id: int
    person: str
    question: str
    rule: str
    mistake: str
    asked: Asked
    at: datetime
    mastered: datetime | None = None
    archived: datetime | None = None


@dataclass(frozen=True, slots=True)
class MistakeFilter:
    """Which wrong answers to list; None means any. What was put away is not listed unless asked for."""

    person_id: int | None = None
    rule: str | None = None
    mistake: str | None = None
    mastered: bool | None = None
    archived: bool | None = False


ANY_MISTAKE = MistakeFilter()


@dataclass(frozen=True, slots=True)
class Mastery:
    """How well a rule is known: the chance (0 to 1) that it is remembered, and after how many reviews."""

    rule: str
    chance: float
    reviews: int
    due: datetime
    is_leech: bool

    @property
    def percent(self) -> int | None:
        """The chance in whole per cent, rounded down; None where too few reviews tell nothing yet."""
        return int(self.chance * 100) if self.reviews >= ENOUGH_REVIEWS else None


@dataclass(frozen=True, slots=True)
class Retention:
    """How many of the reviews that were due were remembered: measured, not promised."""

    remembered: int
    asked: int

    @property
    def share(self) -> float | None:
        """The share remembered; None where nothing has been due yet."""
        return self.remembered / self.asked if self.asked else None


def grade_of(score: float) -> Grade:
    """Return the grade of a score from 0 to 1; the bounds belong to the better grade."""
    if score < HARD_FROM:
        return Grade.AGAIN
    if score < GOOD_FROM:
        return Grade.HARD
    return Grade.GOOD if score < EASY_FROM else Grade.EASY


def is_lapse(before: Trace | None, review: Review) -> bool:
    """Tell whether a rule was found forgotten: wrong though it was known, or wrong again a day later.

    A rule that was never learnt before, or missed twice within a day, has not lapsed.
    """
    if before is None or review.grade is not Grade.AGAIN:
        return False
    return before.state is State.REVIEW or review.at - before.last_review >= _DAY


def retrievability(trace: Trace, at: datetime) -> float:
    """Return the chance (0 to 1) that a rule is remembered at an instant, by the curve of FSRS-6.

    The library counts whole days; here the hours count too.
    """
    elapsed = max(at - trace.last_review, timedelta()) / _DAY
    return float((1 + _FACTOR * elapsed / trace.stability) ** DECAY)


def mastery_of(trace: Trace, at: datetime) -> Mastery:
    """Tell how well a rule is known at an instant; never better than a day after its last review."""
    chance = retrievability(trace, max(at, trace.last_review + SETTLED))
    return Mastery(trace.rule, chance, trace.reviews, trace.due, trace.is_leech)


def weakest(known: Iterable[Mastery], n: int) -> list[Mastery]:
    """Return the `n` rules that are remembered worst, of those ever asked for."""
    return sorted(known, key=lambda each: (each.chance, each.rule))[:n]


def due_by(traces: Iterable[Trace], end: datetime) -> list[Trace]:
    """Return what is due before `end`, what is most at risk then first."""
    found = [trace for trace in traces if trace.due < end]
    return sorted(found, key=lambda trace: (retrievability(trace, end), trace.rule))


def streak(days: Iterable[date], today: date) -> int:
    """Count the days of practice, back from today, that no longer rest than `REST_DAYS` lies between.

    `days` are local days, the latest first, any number of times each; they are read no further than
    needed. Not having practised yet today costs nothing; days still to come (a wrong clock) do not count.
    """
    count, last = 0, today
    for day in days:
        if day > today or (count and day == last):
            continue
        if (last - day).days > REST_DAYS + 1:
            break
        count, last = count + 1, day
    return count
