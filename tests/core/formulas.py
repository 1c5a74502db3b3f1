"""The statistics of a quiz written down once more for the tests, step by step and in exact fractions."""

from collections.abc import Sequence
from fractions import Fraction
from math import isclose, sqrt
from typing import NamedTuple

MARKS = tuple(
    tuple((7 * person + 3 * item * person + item) % 5 / 4 for item in range(7)) for person in range(25)
)
"""25 people on 7 items, none of them like another."""

Exact = Sequence[Sequence[Fraction]]


class ExactItem(NamedTuple):
    """What the formulas give for an item; None where they divide by zero."""

    mean: float
    sd: float
    discrimination: float | None
    efficiency: float | None
    effective_weight: float | None


def alike(found: float | None, expected: float | None, within: float = 1e-9) -> bool:
    """Tell whether two figures agree, relatively or (near 0) absolutely; None only agrees with None."""
    if found is None or expected is None:
        return found is expected
    return isclose(found, expected, rel_tol=within, abs_tol=within)


def exact(rows: Sequence[Sequence[float]]) -> Exact:
    """Return marks as fractions."""
    return [[Fraction(mark) for mark in row] for row in rows]


def average(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def covariance(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    """The sample covariance, by its definition."""
    mine, theirs = average(one), average(other)
    products = [(a - mine) * (b - theirs) for a, b in zip(one, other, strict=True)]
    return sum(products, Fraction(0)) / (len(one) - 1)


def items_of(rows: Exact) -> list[ExactItem]:
    """Work every item from the definitions."""
    columns = list(zip(*rows, strict=True))
    totals = [sum(row, Fraction(0)) for row in rows]
    with_total = [covariance(column, totals) for column in columns]
    weights = sum(sqrt(each) for each in with_total if each > 0)
    return [_item(column, totals, each, weights) for column, each in zip(columns, with_total, strict=True)]


def _item(
    column: Sequence[Fraction], totals: Sequence[Fraction], with_total: Fraction, weights: float
) -> ExactItem:
    others = [total - mark for total, mark in zip(totals, column, strict=True)]
    variance, other, joint = (
        covariance(column, column),
        covariance(others, others),
        covariance(column, others),
    )
    most = covariance(sorted(column), sorted(others))
    return ExactItem(
        float(average(column)),
        sqrt(variance),
        float(joint) / sqrt(variance * other) if variance and other else None,
        float(joint / most) if most else None,
        sqrt(with_total) / weights if weights and with_total >= 0 else None,
    )


def quiz_of(rows: Exact) -> dict[str, float | None]:
    """Work the figures of the whole quiz from the definitions; at least four people with different totals."""
    totals = [sum(row, Fraction(0)) for row in rows]
    n, k, mean = len(rows), len(rows[0]), average(totals)
    m2, m3, m4 = (average([(total - mean) ** power for total in totals]) for power in (2, 3, 4))
    k2 = n * m2 / (n - 1)
    k3 = n**2 * m3 / ((n - 1) * (n - 2))
    k4 = n**2 * ((n + 1) * m4 - 3 * (n - 1) * m2**2) / ((n - 1) * (n - 2) * (n - 3))
    found: dict[str, float | None] = {
        "mean": float(mean),
        "sd": sqrt(k2),
        "skewness": float(k3) / sqrt(k2) ** 3,
        "kurtosis": float(k4 / k2**2),
        "alpha": None,
        "sem": None,
    }
    if k > 1:
        items = sum((covariance(column, column) for column in zip(*rows, strict=True)), Fraction(0))
        alpha = Fraction(k, k - 1) * (1 - items / k2)
        found |= {"alpha": float(alpha), "sem": sqrt((1 - alpha) * k2)}
    return found
