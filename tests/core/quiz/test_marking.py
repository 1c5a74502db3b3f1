"""Marking: what answers are worth, which mistakes they make, and what is told."""

from fractions import Fraction

import pytest

from tests.core.quiz.asking import (
    BLANKS,
    CHAIN,
    EVERY,
    JOINED,
    JUDGEMENT,
    MINUTES,
    MONEY,
    ONE,
    PARTIAL,
    SEVERAL,
    question,
)
from trainer.core.quiz.marking import UNANSWERED, BadAnswer, Marked, mark, right_answer
from trainer.core.quiz.question import Answer, Number, Question
from trainer.core.quiz.scoring import Rules


def choose(*ids: str) -> Answer:
    return Answer(chosen=ids)


def type_(*texts: str) -> Answer:
    return Answer(typed=texts)


@pytest.mark.parametrize("asked", EVERY, ids=lambda asked: asked.form)
def test_the_right_answer_earns_all_and_none_earns_nothing(asked: Question) -> None:
    assert mark(asked, right_answer(asked)) == Marked(Fraction(1), right=True)
    for empty in (Answer(), Answer(("",)) if asked is JOINED else Answer()):
        assert mark(asked, empty) == Marked(Fraction(0), right=False, told=(UNANSWERED,))


def test_a_wrong_choice_names_its_mistake() -> None:
    assert mark(ONE, choose("b")) == Marked(Fraction(0), False, ("slip-b",), ("应选「对的a」。",))
    assert mark(JUDGEMENT, choose("b")).mistakes == ("slip-b",)


def test_several_choices_tell_what_was_left_out_and_what_was_wrong() -> None:
    marked = mark(SEVERAL, choose("e", "a", "b"), Rules("对减错"))
    assert marked == Marked(
        Fraction(1, 3), False, ("slip-e", "left-out"), ("少选了「对的c」。", "不该选「错的e」。")
    )
    generous = mark(SEVERAL, choose("a", "b", "c", "d"), Rules("分数相加", cost=Fraction(0)))
    assert (generous.score, generous.right) == (1, False)


def test_an_ordering_tells_the_pairs_that_are_broken() -> None:
    assert mark(CHAIN, choose("b", "a", "c", "d")) == Marked(
        Fraction(5, 6), False, ("out-of-order",), ("「第a」应在「第b」之前。",)
    )
    lost = mark(CHAIN, choose("a", "b", "c"), Rules(order="最长有序"))
    assert (lost.score, lost.mistakes) == (Fraction(3, 4), ("left-out",))
    assert lost.told == ("「第c」应在「第d」之前。", "没有排「第d」。")
    assert mark(PARTIAL, choose("d", "a", "c", "b"), Rules(order="完全一致")).right
    assert not mark(PARTIAL, choose("d", "a", "c"), Rules()).right


def test_a_matching_tells_each_pair() -> None:
    marked = mark(JOINED, choose("a", "c", ""))
    assert marked == Marked(
        Fraction(1, 3), False, ("slip-c", "left-out"), ("「乙」应连「二」。", "「丙」应连「一」。")
    )
    assert mark(JOINED, choose("b", "b", "a")).mistakes == ("misjoined",)
    assert mark(JOINED, choose("a", "b"), Rules(match="全对才得分")).score == 0


@pytest.mark.parametrize(
    "text",
    [
        "12.30",
        "12.3",
        "12.3元",
        "￥12.30",
        "１２．３０",
        " 12.30 元",
        "12。3",
        "12.3块",
        "¥12.300",
        "12.30。",
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str) -> None:
    assert mark(MONEY, type_(text)).right


@pytest.mark.parametrize(
    "text", ["十二块三", "大概12元", "12.3.0", "12.3分", "1,23", "-", "元", "12元3", "12.30美元"]
)
def test_what_is_no_number_earns_nothing(text: str) -> None:
    marked = mark(MONEY, type_(text))
    assert (marked.score, marked.mistakes) == (0, ("no-number",))
    assert marked.told == (f"「{text}」不是数字，应填12.30元。",)


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [("12", ("cut",)), ("24.60元", ("twice",)), ("13", ()), ("12.305", ()), ("-12.30", ())],
)
def test_a_wrong_amount_names_its_mistake_if_it_has_one(text: str, mistakes: tuple[str, ...]) -> None:
    assert mark(MONEY, type_(text)) == Marked(Fraction(0), False, mistakes, ("应填12.30元。",))


