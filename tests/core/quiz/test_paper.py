"""Papers: drawn by a blueprint, the same for the same seed, and marked as a whole."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.quiz.asking import MONEY, ONE, question
from trainer.core.quiz.bank import Bank
from trainer.core.quiz.blueprint import BadBlueprint, Blueprint, Row
from trainer.core.quiz.marking import right_answer
from trainer.core.quiz.paper import (
    NotOfThisPaper,
    Paper,
    PaperNotFilled,
    clash,
    draw,
    letter,
    mark_paper,
)
from trainer.core.quiz.question import Answer, Choice, Number
from trainer.core.quiz.scoring import Rules
from trainer.core.quiz.template import Ground
from trainer.core.quiz.topics import cells, openings

MIXED = Blueprint((Row(6, skills=("开户费用",)), Row(3, forms=("多选",))), 14, Rules("少选得一半"), 7, "月考")


@pytest.fixture(scope="module")
def bank(ground: Ground) -> Bank:
    return Bank(ground, (), (*openings.TEMPLATES, *cells.TEMPLATES))


def ids(paper: Paper) -> list[str]:
    return [each.id for each in paper.questions]


def test_a_paper_is_what_the_blueprint_says(bank: Bank) -> None:
    paper = draw(bank, MIXED)
    assert (len(paper.questions), paper.seed, paper.title, paper.edition) == (14, 7, "月考", bank.edition)
    assert sum(each.form == "多选" for each in paper.questions) >= 3
    assert sum(each.skill == "开户费用" for each in paper.questions) >= 6
    assert {each.seed for each in paper.questions} == {7}
    head, *rules = paper.imprint
    assert head == f"试卷 {paper.id}　资费版本 wuhan-2004　种子 7　共14题"
    assert "多选题：少选得一半的分，有错选不得分。" in rules


def test_the_seed_alone_decides(bank: Bank) -> None:
    assert draw(bank, MIXED) == draw(bank, MIXED, 7)
    assert draw(bank, MIXED).id == draw(bank, MIXED, 7).id
    assert draw(bank, MIXED, 8).id != draw(bank, MIXED, 7).id
    assert len({tuple(sorted(ids(draw(bank, MIXED, seed)))) for seed in range(5)}) == 5


def test_the_id_is_of_all_that_is_printed(bank: Bank) -> None:
    paper = draw(bank, MIXED)
    first, *others = paper.questions
    for other in (
        replace(paper, rules=Rules()),
        replace(paper, questions=tuple(reversed(paper.questions))),
        replace(paper, questions=(replace(first, stem="另一句"), *others)),
    ):
        assert other.id != paper.id


@given(st.integers(0, 10_000))
def test_nothing_is_asked_twice_or_given_away(bank: Bank, seed: int) -> None:
    paper = draw(bank, Blueprint(total=40), seed)
    entries = [bank.entry(id) for id in ids(paper)]
    assert not [pair for pair in combinations(entries, 2) if clash(*pair)]
    assert len({(entry.template, entry.case) for entry in entries}) == 40


def test_unseen_comes_first_then_what_was_seen_least(bank: Bank) -> None:
    blueprint = Blueprint((Row(4, templates=("opening.cheapest",)),))
    seen: dict[str, int] = {}
    total = sum(entry.template == "opening.cheapest" for entry in bank.entries)
    for number in range(total // 4):
        drawn = ids(draw(bank, blueprint, 3, seen))
        assert not seen.keys() & drawn
        seen |= dict.fromkeys(drawn, number)
    for id in ids(draw(bank, blueprint, 3, seen)):
        assert seen.get(id, 0) == 0


def test_boundaries_come_first_and_templates_take_turns(bank: Bank) -> None:
    paper = draw(bank, Blueprint(total=14), 1)
    assert all(bank.entry(id).edge for id in ids(paper))
    assert len({each.template for each in paper.questions}) >= 10


def test_the_scarce_rows_are_filled_first(bank: Bank) -> None:
    forms = Blueprint((Row(8, forms=("多选",)),))
    most = sum(each.template == "opening.alike" for each in draw(bank, forms).questions)
    scarce = Row(most, templates=("opening.alike",))
    paper = draw(bank, Blueprint((Row(5, forms=("多选",)), scarce)))
    assert len(paper.questions) == 5 + most


def test_a_row_that_cannot_be_filled_is_named(bank: Bank) -> None:
    with pytest.raises(PaperNotFilled, match=r"第2行（模板 opening.alike）要99道，题库里有8道。请减少"):
        draw(bank, Blueprint((Row(1), Row(99, templates=("opening.alike",)))))
    rules = Row(6, rules=("opening.大灵通",), forms=("填数", "单选"), difficulties=(1, 2), brands=("大灵通",))
    with pytest.raises(
        PaperNotFilled, match=r"（规则 opening.大灵通，难度 1或2，品牌 大灵通，题型 填数或单选）要"
    ):
        draw(bank, Blueprint((rules,)))
    with pytest.raises(PaperNotFilled, match="只能出"):
        draw(
            bank,
            Blueprint((Row(9, templates=("opening.unwritten",)), Row(9, templates=("opening.unwritten",)))),
        )


@pytest.mark.parametrize(
    ("blueprint", "told"),
    [
        (Blueprint(), "1 到 500 道"),
        (Blueprint(total=501), "1 到 500 道"),
        (Blueprint((Row(3),), 2), "一共3道，比总数2道多"),
        (Blueprint((Row(1), Row(0))), "第2行的题数要是正整数"),
        (Blueprint((Row(1, forms=("口试",)),)), "题型「口试」没有"),  # type: ignore[arg-type]
        (Blueprint((Row(1, skills=("唱歌",)),)), "内容「唱歌」没有"),  # type: ignore[arg-type]
        (Blueprint((Row(1, difficulties=(6,)),)), "难度「6」没有"),
    ],
)
def test_a_blueprint_that_makes_no_sense_is_refused(bank: Bank, blueprint: Blueprint, told: str) -> None:
    with pytest.raises(BadBlueprint, match=told):
        draw(bank, blueprint)


def test_a_row_says_what_it_takes() -> None:
    assert str(Row(1)) == "不限"


def test_what_gives_an_answer_away(ground: Ground) -> None:
    asked = replace(MONEY, id="q2", facts=("x",))
    telling = replace(ONE, id="q3", facts=("x", "y"), stem="收12.30元，对不对？")
    longer = replace(telling, id="q4", stem="收112.30元。")
    same = replace(MONEY, id="q5", facts=("x",), stem="再问一遍？")
    apart_ = replace(MONEY, id="q6", facts=("z",))
    short = question(
        "单选", id="q7", facts=("x",), choices=(Choice("a", "有", right=True), Choice("b", "无"))
    )
    has = replace(ONE, id="q8", facts=("x",), stem="有没有？")
    zero = replace(MONEY, id="q9", facts=("x",), number=Number(1200, "元"), stem="12.30元的一半？")
    bank = Bank(ground, (asked, telling, longer, same, apart_, short, has, zero), ())
    entry = bank.entry
    assert clash(entry("q2"), entry("q2"))
    assert clash(entry("q2"), entry("q3"))
    assert clash(entry("q3"), entry("q2"))
    assert not clash(entry("q2"), entry("q4"))
    assert clash(entry("q2"), entry("q5"))
    assert not clash(entry("q2"), entry("q6"))
    assert not clash(entry("q7"), entry("q8"))
    assert clash(entry("q2"), entry("q9"))


def answers_of(paper: Paper) -> Mapping[str, Answer]:
    return {each.id: right_answer(each) for each in paper.questions}


def test_a_paper_is_marked_question_by_question(bank: Bank) -> None:
    paper = draw(bank, MIXED)
    answers = dict(answers_of(paper))
    assert mark_paper(paper, answers).percent == 100
    left = paper.questions[0]
    del answers[left.id]
    sheet = mark_paper(paper, answers)
    assert (sheet.score, sheet.marked[0].told) == (13, ("没有作答。",))
    assert paper.question(left.id) is left
    assert paper.question("q000") is None
    with pytest.raises(NotOfThisPaper, match="q000"):
        mark_paper(paper, {"q000": Answer()})


def test_letters_follow_the_places() -> None:
    assert "".join(map(letter, range(5))) == "ABCDE"
