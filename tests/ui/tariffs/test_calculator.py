"""The calculator by keyboard: the bill is the core's, the cheapest is marked, what is wrong is told in place."""

from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tests.ui.tariffs.editions import small_edition
from trainer.core.bill import bill
from trainer.core.rates import CALL, MESSAGE, Traffic
from trainer.core.tariff import Edition
from trainer.ui.tariffs.bars import OutcomeList, told
from trainer.ui.tariffs.bills import Outcome, work_out
from trainer.ui.tariffs.billtable import MUCH, BillTable
from trainer.ui.tariffs.calculator import CalculatorPage
from trainer.ui.tariffs.screen import TariffsScreen
from trainer.ui.tariffs.usage import CALLS, MESSAGES, Item, Told, usage_of

JULY = date(2004, 7, 1)
OUT, OUT_OFF = CALLS[0], CALLS[1]


def press(screen: TariffsScreen, key: Qt.Key) -> None:
    QTest.keyClick(screen.focusWidget(), key)


def page(screen: TariffsScreen) -> CalculatorPage:
    assert screen.calculator
    return screen.calculator


def outcome(screen: TariffsScreen, name: str) -> Outcome:
    return next(each for each in page(screen).outcomes.outcomes if each.plan.name == name)


def clear(screen: TariffsScreen) -> None:
    page(screen).form.clear.click()
    page(screen).work_out()


def test_the_bills_are_those_of_the_core(calculating: TariffsScreen, edition: Edition) -> None:
    form = page(calculating).form.told()
    assert form
    for each in page(calculating).outcomes.outcomes:
        if each.bill:
            assert each.bill == bill(edition, each.plan.id, usage_of(form, each.plan))
    assert sum(each.bill is not None for each in page(calculating).outcomes.outcomes) == 3


def test_typing_computes_as_soon_as_the_keys_are_read(qtbot: QtBot, calculating: TariffsScreen) -> None:
    clear(calculating)
    page(calculating).take_focus()
    QTest.keyClicks(calculating.focusWidget(), "100")
    qtbot.waitUntil(lambda: outcome(calculating, "学生套餐").sum_words == "68.00 元")
    assert outcome(calculating, "青春套餐").sum_words == "60.00 元"


def test_the_cheapest_is_marked_and_never_one_that_cannot_be_computed(calculating: TariffsScreen) -> None:
    shown = page(calculating).outcomes.outcomes
    best = [each for each in shown if each.cheapest]
    assert len(best) == 1
    assert best[0].bill
    assert best[0].bill.total == min(each.bill.total for each in shown if each.bill)
    lost = outcome(calculating, "校园套餐")
    assert lost.bill is None
    assert "网外短信" in lost.reason
    assert not lost.cheapest
    assert page(calculating).bars.current == best[0]


def test_a_bill_with_a_gap_is_no_cheapest(edition: Edition) -> None:
    plans = [edition.plans[id] for id in ("LTK", "QQT", "DLT")]
    outcomes = work_out(edition, plans, Told(JULY))
    least = outcomes[0]
    assert least.bill
    assert not least.whole
    assert least.sum_words.startswith("至少")
    assert [each.plan.name for each in outcomes if each.cheapest] == ["大灵通"]


def test_one_plan_alone_is_not_called_the_cheapest(edition: Edition) -> None:
    assert not work_out(edition, [edition.plans["QQT"]], Told(JULY))[0].cheapest


def test_the_bars_are_told_in_words(calculating: TariffsScreen) -> None:
    model = page(calculating).outcomes
    words = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert words[0] == "学生套餐：165.50 元。其中月费 20 元，通话 144 元，短信 1.5 元"
    assert words[2].startswith("校园套餐：算不出，资料没有写")
    assert "最省" in words[3]
    assert all(words == told(each) for words, each in zip(words, model.outcomes, strict=True))


def test_the_parts_add_up_to_the_sum(calculating: TariffsScreen) -> None:
    for each in page(calculating).outcomes.outcomes:
        if each.bill:
            assert sum((part.amount for part in each.parts), Fraction(0)) == each.bill.total


def test_arrows_on_the_bars_change_the_bill_and_enter_opens_a_line(calculating: TariffsScreen) -> None:
    shown = page(calculating)
    shown.bars.setFocus()
    press(calculating, Qt.Key.Key_Home)
    assert shown.lines.bill
    assert shown.lines.bill.tariff == "学生套餐"
    shown.bill.setFocus()
    press(calculating, Qt.Key.Key_Down)
    press(calculating, Qt.Key.Key_Return)
    assert "140×0.6 = 84.00" in shown.quote.accessibleName()
    assert "材料 D1 第 8 行" in shown.quote.text
    press(calculating, Qt.Key.Key_Escape)
    assert shown.quote.isHidden()
    assert shown.bill.hasFocus()


def test_a_plan_without_a_bill_says_why(calculating: TariffsScreen) -> None:
    shown = page(calculating)
    shown.bars.setCurrentIndex(shown.outcomes.index(2))
    assert shown.lines.rowCount() == 0
    assert "网外短信" in shown.notes.text()


