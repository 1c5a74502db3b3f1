"""What can be done in a morning round, by players and by the host, and the events that follow."""

from dataclasses import dataclass
from typing import Literal

from trainer.core.asks import Choose, Leave, Raise, Rejoin

SeatKind = Literal["phone", "device", "host"]
"""An own phone, the one device of a team, or a name that the host taps."""

Step = Literal["next", "close", "reveal", "board", "pause", "resume", "skip", "back", "end"]
"""What the host does with one key.

next: open the first or the following question; after the last one the summary.
close: no more answers. reveal: show the right one, and why. board: show the scores.
pause, resume: the clock stands, nobody answers. skip: the question counts for nobody.
back: take the last of the host's acts back; answers and seats stay. end: straight to the summary.
"""


@dataclass(frozen=True, slots=True)
class Sit:
    """Somebody takes a seat; the next free seat id is given. A guest has no `person` in the records.

    The name of a seat is unique in the round; a seat that was freed is taken over with its score, and one
    that the host gave by the phone of its name, as long as nothing was answered on it.
    """

    name: str
    team: str = ""
    kind: SeatKind = "phone"
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Steer:
    """The host goes on, or stops, by one `Step`."""

    step: Step


@dataclass(frozen=True, slots=True)
class Extend:
    """The host gives more time (ms); a question that is closed and not yet revealed opens again."""

    ms: int


@dataclass(frozen=True, slots=True)
class Judge:
    """The host judges what the first hand in the row answered; `choice` is its letter, if it is known.

    With the letter the key decides, and `right` is not looked at. A wrong answer is the next hand's turn.
    """

    right: bool
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Free:
    """The host lets a seat be taken over by whoever joins under its name: a phone that lost its token."""

    seat: str


@dataclass(frozen=True, slots=True)
class Remove:
    """The host takes somebody off the round; what they answered counts no more."""

    seat: str


PlayerDeed = Sit | Rejoin | Leave | Choose | Raise
HostDeed = Steer | Extend | Judge | Free | Remove
Deed = PlayerDeed | HostDeed


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the log: when (ms on the round's clock, by the host's machine), and what was done."""

    at: int
    does: Deed


EventKind = Literal[
    "seated",
    "left",
    "returned",
    "freed",
    "removed",
    "answered",
    "changed",
    "hand",
    "judged",
    "opened",
    "closed",
    "timed-out",
    "revealed",
    "board",
    "paused",
    "resumed",
    "skipped",
    "extended",
    "taken-back",
    "ended",
]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: when (ms), to whose `seat` ("": nobody's), at which question (-1: none)."""

    at: int
    kind: EventKind
    seat: str = ""
    question: int = -1
