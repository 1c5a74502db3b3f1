"""Questions on what one call costs."""

from datetime import datetime

import pytest

from tests.core.quiz.conftest import is_told, proved
from trainer.core.quiz.printed.calls import by_print, printed
from trainer.core.quiz.question import Question, key_of
from trainer.core.quiz.rated.desks import desks
from trainer.core.quiz.template import Ground, Template, question_of
from trainer.core.quiz.topics.prices import MISTAKES, TEMPLATES
from trainer.core.rates import CALL, IN, OUT, Traffic
from trainer.core.rating import Call

KNOWN = MISTAKES
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
        ("price.call", ("QQT", "市内", "主叫", "", "", "2004-07-03T10:00", 300), 180),  # 5×0.36
        ("price.call", ("QQT", "长途", "主叫", "", "", "2004-07-03T10:00", 60), 70),  # 10×0.07
        ("price.call", ("LTK", "市内", "被叫", "", "", "2004-07-03T10:00", 300), 0),
        ("price.call", ("XQK", "市内", "被叫", "", "六郊县基站内", "2004-07-03T10:00", 720), 60),
        ("price.call", ("MZ-QC", "市内", "主叫", "", "", "2004-07-03T18:58", 60), 40),
        ("price.call", ("MZ-QC", "市内", "主叫", "", "", "2004-07-03T19:01", 60), 15),
        ("price.call", ("MZ-XY", "市内", "主叫", "", "", "2004-01-31T19:01", 60), 40),
        ("price.call", ("MZ-XY", "市内", "主叫", "", "", "2004-02-01T19:01", 60), 15),
        ("price.call", ("XYK", "市内", "被叫", "校园卡网内", "", "2004-07-03T10:00", 300), 100),
        ("price.call", ("MZ-JQ", "市内", "被叫", "网内", "", "2004-07-03T10:00", 300), 0),
    ],
)
def test_worked_by_hand(ground: Ground, template: str, case: tuple[str | int, ...], key: object) -> None:
    assert key_of(asked(ground, template, *case)) == key


def test_slips_have_their_names(ground: Ground) -> None:
    evening = asked(ground, "price.call", "MZ-QC", "市内", "主叫", "", "", "2004-07-03T19:01", 300).number
    assert evening is not None
    assert dict(evening.slips) | {200: "band", 50: "direction", 90: "one-more"} == dict(evening.slips)


def test_what_is_paid_by_the_month_is_not_paid_again(ground: Ground) -> None:
    case = ("LTK", "市内", "被叫", "", "", "2004-07-03T10:00", 300)
    assert asked(ground, "price.call", *case).explanation == ("市内被叫（包月）：不另收钱",)


def test_no_call_is_asked_for_at_the_very_edge_of_a_band(ground: Ground) -> None:
    edges = {"T08:00", "T19:00", "T20:00", "T07:00"}
    cases = list(BY_ID["price.call"].cases(ground))
    assert not [case for case in cases if str(case[5])[10:] in edges]


def test_a_call_that_no_row_prints_costs_nothing_by_the_print(ground: Ground) -> None:
    unknown = Call(Traffic(CALL, "国际", OUT), datetime(2004, 7, 3, 10), 60)
    assert printed(ground.edition, "QQT", unknown) is None
    assert by_print(ground.edition, "QQT", unknown) == 0
    assert desks(ground)["QQT"].rate(unknown) is None


def test_the_quick_table_says_the_same_of_whole_minutes(ground: Ground) -> None:
    for desk in desks(ground).values():
        calls = [Call(Traffic(CALL, "市内", way), datetime(2004, 7, 3, 18, 58), 240) for way in (OUT, IN)]
        for call in (call for call in calls if desk.cost(call) is not None):
            assert desk.cost(call) == desk.table.costs([call])[0] * 100 // desk.table.scale
