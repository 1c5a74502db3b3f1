"""The clauses one by one: conversions, products, functions, payment; and that the file holds together."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.core.counter import ID, clauses_in, on_day, rulesfile, shipped
from trainer.core.clauses import Clause
from trainer.core.rules import BadRequest, Request, decide

RANK = {"受理": 0, "资料未写": 1, "不受理": 2}


def test_the_file_holds_together() -> None:
    edition = shipped()
    rules = rulesfile("rules.yaml")
    for key, kept in (
        ("services", edition.services),
        ("facts", edition.facts),
        ("openings", edition.openings),
    ):
        assert len(rules[key]) == len(kept)
    ids = [clause.id for clause in edition.clauses]
    assert len(ids) == len(set(ids))
    plans = {name for p in edition.plans.values() for name in (p.id, p.name, p.family, *p.aliases)}
    services = {name for s in edition.services.values() for name in s.names}
    cases = {name for rule in edition.papers for name in (rule.id, rule.case)}
    for clause in edition.clauses:
        assert clause.plans | clause.not_plans | clause.plans_from | clause.not_from <= plans
        assert clause.services <= services
        assert clause.cases <= cases
        assert set(clause.assumes) <= edition.assumptions.keys()
        assert set(clause.unless) <= set(ids)
        assert clause.sources
    assert all(service.sources and set(service.papers) <= cases for service in edition.services.values())
    assert all(rule.plans <= plans for rule in edition.papers)
    assert set(edition.facts) == {
        *("R-SVC", "R-FEE", "R-CYC", "R-DAY", "R-RENT", "R-PKG", "R-PAY1", "R-PAY2", "R-TS")
    }
    assert all(fact.sources for fact in edition.facts.values())


def test_every_word_of_a_name_means_one_service() -> None:
    names = [name for service in shipped().services.values() for name in service.names]
    assert len(names) == len(set(names))


# Conversions.


@pytest.mark.parametrize(
    ("old", "new", "clause"),
    [
        ("智慧卡", "黄鹤卡", "CV-CARD"),
        ("智慧卡", "灵通卡", "CV-CARD"),
        ("智慧卡", "全球通", "CV-QQT"),
        ("黄鹤卡", "全球通", "CV-QQT"),
        ("动感地带学生套餐", "校园套餐", "CV-XY-IN"),
        ("动感地带", "MZ-XY", "CV-XY-IN"),
        ("校园套餐", "青春套餐", "CV-XY-BACK"),
        ("校园卡", "校园套餐", "CV-XY-ANY"),
        ("爱心卡", "校园套餐", "CV-XY-ANY"),
    ],
)
@pytest.mark.parametrize("service", ["业务品牌转型", "改计费类别"])
def test_a_conversion_that_is_printed(service: str, old: str, new: str, clause: str) -> None:
    decision = on_day(10, service, plan_from=old, plan=new, arrears=False)
    assert decision.accepted
    assert clauses_in(decision) == {clause}


@pytest.mark.parametrize(
    ("old", "new", "clause"),
    [
        ("灵通卡", "全球通", "CV-QQT-ETC"),
        ("校园套餐", "全球通", "CV-XY-OUT"),
        ("校园套餐", "黄鹤卡", "CV-XY-OUT"),
        ("黄鹤卡", "校园卡", "CV-XYK"),
        ("青春套餐", "楚天行青春卡", "CTX-NEW"),
        ("全球通", "黄鹤卡", "convert"),
        ("学生套餐", "青春套餐", "convert"),
    ],
)
def test_a_conversion_that_is_not_printed(old: str, new: str, clause: str) -> None:
    decision = on_day(10, "业务品牌转型", plan_from=old, plan=new, arrears=False)
    assert decision.verdict == "资料未写"
    assert clause in clauses_in(decision)
    assert decision.possible_from is None
    early = on_day(3, "业务品牌转型", plan_from=old, plan=new, arrears=False)
    assert (early.verdict, early.possible_from) == ("不受理", None)
    assert len(early.reasons) >= 2


def test_a_conversion_names_both_plans() -> None:
    with pytest.raises(BadRequest, match="业务品牌转型要先说明：原来用哪种品牌"):
        on_day(10, "业务品牌转型", plan="校园套餐")
    with pytest.raises(BadRequest, match="业务品牌转型要先说明：办的是哪种品牌、原来用哪种品牌"):
        on_day(3, "业务品牌转型")
    with pytest.raises(BadRequest, match="原来就是校园套餐，不用再转"):
        on_day(10, "业务品牌转型", plan="校园套餐", plan_from="MZ-XY")


# Products.


@pytest.mark.parametrize(
    ("on", "verdict", "possible"),
    [
        (date(2004, 6, 17), "不受理", date(2004, 6, 18)),
        (date(2003, 1, 1), "不受理", date(2004, 6, 18)),
        (date(2004, 6, 18), "受理", date(2004, 6, 18)),
        (date(2004, 6, 19), "资料未写", None),
        (date(2004, 9, 1), "资料未写", None),
    ],
)
def test_the_holiday_card_has_a_first_day_only(on: date, verdict: str, possible: date | None) -> None:
    decision = decide(shipped(), Request("开户入网", plan="假期卡", papers=ID), on)
    assert (decision.verdict, decision.possible_from) == (verdict, possible)


@pytest.mark.parametrize(
    ("told", "clause"),
    [
        ({"plan": "楚天行青春卡", "papers": ID}, "CTX-NEW"),
        ({"plan": "智慧卡", "papers": ID}, "ZHK-NEW"),
        (
            {
                "plan": "爱心卡",
                "case": "代他人开户",
                "papers": ("本人：残疾证", "本人：残联证明", "本人：身份证"),
            },
            "AXK-AGENT",
        ),
    ],
)
def test_who_may_open_is_not_written(told: dict[str, Any], clause: str) -> None:
    decision = on_day(10, "开户入网", **told)
    assert decision.verdict == "资料未写"
    assert clause in clauses_in(decision)
    assert decision.possible_from is None


@pytest.mark.parametrize(
    ("service", "plan", "feature", "accepted", "clause"),
    [
        ("拆功", "大灵通", "来显", False, "LX-DLT"),
        ("增拆功", "灵通卡", "来显", False, "LX-LTK"),
        ("取消功能", "灵通卡", "来显", False, "LX-LTK"),
        ("拆功", "全球通", "来显", True, "drop-function"),
        ("开通功能", "爱心卡", "来显", False, "LX-AXK"),
        ("增功", "假期卡", "来显", True, "LX-JQ"),
        ("增功", "校园套餐", "随意听", False, "STT-XY"),
        ("增功", "青春套餐", "随意听", True, "add-function"),
        ("拆功", "校园套餐", "必选功能", False, "MUST-XY"),
    ],
)
def test_functions(service: str, plan: str, feature: str, accepted: bool, clause: str) -> None:
    decision = on_day(10, service, plan=plan, feature=feature, arrears=False)
    assert decision.accepted == accepted
    assert clause in clauses_in(decision)
    assert decision.possible_from == (date(2004, 3, 10) if accepted else None)


def test_what_opening_costs_and_the_rates_are_told_as_lost() -> None:
    local = on_day(10, "开户入网", plan="大灵通", papers=ID)
    assert local.accepted
    assert "开大灵通免入网费，要交SIM卡费；收多少，资料没有写，要查证" in local.reasons
    assert "大灵通的卡费和预存，资料没有写" in local.open
    named = on_day(10, "开户入网", plan="时尚套餐", papers=ID)
    assert named.accepted
    assert "时尚套餐的资费，资料没有写，客户问起要查证" in named.open


@pytest.mark.parametrize(
    ("day", "verdict", "possible"),
    [
        (1, "不受理", 6),
        (5, "不受理", 6),
        (6, "受理", 6),
        (20, "受理", 20),
        (21, "资料未写", 0),
        (31, "资料未写", 0),
    ],
)
def test_the_whole_month_is_paid_from_the_6th_to_the_20th(day: int, verdict: str, possible: int) -> None:
    decision = on_day(day, "交上月全部话费")
    assert decision.verdict == verdict
    assert decision.possible_from == (date(2004, 3, possible) if possible else None)
    assert on_day(day, "实时交费").accepted


EARLY, LATER, JUNE = date(2004, 3, 3), date(2004, 3, 10), date(2004, 6, 18)
EXAMPLES: dict[str, tuple[Request, date]] = {
    "R-ARR": (Request("补卡", arrears=True), LATER),
    "R-15": (Request("过户"), EARLY),
    "R-15-CARD": (Request("转型", plan_from="智慧卡", plan="灵通卡"), EARLY),
    "R-15-QQT": (Request("转型", plan_from="黄鹤卡", plan="全球通"), EARLY),
    "R-15-KIND": (Request("转型", plan_from="乡情卡", plan="校园套餐"), EARLY),
    "R-15-ACCOUNT": (Request("更名改帐"), EARLY),
    "R-15-NAME": (Request("更名"), EARLY),
    "R-15-REST": (Request("销号"), EARLY),
    "CV-CARD": (Request("转型", plan_from="智慧卡", plan="黄鹤卡"), LATER),
    "CV-QQT": (Request("转型", plan_from="智慧卡", plan="全球通"), LATER),
    "CV-QQT-ETC": (Request("转型", plan_from="乡情卡", plan="全球通"), LATER),
    "CV-XY-IN": (Request("转型", plan_from="青春套餐", plan="校园套餐"), LATER),
    "CV-XY-BACK": (Request("转型", plan_from="校园套餐", plan="学生套餐"), LATER),
    "CV-XY-ANY": (Request("转型", plan_from="大灵通", plan="校园套餐"), LATER),
    "CV-XY-QQT": (Request("转型", plan_from="全球通", plan="校园套餐"), LATER),
    "CV-XY-OUT": (Request("转型", plan_from="校园套餐", plan="乡情卡"), LATER),
    "CV-XYK": (Request("转型", plan_from="全球通", plan="校园卡"), LATER),
    "XYK-STOP": (Request("开户", plan="校园卡"), LATER),
    "JQ-EARLY": (Request("开户", plan="假期卡"), LATER),
    "JQ-FIRST": (Request("开户", plan="假期卡"), JUNE),
    "JQ-LATER": (Request("转型", plan_from="校园套餐", plan="假期卡"), JUNE + timedelta(days=1)),
    "CTX-NEW": (Request("开户", plan="楚天行青春卡"), LATER),
    "ZHK-NEW": (Request("开户", plan="智慧卡"), LATER),
    "FEE-LOST": (Request("开户", plan="大灵通"), LATER),
    "MZ-NAMED": (Request("开户", plan="娱乐套餐"), LATER),
    "AXK-AGENT": (Request("开户", plan="爱心卡", case="单位开户"), LATER),
    "LX-DLT": (Request("拆功", plan="大灵通", feature="来显"), LATER),
    "LX-LTK": (Request("拆功", plan="灵通卡", feature="来显"), LATER),
    "LX-AXK": (Request("增功", plan="爱心卡", feature="来显"), LATER),
    "LX-JQ": (Request("增功", plan="假期卡", feature="来显"), LATER),
    "STT-XY": (Request("增拆功", plan="校园套餐", feature="随意听"), LATER),
    "MUST-XY": (Request("拆功", plan="校园套餐", feature="必选功能"), LATER),
    "PAY-MONTH": (Request("交上月全部话费"), LATER),
    "PAY-EARLY": (Request("交上月全部话费"), EARLY),
    "PAY-NOW": (Request("实时交费"), EARLY),
}


@pytest.mark.parametrize("clause", shipped().clauses, ids=lambda clause: clause.id)
def test_every_clause_decides_something(clause: Clause) -> None:
    request, on = EXAMPLES[clause.id]
    decision = decide(shipped(), request, on)
    assert clause.id in clauses_in(decision)
    assert RANK[decision.verdict] >= RANK[clause.verdict]
    assert set(clause.sources) <= {source for finding in decision.findings for source in finding.sources}
