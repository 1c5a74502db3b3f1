"""Rows of a rate table: what they are for, which one wins, and every tie found before a price is asked."""

from itertools import permutations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.core.tables import LOCAL, at, bundle, day, of, row
from trainer.core.rates import IN, MESSAGE, OFF_NET, ON_NET, OUT, For, Rate, Traffic, each_prefix, ties
from trainer.core.timetable import Timetable


def pairs(*rows: Rate) -> list[tuple[str, str]]:
    return [(first.id, second.id) for first, second in ties(rows)]


def test_a_use_is_told_in_words() -> None:
    use = Traffic("通话", "长途", OUT, ON_NET, "基站范围内", "4930")
    assert str(use) == "基站范围内长途网内主叫通话到4930"
    assert str(LOCAL) == "通话"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (of(), of(service="市内")),
        (of(direction=[OUT, IN]), of(direction=OUT)),
        (of(to="49"), of(to="4915")),
        (of(times="19:00-08:00"), of(times="22:00-06:00")),
        (of(weekdays=[1, 2, 3, 4, 5]), of(weekdays=[3])),
        (of(months=[7]), of(windows=["2004-07-01..2004-07-07"], last="2004-07-31")),
        (of(), of(first="2004-02-01")),
    ],
)
def test_the_narrower_condition_lies_inside_the_wider_one(first: For, second: For) -> None:
    assert first.includes(second)
    assert not second.includes(first)
    wide, narrow = Rate("wide", "", first), Rate("narrow", "", second)
    assert narrow.beats(wide)
    assert not wide.beats(narrow)
    assert pairs(wide, narrow) == pairs(narrow, wide) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (of(service="市内"), of(service="长途")),
        (of(), of(MESSAGE)),
        (of(to="49"), of(to="44")),
        (of(times="19:00-08:00"), of(times="08:00-19:00")),
        (of(weekdays=[6, 7]), of(weekdays=[1, 2, 3, 4, 5])),
        (of(last="2004-01-31"), of(first="2004-02-01")),
        (of(network=ON_NET, times="08:00-09:00"), of(network=OFF_NET, times="08:00-09:00")),
    ],
)
def test_rows_that_never_hold_together_are_no_tie(first: For, second: For) -> None:
    assert not first.overlaps(second)
    assert pairs(Rate("a", "", first), Rate("b", "", second)) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (of(), of()),
        (of(network=ON_NET), of(times="19:00-08:00")),
        (of(weekdays=[6]), of(windows=["2004-05-01..2004-05-07"])),
        (of(times="08:00-12:00"), of(times="11:59-13:00")),
        (of(last="2004-02-01"), of(first="2004-02-01")),
        (of(direction=[OUT, IN], service="市内"), of(direction=OUT)),
    ],
)
def test_rows_that_hold_together_without_one_inside_the_other_are_a_tie_in_either_order(
    first: For, second: For
) -> None:
    a, b = Rate("a", "", first), Rate("b", "", second)
    assert pairs(a, b) == [("a", "b")]
    assert pairs(b, a) == [("b", "a")]


def test_the_longer_prefix_wins_whatever_else_a_row_asks_for() -> None:
    country, mobile = row("country", to="49", times="19:00-08:00"), row("mobile", to="4915")
    assert mobile.beats(country)
    assert not country.beats(mobile)
    assert pairs(country, mobile) == []
    assert row("urgent", to="49", priority=1).beats(mobile)


def test_a_priority_settles_a_tie_and_beats_even_a_narrower_row() -> None:
    holiday = row("holiday", weekdays=[6], priority=1)
    narrow = row("narrow", weekdays=[6], times="10:00-11:00")
    assert holiday.beats(narrow)
    assert not narrow.beats(holiday)
    assert pairs(holiday, narrow) == []


def test_a_tie_over_several_prefixes_is_told_once() -> None:
    assert pairs(row("a", to=["49", "44"]), row("b", to=["49", "44"])) == [("a", "b")]
    assert pairs(row("a", to=["49", "4915"])) == []
    assert pairs(row("a", to=["4915", "44"]), row("b", to=["49", "441"])) == []


def test_a_row_of_several_prefixes_is_written_out_for_each() -> None:
    assert [list(each.of.to) for each in each_prefix([row(to=["49", "44"])])] == [["44"], ["49"]]
    assert [each.of.to for each in each_prefix([row()])] == [frozenset()]


def test_a_bundle_holds_for_each_use_it_names_at_its_times() -> None:
    night = bundle("night", 600, of(times="22:00-06:00"), of(service="长途"))
    assert night.allows(LOCAL)
    assert not night.allows(Traffic(MESSAGE))
    assert night.holds(LOCAL, day("2004-07-07"), 0)
    assert not night.holds(LOCAL, day("2004-07-07"), 43_200)
    assert night.holds(Traffic("通话", "长途"), day("2004-07-07"), 43_200)


# Ties and winners against brute force: every sampled use at every sampled moment.

CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "service": st.sampled_from(["市内", "长途", ["市内", "长途"]]),
        "to": st.sampled_from(["49", "4915", ["44", "491"]]),
        "times": st.sampled_from(
            ["19:00-08:00", "08:00-19:00", "06:00-19:00", ["08:00-12:00", "22:00-24:00"]]
        ),
        "weekdays": st.sampled_from([[6, 7], [1, 2, 3, 4, 5], [5, 6]]),
        "months": st.sampled_from([[1], [1, 2]]),
        "windows": st.sampled_from([["2004-01-30..2004-02-02"], ["2004-01-31..2004-01-31"]]),
        "first": st.sampled_from(["2004-01-31", "2004-02-01"]),
        "last": st.sampled_from(["2004-01-31", "2004-02-08"]),
    },
)
USES = [
    Traffic("通话", service, to=to)
    for service in ("市内", "长途", "漫游")
    for to in ("44", "4930", "4912", "4915", "1")
]
HOURS = [0, 5, 6, 7, 8, 11, 12, 18, 19, 22, 23]
DATES = [
    *(f"2004-01-{n:02}" for n in (1, 23, 24, 25, 26, 29, 30, 31)),
    *(f"2004-02-{n:02}" for n in (1, 2, 3, 6, 7, 8, 9, 13, 14, 15, 29)),
    *(
        "2004-03-05",
        "2004-03-06",
        "2004-03-07",
        "2004-03-08",
        "2003-01-03",
        "2003-01-04",
        "2003-01-05",
        "2003-01-06",
    ),
    *(
        "2003-02-07",
        "2003-02-08",
        "2003-02-09",
        "2003-02-10",
        "2005-01-07",
        "2005-01-08",
        "2005-01-09",
        "2005-01-10",
    ),
    *(
        "2005-02-04",
        "2005-02-05",
        "2005-02-06",
        "2005-02-07",
        "2003-05-02",
        "2003-05-03",
        "2003-05-04",
        "2003-05-05",
    ),
]
Moment = tuple[int, str, int]


def moments(row: Rate) -> set[Moment]:
    """Every sampled use, day and hour that a row is for, tried one condition after another."""
    uses = [number for number, use in enumerate(USES) if row.of.allows(use)]
    dates = [text for text in DATES if day(text) in row.of.days]
    hours = [hour for hour in HOURS if hour * 3600 in row.of.times]
    return set(product(uses, dates, hours))


def brute_ties(rows: list[Rate]) -> set[tuple[str, str]]:
    found = set()
    held = [(each, moments(each)) for each in each_prefix(rows)]
    for number, (first, ours) in enumerate(held):
        for second, theirs in held[number + 1 :]:
            ranked = first.priority != second.priority or first.of.to != second.of.to
            settled = ranked or ours < theirs or theirs < ours
            if first.id != second.id and ours & theirs and not settled:
                found.add((first.id, second.id))
    return found


@st.composite
def tables(draw: st.DrawFn) -> list[Rate]:
    several = draw(st.lists(st.tuples(CONDITIONS, st.sampled_from([0, 0, 0, 1])), min_size=2, max_size=4))
    return [row(f"r{i}", f"0.{i + 1}", priority=p, **conditions) for i, (conditions, p) in enumerate(several)]


@given(tables())
@settings(max_examples=70)
def test_ties_are_exactly_those_that_sampled_moments_show(rows: list[Rate]) -> None:
    assert {(first.id, second.id) for first, second in ties(rows)} == brute_ties(rows)


@given(tables())
@settings(max_examples=25)
def test_the_same_ties_are_found_in_whatever_order_rows_stand(rows: list[Rate]) -> None:
    expected = {frozenset(pair) for pair in pairs(*rows)}
    for shuffled in permutations(rows):
        assert {frozenset(pair) for pair in pairs(*shuffled)} == expected


def prefix(one: Rate) -> int:
    """How long the prefix is that a row of one prefix asks for."""
    return max(map(len, one.of.to), default=0)


@given(tables(), st.sampled_from(USES), st.sampled_from(DATES), st.sampled_from(HOURS))
@settings(max_examples=80)
def test_of_rows_without_a_tie_the_one_inside_all_others_wins_in_whatever_order(
    rows: list[Rate], use: Traffic, date: str, hour: int
) -> None:
    rows = [row("base", "0.9"), *rows]
    assume(not pairs(*rows))
    moment = (USES.index(use), date, hour)
    held = {each: moments(each) for each in each_prefix(rows)}
    now = [each for each in held if moment in held[each]]
    top = max(each.priority for each in now)
    best = min((each for each in now if each.priority == top), key=lambda e: (-prefix(e), len(held[e])))
    for shuffled in (rows, rows[::-1]):
        won, free = Timetable(shuffled, words=["市内", "长途", "漫游"]).pick(use, at(f"{date} {hour:02}:00"))
        assert (won.id, free) == (best.id, ())
