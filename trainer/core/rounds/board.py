"""The scoreboard of a morning round: what was right, and the speed bonus as a number of its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trainer.core.rounds.setup import FULL_BONUS, right_letter
from trainer.core.rounds.state import Given, Round, Seat

NOTHING, WHOLE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person or a team stands: `right` of so many questions `asked`, of which `answered`.

    A team's mark for a question is the share of its members, of those who were there, who had it right.
    `id` is a seat or the name of a team. `speed` never counts as right: it only parts those who are equal.
    """

    id: str
    name: str
    team: str
    right: Fraction
    asked: int
    answered: int
    speed: int
    place: int

    @property
    def share(self) -> Fraction:
        """The share of what was asked that was right; 0 where nothing was."""
        return self.right / self.asked if self.asked else NOTHING


def standings(round: Round) -> tuple[Standing, ...]:
    """Return the scoreboard, of persons or of teams as the round compares them, the best first."""
    return of_teams(round) if round.setup.by == "teams" else of_persons(round)


def of_persons(round: Round) -> tuple[Standing, ...]:
    """Return how everybody stands, the best first; of equals, who came first."""
    mark = marker(round)
    return _placed(round, [_person(seat, round.counted, mark) for seat in round.players])


def of_teams(round: Round) -> tuple[Standing, ...]:
    """Return how the teams stand, the best first; a team without anybody stands at the end with nothing."""
    mark = marker(round)
    return _placed(round, [_team(round, team, mark) for team in round.setup.teams])


@dataclass(frozen=True, slots=True)
class Mark:
    """What one seat made of one question; it was not `asked` what came before it sat down."""

    asked: bool
    answered: bool = False
    right: bool = False
    speed: int = 0


Marker = Callable[[int, Seat], Mark]
"""Marks what a seat made of a question (by its place, from 0), whether it counts or not."""


def marker(round: Round) -> Marker:
    """Return what marks the answers of a round as it stands."""
    keys = [right_letter(question) for question in round.setup.questions]
    if round.setup.way == "hands":
        said = {
            (question, verdict.seat): verdict.right
            for question, row in round.stage.verdicts.items()
            for verdict in row
        }

        def judged(question: int, seat: Seat) -> Mark:
            right = said.get((question, seat.id))
            return Mark(seat.since <= question or right is not None, right is not None, bool(right))

        return judged

    def answered(question: int, seat: Seat) -> Mark:
        given = round.given.get(question, {}).get(seat.id)
        if given is None:
            return Mark(seat.since <= question)
        right = given.choice == keys[question]
        return Mark(True, True, right, _bonus(round, given) if right else 0)

    return answered


def was_there(round: Round, seat: Seat) -> bool:
    """Tell whether anything speaks for somebody's having been there.

    A phone does, and a guest was asked in by name. Of somebody of the hall whom the host seated an answer
    does; where hands are raised, to be seated does.
    """
    answered = any(seat.id in given for given in round.given.values())
    return seat.kind != "host" or seat.person is None or round.setup.way == "hands" or answered


def _bonus(round: Round, given: Given) -> int:
    """Return the speed bonus of a right answer: the share of the time that was left, at most all of it."""
    if not round.setup.bonus or given.left is None or round.setup.seconds is None:
        return 0
    return min(FULL_BONUS, FULL_BONUS * given.left // (round.setup.seconds * 1000))


def _person(seat: Seat, counted: Sequence[int], mark: Marker) -> Standing:
    marks = [mark(question, seat) for question in counted]
    return Standing(
        seat.id,
        seat.name,
        seat.team,
        Fraction(sum(each.right for each in marks)),
        sum(each.asked for each in marks),
        sum(each.answered for each in marks),
        sum(each.speed for each in marks),
        0,
    )


def _team(round: Round, team: str, mark: Marker) -> Standing:
    members = [seat for seat in round.players if seat.team == team and was_there(round, seat)]
    right, speed, asked, answered = NOTHING, NOTHING, 0, 0
    for question in round.counted:
        marks = [each for each in (mark(question, seat) for seat in members) if each.asked]
        if marks:
            asked += 1
            answered += any(each.answered for each in marks)
            right += _share(round, [each.right for each in marks])
            speed += Fraction(sum(each.speed for each in marks), len(marks))
    return Standing(team, team, team, right, asked, answered, int(speed), 0)


def _share(round: Round, rights: Sequence[bool]) -> Fraction:
    """Return a team's mark for a question: the share that is right, or whether its hand won it."""
    if round.setup.way == "hands":
        return WHOLE if any(rights) else NOTHING
    return Fraction(sum(rights), len(rights))


def _placed(round: Round, rows: Iterable[Standing]) -> tuple[Standing, ...]:
    """Sort by what was right, then by its share, then (where there is a bonus) by speed; equals share."""

    def worth(row: Standing) -> tuple[Fraction, Fraction, int]:
        return row.right, row.share, row.speed if round.setup.bonus else 0

    found: list[Standing] = []
    best: tuple[Fraction, Fraction, int] | None = None
    for number, row in enumerate(sorted(rows, key=worth, reverse=True), 1):
        place = found[-1].place if worth(row) == best else number
        best = worth(row)
        found.append(
            Standing(row.id, row.name, row.team, row.right, row.asked, row.answered, row.speed, place)
        )
    return tuple(found)
