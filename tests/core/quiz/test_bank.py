"""The bank: every question once, by id, and laid out anew by each seed."""

from collections import defaultdict
from dataclasses import replace

import pytest

from tests.core.quiz.asking import BLANKS, CHAIN, EVERY, JUDGEMENT, ONE, SEVERAL
from trainer.core.quiz.bank import MISTAKE_TABLES, MISTAKES, TEMPLATES, Bank, TwiceWritten, UnknownQuestion
from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.question import key_of
from trainer.core.quiz.template import Ground, question_id
from trainer.core.quiz.topics import openings


@pytest.fixture(scope="module")
def small(ground: Ground) -> Bank:
    written = [replace(each, id=f"w{place}") for place, each in enumerate(EVERY)]
    return Bank(ground, written, openings.TEMPLATES, {"slip-b": Mistake("乙", "乙不对。")})


def test_templates_and_mistakes_have_one_name_each() -> None:
    assert len({template.id for template in TEMPLATES}) == len(TEMPLATES) >= 40
    told: dict[str, set[Mistake]] = defaultdict(set)
    for table in MISTAKE_TABLES:
        for id, mistake in table.items():
            told[id].add(mistake)
    assert {id: each for id, each in told.items() if len(each) > 1} == {}
    assert set(told) == set(MISTAKES)


def test_every_case_has_an_entry_that_says_what_its_question_says(small: Bank) -> None:
    for entry in small.entries:
        question = small.question(entry.id, 5)
        assert (question.id, question.template, question.case) == (entry.id, entry.template, entry.case)
        assert (question.form, question.rule, question.stem) == (entry.form, entry.rule, entry.stem)
        assert (question.skill, question.difficulty) == (entry.skill, entry.difficulty)
        assert frozenset(question.facts or (question.rule,)) == entry.facts
        assert question.seed == 5
    assert small.edition == "wuhan-2004"
    assert "opening.全球通" in small.rules


def test_the_first_cases_are_the_boundaries(small: Bank) -> None:
    edges = [entry.edge for entry in small.entries if entry.template == "opening.alike"]
    assert edges == [True] * 3 + [False] * (len(edges) - 3)


def test_the_same_seed_gives_the_same_question(small: Bank) -> None:
    id = question_id("opening.cheapest", small.edition, next(iter(openings.TEMPLATES[4].cases(small.ground))))
    assert small.question(id, 1) == small.question(id, 1)
    orders = {small.question(id, seed).choices for seed in range(9)}
    assert len(orders) > 1
    assert len({key_of(small.question(id, seed)) for seed in range(9)}) == 1


def test_written_questions_are_shuffled_too(small: Bank) -> None:
    orders = {small.question("w2", seed).choices for seed in range(9)}
    assert len(orders) > 1
    assert {frozenset(order) for order in orders} == {frozenset(SEVERAL.choices)}
    assert small.question("w1", 3).choices == JUDGEMENT.choices
    assert small.question("w8", 3).blanks == BLANKS.blanks


def test_an_entry_knows_what_answers_it(small: Bank) -> None:
    keys = [small.entry(f"w{place}").key for place in range(len(EVERY))]
    assert keys[0] == {"对的a"}
    assert keys[2] == {"对的a", "对的b", "对的c"}
    assert "第a：第b" in keys[3]
    assert keys[6:] == [{"12.30元"}, {"30分钟"}, {"请坐", "12.30元"}]
    assert small.entry("w0").told == "问什么？\n对的a"
    assert set(small.entry("w3").told.split("\n")) == {"问什么？", *(c.text for c in CHAIN.choices)}


def test_the_key_of_an_entry_is_that_of_its_question(ground: Ground) -> None:
    fill = next(template for template in TEMPLATES if template.id == "phrases.fill")
    bank = Bank(ground, (), (fill,))
    for entry in bank.entries:
        assert entry.key == {blank.accepted[0] for blank in bank.question(entry.id).blanks}


def test_mistakes_are_taught_by_name(small: Bank) -> None:
    assert small.taught(("swapped", "slip-b", "nobody-knows")) == ("卡费和预存说反了。", "乙不对。")


def test_a_question_of_another_edition_is_told(small: Bank) -> None:
    with pytest.raises(UnknownQuestion, match="q000"):
        small.question("q000")


def test_an_id_is_used_once(ground: Ground) -> None:
    with pytest.raises(TwiceWritten, match="「q1」"):
        Bank(ground, (ONE, SEVERAL), ())
