"""Workbooks, read back by another library: real numbers and dates, text that stays text, whole or not at all."""

import errno
import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook

from tests.reports import samples
from trainer.reports import books, xlsx
from trainer.reports.files import NotWritten
from trainer.reports.hallsheets import GivenAnswer, PaperQuestion
from trainer.reports.progress import Cancelled
from trainer.reports.xlsx import Column, Table, TooManyRows, write_workbook

MADE = datetime(2004, 7, 4, 17, 30)
NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "{=A1}",
    "<r><t>x</t></r>",
    " a ",
    "a\nb",
    "_x0041_",
    "a\x00b",
    "http://x",
]
QUESTIONS = tuple(
    PaperQuestion(each.id, each.form, each.topic, each.stem, each.key, each.out_of)
    for each in samples.questions(4)
)


def answers(count: int) -> Iterator[GivenAnswer]:
    for number in range(count):
        each = QUESTIONS[number % 4]
        at = datetime(2004, 7, 3, 9, number % 60)
        yield GivenAnswer(samples.WHO, 1, each.id, number % 4 + 1, "=B1", Fraction(3, 2), 2, "漏了入网费", at)


def read(path: Path) -> Workbook:
    return load_workbook(path)


def rows_of(book: Workbook, name: str) -> list[tuple[Any, ...]]:
    return list(book[name].iter_rows(values_only=True))


def text_table(texts: list[str]) -> Table:
    return Table("文", (Column("甲", 20),), [(text,) for text in texts], len(texts))


def test_numbers_dates_and_texts_are_what_they_are(tmp_path: Path) -> None:
    columns = (
        *(Column("文"), Column("数", kind="number"), Column("份额", kind="percent")),
        *(Column("日", 14, "day"), Column("时", 20, "moment"), Column("杂", kind="any")),
    )
    rows = [
        ("陈晓梅", Fraction(3, 2), 0.25, date(2004, 7, 3), MADE, 7),
        ("=A1", 3, 1.0, None, None, "=A2"),
        (None, None, None, None, None, MADE),
    ]
    book = read(write_workbook(tmp_path / "a.xlsx", [Table("表", columns, rows, 3)], MADE))
    sheet = book["表"]
    assert [cell.value for cell in sheet[2]] == ["陈晓梅", 1.5, 0.25, datetime(2004, 7, 3), MADE, 7]
    assert [cell.value for cell in sheet[3]] == ["=A1", 3, 1, None, None, "=A2"]
    assert sheet["F4"].value == MADE
    assert [sheet[place].data_type for place in ("A3", "F3", "B2", "D2")] == ["s", "s", "n", "d"]
    assert sheet["D2"].number_format == 'yyyy"年"m"月"d"日"'
    assert book.properties.created == MADE


@pytest.mark.parametrize("text", NASTY)
def test_no_text_becomes_a_formula_or_markup(tmp_path: Path, text: str) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [text_table([text])], MADE)
    with zipfile.ZipFile(path) as parts:
        xml = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    cell = read(path)["文"]["A2"]
    assert cell.data_type == "s"
    assert unescape(cell.value) == text


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=20), min_size=1, max_size=5))
def test_every_text_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = write_workbook(tmp_path_factory.mktemp("x") / "a.xlsx", [text_table(texts)], MADE)
    found = [unescape(row[0] or "") for row in read(path)["文"].iter_rows(min_row=2, values_only=True)]
    wanted = [text.replace("\r\n", "\n").replace("\r", "\n") for text in texts]
    assert found + [""] * (len(texts) - len(found)) == wanted or any("\r" in text for text in texts)


def test_a_lone_half_of_a_character_does_not_spoil_the_file(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [text_table(["a\ud800b"])], MADE)
    assert read(path)["文"]["A2"].value == "a?b"


