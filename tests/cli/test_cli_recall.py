"""A phrase from memory on the command line: text in, marks out as JSON."""

import json

import pytest

from tests.cli.asking import Json, ask


def marked(*words: str, typed: str = "") -> Json:
    done = ask("recall", *words, request=typed)
    assert (done.code, done.err) == (0, "")
    told: Json = json.loads(done.out)
    return told


def test_the_text_comes_from_stdin_or_from_the_line() -> None:
    told = marked("P01", typed="您好,请坐\n")
    assert told == marked("P01", "您好,请坐")
    assert (told["phrase"], told["marks"], told["out_of"], told["critical"]) == ("P01", 60, 100, False)
    [loss] = told["losses"]
    assert loss == {
        "kind": "missing",
        "marks": 40,
        "why": "缺少「欢迎光临」。",
        "start": 2,
        "end": 2,
        "wanted": "欢迎光临",
    }
    assert [(span["text"], span["label"]) for span in told["spans"]] == [
        ("您好", "right"),
        (",", "ignored"),
        ("请坐", "right"),
    ]


def test_blanks_are_filled_by_option() -> None:
    assert marked("P05", "收您12块3", "--fill", "金额=12.30")["marks"] == 100
    assert (
        marked("P05", "收您12块", "--fill", "金额=12.30", "--edition", "wuhan-2004")["losses"][0]["kind"]
        == "blank"
    )


def test_forbidden_words_are_told() -> None:
    told = marked("P15", "请用茶，这事不归我管")
    assert (told["marks"], told["critical"], told["forbidden"]) == (0, True, ["F01"])
    assert "wanted" not in told["losses"][0]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("P99", "您好"), "没有话术「P99」"),
        (("P05", "您好", "--fill", "金额"), "--fill「金额」要写成 空格=内容"),
        (("P05", "您好", "--fill", "钱=1"), "没有空格「钱」"),
        (("P05", "您好", "--fill", "金额=一百二"), "说不清是多少"),
        (("P05", "您好", "--edition", "x"), "没有资费版本「x」"),
    ],
)
def test_what_cannot_be_asked_is_refused(words: tuple[str, ...], told: str) -> None:
    done = ask("recall", *words)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
