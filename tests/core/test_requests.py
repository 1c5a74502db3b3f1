"""Requests that tell too little, or nonsense; readings not adopted; and what holds whatever is asked."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.counter import ID, on_day, rulesfile, shipped, without
from trainer.content.bookreader import read_books
from trainer.core.bill import Usage, bill, tariff_of
from trainer.core.clauses import Clause
from trainer.core.errors import BadUsage, MissingFact, NotOffered
from trainer.core.library import Source
from trainer.core.rates import Traffic
from trainer.core.rating import Call, Table
from trainer.core.rules import BadRequest, Decision, Request, UnknownCase, decide
from trainer.core.tariff import Edition, UnknownBrand, plan_of

RANK = {"受理": 0, "资料未写": 1, "不受理": 2}

# What is not told, not adopted, not known.


def test_what_was_not_told_is_asked() -> None:
    decision = on_day(10, "开户入网")
    assert decision.accepted
    assert decision.bring == ("本人的身份证、军官证、户口簿、护照或驾照",)
    assert decision.ask == ("办的是哪种品牌", "按哪种情况办", "带了哪些证件")
    assert "私人开户要带本人的身份证、军官证、户口簿、护照或驾照" in decision.reasons
    assert on_day(3, "补卡").ask == ("有没有欠费",)
    assert on_day(3, "补卡", arrears=False).ask == ()
    assert on_day(3, "拆功", arrears=False).ask == ("办的是哪种品牌", "哪种功能")


def test_a_clause_on_a_reading_that_is_not_adopted_says_nothing() -> None:
    owing = decide(without("AS-16"), Request("补卡", arrears=True), date(2004, 3, 10))
    assert owing.verdict == "资料未写"
    assert "AS-16“除开户入网以外都算售后业务”没有采用，算资料未写" in owing.reasons[0]
    campus = Request("业务品牌转型", plan="校园套餐", plan_from="学生套餐", arrears=False)
    assert decide(without("AS-17"), campus, date(2004, 3, 4)).verdict == "资料未写"
    named = replace(campus, plan="全球通", plan_from="黄鹤卡")
    assert decide(without("AS-17"), named, date(2004, 3, 4)).verdict == "不受理"
    account = Request("改帐", arrears=False)
    assert decide(without("AS-18"), account, date(2004, 3, 4)).verdict == "资料未写"


@pytest.mark.parametrize(
    ("told", "error", "words"),
    [
        ({"service": "过护"}, BadRequest, "规则里没有业务「过护」，是否指「过户」？"),
        ({"service": "xyz"}, BadRequest, "规则里没有业务「xyz」，现有：开户入网、"),
        ({"service": "补卡", "plan": "全求通"}, UnknownBrand, "资费表里没有「全求通」，是否指「全球通」？"),
        ({"service": "开户入网", "case": "私人开卡"}, UnknownCase, "是否指「私人开户」？"),
        ({"service": "补卡", "case": "私人开户"}, BadRequest, "补卡不分「私人开户」这种情况$"),
        ({"service": "现金改托收", "case": "私人开户"}, BadRequest, "这种情况，可选：银行托收"),
        ({"service": "开户", "case": "爱心卡开户", "plan": "全球通"}, BadRequest, "爱心卡开户只用于爱心卡"),
        ({"service": "增功", "feature": "随便听"}, BadRequest, "没有功能「随便听」，是否指「随意听」？"),
        (
            {"service": "补卡", "joined": date(2004, 3, 11)},
            BadRequest,
            "入网日期2004-03-11晚于办理日期2004-03-10",
        ),
        (
            {"service": "补卡", "joined": date(2004, 3, 1), "segment": "13x"},
            BadRequest,
            "号段「13x」要写号码开头的数字",
        ),
    ],
)
def test_what_cannot_be_decided_is_refused_with_a_cure(
    told: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        decide(shipped(), Request(**told), date(2004, 3, 10))


def test_a_day_outside_of_the_edition_is_refused() -> None:
    dated = replace(shipped(), valid_from=date(2004, 1, 1), valid_to=date(2004, 3, 5))
    for on in (date(2003, 12, 31), date(2004, 3, 6)):
        with pytest.raises(BadRequest, match="有效期里（2004-01-01至2004-03-05）"):
            decide(dated, Request("补卡"), on)
    assert decide(dated, Request("过户", arrears=False), date(2004, 3, 5)).possible_from is None
    last = decide(shipped(), Request("过户", arrears=False), date.max - timedelta(days=30))
    assert last.possible_from == date(9999, 12, 6)
    holiday = decide(dated, Request("开户", plan="假期卡", papers=ID), date(2004, 1, 1))
    assert holiday.possible_from is None


def test_the_case_for_the_deaf_needs_no_plan_told() -> None:
    assert on_day(10, "开户", case="爱心卡开户").bring == ("本人的残疾证", "本人的残联证明", "本人的身份证")
    assert on_day(10, "开户", case="爱心卡开户", plan="爱心卡").accepted


# Each assumption changes what it says it does, and nothing else.

PRICED = [plan["name"] for plan in rulesfile("plans.yaml")["plans"] if plan["tariff"]]
JULY = date(2004, 7, 1)
CALLS = [
    Call(Traffic("通话", *words), datetime(2004, 7, 10, hour), seconds)
    for words in product(
        ("市内", "长途", "IP长途", "漫游"),
        ("主叫", "被叫"),
        ("网内", "校园卡网内"),
        ("", "六郊县基站内", "基站范围内"),
    )
    for hour in (10, 21)
    for seconds in (60, 61)
]
MESSAGES = [Call(Traffic("短信", network=network), datetime(2004, 7, 10), 1) for network in ("网内", "网外")]
MONTHS = [Usage(JULY, joined=joined, choices={"月租": "江夏"}) for joined in (None, JULY.replace(day=20))]
OTHERWISE: dict[str, Any] = {"AS-1r": "down", "AS-1y": 366}
ONLY_ANOTHER_SUM = {"AS-1r", "AS-1y", "AS-4"}
Answers = dict[tuple[str, int], str]


@cache
def read() -> Edition:
    """The edition as the program reads it."""
    return read_books(Path(__file__).parents[2]).edition


def turned(id: str) -> Edition:
    """The edition with one assumption turned."""
    reading = read().assumptions[id]
    other = replace(reading, value=OTHERWISE.get(id, not reading.value))
    return replace(read(), assumptions={**read().assumptions, id: other})


def table_of(edition: Edition, plan: str) -> Table:
    tariff = tariff_of(edition, plan_of(edition, plan))
    return Table(tariff.rates, tariff.bundles, tariff.terms, tariff.words)


def answer(work: Callable[[], object]) -> str:
    """Return a price as text, or what the material leaves out."""
    try:
        return str(work())
    except (MissingFact, NotOffered) as told:
        return f"资料未写：{told}" if isinstance(told, MissingFact) else "没有开通"
    except BadUsage:
        return "不适用"


def answers(edition: Edition) -> Answers:
    """Ask every plan for the price of every use, and for its bills."""
    found: Answers = {}
    for plan in PRICED:
        table = table_of(edition, plan)
        works = [*(partial(_cost, table, use) for use in [*CALLS, *MESSAGES])]
        works += [partial(_total, edition, plan, month) for month in MONTHS]
        found |= {(plan, number): answer(work) for number, work in enumerate(works)}
    return found


def _cost(table: Table, use: Call) -> object:
    return table.cost(table.parts(use))


def _total(edition: Edition, plan: str, month: Usage) -> object:
    return bill(edition, plan, month).total


@cache
def usual() -> Answers:
    return answers(read())


def decisions(edition: Edition) -> dict[str, list[str]]:
    """Ask for every service, early in a month and later, with and without arrears."""
    pairs = [("学生套餐", "校园套餐"), ("智慧卡", "黄鹤卡"), ("黄鹤卡", "全球通")]
    asked = product((3, 10), (True, False), pairs)
    told: dict[str, list[str]] = {service.name: [] for service in edition.services.values()}
    for (day, owes, (old, new)), service in product(asked, told):
        request = Request(service, plan=new, plan_from=old, arrears=owes)
        told[service].append(str(decide(edition, request, JULY.replace(day=day)).findings))
    return told


def named(names: Iterable[str], text: str) -> set[str]:
    """Return the names in a sentence, the longest first, each part of it once."""
    found = set()
    for name in sorted(names, key=len, reverse=True):
        if name in text:
            found.add(name)
            text = text.replace(name, "|")
    return found


@pytest.mark.parametrize("id", shipped().assumptions)
def test_an_assumption_turns_the_results_it_names_and_no_others(id: str) -> None:
    edition, results = turned(id), shipped().assumptions[id].results
    now = answers(edition)
    changed = [key for key in now if now[key] != usual()[key]]
    told = set(PRICED) if "13个品牌" in results else named(PRICED, results)
    said_nothing = results.startswith("还没有用到")
    assert {plan for plan, _ in changed} == (set() if said_nothing else told)
    lost = usual() if shipped().assumptions[id].value is False else now
    assert id in ONLY_ANOTHER_SUM or all(lost[key].startswith("资料未写") for key in changed)
    before, after = decisions(read()), decisions(edition)
    services = {service for service in after if after[service] != before[service]}
    assert services == named(after, results)
    assert all("算资料未写" in str(after[service]) for service in services)


@pytest.mark.parametrize(
    ("day", "silent"), [("2006-05-01", True), ("2002-02-12", True), ("2004-03-10", False)]
)
def test_a_year_without_a_calendar_is_not_told_to_be_closed(day: str, silent: bool) -> None:
    roaming = Call(Traffic("通话", "漫游", "主叫"), datetime.fromisoformat(day), 60)
    table = table_of(read(), "黄鹤卡")
    with pytest.raises(MissingFact if silent else NotOffered):
        table.parts(roaming)


# Whatever the rules are.

PLANS = ["", "全球通", "黄鹤卡", "智慧卡", "校园套餐", "学生套餐", "假期卡", "爱心卡", "校园卡"]


@st.composite
def requests(draw: st.DrawFn) -> Request:
    return Request(
        draw(st.sampled_from([service.name for service in shipped().services.values()])),
        plan=draw(st.sampled_from(PLANS)),
        plan_from=draw(st.sampled_from(PLANS)),
        papers=draw(st.sampled_from([None, (), ID, ("本人：驾照", "代办人：护照")])),
        arrears=draw(st.sampled_from([None, True, False])),
        feature=draw(st.sampled_from(["", "来显", "随意听"])),
        place=draw(st.sampled_from(["", "代办点"])),
    )


def decided(edition: Edition, request: Request, on: date) -> Decision | None:
    try:
        return decide(edition, request, on)
    except BadRequest:
        return None


@given(
    requests(),
    st.dates(date(2003, 1, 1), date(2005, 12, 31)),
    st.sampled_from(["受理", "资料未写", "不受理"]),
    st.sampled_from([frozenset({3, 17}), frozenset()]),
)
def test_one_more_reason_never_lightens_a_verdict(
    request: Request, on: date, verdict: Any, days: frozenset[int]
) -> None:
    before = decided(shipped(), request, on)
    more = Clause("MORE", verdict, "又一条", days=days, sources=(Source("D9", (279,), "等"),))
    after = decided(replace(shipped(), clauses=(*shipped().clauses, more)), request, on)
    if before is None or after is None:
        return
    if before.verdict == "不受理":
        assert after.verdict == "不受理"
        refusals = {finding for finding in before.findings if finding.verdict == "不受理"}
        assert refusals <= set(after.findings)
    if verdict != "受理":
        assert RANK[after.verdict] >= RANK[before.verdict]


@given(requests(), st.dates(date(2003, 1, 1), date(2005, 12, 31)))
def test_on_the_day_that_is_named_it_is_possible(request: Request, on: date) -> None:
    decision = decided(shipped(), request, on)
    if decision is None or decision.possible_from is None:
        return
    then = decided(shipped(), request, decision.possible_from)
    assert decision.possible_from >= on
    assert then is not None
    assert then.accepted or then.missing
    for days in range((decision.possible_from - on).days):
        between = decided(shipped(), request, on + timedelta(days=days))
        assert between is not None
        assert not between.accepted


@given(requests(), st.dates(date(2003, 1, 1), date(2005, 12, 31)))
def test_every_reason_has_its_source(request: Request, on: date) -> None:
    if decision := decided(shipped(), request, on):
        assert decision.reasons
        assert decision.sources
        assert all(finding.sources and finding.text for finding in decision.findings)
        assert not any(brace in reason for reason in decision.reasons for brace in "{}")
