"""Decisions by keyboard: all reasons, what is missing, from which day, and the proof of each."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.tariffs.editions import small_edition
from trainer.core.rules import BadRequest, Request, decide
from trainer.core.tariff import Edition
from trainer.ui.tariffs.deciding import DecidingPage
from trainer.ui.tariffs.requestform import TO_ASK
from trainer.ui.tariffs.screen import TariffsScreen


def page(screen: TariffsScreen) -> DecidingPage:
    assert screen.deciding
    return screen.deciding


def ask(screen: TariffsScreen, service: str, day: str, owing: str = "没有说") -> DecidingPage:
    shown = page(screen)
    shown.form.service.setCurrentText(service)
    shown.form.on.setText(day)
    shown.form.owing.setCurrentText(owing)
    shown.work_out()
    return shown


def words(shown: DecidingPage) -> str:
    return "\n".join(label.text() for label in shown.answer.findChildren(QLabel))


def sentences(shown: DecidingPage) -> list[str]:
    return [note.accessibleName() for note in shown.answer.notes]


def test_all_reasons_are_told_with_what_is_missing_and_from_when(deciding: TariffsScreen) -> None:
    shown = ask(deciding, "过户", "2004-7-3", "欠费")
    assert shown.answer.word.text() == "不受理"
    assert any("不欠费" in sentence for sentence in sentences(shown))
    assert any("1日—5日" in sentence for sentence in sentences(shown))
    assert "先交清欠费" in words(shown)
    assert "2004年7月6日起可以办" in words(shown)
    assert "AS-16" in words(shown)


def test_every_reason_of_the_core_is_shown(deciding: TariffsScreen, edition: Edition) -> None:
    for service in edition.services.values():
        if service.needs_basis:
            continue
        for owing, arrears in (("没有说", None), ("不欠费", False), ("欠费", True)):
            shown = ask(deciding, service.name, "2004-7-5", owing)
            decision = decide(edition, Request(service.name, arrears=arrears), date(2004, 7, 5))
            assert shown.answer.word.text() == decision.verdict
            assert set(decision.reasons) <= set(sentences(shown))


def test_a_reason_opens_to_its_quotation_by_keyboard(deciding: TariffsScreen) -> None:
    shown = ask(deciding, "过户", "2004-7-3")
    note = shown.answer.notes[0]
    note.setFocus()
    deciding.focusNextChild()
    for _ in range(30):
        if deciding.focusWidget() and note.isAncestorOf(deciding.focusWidget()):
            break
        deciding.focusNextChild()
    QTest.keyClick(deciding.focusWidget(), Qt.Key.Key_Space)
    assert note.is_open
    assert "材料 D9" in words(shown)


def test_what_is_not_told_is_asked(deciding: TariffsScreen) -> None:
    shown = ask(deciding, "开户入网", "2004-7-10")
    assert shown.answer.word.text() == "受理"
    assert "带了哪些证件" in words(shown)
    assert "还有几样要问清" in words(shown)


def test_papers_are_those_of_the_case(deciding: TariffsScreen) -> None:
    shown = ask(deciding, "开户入网", "2004-7-10")
    assert all(tick.paper.startswith("本人：") for tick in shown.form.papers.ticks)
    shown.form.asked.setChecked(True)
    shown.work_out()
    assert shown.answer.word.text() == "不受理"
    assert "没有带来" in "".join(sentences(shown))
    shown.form.papers.ticks[0].setChecked(True)
    shown.work_out()
    assert shown.answer.word.text() == "受理"
    shown.form.case.setCurrentText("代他人开户")
    assert {tick.paper.partition("：")[0] for tick in shown.form.papers.ticks} >= {"机主", "代办人"}


def carry(shown: DecidingPage, case: str, *papers: str, other: str = "") -> str:
    """Tick these papers and write another, and return all that is told."""
    shown.form.case.setCurrentText(case)
    shown.form.asked.setChecked(True)
    for tick in shown.form.papers.ticks:
        tick.setChecked(tick.paper in papers)
    shown.form.papers.other.setText(other)
    shown.work_out()
    return words(shown) + "".join(sentences(shown))


def test_the_scenarios_of_papers_are_done_by_hand(deciding: TariffsScreen) -> None:
    """S06 to S10 of the material's list of scenarios."""
    shown = ask(deciding, "开户入网", "2004-7-10")
    assert "本人的学生证不算" in carry(shown, "私人开户", other="本人：学生证")
    assert shown.answer.word.text() == "不受理"
    carry(shown, "私人开户", "本人：驾照")
    assert shown.answer.word.text() == "受理"
    shown.form.plan.setCurrentText("黄鹤卡")
    told = carry(shown, "代他人开户", "代办人：身份证")
    assert shown.answer.word.text() == "不受理"
    assert "要机主的身份证" in told
    assert "移动电话开户协议" in told
    shown.form.plan.setCurrentText("动感地带")
    assert "还要填" in carry(shown, "代他人开户", "机主：身份证", "代办人：驾照")
    assert shown.answer.word.text() == "受理"
    told = carry(shown, "单位开户", "单位：加盖公章的单位证明", other="经办人：身份证复印件")
    assert "经办人的身份证复印件不算" in told
    assert shown.answer.word.text() == "不受理"


def test_a_paper_of_nobody_is_told_in_place(deciding: TariffsScreen) -> None:
    shown = ask(deciding, "开户入网", "2004-7-10")
    carry(shown, "私人开户", other="学生证")
    assert shown.form.trouble.text().startswith("其他证件：")
    assert shown.form.papers.other.property("wrong") == "yes"
    assert shown.answer.word.text() == "还判断不了"
    shown.form.service.setCurrentText("过户")
    shown.work_out()
    assert not shown.form.trouble.isVisible()


