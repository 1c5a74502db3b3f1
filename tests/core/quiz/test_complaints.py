"""Questions on complaints, the retail centre and the hotline."""

from dataclasses import replace

import pytest

from tests.core.quiz.conftest import is_told, proved
from tests.core.quiz.hall import asked, empty, facts_of, proofs, wrong_of
from trainer.core.library import Library
from trainer.core.quiz.hall import complaintchanges, hotline
from trainer.core.quiz.hall.passages import Changes
from trainer.core.quiz.hall.slips import SLIPS
from trainer.core.quiz.question import UNWRITTEN, key_of
from trainer.core.quiz.template import Ground, Template
from trainer.core.quiz.topics.complaints import MISTAKES, TEMPLATES

BY_ID = {template.id: template for template in TEMPLATES}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_question_is_found_twice(ground: Ground, template: Template) -> None:
    proved(ground, template, SLIPS)


def test_mistakes_are_told() -> None:
    assert is_told(dict(MISTAKES))
    assert is_told(dict(SLIPS))


def test_every_rule_of_the_three_papers_is_asked(ground: Ground) -> None:
    wanted = {id for id in ground.library.rules if id[0] in "WZH"}
    assert facts_of(ground, TEMPLATES) == wanted


@pytest.mark.parametrize(
    ("template", "case", "key"),
    [  # by hand, from the three papers
        ("complaints.section", ("W3.2",), "问题记录"),
        ("complaints.section", ("Z3.3",), "投诉处理"),
        ("complaints.detail", ("Z3.3", 0), "认真听取客户意见"),
        ("complaints.detail", ("Z3.3", 1), "客户服务监督员"),
        ("complaints.detail", ("W3.1", 0), "接待员"),
        ("complaints.judge", ("Z3.3", 1), "错"),
        ("complaints.judge", ("W3.4", 0), "对"),
        ("complaints.open", ("W3.1", 0), UNWRITTEN),
        ("hotline.lane", ("H3",), "投诉检查室"),
        ("hotline.branch", ("H6", "H10"), "网络、计费方面的问题"),
        ("hotline.branch", ("H7", "H13"), "业务方面的问题"),
        ("hotline.detail", ("H14", 0), "当天日报表"),
        ("hotline.judge", ("H3", 1), "错"),
    ],
)
def test_worked_by_hand(ground: Ground, template: str, case: tuple[str, ...], key: object) -> None:
    assert key_of(asked(ground, TEMPLATES, template, *case)) == key


def test_the_stages_go_by_their_printed_numbers(ground: Ground) -> None:
    order = key_of(asked(ground, TEMPLATES, "complaints.order", "W3.1", "W3.2", "W3.3", "W3.4"))
    assert order == {("客户接触", "问题记录"), ("问题记录", "问题解决"), ("问题解决", "客户反馈")}


def test_explaining_before_listening_is_a_named_mistake(ground: Ground) -> None:
    wrong = wrong_of(asked(ground, TEMPLATES, "complaints.version", "Z3.3"))
    assert set(wrong.values()) == {"explained-first", "role-mixed", "promised-early"}


@pytest.mark.parametrize("table", [complaintchanges.CHANGES, hotline.CHANGES])
def test_every_change_changes_something(ground: Ground, table: Changes) -> None:
    for id, rows in table.items():
        for change in rows:
            assert change.old in ground.library.rules[id].text, change


def test_an_empty_library_asks_nothing(ground: Ground) -> None:
    assert [case for template in TEMPLATES for case in template.cases(empty(ground))] == []


def test_rules_without_a_print_do_not_pass(ground: Ground) -> None:
    moved = {
        id: replace(rule, sources=ground.library.rules["R-ARR"].sources)
        for id, rule in ground.library.rules.items()
    }
    strange = replace(ground, library=Library({}, {}, moved, {}))
    for id in (
        "complaints.section",
        "complaints.order",
        "complaints.roles",
        "complaints.detail",
        "hotline.lane",
    ):
        assert not any(proofs(strange, BY_ID[id])), id
    assert not all(proofs(strange, BY_ID["hotline.branch"]))
