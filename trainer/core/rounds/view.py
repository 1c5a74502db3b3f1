"""What one phone is shown of a morning round: plain JSON, and never the key before it is revealed.

Nothing of anybody else is in it: no names, no answers, no scores but the own, and durations in the place
of instants, so that the clocks of phones do not matter.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from trainer.core.quiz.question import Question
from trainer.core.round import advance
from trainer.core.rounds.board import Standing, marker, standings
from trainer.core.rounds.setup import LETTERS, right_letter
from trainer.core.rounds.state import Phase, Round, Seat

View = dict[str, Any]
Board = Mapping[str, Standing]

_WITH_QUESTION: Final[tuple[Phase, ...]] = ("question", "closed", "reveal")


def phone_view(round: Round, seat: str, now: int) -> View:
    """Return what a phone shows at an instant (ms); a stranger's has nothing but the phase "gone".

    `phase` and `title`; `me` (name, team, score); in a question, after its close and at its reveal
    `question` (number, of, stem, choices as id/letter/text, mine, open, changeable, counts), `left` (ms;
    null: no timer) and `paused`; with raised hands `hand` (up, place, turn); from the reveal on
    `result` (right: the id, mine: whether it was right, null if not answered, why, sources).
    """
    later, _ = advance(round, now)
    return _view(later, later.seat(seat), now, _board(later))


def phone_views(round: Round, now: int) -> dict[str, View]:
    """Return what every phone shows, by seat: the scoreboard is made once for all of them."""
    later, _ = advance(round, now)
    board = _board(later)
    return {seat.id: _view(later, seat, now, board) for seat in later.players}


def _board(round: Round) -> Board:
    return {row.id: row for row in standings(round)}


def _view(round: Round, seat: Seat | None, now: int, board: Board) -> View:
    if seat is None:
        return {"phase": "gone", "title": round.setup.title}
    made: View = {"phase": round.phase, "title": round.setup.title, "me": _me(round, seat, board)}
    question = round.question
    if question is None or round.phase not in _WITH_QUESTION:
        return made
    made["question"] = _question(round, question, seat)
    made["left"] = round.left(now)
    made["paused"] = round.stage.paused
    if round.setup.way == "hands":
        made["hand"] = _hand(round, seat)
    if round.phase == "reveal":
        made["result"] = _result(round, question, seat)
    return made


def _me(round: Round, seat: Seat, board: Board) -> View:
    row = board.get(seat.team if round.setup.by == "teams" else seat.id)
    me: View = {"name": seat.name, "team": seat.team}
    if row is not None and row.asked:
        me["score"] = {
            "right": _number(row.right),
            "asked": row.asked,
            "place": row.place,
            "of": len(board),
            **({"speed": row.speed} if round.setup.bonus else {}),
        }
    return me


def _number(value: Fraction) -> int | float:
    """Write a score as it is read: a team's shares with one decimal."""
    return int(value) if value.denominator == 1 else float(f"{float(value):.1f}")


def _question(round: Round, question: Question, seat: Seat) -> View:
    given = round.answers.get(seat.id)
    return {
        "number": round.index + 1,
        "of": len(round.setup.questions),
        "stem": question.stem,
        "choices": [
            {"id": letter, "letter": letter.upper(), "text": choice.text}
            for letter, choice in zip(LETTERS, question.choices, strict=False)
        ],
        "mine": given.choice if given else None,
        "open": round.phase == "question" and not round.stage.paused and round.index not in round.shown,
        "changeable": round.setup.changeable,
        "way": round.setup.way,
    }


def _hand(round: Round, seat: Seat) -> View:
    row = [hand.seat for hand in round.hands.get(round.index, ()) if round.seat(hand.seat)]
    turn = round.turn
    return {
        "up": seat.id in row,
        "place": row.index(seat.id) + 1 if seat.id in row else None,
        "turn": turn is not None and turn.seat == seat.id,
    }


def _result(round: Round, question: Question, seat: Seat) -> View:
    mark = marker(round)(round.index, seat)
    return {
        "right": right_letter(question),
        "mine": mark.right if mark.answered else None,
        "why": list(question.explanation),
        "sources": [source.quote for source in question.sources],
    }
