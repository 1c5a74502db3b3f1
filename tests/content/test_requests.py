"""Requests: read from JSON or YAML alike, or refused with every problem at its place, and never another way."""

import json
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.bookreader import read_books
from trainer.content.files import MOST_BYTES
from trainer.content.requests import (
    RequestDamaged,
    moment_of,
    read_request,
    table_of,
    terms_of,
    uses_of,
    with_readings,
)
from trainer.content.requestschema import BillText, DecideText, ProrateText, RateText, keys_of
from trainer.core.errors import BadUsage, MissingFact
from trainer.core.metering import Bulk
from trainer.core.rating import Call, Table
from trainer.core.tariff import Edition

FORMS = (RateText, BillText, ProrateText, DecideText)
DAY = {"id": "day", "name": "白天", "kind": "call", "price": "0.30"}
NIGHT = {**DAY, "id": "night", "name": "夜间", "price": "0.10", "times": "19:00-08:00"}
WEEKEND = {**DAY, "id": "weekend", "name": "周末", "price": "0.20", "weekdays": [6, 7], "priority": 1}
JULY = (date(2004, 7, 1), date(2004, 7, 31))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_books(Path(__file__).parents[2]).edition


def written(value: object) -> bytes:
    return value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()


def problems(value: object, form: Any = RateText) -> list[str]:
    with pytest.raises(RequestDamaged) as refused:
        read_request(written(value), "r.json", form)
    assert str(refused.value) == "\n".join(map(str, refused.value.problems))
    return [str(problem) for problem in refused.value.problems]


def uses(*said: dict[str, object], rates: Any = (DAY, NIGHT), stretch: Any = JULY) -> tuple[Call | Bulk, ...]:
    asked = read_request(written({"table": {"rates": list(rates)}, "uses": list(said)}), "r.json", RateText)
    tariff = table_of(asked)
    return uses_of(asked, Table(tariff.rates, tariff.bundles, tariff.terms, tariff.words), stretch)


def refused(*said: dict[str, object], **more: Any) -> str:
    with pytest.raises(RequestDamaged) as found:
        uses(*said, **more)
    return str(found.value)


def test_yaml_and_json_are_read_alike() -> None:
    told = {"plan": "全球通", "uses": [{"kind": "call", "start": "2004-07-03 18:59", "seconds": 5}]}
    as_yaml = "plan: 全球通\nuses:\n  - kind: call\n    start: 2004-07-03T18:59:00\n    seconds: 5\n"
    asked = [read_request(raw, "r", RateText).form for raw in (written(told), as_yaml.encode())]
    assert asked[0] == asked[1]


def test_every_problem_is_told_at_once_with_its_place() -> None:
    raw = (
        b'{"plan": 5,\n "uses": [{"kind": "call", "start": "2004-02-30 10:00", "seconds": -1}],\n "pln": ""}'
    )
    assert [problem.split(" ", 2)[:2] for problem in problems(raw)] == [
        ["r.json:1:10", "F104"],
        ["r.json:2:37", "F106"],
        ["r.json:2:68", "F104"],
        ["r.json:3:2", "F102"],
    ]


def test_what_is_wrong_about_a_use_as_a_whole_is_told_for_each() -> None:
    told = problems(
        {"uses": [{"kind": "call", "at": "20:00"}, {"kind": "message", "at": "20:00", "seconds": 1}]}
    )
    assert [problem.split(" ", 1)[1] for problem in told] == [
        "F101 缺少「seconds」或「minutes」。写明用了多少",
        "F104 这里不用 seconds。改写 count",
    ]


@pytest.mark.parametrize("raw", [b"", b"[]", b"5", b"null", b"\xff", b"{", b"x" * (MOST_BYTES + 1)])
def test_what_is_no_request_is_one_problem(raw: bytes) -> None:
    assert len(problems(raw)) == 1


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
USE_KEYS = st.sampled_from(sorted(keys_of(BillText)))


def told_with_places(damaged: RequestDamaged) -> None:
    assert damaged.problems
    assert all(problem.place for problem in damaged.problems)


@given(st.sampled_from(FORMS), st.dictionaries(USE_KEYS, JUNK, max_size=6), JUNK)
def test_junk_is_refused_and_never_fails_otherwise(form: Any, said: dict[str, object], other: object) -> None:
    for value in (said, other, {"uses": [said], "month": "2004-07", "table": other}):
        try:
            read_request(written(value), "r.json", form)
        except RequestDamaged as damaged:
            told_with_places(damaged)


@given(JUNK)
def test_a_table_of_junk_is_refused_and_never_fails_otherwise(rows: object) -> None:
    raw = written({"table": {"rates": rows, "shares": rows}, "uses": []})
    try:
        table_of(read_request(raw, "r.json", RateText))
    except RequestDamaged as damaged:
        told_with_places(damaged)


def test_keys_that_a_verb_has_are_known_to_it_alone() -> None:
    assert "joined" in keys_of(BillText)
    assert "plans" not in keys_of(RateText)
    assert {"mode", "period"} <= keys_of(ProrateText)


