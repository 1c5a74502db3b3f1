"""Questions written out in scripts_zh/questions.yaml: the shipped ones, and every fault at its place."""

from pathlib import Path

import pytest

from tests.content.conftest import ROOT
from trainer.content.bookreader import read_books
from trainer.content.books import QUESTIONS, BooksDamaged
from trainer.content.files import FONT
from trainer.content.glyphs import drawable
from trainer.content.questionreader import read_questions
from trainer.content.shelf import load
from trainer.core.library import Library
from trainer.core.quiz.hall.slips import SLIPS
from trainer.core.quiz.mistakes import MISTAKES
from trainer.core.quiz.question import UNWRITTEN, key_of
from trainer.core.quiz.template import Ground
from trainer.core.quiz.written import Written, mistakes_of, questions_of, template_of

KNOWN = {*MISTAKES, *SLIPS}
ONE = """\
  - id: one
    form: 单选
    skill: 投诉与热线
    difficulty: 2
    rule: P16
    stem: 客户来投诉,先做什么?
    right: [请他慢慢说]
    wrong:
      - {text: 先解释, mistake: explained-first}
      - {text: 先走开, why: 客户还没有说完。}
    explanation: [先听完。]
    sources: [P16]
    basis: [您慢慢说]
"""
ROW = """\
  - id: row
    form: 排序
    skill: 工作步骤
    difficulty: 2
    rule: S1
    stem: 排好先后。
    items: [迎候, 核对, 收银]
    explanation: [先迎候。]
    sources: [S1]
    basis: [起身迎候]
"""
TRUE = """\
  - id: "true"
    form: 判断
    skill: 标准用语
    difficulty: 1
    rule: P16
    stem: 客户投诉,先听完。
    right: [对]
    wrong: [{text: 错, mistake: explained-first}]
    explanation: [先听完。]
    sources: [P16]
    basis: [您慢慢说]
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return read_books(ROOT).library


def read(
    tmp_path: Path, library: Library, text: str, head: str = "format: 1\nquestions:\n"
) -> tuple[Written, ...]:
    (tmp_path / "scripts_zh").mkdir()
    (tmp_path / QUESTIONS).write_text(head + text, encoding="utf-8")
    return read_questions(tmp_path, library, KNOWN)


def told(tmp_path: Path, library: Library, text: str, head: str = "format: 1\nquestions:\n") -> list[str]:
    with pytest.raises(BooksDamaged) as damaged:
        read(tmp_path, library, text, head)
    return [str(problem).removeprefix(f"{QUESTIONS}:") for problem in damaged.value.problems]


def test_the_shipped_questions_stand(library: Library) -> None:
    shipped = read_questions(ROOT, library, KNOWN, drawable(ROOT / FONT))
    assert len(shipped) >= 20
    ground = Ground(read_books(ROOT).edition, library)
    for written, question in zip(shipped, questions_of(ground, shipped), strict=True):
        known = KNOWN | mistakes_of(written).keys()
        assert key_of(question) == template_of(written).again(ground, question.case)
        assert all(choice.mistake in known for choice in question.choices if choice.mistake)
        assert library.forbidden_in(question.stem) is None
        assert UNWRITTEN in {c.text for c in question.choices if c.right} or question.sources


def test_they_lie_on_the_shelf_and_in_its_cache(tmp_path: Path) -> None:
    fresh = load(ROOT, tmp_path / "cache").books.questions
    assert fresh
    assert load(ROOT, tmp_path / "cache").books.questions == fresh


def test_a_hall_may_do_without(tmp_path: Path, library: Library) -> None:
    assert read_questions(tmp_path, library, KNOWN) == ()


def test_what_is_written_is_typeset(tmp_path: Path, library: Library) -> None:
    one, row, true = read(tmp_path, library, ONE + ROW + TRUE)
    assert one.draft.stem == "客户来投诉，先做什么？"
    assert one.draft.facts == ("P16",)
    assert one.draft.wrong == (("先解释", "explained-first"), ("先走开", "written.one.2"))
    assert one.own == (("written.one.2", "客户还没有说完。"),)
    assert row.draft.items == ("迎候", "核对", "收银")
    assert true.draft.sources == library.sources("P16")


@pytest.mark.parametrize(
    ("text", "old", "new", "problem"),
    [
        (ONE, "right: [请他慢慢说]", "right: [请他慢慢说, 请坐]", "4:11 Q501 题目「one」的答案写法不对。单选题的 right 写一个，不写 items"),
        (ONE, "form: 单选", "form: 多选", "4:11 Q501 题目「one」的答案写法不对。多选题的 right 写至少两个，不写 items"),
        (ROW, "items: [迎候, 核对, 收银]", "items: [迎候, 核对]", "4:11 Q501 题目「row」的答案写法不对。排序题写 items（至少 3 项），不写 right 和 wrong"),
        (TRUE, "{text: 错,", "{text: 否,", "4:11 Q501 题目「true」的答案写法不对。判断题的 right 写“对”或“错”，另一个写在 wrong 里"),
        (ONE, "      - {text: 先走开, why: 客户还没有说完。}\n", "", "4:11 Q502 题目「one」的错误选项太少。至少写 2 个，每个都是真会犯的错"),
        (ONE, ", why: 客户还没有说完。", "", "12:9 Q503 「先走开」没有说错在哪里。写 mistake 或 why，只写一个"),
        (ONE, "mistake: explained-first", "mistake: explained-frist", "11:30 Q504 没有错误「explained-frist」。是否指「explained-first」？"),
        (ONE, "mistake: explained-first", "mistake: 啊", "11:30 Q504 没有错误「啊」。改成已有的错误，或改写 why"),
        (ONE, "text: 先走开", "text: 先解释", "3:5 Q505 题目「one」有两个一样的选项「先解释」。改掉或删去一个"),
        (ONE, "[先听完。]", "[请等3天。]", "3:5 Q506 「3天」是手写的，换了资费版本就会错。不要写数目，或引原文放进“ ”里；要算的题由程序出"),
        (ONE, "basis: [您慢慢说]", "basis: [您快点说]", "15:13 Q507 「您快点说」在依据的引文里没有。照抄 sources 里引文的字句，或改 sources"),
        (ONE, "right: [请他慢慢说]", 'right: ["资料未写，需查证"]', "15:13 Q507 「您慢慢说」在依据的说明（note、open）里没有。照抄 sources 里说明（note、open）的字句，或改 sources"),
        (ONE, "sources: [P16]", "sources: [P16x]", "14:15 U208 没有话术、步骤或规则「P16x」。是否指「P16」？"),
        (ONE, "rule: P16", "rule: 无", "7:11 U208 没有话术、步骤或规则「无」。编号见 scripts_zh/"),
        (ONE, "rule: P16", "rule: P16\n    facts: [P16, 无]", "8:18 U208 没有话术、步骤或规则「无」。编号见 scripts_zh/"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place(
    tmp_path: Path, library: Library, text: str, old: str, new: str, problem: str
) -> None:
    assert old in text
    assert told(tmp_path, library, text.replace(old, new)) == [problem]


def test_quoted_amounts_may_stand(tmp_path: Path, library: Library) -> None:
    assert read(tmp_path, library, ONE.replace("[先听完。]", "[说“收您50元”也要先听完。]"))


def test_an_id_stands_once(tmp_path: Path, library: Library) -> None:
    assert told(tmp_path, library, ONE + ONE) == ["16:9 D605 题目「one」写了两次。改一个编号"]


def test_a_wrong_shape_is_told(tmp_path: Path, library: Library) -> None:
    (problem,) = told(tmp_path, library, ONE.replace("form: 单选", "form: 问答"))
    assert " F103 " in problem


def test_what_nobody_can_see_is_refused(tmp_path: Path, library: Library) -> None:
    (problem,) = told(tmp_path, library, ONE.replace("先走开", "先走\u200b开"))
    assert " G502 " in problem


def test_what_is_no_yaml_is_told(tmp_path: Path, library: Library) -> None:
    (problem,) = told(tmp_path, library, "- [", head="")
    assert " Y001 " in problem
