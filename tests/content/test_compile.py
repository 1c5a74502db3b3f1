"""From text to scenario: every name looked up, every variant made, and each wrong name at its place."""

import pytest

from tests.content.small import SCENARIO, Read, told
from trainer.content.scenarios import Desk
from trainer.core.face import Mood
from trainer.core.scenario import Condition, Route

NO_STEP = "改成已有的步骤，或补写这一步"
NEVER = "        when: \"{{ brand == '无' }}\"\n"
FIRST = "        when: \"{{ brand == '全球通' }}\"\n"
START = "    start: [{to: enter, when: \"{{ brand == '全球通' }}\"}, {to: hello}]\n"
HELLO = (
    "      hello:\n        when: \"{{ brand == '动感地带' }}\"\n        line: 嗨\n"
    "        options: [{say: P01, marks: {服务规范: 1}, then: done}]\n"
)
FAST = "  - kind: within\n    title: 快\n    within: 99\n    when: \"{{ brand == '动感地带' }}\"\n"
TWO_WAYS = "then: [{to: done, if: {mood_from: 生气, has: [seen]}}, {to: done}]\n            sets: [seen]"


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ("say: P01", "say: P011", ["19:18 U201 未知话术「P011」。是否指「P11」？"]),
        ("say: P01", "say: 您好", ["19:18 U201 未知话术「您好」。话术编号见 scripts_zh/phrases.yaml"]),
        ("rule: P01", "rule: KM-G44", ["25:19 U202 未知步骤或规则「KM-G44」。是否指「KM-G4」？"]),
        ("rule: P01", "also: [S1, 甲乙]", ["25:24 U202 未知步骤或规则「甲乙」。编号见 scripts_zh/"]),
        ("then: done", "then: doen", ["21:19 S101 通到「doen」，但没有这一步。是否指「done」？"]),
        ("then: done", "then: [{to: xyz}]", [f"21:25 S101 通到「xyz」，但没有这一步。{NO_STEP}"]),
        ("wants:", "start: entr\n    wants:", ["14:12 S101 开头「entr」不存在。是否指「enter」？"]),
        ("wants:", "start: [{to: qq}]\n    wants:", ["14:18 S101 开头「qq」不存在。改成已有的步骤"]),
        (
            "then: done",
            "then: done\n            if: {has: [sen]}\n            sets: [seen]",
            ["22:24 S121 条件要求「sen」，但没有选项会设它。是否指「seen」？"],
        ),
        (
            "then: done",
            "then: [{to: done, if: {has: [甲]}}, {to: done}]",
            ["21:42 S121 条件要求「甲」，但没有选项会设它。检查名字，或给某个选项写 sets"],
        ),
        ("wuhan-2004", "wuhan-2005", ["8:10 U206 没有资费版本「wuhan-2005」。是否指「wuhan-2004」？"]),
        (
            "edition: wuhan-2004",
            "edition: wuhan-2004\nassumptions: [AS-1r, AS-1x]",
            ["9:22 U209 没有假定「AS-1x」。是否指「AS-1y」？"],
        ),
        ("wuhan-2004", "北京", ["8:10 U206 没有资费版本「北京」。已安装的版本：wuhan-2004"]),
        (
            "words: 什么事?",
            "do: S1\n            words: 什么事?",
            [
                "22:13 F105 一个选项要写且只写一种做法（现有：words、do）。"
                "say、words、do、answer、delegate、look_up 中选一个"
            ],
        ),
        (
            "words: 什么事?",
            "id: x",
            [
                "22:13 F105 一个选项要写且只写一种做法（现有：无）。"
                "say、words、do、answer、delegate、look_up 中选一个"
            ],
        ),
        ("say: P01", "say: P05", ["19:18 U207 话术 P05 的空格「金额」没有填写。在 fill 里补上"]),
        (
            "say: P01",
            "say: P05\n            fill: {金额: x, 余额: x}",
            ["20:31 U207 话术 P05 没有空格「余额」。原句：收您{金额}元"],
        ),
        ("words: 什么事?", "say: P01", ["22:13 D604 选项「P01」在这一步写了两次。用 id 另起名字"]),
        (
            "    title: 没有",
            "    customers: [wangg]\n    title: 没有",
            ["31:17 U205 没有客户「wangg」。是否指「wang」？"],
        ),
        (
            "    title: 没有",
            "    customers: [xx]\n    title: 没有",
            ["31:17 U205 没有客户「xx」。检查编号"],
        ),
        (
            "kind: stays",
            "kind: steps\n    steps: [S1, Q1]\n    must: [Q2]\n    order: [[S1, Q3]]\n    rule: Q4",
            [
                "31:17 U202 未知步骤或规则「Q1」。是否指「Z1」？",
                "32:12 U202 未知步骤或规则「Q2」。是否指「Z2」？",
                "33:18 U202 未知步骤或规则「Q3」。是否指「S3」？",
                "34:11 U202 未知步骤或规则「Q4」。是否指「Z4」？",
            ],
        ),
        ("profile:", "variants: [{id: a}, {id: a}]\nprofile:", ["10:26 D602 变体「a」写了两次。改一个名字"]),
        (
            "profile:",
            "variants: [{id: a, profile: {rent: 5}}]\nprofile:",
            ["10:36 D606 profile 里不能用「rent」这个名字。模板里已有它，改一个名字"],
        ),
        ("{{ brand }}", "{{ opening(brand).totl }}", ["14:12 T302 没有「totl」这一项。检查点号后面的名字"]),
        (
            "line: 你好。",
            "line: |\n          你好\n          {{ brnad }}",
            ["19:1 T302 模板里的名字「brnad」没有定义。是否指「brand」？"],
        ),
        (
            "        options:",
            "        when: brand\n        options:",
            ["18:15 T305 条件的结果是「brand」，不是真假。写成比较，如 {{ brand == '全球通' }}"],
        ),
    ],
)  # fmt: skip
def test_a_wrong_name_is_told_at_its_place(reading: Read, old: str, new: str, sentences: list[str]) -> None:
    file = reading((old, new))
    assert [sentence for sentence in told(file) if " S102 " not in sentence] == sentences
    assert file.plays == ()


