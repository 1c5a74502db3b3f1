"""YAML as authors expect it: values, places, slips with their cures, and the limits."""

import gc

import pytest

from trainer.content.files import Unreadable, bulk
from trainer.content.yaml12 import decode, read


def complaint(text: str) -> str:
    """What the author is told about a file that cannot be read."""
    with pytest.raises(Unreadable) as caught:
        read(text, "x")
    return str(caught.value).removeprefix("x:")


def told(text: str) -> list[str]:
    """What the author is told about a file that can be read on."""
    return [str(problem).removeprefix("x:") for problem in read(text, "x").problems]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12:30", "12:30"),
        ("no", "no"),
        ("on", "on"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("2004-07-07", "2004-07-07"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("-7", -7),
        ("0", 0),
        ("+12", 12),
        ("1.50", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ('"1"', "1"),
        ("'true'", "true"),
        ('"{{ x }}"', "{{ x }}"),
        ("- 1", "- 1"),
        ("0.12345678901234567890", 0.12345678901234567890),
    ],
)
def test_plain_words_mean_what_authors_expect(written: str, value: object) -> None:
    text = f"a: {written}" if written != "- 1" else "a: '- 1'"
    assert read(text, "x").value == {"a": value}


def test_keys_are_always_texts() -> None:
    assert read("1: a\ntrue: b\n~: c", "x").value == {"1": "a", "true": "b", "~": "c"}


def test_an_empty_file_holds_nothing() -> None:
    document = read("# only a comment\n", "x")
    assert document.value is None
    assert str(document.place(("a",))) == "x:1:1"
    assert str(document.key_place(("a",))) == "x:1:1"


def test_every_value_knows_its_line_and_column() -> None:
    document = read("a: 1\n列:\n  - 甲\n  - {b: 乙}\n", "x")
    assert str(document.place(("列", 1, "b"))) == "x:4:9"
    assert str(document.key_place(("列", 1, "b"))) == "x:4:6"
    assert str(document.place(("列", 0))) == "x:3:5"
    assert str(document.key_place(("列", 0))) == "x:3:5"
    assert str(document.key_place(())) == "x:1:1"


@pytest.mark.parametrize("path", [("列", 7), ("列", 0, "b"), ("列", "b")])
def test_what_is_missing_stands_where_its_parent_stands(path: tuple[str | int, ...]) -> None:
    document = read("a: 1\n列:\n  - 甲\n", "x")
    assert document.place(path).line == 3
    assert document.key_place(path).line == 3


def test_a_number_after_a_block_of_text_is_a_line_of_it() -> None:
    document = read("a:\n  b: |\n    一\n    二\n  c: 'x'\n", "x")
    assert str(document.place(("a", "b", 2))) == "x:4:1"
    assert str(document.place(("a", "c", 2))) == "x:5:6"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: {{ name }}您好", '1:14 Y001 以 {{ 开头的内容没有加引号。写成 "{{ … }}"'),
        ("a:\n  - {{ x }} b", '2:13 Y001 以 {{ 开头的内容没有加引号。写成 "{{ … }}"'),
        ("a: 您好: 请问", "1:6 Y001 这一行里多了一个半角冒号加空格。整句加引号，或改用全角冒号“\uff1a”"),
        ("a:\n\tb: 1", "2:1 Y001 缩进用了制表符。缩进只用空格"),
        ('a: "您好\nb: 1\n', "1:4 Y001 引号没有配对。补上结尾的引号；引号里的引号改用“”"),
        ("a: '您好\nb: 1\n", "1:4 Y001 引号没有配对。补上结尾的引号；引号里的引号改用“”"),
        ('a: "\\x"', "1:7 Y001 引号里的反斜杠写法不对。去掉反斜杠，或改用单引号"),
        ('a: "\\ud800"', "1:7 Y001 引号里的反斜杠写法不对。去掉反斜杠，或改用单引号"),
        ("a: *重要*", "1:5 Y001 不能以「*」开头。整句加引号"),
        ("a: *b", "1:4 Y001 引用了没有定义的名字。以 * 开头的文字要加引号"),
        ("a: & 您", "1:5 Y001 不能以「&」开头。整句加引号"),
        ("a: @x", "1:4 Y001 不能以「@」开头。整句加引号"),
        ("a: 1\n---\nb: 1", "2:1 Y001 一个文件里有两份内容。删去单独成行的 ---"),
        ("a: 1\ntitle\nb: 2", "2:1 Y001 这里少了冒号。键后面写半角冒号和一个空格，如 title: 首开全球通"),
        (
            "a: 1\ntitle\uff1a x\nb: 2",
            "2:1 Y001 键后面用了全角冒号。改成半角冒号和一个空格，如 title: 首开全球通",
        ),
        (
            "a:\n  say:P01\n  b: 2",
            "3:4 Y001 上一行的冒号后面没有空格。键后面写半角冒号和一个空格，如 say: P01",
        ),
        ("a: 1\n  b: 2", "2:4 Y001 缩进不对。同一级的键左边要对齐，下一级多缩进两格"),
        ("a:\n    b: 1\n  c: 2", "3:3 Y001 缩进不对。同一级的键左边要对齐，下一级多缩进两格"),
        ("a: {b: 1\nc: 2", "1:4 Y001 括号没有配对，或少了逗号。检查 { } 和 [ ]"),
        ("a: [1, 2\nb: 3\n", "1:4 Y001 括号没有配对，或少了逗号。检查 { } 和 [ ]"),
        ("- a\nb: 1", "2:1 Y001 缩进不对。同一级的“- ”左边要对齐"),
        ("%x\na: 1", "1:3 Y001 不能以「%」开头。整句加引号"),
        ("a: !<", "1:6 Y001 这里不合 YAML 的写法。检查缩进、引号和冒号"),
        ("字字\n字\x01", "2:2 Y001 含有不能显示的控制字符（U+0001）。删去这个字符"),
        ("a\0b", "1:2 Y004 文件不是 UTF-8 编码。用记事本“另存为”，编码选 UTF-8"),
    ],
)
def test_a_slip_is_explained_where_it_is(text: str, sentence: str) -> None:
    assert complaint(text) == sentence


