"""Decisions at the counter: the table of the first days of a month, and every scenario that turns on a rule."""

from datetime import date
from typing import Any

import pytest

from tests.core.counter import ID, clauses_in, on_day, shipped
from trainer.core.money import Money
from trainer.core.rules import Request, decide
from trainer.core.tariff import opening

BANNED = range(1, 6)

# The decision table of the first days of a month: nothing owed, papers in order.

REFUSED_BY_NAME: list[tuple[str, dict[str, Any]]] = [
    ("过户", {}),
    ("现金改托收", {"papers": ("单位：银行户头、帐号、代码（准确填写）", "单位：财务公章")}),
    ("托收改帐号", {}),
    ("更改帐户信息", {}),
    ("改计费类别", {"plan_from": "智慧卡", "plan": "黄鹤卡"}),
    ("改计费类别", {"plan_from": "黄鹤卡", "plan": "全球通"}),
    ("业务品牌转型", {"plan_from": "智慧卡", "plan": "黄鹤卡"}),
    ("业务品牌转型", {"plan_from": "智慧卡", "plan": "灵通卡"}),
    ("业务品牌转型", {"plan_from": "智慧卡", "plan": "全球通"}),
    ("业务品牌转型", {"plan_from": "黄鹤卡", "plan": "全球通"}),
]
REFUSED_BY_MEANING: list[tuple[str, dict[str, Any]]] = [
    ("业务品牌转型", {"plan_from": "学生套餐", "plan": "校园套餐"}),
    ("业务品牌转型", {"plan_from": "校园套餐", "plan": "青春套餐"}),
    ("业务品牌转型", {"plan_from": "乡情卡", "plan": "校园套餐"}),
]
NEVER_REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("开户入网", {"plan": "全球通", "papers": ID}),
    ("停机保号", {}),
    ("补卡", {}),
    ("增拆功", {}),
    ("增功", {}),
    ("拆功", {}),
    ("销号", {}),
    ("复装", {}),
    ("清空密码", {}),
    ("银行托收", {"papers": ("单位：银行户头、帐号、代码（准确填写）", "单位：财务公章")}),
]


@pytest.mark.parametrize("day", BANNED)
@pytest.mark.parametrize(("service", "told"), REFUSED_BY_NAME)
def test_what_is_named_is_refused_till_the_fifth(day: int, service: str, told: dict[str, Any]) -> None:
    decision = on_day(day, service, arrears=False, **told)
    assert decision.verdict == "不受理"
    assert not decision.accepted
    assert decision.possible_from == date(2004, 3, 6)
    assert decision.assumptions == ()
    assert "出帐" in decision.reasons[0]
    assert decision.sources[0].lines == (279,)


@pytest.mark.parametrize("day", BANNED)
@pytest.mark.parametrize(("service", "told"), REFUSED_BY_MEANING)
def test_other_conversions_are_refused_by_a_reading(day: int, service: str, told: dict[str, Any]) -> None:
    decision = on_day(day, service, arrears=False, **told)
    assert decision.verdict == "不受理"
    assert decision.possible_from == date(2004, 3, 6)
    assert decision.assumptions == ("AS-17",)


@pytest.mark.parametrize("day", BANNED)
@pytest.mark.parametrize(("service", "told"), NEVER_REFUSED)
def test_what_is_not_named_is_accepted_with_a_note(day: int, service: str, told: dict[str, Any]) -> None:
    decision = on_day(day, service, arrears=False, **told)
    assert decision.accepted
    assert decision.possible_from == date(2004, 3, day)
    assert "每月1日—5日不受理的业务，原文用“等”字结尾，没有列全" in decision.open


@pytest.mark.parametrize(("service", "told"), [*REFUSED_BY_NAME, *REFUSED_BY_MEANING, *NEVER_REFUSED])
def test_on_the_sixth_everything_is_accepted(service: str, told: dict[str, Any]) -> None:
    decision = on_day(6, service, arrears=False, **told)
    assert decision.accepted
    assert decision.possible_from == date(2004, 3, 6)
    assert not clauses_in(decision) & {"R-15", "R-15-KIND", "R-15-REST"}


