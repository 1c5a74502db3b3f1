"""Variants with days and customers of their own, and details drawn from the seed: all compiled, all proved."""

import pytest

from tests.content.small import Read, told
from trainer.content.play import Play
from trainer.content.snapshot import from_text, to_text
from trainer.core.face import Face, Mood
from trainer.core.scenario import Scenario

PROFILE = "profile: {brand: 全球通}"
TWO = (
    "draws:\n  - {profile: {who: 王女士}, customers: {wang: {face: {hair: long}}}}\n"
    "  - {profile: {who: 李女士}, customers: {wang: {face: {hair: bun}}}}\n"
)
NAMED = ("name: 王女士", 'name: "{{ who }}"')


def after_profile(text: str) -> tuple[str, str]:
    return PROFILE, f"{PROFILE}\n{text}"


def rows(play: Play) -> list[Scenario]:
    return [play.scenario, *(other.scenario for other in play.drawings)]


def test_a_variant_has_a_day_a_time_and_customers_of_its_own(reading: Read) -> None:
    change = (
        "customers: {wang: {name: '李{{ brand }}', mood: 着急, arrives: 3, patience: 9, face: {hair: bun}}}"
    )
    variants = f'variants:\n  - {{id: a, mood: 生气, date: 2004-08-03, time: "10:00", {change}}}\n  - {{id: b, mood: 生气}}\n'
    file = reading(after_profile(variants), ("line: 你好。", 'line: "{{ date.month }}-{{ date.day }}"'))
    assert told(file) == []
    first, second = (play.scenario for play in file.plays)
    assert (first.date, first.time, first.customers[0].nodes["enter"].line) == ("2004-08-03", "10:00", "8-3")
    assert (second.date, second.time, second.customers[0].nodes["enter"].line) == (
        "2004-07-07",
        "09:10",
        "7-7",
    )
    wang = first.customers[0]
    assert (wang.name, wang.mood, wang.arrives, wang.patience) == ("李全球通", Mood.UNEASY, 3_000, 9_000)
    assert (wang.face, second.customers[0].face) == (Face(hair="bun"), Face())
    assert (second.customers[0].name, second.customers[0].mood) == ("王女士", Mood.ANGRY)


def test_the_channel_and_the_posts_are_handed_on(reading: Read) -> None:
    file = reading(
        ("post: 受理台席", "post: 销售\nchannel: 电话"),
        ("wants:", "post: 导购\n    wants:"),
        ("    title: 没有", "    posts: [导购]\n    title: 没有"),
    )
    scenario = file.plays[0].scenario
    assert (scenario.channel, scenario.post, scenario.customers[0].post) == ("电话", "销售", "导购")
    assert scenario.rules[0].posts == ("导购",)
    plain = reading().plays[0].scenario
    assert (plain.channel, plain.customers[0].post, plain.rules[0].posts) == ("厅里", "", ())


def test_a_seed_draws_a_row_and_the_list_does_not_grow(reading: Read) -> None:
    file = reading(after_profile(TWO), NAMED)
    assert told(file) == []
    [play] = file.plays
    assert [(s.drawing, s.customers[0].name, s.customers[0].face.hair) for s in rows(play)] == [
        (0, "王女士", "long"),
        (1, "李女士", "bun"),
    ]
    assert [play.drawn(seed).scenario.drawing for seed in (0, 1, 2, 7)] == [0, 1, 0, 1]
    assert all(play.drawn(seed).drawings == () and play.drawn(seed).best == play.best for seed in (0, 1))


def test_what_is_kept_of_an_attempt_is_the_row_that_was_drawn(reading: Read) -> None:
    [play] = reading(after_profile(TWO), NAMED).plays
    assert to_text(play) == to_text(play.drawn(0))
    assert from_text(to_text(play.drawn(3))) == play.drawn(1)
    assert "drawings" not in to_text(play)


def test_without_rows_every_seed_draws_the_same(reading: Read) -> None:
    [play] = reading().plays
    assert play.drawn(5) == play


