"""The statistics of each item of a paper: how hard, how telling, and what was chosen instead of the right.

Everything is Moodle's, of the quiz's statistics report (docs.moodle.org/dev/Quiz_statistics_calculations and
`question/classes/statistics/questions/calculator.php`), in fractions of 1 where Moodle shows per cent.
Each item is set against the people who had it in their paper, and against the totals of their papers.
Under `LEAST` answers nothing is told but how many there were, and what was chosen.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import dist, hypot, sqrt
from operator import sub
from statistics import fmean
from typing import cast

from trainer.core.stats import LEAST, Mark, Marks

GROUP = 0.27
"""The share of people in the upper and the lower group. Source: Kelley 1939, J. Educ. Psychol. 30, 17-24."""

_NOISE = 1e-14


@dataclass(frozen=True, slots=True)
class Item:
    """The statistics of an item; None: not enough data (`enough` is false), or a variance is zero.

    `sd` is in points, `facility_sd` in shares of the best mark. `opposed` tells that the item runs against
    the total (a negative covariance), which leaves it without an effective weight.
    """

    id: str
    n: int
    enough: bool
    out_of: float | None
    intended_weight: float | None
    mean: float | None = None
    facility: float | None = None
    sd: float | None = None
    facility_sd: float | None = None
    discrimination: float | None = None
    efficiency: float | None = None
    effective_weight: float | None = None
    opposed: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of how many chose this; the share is None where there is not enough data."""

    count: int
    of: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Option:
    """Who chose an option or made a named mistake: of all, of the best and the weakest, by variant."""

    choice: str
    all: Tally
    upper: Tally
    lower: Tally
    variants: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class _Spread:
    """Sums of squares and products of an item (own), the rest of the paper, and both in their own order."""

    n: int
    mean: float
    own: float
    rest: float
    joint: float
    most: float

    @property
    def with_total(self) -> float:
        """The sum of products with the total, of which the item is a part."""
        return _unless_noise(self.own + self.joint, self.own + self.rest)


def analyse(marks: Marks, least: int = LEAST) -> tuple[Item, ...]:
    """Return the statistics of every item of a paper."""
    spreads = list(_spreads(marks))
    roots = [sqrt(max(0.0, each.with_total) / (each.n - 1)) if each.n > 1 else 0.0 for each in spreads]
    weights = sum(roots)
    return tuple(
        _weighted(_item(marks, index, spread, least), spread, root / weights if weights else None)
        for index, (spread, root) in enumerate(zip(spreads, roots, strict=True))
    )


def analyse_variants(
    marks: Marks, item: int, variants: Sequence[str | None], least: int = LEAST
) -> dict[str, Item]:
    """Return the statistics of an item for each variant alone; `variants` tells which each person had.

    The same formulas over the attempts in which the variant appeared; weights belong to the whole item.
    Source: `calculator::initial_steps_walker`, `break_down_by_variant`.
    """
    column, found = marks.columns[item], dict[str, Item]()
    rows = list(zip(column, marks.totals, variants, strict=True))
    for variant in sorted({each for each in variants if each is not None}):
        spread = _held(((mark, total) for mark, total, each in rows if each == variant), marks.grain)
        found[variant] = replace(_item(marks, item, spread, least), intended_weight=None)
    return found


def tally(
    marks: Marks,
    answers: Sequence[Sequence[str] | None],
    choices: Sequence[str] = (),
    variants: Sequence[str | None] = (),
    least: int = LEAST,
) -> tuple[Option, ...]:
    """Count who chose what on an item, most chosen first; `choices` are told even if nobody took them.

    `answers` holds each person's choices or named mistakes, empty for none, None: the item was not in the
    paper. The upper and the lower group are the 27 % with the highest and lowest totals; whoever ties
    with the last of a group belongs to it, and where the two would meet there are none.
    """
    had = [row for row, answer in enumerate(answers) if answer is not None]
    upper, lower = groups(marks.totals)
    taken = {row: set(answers[row] or ()) for row in had}
    of_variant: dict[str, list[int]] = {}
    for row in had if variants else ():
        if (variant := variants[row]) is not None:
            of_variant.setdefault(variant, []).append(row)
    enough = len(had) >= least

    def told(choice: str) -> Option:
        return Option(
            choice,
            _counted(choice, taken, had, enough),
            _counted(choice, taken, [row for row in had if row in upper], enough),
            _counted(choice, taken, [row for row in had if row in lower], enough),
            {
                variant: _counted(choice, taken, rows, len(rows) >= least)
                for variant, rows in sorted(of_variant.items())
            },
        )

    seen = Counter(choice for chosen in taken.values() for choice in chosen)
    return tuple(told(each) for each in sorted({*seen, *choices}, key=lambda each: (-seen[each], each)))


