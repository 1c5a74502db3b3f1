"""The books of the hall: the phrase library, the rules, and the edition of tariffs; and their files."""

from dataclasses import dataclass

from trainer.core.check import Problem
from trainer.core.errors import TrainerError
from trainer.core.library import Library
from trainer.core.tariff import Edition

PHRASES = "scripts_zh/phrases.yaml"
PROCEDURES = "scripts_zh/procedures.yaml"
RULES = "scripts_zh/rules.yaml"
FORBIDDEN = "scripts_zh/forbidden.yaml"
EDITION = "assets/tariffs/wuhan-2004.yaml"
BOOK_FILES = (PHRASES, PROCEDURES, RULES, FORBIDDEN, EDITION)


class BooksDamaged(TrainerError):
    """The library or the edition cannot be used; `problems` says why, each with its place."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Books:
    """What scenarios are written against."""

    library: Library
    edition: Edition
