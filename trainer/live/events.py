"""What the host tells the window of: phones that come and go. It is told in the host's own thread."""

from dataclasses import dataclass
from typing import Literal

Why = Literal["left", "slow", "flood", "moved", "gone", "over"]
"""Why a phone is no longer connected: it went (or fell silent), it did not read what it was sent, it said
too much or nonsense, its seat is open on another phone, the host took it off the
round, the round is over."""


@dataclass(frozen=True, slots=True)
class Connected:
    """A phone is on its seat; `phones` are connected now."""

    seat: str
    phones: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A phone is gone; `phones` are connected now."""

    seat: str
    why: Why
    phones: int


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """Somebody was not let in: from where, and the sentence they were told."""

    address: str
    why: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A fault of the program, to be reported as any other: phones were told to try again."""

    error: Exception


HostEvent = Connected | Dropped | TurnedAway | Failed