def groups(totals: Sequence[float]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the rows of the upper and of the lower 27 %, ties included; both empty where they would meet."""
    size = round(GROUP * len(totals))
    ranked = sorted(totals)
    if not size or ranked[size - 1] >= ranked[-size]:
        return frozenset(), frozenset()
    weakest, best = ranked[size - 1], ranked[-size]
    upper = frozenset(row for row, total in enumerate(totals) if total >= best)
    return upper, frozenset(row for row, total in enumerate(totals) if total <= weakest)


def _spreads(marks: Marks) -> Iterator[_Spread]:
    """Yield the sums of every item; people come by their total, so that sorting has less left to do."""
    order = sorted(range(len(marks.rows)), key=marks.totals.__getitem__)
    totals = [marks.totals[row] for row in order]
    columns = zip(*(marks.rows[row] for row in order), strict=True) if order else iter(marks.columns)
    centred = _centred(totals)
    for column in columns:
        if marks.whole:
            yield _spread(cast(Sequence[float], column), centred, marks.grain)
        else:
            yield _held(zip(column, totals, strict=True), marks.grain)


def _held(pairs: Iterable[tuple[Mark, float]], grain: float) -> _Spread:
    """Add up an item for those who had it in their paper."""
    had = [(mark, total) for mark, total in pairs if mark is not None]
    return _spread([mark for mark, _ in had], _centred([total for _, total in had]), grain)


def _spread(column: Sequence[float], totals: Sequence[float], grain: float) -> _Spread:
    """Add up an item's marks against the rest of the paper; the totals come as differences from their mean.

    Products come from distances, 2 Σab = Σa² + Σb² - Σ(a - b)²: `math.dist` takes a fifth of the time that
    a sum of products takes.
    """
    n = len(column)
    if n < 2:
        return _Spread(n, column[0] if column else 0.0, 0.0, 0.0, 0.0, 0.0)
    mean = fmean(column)
    marks = [mark - mean for mark in column]
    rests = list(map(sub, totals, marks))
    least = grain * sqrt(n)
    own, rest = hypot(*marks), hypot(*rests)
    if own <= least or rest <= least:
        return _Spread(n, mean, own**2 if own > least else 0.0, rest**2 if rest > least else 0.0, 0.0, 0.0)
    squares = own**2 + rest**2
    joint = _unless_noise((squares - dist(marks, rests) ** 2) / 2, squares)
    marks.sort()
    rests.sort()
    return _Spread(n, mean, own**2, rest**2, joint, (squares - dist(marks, rests) ** 2) / 2)


def _centred(totals: Sequence[float]) -> list[float]:
    middle = fmean(totals) if totals else 0.0
    return [total - middle for total in totals]


def _unless_noise(product: float, squares: float) -> float:
    return product if abs(product) > _NOISE * squares else 0.0


def _item(marks: Marks, index: int, spread: _Spread, least: int) -> Item:
    """Return the statistics of an item but for its effective weight.

    Facility is the mean over the best mark; discrimination the correlation of the item with the rest of the
    paper (corrected item-total correlation); efficiency its covariance with the rest over the greatest that
    these marks could have, both put in order; the intended weight its share of the best total.
    Source: `initial_question_walker`, `secondary_question_walker`; Quiz statistics calculations,
    "Facility index", "Discrimination index", "Discriminative efficiency", "Intended question weight".
    """
    best, total = marks.maxima[index], marks.out_of
    weight = best / total if best is not None and total else None
    enough = spread.n >= max(least, 1)
    bare = Item(marks.items[index], spread.n, enough, best, weight)
    if not enough:
        return bare
    sd = sqrt(spread.own / (spread.n - 1)) if spread.n > 1 else None
    both = sqrt(spread.own) * sqrt(spread.rest)
    return replace(
        bare,
        mean=spread.mean,
        facility=spread.mean / best if best else None,
        sd=sd,
        facility_sd=sd / best if best and sd is not None else None,
        discrimination=max(-1.0, min(1.0, spread.joint / both)) if both else None,
        efficiency=min(1.0, spread.joint / spread.most) if spread.most else None,
    )


def _weighted(item: Item, spread: _Spread, weight: float | None) -> Item:
    """Add the effective weight: √cov(item, total) as a share of the sum of these over all items.

    Items that run against the total have none, and count for nothing in the sum.
    Source: `calculator::calculate`; Quiz statistics calculations, "Effective question weight".
    """
    if not item.enough:
        return item
    opposed = spread.with_total < 0
    return replace(item, effective_weight=None if opposed else weight, opposed=opposed)


def _counted(choice: str, taken: Mapping[int, set[str]], rows: Sequence[int], enough: bool) -> Tally:
    count = sum(choice in taken[row] for row in rows)
    return Tally(count, len(rows), count / len(rows) if enough and rows else None)
