"""A paper as it goes to the printer: its heading, its questions, and what each is worth."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from trainer.core.quiz.question import Question

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a paper and its marks."""

    question: Question
    marks: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """All that is printed of a paper.

    `id` stands at the foot of every page and in the names of the files; `scoring` is told as
    sentences; `readings` are the texts of the assumptions that questions name by id.
    """

    id: str
    title: str
    hall: str
    on: date
    edition: str
    seed: int
    scoring: tuple[str, ...]
    asked: tuple[Asked, ...]
    minutes: int | None = None
    readings: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"a paper's id names files: letters, digits, . _ and - only, not {self.id!r}")
        if not self.asked:
            raise ValueError("a paper without questions is not printed")

    @property
    def total(self) -> Fraction:
        """The marks of all questions together."""
        return sum((asked.marks for asked in self.asked), Fraction(0))
