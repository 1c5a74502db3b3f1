"""The self-test: what is sound passes, and every fault is told."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.core.quiz.asking import BLANKS, CHAIN, EVERY, JOINED, MONEY, ONE, SEVERAL
from trainer.core.quiz.bank import Bank
from trainer.core.quiz.coverage import coverage, facts_of
from trainer.core.quiz.question import Blank, Choice, Key, Number, Question
from trainer.core.quiz.selftest import faults, selftest
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.topics import openings

KNOWN = {"slip-b", "slip-c", "slip-d", "slip-e", "cut", "twice", "per-minute", "wrong-moment"}


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.form)
def test_a_sound_question_has_no_faults(question: Question) -> None:
    assert list(faults(question, KNOWN)) == []


FEW = replace(ONE, choices=ONE.choices[:2])
UNNAMED = replace(ONE, choices=(*ONE.choices, Choice("d", "错的d")))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (replace(ONE, stem="问什么?"), "文字不对：「问什么?」里有「?」"),
        (replace(ONE, stem=""), "文字不对：「」"),
        (replace(ONE, stem="问" * 121), "题干有121个字"),
        (replace(ONE, choices=(*ONE.choices, ONE.choices[1])), "「错的b」出现两次"),
        (replace(ONE, explanation=()), "没有讲解"),
        (replace(ONE, sources=()), "没有出处"),
        (replace(ONE, choices=(*ONE.choices, Choice("d", "错的d", mistake="new"))), "错误「new」没有名字"),
        (FEW, "错误选项只有1个"),
        (UNNAMED, "错误选项「错的d」没有说错在哪里"),
        (replace(ONE, choices=ONE.choices[1:]), "要有一个正确选项，现有0个"),
        (replace(SEVERAL, choices=SEVERAL.choices[2:]), "多选题要有几个正确选项和错误选项，现有1个和2个"),
        (replace(CHAIN, before=()), "没有先后可排"),
        (replace(CHAIN, before=(("a", "b"), ("b", "a"))), "先后次序自相矛盾"),
        (replace(JOINED, pairs=JOINED.pairs[:2]), "左边每一项要连一次"),
        (replace(JOINED, pairs=(("la", "z"), ("lb", "b"), ("lc", "a"))), "右边没有可连的项"),
        (replace(MONEY, number=None), "没有数字"),
        (replace(MONEY, number=Number(1, "元", ((1, "cut"),))), "错误的数和正确的数一样"),
        (replace(MONEY, number=Number(1, "元", ((2, "cut"), (2, "twice")))), "错误的数写了两次"),
        (replace(BLANKS, blanks=()), "没有空格"),
        (replace(BLANKS, blanks=(Blank(()),)), "第1空没有答案"),
        (
            replace(BLANKS, blanks=(Blank(("请坐",), slips=(("请坐！", "cut"),)),)),
            "第1空的错误「请坐！」也算对",
        ),
    ],
)
def test_a_fault_is_told(question: Question, told: str) -> None:
    found = list(faults(question, KNOWN))
    assert [why for why in found if why.startswith(told)], found


def test_choices_are_marked_as_they_should_be(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = replace(ONE, choices=(ONE.choices[0], *ONE.choices[1:]), form="单选")
    monkeypatch.setattr("trainer.core.quiz.selftest.mark", lambda *_: _Generous())
    told = list(faults(broken, KNOWN))
    assert told == ["正确答案只得1/2分", "错误选项「错的b」得了1/2分", "错误选项「错的c」得了1/2分"]


class _Generous:
    score, right, mistakes = "1/2", False, ()


def test_the_shipped_openings_pass(ground: Ground) -> None:
    tested = selftest(ground, openings.TEMPLATES)
    assert tested.failures == ()
    assert tested.questions == 3 * sum(len(list(each.cases(ground))) for each in openings.TEMPLATES)


def made(cases: tuple[Case, ...], again: object = "对的") -> Template:
    def listed(_: Ground) -> Iterator[Case]:
        yield from cases

    def ask(_: Ground, case: Case) -> Draft:
        wrong = (("错的", "swapped"), ("也错", "part-only"))
        return Draft(f"问{case[0]}？", "P01", ("对的",), wrong, explanation=("因为",), sources=ONE.sources)

    def recomputed(_: Ground, __: Case) -> Key:
        if isinstance(again, Exception):
            raise again
        return str(again)

    return Template("t.x", "试", "单选", "资费", 1, listed, ask, recomputed)


@pytest.mark.parametrize(
    ("template", "told"),
    [
        (made(()), "t.x（；种子 0）：没有出得了的题"),
        (made((("甲",), ("甲",))), "t.x（甲；种子 0）：同一种情况出了两次"),
        (made((("甲", 2),), "别的"), "t.x（甲、2；种子 1）：答案算两次不一样：对的，别的"),
        (made((("甲",),), ValueError("坏")), "t.x（甲；种子 0）：出题时出错：ValueError 坏"),
    ],
)
def test_a_failure_names_the_question(ground: Ground, template: Template, told: str) -> None:
    tested = selftest(ground, (template,), (0, 1))
    assert told in map(str, tested.failures)


def test_coverage_tells_what_is_reached_and_what_is_not(ground: Ground) -> None:
    written = replace(ONE, facts=("P01", "nowhere"), rule="plan.QQT")
    found = coverage(ground, Bank(ground, (written,), openings.TEMPLATES).entries)
    assert found.unknown == ("nowhere",)
    assert found.reached["P01"] == ("t",)
    assert found.reached["plan.QQT"] == ("t",)
    assert "opening.cheapest" in found.reached["opening.全球通"]
    assert found.by_kind["开户费用"] == (13, 13)
    assert found.by_kind["标准用语"] == (1, 21)
    assert "P02" in found.missing
    assert len(found.missing) == len(found.kinds) - len(found.reached)


def test_every_fact_is_counted(ground: Ground) -> None:
    kinds = facts_of(ground)
    empty = [
        f"cell.{plan.id}.{cell.field}"
        for plan in ground.edition.plans.values()
        for cell in plan.cells
        if cell.value is None
    ]
    assert empty
    assert set(empty) <= set(kinds)
    assert {kinds[fact] for fact in ("R-DOC-P", "R-RENT", "KM-G1")} == {"证件规则", "计费交费", "规则"}