@pytest.mark.parametrize(
    ("text", "told"),
    [("-5", "整数分钟"), ("abc", "整数分钟"), ("50000", "最多 44640 分钟")],
)
def test_an_impossible_number_is_told_in_place(calculating: TariffsScreen, text: str, told: str) -> None:
    shown = page(calculating)
    shown.form.numbers[OUT, "白天"].setText(text)
    shown.work_out()
    assert "主叫网内白天" in shown.form.trouble.text()
    assert told in shown.form.trouble.text()
    assert shown.empty.isVisible()
    assert not shown.bars.isVisible()
    shown.form.numbers[OUT, "白天"].setText("5")
    shown.work_out()
    assert shown.bars.isVisible()


def test_joining_after_the_month_is_told_in_place(calculating: TariffsScreen) -> None:
    shown = page(calculating)
    shown.form.joined.setText("2004-8-1")
    shown.work_out()
    assert "还没有入网" in shown.form.trouble.text()
    shown.form.joined.setText("2004-7-16")
    shown.work_out()
    rent = outcome(calculating, "青春套餐").bill
    assert rent
    assert rent.lines[0].formula == "20×1/2"


def test_what_is_asked_depends_on_the_plans(calculating: TariffsScreen) -> None:
    shown = page(calculating)
    names = {item.name for item, _ in shown.form.numbers}
    assert "主叫校园卡网内" not in names
    shown.form.numbers[OUT, "白天"].setText("33")
    calculating.picker.plans.choose(("XQK", "XYK", "HPT"))
    names = {item.name for item, _ in shown.form.numbers}
    assert "主叫校园卡网内" in names
    assert set(shown.form.boxes) >= {"通话地点", "乡情卡月租"}
    assert shown.form.numbers[OUT, "白天"].text() == "33"


def test_place_choice_and_closed_group_reach_the_bill(calculating: TariffsScreen) -> None:
    shown = page(calculating)
    calculating.picker.plans.choose(("XQK", "XYK"))
    clear(calculating)
    shown.form.numbers[OUT, "白天"].setText("50")
    shown.form.boxes["通话地点"].setCurrentText("六郊县基站内")
    shown.form.boxes["乡情卡月租"].setCurrentText("江夏")
    shown.work_out()
    assert outcome(calculating, "乡情卡").sum_words == "40.00 元"
    assert outcome(calculating, "校园卡").sum_words == "48.00 元"
    inside = next(item for item, _ in shown.form.numbers if item.name == "主叫校园卡网内")
    shown.form.numbers[OUT, "白天"].clear()
    shown.form.numbers[inside, "白天"].setText("50")
    shown.work_out()
    assert outcome(calculating, "校园卡").sum_words == "40.00 元"
    assert outcome(calculating, "乡情卡").sum_words == "40.00 元"


def test_a_group_that_a_plan_does_not_know_is_the_network_to_it(edition: Edition) -> None:
    inside = Item("主叫校园卡网内", Traffic(CALL, "市内", "主叫", "校园卡网内"))
    usage = usage_of(Told(JULY, uses={(inside, "夜间"): 2}), edition.plans["MZ-XS"])
    assert [(use.traffic.network, use.quantity) for use in usage.uses if not hasattr(use, "seconds")] == [
        ("网内", 120)
    ]


def test_what_was_used_falls_on_days_after_joining(edition: Edition) -> None:
    told = Told(JULY, date(2004, 7, 20), {(OUT_OFF, "夜间"): 1, (MESSAGES[0], "白天"): 3})
    uses = usage_of(told, edition.plans["MZ-XS"]).uses
    assert {(use.traffic.kind, use.at.day, use.at.hour) for use in uses if not hasattr(use, "seconds")} == {
        (CALL, 20, 22),
        (MESSAGE, 20, 12),
    }


def test_sample_and_clear(calculating: TariffsScreen) -> None:
    form = page(calculating).form
    clear(calculating)
    assert not any(field.text() for field in form.numbers.values())
    form.sample.click()
    assert form.numbers[OUT, "白天"].text() == "60"


def test_without_plans_it_says_what_to_do(calculating: TariffsScreen) -> None:
    calculating.picker.clear.click()
    page(calculating).work_out()
    assert "勾选" in page(calculating).empty.accessibleName()


def test_a_plan_that_is_only_named_cannot_be_computed(edition: Edition) -> None:
    small = small_edition()
    outcomes = work_out(small, list(small.plans.values()), Told(JULY, choices={"丙月租": "其余"}))
    assert [each.sum_words for each in outcomes] == ["20.00 元", "20.00 元", "10.00 元", "算不出"]
    assert [each.cheapest for each in outcomes] == [False, False, True, False]


def test_the_models_keep_the_rules_of_models(edition: Edition) -> None:
    bars, lines = OutcomeList(), BillTable()
    testers = QAbstractItemModelTester(bars), QAbstractItemModelTester(lines)
    small = small_edition()
    for uses in ({}, {(OUT, "白天"): 5}):
        outcomes = work_out(small, list(small.plans.values())[:2], Told(JULY, uses=uses))
        bars.show_outcomes(outcomes)
        lines.show_bill(outcomes[0].bill)
    last = lines.index(lines.rowCount() - 1, MUCH)
    assert last.data() == "22.00"
    assert last.data(Qt.ItemDataRole.AccessibleTextRole) == "合计，22.00 元"
    assert lines.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "市内通话，5分钟：5×0.4，2.00 元"
    lines.show_bill(None)
    assert [tester.model() for tester in testers] == [bars, lines]
