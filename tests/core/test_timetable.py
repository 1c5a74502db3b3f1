"""Timetables: which row holds at a moment, how long, and what is told instead of a silent guess."""

import pytest

from tests.core.tables import LOCAL, TEXT, at, bundle, day, of, pieces, row
from trainer.core.errors import BadUsage, MissingFact, NotOffered
from trainer.core.rates import IN, MESSAGE, ON_NET, OUT, Traffic
from trainer.core.timetable import Timetable, usable

DAY_NIGHT = (row("day", times="08:00-19:00"), row("night", "0.30", times="19:00-08:00"))


def held(table: Timetable, moment: str, use: Traffic = LOCAL) -> str:
    return table.pick(use, at(moment))[0].id


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2004-07-07 07:59:59", "night"),
        ("2004-07-07 08:00:00", "day"),
        ("2004-07-07 18:59:59", "day"),
        ("2004-07-07 19:00:00", "night"),
        ("2004-07-07 23:59:59", "night"),
        ("2004-07-08 00:00:00", "night"),
    ],
)
def test_the_band_changes_with_the_second_of_its_edge(moment: str, expected: str) -> None:
    assert held(Timetable(DAY_NIGHT), moment) == expected


@pytest.mark.parametrize(
    ("conditions", "inside", "outside"),
    [
        ({"weekdays": [6, 7]}, ["2004-07-10 00:00", "2004-07-11 23:59:59"], ["2004-07-09 23:59:59"]),
        ({"months": [2]}, ["2004-02-01 00:00", "2004-02-29 23:59:59"], ["2004-01-31 23:59:59", "2004-03-01"]),
        (
            {"windows": ["2003-12-31..2004-01-01"]},
            ["2003-12-31 00:00", "2004-01-01 23:59:59"],
            ["2004-01-02"],
        ),
        ({"first": "2004-02-29"}, ["2004-02-29 00:00"], ["2004-02-28 23:59:59"]),
        ({"last": "2004-02-29"}, ["2004-02-29 23:59:59"], ["2004-03-01 00:00"]),
    ],
)
def test_days_change_at_midnight_and_the_narrower_row_wins(
    conditions: dict[str, object], inside: list[str], outside: list[str]
) -> None:
    for rows in ([row("base"), row("narrow", **conditions)], [row("narrow", **conditions), row("base")]):
        table = Timetable(rows)
        assert {held(table, moment) for moment in inside} == {"narrow"}
        assert {held(table, moment) for moment in outside} == {"base"}


def test_the_longest_prefix_wins() -> None:
    table = Timetable([row("germany", to="49"), row("mobile", to=["4915", "4916"]), row("any")])
    told = {
        number: held(table, "2004-07-07 10:00", Traffic("通话", to=number))
        for number in ("4930", "491512", "44")
    }
    assert told == {"4930": "germany", "491512": "mobile", "44": "any"}


def test_how_long_a_row_holds_is_told_over_midnight_and_over_days() -> None:
    table = Timetable(DAY_NIGHT)
    evening = at("2004-12-31 23:00:30")
    assert table.hold(LOCAL, evening, 100)[2] == 100
    assert table.hold(LOCAL, evening, 3570)[2] == 3570
    assert table.hold(LOCAL, evening, 10**6)[2] == 9 * 3600 - 30
    always = Timetable([row()])
    assert always.hold(LOCAL, evening, 31 * 86_400)[2] == 31 * 86_400
    weekend = Timetable([row(), row("weekend", weekdays=[6, 7])])
    assert weekend.hold(LOCAL, at("2004-07-05 12:00"), 10**6)[2] == 4 * 86_400 + 43_200


def test_a_bundle_that_ends_ends_a_stretch_too() -> None:
    table = Timetable([row()], [bundle("early", 60, of(times="00:00-06:00"))])
    assert table.hold(LOCAL, at("2004-07-07 05:00"), 10**5)[1:] == ((0,), 3600)
    assert table.hold(LOCAL, at("2004-07-07 06:00"), 10**5)[1:] == ((), 18 * 3600)
    assert [(band.start, band.end, band.free) for band in table.day(LOCAL, day("2004-07-07"))] == [
        (0, 21_600, (0,)),
        (21_600, 86_400, ()),
    ]


def test_a_row_holds_always_only_where_nothing_asks_for_the_moment() -> None:
    free = bundle("early", 60, of(times="00:00-06:00"))
    only = row(kind="上网")
    assert Timetable([row("base"), row("on", network=ON_NET)]).always(Traffic("通话", network=ON_NET)) == row(
        "on", network=ON_NET
    )
    assert Timetable(DAY_NIGHT).always(LOCAL) is None
    assert Timetable([row(first="2004-02-01")]).always(LOCAL) is None
    assert Timetable([row()], [free]).always(LOCAL) is None
    assert Timetable([row(), only], [free]).always(Traffic("上网")) == only
    assert Timetable([row(to="49")]).always(Traffic("通话", to="44")) is None