def test_thousands_may_have_commas() -> None:
    assert mark(question("填数", number=Number(123_400, "元")), type_("1,234.00")).right


@pytest.mark.parametrize(
    ("text", "right"), [("30", True), ("30分钟", True), ("30分", True), ("30秒", False), ("¥30", False)]
)
def test_a_count_may_have_its_unit(text: str, right: bool) -> None:
    assert mark(MINUTES, type_(text)).right is right


def test_a_wrong_count_names_its_mistake() -> None:
    assert mark(MINUTES, type_("6")) == Marked(Fraction(0), False, ("per-minute",), ("应填30分钟。",))


def test_decimals_are_demanded_or_not() -> None:
    assert mark(MONEY, type_("12.30"), Rules(decimals=2)).right
    short = mark(MONEY, type_("12.3"), Rules(decimals=2))
    assert short == Marked(Fraction(0), False, ("decimals",), ("要写2位小数，如12.30元。",))
    assert mark(MONEY, type_("12.3"), Rules(decimals=1)).right
    assert mark(MONEY, type_("12.30"), Rules(decimals=0)).right  # it cannot be said in whole yuan
    whole = question("填数", number=Number(5000, "元"))
    assert mark(whole, type_("50.0"), Rules(decimals=0)).told == ("要写0位小数，如50元。",)
    assert mark(MINUTES, type_("30"), Rules(decimals=2)).right


@pytest.mark.parametrize(
    ("rules", "text", "right"),
    [
        (Rules(within=Fraction(1, 20)), "12.35", True),
        (Rules(within=Fraction(1, 20)), "12.36", False),
        (Rules(percent=Fraction(10)), "11.07", True),
        (Rules(percent=Fraction(10)), "11.06", False),
        (Rules(within=Fraction(1), percent=Fraction(1)), "13.30", True),
    ],
)
def test_a_tolerance_holds_up_to_its_bound(rules: Rules, text: str, right: bool) -> None:
    marked = mark(MONEY, type_(text), rules)
    assert marked.right is right
    assert ("误差" in marked.told[0]) is right


def test_each_blank_counts() -> None:
    assert mark(BLANKS, type_("您请坐！", "十二块三")) == Marked(Fraction(1), right=True)
    half = mark(BLANKS, type_("再见", "12块3"))
    assert half == Marked(Fraction(1, 2), False, ("wrong-moment",), ("第1空应填「请坐」。",))
    assert mark(BLANKS, type_("请坐", "12.00")).mistakes == ("cut",)
    assert mark(BLANKS, type_("请坐", "一大堆")).mistakes == ()
    assert mark(BLANKS, type_("请坐")).score == Fraction(1, 2)


@pytest.mark.parametrize(
    ("asked", "answer", "told"),
    [
        (ONE, choose("z"), "没有选项「z」"),
        (ONE, choose("a", "b"), "最多选1个"),
        (SEVERAL, choose("a", "a"), "选了两次"),
        (ONE, type_("a"), "是单选题，要选"),
        (MONEY, choose("a"), "是填数题，要填"),
        (MONEY, type_("1", "2"), "有1处要填"),
        (JOINED, choose("a", "b", "a", "a"), "最多选3个"),
        (ONE, choose(""), "没有选项「」"),
    ],
)
def test_an_answer_of_another_question_is_refused(asked: Question, answer: Answer, told: str) -> None:
    with pytest.raises(BadAnswer, match=told):
        mark(asked, answer)
