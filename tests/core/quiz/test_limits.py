"""Questions on credit limits."""

import pytest

from tests.core.quiz.conftest import is_told, proved
from tests.core.quiz.goldens import facts, has_key, led
from trainer.core.quiz.question import UNWRITTEN
from trainer.core.quiz.template import Case, Ground, Template
from trainer.core.quiz.topics.limits import MISTAKES, TEMPLATES

BY_ID = {template.id: template for template in TEMPLATES}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_question_is_found_twice(ground: Ground, template: Template) -> None:
    proved(ground, template, MISTAKES)


def test_mistakes_are_told() -> None:
    assert is_told(dict(MISTAKES))


def number_of(ground: Ground, template: str, day: str, single: bool = False) -> Case:
    """Return the case of a day with a number of the singled-out segment, or of another."""
    cases = [case for case in BY_ID[template].cases(ground) if case[0] == day]
    return next(case for case in cases if (case[1] == "135") == single)


@pytest.mark.parametrize(
    ("day", "single", "key"),
    [  # by hand, from the four sentences on limits
        ("2000-06-30", False, UNWRITTEN),
        ("2000-07-01", False, "300元"),
        ("2001-02-28", False, "300元"),
        ("2001-02-28", True, "300元"),
        ("2001-03-01", False, UNWRITTEN),
        ("2001-03-02", False, "100元"),
        ("2001-03-02", True, UNWRITTEN),
        ("2001-11-30", False, "100元"),
        ("2001-12-01", False, UNWRITTEN),
        ("2001-12-02", False, "0元"),
        ("2001-12-02", True, UNWRITTEN),
    ],
)
def test_worked_by_hand(ground: Ground, day: str, single: bool, key: str) -> None:
    case = number_of(ground, "limit.choice", day, single)
    assert has_key(TEMPLATES, ground, "limit.choice", case, key)


@pytest.mark.parametrize(
    ("day", "single", "text", "mistake"),
    [
        ("2001-02-28", False, "100元", "row-after"),
        ("2001-12-02", False, "100元", "row-before"),
        ("2001-03-01", True, "100元", "segment-missed"),
        ("2001-03-01", False, "300元", "both-claimed"),
        ("2000-06-30", False, "300元", "lost-guessed"),
        ("2001-02-28", False, UNWRITTEN, "written-unseen"),
    ],
)
def test_each_wrong_answer_has_its_mistake(
    ground: Ground, day: str, single: bool, text: str, mistake: str
) -> None:
    case = number_of(ground, "limit.choice", day, single)
    assert led(TEMPLATES, ground, "limit.choice", case)[text] == mistake


def test_a_day_that_two_rows_claim_is_scored_only_as_not_written(ground: Ground) -> None:
    claimed = {"2001-03-01", "2001-12-01"}
    for template in (BY_ID["limit.amount"], BY_ID["limit.judge"], BY_ID["limit.which"]):
        assert not any(claimed & set(map(str, case)) for case in template.cases(ground))


def test_every_limit_is_asked(ground: Ground) -> None:
    assert facts(TEMPLATES, ground) >= {row.id for row in ground.edition.limits}
