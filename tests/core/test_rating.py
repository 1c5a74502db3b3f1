"""Rating calls, by hand at every edge: steps, stages, fees, bands, rounding, silence and absurd lengths."""

from datetime import datetime, timedelta
from fractions import Fraction

import pytest

from tests.core.tables import at, call, cost, days, of, pieces, row, table, yuan
from trainer.core.errors import BadUsage, MissingFact, NotOffered
from trainer.core.money import Rounding
from trainer.core.rates import Stage, Traffic
from trainer.core.rating import LONGEST_CALL, Call, Edge, Run, steps_in

DAY_NIGHT = (row("day", times="08:00-19:00"), row("night", "0.30", times="19:00-08:00"))
STAGED = row(stages=[(0, "0.60", 60, 60), (60, "0.30", 60, 6)])
CENTS = Rounding("half-up", yuan("0.01"))


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0"), (1, "0.60"), (59, "0.60"), (60, "0.60"), (61, "1.20"), (120, "1.20"), (121, "1.80")],
)
def test_a_started_minute_counts_whole(seconds: int, expected: str) -> None:
    assert cost(table(), call(seconds=seconds)) == yuan(expected)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "0"),
        (1, "0.60"),
        (60, "0.60"),
        (61, "0.63"),
        (66, "0.63"),
        (67, "0.66"),
        (120, "0.90"),
        (121, "0.93"),
    ],
)
def test_a_minute_and_then_six_seconds(seconds: int, expected: str) -> None:
    assert cost(table(STAGED), call(seconds=seconds)) == yuan(expected)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(1, "0.10"), (30, "0.10"), (31, "0.12"), (36, "0.12"), (37, "0.14"), (42, "0.14")],
)
def test_thirty_seconds_and_then_six(seconds: int, expected: str) -> None:
    rows = row(stages=[(0, "0.20", 60, 30), (30, "0.20", 60, 6)])
    assert cost(table(rows), call(seconds=seconds)) == yuan(expected)


def test_a_step_that_reaches_over_the_end_of_its_stage_is_not_charged_twice() -> None:
    rows = row(stages=[(0, "0.60", 60, 60), (90, "0.06", 6, 6)])
    assert cost(table(rows), call(seconds=90)) == yuan("1.20")
    assert cost(table(rows), call(seconds=120)) == yuan("1.20")
    assert cost(table(rows), call(seconds=121)) == yuan("1.26")


def test_the_connection_fee_is_charged_once_a_call_and_not_for_no_call() -> None:
    rows = tuple(row(each.id, "0.60", of=each.of, fee="0.50") for each in DAY_NIGHT)
    assert cost(table(*rows), call("2004-07-07 18:59:30", 60)) == yuan("1.70")
    assert cost(table(*rows), call(seconds=60), call(seconds=60)) == yuan("2.20")
    assert cost(table(*rows), call(seconds=0)) == cost(table(row(fee="0.50")), call(seconds=0)) == 0


def test_a_call_costs_at_most_so_much_fee_included() -> None:
    rows = row(fee="0.50", most="1.50")
    told = [cost(table(rows), call(seconds=seconds)) for seconds in (60, 61, 3600)]
    assert told == [yuan("1.10"), yuan("1.50"), yuan("1.50")]
    assert cost(table(row(most="0")), call(seconds=60)) == 0
    assert cost(table(row(most="0.12345")), call(seconds=60)) == yuan("0.12345")


def test_the_highest_cost_counts_over_all_parts_of_a_row() -> None:
    lunch = row("lunch", "0.10", times="12:00-12:01")
    rows = (row("base", most="1"), lunch)
    assert cost(table(*rows), call("2004-07-07 11:59", 180)) == yuan("1.10")


def test_a_year_old_price_ends_and_the_new_one_begins_at_midnight() -> None:
    rows = (row("old", last="2003-12-31"), row("new", "0.40", first="2004-01-01"))
    assert cost(table(*rows), call("2003-12-31 23:59:59", 1)) == yuan("0.60")
    assert cost(table(*rows), call("2004-01-01 00:00:00", 1)) == yuan("0.40")
    assert cost(table(*rows), call("2003-12-31 23:59:00", 120)) == yuan("1.00")


