"""The notation of acted plans: every line, and every mistake at its place."""

import pytest

from trainer.content.plans import (
    Arrives,
    Blocked,
    Do,
    Gate,
    InMood,
    Late,
    Leaves,
    PlanDamaged,
    Says,
    Score,
    TakeBack,
    WaitUntil,
    parse,
)
from trainer.core.face import Mood
from trainer.core.mode import Mode

WHOLE = """\
# the whole notation
scenario: walk-in
variant: student-card
mode: 考核

arrives wang      # in by now
attend wang
nod\twang
wait wang
hint wang
at 12.5
choose P01
says 给你 200 元
mood wang 生气
blocked P19
late wang ask-papers
leaves wang 带齐证件 再来
undo
score 39/41
gate fail
"""


def test_every_line_is_read_with_its_number() -> None:
    plan = parse("\ufeff" + WHOLE.replace("\n", "\r\n"), "a.plan")
    assert (plan.file, plan.scenario, plan.variant, plan.mode) == (
        "a.plan",
        "walk-in",
        "student-card",
        Mode.ASSESSMENT,
    )
    assert plan.lines == (
        Arrives(6, "wang"),
        Do(7, "attend", "wang"),
        Do(8, "nod", "wang"),
        Do(9, "ask_wait", "wang"),
        Do(10, "hint", "wang"),
        WaitUntil(11, 12_500),
        Do(12, "choose", option="P01"),
        Says(13, "给你 200 元"),
        InMood(14, "wang", Mood.ANGRY),
        Blocked(15, "P19"),
        Late(16, "wang", "ask-papers"),
        Leaves(17, "wang", "带齐证件 再来"),
        TakeBack(18),
        Score(19, 39, 41),
        Gate(20, passed=False),
    )


def test_a_plan_is_for_practice_and_any_variant_unless_it_says_otherwise() -> None:
    plan = parse("scenario: a", "a.plan")
    assert (plan.variant, plan.mode, plan.lines) == (None, Mode.PRACTICE, ())


def test_a_hash_inside_a_word_is_no_comment() -> None:
    assert parse("scenario: a\nsays 1#楼", "a.plan").lines == (Says(2, "1#楼"),)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("chose P01", "是否指「choose」"),
        ("zzz", "可用：arrives attend"),
        ("senario: b", "是否指「scenario」"),
        ("zzz: b", "开头只有"),
        ("scenario: b", "写晚了"),
        ("attend", "一位客户的编号"),
        ("attend wang li", "一行只写一件事"),
        ("choose", "一个选项的编号"),
        ("undo it", "undo 后面多了「it」"),
        ("at noon", "不是一个时刻"),
        ("at 86401", "不是一个时刻"),
        ("at -1", "不是一个时刻"),
        ("says", "后面是空的"),
        ("mood wang", "客户编号和心情"),
        ("mood wang 高兴", "没有「高兴」这种心情"),
        ("late wang", "客户编号和对话里的一步"),
        ("late wang ask papers", "对话里一步的编号"),
        ("arrives", "一位客户的编号"),
        ("blocked P01 P02", "一个选项的编号"),
        ("leaves wang", "客户编号和结局"),
        ("score 39", "不是得分"),
        ("score 9999999/1", "不是得分"),
        ("gate passed", "是否指「pass」"),
        ("gate", "写 pass 或 fail"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_cure(line: str, told: str) -> None:
    with pytest.raises(PlanDamaged) as raised:
        parse(f"scenario: a\nattend wang\n  {line}", "a.plan")
    assert str(raised.value).startswith("a.plan:3:3 A701 ")
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("mode: 考试", "没有「考试」这种模式"),
        ("variant:", "「variant：」后面是空的"),
        ("scenario: b", "「scenario：」写了两次"),
    ],
)
def test_a_mistake_in_the_head_is_told(head: str, told: str) -> None:
    with pytest.raises(PlanDamaged, match=r"a\.plan:2:1 A701") as raised:
        parse(f"scenario: a\n{head}", "a.plan")
    assert told in str(raised.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(PlanDamaged) as raised:
        parse("\nchose P01\nat noon", "a.plan")
    places = [(str(problem.place), problem.code) for problem in raised.value.problems]
    assert places == [("a.plan:1:1", "A702"), ("a.plan:2:1", "A701"), ("a.plan:3:1", "A701")]
