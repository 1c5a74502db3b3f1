"""Documents to files: told how far they are, stopped at wish, whole or not at all."""

from datetime import date
from pathlib import Path

import pytest

from trainer.reports.document import Document
from trainer.reports.drawing import Box, Drawing
from trainer.reports.exports import save_html, save_pdf, save_pdfs
from trainer.reports.files import NotWritten
from trainer.reports.pdf import Press
from trainer.reports.progress import Cancelled


def document(title: str = "样张 · 甲", body: str = "<p>字</p>") -> Document:
    return Document(title, f"<html><body>{body}</body></html>", date(2004, 7, 3))


class Counter:
    """Takes notice, and stops where it was told to."""

    def __init__(self, stop: int | None = None) -> None:
        self.told: list[tuple[int, int]] = []
        self._stop = stop

    def __call__(self, done: int, of: int) -> None:
        self.told.append((done, of))
        if done == self._stop:
            raise Cancelled


def test_a_page_for_a_browser_has_its_charts_inside(tmp_path: Path) -> None:
    chart = Drawing(30, 12, "一格", (Box(0, 0, 30, 12, "#cb4034"),))
    page = document(body='<p><img src="chart:one" width="30" height="12" alt="x"></p>')
    path = save_html(Document(page.title, page.html, page.on, charts={"one": chart}), tmp_path / "a.html")
    html = path.read_text(encoding="utf-8")
    assert '<rect x="0" y="0" width="30" height="12" fill="#cb4034"/>' in html
    assert "<img" not in html


def test_a_pdf_tells_its_pages(press: Press, tmp_path: Path) -> None:
    counter = Counter()
    path = save_pdf(document(body="<p>字</p>" * 120), tmp_path / "a.pdf", press, counter)
    assert path.read_bytes().startswith(b"%PDF-1.")
    pages = counter.told[-1][1]
    assert counter.told == [(done, pages) for done in range(pages + 1)]


def test_a_stopped_pdf_leaves_nothing(press: Press, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        save_pdf(document(body="<p>字</p>" * 120), tmp_path / "a.pdf", press, Counter(1))
    assert list(tmp_path.iterdir()) == []


def test_many_sheets_get_names_of_their_own(press: Press, tmp_path: Path) -> None:
    titles = ("考核 · 陈/晓*梅", "考核 · 陈晓梅", "考核 · 刘芳")
    counter = Counter()
    paths = save_pdfs([document(title) for title in titles], tmp_path, press, counter)
    assert [path.name for path in paths] == ["考核-陈晓梅.pdf", "2-考核-陈晓梅.pdf", "考核-刘芳.pdf"]
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    assert counter.told == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("stop", [0, 2, 3])
def test_many_sheets_that_are_stopped_leave_no_file_and_keep_the_old_one(
    press: Press, tmp_path: Path, stop: int
) -> None:
    old = tmp_path / "样张-a.pdf"
    old.write_bytes(b"old")
    with pytest.raises(Cancelled):
        save_pdfs([document(f"样张 · {name}") for name in "abc"], tmp_path, press, Counter(stop))
    assert old.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [old]


def test_a_folder_that_cannot_be_made_is_told(press: Press, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(NotWritten, match="不是文件夹"):
        save_pdfs([document()], tmp_path / "x", press)
