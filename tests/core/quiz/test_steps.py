"""Questions on the working steps."""

from dataclasses import replace

import pytest

from tests.core.quiz.conftest import is_told, proved
from tests.core.quiz.hall import asked, empty, facts_of, proofs, wrong_of
from trainer.core.library import Library, Procedure
from trainer.core.quiz.hall.slips import SLIPS
from trainer.core.quiz.question import key_of
from trainer.core.quiz.template import Ground, Template
from trainer.core.quiz.topics.steps import MISTAKES, TEMPLATES

BY_ID = {template.id: template for template in TEMPLATES}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_question_is_found_twice(ground: Ground, template: Template) -> None:
    proved(ground, template, SLIPS)


def test_mistakes_are_told() -> None:
    assert is_told(dict(MISTAKES))


def test_every_step_and_procedure_is_asked(ground: Ground) -> None:
    assert facts_of(ground, TEMPLATES) == {*ground.library.steps, *ground.library.procedures}


@pytest.mark.parametrize(
    ("template", "case", "key"),
    [  # by hand, from the printed rows
        ("steps.next", ("S4", "下"), "收银入箱别忘了"),
        ("steps.next", ("B3", "上"), "换装照镜笑一笑"),
        ("steps.which", ("S7",), "资料凭证入封套"),
        ("steps.number", ("G5",), 5),
        ("steps.number", ("S6",), 6),
        ("steps.number", ("G4",), 4),
        ("steps.missing", ("S5",), "收银入箱别忘了"),
        ("steps.owner", ("B7",), "班前准备七步"),
        ("steps.swapped", ("S4", "S3"), "错"),
        ("steps.swapped", ("S3", "S4"), "对"),
    ],
)
def test_worked_by_hand(ground: Ground, template: str, case: tuple[str, ...], key: object) -> None:
    assert key_of(asked(ground, TEMPLATES, template, *case)) == key


def test_the_step_after_the_next_is_a_skipped_one(ground: Ground) -> None:
    draft = BY_ID["steps.next"].ask(ground, ("S4", "下"))
    assert dict(draft.wrong)["资料录入核对好"] == "step-back"
    assert dict(draft.wrong)["推荐业务递资料"] == "step-skipped"
    assert set(wrong_of(asked(ground, TEMPLATES, "steps.next", "S4", "下"))) <= dict(draft.wrong).keys()


def test_words_that_stand_in_two_rows_belong_to_neither_alone(ground: Ground) -> None:
    assert not {("S6",), ("G4",)} & set(BY_ID["steps.owner"].cases(ground))


def test_the_whole_row_is_harder_than_a_stretch(ground: Ground) -> None:
    assert asked(ground, TEMPLATES, "steps.order", "S", -1).difficulty == 4
    assert asked(ground, TEMPLATES, "steps.order", "S", 0).difficulty == 2
    assert len(asked(ground, TEMPLATES, "steps.order", "B", -1).choices) == 7


def test_an_empty_library_asks_nothing(ground: Ground) -> None:
    assert [case for template in TEMPLATES for case in template.cases(empty(ground))] == []


def test_a_row_in_another_order_than_the_print_does_not_pass(ground: Ground) -> None:
    row = ground.library.procedures["G"]
    turned = Procedure(row.id, row.title, row.post, row.steps[::-1])
    library = Library({}, {"G": turned}, {}, {})
    turned_ground = replace(ground, library=library)
    for id in ("steps.next", "steps.order", "steps.missing", "steps.number", "steps.swapped"):
        assert False in proofs(turned_ground, BY_ID[id]), id


def test_a_row_of_the_halls_own_does_not_pass_without_a_print(ground: Ground) -> None:
    row = ground.library.procedures["G"]
    steps = tuple(replace(step, id=f"X{n}", procedure="X", sources=()) for n, step in enumerate(row.steps, 1))
    library = Library({}, {"X": Procedure("X", "新三步", "导购", steps)}, {}, {})
    own = replace(ground, library=library)
    for id in ("steps.next", "steps.which", "steps.number", "steps.missing", "steps.owner"):
        assert not any(proofs(own, BY_ID[id])), id