@pytest.mark.parametrize("moment", ["2004-07-07 07:59:59", "2004-07-07 19:00"])
def test_a_moment_without_a_row_is_a_missing_fact(moment: str) -> None:
    with pytest.raises(MissingFact, match="资费表没有写通话的价格，需查证"):
        Timetable(DAY_NIGHT[:1]).pick(LOCAL, at(moment))


def test_a_kind_without_a_row_is_a_missing_fact_that_names_what_has_a_price() -> None:
    with pytest.raises(MissingFact, match="没有写彩铃的价格（写了的：通话、短信）"):
        Timetable([row(), pieces()]).pick(Traffic("彩铃"), at("2004-07-07"))
    with pytest.raises(MissingFact, match="没有写这一类的价格（写了的：无）"):
        Timetable([]).pick(Traffic(""), at("2004-07-07"))


def test_a_row_may_say_that_the_material_is_silent_or_the_service_is_not_open() -> None:
    with pytest.raises(MissingFact, match="资料没有写漫游单价，需查证"):
        Timetable([row(missing="漫游单价")]).pick(LOCAL, at("2004-07-07"))
    with pytest.raises(NotOffered, match="大灵通没有漫游功能"):
        Timetable([row(barred="大灵通没有漫游功能")]).pick(LOCAL, at("2004-07-07"))
    assert usable(row(), LOCAL) == row()


def test_a_word_that_nobody_named_is_refused_and_the_known_ones_are_told() -> None:
    table = Timetable([row(service="市内"), row("far", service="长途")], words=["漫游"])
    with pytest.raises(BadUsage, match="业务「本地」不在资费表里，可写：市内、漫游、长途"):
        table.rows(Traffic("通话", "本地"))
    assert table.rows(Traffic("通话", "漫游")) == ()
    assert len(table.rows(Traffic("通话", "市内", IN))) == 1


def test_the_usual_words_need_no_row_to_name_them() -> None:
    table = Timetable([row("out", direction=OUT), row("in", "0", direction=IN)])
    assert held(table, "2004-07-07", Traffic("通话", direction=IN, network="网外")) == "in"


def test_a_word_that_only_a_bundle_names_is_known() -> None:
    on_net, off_net = row("on", network=ON_NET), row("off", network="网外")
    table = Timetable([on_net, off_net, row("rest")], [bundle("group", 60, of(network="校园卡网内"))])
    assert held(table, "2004-07-07", Traffic("通话", network="校园卡网内")) == "rest"


UNCLEAR = "通话要写明主叫还是被叫（例如“主叫”）"


def test_a_use_that_leaves_out_what_the_price_hangs_on_is_refused_every_time() -> None:
    table = Timetable([row("base"), row("out", direction=OUT)])
    for _ in range(2):
        with pytest.raises(BadUsage, match=UNCLEAR):
            table.rows(LOCAL)
    assert len(table.rows(Traffic("通话", direction=IN))) == 1


def test_a_row_with_two_words_is_not_missed_where_both_are_left_out() -> None:
    table = Timetable([row("base"), row("far", service="长途", network=ON_NET)])
    with pytest.raises(BadUsage, match="通话要写明业务（例如“长途”）、网内还是网外（例如“网内”）"):
        table.rows(LOCAL)
    with pytest.raises(BadUsage, match="长途通话要写明网内还是网外"):
        table.rows(Traffic("通话", "长途"))


def test_a_word_that_decides_about_a_bundle_must_be_told() -> None:
    table = Timetable([pieces()], [bundle("free", 200, of(MESSAGE, network=ON_NET))])
    with pytest.raises(BadUsage, match="短信要写明网内还是网外"):
        table.rows(TEXT)
    assert table.pick(Traffic(MESSAGE, network=ON_NET), at("2004-07-07"))[1] == (0,)
    assert table.pick(Traffic(MESSAGE, network="网外"), at("2004-07-07"))[1] == ()


def test_the_number_must_be_told_where_prefixes_decide_but_never_the_place() -> None:
    with pytest.raises(BadUsage, match="通话要写明拨打的号码（例如“4420”）"):
        Timetable([row("uk", to=["4420", "4421"]), row("rest")]).rows(LOCAL)
    assert len(Timetable([row("base"), row("near", place="基站范围内")]).rows(LOCAL)) == 1