def test_the_rows_of_a_variant_take_the_place_of_those_of_the_file(reading: Read) -> None:
    variants = (
        "variants:\n  - {id: a, profile: {who: 无}}\n  - {id: b, profile: {who: 赵女士}, draws: []}\n"
        "  - {id: c, draws: [{profile: {who: 钱女士}}, {profile: {who: 孙女士}}, {profile: {who: 周女士}}]}\n"
    )
    file = reading(after_profile(TWO + variants), NAMED)
    assert told(file) == []
    names = [[scenario.customers[0].name for scenario in rows(play)] for play in file.plays]
    assert names == [["王女士", "李女士"], ["赵女士"], ["钱女士", "孙女士", "周女士"]]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "variants:\n  - {id: a, date: 2004-02-30}\n",
            ["12:19 F106 没有 2004-02-30 这一天。改成存在的日期"],
        ),
        (
            "variants:\n  - {id: a, customers: {wagn: {mood: 着急}}}\n",
            ["12:31 U205 没有客户「wagn」。是否指「wang」？"],
        ),
        (
            "draws:\n  - customers: {zzz: {name: 甲}}\n",
            ["12:22 U205 没有客户「zzz」。检查编号"],
        ),
        (
            "variants:\n  - id: a\n    draws: [{profile: {date: x}}]\n",
            ["13:30 D606 profile 里不能用「date」这个名字。模板里已有它，改一个名字"],
        ),
        (
            "draws:\n  - {profile: {a: x}, customers: {wang: {face: {hair: bun}}}}\n  - profile: {b: y}\n",
            ["13:5 F116 draws 第 2 行和第 1 行写的项目不一样（a、b、wang.face.hair）。每一行写同样的几项"],
        ),
        (
            "draws:\n  - customers: {wang: {name: '{{ x'}}\n",
            ["12:30 T301 模板写法不对。检查 {{ }}、引号和括号是否配对"],
        ),
        (
            "variants:\n  - {id: a, customers: {wang: {face: {hair: red}}}}\n",
            ["12:45 F103 「hair」只能是 short、bob、long、bun、bald、curly、cap。改成其中一个"],
        ),
    ],
)
def test_a_mistake_is_told_at_its_place(reading: Read, text: str, sentences: list[str]) -> None:
    file = reading(after_profile(text))
    assert told(file) == sentences
    assert file.plays == ()


MORE = (
    "            when: \"{{ extra == 'x' }}\"\n            marks: {服务规范: 2}\n",
    "          - say: P01\n            id: plain\n            when: \"{{ extra != 'x' }}\"\n"
    "            marks: {服务规范: 1}\n            then: done\n",
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("draws: [{profile: {extra: x}}, {profile: {extra: z}}, {profile: {extra: x}}]\n", "11:32"),
        (
            "variants:\n  - {id: a, profile: {extra: x}}\n"
            "  - {id: b, draws: [{profile: {extra: x}}, {profile: {extra: z}}]}\n",
            "13:44",
        ),
    ],
)
def test_every_row_must_have_the_same_best(reading: Read, text: str, place: str) -> None:
    file = reading(
        after_profile(text),
        ("            marks: {服务规范: 2}\n", MORE[0]),
        ("          - words: 什么事?", f"{MORE[1]}          - words: 什么事?"),
    )
    row = "draws 第 2 行的「服务规范」满分是 1，第 1 行是 2"
    assert told(file) == [f"{place} S130 {row}，抽到谁就不公平。让每一行都能选同样的选项"]


def test_rows_without_a_best_are_not_compared(reading: Read) -> None:
    file = reading(
        after_profile("draws: [{profile: {extra: x}}, {profile: {extra: z}}]\n"),
        ("        options:", "        ends: \"{{ '完' if extra == 'z' else '' }}\"\n        options:"),
    )
    assert [sentence.split()[1] for sentence in told(file)] == ["S103"]


def test_rows_count_among_the_work_of_a_file(reading: Read) -> None:
    many = "".join(f"  - profile: {{n: {n}}}\n" for n in range(24))
    nodes = "".join(f"      n{n}: {{line: 好, ends: 完}}\n" for n in range(300))
    file = reading(after_profile(f"draws:\n{many}"), ("      done:", f"{nodes}      done:"))
    message = "内容太多：0 个变体，连 draws 共 24 份，每个 304 个步骤和选项"
    assert [sentence.split(" ", 2)[2] for sentence in told(file)] == [
        f"{message}。乘起来不要超过 6000；减少变体，或拆成几个文件"
    ]
