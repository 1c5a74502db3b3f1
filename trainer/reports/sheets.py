"""What a person's sheet says, and the pieces every sheet has: plain figures and words alone.

Times are local and told without a zone, as they were recorded. Marks are what was recorded, never
rounded; a share is 0 to 1; None stands where a figure cannot be reckoned or nobody was asked.
"""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from trainer.core.library import Source

Mark = Fraction | int
NoteKind = Literal["评语", "改分", "申诉", "申诉答复"]


def share_of(got: Mark, best: Mark) -> float | None:
    """Return what was got of the best as 0 to 1; None where nothing could be got."""
    return float(Fraction(got) / Fraction(best)) if best else None


@dataclass(frozen=True, slots=True)
class Seal:
    """What proves a sheet: where the hall's ledger ended when it was printed, when, and by whom."""

    chain: str
    seq: int
    printed: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """A person as a sheet names them."""

    name: str
    number: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """An assessment as it was fixed when published; `seeds` name what was drawn with which seed."""

    id: str
    title: str
    edition: str
    settings: str
    """The hash of all that was set, in hex."""
    seeds: tuple[tuple[str, int], ...] = ()
    paper: str = ""
    pass_percent: Mark | None = None
    opens: date | None = None
    closes: date | None = None


@dataclass(frozen=True, slots=True)
class CompetenceMarks:
    """A competence: marks that stand now, the best, what is demanded and how the hall stands, in per cent.

    `recorded` is what was got before a supervisor changed it.
    """

    name: str
    got: Mark
    best: Mark
    pass_percent: Mark | None = None
    hall_percent: float | None = None
    recorded: Mark | None = None

    @property
    def passed(self) -> bool | None:
        """Tell whether the pass mark is reached; None where there is none."""
        if self.pass_percent is None or not self.best:
            return None
        return Fraction(self.got) * 100 >= Fraction(self.best) * Fraction(self.pass_percent)


@dataclass(frozen=True, slots=True)
class Loss:
    """A lost mark, or a critical finding: the act, what was right, the rule and its source.

    `at` is ms from the beginning of the scenario.
    """

    act: str
    key: str
    rule: str
    title: str
    lost: Mark = 0
    possible: Mark = 0
    at: int | None = None
    customer: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class ScenarioPart:
    """A scenario that was played: its marks and each that was lost."""

    title: str
    variant: str
    seed: int
    got: Mark
    best: Mark
    losses: tuple[Loss, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with what was answered (empty: nothing), the key and the named mistake."""

    id: str
    stem: str
    answer: str
    key: str
    got: Mark
    out_of: Mark
    mistake: str = ""
    sources: tuple[Source, ...] = ()
    form: str = ""
    topic: str = ""
    at: datetime | None = None

    @property
    def right(self) -> bool:
        """Tell whether no mark was lost."""
        return self.got == self.out_of


@dataclass(frozen=True, slots=True)
class Recalled:
    """A phrase typed from memory, and the demanded parts that were missing."""

    id: str
    prompt: str
    typed: str
    phrase: str
    got: Mark
    out_of: Mark
    missing: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class FocusLoss:
    """The window was left: when, and for how many seconds."""

    at: datetime
    seconds: int


@dataclass(frozen=True, slots=True)
class Note:
    """What was written beside a result later; `change` tells an override, as 业务准确 12 → 14."""

    kind: NoteKind
    name: str
    at: datetime
    reason: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class SubScore:
    """A part of the final evaluation: its per cent, of how many observations, and the weight that was set."""

    name: str
    percent: float | None
    n: int
    weight: Mark | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """The final evaluation: sub-scores always; a total only by weights that a supervisor set."""

    scores: tuple[SubScore, ...]
    total: float | None = None
    band: str = ""
    band_preset: str = ""
    observers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Borderline:
    """The band of one standard error round the pass mark, in marks, and whether the person lies in it."""

    low: float
    high: float
    within: bool


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """个人考核表: one attempt of one person, and all that defends each mark."""

    hall: str
    who: Who
    setting: Setting
    seal: Seal
    attempt: int
    begun: datetime
    ended: datetime | None
    got: Mark
    best: Mark
    passed: bool | None
    competences: tuple[CompetenceMarks, ...]
    critical: tuple[Loss, ...] = ()
    parts: tuple[ScenarioPart, ...] = ()
    questions: tuple[Answered, ...] = ()
    recalls: tuple[Recalled, ...] = ()
    focus: tuple[FocusLoss, ...] = ()
    notes: tuple[Note, ...] = ()
    observation: Observation | None = None
    borderline: Borderline | None = None

    @property
    def compliant(self) -> bool:
        """Tell whether the compliance gate is passed."""
        return not self.critical
