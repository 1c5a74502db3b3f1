"""The books of the hall: the phrase library, the rules, and the editions of tariffs; and their files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.core.check import Problem
from trainer.core.errors import TrainerError
from trainer.core.library import Library
from trainer.core.quiz.written import Written
from trainer.core.tariff import Edition

PHRASES = "scripts_zh/phrases.yaml"
PROCEDURES = "scripts_zh/procedures.yaml"
RULES = "scripts_zh/rules.yaml"
FORBIDDEN = "scripts_zh/forbidden.yaml"
QUESTIONS = "scripts_zh/questions.yaml"
"""Questions written out by hand; a hall may do without the file."""
LIBRARY = (PHRASES, PROCEDURES, RULES, FORBIDDEN, QUESTIONS)
EDITIONS = "assets/tariffs"
"""The folder of editions: each is a folder of its own with the three files named below."""

HEAD, PLANS, CLAUSES = "edition.yaml", "plans.yaml", "rules.yaml"


class BooksDamaged(TrainerError):
    """The library or an edition cannot be used; `problems` says why, each with its place."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Books:
    """What scenarios are written against: the library, and all editions by id, the oldest first.

    `hall` is the id of the edition that the hall works by; "" for the first. `questions` are those
    that were written out by hand.
    """

    library: Library
    editions: dict[str, Edition]
    hall: str = ""
    questions: tuple[Written, ...] = ()

    @property
    def edition(self) -> Edition:
        """The edition in force: the hall's, or else the first (by the day it begins, then by id)."""
        return self.editions.get(self.hall) or next(iter(self.editions.values()))


def edition_folders(root: Path) -> list[Path]:
    """Return the folders of the editions below `root`, by name."""
    return sorted(path for path in (root / EDITIONS).glob("[!._]*") if path.is_dir())


def book_files(root: Path) -> Iterator[Path]:
    """Yield every file that the books below `root` are read from, there or not."""
    yield from (root / file for file in LIBRARY)
    for folder in edition_folders(root):
        yield from (folder / name for name in (HEAD, PLANS, CLAUSES))
