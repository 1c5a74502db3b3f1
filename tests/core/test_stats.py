"""The statistics of a paper: Moodle's spreadsheet, the formulas in exact fractions, and what has no answer."""

import json
from dataclasses import asdict
from math import inf, nan, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import formulas
from tests.core.formulas import alike
from trainer.core.stats import LEAST, MOST, BadMarks, Mark, Marks, band, describe

QUARTERS = st.integers(0, 20).map(lambda number: number / 4)


def matrices(
    fewest: int = 4, cell: st.SearchStrategy[Mark] = QUARTERS
) -> st.SearchStrategy[list[list[Mark]]]:
    """Matrices of marks, at least so many people on one to six items."""
    return st.integers(1, 6).flatmap(
        lambda width: st.lists(st.lists(cell, min_size=width, max_size=width), min_size=fewest, max_size=30)
    )


def of(rows: list[list[Mark]], **given: object) -> Marks:
    """Marks on items q0, q1, …"""
    return Marks([f"q{number}" for number in range(len(rows[0]))], rows, **given)  # type: ignore[arg-type]


def test_a_paper_worked_by_hand():
    """Totals 3, 2, 1, 0: variance 5/3; items 2/3 and 1/3; so α = 2 (1 - 1 ÷ 5/3) = 0.8."""
    paper = describe(of([[2, 1], [1, 1], [1, 0], [0, 0]], maxima=[2, 1]))
    assert (paper.n, paper.mean, paper.median, paper.out_of) == (4, 1.5, 1.5, 3)
    found = (paper.sd, paper.skewness, paper.kurtosis, paper.alpha, paper.error_ratio, paper.sem)
    assert found == pytest.approx(((5 / 3) ** 0.5, 0, -1.2, 0.8, 0.2**0.5, 3**-0.5))


@given(matrices())
def test_the_figures_agree_with_the_formulas_in_exact_fractions(rows):
    if len({sum(row) for row in rows}) == 1:
        return
    paper, expected = describe(of(rows)), formulas.quiz_of(formulas.exact(rows))
    assert [name for name, figure in expected.items() if not alike(getattr(paper, name), figure)] == []


@given(matrices(), st.integers(-1000, 1000), st.randoms())
def test_neither_the_order_of_people_nor_a_gift_to_all_changes_the_spread(rows, gift, dice):
    shifted = [[row[0] + gift, *row[1:]] for row in rows]
    dice.shuffle(shifted)
    before, after = describe(of(rows)), describe(of(shifted))
    assert after.mean == pytest.approx(before.mean + gift, abs=1e-9)
    for name in ("sd", "skewness", "kurtosis", "alpha", "error_ratio", "sem"):
        assert alike(getattr(after, name), getattr(before, name), 1e-6), name


@pytest.mark.parametrize("factor", [1e-20, 1e-3, 1e9])
def test_the_unit_of_marks_changes_no_coefficient(factor):
    before = describe(of([list(row) for row in formulas.MARKS]))
    after = describe(of([[mark * factor for mark in row] for row in formulas.MARKS]))
    for name in ("skewness", "kurtosis", "alpha", "error_ratio"):
        assert getattr(after, name) == pytest.approx(getattr(before, name), rel=1e-9), name
    assert after.sem == pytest.approx(before.sem * factor, rel=1e-9)


@given(matrices(fewest=0, cell=st.one_of(QUARTERS, st.sampled_from((0.1, 0.7, 1 / 3, MOST / 100)))))
def test_no_figure_is_ever_nan_or_infinite(rows):
    marks = of(rows) if rows else Marks(["q"], [])
    json.dumps(asdict(describe(marks)), allow_nan=False)


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ([], "mean median sd skewness kurtosis alpha error_ratio sem"),
        ([[1, 2]], "sd skewness kurtosis alpha error_ratio sem"),
        ([[1, 2], [0, 1]], "skewness kurtosis alpha error_ratio sem"),
        ([[1, 2], [0, 1], [1, 1]], "kurtosis"),
        ([[1], [0], [1], [0]], "alpha error_ratio sem"),
        ([[1, 2], [2, 1], [0, 3], [3, 0]], "skewness kurtosis alpha error_ratio sem"),
    ],
)
def test_what_cannot_be_reckoned_is_none(rows, missing):
    paper = describe(Marks(["a", "b"][: len(rows[0]) if rows else 2], rows))
    assert {name for name, figure in asdict(paper).items() if figure is None} - {"out_of"} == set(
        missing.split()
    )


def test_sums_of_fractions_that_ought_to_be_alike_have_no_spread():
    paper = describe(of([[0.1, 0.2, 0.7], [0.7, 0.1, 0.2], [0.2, 0.7, 0.1], [1.0, 0, 0]]))
    assert (paper.sd, paper.alpha, paper.skewness) == (0.0, None, None)


