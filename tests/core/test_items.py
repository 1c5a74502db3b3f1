"""The statistics of items: Moodle's spreadsheet, the formulas in exact fractions, variants and choices."""

import json
from collections.abc import Sequence
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import formulas
from tests.core.formulas import alike
from trainer.core.items import LEAST, analyse, analyse_variants, groups, tally
from trainer.core.stats import Mark, Marks

QUARTERS = st.integers(0, 20).map(lambda number: number / 4)
FIGURES = ("mean", "facility", "sd", "facility_sd", "discrimination", "efficiency", "effective_weight")
EXAMPLE = [list(row) for row in formulas.MARKS]


def matrices(
    fewest: int = 2, cell: st.SearchStrategy[Mark] = QUARTERS
) -> st.SearchStrategy[list[list[Mark]]]:
    """Matrices of marks, at least so many people on one to six items."""
    return st.integers(1, 6).flatmap(
        lambda width: st.lists(st.lists(cell, min_size=width, max_size=width), min_size=fewest, max_size=30)
    )


def of(rows: Sequence[Sequence[Mark]], maxima: Sequence[Mark] | None = None) -> Marks:
    """Marks on items q0, q1, …"""
    return Marks([f"q{number}" for number in range(len(rows[0]))], rows, maxima)


def test_items_worked_by_hand():
    """Either item moves with the other: covariance 1/3 over deviations √(2/3 · 1/3)."""
    first, second = analyse(of([[2, 1], [1, 1], [1, 0], [0, 0]], [2, 1]), least=1)
    assert (first.facility, second.facility) == (0.5, 0.5)
    assert (first.sd, second.sd) == pytest.approx(((2 / 3) ** 0.5, 3**-0.5))
    assert (first.discrimination, second.discrimination) == pytest.approx((0.5**0.5, 0.5**0.5))
    assert (first.intended_weight, second.intended_weight) == pytest.approx((2 / 3, 1 / 3))


@given(matrices())
def test_the_figures_agree_with_the_formulas_in_exact_fractions(rows):
    for item, expected in zip(
        analyse(of(rows), least=1), formulas.items_of(formulas.exact(rows)), strict=True
    ):
        found = (item.mean, item.sd, item.discrimination, item.efficiency, item.effective_weight)
        assert [
            name for name, a, b in zip(expected._fields, found, expected, strict=True) if not alike(a, b)
        ] == []
        assert item.opposed is _opposed(rows, item.id)


def _opposed(rows: list[list[Mark]], id: str) -> bool:
    column = [row[int(id[1:])] for row in formulas.exact(rows)]
    return formulas.covariance(column, [sum(row) for row in formulas.exact(rows)]) < 0


@given(matrices(fewest=3), st.integers(-1000, 1000), st.randoms())
def test_neither_the_order_of_people_nor_a_gift_to_all_changes_a_figure(rows, gift, dice):
    shifted = [[row[0] + gift, *row[1:]] for row in rows]
    dice.shuffle(shifted)
    for before, after in zip(analyse(of(rows), 1), analyse(of(shifted), 1), strict=True):
        for name in ("sd", "discrimination", "efficiency", "effective_weight"):
            assert alike(getattr(after, name), getattr(before, name), 1e-7), name


@given(
    matrices(cell=st.one_of(st.none(), QUARTERS, st.sampled_from((0.1, 0.7, 1 / 3, 1e9)))), st.integers(1, 4)
)
def test_no_figure_is_ever_nan_or_infinite(rows, least):
    held = [row for row in rows if any(mark is not None for mark in row)] or [[1.0] * len(rows[0])]
    items = analyse(of(held, [0.0] + [2.0] * (len(held[0]) - 1)), least)
    json.dumps([asdict(item) for item in items], allow_nan=False)
    assert all(-1 <= item.discrimination <= 1 for item in items if item.discrimination is not None)
    assert all(item.efficiency <= 1 for item in items if item.efficiency is not None)


@given(matrices(fewest=3, cell=st.one_of(st.none(), QUARTERS)))
def test_an_item_is_set_against_the_people_who_had_it(rows):
    held = [row for row in rows if any(mark is not None for mark in row)] or [[1.0] * len(rows[0])]
    for at, item in enumerate(analyse(of(held), least=1)):
        had = [row for row in held if row[at] is not None]
        assert item.n == len(had)
        if item.n < 2:
            assert (item.sd, item.discrimination, item.efficiency) == (None, None, None)
            continue
        pair = [[row[at], sum(mark for mark in row if mark is not None) - row[at]] for row in had]
        expected = formulas.items_of(formulas.exact(pair))[0]
        assert alike(item.discrimination, expected.discrimination)
        assert alike(item.efficiency, expected.efficiency)


@pytest.mark.parametrize(("people", "enough"), [(LEAST - 1, False), (LEAST, True)])
def test_few_answers_are_not_enough_data(people, enough):
    item = analyse(of(EXAMPLE[:people], [1] * 7))[0]
    assert (item.n, item.enough, item.out_of) == (people, enough, 1)
    assert all((getattr(item, name) is not None) is enough for name in FIGURES)
    assert item.intended_weight == pytest.approx(1 / 7)


