"""Questions on which of two plans is cheaper."""

import pytest

from tests.core.quiz.conftest import is_told, proved
from trainer.core.quiz.question import UNWRITTEN, Question, key_of
from trainer.core.quiz.template import Ground, Template, question_of
from trainer.core.quiz.topics.comparisons import MISTAKES, SAME, TEMPLATES

KNOWN = MISTAKES
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


def test_each_sum_is_told_with_its_parts(ground: Ground) -> None:
    told = made(ground, "bill.cheaper", "DLT", "LTK", "网外主叫", 80).explanation
    assert told[0] == "大灵通：月费16元，一共36元"
    assert told[1] == "灵通卡：月费16元，补足到最低消费，一共42元，月租没有写，还没算进去"


def test_a_package_that_is_counted_is_told(ground: Ground) -> None:
    assert "假期卡（办了短信业务包）" in made(ground, "bill.cheaper", "HHK", "MZ-JQ", "网外主叫", 80).stem


def test_nobody_is_offered_a_plan_for_a_few(ground: Ground) -> None:
    offered = {plan for case in TEMPLATES[0].cases(ground) for plan in case[:2]}
    assert offered.isdisjoint({"AXK", "XYK", "CTX", "XQK", "HPT"})
    assert offered >= {"QQT", "DLT", "HHK", "MZ-QC"}
