"""The item analysis on the screen: sorted, walked by keys, read as tables, written to files and stopped."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.training.examhall import PAPER, PHRASES, SCENE, Clock, Place, open_hall, place_of
from tests.ui.photos import photograph_all
from trainer.core.errors import TrainerError
from trainer.core.exam.setting import PassMarks
from trainer.paths import find_places
from trainer.reports.hallsheets import ItemFigures
from trainer.training.exams import publishing
from trainer.training.hall import Hall
from trainer.training.observing import open_floor
from trainer.training.prompts import Sources
from trainer.ui.dashboard.items.page import CUT, NO_ASSESSMENT, SCATTER, TABLE, WHOLE, Page
from trainer.ui.dashboard.items.reading import NotRead, read_estimates, read_grades
from trainer.ui.dashboard.items.scatter import NOTHING, Scatter
from trainer.ui.dashboard.items.table import COLUMNS, ItemTable
from trainer.ui.jobs import AtOnce
from trainer.ui.theme import Theme


class Opened:
    """A desk of the hall below, for whoever is to ask."""

    def __init__(self, place: Place) -> None:
        self.place, self.by = place, place.boss
        self.error: TrainerError | None = None

    def with_hall(self, use_case: Callable[..., Any], *args: Any) -> Any:
        if self.error:
            raise self.error
        return use_case(self.place.hall, self.by, *args)

    def practice(self) -> Any:
        return self.place

    def floor(self) -> Any:
        hall = self.place.hall
        return open_floor(hall.store, find_places().content, hall.shelf.books.library)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("items")
    opened = open_hall(folder / "data", folder, Clock())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def place(hall: Hall, sources: Sources) -> Place:
    """Of 24 people 22 have sat, each a little better than the one before."""
    clock = hall.store.clock
    assert isinstance(clock, Clock)
    made = place_of(hall, clock, sources, 24, parts=(SCENE, PAPER, PHRASES))
    for number, me in enumerate(made.staff[:22]):
        made.sit(me, 0.1 + 0.8 * number / 21, skip=1 if number == 10 else 0)
    return made


@pytest.fixture
def desk(place: Place) -> Opened:
    return Opened(place)


def page_of(theme: Theme, desk: object) -> Page:
    made = Page(theme, AtOnce())
    made.resize(1232, 690)
    made.set_desk(desk)  # type: ignore[arg-type]
    made.refresh()
    return made


@pytest.fixture
def page(theme: Theme, desk: Opened, qtbot: QtBot) -> Page:
    made = page_of(theme, desk)
    qtbot.addWidget(made)
    return made


def test_the_items_are_listed_with_their_figures(page: Page) -> None:
    model = page.items.model
    assert model.rowCount() == 9
    assert "22 人交卷" in page.said.text()
    assert page.items.place == 0
    words = [str(model.index(1, column).data()) for column in range(len(COLUMNS))]
    assert words[0] == "2"
    assert words[3] == "22"
    assert words[4].endswith("%")
    said = model.index(1, 4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"易度：{words[4]}"
    assert "n=22" in str(model.index(1, 4).data(Qt.ItemDataRole.ToolTipRole))


@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_every_column_sorts_and_what_is_chosen_stays_chosen(page: Page, column: int) -> None:
    page.items.choose(3)
    for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
        page.items.view.sortByColumn(column, order)
        model = page.items.model
        assert sorted(model.place_at(row) for row in range(9)) == list(range(9))
        assert model.place_at(page.items.view.currentIndex().row()) == 3
        assert page.items.place == 3


def test_the_table_and_the_points_choose_the_same_item(page: Page, qtbot: QtBot) -> None:
    page.items.take_focus()
    qtbot.keyClick(page.items.view, Qt.Key.Key_Down)
    assert page.items.place == page.items.scatter.place == 1
    page.tabs.choose(SCATTER)
    scatter = page.items.scatter
    seen = {scatter.place}
    for _ in range(9):
        qtbot.keyClick(scatter, Qt.Key.Key_Right)
        seen.add(scatter.place)
        assert page.items.place == scatter.place
        assert f"第 {scatter.place + 1} 题" in scatter.accessibleDescription()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(scatter, key)
    assert len(seen) > 3


def test_a_click_takes_the_nearest_point(page: Page, qtbot: QtBot) -> None:
    page.tabs.choose(SCATTER)
    page.show()
    scatter = page.items.scatter
    qtbot.mouseClick(scatter, Qt.MouseButton.LeftButton, pos=scatter.spot(2).toPoint())
    assert scatter.spot(page.items.place) == scatter.spot(2)


def test_options_are_told_with_their_mistakes(page: Page) -> None:
    page.items.choose(1)
    card = page.items.options
    assert card.model.rowCount() >= 2
    column = [str(card.model.index(row, 0).data()) for row in range(card.model.rowCount())]
    assert sum(word.startswith("√") for word in column) == 1
    page.items.choose(0)
    assert card.variants.rowCount() == 1
    assert not card.view.isVisibleTo(page)


def test_the_whole_and_who_is_close_to_the_mark(page: Page) -> None:
    page.tabs.choose(WHOLE)
    assert page.whole.figures.rowCount() == 9
    assert "及格线 60 分上下" in page.whole.told.text()


def test_judges_propose_a_pass_mark(page: Page) -> None:
    page.tabs.choose(CUT)
    cut = page.cut
    cut.judge.click()
    assert "还没有估计" in cut.said.text()
    cut.estimates.setPlainText("60 " * 9 + "\n" + "\t".join(["80"] * 9))
    cut.judge.click()
    assert "建议及格线 70.0 分" in cut.said.text()
    assert cut.judged.rowCount() == 6
    page.refresh()
    assert cut.estimates.toPlainText().startswith("60")


def test_grades_propose_a_pass_mark(page: Page) -> None:
    cut = page.cut
    for row in range(cut.people.rowCount()):
        index = cut.people.index(row, 2)
        assert cut.people.flags(index) & Qt.ItemFlag.ItemIsEditable
        assert cut.people.setData(index, str(1 + row // 5))
    assert not cut.people.setData(cut.people.index(0, 0), "x")
    cut.observe.click()
    assert "其中临界 5 人" in cut.told.text()
    assert cut.observed.rowCount() == 5
    cut.people.setData(cut.people.index(0, 2), "好")
    cut.observe.click()
    assert "第 1 个人的等级「好」不对" in cut.told.text()


def test_sheets_are_written_into_a_folder(page: Page, tmp_path: Path) -> None:
    for kind in ("items", "people"):
        page.export(kind, tmp_path / kind)
        assert "写好了" in page.banner.accessibleName()
    assert sorted(file.suffix for file in (tmp_path / "items").iterdir()) == [".html", ".pdf", ".xlsx"]
    assert len(list((tmp_path / "people").iterdir())) == 44
    assert page.stop.isHidden()


def test_writing_is_stopped_at_wish(page: Page, tmp_path: Path) -> None:
    page.files.told.connect(page.stop.click)
    page.export("assessment", tmp_path / "out")
    assert "已取消" in page.banner.accessibleName()
    assert list((tmp_path / "out").glob("*")) == []
    assert not page.files.busy


def test_what_fails_is_told_and_can_be_tried_again(page: Page, desk: Opened) -> None:
    desk.error = TrainerError("记录读不出来。")
    page.refresh()
    assert "记录读不出来" in page.banner.accessibleName()
    desk.error = None
    page.banner.acted.emit()
    assert page.banner.isHidden()


def test_keys_change_between_table_and_points(page: Page, qtbot: QtBot) -> None:
    with qtbot.waitExposed(page):
        page.show()
    page.take_focus()
    qtbot.keyClick(page.items.view, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.tabs.place == SCATTER
    qtbot.keyClick(page.items.scatter, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.tabs.place == TABLE


def test_a_hall_without_assessments_says_what_to_do(theme: Theme, desk: Opened, qtbot: QtBot) -> None:
    class Empty:
        def with_hall(self, use_case: Callable[..., Any], *_args: Any) -> Any:
            return []

    made = page_of(theme, Empty())
    qtbot.addWidget(made)
    assert made.empty.accessibleName() == NO_ASSESSMENT
    made.take_focus()
    assert not made.save.isEnabled()


def test_without_enough_answers_there_are_no_points(theme: Theme, qtbot: QtBot) -> None:
    scatter, table = Scatter(theme), ItemTable()
    qtbot.addWidget(scatter)
    few = [ItemFigures("a", "一", "单选", 3), ItemFigures("b", "二", "单选", 19)]
    scatter.show_items(few)
    table.show_items(few)
    scatter.choose(1)
    assert scatter.accessibleDescription() == NOTHING
    qtbot.keyClick(scatter, Qt.Key.Key_Right)
    assert scatter.place == 1
    table.sort(4, Qt.SortOrder.DescendingOrder)
    assert [table.place_at(row) for row in (0, 1)] == [0, 1]
    assert table.index(0, 9).data() == "样本不足"


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "还没有估计"), ("50", "应是 2 个"), ("50 101", "第 2 个"), ("50 a", "「a」"), ("50 -1", "「-1」")],
)
def test_estimates_that_are_none_are_told_with_their_place(text: str, told: str) -> None:
    with pytest.raises(NotRead, match=told):
        read_estimates(text, 2)


def test_estimates_are_read_however_they_are_separated() -> None:
    assert read_estimates("50,100%\n\n0；25\n12.5\t75", 2) == [[0.5, 1], [0, 0.25], [0.125, 0.75]]
    assert read_grades([" 3 ", "", "2.5"]) == [3, None, 2.5]


def test_photographs(desk: Opened, qtbot: QtBot) -> None:
    def made(place: int, theme: Theme) -> Page:
        page = page_of(theme, desk)
        qtbot.addWidget(page)
        page.tabs.choose(place)
        page.items.choose(2)
        if place == CUT:
            page.cut.estimates.setPlainText("60 70 50 80 40 60 70 55 65\n55 75 45 85 50 60 70 60 60")
            page.cut.judge.click()
            for row in range(page.cut.people.rowCount()):
                page.cut.people.setData(page.cut.people.index(row, 2), str(1 + row // 5))
            page.cut.observe.click()
        return page

    for place, name in ((TABLE, "table"), (SCATTER, "scatter"), (WHOLE, "whole"), (CUT, "cut")):
        photograph_all(partial(made, place), f"items-{name}")


def test_an_assessment_nobody_has_sat_says_so(page: Page, place: Place) -> None:
    ids = tuple(each.person_id for each in place.staff)
    window = place.published.setting.opens, place.published.closes
    draft = publishing.Draft("另一场", (PHRASES,), *window, ids, pass_marks=PassMarks(60))
    made = publishing.publish(place.hall, place.boss, draft, place.sources)
    page.refresh()
    page.which.setCurrentIndex(page.which.findData(made.row.id))
    page.which.activated.emit(page.which.currentIndex())
    assert "还没有人交卷" in page.empty.accessibleName()
    page.which.setCurrentIndex(page.which.findData(place.id))
    page.which.activated.emit(page.which.currentIndex())
    assert page.items.model.rowCount() == 9