def test_without_a_spread_there_is_nothing_to_tell():
    constant, alone = analyse(of([[1, 0], [1, 1], [1, 0]], [2, 2]), least=1)
    assert (constant.facility, constant.sd, constant.facility_sd) == (0.5, 0.0, 0.0)
    assert (constant.discrimination, constant.efficiency, constant.effective_weight) == (None, None, 0.0)
    assert (alone.discrimination, alone.efficiency, alone.effective_weight) == (None, None, 1.0)


def test_fractions_that_ought_to_be_alike_have_no_spread():
    items = analyse(
        of([[0.1, 0.2, 0.7, 5], [0.7, 0.1, 0.2, 4], [0.2, 0.7, 0.1, 3], [0.3, 0.3, 0.4, 2]]), least=1
    )
    assert (items[3].discrimination, items[3].efficiency) == (None, None)
    assert [item.effective_weight for item in analyse(of([[0.1, 0.2, 0.7], [0.7, 0.1, 0.2]]), 1)] == [
        None
    ] * 3
    (item,) = analyse(of([[0.1]] * 7), least=1)
    assert (item.sd, item.effective_weight) == (0.0, None)


def test_an_item_against_the_total_has_no_effective_weight():
    one, other = analyse(of([[0, 4], [1, 2], [2, 0]], [2, 6]), least=1)
    assert (one.opposed, one.effective_weight, one.discrimination) == (True, None, pytest.approx(-1))
    assert (other.opposed, other.effective_weight, other.intended_weight) == (False, 1.0, 0.75)


def test_a_best_mark_of_nought_or_unknown_leaves_the_shares_out():
    for best, weight in ((0, 0.0), (None, None)):
        item = analyse(of([[0, 1], [1, 0], [1, 1]], [best, 2]), least=1)[0]
        assert (item.facility, item.facility_sd, item.intended_weight) == (None, None, weight)
        assert (item.mean, item.out_of) == (pytest.approx(2 / 3), best)
    assert analyse(of([[0], [1]], [0]), least=1)[0].intended_weight is None


def test_nobody_and_one_person_have_no_spread():
    assert [item.enough for item in analyse(Marks(["a", "b"], []), least=1)] == [False, False]
    (item,) = analyse(of([[2]], [4]), least=1)
    assert (item.facility, item.sd, item.facility_sd, item.effective_weight) == (0.5, None, None, None)


# Variants


def test_a_variant_is_reckoned_over_the_attempts_that_had_it():
    variants = ["甲" if row % 2 else "乙" for row in range(24)] + [None]
    found = analyse_variants(of(EXAMPLE, [1] * 7), 0, variants, least=12)
    assert list(found) == ["乙", "甲"]
    for variant, item in found.items():
        rows = [row for row, each in zip(EXAMPLE, variants, strict=True) if each == variant]
        whole = analyse(of(rows, [1] * 7), least=12)[0]
        assert [name for name in FIGURES[:-1] if not alike(getattr(item, name), getattr(whole, name))] == []
        assert (item.n, item.effective_weight, item.intended_weight) == (12, None, None)
    assert not any(item.enough for item in analyse_variants(of(EXAMPLE), 0, variants).values())


def test_a_variant_of_an_item_that_was_in_no_paper_has_no_answers():
    marks = of([[None, 1], [1, 1]])
    assert [item.n for item in analyse_variants(marks, 0, ["甲", "乙"], least=1).values()] == [1, 0]


# Choices


def test_choices_are_counted_for_all_for_the_groups_and_by_variant():
    marks = of([[total] for total in range(1, 12)])
    answers = [["漏看证件"], ["漏看证件"], ["多收费", "漏看证件"], [], None, *[["对"]] * 6]
    variants = ["甲", "乙"] * 5 + [None]
    right, missed, overcharged, never = tally(marks, answers, ["从没选"], variants, least=1)
    assert [each.choice for each in (right, missed, overcharged, never)] == [
        "对",
        "漏看证件",
        "多收费",
        "从没选",
    ]
    assert (missed.all.count, missed.all.of, missed.all.share) == (3, 10, 0.3)
    assert (missed.lower.count, missed.lower.of, missed.upper.count, missed.upper.of) == (3, 3, 0, 3)
    assert (right.upper.share, right.lower.share) == (1, 0)
    assert {variant: (each.count, each.of) for variant, each in missed.variants.items()} == {
        "甲": (2, 4),
        "乙": (1, 5),
    }
    assert (never.all.count, never.all.share) == (0, 0.0)


def test_few_answers_have_counts_and_no_shares():
    (option,) = tally(of([[1], [2], [3], [4]]), [["对"]] * 4, variants=["甲"] * 4)
    assert (option.all.count, option.all.share, option.upper.share, option.variants["甲"].share) == (
        4,
        None,
        None,
        None,
    )


def test_a_choice_named_twice_in_an_answer_counts_once():
    (option,) = tally(of([[1]]), [["错", "错"]], least=1)
    assert (option.all.count, option.variants) == (1, {})


@given(st.lists(QUARTERS, max_size=60))
def test_the_groups_hold_the_best_and_the_weakest_with_their_ties(totals):
    upper, lower = groups(totals)
    size = round(0.27 * len(totals))
    if not upper:
        ranked = sorted(totals)
        assert not lower
        assert not size or ranked[size - 1] >= ranked[-size]
        return
    assert len(upper) >= size <= len(lower)
    assert not upper & lower
    rest = [total for row, total in enumerate(totals) if row not in upper]
    assert max(rest) < min(totals[row] for row in upper)
    assert len([row for row in upper if totals[row] > min(totals[row] for row in upper)]) < size
