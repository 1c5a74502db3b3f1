"""Questions on the key moments and the hall's rules."""

from dataclasses import replace

import pytest

from tests.core.quiz.conftest import is_told, proved
from tests.core.quiz.hall import asked, empty, facts_of, proofs, wrong_of
from trainer.core.library import Library
from trainer.core.quiz.hall.hallrules import CHANGES as RULE_CHANGES
from trainer.core.quiz.hall.momentchanges import CHANGES
from trainer.core.quiz.hall.passages import Changes
from trainer.core.quiz.hall.slips import SLIPS
from trainer.core.quiz.question import UNWRITTEN, key_of
from trainer.core.quiz.template import Ground, Template
from trainer.core.quiz.topics.moments import MISTAKES, TEMPLATES

BY_ID = {template.id: template for template in TEMPLATES}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_question_is_found_twice(ground: Ground, template: Template) -> None:
    proved(ground, template, SLIPS)


def test_mistakes_are_told() -> None:
    assert is_told(dict(MISTAKES))


def test_every_moment_and_rule_is_asked(ground: Ground) -> None:
    wanted = {id for id in ground.library.rules if id.startswith(("KM-", "R-"))}
    assert facts_of(ground, TEMPLATES) == wanted


@pytest.mark.parametrize(
    ("template", "case", "key"),
    [  # by hand, from the manual
        ("moments.do", ("KM-R3", 0), "首先要感谢客户的时间，然后递上业务资料给客户。"),
        ("moments.do", ("KM-G1", 0), "要微笑欢迎，并出声服务。"),
        ("moments.do", ("KM-G5", 0), "要耐心解释没有证件不能办理业务的原因。"),
        ("moments.when", ("KM-R1",), "客户等待时"),
        ("moments.when", ("KM-G5",), "顾客没有携带相关证件时"),
        ("moments.detail", ("KM-G1a", 0), "导购和有替代责任的岗位"),
        ("moments.detail", ("KM-G8", 0), "值班经理"),
        ("moments.judge", ("KM-G2", 0), "对"),
        ("moments.judge", ("KM-G2", 1), "错"),
        ("moments.open", ("KM-G2", 0), UNWRITTEN),
        ("rules.detail", ("R-TS", 0), "财务公章"),
        ("rules.detail", ("R-RENT", 0), "50×12÷365×实际天数"),
        ("rules.judge", ("R-PKG", 1), "错"),
    ],
)
def test_worked_by_hand(ground: Ground, template: str, case: tuple[str, ...], key: object) -> None:
    assert key_of(asked(ground, TEMPLATES, template, *case)) == key


def test_greeting_each_of_several_is_a_named_mistake(ground: Ground) -> None:
    wrong = wrong_of(asked(ground, TEMPLATES, "moments.version", "KM-G2"))
    assert "must-for-need-not" in wrong.values()


def test_both_posts_are_assessed(ground: Ground) -> None:
    wrong = wrong_of(asked(ground, TEMPLATES, "moments.version", "KM-G1a"))
    assert set(wrong.values()) == {"one-post-only"}


@pytest.mark.parametrize("table", [CHANGES, RULE_CHANGES])
def test_every_change_changes_something(ground: Ground, table: Changes) -> None:
    for id, rows in table.items():
        for change in rows:
            assert change.old in ground.library.rules[id].text, change


def test_not_written_is_sometimes_wrong(ground: Ground) -> None:
    drafts = [BY_ID["moments.detail"].ask(ground, case) for case in BY_ID["moments.detail"].cases(ground)]
    unseen = [draft for draft in drafts if (UNWRITTEN, "written-unseen") in draft.wrong]
    assert 0 < len(unseen) < len(drafts)


def test_an_empty_library_asks_nothing(ground: Ground) -> None:
    assert [case for template in TEMPLATES for case in template.cases(empty(ground))] == []


def test_a_rule_that_the_material_words_otherwise_does_not_pass(ground: Ground) -> None:
    rules = ground.library.rules
    strange = replace(rules["KM-R3"], text="先递资料。", open="都写了", sources=rules["KM-G8"].sources)
    own = replace(ground, library=Library({}, {}, {**rules, "KM-R3": strange}, {}))
    for id in (
        "moments.do",
        "moments.when",
        "moments.detail",
        "moments.judge",
        "moments.version",
        "moments.open",
    ):
        assert False in proofs(own, BY_ID[id]), id
    unprinted = replace(
        own, library=Library({}, {}, {**rules, "KM-R1": replace(rules["KM-R1"], sources=())}, {})
    )
    assert False in proofs(unprinted, BY_ID["moments.do"])
    assert False in proofs(unprinted, BY_ID["moments.when"])
