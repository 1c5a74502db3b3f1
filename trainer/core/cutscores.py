"""Where to set the pass mark: what judges expect of the just competent, or what the borderline people got.

Three ways of the literature: the modified Angoff method, the borderline group and borderline regression.
They propose; the supervisor decides. What cannot be reckoned from so few is None.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from operator import mul
from statistics import fmean, median

from trainer.core.errors import TrainerError
from trainer.core.stats import MOST, deviation

_SLACK = 1e-12


class BadRatings(TrainerError):
    """Ratings from which no pass mark can be had: what is wrong, and the cure."""


@dataclass(frozen=True, slots=True)
class ItemRating:
    """What the judges expect on an item: the mean share of its marks, and how far the judges differ."""

    mean: float
    spread: float | None


@dataclass(frozen=True, slots=True)
class Angoff:
    """A pass mark in points from judges; `share` is it over the best total.

    `judges` are the pass marks that each judge alone would set, `spread` their standard deviation, `se` the
    standard error of the cut, and `low` and `high` one of it on either side.
    """

    cut: float
    share: float | None
    se: float | None
    low: float | None
    high: float | None
    spread: float | None
    judges: tuple[float, ...]
    items: tuple[ItemRating, ...]


@dataclass(frozen=True, slots=True)
class BorderlineGroup:
    """A pass mark from those rated borderline: the median of their marks; None where there are none."""

    cut: float | None
    n: int
    mean: float | None
    sd: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class BorderlineRegression:
    """A pass mark where the line of marks over ratings meets the borderline rating.

    `slope` is what one step of the rating is worth in points; `r_squared` how much of the spread of the marks
    the ratings explain; `rmse` the spread about the line, and `se` the standard error of the cut.
    """

    cut: float | None
    n: int
    slope: float | None
    intercept: float | None
    r_squared: float | None
    rmse: float | None
    se: float | None


def angoff(ratings: Sequence[Sequence[float]], maxima: Sequence[float] | None = None) -> Angoff:
    """Return the pass mark of judges (rows) who say which share of an item's marks (columns, 0 to 1) a
    person who is just competent would get; without maxima each item counts one point.

    The cut is the mean of the judges' sums, its standard error their sample deviation over √judges. Raise
    BadRatings. Source: Angoff 1971, in Thorndike (ed.), Educational Measurement, p. 515 and its footnote;
    the standard error: Cizek & Bunch 2007, Standard Setting, on Angoff and its variants.
    """
    best = _maxima(ratings, maxima)
    judges = tuple(sum(map(mul, row, best)) for row in ratings)
    cut, spread = fmean(judges), _deviation(judges)
    se = None if spread is None else spread / sqrt(len(judges))
    return Angoff(
        cut=cut,
        share=cut / sum(best) if sum(best) else None,
        se=se,
        low=None if se is None else cut - se,
        high=None if se is None else cut + se,
        spread=spread,
        judges=judges,
        items=tuple(ItemRating(fmean(column), _deviation(column)) for column in zip(*ratings, strict=True)),
    )


def borderline_group(marks: Sequence[float], is_borderline: Sequence[bool]) -> BorderlineGroup:
    """Return the pass mark from the people whom the observer called borderline.

    Raise BadRatings. Source: Livingston & Zieky 1982, Passing Scores: the median, which one
    outlier does not move.
    """
    _require_alike(marks, is_borderline)
    group = [mark for mark, belongs in zip(marks, is_borderline, strict=True) if belongs]
    if not group:
        return BorderlineGroup(None, 0, None, None, None, None)
    return BorderlineGroup(
        float(median(group)), len(group), fmean(group), _deviation(group), min(group), max(group)
    )


def borderline_regression(
    marks: Sequence[float], ratings: Sequence[float], borderline: float
) -> BorderlineRegression:
    """Return the pass mark where the least squares line of marks over global ratings meets the borderline.

    With n people, line a + b x, and Sxx the squares of the ratings: rmse = √(Σ residual² / (n - 2)),
    se = rmse √(1/n + (borderline - mean rating)² / Sxx). None where all ratings are the same, and for the
    errors under three people. Raise BadRatings. Source: Kramer et al. 2003, Medical Education 37, 132-139;
    Pell et al. 2010, AMEE Guide 49, Medical Teacher 32, 802-811 (R² and the step between grades).
    """
    _require_alike(marks, ratings)
    n, sd = len(marks), _deviation(ratings)
    if not sd:
        return BorderlineRegression(None, n, None, None, None, None, None)
    mark, rating = fmean(marks), fmean(ratings)
    sxx = sd * sd * (n - 1)
    slope = sum((x - rating) * (y - mark) for x, y in zip(ratings, marks, strict=True)) / sxx
    left = sum((y - mark - slope * (x - rating)) ** 2 for x, y in zip(ratings, marks, strict=True))
    spread = _deviation(marks)
    whole = spread * spread * (n - 1) if spread else 0.0
    rmse = sqrt(left / (n - 2)) if n > 2 else None
    return BorderlineRegression(
        cut=mark + slope * (borderline - rating),
        n=n,
        slope=slope,
        intercept=mark - slope * rating,
        r_squared=max(0.0, 1 - left / whole) if whole else None,
        rmse=rmse,
        se=None if rmse is None else rmse * sqrt(1 / n + (borderline - rating) ** 2 / sxx),
    )


def _maxima(ratings: Sequence[Sequence[float]], maxima: Sequence[float] | None) -> tuple[float, ...]:
    """Return the best marks of the items rated; raise BadRatings."""
    if not ratings or not ratings[0]:
        raise BadRatings("还没有评委的估计。请至少填一位评委、一道题。")
    width = len(ratings[0])
    best = (1.0,) * width if maxima is None else tuple(maxima)
    if len(best) != width or not all(0 <= each <= MOST for each in best):
        raise BadRatings(f"满分要有 {width} 个，都不小于 0。")
    for judge, row in enumerate(ratings, 1):
        if len(row) != width:
            raise BadRatings(f"第 {judge} 位评委估了 {len(row)} 道题，应是 {width} 道。请补齐。")
        for item, share in enumerate(row, 1):
            if not 0 <= share <= 1:
                raise BadRatings(f"第 {judge} 位评委第 {item} 题的估计「{share}」不对，要在 0 到 1 之间。")
    return best


def _require_alike(marks: Sequence[float], others: Sequence[float]) -> None:
    """Raise BadRatings unless each mark has its rating and all are sane numbers."""
    if len(marks) != len(others):
        raise BadRatings(f"有 {len(marks)} 个分数、{len(others)} 个总评。每个人都要有分数和总评。")
    if not all(abs(each) <= MOST for each in (*marks, *others)):  # a NaN is below nothing
        raise BadRatings("分数和总评要是正常的数字。")


def _deviation(values: Sequence[float]) -> float | None:
    """Return the sample standard deviation, 0 for what is only left over from adding up fractions."""
    return deviation(values, _SLACK * max(map(abs, values), default=0.0))
