"""What questions are tested on: the shipped tables, rules and phrases; and what holds for every question."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from trainer.content.shelf import load
from trainer.core.quiz.mistakes import MISTAKES, Mistake
from trainer.core.quiz.question import UNWRITTEN, Question, key_of
from trainer.core.quiz.template import Ground, Template, question_of

ROOT = Path(__file__).parents[3]
MOST_CASES = 300
HALF_WIDTH = re.compile(r"[{},;:!?()\[\]\"'<>/]|\.(?!\d)")
"""Marks that belong to code; a point may stand in a price."""


@pytest.fixture(scope="session")
def ground() -> Ground:
    books = load(ROOT).books
    return Ground(books.edition, books.library)


def proved(ground: Ground, template: Template, mistakes: Iterable[str]) -> list[Question]:
    """Return the question of every case, after all that holds for each one."""
    known = {*MISTAKES, *mistakes}
    cases = list(template.cases(ground))
    assert 0 < len(cases) == len(set(cases)) <= MOST_CASES, (template.id, len(cases))
    found = []
    for case in cases:
        question = question_of(template, ground, case)
        assert key_of(question) == template.again(ground, case), (template.id, case, question)
        _prove_wording(question)
        _prove_wrong(question, known)
        found.append(question)
    return found


def _prove_wording(question: Question) -> None:
    texts = [question.stem, *(choice.text for choice in (*question.choices, *question.lefts))]
    for text in texts:
        assert text.strip() == text, question
        assert text, question
        assert not HALF_WIDTH.search(text), (text, question)
    assert len(question.stem) <= 90, question.stem
    assert question.explanation, question
    assert all(question.explanation), question
    rights = {choice.text for choice in question.choices if choice.right}
    assert question.sources or UNWRITTEN in rights, question


def _prove_wrong(question: Question, known: set[str]) -> None:
    wrong = [choice for choice in question.choices if choice.mistake]
    slips = question.number.slips if question.number else ()
    assert {choice.mistake for choice in wrong} <= known, question
    assert {mistake for _, mistake in slips} <= known, question
    assert [text for text, n in Counter(choice.text for choice in question.choices).items() if n > 1] == []
    if question.number:
        values = [value for value, _ in slips]
        assert len(set(values)) == len(values), question
        assert question.number.value not in values
    elif question.form == "单选":
        assert len(question.right) == 1
        assert len(wrong) >= 2, question
    elif question.form == "多选":
        assert len(question.right) >= 2
        assert len(wrong) >= 2, question


def is_told(mistakes: dict[str, Mistake] | Iterable[Mistake]) -> bool:
    """Tell whether each mistake has a short name and a sentence."""
    each = mistakes.values() if isinstance(mistakes, dict) else mistakes
    return all(2 <= len(m.name) <= 16 and m.told.endswith("。") for m in each)
