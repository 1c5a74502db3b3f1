"""The sheets as HTML, beside golden files, and on paper: what stands on the pages and how.

After a wanted change: `python -m pytest tests/reports --accept`, then read the diff before it is committed.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtGui import QFont, QRawFont

from tests.reports import samples
from tests.reports.seen import HEIGHT, WIDTH, Seen, bare, inked_rows
from tests.reports.test_html import Tags
from trainer.reports import hallsheets, pages
from trainer.reports.document import Document
from trainer.reports.html import Stationery
from trainer.reports.pdf import Press

GOLDEN = Path(__file__).parent / "golden"
A4 = (595, 842)
Make = Callable[[Stationery], Document]
SMALL: dict[str, Make] = {
    "person": lambda paper: pages.person_page(paper, samples.person()),
    "bare": lambda paper: pages.person_page(paper, samples.bare_person()),
    "assessment": lambda paper: pages.assessment_page(paper, samples.assessment()),
    "month": lambda paper: pages.month_page(paper, samples.month()),
    "items": lambda paper: pages.items_page(paper, samples.items()),
    "briefing": lambda paper: pages.briefing_page(paper, samples.briefing()),
}
LARGE: dict[str, Make] = {
    "person": lambda paper: pages.person_page(paper, samples.person(50)),
    "assessment": lambda paper: pages.assessment_page(paper, samples.assessment(60)),
    "month": lambda paper: pages.month_page(paper, samples.month(60, 30)),
    "items": lambda paper: pages.items_page(paper, samples.items(50)),
    "briefing": lambda paper: pages.briefing_page(paper, samples.briefing(20, 10)),
}


@pytest.mark.parametrize("name", SMALL)
def test_a_golden_sheet_stays_as_it_is(
    stationery: Stationery, name: str, pytestconfig: pytest.Config
) -> None:
    html = SMALL[name](stationery).web
    golden = GOLDEN / f"sheet-{name}.html"
    if pytestconfig.getoption("accept"):
        golden.write_text(html, encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == html


@pytest.mark.parametrize("name", SMALL)
def test_every_element_is_closed_and_no_id_comes_twice(stationery: Stationery, name: str) -> None:
    html = SMALL[name](stationery).web
    tags = Tags(html.replace("<br>", ""))
    assert tags.open == []
    assert len(set(tags.ids)) == len(tags.ids)
    assert "chart:" not in html


@pytest.mark.parametrize("name", ["bare", "assessment", "month", "items", "briefing"])
def test_hostile_names_never_become_markup(stationery: Stationery, name: str) -> None:
    html = SMALL[name](stationery).web
    assert "<script" not in html
    assert "200元 <b>" not in html
    assert "客户 <b>" not in html
    assert "&lt;script&gt;" in html or "200元 &lt;b&gt;" in html


def test_a_hostile_name_stands_in_a_chart_as_text(stationery: Stationery) -> None:
    html = pages.month_page(stationery, samples.month()).web
    assert 'text-anchor="end">&lt;script&gt;' in html
    assert html.count("<svg") == html.count("</svg>") == 3


@pytest.mark.parametrize("name", LARGE)
def test_hashes_and_page_numbers_stand_at_the_foot_of_every_page(
    press: Press, stationery: Stationery, name: str
) -> None:
    document = LARGE[name](stationery)
    seen = Seen(press.pdf(document))
    assert f"链尾 1284:{samples.CHAIN[:16]}" in document.foot
    for page in seen.pages:
        words = seen.words(page)
        assert f"第{page + 1}/{len(seen.pages)}页" in words
        assert f"链尾1284:{samples.CHAIN[:16]}" in words
        assert name == "month" or samples.SETTINGS[:16] in words
        assert seen.size(page) == A4


@pytest.mark.parametrize("name", LARGE)
def test_nothing_is_cut_and_no_page_is_empty(press: Press, stationery: Stationery, name: str) -> None:
    seen = Seen(press.pdf(LARGE[name](stationery)))
    for page in seen.pages:
        picture = seen.picture(page)
        rows = set(inked_rows(picture))
        assert min(rows) > HEIGHT * 0.03
        assert max(rows) < HEIGHT * 0.97
        assert not list(inked_rows(picture, 0, int(WIDTH * 0.06)))
        assert not list(inked_rows(picture, int(WIDTH * 0.94), WIDTH))
        assert len([y for y in rows if HEIGHT * 0.07 < y < HEIGHT * 0.92]) > 60, f"page {page + 1} is empty"


def test_rows_are_not_torn_and_every_page_of_a_table_has_its_head(
    press: Press, stationery: Stationery
) -> None:
    sheet = samples.person(50)
    seen = Seen(press.pdf(pages.person_page(stationery, sheet)))
    words = [seen.words(page) for page in seen.pages]
    for number, question in enumerate(sheet.questions, 1):
        row = bare(f"{number}{question.stem}{question.id}{question.answer or '没有作答'}{question.key}")
        (page,) = [page for page in words if row in page]
        assert "题号题目作答答案错因得分" in page


@pytest.mark.parametrize("count", range(20, 41, 3))
def test_every_result_stands_on_one_page_under_its_head(
    press: Press, stationery: Stationery, count: int
) -> None:
    sheet = samples.assessment(count)
    seen = Seen(press.pdf(pages.assessment_page(stationery, sheet)))
    words = [seen.words(page) for page in seen.pages]
    for result in sheet.results:
        row = bare(f"{result.who.name}{result.who.number}{result.who.team}")
        (page,) = [page for page in words if row in page]
        assert "姓名工号班组得分" in page


@pytest.mark.parametrize("count", range(20, 61, 4))
def test_pages_of_a_table_are_filled(press: Press, stationery: Stationery, count: int) -> None:
    seen = Seen(press.pdf(pages.assessment_page(stationery, samples.assessment(count))))
    for page in seen.pages[:-1]:
        assert max(y for y in inked_rows(seen.picture(page)) if y < HEIGHT * 0.92) > HEIGHT * 0.7, page + 1


@pytest.mark.parametrize("seed", [5, 6, 13, 14, 32, 45])
def test_whatever_the_lengths_no_row_is_torn_and_no_page_is_empty(
    press: Press, stationery: Stationery, seed: int
) -> None:
    chance = Random(seed)
    sheet = samples.person(
        questions=tuple(
            replace(
                each,
                stem=each.stem * chance.choice((1, 1, 1, 2, 3, 6)),
                key=each.key * chance.choice((1, 2, 9)),
            )
            for each in samples.questions(chance.randint(1, 60))
        ),
        notes=tuple(
            replace(samples.NOTES[number % 3], reason=samples.NOTES[number % 3].reason * chance.randint(1, 5))
            for number in range(chance.randint(0, 15))
        ),
        parts=tuple(
            replace(samples.PARTS[0], losses=samples.LOSSES * chance.randint(0, 6))
            for _ in range(chance.randint(0, 5))
        ),
    )
    seen = Seen(press.pdf(pages.person_page(stationery, sheet)))
    words = [seen.words(page) for page in seen.pages]
    for number, question in enumerate(sheet.questions, 1):
        assert sum(bare(f"{number}{question.stem}{question.id}") in page for page in words) == 1
    for page in seen.pages[:-1]:
        assert len([y for y in inked_rows(seen.picture(page)) if HEIGHT * 0.07 < y < HEIGHT * 0.92]) > 60


def test_every_word_of_a_person_is_printed(press: Press, stationery: Stationery) -> None:
    sheet = samples.person()
    words = Seen(press.pdf(pages.person_page(stationery, sheet))).all_words
    losses = [
        text for part in sheet.parts for loss in part.losses for text in (loss.act, loss.key, loss.rule)
    ]
    notes = [text for note in sheet.notes for text in (note.kind, note.name, note.reason, note.change)]
    told = [sheet.hall, sheet.setting.settings, sheet.critical[0].act, samples.D3.quote, "2004年7月3日 9:31"]
    for text in (*losses, *notes, *told, "学员", "考核人", "值班经理", "日期", "31.5（原 30）", "93.2–102.0"):
        assert bare(text) in words, text


def test_charts_are_painted_as_words_and_lines(press: Press, stationery: Stationery) -> None:
    words = Seen(press.pdf(pages.month_page(stationery, samples.month(9, 9)))).all_words
    assert "31次，12人" in words
    radar = Seen(press.pdf(pages.person_page(stationery, samples.person()))).words(0)
    assert "85%/全厅82%" in radar


def test_a_briefing_of_ten_questions_and_twenty_people_is_one_page(
    press: Press, stationery: Stationery
) -> None:
    assert len(Seen(press.pdf(LARGE["briefing"](stationery))).pages) == 1


def test_the_same_sheet_gives_the_same_bytes(press: Press, stationery: Stationery) -> None:
    one, two = (press.pdf(SMALL["person"](stationery)) for _ in range(2))
    assert one == two
    later = replace(samples.SEAL, printed=samples.SEAL.printed + timedelta(days=1))
    assert press.pdf(pages.person_page(stationery, samples.person(seal=later))) != one


@pytest.mark.parametrize("bold", [False, True])
def test_the_font_has_every_character_of_the_sheets(press: Press, stationery: Stationery, bold: bool) -> None:
    font = QFont("Noto Sans SC")
    font.setBold(bold)
    raw = QRawFont.fromFont(font)
    characters = {c for make in SMALL.values() for c in make(stationery).web}
    assert [c for c in sorted(characters - {"\n"}) if not raw.supportsCharacter(ord(c))] == []


def test_few_answers_are_told(stationery: Stationery) -> None:
    html = pages.items_page(stationery, samples.items(3)).html
    assert html.count("样本不足") == 2  # in the table, and above its options
    few = pages.assessment_page(stationery, samples.assessment(8)).html
    assert f"样本不足：少于 {hallsheets.FEW} 人" in few


def test_a_sheet_without_pass_marks_says_nothing_of_them(stationery: Stationery) -> None:
    html = pages.person_page(stationery, samples.bare_person()).html
    assert "结论：—" in html
    assert "总分合格线" not in html
    assert "没有记录到离开" in html


def test_a_heat_map_with_a_missing_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell for each rule"):
        hallsheets.Heat((("a", "A"),), (hallsheets.HeatRow("x", ()),))
