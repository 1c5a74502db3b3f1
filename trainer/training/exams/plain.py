"""An assessment as the form in the window asks for it: plain values, before anything is looked up."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PlainDraft:
    """What the form holds: days from the first to the last, ids of scenarios and people, and counts.

    `questions` are drawn for a paper, of one `skill` ("" for all); so many `phrases` are drawn to be typed.
    """

    title: str
    first: date
    last: date
    scenarios: tuple[str, ...]
    questions: int
    skill: str
    phrases: int
    people: tuple[int, ...]
    pass_total: int
    minutes: int
    attempts: int
    gate: bool
    shows_marks: bool
