"""What can be looked up, and how it is found."""

from dataclasses import replace
from datetime import date

import pytest

from tests.core import halls
from tests.core.small_edition import edition, plan
from trainer.core.clauses import Clause, Service
from trainer.core.library import Forbidden, Library, Rule, Source
from trainer.core.lookup import GROUPS, RATES, RULES, SAYINGS, SILENT, Extract, extracts, find
from trainer.core.money import Money
from trainer.core.papers import PaperNeed, PapersRule
from trainer.core.tariff import Cell, Edition, Fact, Limit

PROOF = (Source("D9", (1,), "月租费50元"),)
QQT = replace(
    plan("全球通", aliases=("GSM",)),
    cells=(
        Cell("月租", "50", PROOF),
        Cell("市内通话", "0.36/分", PROOF, "主叫被叫没有分开写"),
        Cell("短信", None, PROOF),
    ),
    open=("IP长途", "来显"),
)
XYK = replace(plan("校园卡"), status="停售", cells=(Cell("月租", "20–30", ()),))
LIMITS = (
    Limit("a", date(2000, 7, 1), date(2001, 3, 1), Money(30000), ()),
    Limit("b", None, date(2000, 6, 30), None, ()),
    Limit("c", date(2001, 12, 1), None, Money(0), ()),
    Limit("d", None, None, Money(30000), (), segment="135"),
    Limit("e", None, None, Money(30000), ()),
)
CLAUSES = (
    Clause("KM-G2", "不受理", "和厅里的规则同一条"),
    Clause("C1", "受理", "{service}可以", services=frozenset({"过户", "补卡", "别的"})),
    Clause("C2", "不受理", "{plan}不能{service}", plans=frozenset({"校园卡"}), missing="先交清", open="起止"),
    Clause("C3", "受理", "{plan_from}转{plan}，{feature}，{place}"),
)
SERVICES = {"a": Service("a", "补卡", note="带什么没有写"), "b": Service("b", "过户", aliases=("转让",))}


def book() -> tuple[Library, Edition]:
    """A library and an edition of one of each, some of it in both."""
    library = halls.library()
    rules = library.rules | {"R-DOC": Rule("R-DOC", "私人开户证件", "带身份证", "H", PROOF, "带几样")}
    forbidden = library.forbidden | {"F02": Forbidden("F02", ("快说", "什么事"), "催问", "KM-G2", None, ())}
    whole = replace(
        edition(),
        plans={each.name: each for each in (QQT, XYK)},
        limits=LIMITS,
        papers=(
            PapersRule("R-DOC", "私人开户", (), (), ()),
            PapersRule("R-U", "单位开户", (PaperNeed("经办人", ("身份证", "护照")),), ("协议",), ()),
        ),
        facts={
            "KM-G2": Fact("KM-G2", "同一条", "同一条", "", ()),
            "F": Fact("F", "计费周期", "每月1日", "跨月", ()),
        },
        services=SERVICES,
        clauses=CLAUSES,
    )
    return replace(library, rules=rules, forbidden=forbidden), whole


KNOWN = extracts(*book())


def shown(group: str) -> list[tuple[str, str, str]]:
    return [(each.title, each.text, each.note) for each in KNOWN if each.group == group]


def test_rates_are_the_printed_cells_with_their_unit_or_unwritten() -> None:
    assert shown(RATES) == [
        ("全球通 · 月租", "50 元", ""),
        ("全球通 · 市内通话", "0.36 元/分", "主叫被叫没有分开写"),
        ("全球通 · 短信", SILENT, ""),
        ("全球通 · 没有写清的", "IP长途；来显", ""),
        ("校园卡 · 现状", "停售", ""),
        ("校园卡 · 月租", "20–30 元", ""),
        ("全球通 · 卡费", "100 元", ""),
        ("全球通 · 预存", "50 元", ""),
        ("储值卡 · 卡费", "100 元", ""),
        ("储值卡 · 预存", SILENT, ""),
        ("动感地带 · 卡费", SILENT, ""),
        ("动感地带 · 预存", SILENT, ""),
        ("限额 · 2000年7月1日—2001年3月1日入网", "300 元", ""),
        ("限额 · 2000年6月30日以前入网", SILENT, ""),
        ("限额 · 2001年12月1日起入网", "0 元", ""),
        ("限额 · 135号段", "300 元", ""),
        ("限额 · 入网日期不限", "300 元", ""),
    ]


def test_rules_of_the_hall_come_first_and_are_not_told_twice() -> None:
    assert shown(RULES) == [
        ("同时进来", "点头", ""),
        ("私人开户证件", "带身份证", "没有写清：带几样"),
        ("单位开户证件", "经办人的身份证或护照；填协议", ""),
        ("计费周期", "每月1日", "没有写清：跨月"),
        ("补卡、过户、别的", "受理：补卡、过户、别的可以", ""),
        ("售后业务 · 校园卡", "不受理：校园卡不能这项业务", "先交清。没有写清：起止"),
        ("售后业务", "受理：其他品牌转这个品牌，这项功能，这里", ""),
        ("补卡 · 没有写清的", "带什么没有写", ""),
    ]


def test_phrases_steps_and_what_must_not_be_said() -> None:
    assert shown(SAYINGS) == [
        ("台席话术 · 起身迎候", "您好", ""),
        ("八步 · 第 1 步", "起身迎候", ""),
        ("不能说的话", "“不归我管”。推诿", "可以说：您好"),
        ("不能说的话", "“快说”“什么事”。催问", ""),
    ]


def test_a_phrase_that_belongs_to_no_step_is_named_by_its_post() -> None:
    library, whole = book()
    loose = {"P01": replace(library.phrases["P01"], step=None)}
    titles = [each.title for each in extracts(replace(library, phrases=loose), whole)]
    assert "台席话术" in titles


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("全球通月租", ["全球通 · 月租"]),
        ("月租 全球通", ["全球通 · 月租"]),
        ("gsm 短信", ["全球通 · 短信"]),
        ("ＧＳＭ 来显", ["全球通 · 没有写清的"]),
        ("证件", ["私人开户证件", "单位开户证件"]),
        ("证件 带身份证", ["私人开户证件"]),
        ("主叫被叫", ["全球通 · 市内通话"]),
        ("转账", []),
    ],
)
def test_words_are_found_together_or_apart(text: str, titles: list[str]) -> None:
    assert [each.title for each in find(KNOWN, text)] == titles


def test_a_title_comes_before_a_text_and_a_text_before_a_note() -> None:
    known = [
        Extract(RULES, "甲", "乙", "过户"),
        Extract(RULES, "甲", "过户"),
        Extract(RULES, "过户", "乙"),
        Extract(RULES, "过一户二", "乙", words="过一户二"),
    ]
    assert find(known, "过户") == (known[2], known[1], known[0])
    assert find(known, "过一户二 乙") == (known[3],)


def test_without_a_word_nothing_is_left_out() -> None:
    assert find(KNOWN, "  ") == KNOWN
    assert {each.group for each in KNOWN} == set(GROUPS)
    assert [each.is_silent for each in find(KNOWN, "全球通 短信")] == [True]