@pytest.mark.parametrize("day", BANNED)
def test_of_a_change_of_name_and_account_the_account_is_refused(day: int) -> None:
    for service in ("更名改帐", "改帐"):
        decision = on_day(day, service, arrears=False)
        assert decision.verdict == "不受理"
        assert decision.possible_from == date(2004, 3, 6)
        assert "条文没有点名改帐；只更名、不改帐，这几天能不能办，资料没有写" in decision.open
        assert decision.assumptions == ("AS-18",)
    name = on_day(day, "更名", arrears=False)
    assert name.verdict == "资料未写"
    assert name.possible_from == date(2004, 3, 6)
    assert all(on_day(6, service, arrears=False).accepted for service in ("更名改帐", "改帐", "更名"))


@pytest.mark.parametrize(
    ("on", "accepted"),
    [
        (date(2003, 12, 31), True),
        (date(2004, 1, 1), False),
        (date(2004, 2, 5), False),
        (date(2004, 2, 6), True),
        (date(2004, 2, 28), True),
        (date(2004, 2, 29), True),
        (date(2004, 3, 1), False),
        (date(2003, 2, 28), True),
        (date(2004, 4, 30), True),
        (date(2004, 5, 5), False),
        (date(2004, 5, 6), True),
    ],
)
def test_the_ban_has_sharp_ends(on: date, accepted: bool) -> None:
    decision = decide(shipped(), Request("过户", arrears=False), on)
    assert decision.accepted == accepted
    assert decision.possible_from == (on if accepted else on.replace(day=6))


# Every scenario that turns on a rule.


def test_s06_a_student_card_is_not_enough() -> None:
    decision = on_day(10, "开户入网", plan="全球通", papers=("本人：学生证",))
    assert decision.verdict == "不受理"
    assert decision.missing == ("本人的身份证、军官证、户口簿、护照或驾照",)
    assert "本人的学生证不算" in decision.reasons[0]
    assert decision.possible_from == date(2004, 3, 10)


def test_s07_a_driving_licence_opens_a_number() -> None:
    assert on_day(10, "开户入网", plan="全球通", papers=("本人：驾照",)).accepted
    assert on_day(10, "开户入网", plan="全球通", papers=("本人：驾照原件",)).accepted


def test_s08_a_son_with_his_own_paper_only() -> None:
    decision = on_day(10, "开户", plan="黄鹤卡", case="代他人开户", papers=("代办人：身份证",))
    assert decision.verdict == "不受理"
    assert decision.missing == ("机主的身份证、军官证、户口簿、护照或驾照",)
    assert decision.forms == ("移动电话开户协议",)
    assert "代他人开户还要填写移动电话开户协议" in decision.reasons


def test_s09_an_agent_with_both_papers() -> None:
    carried = ("机主：身份证", "代办人：身份证")
    decision = on_day(10, "开户入网", plan="动感地带", case="代他人开户", papers=carried)
    assert decision.accepted
    assert decision.forms == ("移动电话开户协议",)
    assert opening(shipped(), "动感地带").total == Money.parse("130")


def test_s10_a_unit_with_a_copy() -> None:
    carried = ("经办人：身份证复印件", "单位：加盖公章的单位证明")
    decision = on_day(10, "开户入网", plan="全球通", case="单位开户", papers=carried)
    assert decision.verdict == "不受理"
    assert decision.missing == ("经办人的身份证原件",)
    untold = on_day(10, "开户入网", plan="全球通", case="单位开户", papers=("经办人：身份证", carried[1]))
    assert untold.missing == decision.missing
    assert untold.reasons == ("单位开户要经办人的身份证原件，带来的身份证没有说是不是原件",)


def test_a_unit_with_the_seal_of_the_accounts_on_its_certificate() -> None:
    carried = ("经办人：身份证原件", "单位：加盖财务公章的单位证明")
    decision = on_day(10, "开户入网", plan="全球通", case="单位开户", papers=carried)
    assert decision.missing == ("加盖公章的单位证明",)
    assert "单位的加盖财务公章的单位证明不算" in decision.reasons[0]


def test_s11_a_unit_with_the_wrong_seal() -> None:
    form = "单位：银行户头、帐号、代码（准确填写）"
    decision = on_day(10, "银行托收", papers=(form, "单位：公章"))
    assert decision.verdict == "不受理"
    assert decision.missing == ("单位的财务公章",)
    assert "单位的公章不算" in decision.reasons[0]
    assert on_day(10, "银行托收", papers=(form, "单位：财务公章")).accepted


