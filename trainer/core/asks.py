"""What a phone may ask of a morning round, and what it is told: the words between `live` and the round.

A seat is known by its id, a short text that is no secret: whoever speaks for a phone knows it by its
token. A choice is named by the letter at which it stands on the stage ("a" to "d"), never by its id in
the bank, which would give the key away.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Join:
    """Somebody wants a seat, by name or by staff number; without either it is the device of the `team`."""

    name: str = ""
    number: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Rejoin:
    """A phone that lost its connection is back on its seat."""

    seat: str


@dataclass(frozen=True, slots=True)
class Choose:
    """An answer: the question by its place in the round, from 0, and the letter of the choice."""

    seat: str
    question: int
    choice: str


@dataclass(frozen=True, slots=True)
class Raise:
    """A hand goes up for the question that is open."""

    seat: str


@dataclass(frozen=True, slots=True)
class Leave:
    """A phone is gone; its score is kept."""

    seat: str


Ask = Join | Rejoin | Choose | Raise | Leave
"""What a phone may ask; `Choose` and `Raise` are refused once the question is closed."""


@dataclass(frozen=True, slots=True)
class Seated:
    """The seat is theirs, under this name (as the hall writes it) and in this team ("": none)."""

    seat: str
    name: str
    team: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was asked is done and on the disk; `question` is the one on the stage, from 0 (-1: none yet)."""

    question: int


@dataclass(frozen=True, slots=True)
class Refused:
    """It cannot be done: a Chinese sentence that says why, and what to do."""

    reason: str


Reply = Seated | Taken | Refused
"""What a phone is told; each `Ask` has one."""