def test_what_the_core_finds_stands_at_its_place(reading: Read) -> None:
    file = reading(
        ("            feedback: 人到台前要起身微笑,先请客户坐下。\n", ""),
        ("kind: stays", "kind: steps\n    steps: [S2]"),
        ("  - id: wang", "  - id: rules"),
        ("      done:", "      away: {line: 走了}\n      done:"),
    )
    assert [sentence.split("。")[0] for sentence in told(file)] == [
        "22:13 S107 不是最好的选项，却没有 feedback",
        "25:13 S102 「away」走不到",
        "25:13 S103 「away」没有选项，也不是结尾",
        "30:5 S115 规则要求 S2，但王女士的对话里没有",
    ]


def test_a_wrong_name_does_not_hide_the_rest_nor_add_to_it(reading: Read) -> None:
    file = reading(
        ("say: P01", "say: P0l"),
        ("            feedback: 人到台前要起身微笑,先请客户坐下。\n", ""),
        ("kind: stays", "kind: steps\n    steps: [S1]"),
    )
    assert [sentence.split("。")[0] for sentence in told(file)] == [
        "19:18 U201 未知话术「P0l」",
        "22:13 S107 不是最好的选项，却没有 feedback",
    ]


def test_a_doubled_customer_is_told(reading: Read) -> None:
    again = SCENARIO[SCENARIO.index("  - id: wang") : SCENARIO.index("rules:")]
    file = reading(("rules:", f"{again}rules:"))
    assert told(file) == ["29:9 D603 客户「wang」写了两次。改一个编号"]


def test_each_variant_has_its_own_profile_start_and_mood(reading: Read) -> None:
    file = reading(
        ("profile:", "variants:\n  - {id: a, profile: {brand: 动感地带}}\n  - {id: b, mood: 生气}\nprofile:"),
        ("    nodes:\n", f"{START}    nodes:\n"),
        ("      done:\n", f"{HELLO}      done:\n"),
        ("      enter:\n", f"      enter:\n{FIRST}"),
        ("  - kind: stays", f"{FAST}  - kind: stays"),
    )
    assert told(file) == []
    first, second = (play.scenario for play in file.plays)
    assert [(s.variant, s.customers[0].start, s.customers[0].mood) for s in (first, second)] == [
        ("a", "hello", Mood.CALM),
        ("b", "enter", Mood.ANGRY),
    ]
    assert [s.customers[0].wants for s in (first, second)] == ["想开一个动感地带", "想开一个全球通"]
    assert [list(s.customers[0].nodes) for s in (first, second)] == [["hello", "done"], ["enter", "done"]]
    assert [len(s.rules) for s in (first, second)] == [2, 1]


def test_a_way_into_a_step_that_the_variant_lacks(reading: Read) -> None:
    file = reading(
        ("      done:\n", f"      gift:\n{NEVER}        line: 好\n        ends: 完\n      done:\n"),
        ("then: done", "then: gift"),
    )
    assert told(file) == ["21:19 S101 通到「gift」，但这个变体里没有这一步。给这个选项写「gift」同样的 when"]


def test_a_customer_without_a_conversation_in_a_variant(reading: Read) -> None:
    file = reading(("      enter:\n", f"      enter:\n{NEVER}"), ("      done:\n", f"      done:\n{NEVER}"))
    assert told(file) == ["16:7 S117 王女士在这个变体里没有对话。检查各步的 when"]


