"""The page of the floor: walked by keyboard, kept as a draft, handed in once, corrected, evaluated."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.training.floors import Clock, People, entered, populate, shipped_form, walked
from tests.ui.photos import LOOKS, dressed, photograph
from trainer.core.composite import Inspected, Period, Simulated, Weights
from trainer.core.observing import Amends, Happened, Marked, Remarked
from trainer.core.rights import Pass
from trainer.store.database import Store, open_store
from trainer.training.observing import Floor
from trainer.ui.dashboard.walk.page import Page
from trainer.ui.jobs import AtOnce, Worker
from trainer.ui.theme import Theme

JULY = Period(date(2004, 7, 1), date(2004, 7, 31))
SIZES = ((820, 1100), (1280, 800))


class HallDesk:
    """A desk at which somebody is signed in."""

    def __init__(self, floor: Floor, by: Pass) -> None:
        self._floor, self.by = floor, by

    def floor(self) -> Floor:
        return self._floor


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "记录", Clock()) as made:
        yield made


@pytest.fixture
def people(store: Store) -> People:
    return populate(store)


@pytest.fixture
def floor(store: Store, people: People) -> Floor:
    def marks(_hall: int, _period: Period) -> list[Simulated]:
        return [Simulated(people.zhang.person_id, date(2004, 7, 8), Fraction(86), False)]

    return Floor(store, shipped_form(), simulated=marks)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, floor: Floor, people: People) -> Page:
    return shown(qtbot, theme, floor, people.boss)


def shown(qtbot: QtBot, theme: Theme, floor: Floor, by: Pass) -> Page:
    made = Page(theme, AtOnce())
    qtbot.addWidget(made)
    made.set_desk(HallDesk(floor, by))
    made.resize(820, 1100)
    with qtbot.waitExposed(made):
        made.show()
    made.refresh()
    return made


def begin(page: Page, people: People) -> None:
    """Choose 张三 as the guide and 王芳 at a desk, and go."""
    boxes = page.touring.setup.boxes
    boxes[people.zhang.person_id].setCurrentText("导购")
    boxes[people.wang.person_id].setCurrentText("受理台席")
    page.touring.setup.start.click()


def test_without_a_desk_nothing_happens(qtbot: QtBot, theme: Theme) -> None:
    page = Page(theme, AtOnce())
    qtbot.addWidget(page)
    for place in range(4):
        page.tabs.choose(place)
    page.refresh()
    page.take_focus()
    assert not page.banner.isVisible()


def test_a_round_of_the_hall_by_keyboard(page: Page, people: People, floor: Floor, qtbot: QtBot) -> None:
    assert not page.touring.setup.start.isEnabled()
    begin(page, people)
    walking = page.touring.walking
    cards = walking.rows.cards
    assert cards[0].hasFocus()
    qtbot.keyClick(cards[0], Qt.Key.Key_1)
    assert cards[1].hasFocus()
    qtbot.keyClick(cards[1], Qt.Key.Key_2)
    qtbot.keyClick(cards[2], Qt.Key.Key_3)
    qtbot.keyClick(cards[3], Qt.Key.Key_Up)
    assert cards[2].hasFocus()
    assert [row.verdict for row in walking.walk.rows(floor.form)[:4]] == ["done", "missed", "unseen", None]
    assert "没做到" in cards[1].accessibleName()
    qtbot.keyClick(cards[2], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert walking.walk.rows(floor.form)[2].verdict is None


def test_the_arrows_change_between_people_and_a_sheet_is_handed_in(
    page: Page, people: People, floor: Floor, qtbot: QtBot
) -> None:
    begin(page, people)
    walking = page.touring.walking
    qtbot.keyClick(walking.rows.cards[0], Qt.Key.Key_1)
    qtbot.keyClick(walking.rows.cards[1], Qt.Key.Key_2)
    qtbot.keyClick(walking.rows.cards[2], Qt.Key.Key_Right)
    qtbot.keyClick(walking.rows.cards[2], Qt.Key.Key_Right)
    assert "王芳" in walking.bar.tabText(walking.bar.currentIndex())
    assert walking.rows.cards[0].row is not None
    assert walking.rows.cards[0].row.spot.person_id == people.wang.person_id
    qtbot.keyClick(walking.rows.cards[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert walking.handing.isVisible()
    assert "做到 1 条，没做到 1 条" in walking.handing.summary.text()
    qtbot.keyClick(walking.handing.confirm, Qt.Key.Key_Escape)
    assert not walking.handing.isVisible()
    walking.hand.click()
    walking.handing.remark.setText("人多")
    walking.handing.confirm.click()
    [view] = floor.sheets(people.boss)
    assert view.kept.sheet.remark == "人多"
    assert "已交表" in page.banner.accessibleName()
    assert page.touring.setup.isVisible()
    assert floor.draft(people.boss) is None


def test_a_remark_and_the_rule_s_words_come_on_demand(page: Page, people: People, qtbot: QtBot) -> None:
    begin(page, people)
    card = page.touring.walking.rows.cards[1]
    assert not card.remark.isVisible()
    qtbot.keyClick(card, Qt.Key.Key_R)
    card.remark.setText("在打电话")
    qtbot.keyClick(card.remark, Qt.Key.Key_Return)
    assert card.hasFocus()
    assert page.touring.walking.walk.acts[-1] == Remarked(card.row.spot, "在打电话")  # type: ignore[union-attr]
    assert card.remark.isVisible()
    qtbot.keyClick(card, Qt.Key.Key_F1)
    assert card._source.isVisible()
    qtbot.keyClick(card, Qt.Key.Key_F1)
    assert not card._source.isVisible()


def test_a_touch_on_a_button_judges_and_stays(page: Page, people: People, qtbot: QtBot) -> None:
    begin(page, people)
    card = page.touring.walking.rows.cards[2]
    qtbot.mouseClick(card.buttons[1], Qt.MouseButton.LeftButton)
    assert card.row is not None
    assert card.row.verdict == "missed"
    assert card.hasFocus()


def test_the_door_asks_who_stood_where_and_writes_two_rows(
    page: Page, people: People, qtbot: QtBot, floor: Floor
) -> None:
    begin(page, people)
    walking = page.touring.walking
    qtbot.keyClick(walking.rows.cards[0], Qt.Key.Key_D)
    door = walking.door
    door.confirm.click()
    assert "两个岗位都要选" in door.trouble.text()
    for box in door.boxes:
        box.setCurrentText("张三")
    door.confirm.click()
    assert "两个人" in door.trouble.text()
    door.boxes[0].setCurrentText("没有人在岗")
    door.confirm.click()
    assert not door.isVisible()
    assert walking.bar.tabText(0) == "门口 0/2"
    qtbot.keyClick(walking.rows.cards[1], Qt.Key.Key_1)
    walking.enter.click()
    assert door.boxes[1].currentText() == "张三"
    door.confirm.click()
    assert sum(isinstance(act, Happened) for act in walking.walk.acts) == 2
    walking.enter.click()
    door.closed.emit()
    assert not door.isVisible()
    walking.hand.click()
    assert "顾客走入 2 次" in walking.handing.summary.text()
    walking.handing.confirm.click()
    [view] = floor.sheets(people.boss)
    assert [line.verdict for line in view.kept.sheet.lines if line.spot.event] == [
        "unseen",
        "done",
        "unseen",
        "unseen",
    ]


def test_a_closed_window_loses_nothing(
    page: Page, people: People, floor: Floor, qtbot: QtBot, theme: Theme
) -> None:
    begin(page, people)
    qtbot.keyClick(page.touring.walking.rows.cards[0], Qt.Key.Key_2)
    page.close()
    again = shown(qtbot, theme, floor, people.boss)
    assert again.touring.is_walking
    assert "接着记" in again.banner.accessibleName()
    row = again.touring.walking.rows.cards[0].row
    assert row is not None
    assert row.verdict == "missed"


def test_what_is_pressed_while_a_draft_is_written_is_written_next(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    jobs, made = Worker(), list[tuple[Store, People]]()

    def open_here() -> None:
        store = open_store(tmp_path / "线程", Clock())
        made.append((store, populate(store)))

    jobs.submit(open_here, lambda _: None, lambda error: pytest.fail(str(error)))
    qtbot.waitUntil(lambda: bool(made))
    store, people = made[0]
    floor = Floor(store, shipped_form())
    page = Page(theme, jobs)
    qtbot.addWidget(page)
    page.set_desk(HallDesk(floor, people.boss))
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.touring.setup.boxes))
    begin(page, people)
    qtbot.waitUntil(lambda: page.touring.is_walking)
    for card in page.touring.walking.rows.cards[:8]:
        qtbot.keyClick(card, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: page.touring.walking.state.text().startswith("草稿已存"))
    found: list[object] = []
    jobs.submit(lambda: floor.draft(people.boss), found.append, lambda error: pytest.fail(str(error)))
    qtbot.waitUntil(lambda: bool(found))
    assert found == [page.touring.walking.walk]
    jobs.close(store.close)


def test_a_draft_that_cannot_be_kept_is_told(page: Page, people: People, floor: Floor, qtbot: QtBot) -> None:
    begin(page, people)
    folder = floor.store.folder.root / "drafts"
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.write_text("", encoding="utf-8")
    qtbot.keyClick(page.touring.walking.rows.cards[0], Qt.Key.Key_1)
    assert "草稿没能存下来" in page.banner.accessibleName()


def test_a_walk_is_thrown_away_only_when_it_is_asked_for_twice(
    page: Page, people: People, floor: Floor, qtbot: QtBot
) -> None:
    begin(page, people)
    walking = page.touring.walking
    qtbot.keyClick(walking.rows.cards[0], Qt.Key.Key_1)
    walking.dropped.emit()
    assert page.touring.is_walking
    assert "再按一次" in page.banner.accessibleName()
    walking.dropped.emit()
    assert not page.touring.is_walking
    assert floor.draft(people.boss) is None


def test_what_cannot_be_handed_in_stays(page: Page, people: People) -> None:
    begin(page, people)
    page.touring.walking.hand.click()
    page.touring.walking.handing.confirm.click()
    assert "不用交" in page.banner.accessibleName()
    assert page.touring.is_walking


def test_a_sheet_is_opened_corrected_and_withdrawn(
    page: Page, people: People, floor: Floor, qtbot: QtBot
) -> None:
    kept = floor.save(people.boss, walked(floor, people.boss, people, "missed"))
    page.tabs.choose(1)
    qtbot.keyClick(page.sheets.view, Qt.Key.Key_Return)
    assert page.sheets.line_view.hasFocus()
    assert page.sheets.source.isVisible()
    page.sheets.amend.click()
    assert page.touring.is_walking
    assert page.touring.walking.title.text().startswith("更正：")
    qtbot.keyClick(page.touring.walking.rows.cards[0], Qt.Key.Key_1)
    page.touring.walking.hand.click()
    handing = page.touring.walking.handing
    handing.confirm.click()
    assert "理由" in page.banner.accessibleName()
    handing.reason.setText("看错了人")
    handing.confirm.click()
    [view] = floor.sheets(people.boss)
    assert (view.corrections, view.count("done")) == (1, 1)
    page.tabs.choose(1)
    page.sheets.open(kept.id)
    assert "理由：看错了人" in page.sheets.history.text()
    page.sheets.withdraw.click()
    page.sheets.reason.field.setText(" ")
    qtbot.keyClick(page.sheets.reason.field, Qt.Key.Key_Return)
    page.sheets.reason.field.setText("记重了")
    qtbot.keyClick(page.sheets.reason.field, Qt.Key.Key_Return)
    assert floor.sheets(people.boss) == []
    assert page.sheets.empty.isVisible()


def test_escape_leaves_a_sheet_and_puts_a_reason_away(
    page: Page, people: People, floor: Floor, qtbot: QtBot
) -> None:
    kept = floor.save(people.boss, walked(floor, people.boss, people, "missed"))
    page.tabs.choose(1)
    page.sheets.open(kept.id)
    page.sheets.withdraw.click()
    qtbot.keyClick(page.sheets.reason, Qt.Key.Key_Escape)
    assert not page.sheets.reason.isVisible()
    qtbot.keyClick(page.sheets.line_view, Qt.Key.Key_Escape)
    assert page.sheets.view.hasFocus()
    page.sheets.open("none")
    assert "没有这张巡视表" in page.banner.accessibleName()


def test_a_result_is_typed_with_every_figure_asked_for(page: Page, people: People, floor: Floor) -> None:
    page.tabs.choose(2)
    assert page.company.empty.isVisible()
    page.company.add.click()
    form = page.company.form
    form.person.setCurrentText("张三")
    form.save.click()
    assert "得分要写成数字" in form.trouble.text()
    form.got.setText("45")
    form.save.click()
    assert "满分要写成数字" in form.trouble.text()
    form.out_of.setText("40")
    form.save.click()
    assert "满分之间" in form.trouble.text()
    form.out_of.setText("50")
    form.save.click()
    [view] = floor.company.checks(people.boss)
    assert view.kept.rows[0].got == 45
    assert page.company.grid.rows[0].cells[2].text == "45"
    page.company.withdraw.click()
    page.company.reason.field.setText("录错了")
    page.company.reason.given.emit("录错了")
    assert floor.company.checks(people.boss) == []


def test_a_file_is_checked_and_then_imported(
    page: Page, people: People, floor: Floor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "七月.csv"
    path.write_text("姓名,得分,日期\n张三,45,2004-07-07\n钱七,40,2004-07-07\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    page.tabs.choose(2)
    page.company.bring.click()
    form = page.company.importing
    assert "没有“满分”" in form.told.toPlainText()
    for wrong, told in (("一百", "满分要写成数字"), ("50", "第 3 行，姓名")):
        form.out_of.setText(wrong)
        form.check.click()
        assert told in form.told.toPlainText()
        assert not form.confirm.isEnabled()
    form.day.setText("昨天")
    form.check.click()
    assert "2004-07-08" in form.told.toPlainText()
    form.day.clear()
    path.write_text("姓名,得分,日期\n张三,45,2004-07-07\n", encoding="utf-8")
    form.check.click()
    form.confirm.click()
    assert len(floor.company.checks(people.boss)) == 1
    assert not form.isVisible()


def test_there_is_no_total_until_weights_are_set(page: Page, people: People, floor: Floor) -> None:
    floor.save(people.boss, walked(floor, people.boss, people, "done", "missed"))
    page.tabs.choose(3)
    cells = {row.cells[0].text: [cell.text for cell in row.cells] for row in page.evaluation.grid.rows}
    assert cells["张三"] == ["张三", "50.0（n=2）", "—（n=0）", "86.0（n=1）", "—", "", "未通过 1 次"]
    assert "A52" in page.evaluation.rule.text()
    page.evaluation.change.click()
    form = page.evaluation.form
    assert not form.save.isEnabled()
    assert "建议，资料未规定权重（A52）" in form.propose.text()
    form.propose.click()
    assert form.save.isEnabled()
    for part, words in (("walk", "60"), ("inspection", "0"), ("simulator", "40")):
        form.fields[part].setText(words)  # type: ignore[index]
    form.bands.setCurrentIndex(1)
    form.save.click()
    assert floor.results.weights(people.boss).weights == Weights(60, 0, 40, "telecom-2016")  # type: ignore[union-attr]
    cells = {row.cells[0].text: [cell.text for cell in row.cells] for row in page.evaluation.grid.rows}
    assert cells["张三"][4:6] == ["64.4", "不合格"]
    assert cells["王芳"][4] == "缺 2 项"
    page.evaluation.change.click()
    form.clear.click()
    assert "理由" in page.banner.accessibleName()
    form.reason.setText("先不合计")
    form.clear.click()
    assert page.evaluation.rule.text().startswith("还没有设权重")


def test_somebody_is_opened_item_by_item_and_columns_sort(
    page: Page, people: People, floor: Floor, qtbot: QtBot
) -> None:
    floor.save(people.boss, walked(floor, people.boss, people, "done", "missed"))
    page.tabs.choose(3)
    evaluation = page.evaluation
    evaluation.grid.sort(1, Qt.SortOrder.DescendingOrder)
    assert evaluation.grid.rows[0].cells[0].text == "张三"
    evaluation.grid.sort(0)
    evaluation.grid.sort(99)
    evaluation.view.horizontalHeader().sectionClicked.emit(1)
    assert evaluation.grid.rows[0].cells[0].text == "张三"
    assert "日常巡视：" in evaluation.grid.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert evaluation.view.key() == people.zhang.person_id
    qtbot.keyClick(evaluation.view, Qt.Key.Key_Return)
    assert evaluation.item_view.hasFocus()
    assert evaluation.items.rows[0].cells[1].text == "1/1"
    qtbot.keyClick(evaluation.item_view, Qt.Key.Key_Escape)
    assert evaluation.view.hasFocus()
    evaluation.periods.choose(1)
    assert evaluation.grid.rows[0].cells[1].text == "—（n=0）"
    evaluation.open(999)
    assert "名单里没有这个人" in page.banner.accessibleName()


def test_a_trainee_finds_the_own_and_no_buttons(
    qtbot: QtBot, theme: Theme, floor: Floor, people: People
) -> None:
    floor.save(people.boss, walked(floor, people.boss, people, "done"))
    page = shown(qtbot, theme, floor, people.zhang)
    assert "主管" in page.banner.accessibleName()
    page.tabs.choose(1)
    assert len(page.sheets.grid.rows) == 1
    page.sheets.open(floor.sheets(people.zhang)[0].kept.id)
    assert not page.sheets.amend.isVisible()
    page.tabs.choose(2)
    assert not page.company.add.isVisible()
    page.tabs.choose(3)
    assert [row.cells[0].text for row in page.evaluation.grid.rows] == ["张三"]
    assert not page.evaluation.change.isVisible()


def test_a_search_keeps_those_who_are_chosen_in_sight(page: Page, people: People) -> None:
    setup = page.touring.setup
    setup.boxes[people.zhang.person_id].setCurrentText("导购")
    setup._find.setText("王")
    assert setup.boxes[people.zhang.person_id].isVisible()
    assert setup.boxes[people.wang.person_id].isVisible()
    assert not setup.boxes[people.zhao.person_id].isVisible()


def test_photographs(floor: Floor, people: People) -> None:
    walk = entered(
        walked(floor, people.boss, people, "done", "done", "missed"),
        people.zhang.person_id,
        people.zhao.person_id,
        "done",
        "unseen",
    )
    kept = floor.save(people.boss, walk)
    spot = kept.sheet.lines[2].spot
    floor.save(people.boss, floor.amend(people.boss, kept.id).then(Marked(spot, "done")), reason="看错了一条")
    day = date(2004, 7, 7)
    rows = [
        Inspected(each.person_id, day, Fraction(92), Fraction(100)) for each in (people.zhang, people.wang)
    ]
    floor.company.add(people.boss, "七月神秘顾客检查", rows)
    floor.results.set_weights(people.boss, Weights(40, 40, 20), Amends())
    for look in LOOKS:
        with dressed(look) as theme:
            for size in SIZES:
                _photograph_all(
                    Page(theme, AtOnce()), HallDesk(floor, people.boss), size, f"{look}-{size[0]}"
                )
                floor.drop(people.boss)


def _photograph_all(page: Page, desk: HallDesk, size: tuple[int, int], name: str) -> None:
    page.set_desk(desk)
    page.resize(*size)
    page.show()
    page.refresh()
    boxes = list(page.touring.setup.boxes.values())
    boxes[3].setCurrentText("导购")
    boxes[4].setCurrentText("受理台席")
    photograph(page, f"walk-setup-{name}")
    page.touring.setup.start.click()
    for card, place in zip(page.touring.walking.rows.cards, (0, 1, 2), strict=False):
        card.buttons[place].click()
    page.touring.walking.rows.cards[4].show_source()
    photograph(page, f"walk-rows-{name}")
    page.touring.walking.enter.click()
    photograph(page, f"walk-door-{name}")
    page.touring.walking.hand.click()
    photograph(page, f"walk-handing-{name}")
    page.tabs.choose(1)
    page.sheets.open(page.sheets.grid.rows[0].key)
    photograph(page, f"walk-sheet-{name}")
    page.tabs.choose(2)
    photograph(page, f"walk-company-{name}")
    page.tabs.choose(3)
    photograph(page, f"walk-evaluation-{name}")
    page.close()
    page.deleteLater()
