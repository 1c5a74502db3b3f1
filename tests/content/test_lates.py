"""Deadlines as they are written: what the clock takes when nothing was decided in time."""

import pytest

from tests.content.small import Read, told
from trainer.core.scenario import LATE, Condition, Route

ENTER = "        line: 你好。\n"
LATE_NODE = "      gone: {line: 算了。, ends: 没有办}\n      done:"
GONE = ("      done:", LATE_NODE)


def due(late: str, deadline: str = "deadline: 12.5") -> tuple[str, str]:
    return ENTER, f"{ENTER}        {deadline}\n        late: {late}\n"


def test_a_deadline_has_what_the_clock_takes(reading: Read) -> None:
    late = "{then: gone, mood: 1, sets: [slow], feedback: '要应一声{{ brand }}。', rule: P01}"
    file = reading(due(late), GONE)
    assert told(file) == []
    node = file.plays[0].scenario.customers[0].nodes["enter"]
    assert node.deadline == 12_500
    assert node.late is not None
    assert (node.late.id, node.late.kind, node.late.text, node.late.takes) == (
        LATE,
        "late",
        "（没有作声）",
        0,
    )
    assert (node.late.routes, node.late.mood, node.late.sets) == ((Route("gone"),), 1, ("slow",))
    assert (node.late.feedback, node.late.rule, node.late.marks) == (
        "要应一声全球通。",
        "P01",
        (0, 0, 0, 0, 0),
    )
    assert [source.lines for source in node.late.proof] == [(62,)]


def test_the_words_and_the_ways_can_be_written(reading: Read) -> None:
    late = "{words: (低头翻单子), critical: 不理客户, feedback: 要应一声。, then: [{to: gone, if: {mood_from: 生气}}, {to: done}]}"
    file = reading(due(late), GONE)
    assert told(file) == []
    made = file.plays[0].scenario.customers[0].nodes["enter"].late
    assert made is not None
    assert (made.text, made.critical) == ("（低头翻单子）", "不理客户")
    assert made.routes == (Route("gone", Condition(mood_from=2)), Route("done"))


def test_a_flag_that_only_being_late_sets_may_be_asked_for(reading: Read) -> None:
    file = reading(
        due("{then: gone, sets: [slow], feedback: 要应一声。}"),
        (
            "      done:",
            "      gone: {line: 算了。, options: [{words: 对不起。, if: {has: [slow]}, marks: {服务规范: 1}, then: done}]}\n      done:",
        ),
    )
    assert told(file) == []


@pytest.mark.parametrize(
    ("late", "deadline", "sentence"),
    [
        (
            "{then: enter, feedback: 错}",
            "deadline: 9",
            "19:22 S129 late 又回到「enter」自己，等于没有期限。通到别的步骤，让客户有个反应",
        ),
        (
            "{then: [{to: enter, if: {mood_from: 生气}}, {to: done}], feedback: 错}",
            "deadline: 9",
            "19:22 S129 late 又回到「enter」自己，等于没有期限。通到别的步骤，让客户有个反应",
        ),
        (
            "{then: doen, feedback: 错}",
            "deadline: 9",
            "19:22 S101 通到「doen」，但没有这一步。是否指「done」？",
        ),
        (
            "{then: [{to: done, if: {has: [x]}}, {to: done}], feedback: 错}",
            "deadline: 9",
            "19:45 S121 条件要求「x」，但没有选项会设它。检查名字，或给某个选项写 sets",
        ),
        (
            "{then: done, feedback: 错, rule: KM-G44}",
            "deadline: 9",
            "19:47 U202 未知步骤或规则「KM-G44」。是否指「KM-G4」？",
        ),
        ("{then: done}", "deadline: 9", "19:15 F101 缺少「feedback」。补上 feedback"),
        (
            "{then: done, feedback: 错, marks: {效率: 1}}",
            "deadline: 9",
            "19:41 F102 没有「marks」这个键。这里不能写它，检查缩进",
        ),
        ("{then: done, feedback: 错}", "deadline: 0", "18:19 F104 「deadline」数字太小。最小 1"),
        (
            "{then: done, feedback: 错}",
            "#",
            "19:15 F115 写了 late，没有写 deadline。加上 deadline：几秒内要答",
        ),
    ],
)
def test_a_mistake_is_told_at_its_place(reading: Read, late: str, deadline: str, sentence: str) -> None:
    sentences = told(reading(due(late, deadline)))
    assert [each for each in sentences if " S128 " not in each] == [sentence]


def test_a_deadline_alone_or_where_nothing_is_asked(reading: Read) -> None:
    file = reading((ENTER, f"{ENTER}        deadline: 9\n"))
    assert told(file) == [
        "18:19 F115 写了 deadline，没有写 late。加上 late：到时没有作声，通到哪一步、为什么不好"
    ]
    file = reading(
        (
            "        ends: 办妥",
            "        ends: 办妥\n        deadline: 9\n        late: {then: enter, feedback: 错}",
        )
    )
    assert told(file) == ["29:19 F115 这一步没有选项，不能有期限。删去 deadline 和 late，或加上选项"]


def test_being_late_that_pays_is_told_where_it_is_written(reading: Read) -> None:
    again = "      again: {line: 喂?, options: [{words: 您好请坐。, marks: {服务规范: 2}, then: done}]}\n      done:"
    file = reading(due("{then: again, feedback: 错}"), ("      done:", again))
    assert [each[:10] for each in told(file)] == ["19:15 S128"]


def test_flags_that_being_late_sets_count_too(reading: Read) -> None:
    sets = ", ".join(f"f{n}" for n in range(12))
    nodes = "".join(
        f"      n{n}:\n        line: 好\n        deadline: 9\n"
        f"        late: {{then: done, feedback: 错, sets: [{sets.replace('f', f'f{n}x')}]}}\n"
        "        options: [{words: 好, then: done, marks: {效率: 1}}]\n"
        for n in range(6)
    )
    assert [each[:9] for each in told(reading(("      done:", f"{nodes}      done:")))] == ["12:5 F112"]