START = {"kind": "call", "start": "2004-07-03 10:00"}
AT = {"kind": "call", "at": "2004-07-03 10:00"}


@pytest.mark.parametrize(
    ("use", "told"),
    [
        ({**START, "seconds": 1.0}, "要写 0 到 1000000000 之间的整数"),
        ({**START, "seconds": True}, "要写 0 到 1000000000 之间的整数"),
        ({**START, "seconds": 2_678_401}, "一次通话最长 2678400 秒"),
        ({**START, "seconds": 1, "at": "20:00"}, "只能写一个"),
        ({**START, "seconds": 1, "calls": 1}, "就是一次"),
        ({**START, "kind": "message"}, "短信没有 start"),
        ({**AT, "minutes": 1, "seconds": 1}, "seconds、minutes 只能写一个"),
        ({**AT, "minutes": 16_666_667}, "要写 0 到 16666666 之间的整数"),
        ({**START, "seconds": 1, "direction": "up"}, "只能是 out、in、主叫、被叫"),
        ({**START, "seconds": 1, "network": " "}, "群的名字"),
        ({**START, "seconds": 1, "to": "+49"}, "只写数字"),
        ({**START, "seconds": 1, "start": "10:00"}, "时刻写法不对"),
        ({**START, "seconds": 1, "start": "2004-07-03 24:00"}, "没有这个钟点"),
        ({**START, "seconds": 1, "start": "2050-01-01 10:00"}, "要在 1990 到 2049 年之间"),
        ({**AT, "minutes": 1, "at": "夜里"}, "时刻写法不对"),
        ({**AT, "minutes": 1, "at": 5}, "时刻写法不对"),
    ],
)
def test_a_use_that_nobody_can_have_is_told_with_the_cure(use: dict[str, object], told: str) -> None:
    [problem] = problems({"uses": [use]})
    assert told in problem


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"month": "2004-7"}, "月份写法不对"),
        ({"month": "2004-00"}, "没有这一天"),
        ({"month": "2004-07", "joined": "2004-7-1"}, "日期写法不对"),
        ({"month": "2004-07", "left": "2003-02-29"}, "没有这一天"),
    ],
)
def test_a_day_that_there_never_was_is_told_with_the_cure(said: dict[str, object], told: str) -> None:
    [problem] = problems(said, BillText)
    assert told in problem


# Uses


def test_a_call_and_a_sum_become_what_the_core_rates() -> None:
    call, sum_, pieces = uses(
        {"kind": "call", "to": "49123", "start": "2004-07-03 18:59:30", "seconds": 75},
        {**AT, "minutes": 2, "calls": 1, "direction": "in", "network": "off-net"},
        {"kind": "流量", "at": "2004-07-03 20:00", "count": 3},
        rates=(DAY, NIGHT, {**DAY, "id": "data", "kind": "流量"}),
    )
    assert isinstance(call, Call)
    assert (call.traffic.kind, call.traffic.to, call.seconds) == ("通话", "49123", 75)
    assert isinstance(sum_, Bulk)
    assert (sum_.quantity, sum_.calls, sum_.traffic[2:4]) == (120, 1, ("被叫", "网外"))
    assert isinstance(pieces, Bulk)
    assert pieces.quantity == 3
    assert [moment_of(use) for use in (call, sum_)] == [
        datetime(2004, 7, 3, 18, 59, 30),
        datetime(2004, 7, 3, 10),
    ]


@pytest.mark.parametrize(
    ("at", "rates", "moment"),
    [
        ("20:00", (DAY, NIGHT), datetime(2004, 7, 1, 20)),
        (None, (DAY,), datetime(2004, 7, 1)),
        ("2004-07-05", (DAY,), datetime(2004, 7, 5)),
        ("2004-07-05", (DAY, WEEKEND), datetime(2004, 7, 5)),
    ],
)
def test_a_moment_told_in_part_is_enough_where_the_rest_changes_nothing(
    at: Any, rates: Any, moment: datetime
) -> None:
    said = {"kind": "call", "minutes": 1} | ({"at": at} if at else {})
    assert [moment_of(use) for use in uses(said, rates=rates)] == [moment]


@pytest.mark.parametrize(
    ("at", "rates", "told"),
    [
        (None, (DAY, NIGHT), "2004-07-01 00:00按“夜间”，2004-07-01 08:00按“白天”"),
        ("20:00", (DAY, WEEKEND), "2004-07-01 20:00按“白天”，2004-07-03 20:00按“周末”"),
        ("2004-07-03", (DAY, NIGHT), "2004-07-03 00:00按“夜间”，2004-07-03 08:00按“白天”"),
        (None, ({**DAY, "times": "08:00-19:00"},), "2004-07-01 00:00按“没有价格”，2004-07-01 08:00按“白天”"),
    ],
)
def test_a_moment_told_in_part_is_refused_where_the_rest_matters(at: Any, rates: Any, told: str) -> None:
    said = {"kind": "call", "minutes": 1} | ({"at": at} if at else {})
    assert f"通话要看时候：{told}，at 要写全日期和钟点" in refused(said, rates=rates)


