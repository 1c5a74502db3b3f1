"""Questions on a month's bill, on messages, and on which of two plans is cheaper."""

import pytest

from tests.core.quiz.conftest import is_told, proved
from trainer.core.quiz.question import UNWRITTEN, Question, key_of
from trainer.core.quiz.template import Ground, Template, question_of
from trainer.core.quiz.topics.bills import MISTAKES, SAME, TEMPLATES
from trainer.core.quiz.topics.prices import MISTAKES as OF_PRICES

BY_ID = {template.id: template for template in TEMPLATES}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_question_is_found_twice(ground: Ground, template: Template) -> None:
    proved(ground, template, {**MISTAKES, **OF_PRICES})


def test_mistakes_are_told() -> None:
    assert is_told(dict(MISTAKES))


def made(ground: Ground, template: str, *case: str | int) -> Question:
    """Make a question, whether or not it is among those that are drawn; its key must be found twice."""
    question = question_of(BY_ID[template], ground, case)
    assert BY_ID[template].again(ground, case) == key_of(question)
    return question


@pytest.mark.parametrize(
    ("case", "fen"),
    [  # by hand
        (("LTK", "", "主叫", 60), 42_00),  # 15+16=31, made up to 42
        (("LTK", "", "主叫", 104), 42_00),  # 26+16, just the minimum
        (("LTK", "", "主叫", 105), 42_25),
        (("LTK", "", "主叫", 103), 42_00),
        (("MZ-XS", "", "网内短信", 200), 20_00),
        (("MZ-XS", "", "网内短信", 201), 20_10),
        (("MZ-XS", "", "网外短信", 1), 20_15),
        (("MZ-XS", "", "网内主叫", 21), 20_60),
        (("XQK", "江夏", "主叫", 50, "六郊县基站内主叫", 100, "六郊县基站内被叫", 200), 78_00),  # 30+18+20+10
        (("QQT", "", "主叫", 100), 86_96),  # 50.96 for 31 days, 36
        (("MZ-XY", "", "网内短信", 500, "夜间主叫", 100), 40_00),
        (("XYK", "", "校园卡网内被叫", 5001), 30_20),
        (("HPT", "", "基站范围内主叫", 100, "基站范围内被叫", 100), 22_00),
        (("MZ-JQ", "", "网内短信", 601, "网外短信", 1), 20_25),
    ],
)
def test_months_worked_by_hand(ground: Ground, case: tuple[str | int, ...], fen: int) -> None:
    assert key_of(made(ground, "bill.month", *case)) == fen


@pytest.mark.parametrize(
    ("case", "key"),
    [
        (("MZ-XS", "", "网内短信", 200), "0元"),
        (("MZ-XS", "", "网内短信", 201), "0.10元"),
        (("MZ-XY", "", "网内短信", 500), "0元"),
        (("MZ-XY", "", "网内短信", 501), UNWRITTEN),
        (("MZ-QC", "", "网外短信", 30), "4.50元"),
        (("QQT", "", "网内短信", 30), UNWRITTEN),
        (("AXK", "", "网外短信", 30), UNWRITTEN),
    ],
)
def test_messages_worked_by_hand(ground: Ground, case: tuple[str | int, ...], key: str) -> None:
    assert key_of(made(ground, "bill.messages", *case)) == key


@pytest.mark.parametrize(
    ("case", "key"),
    [
        (("DLT", "HHK", "网外主叫", 79), "大灵通"),  # 35.75 and 35.80
        (("DLT", "HHK", "网外主叫", 80), SAME),  # 36 both
        (("DLT", "HHK", "网外主叫", 81), "黄鹤卡"),
        (("DLT", "LTK", "网外主叫", 80), "大灵通"),  # 36, and 42 with a rent that nobody knows on top
        (("LTK", "QQT", "网外主叫", 80), UNWRITTEN),
        (("LTK", "HHK", "网外主叫", 200, "网外被叫", 100), UNWRITTEN),  # 66 without the rent, 80
        (("HHK", "LTK", "网外主叫", 20), "黄鹤卡"),
        (("DLT", "AXK", "网内短信", 10), UNWRITTEN),
        (("LTK", "LTK", "网外主叫", 20), UNWRITTEN),
        (("LTK", "DLT", "网外主叫", 80), "大灵通"),
        (("QQT", "LTK", "网外主叫", 80), UNWRITTEN),
    ],
)
def test_the_cheaper_one_by_hand(ground: Ground, case: tuple[str | int, ...], key: str) -> None:
    assert key_of(made(ground, "bill.cheaper", *case)) == key


def test_slips_have_their_names(ground: Ground) -> None:
    minimum = made(ground, "bill.month", "LTK", "", "主叫", 60).number
    assert minimum is not None
    assert dict(minimum.slips) | {31_00: "no-minimum", 73_00: "minimum-added"} == dict(minimum.slips)
    bundle = made(ground, "bill.month", "MZ-XS", "", "网内短信", 220).number
    assert bundle is not None
    assert dict(bundle.slips) | {42_00: "no-bundle", 20_00: "bundle-twice", 2_00: "no-rent"} == dict(
        bundle.slips
    )
    rent = made(ground, "bill.month", "QQT", "", "主叫", 100).number
    assert rent is not None
    assert dict(rent.slips) == {36_00: "no-rent", 86_00: "nominal-rent"}
