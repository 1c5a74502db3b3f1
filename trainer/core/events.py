"""What can happen in a shift: the trainee's acts, and the events that follow from them and from time."""

from dataclasses import dataclass
from typing import Literal

ActKind = Literal["attend", "nod", "ask_wait", "choose", "hint"]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing the trainee did: when (ms on the shift's clock), to whom, and which option.

    Where a phrase was typed from memory (or spoken), `typed` is what was said, `share` how many hundredths
    of the option's marks it keeps, and `breaks` the id of the forbidden words in it. What was typed and
    not yet recognised has no option.
    """

    at: int
    kind: ActKind
    customer: str
    option: str = ""
    typed: str = ""
    share: int = 100
    breaks: str = ""


@dataclass(frozen=True, slots=True)
class Undo:
    """The trainee took the last act back (not in an assessment); both stay in the log."""


Entry = Act | Undo
"""What a log is made of."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a customer at an instant."""

    at: int
    customer: str


@dataclass(frozen=True, slots=True)
class Arrived(Event):
    """The customer came in."""


@dataclass(frozen=True, slots=True)
class Attended(Event):
    """The trainee turned to the customer."""


@dataclass(frozen=True, slots=True)
class Nodded(Event):
    """The trainee smiled and nodded to the customer."""


@dataclass(frozen=True, slots=True)
class AskedToWait(Event):
    """The trainee asked the customer to wait a moment."""


@dataclass(frozen=True, slots=True)
class Spoke(Event):
    """The customer said the line of a node."""

    node: str


@dataclass(frozen=True, slots=True)
class Hinted(Event):
    """The trainee looked at the hint of a node."""

    node: str


@dataclass(frozen=True, slots=True)
class Chose(Event):
    """The trainee chose an option at a node; `typed` are their own words where they said it from memory."""

    node: str
    option: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class RanOut(Event):
    """Nothing was chosen at a node in time; `mood` and `flags` are what held for the customer till then."""

    node: str
    mood: int
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class MoodChanged(Event):
    """The customer grew hotter or calmer; `waiting` when it was for being left alone."""

    mood: int
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Left(Event):
    """The customer left, with the outcome the author gave it; `walked_out` when patience was gone."""

    outcome: str
    walked_out: bool = False
