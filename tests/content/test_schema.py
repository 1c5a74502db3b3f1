"""The shape of a scenario file: each wrong key and value at its place, with what is wrong and the cure."""

import pytest

from tests.content.small import SCENARIO, Read, told
from trainer.content.faults import MOST_FAULTS
from trainer.content.schema import keys_known

UNSEEN = "G502 含有看不见的字符（U+202E）。删去或换一个字"
A_MAP = "F104 「profile」要写“键： 值”。检查写法和缩进"
NUMBER = "只写数字，如 30，不加引号"
WORD = "编号用字母、数字、汉字和 . _ -，最多 60 字"


def test_the_small_scenario_is_right(reading: Read) -> None:
    assert told(reading()) == []
    assert len(reading().plays) == 1


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        (
            "summary:",
            "sumary:",
            [
                "1:1 F101 缺少「summary」。补上 summary",
                "4:1 F102 没有「sumary」这个键。是否指「summary」？",
            ],
        ),
        ("title:", "qqq: 1\ntitle:", ["3:1 F102 没有「qqq」这个键。删去，或检查拼写"]),
        ("title:", "options: []\ntitle:", ["3:1 F102 没有「options」这个键。这里不能写它，检查缩进"]),
        ("line: 再见。", "", ["28:9 F101 缺少「line」。补上 line"]),
        (
            "服务规范",
            "服务规泛",
            [
                "20:21 F102 没有「服务规泛」这个键。"
                "是否指「服务规范」？可写：服务规范、业务准确、流程执行、应变安抚、效率"
            ],
        ),
        (
            "then: done",
            "then: 5",
            ["21:19 F104 「then」要写文字、一列（每项以“- ”开头）。数字、true、false 作文字时要加引号"],
        ),
        (
            "then: done",
            "then: [{tto: done}]",
            ["21:20 F101 缺少「to」。补上 to", "21:21 F102 没有「tto」这个键。是否指「to」？"],
        ),
        ('"09:10"', "25:10", ['6:7 F104 「time」写法不对。写成带引号的 "09:10" 这样']),
        ("2004-07-07", "2004/7/7", ["5:7 F104 「date」写法不对。写成 2004-07-07 这样"]),
        ("2004-07-07", "2004-02-30", ["5:7 F106 没有 2004-02-30 这一天。改成存在的日期"]),
        ("id: wang", 'id: "../../x"', [f"12:9 F104 「id」写法不对。{WORD}"]),
        ("id: wang", 'id: "wang\u202e"', [f"12:9 F104 「id」写法不对。{WORD}", f"12:14 {UNSEEN}"]),
        ("      enter:", '      "en ter":', [f"16:7 F109 「en ter」不能作编号。{WORD}"]),
        ("format: 1", "format: 2", ["1:9 F103 「format」只能是 1。写成 format: 1；更高的格式要升级程序"]),
        (
            "kind: stays",
            "kind: stay",
            ["30:11 F103 「kind」只能是 acknowledged、in_turn、returns、stays、steps、within。是否指「stays」？"],
        ),
        (
            "wants:",
            "mood: 高兴\n    wants:",
            ["14:11 F103 「mood」只能是 平静、着急、生气、激动。改成其中一个"],
        ),
        ("效率: 1", "效率: 1.5", ["32:17 F104 「效率」要写整数。检查写法和缩进"]),
        ("效率: 1", '效率: "1"', ["32:17 F104 「效率」要写整数。只写数字，如 30，不加引号"]),
        ("效率: 1", "效率: 21", ["32:17 F104 「效率」数字太大。最大 20"]),
        ("wants:", "patience: 0\n    wants:", ["14:15 F104 「patience」数字太小。最小 1"]),
        ("wants:", "patience: 1e400\n    wants:", ["14:15 F104 「patience」数字太大。最大 3600"]),
        ("wants:", "patience: .nan\n    wants:", [f"14:15 F104 「patience」要写数字。{NUMBER}"]),
        ("trains: [迎候]", "trains: []", ["9:9 F104 「trains」项目太少。至少写 1 项"]),
        ("trains: [迎候]", "trains:", ["9:8 F104 「trains」要写一列（每项以“- ”开头）。写上内容，或删去这个键"]),
        ("title: 小场景", 'title: ""', ["3:8 F104 「title」不能为空。写上内容"]),
        ("name: 王女士", f"name: {'王' * 61}", ["13:11 F104 「name」太长。最多 60 字"]),
        (
            "    title: 没有",
            "    customers: alll\n    title: 没有",
            ["31:16 F104 「customers」要写all、一列（每项以“- ”开头）。检查写法和缩进"],
        ),
        (
            "profile: {brand: 全球通}",
            "profile: {brand: 1.5, date: x, opening: y}",
            [
                "10:18 F104 「brand」要写文字、整数、true 或 false、一列（每项以“- ”开头）。"
                "数字、true、false 作文字时要加引号",
                "10:29 D606 profile 里不能用「date」这个名字。模板里已有它，改一个名字",
                "10:41 D606 profile 里不能用「opening」这个名字。模板里已有它，改一个名字",
            ],
        ),
        ("profile: {brand: 全球通}", "profile: 全球通", [f"10:10 {A_MAP}"]),
        ("- id: wang", "- 客户\n  - id: wang", ["12:5 F104 「customers」要写“键： 值”。检查写法和缩进"]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_place(reading: Read, old: str, new: str, sentences: list[str]) -> None:
    file = reading((old, new))
    assert told(file) == sentences
    assert file.plays == ()


@pytest.mark.parametrize("text", ["", "# nothing\n", "只有一句话", "- 一列"])
def test_a_file_without_keys(reading: Read, text: str) -> None:
    cure = "从 format: 1 写起，每行一个“键： 值”"
    assert told(reading(text=text)) == [f"1:1 F104 文件里没有内容。{cure}"]


def test_ten_mistakes_are_ten_problems_at_ten_places(reading: Read) -> None:
    file = reading(
        ("title: 小场景", "title: 5"),
        ('"09:10"', "9点"),
        ("profile: {brand: 全球通}", "profile: {brand: 全球通, brand: 全球通}"),
        ("{{ brand }}", "{{ brnad }}"),
        ("say: P01", "say: P99x"),
        ("服务规范", "服务规泛"),
        ("rule: P01", "rule: KM-G44"),
        ("feedback:", "fedback:"),
        ("ends:", "end:"),
        ("kind: stays", "kind: stay"),
    )
    assert [sentence.split()[:2] for sentence in told(file)] == [
        ["3:8", "F104"],
        ["6:7", "F104"],
        ["10:23", "Y002"],
        ["14:12", "T302"],
        ["19:18", "U201"],
        ["20:21", "F102"],
        ["24:13", "F102"],
        ["25:19", "U202"],
        ["28:9", "F102"],
        ["30:11", "F103"],
    ]


def test_what_cannot_be_mended_is_told_alone(reading: Read) -> None:
    text = SCENARIO[: SCENARIO.index("customers:")]
    assert told(reading(text=text)) == ["1:1 F101 缺少「customers」。补上 customers"]
    text = text + "customers: 5\nrules: [5]\n"
    assert told(reading(text=text)) == [
        "11:12 F104 「customers」要写一列（每项以“- ”开头）。检查写法和缩进",
        "12:9 F104 「rules」要写“键： 值”。检查写法和缩进",
    ]


def test_missing_heads_do_not_hide_what_is_wrong_further_down(reading: Read) -> None:
    file = reading(("format: 1\n", ""), ("date: 2004-07-07\n", ""), ("trains: [迎候]\n", ""), ("P01", "P0"))
    assert [sentence.split("。")[0] for sentence in told(file)] == [
        "1:1 F101 缺少「format」",
        "1:1 F101 缺少「date」",
        "1:1 F101 缺少「trains」",
        "16:18 U201 未知话术「P0」",
    ]


def test_a_wrong_thing_in_a_list_does_not_hide_the_rest(reading: Read) -> None:
    file = reading(("rule: P01", "also: [S1, 5, S99]"), ("trains: [迎候]", "trains: [迎候, 5]"))
    assert [sentence.split("。")[0] for sentence in told(file)] == [
        "9:14 F104 「trains」要写文字",
        "25:24 F104 「also」要写文字",
        "25:27 U202 未知步骤或规则「S99」",
    ]


def test_nobody_reads_more_than_a_hundred(reading: Read) -> None:
    text = SCENARIO + "".join(f"k{number}: 1\n" for number in range(MOST_FAULTS + 50))
    sentences = told(reading(text=text))
    assert len(sentences) == 101
    assert sentences[-1] == "132:1 F111 问题太多，只列出前 100 个。先改好这些，再检查一次"


def test_every_key_is_known_for_suggestions() -> None:
    assert {"format", "if", "patience", "hair", "lacks", "to", "order", "mood"} <= keys_known()
    assert "if_" not in keys_known()


def test_mistakes_under_a_wrong_key_are_told_with_it(reading: Read) -> None:
    file = reading(
        ("      done:", '      "do ne":'),
        ("line: 再见。", "lin: 再见。"),
        ("      enter:", '      "en ter":'),
        ("服务规范", "服务规泛"),
    )
    assert [sentence.split("。")[0] for sentence in told(file)] == [
        "16:7 F109 「en ter」不能作编号",
        "20:21 F102 没有「服务规泛」这个键",
        "26:7 F109 「do ne」不能作编号",
        "27:9 F101 缺少「line」",
        "27:9 F102 没有「lin」这个键",
    ]


def test_a_file_that_is_no_yaml_has_that_problem_alone(reading: Read) -> None:
    file = reading(("line: 你好。", "line: {{ brand }}您好"))
    assert told(file) == ['17:26 Y001 以 {{ 开头的内容没有加引号。写成 "{{ … }}"']
    assert file.plays == ()


def test_long_quotations_of_the_file_are_cut_short(reading: Read) -> None:
    [sentence] = told(reading(("title:", f"? {'k' * 2_000}\n: 1\ntitle:")))
    assert sentence == f"3:3 F102 没有「{'k' * 157}…。删去，或检查拼写"
