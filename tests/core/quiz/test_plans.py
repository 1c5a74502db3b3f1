"""Questions on the plans as a whole."""

import pytest

from tests.core.quiz.conftest import is_told, proved
from trainer.core.quiz.printed.rows import rows
from trainer.core.quiz.question import Question, key_of
from trainer.core.quiz.template import Ground, Template, question_of
from trainer.core.quiz.topics import cells
from trainer.core.quiz.topics.plans import MISTAKES, TEMPLATES

KNOWN = {**MISTAKES, **cells.MISTAKES}
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
    [  # by hand
        ("plan.status", ("XYK",), "已经停止销售"),
        ("plan.status", ("MZ-XY",), "资费照列，没有写停售"),
        ("plan.status", ("CTX",), "只给原来的老用户"),
        ("plan.status", ("MZ-YL",), "只提到名字，没有写资费"),
    ],
)
def test_worked_by_hand(ground: Ground, template: str, case: tuple[str, ...], key: object) -> None:
    assert key_of(asked(ground, template, *case)) == key


def test_every_cell_is_asked(ground: Ground) -> None:
    facts = {
        fact for t in cells.TEMPLATES for c in t.cases(ground) for fact in question_of(t, ground, c).facts
    }
    assert facts >= {f"cell.{plan}.{field}" for plan, field in rows(ground.edition)}


def test_names_that_are_alike_are_told_apart(ground: Ground) -> None:
    status = asked(ground, "plan.status", "MZ-XY")
    assert {c.text: c.mistake for c in status.choices}["已经停止销售"] == "like-named"
