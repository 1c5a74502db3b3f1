"""Questions on calls over the edge of a band, of a unit, and of what is written."""

import pytest

from tests.core.quiz.conftest import is_told, proved
from trainer.core.quiz.question import UNWRITTEN, Question, key_of
from trainer.core.quiz.template import Ground, Template, question_of
from trainer.core.quiz.topics import prices
from trainer.core.quiz.topics.edges import MISTAKES, TEMPLATES

KNOWN = {**MISTAKES, **prices.MISTAKES}
BY_ID = {template.id: template for template in TEMPLATES}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_question_is_found_twice(ground: Ground, template: Template) -> None:
    proved(ground, template, KNOWN)


def test_mistakes_are_told() -> None:
    assert is_told(dict(MISTAKES))


def asked(ground: Ground, template: str, *case: str | int) -> Question:
    assert case in list(BY_ID[template].cases(ground)), case
    return question_of(BY_ID[template], ground, case)


@pytest.mark.parametrize(
    ("template", "case", "key"),
    [  # by hand
        ("price.crossing", ("CTX", "市内", "主叫", "", "", "2004-07-03T18:55", 900), 400),  # 5×0.4+10×0.2
        ("price.crossing", ("MZ-QC", "市内", "被叫", "", "", "2004-07-03T07:48", 900), 240),
        ("price.outcome", ("QQT", "市内", "主叫", "", "", "2004-07-03T10:00", 61), UNWRITTEN),
        ("price.outcome", ("QQT", "市内", "主叫", "", "", "2004-07-03T10:00", 600), "3.60元"),
        ("price.outcome", ("QQT", "长途", "主叫", "", "", "2004-07-03T10:00", 7), UNWRITTEN),
        ("price.outcome", ("XYK", "IP长途", "主叫", "", "", "2004-07-03T10:00", 60), UNWRITTEN),
        ("price.outcome", ("HPT", "市内", "主叫", "", "基站范围外", "2004-07-03T10:00", 60), UNWRITTEN),
    ],
)
def test_worked_by_hand(ground: Ground, template: str, case: tuple[str | int, ...], key: object) -> None:
    assert key_of(asked(ground, template, *case)) == key


def test_slips_have_their_names(ground: Ground) -> None:
    odd = asked(ground, "price.outcome", "QQT", "市内", "主叫", "", "", "2004-07-03T10:00", 61)
    mistakes = {choice.text: choice.mistake for choice in odd.choices}
    assert mistakes == {UNWRITTEN: "", "0.72元": "rounded-up", "0.36元": "rounded-down", "0.37元": "pro-rata"}
    half = question_of(
        BY_ID["price.outcome"], ground, ("XYK", "IP长途", "主叫", "", "", "2004-07-03T10:00", 300), seed=1
    )
    assert {choice.mistake for choice in half.choices} <= {"", "band", "doubled-half", "invented"}


def test_what_is_odd_about_a_length_is_told(ground: Ground) -> None:
    case = ("QQT", "市内", "主叫", "", "", "2004-07-03T10:00", 599)
    told = "599秒不是1分钟的整数倍，不满1分钟的零头怎样算，资料没有写"
    assert asked(ground, "price.outcome", *case).explanation == (told,)
