"""Questions on roaming by season."""

import pytest

from tests.core.quiz.conftest import is_told, proved
from trainer.core.quiz.question import UNWRITTEN, Question, key_of
from trainer.core.quiz.template import Ground, Template, question_of
from trainer.core.quiz.topics import cells
from trainer.core.quiz.topics.roaming import CLOSED, MISTAKES, TEMPLATES

KNOWN = {**MISTAKES, **cells.MISTAKES}
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
        ("share.roaming", ("MZ-QC", "主叫", "", "", "2004-07-01", 5), "3.00元"),
        ("share.roaming", ("MZ-QC", "主叫", "", "", "2004-09-01", 5), CLOSED),
        ("share.roaming", ("MZ-QC", "主叫", "", "", "2004-05-01", 5), "3.00元"),
        ("share.roaming", ("MZ-QC", "主叫", "", "", "2004-05-02", 5), UNWRITTEN),
        ("share.roaming", ("LTK", "主叫", "", "", "2004-07-03", 5), CLOSED),
        ("share.roaming", ("HHK", "主叫", "", "省内", "2004-03-15", 5), UNWRITTEN),
        ("share.roaming", ("HHK", "主叫", "", "省外", "2004-03-15", 5), CLOSED),
        ("share.roaming", ("MZ-JQ", "被叫", "网内", "", "2004-07-03", 5), UNWRITTEN),
        ("share.roaming", ("QQT", "主叫", "", "", "2004-07-03", 5), "3.00元"),
        ("share.roaming", ("AXK", "主叫", "", "", "2004-07-03", 5), UNWRITTEN),
    ],
)
def test_worked_by_hand(ground: Ground, template: str, case: tuple[str, ...], key: object) -> None:
    assert key_of(asked(ground, template, *case)) == key


def test_whether_one_can_call_at_all_is_not_told(ground: Ground) -> None:
    closed = asked(ground, "share.roaming", "MZ-QC", "主叫", "", "", "2004-09-01", 5)
    assert closed.stem == "2004年9月1日，青春套餐客户在外地想打电话，5分钟的漫游费是多少？"


def test_who_fixes_a_holiday_by_oneself_is_told_so(ground: Ground) -> None:
    case = ("MZ-QC", "主叫", "", "", "2004-05-02", 5)
    wrong = dict(TEMPLATES[0].ask(ground, case).wrong)
    assert {wrong[CLOSED], wrong["3.00元"]} == {"season-guessed"}
