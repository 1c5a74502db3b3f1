"""The verb `quiz`: questions, papers and marks on the command line."""

import json
from unittest.mock import patch

import pytest

from tests.cli.asking import Json, ask
from tests.cli.banked import kept_bank, shipped
from trainer.core.quiz.bank import Bank
from trainer.core.quiz.selftest import Failure, Proof
from trainer.core.quiz.topics import openings
from trainer.training.quizzes import open_bank

__all__ = ["kept_bank"]
pytestmark = pytest.mark.usefixtures("kept_bank")

CHEAPEST = ("--template", "opening.cheapest")


def answer(*words: str, request: object = "", code: int = 0) -> Json:
    done = ask("quiz", *words, request=request)
    assert done.code == code, done.err
    told: Json = json.loads(done.out)
    return told


def test_questions_are_drawn_by_what_is_asked_for() -> None:
    words = (
        "--skill",
        "开户费用",
        "--form",
        "填数",
        "--form",
        "多选",
        "--difficulty",
        "1",
        "--difficulty",
        "2",
    )
    drawn = answer(
        "draw", *words, "--brand", "全球通", "--rule", "opening.全球通", "--count", "2", "--seed", "4"
    )
    assert len(drawn["questions"]) == 2
    for question in drawn["questions"]:
        assert question["rule"] == "opening.全球通"
        assert question["form"] in ("填数", "多选")
        assert question["key"]
    assert drawn == answer(
        "draw", *words, "--brand", "全球通", "--rule", "opening.全球通", "--count", "2", "--seed", "4"
    )


@pytest.mark.parametrize(
    ("template", "keys"),
    [
        ("opening.match", {"pairs"}),
        ("opening.total", {"value"}),
        ("opening.alike", {"right"}),
        ("phrases.fill", {"blanks"}),
        ("steps.order", {"before"}),
    ],
)
def test_each_form_has_its_key(template: str, keys: set[str]) -> None:
    [told] = answer("draw", "--template", template)["questions"]
    assert set(told["key"]) == keys
    [bare] = answer("draw", "--template", template, "--no-key")["questions"]
    assert not {"key", "wrong", "explanation", "sources", "facts"} & bare.keys()
    assert bare.keys() <= told.keys()


def test_a_paper_is_drawn_and_marked() -> None:
    blueprint = {
        "title": "小测",
        "total": 6,
        "rules": {"several": "对减错", "cost": "0.5"},
        "rows": [{"count": 2, "form": "多选"}],
    }
    paper = answer("paper", request=blueprint)
    assert paper["seed"] == 0
    assert paper["rules"]["cost"] == "0.5"
    assert answer("paper", "--seed", "9", request=blueprint)["seed"] == 9
    answers = {
        each["id"]: {"chosen": each["key"]["right"]} for each in paper["questions"] if "right" in each["key"]
    }
    marked = answer("mark", request={"paper": paper, "answers": answers})
    assert (marked["paper"], marked["of"], marked["score"]) == (paper["id"], 6, str(len(answers)))
    assert marked["percent"] == f"{len(answers) / 6 * 100:.2f}"


def test_letters_are_those_of_the_sheet() -> None:
    [question] = answer("draw", "--template", "opening.match", "--seed", "2")["questions"]
    letters = {choice["id"]: choice["letter"] for choice in question["choices"]}
    pairs = dict(question["key"]["pairs"])
    right = [letters[pairs[left["id"]]] for left in question["lefts"]]
    request = {"question": question["id"], "seed": 2, "answer": {"letters": " ".join(right).lower()}}
    assert answer("mark", request=request)["right"]
    request["answer"] = {"letters": "-" + "".join(right[1:])}
    marked = answer("mark", request=request)
    assert (marked["score"], [each["id"] for each in marked["mistakes"]]) == ("3/4", ["left-out"])


def cheapest() -> str:
    [question] = answer("draw", *CHEAPEST)["questions"]
    return str(question["id"])


