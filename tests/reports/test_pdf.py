"""The press: what is on the pages, what is kept together, and that the same document gives the same bytes."""

import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QRawFont

from tests.reports.papers import EVERY_FORM, ONE, ROOT, drawn, sheet_of
from tests.reports.seen import HEIGHT, WIDTH, Seen, bare, inked_rows
from trainer.core.quiz.question import Question
from trainer.reports.document import Document
from trainer.reports.drawing import Box, Drawing, Words
from trainer.reports.html import Stationery
from trainer.reports.papers import print_paper
from trainer.reports.pdf import CannotPrint, Press, PrintingStopped

FIFTY = drawn(50)
MAIN = """
import sys
from pathlib import Path
from tests.reports.papers import EVERY_FORM, ROOT, sheet_of
from trainer.reports.html import Stationery
from trainer.reports.pdf import Press
document = Stationery(ROOT / "assets" / "reports").paper(sheet_of(*EVERY_FORM))
sys.stdout.buffer.write(Press(ROOT / "assets" / "fonts").pdf(document))
"""


def words_of(question: Question) -> list[str]:
    texts = [question.stem, *(choice.text for choice in (*question.lefts, *question.choices))]
    return [bare(text) for text in texts]


def plain(body: str, **more: object) -> Document:
    given: dict[str, object] = {"title": "样张", "html": f"<html><body>{body}</body></html>"} | more
    return Document(on=date(2004, 7, 3), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("questions", [EVERY_FORM, FIFTY], ids=len)
def test_every_word_of_the_paper_is_printed(
    press: Press, stationery: Stationery, questions: tuple[Question, ...]
) -> None:
    seen = Seen(press.pdf(stationery.paper(sheet_of(*questions))))
    words = seen.all_words
    for question in questions:
        assert [text for text in words_of(question) if text not in words] == []


def test_a_question_is_not_broken_over_two_pages(press: Press, stationery: Stationery) -> None:
    seen = Seen(press.pdf(stationery.paper(sheet_of(*FIFTY))))
    pages = [seen.words(page) for page in seen.pages]
    for number, question in enumerate(FIFTY, 1):
        begin = f"{number}.[{question.form}]"
        (page,) = [page for page in pages if begin in page and words_of(question)[0] in page]
        piece = page[page.index(begin) :].split(f"{number + 1}.[")[0]
        assert [text for text in words_of(question) if text not in piece] == []


def test_head_and_foot_stand_on_every_page(press: Press, stationery: Stationery) -> None:
    sheet = sheet_of(*FIFTY)
    for document in (stationery.paper(sheet), stationery.answer_sheet(sheet), stationery.key(sheet)):
        seen = Seen(press.pdf(document))
        assert seen.title == document.title
        for page in seen.pages:
            words = seen.words(page)
            assert f"第{page + 1}/{len(seen.pages)}页" in words
            assert f"试卷编号{sheet.id}" in words
            assert document.mark in words


def test_seventy_answers_go_on_upon_a_second_page(press: Press, stationery: Stationery) -> None:
    seen = Seen(press.pdf(stationery.answer_sheet(sheet_of(*drawn(70)))))
    assert len(seen.pages) == 2
    assert "53[A]" not in seen.words(0)
    assert len(set(inked_rows(seen.picture(1)))) > 100


def test_fifty_answers_stand_on_one_page(press: Press, stationery: Stationery) -> None:
    assert len(Seen(press.pdf(stationery.answer_sheet(sheet_of(*FIFTY)))).pages) == 1
    widest = [question for question in FIFTY if question.form in ("连线", "排序")]
    worst = (widest * 50)[:50]
    assert len(Seen(press.pdf(stationery.answer_sheet(sheet_of(*worst)))).pages) == 1


def test_nothing_is_cut_at_the_edges(press: Press, stationery: Stationery) -> None:
    sheet = sheet_of(*EVERY_FORM, *FIFTY)
    for document in (stationery.paper(sheet), stationery.answer_sheet(sheet), stationery.key(sheet)):
        seen = Seen(press.pdf(document))
        for page in seen.pages:
            picture = seen.picture(page)
            rows = set(inked_rows(picture))
            assert min(rows) > HEIGHT * 0.03
            assert max(rows) < HEIGHT * 0.97
            assert not list(inked_rows(picture, 0, int(WIDTH * 0.06)))
            assert not list(inked_rows(picture, int(WIDTH * 0.94), WIDTH))


def test_pages_are_filled(press: Press, stationery: Stationery) -> None:
    for make in (stationery.paper, stationery.key):
        seen = Seen(press.pdf(make(sheet_of(*FIFTY))))
        for page in seen.pages[:-1]:
            rows = [y for y in inked_rows(seen.picture(page)) if y < HEIGHT * 0.92]
            assert max(rows) > HEIGHT * 0.7, page + 1


@pytest.mark.parametrize("bold", [False, True])
def test_the_font_has_every_character(press: Press, stationery: Stationery, bold: bool) -> None:
    font = QFont("Noto Sans SC")
    font.setBold(bold)
    raw = QRawFont.fromFont(font)
    sheet = sheet_of(*FIFTY, *EVERY_FORM)
    made = (stationery.paper(sheet), stationery.answer_sheet(sheet), stationery.key(sheet))
    characters = {c for document in made for c in document.html + document.head + document.mark}
    assert [c for c in sorted(characters - {"\n"}) if not raw.supportsCharacter(ord(c))] == []


def test_the_same_document_gives_the_same_bytes(press: Press, stationery: Stationery) -> None:
    sheet = sheet_of(*EVERY_FORM)
    pdf = press.pdf(stationery.paper(sheet))
    assert press.pdf(stationery.paper(sheet)) == pdf
    assert b"(D:20040703000000" in pdf
    assert b"xmp" not in pdf
    assert press.pdf(stationery.paper(sheet_of(*EVERY_FORM, hall="汉口营业厅"))) != pdf


def test_it_prints_without_a_window_and_alike_in_every_process() -> None:
    runs = [
        subprocess.run([sys.executable, "-c", MAIN], cwd=ROOT, capture_output=True, check=True)
        for _ in range(3)
    ]
    assert [run.stderr for run in runs] == [b""] * 3
    assert len({run.stdout for run in runs}) == 1


def test_it_prints_in_another_thread(press: Press, stationery: Stationery) -> None:
    document = stationery.paper(sheet_of(*FIFTY))
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(press.pdf(document))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [press.pdf(document)] * 3


def test_pages_are_told_and_printing_can_be_stopped(press: Press, stationery: Stationery) -> None:
    document = stationery.key(sheet_of(*FIFTY))
    told: list[tuple[int, int]] = []
    press.pdf(document, lambda done, pages: told.append((done, pages)) is None)
    pages = told[0][1]
    assert pages > 3
    assert told == [(done, pages) for done in range(pages + 1)]
    with pytest.raises(PrintingStopped, match="没有写出文件"):
        press.pdf(document, lambda done, _: done < 2)


def test_a_missing_font_is_told(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.reports.pdf._has_fonts", lambda: False)
    with pytest.raises(CannotPrint, match="字体文件"):
        Press(tmp_path)


def test_a_long_table_repeats_its_head(press: Press) -> None:
    rows = "".join(f"<tr><td>第{number}行</td></tr>" for number in range(120))
    seen = Seen(press.pdf(plain(f"<table><thead><tr><th>表头</th></tr></thead>{rows}</table>")))
    assert len(seen.pages) >= 3
    assert all("表头" in seen.words(page) for page in seen.pages)


def test_what_stands_free_may_break_and_what_is_kept_still_does_not(press: Press) -> None:
    free = "".join(f"<p>散{number}</p>" for number in range(37))
    kept = '<p id="keep-{0}">始{0}</p>' + "<p>中</p>" * 9 + "<p>终{0}</p>"
    body = "".join(f'<p id="free-{number}">散</p>{free}{kept.format(number)}' for number in range(9))
    seen = Seen(press.pdf(plain(body)))
    pages = [seen.words(page) for page in seen.pages]
    for number in range(9):
        assert [f"始{number}" in page for page in pages] == [f"终{number}" in page for page in pages]
    assert all(f"散{number}" in seen.all_words for number in range(37))


def test_a_piece_longer_than_a_page_is_printed_whole(press: Press) -> None:
    body = '<p id="keep-1">始</p>' + "".join(f"<p>行{number}。</p>" for number in range(100))
    seen = Seen(press.pdf(plain(f'<p>前</p>{body}<p id="keep-2">尾</p>')))
    assert "始" in seen.words(0)
    assert [number for number in range(100) if f"行{number}。" not in seen.all_words] == []


def test_a_chart_is_painted_at_its_place(press: Press) -> None:
    words = "<p>字</p>" * 60
    red = Box(0, 0, 300, 120, "#cb4034")
    picture = Drawing(300, 120, "红", (red, Words(10, 60, "图里的字", ink="#ffffff")))
    body = f'{words}<p><img src="chart:bar" width="300" height="120"></p><p>完</p>'
    seen = Seen(press.pdf(plain(body, charts={"bar": picture})))
    last = seen.pages[-1]
    rows = [y for y in range(HEIGHT) if seen.picture(last).pixelColor(WIDTH // 3, y) == QColor("#cb4034")]
    assert len(rows) == pytest.approx(120 / 96 * WIDTH / 8.27, abs=4)
    assert {"完", "图里的字"} <= {word for word in ("完", "图里的字") if word in seen.words(last)}


def test_three_files_of_a_paper(press: Press, stationery: Stationery, tmp_path: Path) -> None:
    printed = print_paper(sheet_of(ONE), tmp_path / "卷", stationery, press)
    assert sorted(path.name for path in printed) == sorted(p.name for p in (tmp_path / "卷").iterdir())
    assert [path.name.removeprefix("P20040703-7f3a9c-") for path in printed] == [
        "试卷.pdf",
        "答题卡.pdf",
        "答案.pdf",
    ]
    assert all(path.read_bytes().startswith(b"%PDF-1.") for path in printed)


def test_letters_that_would_join_can_be_searched_for(press: Press) -> None:
    """Hashes are printed to be compared: "ff" must not become one sign."""
    document = Document("核对", "<p>0e1b55ff-affine-ffi</p>", date(2004, 7, 7), foot="链尾 8aeffdb")
    words = Seen(press.pdf(document)).all_words
    assert "0e1b55ff-affine-ffi" in words
    assert "8aeffdb" in words
