"""Questions on rent for a part of a month."""

import pytest

from tests.core.quiz.conftest import is_told, proved
from trainer.core.quiz.question import UNWRITTEN, Question, key_of
from trainer.core.quiz.template import Ground, Template, question_of
from trainer.core.quiz.topics.shares import MISTAKES, TEMPLATES

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
    ("days", "fen"), [(1, 164), (5, 822), (15, 2466), (28, 4603), (30, 4932), (31, 5096)]
)
def test_days_as_worked_out_in_the_study(ground: Ground, days: int, fen: int) -> None:
    assert key_of(asked(ground, "share.days", days)) == fen


@pytest.mark.parametrize(
    ("template", "case", "key"),
    [  # by hand
        ("share.joined", ("2004-07-16",), 2630),  # 16 days
        ("share.joined", ("2004-02-01",), 4767),  # 29 days of a leap year
        ("share.joined", ("2004-07-31",), 164),
        ("share.half", ("MZ-XS", "2004-07-15"), "20.00元"),
        ("share.half", ("MZ-QC", "2004-07-16"), "10.00元"),
        ("share.half", ("MZ-QC", "2004-07-31"), "10.00元"),
        ("share.unsaid", ("HHK", "rent", "", "2004-07-16"), UNWRITTEN),
    ],
)
def test_worked_by_hand(ground: Ground, template: str, case: tuple[str, ...], key: object) -> None:
    assert key_of(asked(ground, template, *case)) == key


def test_slips_of_the_formula_have_their_names(ground: Ground) -> None:
    number = asked(ground, "share.days", 15).number
    assert number is not None
    assert dict(number.slips) == {
        24_19: "calendar-days",
        50_00: "whole-month",
        23_01: "first-day-off",
        26_30: "one-day-more",
        24_60: "day-by-day",
        24_59: "over-366",
    }


def test_the_reading_of_the_sixteenth_is_told_where_it_is_needed(ground: Ground) -> None:
    assert "AS-15" not in asked(ground, "share.half", "MZ-XS", "2004-07-16").assumptions
    assert "AS-15" in asked(ground, "share.half", "MZ-XS", "2004-07-17").assumptions