@pytest.mark.parametrize(
    ("start", "seconds", "expected"),
    [
        ("2004-02-28 23:59:00", 120, "0.90"),
        ("2004-02-29 23:59:00", 120, "0.90"),
        ("2003-02-28 23:59:00", 120, "1.20"),
        ("2004-02-28 23:59:00", 2 * 60 + 86_400, "433.20"),
    ],
)
def test_leap_day_is_a_day_like_any_other(start: str, seconds: int, expected: str) -> None:
    leap = row("leap", "0.30", windows=["2004-02-29..2004-02-29"])
    assert cost(table(row("base"), leap, edge="split"), call(start, seconds)) == yuan(expected)


@pytest.mark.parametrize(("edge", "expected"), [("split", "0.90"), ("carry", "0.60"), ("start", "0.60")])
def test_a_call_over_an_edge_is_split_carried_or_kept(edge: Edge, expected: str) -> None:
    assert cost(table(*DAY_NIGHT, edge=edge), call("2004-07-07 18:59:30", 60)) == yuan(expected)


@pytest.mark.parametrize(
    ("edge", "parts"),
    [
        ("split", [("day", 30, 1), ("night", 61, 2)]),
        ("carry", [("day", 60, 1), ("night", 31, 1)]),
        ("start", [("day", 91, 2)]),
    ],
)
def test_the_parts_of_a_call_tell_row_length_and_steps(edge: Edge, parts: list[tuple[str, int, int]]) -> None:
    told = table(*DAY_NIGHT, edge=edge).parts(call("2004-07-07 18:59:30", 91))
    assert [(part.rate.id, part.seconds, sum(run.steps for run in part.runs)) for part in told] == parts
    assert told[0].start == at("2004-07-07 18:59:30")
    assert told[-1].start + timedelta(seconds=told[-1].seconds) == at("2004-07-07 19:01:01")


def test_a_step_carried_over_a_whole_band_leaves_nothing_for_it() -> None:
    lunch = row("lunch", "9", times="12:00-12:01")
    told = table(row("base", "1", 300, 300), lunch, edge="carry").parts(call("2004-07-07 11:59", 240))
    assert [(part.rate.id, part.seconds) for part in told] == [("base", 240)]


def test_stages_run_on_over_an_edge_only_where_steps_are_carried() -> None:
    rows = tuple(
        row(each.id, of=each.of, stages=[(0, "0.60", 60, 60), (60, "0.06", 6, 6)]) for each in DAY_NIGHT
    )
    one = call("2004-07-07 18:59:30", 66)
    assert cost(table(*rows, edge="split"), one) == yuan("1.20")
    assert cost(table(*rows, edge="carry"), one) == yuan("0.66")


@pytest.mark.parametrize(
    ("mode", "scope", "expected"),
    [
        ("half-up", "step", "0.04"),
        ("half-even", "step", "0.04"),
        ("down", "step", "0.02"),
        ("up", "call", "0.04"),
        ("down", "call", "0.03"),
        ("half-up", "line", "0.035"),
    ],
)
def test_rounding_falls_on_each_step_each_call_or_on_nothing_here(
    mode: str, scope: str, expected: str
) -> None:
    rows = row(price="0.0175", per=1, step=1)
    told = table(rows, rounding=Rounding(mode, yuan("0.01")), scope=scope)  # type: ignore[arg-type]
    assert cost(told, call(seconds=2)) == yuan(expected)


def test_a_split_call_is_rounded_once_as_a_whole() -> None:
    rows = tuple(row(each.id, "0.005", of=each.of) for each in DAY_NIGHT)
    told = table(*rows, scope="call", rounding=CENTS)
    assert cost(told, call("2004-07-07 18:59:30", 60)) == yuan("0.01")


