"""Questions on what messages cost."""

import pytest

from tests.core.quiz.conftest import is_told, proved
from trainer.core.quiz.question import UNWRITTEN, Question, key_of
from trainer.core.quiz.template import Ground, Template, question_of
from trainer.core.quiz.topics import bills, prices
from trainer.core.quiz.topics.messages import MISTAKES, TEMPLATES

KNOWN = {**MISTAKES, **bills.MISTAKES, **prices.MISTAKES}
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
        (("MZ-XS", "", "网内短信", 200), "0.00元"),
        (("MZ-XS", "", "网内短信", 201), "0.10元"),
        (("MZ-XY", "", "网内短信", 500), "0.00元"),
        (("MZ-XY", "", "网内短信", 501), UNWRITTEN),
        (("MZ-QC", "", "网外短信", 30), "4.50元"),
        (("QQT", "", "网内短信", 30), UNWRITTEN),
        (("AXK", "", "网外短信", 30), UNWRITTEN),
    ],
)
def test_messages_worked_by_hand(ground: Ground, case: tuple[str | int, ...], key: str) -> None:
    assert key_of(made(ground, "bill.messages", *case)) == key