def test_the_place_is_asked_where_the_case_has_one(deciding: TariffsScreen) -> None:
    shown = ask(deciding, "开户入网", "2004-7-10")
    assert not shown.form.place.isVisible()
    shown.form.plan.setCurrentText("爱心卡")
    assert shown.form.place.isVisible()
    shown.form.place.setCurrentText("其他地方")
    shown.work_out()
    assert "到中心自办营业厅办理" in words(shown)
    assert shown.answer.word.text() == "不受理"


def test_features_are_those_of_the_service(deciding: TariffsScreen) -> None:
    form = ask(deciding, "拆功", "2004-7-10").form
    offered = [form.feature.itemData(row) for row in range(form.feature.count())]
    assert "来显" in offered
    assert "随意听" not in offered
    form.plan.setCurrentText("大灵通")
    form.feature.setCurrentText("来显")
    page(deciding).work_out()
    assert page(deciding).answer.word.text() == "不受理"
    assert not ask(deciding, "过户", "2004-7-10").form.feature.isVisible()


def test_every_question_of_the_core_has_its_field_and_is_marked(
    deciding: TariffsScreen, edition: Edition
) -> None:
    for service in edition.services.values():
        form = ask(deciding, service.name, "2004-7-5").form
        try:
            asked = set(decide(edition, Request(service.name), date(2004, 7, 5)).ask)
        except BadRequest as unclear:
            asked = {words for words in form.questions if words in str(unclear)}
        marked = {words for words, box in form.questions.items() if box.itemText(0) == TO_ASK}
        assert marked == asked - {"带了哪些证件"}
        assert all(form.questions[words].isVisible() for words in marked)
        assert form.asked.isVisible() or "带了哪些证件" not in asked
        assert ("要问清" in form.asked.text()) == ("带了哪些证件" in asked)


def test_what_does_not_matter_to_a_service_is_hidden(deciding: TariffsScreen) -> None:
    form = ask(deciding, "补卡", "2004-7-10").form
    shown = {words for words, box in form.questions.items() if box.isVisible()}
    assert shown == {"有没有欠费"}
    assert not form.segment.isVisible()
    form.joined.setText("2001-12-1")
    assert form.segment.isVisible()


def test_a_conversion_must_be_told_whole(deciding: TariffsScreen) -> None:
    shown = ask(deciding, "业务品牌转型", "2004-7-10", "不欠费")
    assert shown.answer.word.text() == "还判断不了"
    assert "原来用哪种品牌" in words(shown)
    shown.form.plan.setCurrentText("校园套餐")
    shown.form.plan_from.setCurrentText("全球通")
    shown.work_out()
    assert shown.answer.word.text() == "不受理"
    shown.form.plan_from.setCurrentText("黄鹤卡")
    shown.work_out()
    assert shown.answer.word.text() == "受理"


def test_what_the_material_leaves_open_is_neither_yes_nor_no(deciding: TariffsScreen) -> None:
    shown = ask(deciding, "业务品牌转型", "2004-7-10", "不欠费")
    shown.form.plan.setCurrentText("乡情卡")
    shown.form.plan_from.setCurrentText("校园套餐")
    shown.work_out()
    assert shown.answer.word.text() == "资料未写"
    assert "查证" in words(shown)


def test_questions_that_do_not_matter_are_not_asked(deciding: TariffsScreen) -> None:
    shown = ask(deciding, "补卡", "2004-7-3")
    assert not shown.form.plan_from.isVisible()
    assert not shown.form.asked.isVisible()
    shown = ask(deciding, "业务品牌转型", "2004-7-3")
    assert shown.form.plan_from.isVisible()


def test_the_limit_by_the_day_of_joining(deciding: TariffsScreen) -> None:
    shown = ask(deciding, "补卡", "2004-7-10", "不欠费")
    shown.form.joined.setText("2001-12-1")
    shown.work_out()
    assert "信用限额" in words(shown)
    assert any("对不上" in sentence for sentence in sentences(shown))


@pytest.mark.parametrize("day", ["", "2004-2-30", "昨天"])
def test_an_impossible_day_is_told_in_place(deciding: TariffsScreen, day: str) -> None:
    shown = ask(deciding, "过户", day)
    assert shown.form.trouble.isVisible()
    assert shown.form.trouble.text().startswith("办理日期：")
    assert shown.answer.word.text() == "还判断不了"


def test_arrows_change_the_day_and_the_answer(qtbot: QtBot, deciding: TariffsScreen) -> None:
    shown = ask(deciding, "过户", "2004-7-5", "不欠费")
    shown.form.on.setFocus()
    QTest.keyClick(shown.form.on, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: shown.answer.word.text() == "受理")
    assert shown.form.on.text() == "2004年7月6日"
    assert shown.answer.accessibleName().startswith("受理")


def test_what_was_asked_is_still_there_when_one_comes_back(deciding: TariffsScreen) -> None:
    shown = ask(deciding, "过户", "2004-7-3", "欠费")
    note = shown.answer.notes[0]
    note.set_open(True)
    deciding.go_to(0)
    deciding.go_to(2)
    shown.work_out()
    assert shown.form.service.currentText() == "过户"
    assert shown.answer.notes[0] is note
    assert note.is_open


def test_an_edition_without_rules_says_so(deciding: TariffsScreen) -> None:
    deciding.show_edition(small_edition())
    page(deciding).work_out()
    assert "还没有受理规则" in words(page(deciding))


def test_rules_that_are_only_told_stand_below(deciding: TariffsScreen, edition: Edition) -> None:
    shown = ask(deciding, "过户", "2004-7-10", "不欠费")
    told = "\n".join(sentences(shown))
    assert all(fact.title in told for fact in edition.facts.values())
