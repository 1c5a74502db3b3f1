"""Practice at questions: answered, marked, remembered; and papers handed in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.core.quiz.asking import CHAIN, JOINED, MONEY, ONE
from trainer.content.bookreader import read_books
from trainer.content.books import Books
from trainer.core.library import Source
from trainer.core.memory import Asked, Grade, Review
from trainer.core.quiz.bank import Bank
from trainer.core.quiz.blueprint import Blueprint, Row
from trainer.core.quiz.marking import BadAnswer, right_answer
from trainer.core.quiz.question import Answer
from trainer.core.quiz.template import Draft, Ground
from trainer.core.quiz.topics import openings
from trainer.core.quiz.written import Written
from trainer.training.quizzes import (
    MOST_DUE,
    due_blueprint,
    due_paper,
    hand_in,
    in_words,
    open_bank,
    practise,
    review_of,
)

ROOT = Path(__file__).parents[2]
NOON = datetime(2004, 7, 1, 4, tzinfo=UTC)
CHEAPEST = Blueprint((Row(2, templates=("opening.cheapest",)),), seed=3)


@pytest.fixture(scope="module")
def books() -> Books:
    return read_books(ROOT)


@pytest.fixture(scope="module")
def bank(books: Books) -> Bank:
    return Bank(Ground(books.edition, books.library), (), openings.TEMPLATES)


def noon() -> datetime:
    return NOON


def test_an_answer_is_marked_told_and_remembered(bank: Bank) -> None:
    told: list[tuple[Sequence[Review], Asked]] = []
    practice = practise(bank, CHEAPEST, noon, lambda reviews, asked: told.append((reviews, asked)))
    question = practice.question
    assert question
    assert not practice.is_answered
    wrong = next(choice for choice in question.choices if not choice.right)
    marked = practice.answer(Answer((wrong.id,)))
    assert (marked.right, marked.mistakes) == (False, (wrong.mistake,))
    assert marked.told[-1] == bank.mistakes[wrong.mistake].told
    [(reviews, asked)] = told
    assert reviews == (Review(NOON, question.rule, 0.0, "quiz", question.id, wrong.mistake),)
    assert (asked.template, asked.seed, asked.chosen) == ("opening.cheapest", 3, wrong.text)
    assert asked.inputs.startswith('["')


def test_one_question_after_another(bank: Bank) -> None:
    practice = practise(bank, CHEAPEST, noon)
    first = practice.question
    assert first
    with pytest.raises(ValueError, match="not answered"):
        practice.go_on()
    with pytest.raises(BadAnswer):
        practice.answer(Answer(typed=("1",)))
    assert practice.answer(right_answer(first)).right
    with pytest.raises(ValueError, match="no question"):
        practice.answer(right_answer(first))
    second = practice.go_on()
    assert second
    assert second.id != first.id
    practice.answer(right_answer(second))
    assert practice.go_on() is None
    assert practice.is_over
    assert len(practice.marked) == 2


def test_a_mis_tap_is_taken_back(bank: Bank) -> None:
    practice = practise(bank, CHEAPEST, noon)
    assert practice.take_back() is None
    first = practice.question
    assert first
    practice.answer(Answer(("d",)))
    practice.go_on()
    assert practice.take_back() is first
    assert practice.answer(right_answer(first)).right


def test_what_is_due_is_asked_in_its_order(bank: Bank) -> None:
    rules = ["opening.大灵通", "nobody-asks", "opening.全球通", "opening.大灵通"]
    paper = due_paper(bank, due_blueprint(bank, rules, 5))
    assert [each.rule for each in paper.questions] == ["opening.大灵通", "opening.全球通"]
    assert paper == due_paper(bank, due_blueprint(bank, rules, 5))
    seen = {paper.questions[0].id: 1}
    again = due_paper(bank, due_blueprint(bank, rules, 5), seen)
    assert again.questions[0].id not in seen
    assert len(due_blueprint(bank, bank.rules, 5).rows) == MOST_DUE


def test_a_paper_is_handed_in(bank: Bank) -> None:
    paper = due_paper(bank, due_blueprint(bank, bank.rules, 1))
    sheet = hand_in(paper, {each.id: right_answer(each) for each in paper.questions})
    assert sheet.percent == 100
    review = review_of(paper.questions[0], sheet.marked[0], NOON)
    assert (review.grade, review.is_wrong) == (Grade.EASY, False)


def test_answers_in_words() -> None:
    assert in_words(ONE, Answer(("b",))) == "错的b"
    assert in_words(CHAIN, Answer(("b", "a"))) == "第b→第a"
    assert in_words(JOINED, Answer(("a", "", "b"))) == "甲：一；乙：没有连；丙：二"
    assert in_words(MONEY, Answer(typed=("12.3",))) == "12.3"


def test_written_questions_join_with_their_own_mistakes(books: Books) -> None:
    source = Source("D9", (223,), "全球通100元")
    draft = Draft(
        "全球通卡费多少？",
        "opening.全球通",
        ("100元",),
        (("80元", "other-brand"), ("50元", "written.card.0")),
        explanation=("清单上写着。",),
        sources=(source,),
        difficulty=1,
    )
    written = Written("card", "单选", "开户费用", draft, (("written.card.0", "那是预存。"),))
    bank = open_bank(replace(books, questions=(written,)))
    entry = next(entry for entry in bank.entries if entry.template == "written.card")
    assert bank.question(entry.id).stem == "全球通卡费多少？"
    assert bank.taught(("written.card.0",)) == ("那是预存。",)
