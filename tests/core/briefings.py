"""Small morning rounds to be tested: three questions whose right answer is A, and what is done in them."""

from dataclasses import replace
from typing import Any

from tests.core.quiz.asking import ONE
from trainer.core.asks import Choose
from trainer.core.round import act, begin
from trainer.core.rounds.acts import Act, Deed, SeatKind, Sit, Steer, Step
from trainer.core.rounds.setup import Setup
from trainer.core.rounds.state import Round

QUESTIONS = tuple(replace(ONE, id=f"q{n}", rule=f"R{n}", stem=f"第{n}题？") for n in range(1, 4))
"""Their choices are a (right), b and c (wrong, with named mistakes)."""


def setup(**said: Any) -> Setup:
    """Return a plan; whatever is not said is as usual: ten seconds for each of three questions."""
    usual: dict[str, Any] = {"title": "早会", "questions": QUESTIONS, "seconds": 10}
    return Setup(**{**usual, **said})


def sit(name: str, team: str = "", kind: SeatKind = "phone", person: int | None = None) -> Sit:
    """Return somebody's taking a seat."""
    return Sit(name, team, kind, person)


def steps(*names: Step) -> tuple[Steer, ...]:
    """Return the host's steps by their names."""
    return tuple(Steer(name) for name in names)


def choose(seat: int, question: int, choice: str) -> Choose:
    """Return an answer of the seat of this number."""
    return Choose(f"s{seat}", question, choice)


def played(round: Round, *deeds: Deed, at: int = 0, every: int = 0) -> Round:
    """Do things one after another, the first at an instant and each so many ms later."""
    for place, deed in enumerate(deeds):
        round, _ = act(round, Act(at + place * every, deed))
    return round


def opened(*names: str, **said: Any) -> Round:
    """Return a round at its first question, opened at 0 ms, with these people in it."""
    return played(begin(setup(**said)), *(sit(name) for name in names), Steer("next"))