def test_what_leaves_the_rest_readable_is_all_told_at_once() -> None:
    text = f"a: 1\nb: {{{{x}}}}\na: 3\nc: !vip 您好\nd: {'9' * 30}\ne: !!python/object:os.x {{}}\n"
    assert told(text) == [
        '2:5 Y002 这里的键不是文字。以 {{ 开头的内容要加引号："{{ … }}"',
        "3:1 Y002 键「a」写了两次。删去一个，或改成别的名字",
        "4:4 Y002 不能用「!vip」这样的标记。以 ! 开头的文字要加引号",
        "5:4 Y002 数字太长。检查是否多打了位数；编号请加引号",
        "6:4 Y002 不能用「tag:yaml.org,2002:python/object:os.x」这样的标记。以 ! 开头的文字要加引号",
    ]


def test_a_long_name_is_shortened_in_the_message() -> None:
    assert told(f"{'k' * 50}: 1\n{'k' * 50}: 2\n") == [
        f"2:1 Y002 键「{'k' * 40}…」写了两次。删去一个，或改成别的名字"
    ]


def test_aliases_are_copied() -> None:
    assert read("a: &x [1]\nb: *x", "x").value == {"a": [1], "b": [1]}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[" * 50, "1:40"),
        ("a: &a [*a]", "1:4"),
        ("a: &a {b: *a}", "1:4"),
        ("- " * 50, "1:79"),
    ],
)
def test_what_nests_too_deep_is_refused(text: str, place: str) -> None:
    cure = "检查括号是否配对、缩进是否正确，或是否引用了自己"
    assert complaint(text) == f"{place} Y002 嵌套超过 40 层。{cure}"


def test_what_grows_by_aliases_is_refused() -> None:
    rows = [
        f"{name}: [{', '.join(['*' + before] * 9)}]"
        for before, name in zip("abcdefg", "bcdefgh", strict=True)
    ]
    text = "a: &a [1]\n" + "\n".join(row.replace(": ", f": &{row[0]} ", 1) for row in rows)
    assert complaint(text).endswith(
        "Y002 内容太多（展开引用后超过 50000 项）。拆成几个文件，少用 & 和 * 引用"
    )


def test_a_file_may_start_with_a_mark_and_end_lines_as_windows_does() -> None:
    text = decode("\ufeffa: 甲\r\nb: 乙\r\n".encode(), "x")
    document = read(text, "x")
    assert document.value == {"a": "甲", "b": "乙"}
    assert str(document.place(("b",))) == "x:2:4"


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("a: 您好".encode("gbk"), "x:1:4 Y004 文件不是 UTF-8 编码。用记事本“另存为”，编码选 UTF-8"),
        ("a: 您好".encode("utf-16"), "x:1:1 Y004 文件不是 UTF-8 编码。用记事本“另存为”，编码选 UTF-8"),
        ("甲: 1\n乙".encode() + b"\xff", "x:2:2 Y004 文件不是 UTF-8 编码。用记事本“另存为”，编码选 UTF-8"),
        (b"\xed\xa0\x80", "x:1:1 Y004 文件不是 UTF-8 编码。用记事本“另存为”，编码选 UTF-8"),
        (b"a" * 524_289, "x:1:1 Y003 文件超过 512 KB。拆成几个文件"),
    ],
)
def test_bytes_that_are_no_text(raw: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(raw, "x")
    assert str(caught.value) == sentence


@pytest.mark.parametrize("was_on", [True, False])
def test_bulk_reading_leaves_the_collector_as_it_was(was_on: bool) -> None:
    try:
        (gc.enable if was_on else gc.disable)()
        with bulk():
            assert not gc.isenabled()
        assert gc.isenabled() is was_on
    finally:
        gc.enable()