def test_s12_cash_to_collection_on_the_third() -> None:
    decision = on_day(3, "现金改托收", arrears=False)
    assert decision.verdict == "不受理"
    assert decision.possible_from == date(2004, 3, 6)
    said = "银行托收要带单位的银行户头、帐号、代码（准确填写）；单位的财务公章"
    assert said in decision.reasons
    assert decision.bring == ("单位的银行户头、帐号、代码（准确填写）", "单位的财务公章")


def test_s13_a_transfer_on_the_evening_of_the_fifth() -> None:
    decision = on_day(5, "过户", arrears=False)
    assert decision.verdict == "不受理"
    assert decision.reasons == ("每月1日—5日出帐，不能办过户",)
    assert decision.possible_from == date(2004, 3, 6)


def test_s14_a_lost_card_on_the_third() -> None:
    decision = on_day(3, "补卡", arrears=False)
    assert decision.accepted
    assert "补卡不在每月1日—5日不受理之列" in decision.reasons
    assert any("等" in note for note in decision.open)


def test_s15_suspension_with_arrears() -> None:
    decision = on_day(10, "停机保号", arrears=True)
    assert decision.verdict == "不受理"
    assert decision.missing == ("先交清欠费",)
    assert decision.assumptions == ("AS-16",)
    assert decision.possible_from == date(2004, 3, 10)


def test_s16_two_reasons_are_both_told() -> None:
    decision = on_day(3, "过户", arrears=True)
    assert decision.verdict == "不受理"
    assert decision.reasons == ("过户是售后业务，不欠费才能办", "每月1日—5日出帐，不能办过户")
    assert decision.missing == ("先交清欠费",)
    assert decision.possible_from == date(2004, 3, 6)


def test_s18_paying_on_the_third() -> None:
    now = on_day(3, "实时交费", arrears=True)
    assert now.accepted
    assert any("截止到前一日" in reason for reason in now.reasons)
    month = on_day(3, "交上月全部话费")
    assert month.verdict == "不受理"
    assert month.possible_from == date(2004, 3, 6)


def test_s21_the_card_for_the_deaf_without_the_certificate() -> None:
    carried = ("本人：残疾证", "本人：身份证")
    decision = on_day(10, "开户入网", plan="爱心卡", papers=carried, place="代办点")
    assert decision.verdict == "不受理"
    assert decision.missing == ("本人的残联证明", "到中心自办营业厅办理")
    assert "爱心卡开户要到中心自办营业厅办理" in decision.reasons
    assert "爱心卡开户不能在代办点办理" in decision.reasons
    complete = (*carried, "本人：残联证明")
    assert on_day(10, "开户入网", plan="爱心卡", papers=complete, place="中心自办营业厅").accepted
    assert on_day(10, "开户入网", plan="爱心卡", papers=complete).accepted


def test_s25_the_campus_card_is_not_sold_any_more() -> None:
    decision = on_day(10, "开户入网", plan="校园卡", papers=ID)
    assert decision.verdict == "不受理"
    assert decision.possible_from is None
    assert decision.sources[0].quote == "现已‖停止销售"
    assert decision.open[0] == "校园卡的老用户能不能保留，资料没有写"


def test_s26_quanqiutong_does_not_become_the_campus_plan() -> None:
    decision = on_day(10, "业务品牌转型", plan_from="全球通", plan="校园套餐", arrears=False)
    assert decision.verdict == "不受理"
    assert decision.possible_from is None
    early = on_day(3, "业务品牌转型", plan_from="全球通", plan="校园套餐", arrears=False)
    assert len(early.reasons) == 2
    assert early.possible_from is None


def test_s27_student_plan_to_campus_plan_on_the_fourth() -> None:
    decision = on_day(4, "业务品牌转型", plan_from="学生套餐", plan="校园套餐", arrears=False)
    assert decision.verdict == "不受理"
    assert decision.assumptions == ("AS-17",)
    assert decision.possible_from == date(2004, 3, 6)
    assert on_day(6, "业务品牌转型", plan_from="学生套餐", plan="校园套餐", arrears=False).accepted
