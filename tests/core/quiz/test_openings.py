"""Questions on what opening a number costs."""

import pytest

from tests.core.quiz.conftest import is_told, proved
from trainer.core.quiz.question import UNWRITTEN, Question, key_of
from trainer.core.quiz.template import Ground, Template, question_of
from trainer.core.quiz.topics.openings import MISTAKES, TEMPLATES

BY_ID = {template.id: template for template in TEMPLATES}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_question_is_found_twice(ground: Ground, template: Template) -> None:
    proved(ground, template, MISTAKES)


def test_mistakes_are_told() -> None:
    assert is_told(dict(MISTAKES))


def asked(ground: Ground, template: str, *case: str | int) -> Question:
    assert case in list(BY_ID[template].cases(ground)), case
    return question_of(BY_ID[template], ground, case)


@pytest.mark.parametrize(
    ("template", "case", "key"),
    [  # by hand, from the list of fees
        ("opening.total", ("全球通", "卡费和预存一共"), 150_00),
        ("opening.total", ("随E行", "卡费和预存一共"), 220_00),
        ("opening.total", ("动感地带", "卡费"), 80_00),
        ("opening.total", ("爱心卡", "卡费"), 0),
        ("opening.total", ("爱心卡", "预存"), 100_00),
        ("opening.total", ("储值卡", "卡费"), 60_00),
        ("opening.change", ("全球通", 200), 50_00),
        ("opening.change", ("动感地带", 150), 20_00),
        ("opening.unwritten", ("储值卡", "预存"), UNWRITTEN),
        ("opening.unwritten", ("大灵通", "卡费和预存一共"), UNWRITTEN),
        ("opening.alike", ("黄鹤卡", "卡费"), frozenset({"乡情卡", "灵通卡"})),
        ("opening.cheapest", ("全球通", "随E行", "黄鹤卡", "动感地带"), "动感地带"),
    ],
)
def test_worked_by_hand(ground: Ground, template: str, case: tuple[str, ...], key: object) -> None:
    assert key_of(asked(ground, template, *case)) == key


def test_only_half_of_it_is_a_named_slip(ground: Ground) -> None:
    question = asked(ground, "opening.total", "全球通", "卡费和预存一共")
    assert question.number is not None
    assert dict(question.number.slips)[100_00] == "part-only"
    assert dict(question.number.slips)[160_00] == "other-brand"


def test_every_opening_is_asked(ground: Ground) -> None:
    facts = {fact for t in TEMPLATES for c in t.cases(ground) for fact in question_of(t, ground, c).facts}
    assert facts >= {f"opening.{brand}" for brand in ground.edition.openings}
