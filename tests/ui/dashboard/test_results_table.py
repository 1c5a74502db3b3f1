"""The table of results: sorting, what a screen reader hears, filters by keyboard, and the CSV file."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.ui.dashboard.people import Trainees
from trainer.training.desk import Desk
from trainer.ui.dashboard.export import TITLES, ExportFailed, write_csv
from trainer.ui.dashboard.filters import MODES
from trainer.ui.dashboard.lines import Line, line_of
from trainer.ui.dashboard.overview import Overview
from trainer.ui.dashboard.paint import few_words
from trainer.ui.dashboard.table import NONE, Column, ResultTable
from trainer.ui.theme import Theme

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def lines(desk: Desk, busy_hall: Trainees) -> list[Line]:
    return [line_of(row) for row in desk.results()]


@pytest.fixture
def overview(qtbot: QtBot, theme: Theme, lines: list[Line]) -> Overview:
    shown = Overview(theme)
    qtbot.addWidget(shown)
    shown.show_lines(lines)
    shown.resize(1280, 800)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def words(table: ResultTable, column: Column) -> list[str]:
    return [table.index(row, column).data() for row in range(table.rowCount())]


def test_the_model_keeps_the_rules_of_models(lines: list[Line]) -> None:
    table = ResultTable()
    tester = QAbstractItemModelTester(table)
    table.show_lines(lines)
    table.sort(Column.WHO, UP)
    table.show_lines(lines[:2])
    assert tester.model() is table


def test_names_are_sorted_as_in_a_chinese_list(lines: list[Line]) -> None:
    table = ResultTable()
    table.show_lines(lines)
    table.sort(Column.WHO, UP)
    assert list(dict.fromkeys(words(table, Column.WHO))) == [
        "陈静",
        "李明",
        "刘洋",
        "欧阳春华",
        "王芳",
        "张伟",
        "赵敏",
    ]


@pytest.mark.parametrize("order", [UP, DOWN])
@pytest.mark.parametrize("column", [Column.MARKS, Column.GATE, Column.TOOK])
def test_what_has_no_figure_comes_last(lines: list[Line], column: Column, order: Qt.SortOrder) -> None:
    table = ResultTable()
    table.show_lines(lines)
    table.sort(column, order)
    assert words(table, column)[-2:] == [NONE, NONE]
    shown = [line.percent for line in table.lines if line.percent is not None]
    if column == Column.MARKS:
        assert shown == sorted(shown, reverse=order == DOWN)


def test_lines_alike_stay_the_latest_first(lines: list[Line]) -> None:
    table = ResultTable()
    table.show_lines(lines)
    for order in (UP, DOWN):
        table.sort(Column.MODE, order)
        practised = [line.started for line in table.lines if line.mode == "练习"]
        assert practised == sorted(practised, reverse=True)


def test_what_is_selected_stays_selected_when_sorted(lines: list[Line]) -> None:
    table = ResultTable()
    table.show_lines(lines)
    held = QPersistentModelIndex(table.index(3, Column.WHAT))
    table.sort(Column.MARKS, UP)
    assert table.lines[held.row()] is lines[3]
    table.sort(-1)
    assert table.rowCount(QModelIndex()) == len(lines)
    assert table.rowCount(table.index(0, 0)) == table.columnCount(table.index(0, 0)) == 0


def test_a_screen_reader_hears_the_column_and_the_words(overview: Overview) -> None:
    row = next(row for row, line in enumerate(overview.shown) if line.compliant is False)
    heard = [
        overview.table.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for column in (Column.WHO, Column.GATE, Column.CRITICAL)
    ]
    critical = overview.shown[row].critical
    assert heard == ["姓名：李明", "合规：未通过", f"一票否决项：{'；'.join(critical)}"]
    title = overview.table.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert title == "时间"
    tip = overview.table.index(row, Column.CRITICAL).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "；".join(critical)
    assert len(critical) > 1


def test_assessments_are_shown_first_and_practice_only_when_asked_for(
    overview: Overview, qtbot: QtBot
) -> None:
    assert {line.mode for line in overview.shown} == {"考核"}
    assert overview.counts.text().startswith("考核 6 次")
    for mode, number in zip(MODES, (6, 0, 3, 1, 10), strict=True):
        overview.filters.choose_mode(mode)
        assert len(overview.shown) == number
    texts = [button.text() for button in overview.filters.modes.findChildren(QAbstractButton)]
    assert texts == ["考核 6", "考核·打字 0", "练习 3", "跟学 1", "全部 10"]


def test_searching_by_keyboard(overview: Overview, qtbot: QtBot) -> None:
    qtbot.keyClick(overview.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = overview.filters.search
    assert box.hasFocus()
    box.insert("赵敏")
    assert [line.person for line in overview.shown] == ["赵敏"]
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert overview.view.hasFocus()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert len(overview.shown) == 6


def test_only_those_that_failed_the_gate(overview: Overview) -> None:
    overview.filters.only_failed.setChecked(True)
    assert [line.person for line in overview.shown] == ["李明"]


def test_nothing_found_says_how_to_go_on(overview: Overview, qtbot: QtBot) -> None:
    overview.filters.search.setText("没有这个人")
    assert overview.empty.isVisible()
    assert "一共有 10 次记录" in overview.empty.accessibleName()
    overview.empty.acted.emit()
    assert len(overview.shown) == 10
    assert overview.view.hasFocus()


def test_a_click_on_a_title_sorts_and_the_row_stays_selected(overview: Overview, qtbot: QtBot) -> None:
    chosen = overview.shown[2].id
    overview.view.select(chosen)
    header = overview.view.horizontalHeader()
    at = header.sectionViewportPosition(Column.MARKS) + 10
    middle = header.viewport().rect().center()
    middle.setX(at)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert header.sortIndicatorSection() == Column.MARKS
    assert overview.view.selected_id() == chosen
    overview.filters.choose_mode("")
    assert overview.view.selected_id() == chosen


def test_findings_are_shown_whole_and_counted_where_they_do_not_fit(theme: Theme) -> None:
    metrics = QFontMetricsF(theme.font())
    findings = ("没有查验证件", "找错了钱", "先录资料")
    wide = metrics.horizontalAdvance("；".join(findings))
    assert few_words(findings, metrics, wide + 1) == "没有查验证件；找错了钱；先录资料"
    assert few_words(findings, metrics, wide - 1) == "没有查验证件；找错了钱 等 3 项"
    assert few_words(findings, metrics, wide / 2) == "没有查验证件 等 3 项"
    assert few_words(findings[:1], metrics, 1) == "没有查验证件"
    assert few_words((), metrics, 1) == ""


def test_csv_holds_what_is_shown_in_its_order(overview: Overview, tmp_path: Path) -> None:
    overview.view.sortByColumn(Column.WHO, UP)
    file = write_csv(tmp_path / "成绩.csv", overview.shown)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["姓名"] for row in rows] == [line.person for line in overview.shown]
    assert tuple(rows[0]) == TITLES
    failed = next(row for row in rows if row["合规"] == "未通过")
    assert len(failed["一票否决项"].split("；")) > 1
    assert len(failed["记录编号"]) == 32


@pytest.mark.parametrize("name", ["=1+2", "+8613", "-1", "@SUM(A1)", "\t=1"])
def test_no_text_becomes_a_formula(lines: list[Line], tmp_path: Path, name: str) -> None:
    line = replace(lines[0], row=replace(lines[0].row, person=name))
    with write_csv(tmp_path / "a.csv", [line]).open(encoding="utf-8-sig", newline="") as opened:
        assert next(csv.DictReader(opened))["姓名"] == f"'{name}"


def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(lines: list[Line], tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    for path in (tmp_path / "taken", tmp_path / "nowhere" / "a.csv"):
        with pytest.raises(ExportFailed, match="没能写出"):
            write_csv(path, lines)
    assert [path.name for path in tmp_path.rglob("*.part")] == []
