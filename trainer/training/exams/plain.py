"""An assessment as the form in the window asks for it: plain values, before anything is looked up.

Nothing heavy is loaded here: the window knows these before the questions are opened.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from trainer.core.exam.setting import Counts
    from trainer.core.library import Source
    from trainer.core.quiz.paper import Paper
    from trainer.training.people import Colleague


@dataclass(frozen=True, slots=True)
class PlainScenario:
    """A scenario by id; without a variant one is drawn."""

    scenario: str
    variant: str = ""
    typed: bool = False
    minutes: int = 0
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Stock:
    """How many questions of one kind there are."""

    skill: str
    form: str
    difficulty: int
    brands: tuple[str, ...]
    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class PlainRow:
    """So many questions of a paper; what is "" or 0 may be anything."""

    count: int = 10
    skill: str = ""
    form: str = ""
    difficulty: int = 0
    brand: str = ""
    rule: str = ""

    def takes(self, stock: Stock) -> bool:
        """Tell whether questions are of the kind that is asked for."""
        return (
            self.skill in ("", stock.skill)
            and self.form in ("", stock.form)
            and self.difficulty in (0, stock.difficulty)
            and (not self.brand or self.brand in stock.brands)
            and self.rule in ("", stock.rule)
        )


@dataclass(frozen=True, slots=True)
class PlainPaper:
    """A paper by its rows, drawn with the seed; `drawn` is what was looked at, and then it is that one."""

    rows: tuple[PlainRow, ...] = (PlainRow(),)
    seed: int = 0
    title: str = ""
    minutes: int = 0
    weight: int = 1
    drawn: "Paper | None" = None


@dataclass(frozen=True, slots=True)
class PlainRecall:
    """Phrases to be typed: those named, or so many that are drawn."""

    count: int = 5
    phrases: tuple[str, ...] = ()
    minutes: int = 0
    weight: int = 1


PlainPart: TypeAlias = PlainScenario | PlainPaper | PlainRecall


@dataclass(frozen=True, slots=True)
class PlainDraft:
    """What the form holds; moments are by the clock on the wall, `pass_each` names competences."""

    title: str
    opens: datetime
    closes: datetime
    parts: tuple[PlainPart, ...]
    people: tuple[int, ...]
    pass_total: int = 80
    pass_each: tuple[tuple[str, int], ...] = ()
    minutes: int = 60
    attempts: int = 1
    counts: "Counts" = "最好"
    gate: bool = True
    shows_marks: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A scenario that can be chosen, and its variants."""

    id: str
    title: str
    post: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen without opening the questions; `phrases` are ids with their words."""

    scenes: tuple[Scene, ...]
    people: "tuple[Colleague, ...]"
    phrases: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Topics:
    """What rows of a paper can ask for: the rules by id with their titles, the brands, and the stock."""

    rules: tuple[tuple[str, str], ...] = ()
    brands: tuple[str, ...] = ()
    stock: tuple[Stock, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A question of a paper as a supervisor looks at it: with its key, and what proves it."""

    form: str
    stem: str
    lefts: tuple[str, ...]
    choices: tuple[str, ...]
    key: str
    why: tuple[str, ...]
    sources: "tuple[Source, ...]"


@dataclass(frozen=True, slots=True)
class Preview:
    """A paper before it is published."""

    paper: "Paper"
    imprint: str
    questions: tuple[Shown, ...]
