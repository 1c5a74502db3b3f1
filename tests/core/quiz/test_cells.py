"""Questions on the printed cells of the plans."""

import pytest

from tests.core.quiz.conftest import is_told, proved
from trainer.core.quiz.printed.rows import reread, rows
from trainer.core.quiz.printed.words import named, read, shown
from trainer.core.quiz.question import UNWRITTEN, Question, key_of
from trainer.core.quiz.template import Ground, Template, question_of
from trainer.core.quiz.topics.cells import MISTAKES, TEMPLATES

KNOWN = MISTAKES
BY_ID = {template.id: template for template in TEMPLATES}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_question_is_found_twice(ground: Ground, template: Template) -> None:
    proved(ground, template, KNOWN)


def test_mistakes_are_told() -> None:
    assert is_told(dict(MISTAKES))


def asked(ground: Ground, template: str, *case: str) -> Question:
    assert case in list(BY_ID[template].cases(ground)), case
    return question_of(BY_ID[template], ground, case)


@pytest.mark.parametrize(
    ("template", "case", "key"),
    [  # by hand, from the price list
        ("cell.value", ("QQT", "月租"), "50元"),
        ("cell.value", ("LTK", "被叫"), "16元包月"),
        ("cell.value", ("MZ-XS", "赠送短信"), "每月200条"),
        ("cell.value", ("AXK", "来显"), "关闭"),
        ("cell.amount", ("QQT", "长途"), 7),
        ("cell.amount", ("LTK", "最低消费"), 42_00),
        ("cell.amount", ("HPT", "基本通话"), 12),
        ("cell.amount", ("XYK", "校园卡网内被叫"), 5000),
        ("cell.amount", ("MZ-XY", "必选功能"), 25_00),
        ("cell.unwritten", ("LTK", "月租"), UNWRITTEN),
        ("cell.unwritten", ("MZ-JQ", "期限止日"), UNWRITTEN),
        ("cell.unwritten", ("SUIE", "资费"), UNWRITTEN),
        ("cell.who", ("MZ-XY", "不可办"), "校园套餐"),
        ("cell.who", ("XYK", "状态"), "校园卡"),
        ("cell.who", ("HPT", "基本通话"), "黄陂基站通"),
        ("cell.judge", ("QQT", "月租", "50元"), "对"),
        ("cell.judge", ("DLT", "最低消费", "每月42元"), "错"),
    ],
)
def test_worked_by_hand(ground: Ground, template: str, case: tuple[str, ...], key: object) -> None:
    assert key_of(asked(ground, template, *case)) == key


def test_the_print_is_read_as_the_table_says(ground: Ground) -> None:
    for found in rows(ground.edition).values():
        if found.said:
            assert reread(ground.edition, found.cell) == found.said, found.cell


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("0.36/分", "每分钟0.36元"),
        ("0.07/6秒", "每6秒0.07元"),
        ("20–30", "20–30元"),
        ("有；0.8/分", "每分钟0.8元"),
        ("20元/600条（网内）", "20元送600条"),
        ("江夏30，其余20", "江夏30元，其余20元"),
        ("2004-02-01", "2004年2月1日"),
        ("无", "无"),
    ],
)
def test_values_are_written_as_they_are_said(value: str, said: str) -> None:
    assert shown(value) == said


def test_a_quotation_without_a_number_needs_texts_to_choose_from() -> None:
    assert read("无月租") == ""
    assert read("2004年2月1日起") == "2004年2月1日"
    assert read("基本通话费‖0。12元/分") == "每分钟0.12元"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("市内 08–19", "市内通话（8点到19点）"),
        ("市内 19–08 主叫", "市内主叫（19点到次日8点）"),
        ("夜间 19–8 被叫", "夜间被叫（19点到次日8点）"),
        ("短信网内超出", "网内短信（超出部分）"),
        ("漫游(省内)", "省内漫游"),
        ("月租变体 VPMN", "VPMN月租"),
        ("月租", "月租"),
    ],
)
def test_fields_are_written_as_they_are_said(field: str, said: str) -> None:
    assert named(field) == said


@pytest.mark.parametrize(
    ("template", "case", "stem"),
    [
        ("cell.amount", ("XYK", "校园卡网内被叫"), "校园卡网内被叫每月多少分钟内免费？"),
        ("cell.amount", ("HPT", "被叫"), "黄陂基站通的被叫是多少元包月？"),
        ("cell.unwritten", ("XQK", "长途"), "客户问：乡情卡的长途怎么收费？"),
        ("cell.unwritten", ("HHK", "漫游单价"), "客户问：黄鹤卡的漫游单价是怎么规定的？"),
    ],
)
def test_stems_read_well(ground: Ground, template: str, case: tuple[str, ...], stem: str) -> None:
    assert asked(ground, template, *case).stem == stem


def test_names_that_are_alike_are_told_apart(ground: Ground) -> None:
    minimum = asked(ground, "cell.unwritten", "DLT", "最低消费")
    assert {c.text: c.mistake for c in minimum.choices}["每月42元"] == "like-named"
