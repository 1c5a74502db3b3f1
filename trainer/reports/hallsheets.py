"""What the sheets of a whole hall say: an assessment, a month, the items of a paper, a morning round."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from trainer.core.library import Source
from trainer.reports.sheets import Borderline, CompetenceMarks, Mark, Seal, Setting, Who, share_of

State = Literal["未开始", "进行中", "已完成", "逾期", "缺考"]
FEW = 20
"""Below this many answers a question's figures are not trusted (样本不足)."""


@dataclass(frozen=True, slots=True)
class Result:
    """A line of an assessment: one person's attempt that counts, or why there is none."""

    who: Who
    state: State
    attempt: int = 0
    got: Mark = 0
    best: Mark = 0
    competences: tuple[CompetenceMarks, ...] = ()
    compliant: bool | None = None
    passed: bool | None = None
    borderline: bool = False
    begun: datetime | None = None
    ended: datetime | None = None

    @property
    def percent(self) -> float | None:
        """Return the total in per cent; None until the attempt has ended."""
        share = share_of(self.got, self.best) if self.state == "已完成" else None
        return None if share is None else 100 * share


@dataclass(frozen=True, slots=True)
class TestFigures:
    """The statistics of a whole paper or assessment (see docs/stats.md); marks in the paper's own."""

    n: int
    mean: float | None = None
    median: float | None = None
    sd: float | None = None
    skewness: float | None = None
    kurtosis: float | None = None
    alpha: float | None = None
    error_ratio: float | None = None
    sem: float | None = None


@dataclass(frozen=True, slots=True)
class WeakRule:
    """A rule and how often it was missed."""

    rule: str
    title: str
    missed: int
    asked: int
    sources: tuple[Source, ...] = ()

    @property
    def right(self) -> float | None:
        """Return the share that kept the rule."""
        return share_of(self.asked - self.missed, self.asked)


@dataclass(frozen=True, slots=True)
class AssessmentSheet:
    """考核汇总: who took part, the results, and what the hall is weakest in."""

    hall: str
    setting: Setting
    seal: Seal
    results: tuple[Result, ...]
    figures: TestFigures
    weakest: tuple[WeakRule, ...] = ()
    borderline: Borderline | None = None

    @property
    def done(self) -> tuple[Result, ...]:
        """Return the results that count."""
        return tuple(result for result in self.results if result.state == "已完成")

    @property
    def absent(self) -> tuple[Result, ...]:
        """Return who was to come and did not."""
        return tuple(result for result in self.results if result.state == "缺考")

    @property
    def overdue(self) -> tuple[Result, ...]:
        """Return who began and had not handed in when it closed."""
        return tuple(result for result in self.results if result.state == "逾期")

    def percents(self) -> Iterator[float]:
        """Yield the totals in per cent."""
        return (percent for result in self.done if (percent := result.percent) is not None)


@dataclass(frozen=True, slots=True)
class TookPart:
    """What a person did in a month; practice and assessment are never added up."""

    who: Who
    days: int
    practised: int
    assessed: int
    scenarios: int
    right: float | None = None


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A person, and for each rule the share right (None: never asked) and how often it was asked."""

    name: str
    cells: tuple[tuple[float | None, int], ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """Person × rule; a rule is its id and its title."""

    rules: tuple[tuple[str, str], ...]
    rows: tuple[HeatRow, ...]

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.rules) for row in self.rows):
            raise ValueError("every row of a heat map has one cell for each rule")


@dataclass(frozen=True, slots=True)
class Week:
    """A point of the hall's progress: the week's first day, the share right, of how many answers."""

    begins: date
    right: float | None
    n: int


@dataclass(frozen=True, slots=True)
class NamedMistake:
    """A mistake by its name, how often it was made and by how many people."""

    title: str
    rule: str
    times: int
    people: int


@dataclass(frozen=True, slots=True)
class Observed:
    """An item of the walks through the hall, and what was seen of it."""

    item: str
    done: int
    missed: int
    unseen: int
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """营业厅月报: the month that `month` lies in; `counted` tells what the figures count."""

    hall: str
    month: date
    seal: Seal
    counted: str
    people: tuple[TookPart, ...]
    heat: Heat
    weeks: tuple[Week, ...] = ()
    mistakes: tuple[NamedMistake, ...] = ()
    weakest: tuple[WeakRule, ...] = ()
    observed: tuple[Observed, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionFigures:
    """An option: how many chose it, in all and among the best and the worst 27 %; why it is wrong."""

    label: str
    text: str
    right: bool
    n: int
    share: float | None
    upper: float | None = None
    lower: float | None = None
    mistake: str = ""


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """A question's statistics (see docs/stats.md); shares and weights from 0 to 1, None: not reckonable."""

    id: str
    stem: str
    form: str
    n: int
    facility: float | None = None
    sd: float | None = None
    discrimination: float | None = None
    efficiency: float | None = None
    effective_weight: float | None = None
    intended_weight: float | None = None
    options: tuple[OptionFigures, ...] = ()
    variant: str = ""

    @property
    def few(self) -> bool:
        """Tell whether there are too few answers to trust the figures."""
        return self.n < FEW


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """题目分析: the statistics of a paper and of each of its questions."""

    hall: str
    setting: Setting
    seal: Seal
    figures: TestFigures
    items: tuple[ItemFigures, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sat in a round: right answers of those asked while they were there; speed is told apart."""

    who: Who
    right: int
    asked: int
    bonus: int = 0
    guest: bool = False


@dataclass(frozen=True, slots=True)
class RoundQuestion:
    """A question of a round: the key, how many were right, and the mistake made most."""

    id: str
    stem: str
    key: str
    right: int
    answered: int
    mistake: str = ""
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class BriefingSheet:
    """早会小结: one page on a morning round; `settings` is the hash of all acts of the round."""

    hall: str
    title: str
    begun: datetime
    ended: datetime
    host: str
    settings: str
    seal: Seal
    seats: tuple[Seat, ...]
    absent: tuple[str, ...]
    questions: tuple[RoundQuestion, ...]
    weakest: tuple[WeakRule, ...] = ()
    teams: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question of an assessment, as the exported answers name it by id."""

    id: str
    form: str
    topic: str
    stem: str
    key: str
    out_of: Mark


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One person's answer to one question in one attempt; `answer` is empty where none was given."""

    who: Who
    attempt: int
    question: str
    place: int
    answer: str
    got: Mark
    out_of: Mark
    mistake: str = ""
    at: datetime | None = None