def test_heads_are_frozen_and_filtered_and_columns_have_widths(tmp_path: Path) -> None:
    book = read(write_workbook(tmp_path / "a.xlsx", [text_table(["a", "b"])], MADE))
    sheet = book["文"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:A3"
    assert sheet.column_dimensions["A"].width == pytest.approx(20, abs=1)
    assert sheet["A1"].font.bold


def test_an_assessment_has_a_row_for_each_person_and_each_answer(tmp_path: Path) -> None:
    sheet = samples.assessment(8)
    tables = books.assessment_book(sheet, QUESTIONS, answers(12), 12)
    book = read(write_workbook(tmp_path / "a.xlsx", tables, MADE))
    assert book.sheetnames == ["成绩", "作答", "题目", "说明"]
    results = rows_of(book, "成绩")
    assert len(results) == 9
    assert results[4][:4] == (samples.HOSTILE, "WH0003", "早班一组", "缺考")
    assert results[1][5:8] == (70, 122, pytest.approx(70 / 122))
    given = rows_of(book, "作答")
    assert given[0][5] == "题目编号"
    assert {row[5] for row in given[1:]} == {row[0] for row in rows_of(book, "题目")[1:]}
    assert given[1][6:9] == ("=B1", 1.5, 2)
    about = {row[0]: row[1] for row in rows_of(book, "说明")}
    assert about["设置哈希"] == samples.SETTINGS
    assert about["账本链尾"] == samples.CHAIN
    assert about["出表时间"] == samples.SEAL.printed


def test_items_have_their_options_and_few_answers_are_told(tmp_path: Path) -> None:
    book = read(write_workbook(tmp_path / "a.xlsx", books.items_book(samples.items(3)), MADE))
    items = rows_of(book, "题目分析")
    assert [row[5] for row in items[1:]] == [None, "不足 20", None]
    assert items[1][8] == 0.41
    assert items[2][8] is None
    assert len(rows_of(book, "选项")) == 10


def test_a_month_and_a_round_are_workbooks_too(tmp_path: Path) -> None:
    month = read(write_workbook(tmp_path / "m.xlsx", books.month_book(samples.month(5, 6)), MADE))
    assert len(rows_of(month, "人和规则")) == 31
    assert rows_of(month, "进展")[1][0] == datetime(2004, 6, 7)
    briefing = read(write_workbook(tmp_path / "b.xlsx", books.briefing_book(samples.briefing()), MADE))
    assert [row[3] for row in rows_of(briefing, "得分")[1:]] == ["到"] * 6 + ["客"] + ["缺"] * 2
    assert rows_of(briefing, "各题")[4][3] == "跳过"


def test_progress_counts_rows_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    tables = books.assessment_book(samples.assessment(8), QUESTIONS, answers(1200), 1200)
    write_workbook(tmp_path / "a.xlsx", tables, MADE, lambda done, of: told.append((done, of)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]
    assert len(told) >= 6


def test_a_cancelled_export_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def stop(done: int, of: int) -> None:
        if done >= 1000:
            raise Cancelled

    tables = books.assessment_book(samples.assessment(8), QUESTIONS, answers(5000), 5000)
    with pytest.raises(Cancelled, match="没有写出文件"):
        write_workbook(path, tables, MADE, stop)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_rows_that_fail_half_way_leave_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[str]]:
        yield ("a",)
        raise LookupError("gone")

    with pytest.raises(LookupError):
        write_workbook(tmp_path / "a.xlsx", [replace(text_table([]), rows=broken())], MADE)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(xlsx.Workbook, "_store_workbook", full)
    with pytest.raises(NotWritten, match="磁盘满了"):
        write_workbook(tmp_path / "a.xlsx", [text_table(["a"])], MADE)
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_worksheet_holds_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(TooManyRows, match="请缩短时间范围"):
        write_workbook(tmp_path / "a.xlsx", [replace(text_table([]), count=xlsx.MOST_ROWS + 1)], MADE)
    assert list(tmp_path.iterdir()) == []


def test_the_same_tables_give_the_same_file(tmp_path: Path) -> None:
    one, two = (write_workbook(tmp_path / name, [text_table(["a"])], MADE) for name in ("1", "2"))
    with zipfile.ZipFile(one) as left, zipfile.ZipFile(two) as right:
        assert [left.read(name) for name in left.namelist()] == [
            right.read(name) for name in right.namelist()
        ]


@pytest.mark.parametrize("none", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused_and_leaves_nothing(tmp_path: Path, none: float) -> None:
    table = Table("数", (Column("数", kind="number"),), [(none,)], 1)
    with pytest.raises(ValueError, match="cannot hold"):
        write_workbook(tmp_path / "a.xlsx", [table], MADE)
    assert list(tmp_path.iterdir()) == []


def test_a_text_too_long_for_a_cell_is_cut_where_a_letter_ends(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [text_table(["字" * 40_000, "😀" * 20_000])], MADE)
    sheet = read(path)["文"]
    assert sheet["A2"].value == "字" * 32_767
    assert sheet["A3"].value == "😀" * 16_383


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0)))
def test_moments_come_back_to_the_second(tmp_path_factory: pytest.TempPathFactory, at: datetime) -> None:
    table = Table("时", (Column("时", kind="moment"),), [(at,)], 1)
    path = write_workbook(tmp_path_factory.mktemp("x") / "a.xlsx", [table], MADE)
    assert read(path)["时"]["A2"].value == at
