"""The verdict: what the parts of a sitting add up to, by the pass marks and the gate of its setting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from trainer.core.exam.setting import WHOLE, Setting
from trainer.core.quiz.question import Skill
from trainer.core.scenario import NO_MARKS, Competence, Marks

COMPETENCE_OF: dict[Skill, Competence] = {
    "资费": Competence.ACCURACY,
    "开户费用": Competence.ACCURACY,
    "话费计算": Competence.ACCURACY,
    "受理规定": Competence.ACCURACY,
    "证件": Competence.ACCURACY,
    "日期": Competence.ACCURACY,
    "标准用语": Competence.SERVICE,
    "工作步骤": Competence.PROCEDURE,
    "关键时刻": Competence.PROCEDURE,
    "投诉与热线": Competence.COMPOSURE,
}
"""What a question counts for; the material knows no competences, so this is the program's own table."""

A_QUESTION = 100
"""What a question or a phrase is worth; shares of it are rounded down to whole marks."""


@dataclass(frozen=True, slots=True)
class PartResult:
    """What came of a part: marks got and possible in each competence, and what was critical.

    `begun` tells whether the trainee ever came to it, `complete` whether it was done to its end.
    """

    got: Marks
    best: Marks
    critical: tuple[str, ...] = ()
    complete: bool = True
    begun: bool = True

    @property
    def compliant(self) -> bool:
        """Tell whether the gate was passed."""
        return not self.critical

    @property
    def share(self) -> Fraction:
        """The share of all marks, from 0 to 1; never below 0, whatever was taken off."""
        most = sum(self.best)
        return max(Fraction(sum(self.got), most), Fraction(0)) if most else Fraction(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """One competence over all parts; `percent` is None where no part gives marks for it."""

    competence: Competence
    got: int
    best: int
    needed: int | None

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, rounded down."""
        return max(self.got, 0) * WHOLE // self.best if self.best else None

    @property
    def passed(self) -> bool:
        """Tell whether what is asked was reached; what no part asks for cannot be failed."""
        return self.needed is None or self.percent is None or self.percent >= self.needed


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a sitting is worth: `percent` is the mean of the parts by their weights, rounded down."""

    percent: int
    standings: tuple[Standing, ...]
    critical: tuple[str, ...]
    passed: bool

    @property
    def compliant(self) -> bool:
        """Tell whether the gate was passed."""
        return not self.critical


@dataclass(frozen=True, slots=True)
class Override:
    """A correction of a mark by a supervisor: of a competence in a part, or of something critical.

    With a `competence`, `to` are the marks it has from then on. Otherwise `critical` is what no longer
    counts against the trainee.
    """

    part: int
    competence: Competence | None = None
    to: int = 0
    critical: str = ""


def verdict(setting: Setting, results: Sequence[PartResult]) -> Verdict:
    """Add up the parts of a sitting."""
    weights = [part.weight for part in setting.parts]
    shares = sum(
        (result.share * weight for result, weight in zip(results, weights, strict=True)), Fraction(0)
    )
    percent = int(shares * WHOLE / sum(weights))
    standings = tuple(_standings(setting, results))
    critical = tuple(each for result in results for each in result.critical)
    reached = percent >= setting.pass_marks.total and all(each.passed for each in standings)
    return Verdict(percent, standings, critical, reached and not (setting.gate and critical))


def corrected(results: Sequence[PartResult], overrides: Iterable[Override]) -> tuple[PartResult, ...]:
    """Return the parts with corrections applied in their order; the results stay as they were recorded."""
    parts = list(results)
    for override in overrides:
        parts[override.part] = _corrected(parts[override.part], override)
    return tuple(parts)


def marks_of(competence: Competence, marks: int) -> Marks:
    """Return marks that are all of one competence."""
    place = tuple(Competence).index(competence)
    given = [0] * len(Competence)
    given[place] = marks
    return (given[0], given[1], given[2], given[3], given[4])


def never_begun(best: Marks) -> PartResult:
    """Return what a part is worth that was never come to: none of its marks."""
    return PartResult(NO_MARKS, best, complete=False, begun=False)


def _standings(setting: Setting, results: Sequence[PartResult]) -> Iterable[Standing]:
    for place, competence in enumerate(Competence):
        got = sum(result.got[place] for result in results)
        best = sum(result.best[place] for result in results)
        if best:
            yield Standing(competence, got, best, setting.pass_marks.of(competence))


def _corrected(result: PartResult, override: Override) -> PartResult:
    if override.competence is None:
        kept = tuple(each for each in result.critical if each != override.critical)
        return replace(result, critical=kept)
    changed = list(result.got)
    changed[tuple(Competence).index(override.competence)] = override.to
    return replace(result, got=(changed[0], changed[1], changed[2], changed[3], changed[4]))
