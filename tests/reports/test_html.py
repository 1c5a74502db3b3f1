"""The three documents of a paper as HTML, beside golden files.

After a wanted change: `python -m pytest tests/reports --accept`, then read the diff before it is committed.
"""

from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.reports.papers import EVERY_FORM, JUDGE, ONE, SEVERAL, drawn, sheet_of
from trainer.core.quiz.question import Question
from trainer.reports.document import Document
from trainer.reports.html import Stationery, TemplateBroken
from trainer.reports.papersheet import Asked, PaperSheet

GOLDEN = Path(__file__).parent / "golden"


class Tags(HTMLParser):
    """Sees that every element is closed, and gathers the ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def three(stationery: Stationery, sheet: PaperSheet) -> dict[str, Document]:
    return {
        "paper": stationery.paper(sheet),
        "answers": stationery.answer_sheet(sheet),
        "key": stationery.key(sheet),
    }


@pytest.mark.parametrize("name", ["paper", "answers", "key"])
def test_a_golden_document_stays_as_it_is(
    stationery: Stationery, name: str, pytestconfig: pytest.Config
) -> None:
    html = three(stationery, sheet_of(*EVERY_FORM))[name].html
    golden = GOLDEN / f"{name}.html"
    if pytestconfig.getoption("accept"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(html, encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == html


@pytest.mark.parametrize("questions", [(ONE,), EVERY_FORM, drawn(70)], ids=len)
def test_every_element_is_closed_and_every_question_is_kept(
    stationery: Stationery, questions: tuple[Question, ...]
) -> None:
    for name, document in three(stationery, sheet_of(*questions)).items():
        tags = Tags(document.html)
        assert tags.open == []
        assert len(set(tags.ids)) == len(tags.ids)
        assert len(tags.ids) == (0 if name == "answers" else len(questions))


def test_words_of_a_question_are_no_markup(stationery: Stationery) -> None:
    html = stationery.paper(sheet_of(SEVERAL)).html
    assert "&lt;请看清&gt; &amp; 选全" in html


def test_only_the_key_tells_answers(stationery: Stationery) -> None:
    made = three(stationery, sheet_of(*EVERY_FORM))
    for name in ("paper", "answers"):
        html = made[name].html
        assert "照清单算" not in html
        assert "D9" not in html
        assert "AS-1r" not in html
        assert "150.00" not in html
    assert made["key"].mark == "仅供监考"
    assert "仅供监考" not in made["paper"].html + made["answers"].html


def test_a_paper_does_not_tell_which_choice_is_right(stationery: Stationery) -> None:
    turned = replace(JUDGE, choices=tuple(replace(c, right=not c.right) for c in JUDGE.choices))
    assert stationery.paper(sheet_of(JUDGE)).html == stationery.paper(sheet_of(turned)).html


def test_all_three_bear_the_id_of_the_paper(stationery: Stationery) -> None:
    sheet = sheet_of(ONE)
    for document in three(stationery, sheet).values():
        assert document.foot == f"试卷编号 {sheet.id}"
        assert sheet.id in document.html


def test_marks_are_written_as_they_are(stationery: Stationery) -> None:
    worth = (Fraction(3, 2), Fraction(2, 3), Fraction(2))
    sheet = replace(sheet_of(ONE), asked=tuple(Asked(ONE, marks) for marks in worth))
    html = stationery.paper(sheet).html
    assert [f"（{told}&nbsp;分）" in html for told in ("1.5", "2/3", "2")] == [True] * 3
    assert "共 25/6 分" in html


def test_a_missing_template_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateBroken, match="paper\\.html\\.j2 用不了"):
        Stationery(tmp_path).paper(sheet_of(ONE))


def test_a_word_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "paper.html.j2").write_text("{{ sheet.price }}", encoding="utf-8")
    with pytest.raises(TemplateBroken, match="请重新安装"):
        Stationery(tmp_path).paper(sheet_of(ONE))


@pytest.mark.parametrize("id", ["", "../x", "七月", "a b", "-a", "x" * 41])
def test_an_id_that_cannot_name_a_file_is_refused(id: str) -> None:
    with pytest.raises(ValueError, match="id names files"):
        sheet_of(ONE, id=id)


def test_an_empty_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="without questions"):
        sheet_of()