def test_items_that_say_the_same_have_no_error():
    paper = describe(of([[1, 1, 1], [0, 0, 0], [1, 1, 1], [0.1, 0.1, 0.1]]))
    assert (paper.alpha, paper.error_ratio, paper.sem) == pytest.approx((1, 0, 0), abs=1e-7)


@pytest.mark.parametrize(("people", "enough"), [(LEAST - 1, False), (LEAST, True)])
def test_few_people_are_flagged(people, enough):
    assert describe(of([[1, 0]] * people)).enough is enough


# Papers that are not the same


def test_a_missing_item_is_no_mark_and_the_best_total_is_that_of_the_papers():
    marks = of([[1, None], [None, 3], [2, None]], maxima=[4, 4])
    assert (marks.totals, marks.out_of, marks.whole) == ((1, 3, 2), 4, False)
    assert of([[1, None], [2, 3]], maxima=[4, 4]).out_of is None
    assert of([[1, None], [None, 3]], maxima=[4, None]).out_of is None
    assert of([[1, 2], [2, 3]], maxima=[4, None]).out_of is None
    assert Marks([], [[], []]).out_of == 0


def test_alpha_of_drawn_papers_comes_from_the_people_whom_two_items_share():
    """By hand: variances 1/3, 1/4, 1/4 of four people each, covariances 0, 0, 1/2 of two, papers of 2 items."""
    rows = [[1, 1, None], [0, 1, None], [None, 1, 1], [None, 0, 0], [1, None, 1], [0, None, 1]]
    assert describe(of(rows)).alpha == pytest.approx(0.75, rel=1e-12)


def test_pairs_that_contradict_one_another_have_no_alpha():
    """Variances 13.5 and 13.5, a covariance of 40.5 from two people: α would be 2."""
    rows = [[9, 9], [0, 0], [4.5, None], [4.5, None], [None, 4.5], [None, 4.5]]
    paper = describe(of(rows))
    assert (paper.alpha, paper.error_ratio, paper.sem) == (None, None, None)
    assert paper.sd > 0


@given(matrices(fewest=4))
def test_alpha_by_pairs_is_moodles_where_all_have_the_same_paper(rows):
    whole, longer = describe(of(rows)), describe(of([[*row, None] for row in rows]))
    assert alike(longer.alpha, whole.alpha)


def test_nothing_is_told_of_papers_that_share_no_items():
    rows = [[1, None, None], [None, 1, None], [None, None, 0]]
    assert describe(of(rows)).alpha is None
    assert describe(of([[1, None], [0, None], [None, 3]])).alpha is None
    assert describe(of([[9, 0], [0, 9], [4.5, None], [None, 4.5]])).alpha is None


# The band


def test_the_band_is_one_standard_error_on_either_side():
    marks = of([[3], [4], [5], [6], [7]], people=["甲", "乙", "丙", "丁", "戊"])
    found = band(marks, 5, 1.0)
    assert (found.low, found.high, found.passed, found.failed) == (4, 6, 3, 2)
    assert [(near.person, near.mark, near.passed) for near in found.near] == [
        ("乙", 4, False),
        ("丙", 5, True),
        ("丁", 6, True),
    ]
    assert band(marks, 5, None).near == ()
    assert (band(marks, 5, None).low, band(marks, 5, None).passed) == (None, 3)


def test_a_total_of_fractions_that_reaches_the_mark_passes():
    found = band(of([[0.7, 0.1]]), 0.8, 0.0)
    assert (sum((0.7, 0.1)) < 0.8, found.passed, found.near[0].passed) == (True, 1, True)


# Marks that are none


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"rows": [[1, 2], [1]]}, "第 2 个人有 1 个分数，题目有 2 道"),
        ({"rows": [[1, nan]]}, "不正常的数"),
        ({"rows": [[1, inf], [1, nan]]}, "不正常的数"),
        ({"rows": [[1, MOST * 2]]}, "不正常的数"),
        ({"rows": [[None, None]]}, "一道题也没有"),
        ({"rows": [[1, 2]], "maxima": [1]}, "满分的个数"),
        ({"rows": [[1, 2]], "maxima": [1, nan]}, "满分要是"),
        ({"rows": [[1, 2]], "maxima": [1, -1]}, "满分要是"),
        ({"rows": [[1, 2]], "people": []}, "人名的个数"),
    ],
)
def test_marks_that_cannot_be_reckoned_with_are_refused(given, told):
    with pytest.raises(BadMarks, match=told):
        Marks(["a", "b"], **given)


def test_people_without_names_are_numbered():
    assert of([[1], [2]]).people == ("1", "2")
    assert describe(of([[1], [2]])).sd == pytest.approx(sqrt(1 / 2))
