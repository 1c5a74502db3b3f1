"""What a morning round comes to in one minute: who was there, the scores, and the three weakest rules."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from trainer.core.quiz.question import Question
from trainer.core.rounds.board import Standing, marker, of_persons, of_teams, was_there
from trainer.core.rounds.setup import choice_at
from trainer.core.rounds.state import Round, Seat

WEAKEST = 3


@dataclass(frozen=True, slots=True)
class QuestionShare:
    """How a question went: of those `asked` so many `answered`, so many `right`.

    `mistakes` are the named mistakes that were made (by id, the most frequent first) and how often.
    One that was skipped, or never revealed, does not count.
    """

    number: int
    id: str
    rule: str
    stem: str
    key: str
    counts: bool
    asked: int
    answered: int
    right: int
    mistakes: tuple[tuple[str, int], ...] = ()

    @property
    def share(self) -> Fraction | None:
        """The share of the answers that was right; None where nobody answered."""
        return Fraction(self.right, self.answered) if self.answered else None


@dataclass(frozen=True, slots=True)
class RuleShare:
    """How a rule went over all its questions that count."""

    rule: str
    answered: int
    right: int

    @property
    def share(self) -> Fraction:
        """The share of the answers that was right."""
        return Fraction(self.right, self.answered)


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who was there; a guest has no `person` in the records."""

    name: str
    team: str
    person: int | None


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """A round as it is told, stored, exported and printed.

    `weakest` are the rules that most answers to were wrong, the worst first; `words` says rules and
    mistakes in Chinese, by id. `absent` are those of the hall (or of the teams of the round) who were
    not there. In a round that a supervisor made part of an assessment the answers are `graded`.
    """

    id: str
    title: str
    hall: str
    host: str
    begun: datetime
    finished: datetime
    graded: bool
    by_teams: bool
    with_bonus: bool
    weakest: tuple[RuleShare, ...]
    questions: tuple[QuestionShare, ...]
    persons: tuple[Standing, ...]
    teams: tuple[Standing, ...]
    present: tuple[Attendee, ...]
    absent: tuple[Attendee, ...]
    words: tuple[tuple[str, str], ...]

    def word(self, id: str) -> str:
        """Say a rule or a mistake in Chinese."""
        return dict(self.words).get(id, id)


def shares(round: Round) -> tuple[QuestionShare, ...]:
    """Return how the questions went that came on the stage, in their order."""
    last = max(round.index, *round.stage.revealed, -1)
    return tuple(_share(round, place, round.setup.questions[place]) for place in range(last + 1))


def weakest(questions: Iterable[QuestionShare], n: int = WEAKEST) -> tuple[RuleShare, ...]:
    """Return the `n` rules that most answers to were wrong; one without a wrong answer is not weak."""
    answered, right = Counter[str](), Counter[str]()
    for each in questions:
        if each.counts:
            answered[each.rule] += each.answered
            right[each.rule] += each.right
    found = [RuleShare(rule, times, right[rule]) for rule, times in answered.items() if right[rule] < times]
    return tuple(sorted(found, key=lambda rule: (rule.share, -rule.answered, rule.rule))[:n])


def present(round: Round) -> tuple[Seat, ...]:
    """Return the seats of the people who were there; the device of a team is nobody."""
    return tuple(seat for seat in round.players if seat.kind != "device" and was_there(round, seat))


def boards(round: Round) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """Return how persons and teams stand at the end."""
    people = {seat.id for seat in present(round)}
    return tuple(row for row in of_persons(round) if row.id in people), of_teams(round)


def chosen(round: Round, question: int, seat: Seat) -> tuple[bool, str] | None:
    """Return whether a seat's answer was right, and its letter ("" where unknown); None: no answer."""
    if round.setup.way == "hands":
        row = round.stage.verdicts.get(question, ())
        return next(((each.right, each.choice) for each in row if each.seat == seat.id), None)
    given = round.given.get(question, {}).get(seat.id)
    if given is None:
        return None
    choice = choice_at(round.setup.questions[question], given.choice)
    return choice is not None and choice.right, given.choice


def slip(question: Question, letter: str) -> str:
    """Return the named mistake of a choice; "" for the right one, and where it is not known."""
    choice = choice_at(question, letter)
    return choice.mistake if choice else ""


def _share(round: Round, place: int, question: Question) -> QuestionShare:
    mark = marker(round)
    marks = [mark(place, seat) for seat in round.players]
    said = [found for seat in round.players if (found := chosen(round, place, seat))]
    slips = Counter(slip(question, letter) for right, letter in said if not right)
    slips.pop("", None)
    return QuestionShare(
        place + 1,
        question.id,
        question.rule,
        question.stem,
        next(choice.text for choice in question.choices if choice.right),
        place in round.counted,
        sum(each.asked for each in marks),
        len(said),
        sum(right for right, _ in said),
        tuple(sorted(slips.items(), key=lambda each: (-each[1], each[0]))),
    )