@pytest.mark.parametrize(
    ("words", "request_", "told"),
    [
        (("mark",), {}, "要写 question（一道题）或 paper（一份试卷）"),
        (("mark",), {"question": "q000"}, "没有题目「q000」"),
        (("mark",), {"question": None, "paper": None}, "只写一个"),
        (
            ("mark",),
            {"paper": {"id": "p1", "edition": "wuhan-2004", "seed": 0, "questions": []}},
            "试卷 p1 现在出成",
        ),
        (("mark",), {"question": "q000", "extra": 1}, "extra"),
        (("mark",), "[]", "JSON 对象"),
        (("mark", "--edition", "x"), {"question": "q000"}, "没有资费版本「x」"),
        (("paper",), {"rows": [{"count": 1, "rule": 7}]}, "要写文字或一列文字"),
        (("paper",), {"rows": [{"count": 1, "difficulty": ["1"]}]}, "要写整数或一列整数"),
        (("paper",), {"rows": [{"count": 1, "form": ["口试"]}]}, "第1行的题型「口试」没有"),
        (("paper",), {"total": 1, "rules": {"decimals": 3}}, "小数位数只能是"),
        (("paper",), {"rows": [{"count": 1, "rule": ["没有这条"], "difficulty": 2}]}, "题库里有0道"),
        (("paper",), {"total": 1, "rules": {"several": "随便"}}, "several"),
        (("draw", "--count", "0"), "", "要写 1 到 9999 的整数"),
        (("draw", "--skill", "唱歌"), "", "内容「唱歌」没有"),
        (("selftest", "--template", "t.x"), "", "没有模板「t.x」"),
        (("nothing",), "", "没有动词「nothing」"),
    ],
)
def test_what_cannot_be_asked_is_refused(words: tuple[str, ...], request_: object, told: str) -> None:
    done = ask("quiz", *words, request=request_)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_an_answer_that_does_not_fit_is_told_with_its_place() -> None:
    id = cheapest()
    for given, told in (
        ({"letters": "Z"}, "没有选项 Z"),
        ({"letters": "AB"}, "最多选1个"),
        ({"chosen": ["z"]}, "没有选项「z」"),
        ({"typed": ["1"]}, "要选"),
    ):
        done = ask("quiz", "mark", request={"question": id, "answer": given})
        assert (done.code, done.out) == (2, "")
        assert "R801" in done.err
        assert told in done.err
    paper = answer("paper", request={"rows": [{"count": 1, "template": "opening.cheapest"}]})
    done = ask("quiz", "mark", request={"paper": paper, "answers": {"q000": {}}})
    assert f"试卷 {paper['id']} 没有题目「q000」" in done.err
    changed = {**paper, "seed": 1}
    assert "不能按它评分" in ask("quiz", "mark", request={"paper": changed}).err


def test_the_self_test_passes_or_ends_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer("selftest", "--template", "opening.total", "--seeds", "2") == {
        "questions": 44,
        "failures": [],
    }
    broken = Proof(7, (Failure("t.x", ("甲",), 1, "不对"),))
    monkeypatch.setattr("trainer.cli.quiz.selftest", lambda *_: broken)
    told = answer("selftest", code=1)
    assert told["failures"] == [{"template": "t.x", "case": ["甲"], "seed": 1, "why": "不对"}]


def test_every_fact_has_a_question() -> None:
    told = answer("coverage")
    assert (told["missing"], told["unknown"]) == ([], [])
    assert told["kinds"]["开户费用"] == {"reached": 13, "of": 13}
    assert told["facts"] == told["reached"] == sum(kind["of"] for kind in told["kinds"].values())


def test_a_fact_without_a_question_makes_the_exit_code_one() -> None:
    few = Bank(shipped().ground, (), openings.TEMPLATES)
    with patch("trainer.cli.quiz.open_bank", lambda _: few):
        told = answer("coverage", code=1)
    assert {"fact": "P01", "kind": "标准用语"} in told["missing"]


def test_written_questions_are_proved_too() -> None:
    with patch("trainer.cli.quiz.open_bank", open_bank):
        told = answer("selftest", "--seeds", "1")
    assert told["failures"] == []
    assert told["questions"] > 2000
