"""Questions on the rules of billing and payment, the list of services and the hotline."""

import pytest

from tests.core.quiz.conftest import is_told, proved
from tests.core.quiz.goldens import asked, facts, has_key, led
from trainer.core.quiz.question import UNWRITTEN
from trainer.core.quiz.template import Case, Ground, Template
from trainer.core.quiz.topics.hallfacts import MISTAKES, TEMPLATES
from trainer.core.quiz.typed import fills


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_question_is_found_twice(ground: Ground, template: Template) -> None:
    proved(ground, template, MISTAKES)


def test_mistakes_are_told() -> None:
    assert is_told(dict(MISTAKES))


@pytest.mark.parametrize(
    ("template", "case", "key"),
    [  # by hand, from the rules of billing and payment
        ("fact.number", ("R-PKG", 0), 15),
        ("fact.number", ("R-PKG", 1), 16),
        ("fact.number", ("R-PAY1", 0), 6),
        ("fact.number", ("R-PAY1", 1), 20),
        ("fact.number", ("R-CYC", 1), 24),
        ("fact.number", ("R-RENT", 0), 365),
        ("fact.number", ("R-RENT", 1), 12),
        ("fact.blank", ("R-FEE", 0), ("入网费", "SIM卡费")),
        ("fact.blank", ("R-TS", 0), ("财务公章",)),
        ("fact.blank", ("R-PAY2", 1), ("前一日",)),
        ("fact.open", ("R-PAY1", 0), UNWRITTEN),
        ("fact.listed", ("开户入网", "停机保号", "补卡"), frozenset({"开户入网", "停机保号", "补卡"})),
        ("fact.hotline", ("客服热线",), "1860"),
        ("fact.hotline", ("原文热线",), "不算错，本厅的是1860"),
    ],
)
def test_worked_by_hand(ground: Ground, template: str, case: Case, key: object) -> None:
    assert has_key(TEMPLATES, ground, template, case, key)


@pytest.mark.parametrize(
    ("template", "case", "text", "mistake"),
    [
        ("fact.number", ("R-PKG", 0), "16", "other-end"),
        ("fact.number", ("R-PKG", 0), "20", "other-rule"),
        ("fact.number", ("R-RENT", 0), "366", "leap-year"),
        ("fact.blank", ("R-TS", 0), "公章", "plain-seal"),
        ("fact.hotline", ("客服热线",), "10086", "later-hotline"),
    ],
)
def test_each_wrong_answer_has_its_mistake(
    ground: Ground, template: str, case: Case, text: str, mistake: str
) -> None:
    assert led(TEMPLATES, ground, template, case)[text] == mistake


def test_what_is_as_good_as_the_printed_word_is_accepted(ground: Ground) -> None:
    (blank,) = asked(TEMPLATES, ground, "fact.blank", ("R-PAY2", 1)).blanks
    assert fills("前一天", blank)
    assert not fills("当天", blank)


def test_the_hotline_of_the_print_is_no_wrong_answer(ground: Ground) -> None:
    question = asked(TEMPLATES, ground, "fact.hotline", ("客服热线",))
    assert ground.edition.hotline.printed not in {choice.text for choice in question.choices}


def test_every_fact_is_asked(ground: Ground) -> None:
    assert facts(TEMPLATES, ground) >= ground.edition.facts.keys()
