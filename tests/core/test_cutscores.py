"""Pass marks from judges and from borderline people: worked by hand, and by the textbook in another way."""

import json
from dataclasses import asdict
from math import nan, sqrt
from statistics import correlation, linear_regression, mean, median, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.cutscores import BadRatings, angoff, borderline_group, borderline_regression

MARKS = st.integers(0, 40).map(lambda number: number / 2)
GRADES = st.integers(1, 5)
JUDGES = ((0.5, 0.8, 0.6), (0.7, 0.9, 0.8), (0.6, 0.7, 0.7))


def test_the_cut_of_the_judges_is_the_mean_of_their_sums():
    """By hand: on 1, 2 and 5 points the judges come to 5.1, 6.5 and 5.5."""
    found = angoff(JUDGES, (1, 2, 5))
    assert found.judges == pytest.approx((5.1, 6.5, 5.5))
    assert (found.cut, found.share) == pytest.approx((5.7, 0.7125))
    assert found.spread == pytest.approx(sqrt((0.6**2 + 0.8**2 + 0.2**2) / 2))
    assert found.se == pytest.approx(found.spread / sqrt(3))
    assert (found.low, found.high) == pytest.approx((5.7 - found.se, 5.7 + found.se))
    assert [each.mean for each in found.items] == pytest.approx([0.6, 0.8, 0.7])
    assert [each.spread for each in found.items] == pytest.approx([0.1, 0.1, 0.1])


def test_one_judge_has_no_standard_error():
    found = angoff([(0.5, 1.0)])
    assert (found.cut, found.share) == (1.5, 0.75)
    assert (found.se, found.low, found.high, found.spread, found.items[0].spread) == (None,) * 5


def test_judges_who_agree_have_no_spread_and_no_points_no_share():
    found = angoff([(0.1, 0.2, 0.7)] * 3)
    assert (found.spread, found.se) == (0.0, 0.0)
    assert angoff([(0.5,)], [0]).share is None


@given(st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=2, max_size=9))
def test_the_order_of_judges_does_not_matter_and_the_cut_lies_among_them(ratings):
    found, turned = angoff(ratings), angoff(ratings[::-1])
    assert (turned.cut, turned.se) == (pytest.approx(found.cut), pytest.approx(found.se, abs=1e-9))
    assert min(found.judges) - 1e-9 <= found.cut <= max(found.judges) + 1e-9
    assert found.spread == pytest.approx(stdev(map(sum, ratings)), abs=1e-9)


@pytest.mark.parametrize(
    ("ratings", "maxima", "told"),
    [
        ([], None, "还没有评委的估计"),
        ([()], None, "还没有评委的估计"),
        ([(0.5,)], [1, 2], "满分要有 1 个"),
        ([(0.5,)], [-1], "不小于 0"),
        ([(0.5, 0.5), (0.5,)], None, "第 2 位评委估了 1 道题，应是 2 道"),
        ([(0.5, 1.5)], None, "第 1 位评委第 2 题的估计「1.5」不对"),
        ([(nan,)], None, "第 1 位评委第 1 题"),
    ],
)
def test_ratings_that_make_no_pass_mark_are_refused(ratings, maxima, told):
    with pytest.raises(BadRatings, match=told):
        angoff(ratings, maxima)


def test_the_cut_of_the_borderline_group_is_its_median():
    found = borderline_group([5, 11, 9, 20, 12], [True, True, False, False, True])
    assert (found.cut, found.n, found.low, found.high) == (11.0, 3, 5, 12)
    assert (found.mean, found.sd) == pytest.approx((28 / 3, stdev([5, 11, 12])))
    assert borderline_group([5, 11], [True, True]).cut == 8.0
    assert borderline_group([5], [True]).sd is None
    assert asdict(borderline_group([5], [False])) == dict.fromkeys(("cut", "mean", "sd", "low", "high")) | {
        "n": 0
    }


@given(st.lists(st.tuples(MARKS, st.booleans()), max_size=20))
def test_the_borderline_group_is_nobody_else(people):
    marks, is_borderline = [mark for mark, _ in people], [belongs for _, belongs in people]
    group = [mark for mark, belongs in people if belongs]
    found = borderline_group(marks, is_borderline)
    assert found.n == len(group)
    assert found.cut == (median(group) if group else None)


def test_the_line_meets_the_borderline_rating():
    """By hand: ratings 1 2 3 4, marks 2 3 5 6: slope 7/5, at 0 it is 1/2; residuals 0.1 -0.3 0.3 -0.1."""
    found = borderline_regression([2, 3, 5, 6], [1, 2, 3, 4], 2)
    assert (found.slope, found.intercept, found.cut) == pytest.approx((1.4, 0.5, 3.3))
    assert found.r_squared == pytest.approx(1 - 0.2 / 10)
    assert found.rmse == pytest.approx(sqrt(0.2 / 2))
    assert found.se == pytest.approx(sqrt(0.1) * sqrt(1 / 4 + 0.25 / 5))


@given(st.lists(st.tuples(MARKS, GRADES), min_size=1, max_size=30), GRADES)
def test_the_regression_agrees_with_the_textbook(people, borderline):
    marks, ratings = [mark for mark, _ in people], [rating for _, rating in people]
    found = borderline_regression(marks, ratings, borderline)
    json.dumps(asdict(found), allow_nan=False)
    if len(set(ratings)) < 2:
        assert {name for name, figure in asdict(found).items() if figure is not None} == {"n"}
        return
    line = linear_regression(ratings, marks)
    assert (found.slope, found.intercept) == pytest.approx((line.slope, line.intercept), abs=1e-9)
    assert found.cut == pytest.approx(line.slope * borderline + line.intercept, abs=1e-9)
    if len(set(marks)) < 2:
        assert found.r_squared is None
    else:
        assert found.r_squared == pytest.approx(correlation(ratings, marks) ** 2, abs=1e-9)
    left = sum((mark - line.slope * rating - line.intercept) ** 2 for mark, rating in people)
    if len(people) == 2:
        assert (found.rmse, found.se) == (None, None)
        return
    assert found.rmse == pytest.approx(sqrt(left / (len(people) - 2)), abs=1e-7)
    far = (borderline - mean(ratings)) ** 2 / sum((rating - mean(ratings)) ** 2 for rating in ratings)
    assert found.se == pytest.approx(found.rmse * sqrt(1 / len(people) + far), abs=1e-9)


def test_nobody_makes_no_line():
    assert borderline_regression([], [], 2).cut is None


@pytest.mark.parametrize(
    "make", [borderline_group, lambda marks, ratings: borderline_regression(marks, ratings, 2)]
)
@pytest.mark.parametrize(
    ("marks", "ratings", "told"), [([1, 2], [1], "2 个分数、1 个总评"), ([nan], [1], "正常的数字")]
)
def test_marks_without_their_rating_are_refused(make, marks, ratings, told):
    with pytest.raises(BadRatings, match=told):
        make(marks, ratings)