def test_an_option_says_what_is_done_and_proves_it(reading: Read) -> None:
    file = reading(
        ("words: 什么事?", "do: S3"),
        ("rule: P01", "rule: KM-G4"),
        ("say: P01", "say: P01\n            more: (笑){{ brand }}\n            takes: 1.5"),
        ("then: done", TWO_WAYS),
    )
    assert told(file) == []
    say, do = file.plays[0].scenario.customers[0].nodes["enter"].options
    assert (say.kind, say.text, say.ref) == ("say", "您好，欢迎光临！请坐！（笑）全球通。", "P01")
    assert (say.steps, say.takes) == (("P01", "S1"), 1_500)
    assert say.routes == (Route("done", Condition(mood_from=2, has=("seen",))), Route("done"))
    assert [source.lines for source in say.proof] == [(62,)]
    assert (do.kind, do.ref, do.id) == ("do", "S3", "S3")
    assert len(do.proof) == 2


@pytest.mark.parametrize("way", ["do", "answer", "delegate", "look_up", "words"])
def test_the_ways_of_doing_something(reading: Read, way: str) -> None:
    file = reading(("words: 什么事?\n            then: done", f"{way}: 看看{{{{ brand }}}}"))
    option = file.plays[0].scenario.customers[0].nodes["enter"].options[1]
    kind = "say" if way == "words" else way
    said = "看看全球通" if way == "do" else "看看全球通。"
    assert (option.kind, option.text, option.id) == (kind, said, "enter-1")
    assert option.routes == (Route("enter"),)


def test_an_empty_list_of_ways_stays_where_it_is(reading: Read) -> None:
    file = reading(("            then: done\n            feed", "            then: []\n            feed"))
    assert file.plays[0].scenario.customers[0].nodes["enter"].options[1].routes == (Route("enter"),)


def test_too_many_problems_stop_the_search_for_more(reading: Read) -> None:
    options = "".join(f"          - {{say: Q{n}, then: done}}\n" for n in range(12))
    nodes = "".join(f"      n{n}:\n        line: 好\n        options:\n{options}" for n in range(20))
    file = reading(("      done:", f"{nodes}      done:"))
    assert len(told(file)) == 101
    assert " F111 " in told(file)[-1]


def test_loose_ends_are_told_without_playing_it_through(reading: Read) -> None:
    options = "".join(f"          - {{words: 好{n}, then: x{n}}}\n" for n in range(12))
    nodes = "".join(f"      n{n}:\n        line: 好\n        options:\n{options}" for n in range(3))
    file = reading(("      done:", f"{nodes}      done:"))
    assert {sentence.split()[1] for sentence in told(file)} == {"S101"}
    assert len(told(file)) == 36


def test_templates_of_a_file_have_a_limit(reading: Read) -> None:
    nodes = "".join(f"      n{n}: {{line: '{'{{ brand }}' * 150}{n}', ends: 完}}\n" for n in range(30))
    sentences = told(reading(("      done:", f"{nodes}      done:")))
    limit = "1:1 T307 带 {{ }} 的文字太多（合起来超过 40000 字，或变体太多）。减少变体，或拆成几个文件"
    assert sentences[0] == limit


def test_work_and_flags_of_a_file_have_a_limit(reading: Read) -> None:
    variants = "".join(f"  - id: v{n}\n" for n in range(60))
    nodes = "".join(f"      n{n}: {{line: 好, ends: 完}}\n" for n in range(100))
    file = reading(("profile:", f"variants:\n{variants}profile:"), ("      done:", f"{nodes}      done:"))
    assert told(file) == [
        "11:3 F110 内容太多：60 个变体，每个 104 个步骤和选项。乘起来不要超过 6000；减少变体，或拆成几个文件"
    ]
    sets = [", ".join(f"f{n}x{m}" for m in range(12)) for n in range(6)]
    flags = [f"          - {{words: 好{n}, sets: [{names}]}}\n" for n, names in enumerate(sets)]
    file = reading(("          - say:", f"{''.join(flags)}          - say:"))
    assert told(file) == ["12:5 F112 王女士的对话设了 72 个标记，最多 60 个。合并或删去一些 sets"]


def test_a_conversation_with_too_many_ways_is_refused(reading: Read) -> None:
    nodes = "".join(
        f"      n{n}:\n        line: 好\n        options:\n"
        f"          - {{words: 是{n}, marks: {{效率: 1}}, sets: [f{n}], then: n{n + 1}}}\n"
        f"          - {{words: 否{n}, feedback: 错, if: {{lacks: [f{(n + 7) % 40}]}}, then: n{n + 1}}}\n"
        for n in range(40)
    )
    nodes += "      n40: {line: 走, ends: 完}\n"
    file = reading(("      done:\n", f"{nodes}      done:\n"), ("then: done", "then: n0"))
    assert told(file) == ["12:5 S118 对话的走法太多，检查不完。少用标记和回头路，或拆成几个场景"]


def test_the_desk_is_shared(desk: Desk) -> None:
    assert desk.drawable >= {ord("营"), ord("业"), ord("厅")}
