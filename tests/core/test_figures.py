"""The figures computed from sums: shares, the heat map, weeks without gaps, the spread, who is absent."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.figures import (
    ENOUGH,
    LONGEST_YEAR,
    NOTHING,
    WALL,
    Absence,
    Awaited,
    Column,
    Due,
    Named,
    Spread,
    Sum,
    Who,
    absences,
    called,
    due,
    heat_map,
    monday_of,
    progress,
    radar,
    span_of,
    spread,
    today_of,
    total,
    weakest,
    week_of,
)
from trainer.core.scenario import Competence

LI, WANG = Who(1, "李梅", "甲班"), Who(2, "王芳")
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


def of(percent: int, n: int = ENOUGH) -> Sum:
    """Return a sum of so many per cent in so many answers."""
    return Sum(n, percent * n, 100 * n)


@pytest.mark.parametrize(
    ("points", "best", "percent", "share"),
    [
        (0, 0, None, None),
        (1, 8, 13, 0.125),
        (1, 200, 1, 0.005),
        (-3, 8, 0, 0),
        (9, 8, 100, 1),
        (8, 8, 100, 1),
    ],
)
def test_a_share_is_of_what_could_be_had_and_rounds_half_up(points, best, percent, share):
    assert (Sum(1, points, best).percent, Sum(1, points, best).share) == (percent, share)


@given(st.lists(st.builds(Sum, st.integers(0, 9), st.integers(-9, 99), st.integers(0, 99))))
def test_a_total_is_the_sum_one_by_one(sums):
    added = NOTHING
    for each in sums:
        added += each
    assert total(sums) == added


def test_the_heat_map_has_totals_of_rows_and_columns_and_leaves_others_out():
    cells = {
        (1, "话术"): of(50),
        (1, "资费"): of(100),
        (2, "话术"): of(0),
        (9, "话术"): of(1),
        (1, "x"): of(1),
    }
    heat = heat_map([LI, WANG], [Column("话术", "话术"), Column("资费", "资费")], cells)
    assert (heat.cell(0, 1), heat.cell(1, 1)) == (of(100), NOTHING)
    assert (heat.rows[1].percent, heat.feet["话术"].percent) == (75, 25)
    assert (heat.whole.n, heat.whole.percent) == (3 * ENOUGH, 50)


def test_the_weakest_are_those_asked_for_often_enough():
    named = [
        Named("few", "few", of(1, ENOUGH - 1)),
        Named("none", "none", Sum(ENOUGH, 0, 0)),
        *(Named(f"r{percent}", "", of(percent)) for percent in (100, 90, 10, 50, 30)),
    ]
    assert [each.id for each in weakest(named)] == ["r10", "r30", "r50"]
    assert [each.id for each in weakest([Named("b", "", of(5)), Named("a", "", of(5))])] == ["a", "b"]


@given(st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)))
def test_a_week_begins_on_monday_by_the_clock_on_the_wall(moment):
    monday = monday_of(week_of(moment))
    assert monday.weekday() == 0
    assert monday <= moment.astimezone(WALL).date() < monday + timedelta(days=7)


def test_the_weeks_have_no_gap_and_end_now():
    last = week_of(NOW)
    weeks = progress({last - 2: of(40)}, last)
    assert [week.sum for week in weeks] == [of(40), NOTHING, NOTHING]
    assert weeks[2].monday == date(2026, 11, 23)
    assert progress({}, last) == ()
    assert len(progress({last - 99: of(1), last: of(1)}, last)) == LONGEST_YEAR


@pytest.mark.parametrize(
    ("slot", "first", "last"),
    [
        (0, date(2025, 11, 24), date(2026, 11, 23)),
        (2026, date(2025, 12, 29), date(2026, 11, 23)),
        (2025, date(2024, 12, 30), date(2025, 12, 29)),
        (202611, date(2026, 10, 26), date(2026, 11, 23)),
        (202512, date(2025, 12, 1), date(2025, 12, 29)),
        (202701, date(2026, 12, 28), date(2026, 12, 28)),
    ],
)
def test_a_slot_of_time_spans_its_weeks_up_to_now(slot, first, last):
    span = span_of(slot, NOW)
    assert (monday_of(span[0]), monday_of(span[1])) == (first, last)


def test_a_slot_of_time_is_said_in_words():
    assert [called(slot) for slot in (0, 2026, 202611, 202603)] == [
        "全部时间",
        "2026年",
        "2026年11月",
        "2026年3月",
    ]


def test_the_spread_counts_people_and_leaves_out_those_with_too_few_answers():
    found = spread([of(0), of(9), of(10), of(99), of(100), of(50, 4), Sum(9, 0, 0)])
    assert found == Spread((2, 1, 0, 0, 0, 0, 0, 0, 0, 2), 0.1, 2)
    assert spread([]) == Spread()


def test_the_radar_pairs_somebody_with_the_hall():
    spokes = radar({"效率": of(10)}, {"服务规范": of(70), "效率": of(60), "x": of(1)})
    assert [(each.competence, each.own.percent, each.hall.percent) for each in spokes] == [
        (Competence.SERVICE, None, 70),
        (Competence.EFFICIENCY, 10, 60),
    ]


def test_who_has_not_sat_is_absent_once_it_is_over():
    day = timedelta(days=1)
    rows = [
        Awaited(1, "上月考核", NOW - 9 * day, NOW - 5 * day),
        Awaited(2, "本周考核", NOW - 3 * day, NOW - day),
        Awaited(1, "急", NOW - day, NOW + day),
        Awaited(2, "本月考核", NOW - day, NOW + 5 * day),
        Awaited(1, "坐过", NOW - day, NOW + day, NOW),
        Awaited(1, "还没到", NOW + day, NOW + 2 * day),
        Awaited(3, "别厅", NOW - 2 * day, NOW - day),
    ]
    assert absences(rows, [LI, WANG], NOW) == (
        Absence(WANG, "本周考核", NOW - day, True),
        Absence(LI, "上月考核", NOW - 5 * day, True),
        Absence(LI, "急", NOW + day, False),
        Absence(WANG, "本月考核", NOW + 5 * day, False),
    )


def test_who_began_is_not_called_absent():
    calls = [
        Absence(WANG, "x", NOW, missed, begun).called for missed in (True, False) for begun in (True, False)
    ]
    assert calls == ["逾期", "缺考", "进行中", "待考"]
    (found,) = absences([Awaited(WANG.id, "x", NOW, NOW, begun=True)], [WANG], NOW + timedelta(days=1))
    assert (found.missed, found.begun) == (True, True)


def test_who_is_most_overdue_comes_first():
    assert due({1: (2, 5), 2: (4, 4), 9: (9, 9)}, [LI, WANG]) == (Due(WANG, 4, 0), Due(LI, 2, 3))


def test_today_is_the_day_on_the_wall():
    begins = datetime(2026, 11, 22, 16, tzinfo=UTC)
    assert today_of(NOW) == (begins, begins + timedelta(days=1))
    assert today_of(begins - timedelta(seconds=1))[0] == begins - timedelta(days=1)