def test_amounts_stay_exact_however_odd_the_prices_are() -> None:
    rows = (row("a", "1/3", 7, 1, fee="1/11"), pieces("b", "0.123456"))
    told = table(*rows)
    assert cost(told, call(seconds=5)) == Fraction(5, 21) + Fraction(1, 11)
    assert told.scaled(told.yuan(12_345)) == 12_345


@pytest.mark.parametrize("seconds", [-1, LONGEST_CALL + 1, 10**12])
def test_an_absurd_length_is_refused_both_ways(seconds: int) -> None:
    for told in (table(), table(*DAY_NIGHT)):
        with pytest.raises(BadUsage, match=f"通话时长 {seconds} 秒不对，要在 0 到 2678400 秒之间"):
            told.costs([call(seconds=seconds)])


def test_the_longest_call_is_still_rated() -> None:
    month = call("2004-03-01", LONGEST_CALL)
    assert cost(table(), month) == 44_640 * yuan("0.60")
    assert cost(table(*DAY_NIGHT), month) == 31 * (660 * yuan("0.60") + 780 * yuan("0.30"))


def test_silence_and_closed_services_are_told_both_ways_even_in_mid_call() -> None:
    rows = (row("day", times="08:00-19:00"), row("night", missing="夜间单价", times="19:00-22:00"))
    late = row("late", barred="深夜不开放", times="22:00-24:00")
    told = table(*rows, late)
    one = call("2004-07-07 18:59", 120)
    with pytest.raises(MissingFact, match="夜间单价"):
        told.costs([one])
    with pytest.raises(NotOffered, match="深夜不开放"):
        told.costs([call("2004-07-07 22:00", 1)])
    with pytest.raises(MissingFact, match="没有写通话的价格"):
        told.costs([call("2004-07-07 07:59:59", 1)])
    assert table(*rows, late, edge="start").costs([one]) == [120]
    for closed in (row(barred="不开放"), row(missing="单价")):
        with pytest.raises((MissingFact, NotOffered)):
            table(closed).costs([call()])


def test_a_call_of_no_seconds_is_still_told_clearly() -> None:
    with pytest.raises(MissingFact, match="彩铃"):
        table().costs([call(seconds=0, kind="彩铃")])


@pytest.mark.parametrize(("step", "expected"), [(60, "不足1分钟怎样计费"), (6, "不足6秒怎样计费")])
def test_a_started_step_without_a_price_is_a_missing_fact(step: int, expected: str) -> None:
    rows = row(per=step, step=None, started="AS-3")
    assert cost(table(rows), call(seconds=2 * step)) == yuan("1.20")
    with pytest.raises(MissingFact, match=expected + "（AS-3没有采用）"):
        table(rows).costs([call(seconds=step + 1)])
    with pytest.raises(MissingFact, match=expected + "，需查证"):
        steps_in(row(per=step, step=None), 0, 1)


def test_a_table_asked_often_answers_alike() -> None:
    made = table(*DAY_NIGHT, row("week", "0.20", weekdays=[6, 7], priority=1))
    calls = [call(f"2004-07-{n:02} {hour:02}:59:59", n) for n in range(1, 31) for hour in (7, 12, 18, 23)]
    first = made.costs(calls)
    assert made.costs(calls) == first == [made.cost(made.parts(each)) for each in calls]


def test_prefixes_and_words_reach_the_short_way_too() -> None:
    rows = (row("uk", "1", to="44"), row("london", "2", to=["4420", "4421"]), row("rest", "3"))
    told = table(*rows)
    numbers = ["4420", "4421", "44", "86"]
    assert [cost(told, Call(Traffic("通话", to=to), at("2004-07-07"), 60)) for to in numbers] == [2, 2, 1, 3]


def test_parts_name_the_stage_of_each_run() -> None:
    (part,) = table(STAGED).parts(call(seconds=67))
    assert part.runs == (Run(0, 1), Run(1, 2))
    assert STAGED.stages == (Stage(yuan("0.60"), 60, 60), Stage(yuan("0.30"), 60, 6, 60))
    assert part.start == datetime(2004, 7, 7, 10)
    assert days() == of().days