def test_without_a_month_the_day_has_to_be_told() -> None:
    assert "没有说是哪一天" in refused({"kind": "call", "minutes": 1, "at": "20:00"}, stretch=None)
    assert uses({"kind": "call", "minutes": 1, "at": "2004-07-03 20:00"}, stretch=None)


def test_what_the_table_does_not_price_is_left_for_the_rating_to_tell() -> None:
    assert uses({"kind": "message", "count": 1}, {"kind": "message", "count": 1, "at": "20:00"})


def test_a_use_that_is_not_told_clearly_enough_is_refused_at_its_place() -> None:
    rows = ({**DAY, "direction": "out"}, {**DAY, "id": "in", "direction": "in", "price": "0"})
    text = refused({"kind": "call", "start": "2004-07-03 10:00", "seconds": 1}, rates=rows)
    assert text.startswith("r.json:1:")
    assert "要写明主叫还是被叫" in text


# What a request holds besides


def test_a_table_in_the_request_is_refused_at_its_place() -> None:
    raw = b'{"table":\n {"rates": [{"id": "a", "name": "a", "kind": "call", "price": 0.5}]}}'
    with pytest.raises(RequestDamaged, match=r"^r\.json:2:63 F107"):
        table_of(read_request(raw, "r.json", RateText))
    with pytest.raises(RequestDamaged, match=r"^r\.json:1:12 F102"):
        table_of(read_request(b'{"table": {"rats": 1}}', "r.json", RateText))


def test_a_share_in_the_request_is_refused_at_its_place() -> None:
    head = b'{"from": "2004-07-01", "to": "2004-07-31",\n'
    wrong = read_request(head + b'"share": {"times": "x"}, "rounding": {"mode": "y"}}', "r.json", ProrateText)
    with pytest.raises(RequestDamaged) as found:
        terms_of(wrong)
    assert [str(problem.place) for problem in found.value.problems] == ["r.json:2:20", "r.json:2:47"]
    good = read_request(head + b'"share": {"times": 12, "divisor": 365}}', "r.json", ProrateText)
    share, rounding = terms_of(good)
    assert share
    assert (share.times, share.divisor, rounding.to) == (12, 365, Fraction(1, 100))
    assert terms_of(read_request(head + b'"amount": "5"}', "r.json", ProrateText))[0] is None


def test_an_assumption_may_be_read_otherwise(edition: Edition) -> None:
    raw = {"assumptions": {"AS-3": True, "AS-1y": 366}}
    read = with_readings(read_request(written(raw), "r.json", RateText), edition)
    assert (read.assumptions["AS-3"].value, read.assumptions["AS-1y"].value) == (True, 366)
    assert read.assumptions["AS-2"] == edition.assumptions["AS-2"]


@pytest.mark.parametrize(
    ("assumptions", "told"),
    [
        ({"AS-33": True}, "是否指「AS-3」"),
        ({"zzz": 1}, "编号见"),
        ({"AS-3": 1}, "true 或 false"),
        ({"AS-1y": False}, "如 365"),
    ],
)
def test_an_assumption_that_cannot_be_read_so_is_refused(
    assumptions: Any, told: str, edition: Edition
) -> None:
    with pytest.raises(RequestDamaged, match=f"R801.*{told}"):
        with_readings(read_request(written({"assumptions": assumptions}), "r.json", RateText), edition)


@pytest.mark.parametrize(
    ("first", "last", "ok"),
    [
        (None, None, True),
        (date(2004, 7, 3), date(2004, 7, 3), True),
        (date(2004, 7, 4), None, False),
        (None, date(2004, 7, 2), False),
    ],
)
def test_a_day_outside_of_the_edition_is_refused(first: Any, last: Any, ok: bool, edition: Edition) -> None:
    held = replace(edition, valid_from=first, valid_to=last)
    asked = read_request(b'{"service": "x", "on": "2004-07-03"}', "r.json", DecideText)
    asked.refuse_days(held, [(("joined",), None)])
    if ok:
        asked.refuse_days(held, [(("on",), asked.form.on)])
    else:
        with pytest.raises(RequestDamaged, match=r"r\.json:1:24 R801 2004-07-03 不在资费版本"):
            asked.refuse_days(held, [(("on",), asked.form.on)])


def test_what_the_core_refuses_is_told_with_its_place_and_what_is_missing_is_not() -> None:
    asked = read_request(b'{"plan": "x"}', "r.json", RateText)
    with pytest.raises(RequestDamaged, match=r"^r\.json:1:10 R801 不对。$"), asked.at("plan"):
        raise BadUsage("不对。")
    with pytest.raises(MissingFact), asked.at("plan"):
        raise MissingFact("资料没有写")


def test_papers_are_told_with_whose_they_are() -> None:
    head = {"service": "x", "on": "2004-07-03"}
    assert read_request(written({**head, "papers": ["本人:身份证"]}), "r.json", DecideText).form.papers
    for paper in ("身份证", 5, ""):
        assert "本人：身份证" in problems({**head, "papers": [paper]}, DecideText)[0]
