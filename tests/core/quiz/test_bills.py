"""Questions on a month's bill."""

import pytest

from tests.core.quiz.conftest import is_told, proved
from trainer.core.quiz.question import Question, key_of
from trainer.core.quiz.rated.desks import desks
from trainer.core.quiz.rated.uses import kind_said
from trainer.core.quiz.template import Ground, Template, question_of
from trainer.core.quiz.topics import prices
from trainer.core.quiz.topics.bills import MISTAKES, TEMPLATES

KNOWN = {**MISTAKES, **prices.MISTAKES}
BY_ID = {template.id: template for template in TEMPLATES}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_question_is_found_twice(ground: Ground, template: Template) -> None:
    proved(ground, template, KNOWN)


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


def test_lines_are_told_with_what_they_come_to(ground: Ground) -> None:
    told = made(ground, "bill.month", "LTK", "", "主叫", 60).explanation
    assert told[1:] == (
        "被叫包月：16元",
        "市内主叫：60×0.25＝15元",
        "补足最低消费：42－（16＋15）＝11元",
        "合计42元",
    )
    given = made(ground, "bill.month", "MZ-XS", "", "网内短信", 200).explanation
    assert given == ("月租：20元", "赠送网内短信：用了200条，共200条", "合计20元")


def test_the_rest_is_told_by_what_it_is_not(ground: Ground) -> None:
    desk = desks(ground)["XQK"]
    assert [kind_said(desk, word) for word in ("", "江夏", "其余")] == ["", "（江夏）", "（江夏以外）"]
