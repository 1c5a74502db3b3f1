"""The page of assessments: sorted and sought, extended and withdrawn, released, written to files."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.training.examhall import Place
from tests.ui.photos import photograph_all
from trainer.store import ledger
from trainer.training.exams import publishing
from trainer.ui.dashboard.setting.chosen import EXTEND, RELEASE, WITHDRAW
from trainer.ui.dashboard.setting.page import Page
from trainer.ui.dashboard.setting.sat import STATES, Column
from trainer.ui.theme import Theme


def names(page: Page) -> list[str]:
    """Return who is shown, from the top."""
    return [line.presented.person[-2:] for line in page.overview.sat.table.lines]


def choose(page: Page, name: str) -> None:
    """Select somebody in the table."""
    sat = page.overview.sat
    row = next(row for row, line in enumerate(sat.table.lines) if line.presented.person.endswith(name))
    sat.view.setCurrentIndex(sat.table.index(row, 0))


def told(page: Page) -> str:
    return page.overview.bar.told.text()


def test_marks_are_sorted_as_numbers_and_who_has_none_comes_last(page: Page) -> None:
    assert names(page) == ["01", "02", "03", "04", "05"]
    choose(page, "02")
    view = page.overview.sat.view
    view.sortByColumn(Column.TOTAL, Qt.SortOrder.AscendingOrder)
    assert names(page)[:2] == ["02", "01"]
    assert names(page)[2:] == ["03", "04", "05"]
    view.sortByColumn(Column.TOTAL, Qt.SortOrder.DescendingOrder)
    assert names(page) == ["01", "02", "03", "04", "05"]
    assert page.overview.sat.line
    assert page.overview.sat.line.presented.person == "学员02"


@pytest.mark.parametrize("column", list(Column))
def test_every_column_sorts_both_ways(page: Page, column: Column) -> None:
    for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
        page.overview.sat.view.sortByColumn(column, order)
        assert sorted(names(page)) == ["01", "02", "03", "04", "05"]
    cell = page.overview.sat.table.index(0, column)
    spoken = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith(page.overview.sat.table.headerData(column, Qt.Orientation.Horizontal))


def test_people_are_sought_and_filtered_by_state(page: Page, place: Place) -> None:
    sat = page.overview.sat
    shown = {}
    for row, state in enumerate(STATES):
        sat.states.setCurrentIndex(row)
        shown[state] = names(page)
        assert sat.states.itemText(row) == f"{state} {len(shown[state])}"
    assert shown["全部"] == ["01", "02", "03", "04", "05"]
    assert shown["已完成"] == ["01", "02"]
    assert shown["没有通过"] == ["02"]
    assert shown["进行中"] == ["03"]
    assert shown["未开始"] == ["04", "05"]
    assert shown["临界"] == shown["逾期"] == shown["缺考"] == []
    assert sat.empty.isVisible()
    sat.empty.acted.emit()
    sat.search.setText("早班 05")
    assert names(page) == ["05"]
    place.clock.go_on(days=3)
    page.refresh()
    sat.search.clear()
    sat.states.setCurrentIndex(STATES.index("逾期"))
    assert names(page) == ["03"]


def test_few_people_tell_nothing_about_who_is_close(page: Page) -> None:
    table = page.overview.sat.table
    assert [table.index(row, Column.CLOSE).data() for row in (0, 1, 3)] == ["数据不足", "数据不足", ""]
    assert table.index(0, Column.TEAM).data() == "早班"


def test_the_keyboard_walks_from_the_search_to_the_marks(page: Page, qtbot: QtBot) -> None:
    page.take_focus()
    assert page.overview.list.hasFocus()
    sat = page.overview.sat
    qtbot.keyClick(sat, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert sat.search.hasFocus()
    qtbot.keyClick(sat.search, Qt.Key.Key_Down)
    assert sat.view.hasFocus()
    assert page.marks.accessibleName().startswith("学员01")
    qtbot.keyClick(sat.view, Qt.Key.Key_Down)
    assert page.marks.accessibleName().startswith("学员02")
    qtbot.waitUntil(page.marks.parts[0].isVisible)
    qtbot.keyClick(sat.view, Qt.Key.Key_Return)
    assert page.marks.parts[0].hasFocus()


def test_an_assessment_is_extended_with_a_reason(page: Page, place: Place, qtbot: QtBot) -> None:
    bar = page.overview.bar
    bar.extend.click()
    last = (place.published.closes.astimezone() - timedelta(microseconds=1)).date()
    assert bar.day.minimumDate() == QDate(last.year, last.month, last.day).addDays(1)
    day = last + timedelta(days=3)
    bar.day.setDate(QDate(day.year, day.month, day.day))
    bar.sure.click()
    assert "理由" in bar.trouble.text()
    bar.reason.setText("两人出差")
    qtbot.keyClick(bar.reason, Qt.Key.Key_Return)
    assert not bar.reason.isVisible()
    assert "延长过" in told(page)
    now = publishing.published_of(place.hall, place.id)
    assert now.closes.astimezone().date() == day + timedelta(days=1)
    (entry,) = ledger.entries(place.hall.store, 1, publishing.EXTENDED)
    assert entry.payload["reason"] == "两人出差"


def test_withdrawn_is_said_with_its_reason(page: Page, qtbot: QtBot) -> None:
    bar = page.overview.bar
    bar.withdraw.click()
    assert bar.reason.hasFocus()
    qtbot.keyClick(bar.reason, Qt.Key.Key_Escape)
    assert not bar.reason.isVisible()
    assert bar.withdraw.hasFocus()
    bar.withdraw.click()
    bar.reason.setText("题出错了")
    bar.sure.click()
    assert bar.gone.isVisible()
    assert "题出错了" in bar.gone.text()
    assert "已撤销" in page.overview.list.item(0).text()
    assert not any(button.isEnabled() for button in (bar.extend, bar.withdraw))
    assert names(page) == ["01", "02", "03", "04", "05"]


def test_marks_are_released_once(page: Page, place: Place) -> None:
    bar = page.overview.bar
    assert "还没有公布" in told(page)
    bar.release.click()
    assert not bar.reason.isVisible()
    bar.sure.click()
    assert publishing.published_of(place.hall, place.id).marks_shown
    assert "本人能看成绩" in told(page)
    assert not bar.release.isEnabled()


def test_the_sheets_are_written_and_a_stopped_export_leaves_no_half_file(page: Page, tmp_path: Path) -> None:
    page.export("assessment", tmp_path / "whole")
    assert "写好了 3 个文件" in page.banner.accessibleName()
    choose(page, "01")
    page.export("person", tmp_path / "one")
    assert sorted(file.suffix for file in (tmp_path / "one").iterdir()) == [".html", ".pdf", ".xlsx"]
    page.sheets.files.told.connect(page.sheets.stop.click)
    page.export("assessment", tmp_path / "stopped")
    assert "已取消" in page.banner.accessibleName()
    assert list((tmp_path / "stopped").glob("*")) == []
    assert page.sheets.isHidden()


def test_photographs(open_page: Callable[[Theme], Page], place: Place, qapp: QApplication) -> None:
    publishing.withdraw(place.hall, place.boss, publish_another(place), "题出错了，改好再发")

    def opened(theme: Theme) -> Page:
        made = open_page(theme)
        made.overview.list.setCurrentRow(1)
        choose(made, "02")
        return made

    def asking(what: str) -> Callable[[Theme], Page]:
        def made(theme: Theme) -> Page:
            page = opened(theme)
            page.overview.bar.ask(what)
            return page

        return made

    photograph_all(opened, "setting-marks")
    photograph_all(open_page, "setting-withdrawn")
    for what in (EXTEND, WITHDRAW, RELEASE):
        photograph_all(asking(what), f"setting-{what}")


def publish_another(place: Place) -> str:
    """Publish a second assessment, and return its id."""
    setting = place.published.setting
    draft = publishing.Draft(
        *("练手考核", (publishing.RecallWish(("P01",)),), setting.opens, setting.closes, setting.people),
        pass_marks=setting.pass_marks,
    )
    return publishing.publish(place.hall, place.boss, draft, place.sources).row.id


def test_another_assessment_is_chosen_by_the_arrows(page: Page, place: Place, qtbot: QtBot) -> None:
    publish_another(place)
    choose(page, "01")
    page.refresh()
    assert "上岗考核" in told(page)
    assert page.marks.print.isEnabled()
    page.overview.list.setFocus()
    qtbot.keyClick(page.overview.list, Qt.Key.Key_Up)
    assert "练手考核" in told(page)
    assert not page.marks.print.isEnabled()
    assert {line.presented.presence for line in page.overview.sat.table.lines} == {"未开始"}
    assert page.overview.bar.day.date() > QDate(date.min.year, 1, 1)
