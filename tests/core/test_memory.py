"""What is told of a memory: grades, the curve, what is due and weak, streaks; all without a clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.memory import (
    ENOUGH_REVIEWS,
    LEECH_FROM,
    Grade,
    Retention,
    Review,
    State,
    Trace,
    due_by,
    grade_of,
    is_lapse,
    mastery_of,
    retrievability,
    streak,
    weakest,
)

NOW = datetime(2004, 7, 7, 9, tzinfo=UTC)
DAY = timedelta(days=1)
TODAY = date(2004, 7, 7)


def trace(rule: str = "KM-G2", **changed: object) -> Trace:
    """A rule that is known, asked for three times, and due in five days."""
    known = Trace(rule, NOW + 5 * DAY, 5.0, 5.0, State.REVIEW, None, NOW, 3, 0)
    return replace(known, **changed)


def review(score: float = 1, at: datetime = NOW, **more: str) -> Review:
    return Review(at, "KM-G2", score, "quiz", **more)


@pytest.mark.parametrize(
    ("score", "grade"),
    [
        (0, Grade.AGAIN),
        (0.599, Grade.AGAIN),
        (0.6, Grade.HARD),
        (3 / 4, Grade.GOOD),
        (0.7499, Grade.HARD),
        (0.9199, Grade.GOOD),
        (23 / 25, Grade.EASY),
        (1, Grade.EASY),
    ],
)
def test_a_score_has_a_grade_and_a_bound_belongs_to_the_better_one(score, grade):
    assert grade_of(score) is grade
    assert review(score).grade is grade


@pytest.mark.parametrize(
    ("at", "rule", "score"),
    [
        (NOW.replace(tzinfo=None), "P08", 1),
        (NOW, "P08", 1.01),
        (NOW, "P08", -0.1),
        (NOW, "P08", float("nan")),
        (NOW, "", 1),
    ],
)
def test_a_review_that_makes_no_sense_is_refused(at, rule, score):
    with pytest.raises(ValueError, match=r"zone|score|rule"):
        Review(at, rule, score, "quiz")


def test_an_answer_is_wrong_with_a_named_mistake_or_less_than_good():
    assert review(0.74).is_wrong
    assert review(0.8, mistake="night-rate").is_wrong
    assert not review(0.75).is_wrong


def test_a_rule_lapses_when_it_was_known_or_missed_again_a_day_later():
    learning = trace(state=State.LEARNING)
    assert is_lapse(trace(), review(0))
    assert not is_lapse(trace(), review(0.6))
    assert not is_lapse(None, review(0))
    assert not is_lapse(learning, review(0, NOW + DAY / 2))
    assert is_lapse(learning, review(0, NOW + DAY))
    assert not is_lapse(learning, review(0, NOW - 9 * DAY))


def test_a_rule_that_slips_away_again_and_again_is_a_leech():
    assert [trace(lapses=lapses).is_leech for lapses in (LEECH_FROM - 1, LEECH_FROM)] == [False, True]


def test_after_its_stability_nine_tenths_are_remembered():
    assert retrievability(trace(), NOW) == 1
    assert retrievability(trace(), NOW + 5 * DAY) == pytest.approx(0.9)
    assert retrievability(trace(), NOW - DAY) == 1


@given(st.floats(0.001, 40_000), st.floats(0, 40_000), st.floats(0, 40_000))
def test_what_is_remembered_is_a_chance_and_only_fades(stability, one, other):
    sooner, later = (NOW + days * DAY for days in sorted((one, other)))
    kept = trace(stability=stability)
    assert 0 < retrievability(kept, later) <= retrievability(kept, sooner) <= 1


def test_mastery_is_never_better_than_a_day_after_the_last_review():
    fresh = mastery_of(trace(stability=0.2), NOW)
    assert fresh == mastery_of(trace(stability=0.2), NOW + DAY)
    assert fresh.chance < 0.8
    assert mastery_of(trace(), NOW + 5 * DAY).percent == 90


def test_mastery_of_a_few_reviews_is_not_told():
    assert mastery_of(trace(reviews=ENOUGH_REVIEWS - 1), NOW).percent is None
    assert mastery_of(trace(reviews=ENOUGH_REVIEWS, stability=1e6), NOW).percent == 99


def test_the_weakest_come_first_and_equals_by_name():
    known = [
        mastery_of(trace(rule, stability=days), NOW)
        for rule, days in zip("badc", (1, 1, 9, 0.1), strict=True)
    ]
    assert [each.rule for each in weakest(known, 3)] == ["c", "a", "b"]


def test_due_is_what_falls_before_the_end_the_shakiest_first():
    end = NOW + DAY
    shaky, firm = trace("b", due=NOW, stability=1.0), trace("a", due=NOW - DAY)
    assert due_by([firm, trace(due=end), shaky], end) == [shaky, firm]


@pytest.mark.parametrize(
    ("ago", "days"),
    [
        ([], 0),
        ([0], 1),
        ([0, 0, 1, 1, 2], 3),
        ([1, 2], 2),
        ([3], 1),
        ([4], 0),
        ([0, 3, 6], 3),
        ([0, 1, 5, 6], 2),
        ([-1, -1, 0, 1], 2),
    ],
)
def test_a_streak_bears_two_days_of_rest_and_a_clock_that_was_fast(ago, days):
    assert streak([TODAY - each * DAY for each in ago], TODAY) == days


def test_a_streak_reads_no_further_than_its_end():
    def days():
        yield from (TODAY, TODAY - 9 * DAY)
        raise AssertionError

    assert streak(days(), TODAY) == 1


def test_measured_retention_of_nothing_is_nothing():
    assert Retention(0, 0).share is None
    assert Retention(3, 4).share == 0.75
