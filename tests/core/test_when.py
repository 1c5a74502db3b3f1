"""When prices apply: stretches of the day over midnight, weekdays, seasons and validity."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.tables import clock, day, days, times
from trainer.core.when import (
    ALL_DAY,
    DAY,
    EVERY_DAY,
    FIRST,
    LAST,
    Days,
    Times,
    Window,
    last_of_month,
    midnight,
    second_of,
)

NIGHT = times("19:00-08:00")
HOUR = 3600


@pytest.mark.parametrize(
    ("second", "held"),
    [
        ("18:59:59", False),
        ("19:00", True),
        ("23:59:59", True),
        ("00:00", True),
        ("07:59:59", True),
        ("08:00", False),
        ("12:00", False),
    ],
)
def test_a_band_over_midnight_holds_from_its_start_to_the_second_before_its_end(
    second: str, held: bool
) -> None:
    assert (clock(second) in NIGHT) is held


def test_stretches_that_touch_or_overlap_become_one() -> None:
    assert times("08:00-12:00", "12:00-19:00").spans == ((8 * HOUR, 19 * HOUR),)
    assert times("08:00-14:00", "09:00-10:00", "13:00-19:00").spans == ((8 * HOUR, 19 * HOUR),)
    assert times("00:00-24:00") == times("19:00-08:00", "08:00-19:00") == ALL_DAY


def test_a_stretch_may_end_at_midnight_or_begin_there() -> None:
    assert times("19:00-24:00").spans == times("19:00-00:00").spans == ((19 * HOUR, DAY),)
    assert times("24:00-08:00").spans == times("00:00-08:00").spans == ((0, 8 * HOUR),)


def test_a_stretch_to_its_own_start_is_the_whole_day_and_no_stretch_is_no_time() -> None:
    assert times("08:00-08:00") == ALL_DAY
    assert not Times.between([]).overlaps(ALL_DAY)
    assert ALL_DAY.includes(Times.between([]))


STRETCHES = st.lists(st.tuples(st.integers(0, 23), st.integers(0, 24)), max_size=3)


@given(STRETCHES, STRETCHES)
@settings(max_examples=80)
def test_stretches_are_the_sets_of_their_hours(
    ours: list[tuple[int, int]], theirs: list[tuple[int, int]]
) -> None:
    a, b = (Times.between((x * HOUR, y * HOUR) for x, y in pairs) for pairs in (ours, theirs))
    first, second = (
        {hour for hour in range(24) for x, y in pairs if (x <= hour < y if x < y else hour >= x or hour < y)}
        for pairs in (ours, theirs)
    )
    assert {hour for hour in range(24) if hour * HOUR in a} == first
    assert {hour for hour in range(24) if hour * HOUR + HOUR - 1 in b} == second
    assert a.overlaps(b) == b.overlaps(a) == bool(first & second)
    assert a.includes(b) == (second <= first)


@pytest.mark.parametrize(
    ("told", "inside", "outside"),
    [
        (days(weekdays=[6, 7]), ["2004-07-10", "2004-07-11"], ["2004-07-09", "2004-07-12"]),
        (days(months=[1, 2, 7, 8]), ["2004-02-29", "2004-07-01"], ["2004-03-01", "2004-06-30"]),
        (
            days(windows=["2004-05-01..2004-05-07"]),
            ["2004-05-01", "2004-05-07"],
            ["2004-04-30", "2004-05-08"],
        ),
        (days(first="2004-02-01"), ["2004-02-01", "2049-12-31"], ["2004-01-31"]),
        (days(last="2004-02-29"), ["2004-02-29", "1990-01-01"], ["2004-03-01"]),
        (days(first="2004-02-29", last="2004-02-29"), ["2004-02-29"], ["2004-02-28", "2004-03-01"]),
        (days(weekdays=[7], months=[2]), ["2004-02-29"], ["2004-02-28", "2004-03-07"]),
        (
            Days(months=frozenset({12}), monthdays=frozenset({25})),
            ["2004-12-25"],
            ["2004-12-24", "2004-11-25"],
        ),
        (Days(monthdays=frozenset({29, 31})), ["2004-02-29", "2004-03-31"], ["2005-02-28", "2004-04-30"]),
        (days(months=[1], windows=["2003-12-31..2004-01-01"]), ["2003-12-31", "2005-01-31"], ["2003-12-30"]),
    ],
)
def test_days_hold_to_their_very_edges(told: Days, inside: list[str], outside: list[str]) -> None:
    assert all(day(text) in told for text in inside)
    assert not any(day(text) in told for text in outside)


BASE = date(2003, 12, 20)
SPAN = st.tuples(st.integers(0, 90), st.integers(0, 20)).map(
    lambda pair: Window(BASE + timedelta(pair[0]), BASE + timedelta(pair[0] + pair[1]))
)
DAYS = st.builds(
    Days,
    st.frozensets(st.integers(1, 7), max_size=4),
    st.frozensets(st.integers(1, 3), max_size=2),
    st.lists(SPAN, max_size=2).map(tuple),
    st.none() | st.integers(0, 90).map(lambda n: BASE + timedelta(n)),
    st.none() | st.integers(0, 90).map(lambda n: BASE + timedelta(n)),
)
MONTHDAYS = st.builds(
    Days,
    months=st.frozensets(st.integers(1, 12), max_size=3),
    monthdays=st.frozensets(st.integers(1, 31), max_size=3),
)
SAMPLE = [date(2002, 12, 1) + timedelta(n) for n in range(900)]


@given(MONTHDAYS, MONTHDAYS)
@settings(max_examples=40)
def test_days_of_the_month_compare_as_their_days_do(ours: Days, theirs: Days) -> None:
    first, second = ({each for each in SAMPLE if each in told} for told in (ours, theirs))
    assert ours.overlaps(theirs) == bool(first & second)
    assert ours.includes(theirs) == (second <= first)


@given(DAYS, DAYS)
@settings(max_examples=60)
def test_two_sets_of_days_meet_and_lie_inside_one_another_as_their_days_do(ours: Days, theirs: Days) -> None:
    first, second = ({each for each in SAMPLE if each in told} for told in (ours, theirs))
    assert ours.overlaps(theirs) == theirs.overlaps(ours) == bool(first & second)
    assert ours.includes(theirs) == (second <= first)
    assert EVERY_DAY.includes(ours)


def test_days_compare_within_the_calendar_that_tables_may_use() -> None:
    assert FIRST in EVERY_DAY
    assert LAST in EVERY_DAY
    assert days(last="2060-01-01").includes(EVERY_DAY)
    assert not days(first="2004-02-02", last="2004-02-01").overlaps(EVERY_DAY)


@pytest.mark.parametrize(
    ("of", "last"),
    [
        ("2004-02-01", "2004-02-29"),
        ("2003-02-28", "2003-02-28"),
        ("1900-02-01", "1900-02-28"),
        ("2000-02-29", "2000-02-29"),
        ("2004-12-31", "2004-12-31"),
        ("2004-04-15", "2004-04-30"),
        ("9999-12-01", "9999-12-31"),
    ],
)
def test_the_last_day_of_a_month_knows_leap_years(of: str, last: str) -> None:
    assert last_of_month(day(of)) == day(last)


def test_a_day_begins_at_its_first_second() -> None:
    start = midnight(date(2004, 2, 29))
    assert start == datetime(2004, 2, 29)
    assert second_of(start) == 0
    assert second_of(start - timedelta(seconds=1)) == DAY - 1
    assert second_of(datetime(2004, 2, 29, 0, 0, 1, 999_999)) == 1
