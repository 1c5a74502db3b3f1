"""The marks of a paper as a matrix, and the statistics of the paper as a whole.

Everything is Moodle's, of the quiz's statistics report, with sample variances (n - 1):
docs.moodle.org/dev/Quiz_statistics_calculations and `mod/quiz/report/statistics/classes/calculator.php`.
Only the unit differs: coefficients and shares run from 0 to 1, where Moodle shows per cent. What cannot
be reckoned (a variance of zero, too few people) is None, never a number that means nothing.

An unanswered item counts 0. None in the matrix says that the item was not in that person's paper: the
person's total is then the sum of the items that were, and each item is set against the people who had it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, compress
from math import fsum, hypot, sqrt
from statistics import fmean, median
from typing import cast

from trainer.core.errors import TrainerError

Mark = float | None
"""The mark of an answer; None: the item was not in the paper."""

LEAST = 20
"""Fewer answers than this are not enough data for the statistics of an item."""

MOST = 1e12
_GRAIN = 1e-12
"""A spread this small beside the largest total is what adding up fractions leaves, and counts as none."""

_NOTHING = 1e-100


class BadMarks(TrainerError):
    """A matrix of marks that cannot be reckoned with."""


class Marks:
    """The marks of people (rows) on items (columns), with the totals added up once.

    `maxima` are the best marks of the items, None where unknown; `whole` tells that everybody had every
    item. Raise BadMarks for rows of another length, and for marks that are no sane numbers.
    """

    def __init__(
        self,
        items: Sequence[str],
        rows: Sequence[Sequence[Mark]],
        maxima: Sequence[Mark] | None = None,
        people: Sequence[str] | None = None,
    ) -> None:
        self.items, self.rows = tuple(items), tuple(rows)
        self.maxima = (None,) * len(self.items) if maxima is None else tuple(maxima)
        self.people = tuple(map(str, range(1, len(self.rows) + 1))) if people is None else tuple(people)
        self._require_fitting()
        self.whole = not any(None in row for row in self.rows)
        papers = cast(Sequence[Sequence[float]], self.rows) if self.whole else list(map(_held, self.rows))
        self.grain = _grain(papers)
        self.totals = tuple(map(sum, papers))

    @cached_property
    def columns(self) -> tuple[tuple[Mark, ...], ...]:
        """The marks by item."""
        return tuple(zip(*self.rows, strict=True)) if self.rows else ((),) * len(self.items)

    @cached_property
    def out_of(self) -> float | None:
        """The best total; None where a best mark is unknown, or papers add up to different ones."""
        if self.whole:
            return _best(self.maxima)
        held = {tuple(mark is not None for mark in row) for row in self.rows}
        bests = [_best(compress(self.maxima, paper)) for paper in held]
        known = [best for best in bests if best is not None]
        alike = len(known) == len(bests) and max(known) - min(known) <= self.grain
        return known[0] if alike else None

    def _require_fitting(self) -> None:
        width = len(self.items)
        if len(self.maxima) != width or len(self.people) != len(self.rows):
            raise BadMarks("满分的个数要和题数一样，人名的个数要和行数一样。")
        if not all(best is None or 0 <= best <= MOST for best in self.maxima):
            raise BadMarks("满分要是不小于 0 的数。")
        for number, row in enumerate(self.rows, 1):
            if len(row) != width:
                raise BadMarks(
                    f"第 {number} 个人有 {len(row)} 个分数，题目有 {width} 道。请补齐或删去多余的。"
                )


@dataclass(frozen=True, slots=True)
class Paper:
    """The statistics of a paper; marks in points, `alpha` and `error_ratio` as fractions of 1.

    `enough` tells whether the people are at least `LEAST`; under that the figures are there, but weak.
    """

    n: int
    enough: bool
    out_of: float | None
    mean: float | None
    median: float | None
    sd: float | None
    skewness: float | None
    kurtosis: float | None
    alpha: float | None
    error_ratio: float | None
    sem: float | None


@dataclass(frozen=True, slots=True)
class Near:
    """A person whose total lies in the band; `row` counts from 0."""

    row: int
    person: str
    mark: float
    passed: bool


@dataclass(frozen=True, slots=True)
class Band:
    """临界: one standard error on either side of the pass mark, and who lies there (lowest first).

    Without a standard error there is no band, and nobody in it.
    """

    pass_mark: float
    low: float | None
    high: float | None
    passed: int
    failed: int
    near: tuple[Near, ...]


def describe(marks: Marks) -> Paper:
    """Return the statistics of a paper as a whole."""
    totals = marks.totals
    n, sd = len(totals), deviation(totals, marks.grain)
    skewness, kurtosis = _shape(totals, sd)
    alpha = _alpha(marks, sd)
    error_ratio = _error_ratio(alpha)
    return Paper(
        n=n,
        enough=n >= LEAST,
        out_of=marks.out_of,
        mean=fmean(totals) if totals else None,
        median=median(totals) if totals else None,
        sd=sd,
        skewness=skewness,
        kurtosis=kurtosis,
        alpha=alpha,
        error_ratio=error_ratio,
        sem=None if error_ratio is None or sd is None else error_ratio * sd,
    )


def band(marks: Marks, pass_mark: float, sem: float | None) -> Band:
    """Return the band of ±1 standard error of measurement round a pass mark; its edges belong to it.

    Source: the standard error is Moodle's (`describe`); a band of ±1 of it round the pass mark holds those
    whose true mark may as well lie on the other side (AERA, APA & NCME, Standards, 2014, 2.14).
    """
    slack = max(marks.grain, _GRAIN * abs(pass_mark))
    passed = [total >= pass_mark - slack for total in marks.totals]
    inside: list[Near] = []
    if sem is not None:
        rows = zip(marks.people, marks.totals, passed, strict=True)
        inside = [
            Near(row, person, total, has_passed)
            for row, (person, total, has_passed) in enumerate(rows)
            if abs(total - pass_mark) <= sem + slack
        ]
    return Band(
        pass_mark,
        None if sem is None else pass_mark - sem,
        None if sem is None else pass_mark + sem,
        sum(passed),
        len(passed) - sum(passed),
        tuple(sorted(inside, key=lambda near: (near.mark, near.row))),
    )


def deviation(values: Sequence[float], grain: float = _NOTHING) -> float | None:
    """Return the sample standard deviation (n - 1), 0 for a spread below the grain; None under two values.

    Source: Quiz statistics calculations, "Standard deviation".
    """
    if len(values) < 2:
        return None
    mean = fmean(values)
    found = hypot(*[value - mean for value in values]) / sqrt(len(values) - 1)
    return found if found > grain else 0.0


def _shape(totals: Sequence[float], sd: float | None) -> tuple[float | None, float | None]:
    """Return skewness k3 / k2^1.5 and kurtosis k4 / k2^2 (normal: 0), from Fisher's k-statistics.

    With m2, m3, m4 the mean powers of the differences from the mean: k2 = n m2 / (n - 1),
    k3 = n² m3 / ((n - 1)(n - 2)), k4 = n² ((n + 1) m4 - 3 (n - 1) m2²) / ((n - 1)(n - 2)(n - 3)).
    They are taken of totals in units of the standard deviation, so that k2 is 1.
    Source: `calculator::calculate`; Quiz statistics calculations, "Skewness" and "Kurtosis".
    """
    n = len(totals)
    if not sd or n < 3:
        return None, None
    mean = fmean(totals)
    units = [(total - mean) / sd for total in totals]
    m2, m3, m4 = (fsum(unit**power for unit in units) / n for power in (2, 3, 4))
    k3 = n * n * m3 / ((n - 1) * (n - 2))
    if n < 4:
        return k3, None
    return k3, n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2) / ((n - 1) * (n - 2) * (n - 3))


def _alpha(marks: Marks, sd: float | None) -> float | None:
    """Return Cronbach's α, Moodle's CIC: k / (k - 1) · (1 - Σvar / var).

    None under three people or two items, as in Moodle. Below 0 it is told as it is.
    Source: `calculator::calculate`; Quiz statistics calculations, "Coefficient of internal consistency".
    """
    k = len(marks.items)
    if not sd or len(marks.rows) < 3 or k < 2:
        return None
    if not marks.whole:
        return _pairwise_alpha(marks.columns, len(marks.rows))
    spreads = [deviation(cast(Sequence[float], column), marks.grain) for column in marks.columns]
    return k / (k - 1) * (1 - fsum((each or 0.0) ** 2 for each in spreads) / sd**2)


def _pairwise_alpha(columns: Sequence[Sequence[Mark]], people: int) -> float | None:
    """Return α where papers differ: from the mean variance v of an item and the mean covariance c of two.

    Each comes from the people who had the item, or both. α = m c / (v + (m - 1) c) for papers of m items
    on average, which for one common paper is the formula of Moodle. None where the pairs contradict one
    another so far that it would be above 1.
    Source: α by mean variance and covariance (Cronbach 1951), stepped to m items by Spearman-Brown;
    pairwise covariances as psych::alpha in R takes them.
    """
    own = [covariance(column, column) for column in columns]
    pairs = [covariance(one, other) for one, other in combinations(columns, 2)]
    variances, known = ([each for each in found if each is not None] for found in (own, pairs))
    if not variances or not known:
        return None
    v, c = fmean(variances), fmean(known)
    m = sum(mark is not None for column in columns for mark in column) / people
    whole = v + (m - 1) * c
    alpha = m * c / whole if whole > _GRAIN * v else None
    return alpha if alpha is not None and alpha <= 1 + _GRAIN else None


def covariance(one: Sequence[Mark], other: Sequence[Mark]) -> float | None:
    """Return the sample covariance of the marks of those who had both items; None under two people."""
    both = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    n = len(both)
    if n < 2:
        return None
    mean, other_mean = sum([a for a, _ in both]) / n, sum([b for _, b in both]) / n
    return sum([(a - mean) * (b - other_mean) for a, b in both]) / (n - 1)


def _error_ratio(alpha: float | None) -> float | None:
    """Return the share of the spread of the totals that is error: √(1 - α).

    The standard error of measurement is this share of the standard deviation.
    Source: `calculator::calculate`; Quiz statistics calculations, "Error ratio" and "Standard error".
    """
    return None if alpha is None else sqrt(max(0.0, 1 - alpha))


def _held(row: Sequence[Mark]) -> list[float]:
    """Return the marks of the items that were in a person's paper; raise BadMarks where there are none."""
    held = [mark for mark in row if mark is not None]
    if row and not held:
        raise BadMarks("有人的卷子里一道题也没有。请去掉这个人。")
    return held


def _grain(papers: Iterable[Sequence[float]]) -> float:
    """Return below what a spread counts as none; raise BadMarks for marks that are no numbers, or absurd."""
    sizes = [hypot(*paper) for paper in papers]
    if not all(size <= MOST for size in sizes):  # a NaN is below nothing
        raise BadMarks("分数里有不正常的数。请检查特别大的分数。")
    return max(_GRAIN * max(sizes, default=0.0), _NOTHING)


def _best(maxima: Iterable[Mark]) -> float | None:
    total = 0.0
    for best in maxima:
        if best is None:
            return None
        total += best
    return total
