"""The page of people: by keyboard, in the worker, honest about what went wrong; and its photographs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.training.roster import PASSWORD, Clock, Place, make_quick, place_in
from tests.ui.photos import dressed, photograph, photograph_all
from trainer.store.database import Store, open_store
from trainer.training.people import Details
from trainer.training.register import Register
from trainer.ui.dashboard.people.page import Page
from trainer.ui.dashboard.people.rolltable import Wanted
from trainer.ui.jobs import AtOnce, Worker
from trainer.ui.kit.signin import FirstAdminCard, SignInCard
from trainer.ui.theme import Theme

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
TEAMS = ("早班一组", "早班二组", "晚班")
NAMES = [
    "王芳",
    "李明",
    "陈静",
    "欧阳春华",
    "赵敏",
    "刘洋",
    "张伟",
    "孙丽",
    "周杰",
    "吴倩",
    "郑昊",
    "冯雪",
    "蒋珺",
    "沈翀",
    "韩旻",
    "杨喆",
    "朱堃",
    "秦玥",
]


@dataclass
class Desk:
    """Has a register, as the real one."""

    opened: Register

    def register(self) -> Register:
        return self.opened


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    make_quick(monkeypatch)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with place_in(tmp_path / "厅", Clock()) as made:
        yield made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "新厅", Clock()) as store:
        yield store


def page_for(theme: Theme, store: Store, who: str = "") -> Page:
    """Make the page for somebody who is signed in, on a sheet of the screen's colour."""
    register = Register(store)
    if who:
        register.sign_in(who, PASSWORD)
    page = Page(theme, AtOnce())
    page.set_desk(Desk(register))
    page.refresh()
    return page


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, place: Place) -> Page:
    made = page_for(theme, place.store, "管理")
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.take_focus()
    return made


def names(page: Page) -> list[str]:
    return [each.name for each in page.roll.table.people]


def choose(page: Page, place: Place, name: str) -> None:
    page.roll.view.select(place.ids[name])
    assert page.roll.form.name.text() == name


def test_everybody_one_may_see_is_listed_as_a_dictionary_would(page: Page) -> None:
    assert names(page) == ["东新人", "东主管", "管理", "王芳", "新人", "周主管"]
    assert not page.banner.isVisible()


def test_who_is_looked_for_is_found(page: Page, qtbot: QtBot) -> None:
    page.roll.search.setText("１００１")
    assert names(page) == ["王芳"]
    qtbot.keyClick(page.roll.search, ENTER)
    assert page.roll.view.hasFocus()
    page.roll.search.setText("没有这个人")
    assert page.roll.empty.isVisible()
    page.roll.empty.acted.emit()
    assert len(names(page)) == 6
    page.roll.hall.setCurrentIndex(2)
    assert names(page) == ["东新人", "东主管"]


def test_somebody_is_changed_by_keyboard(page: Page, place: Place, qtbot: QtBot) -> None:
    choose(page, place, "新人")
    qtbot.keyClick(page.roll.view, ENTER)
    assert page.roll.form.name.hasFocus()
    page.roll.form.team.setText("晚班")
    qtbot.keyClick(page.roll.form.team, ENTER)
    person = next(each for each in page.roll.table.people if each.name == "新人")
    assert person.team == "晚班"
    assert page.banner.accessibleName() == "完成：已保存新人的登记。"
    assert page.roll.view.hasFocus()
    assert page.roll.selected == person.id


def test_what_cannot_be_saved_is_told_beside_it(page: Page, place: Place, qtbot: QtBot) -> None:
    choose(page, place, "新人")
    page.roll.form.number.setText("1001")
    page.roll.form.save.click()
    assert "已经登记给王芳" in page.roll.form.trouble.text()
    assert page.roll.form.number.text() == "1001"  # what was typed is still there
    page.roll.view.select(place.ids["王芳"])
    assert not page.roll.form.trouble.isVisible()


def test_somebody_new_is_registered(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClick(page.roll.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.roll.form.name.hasFocus()
    assert page.roll.form.name.text() == ""
    page.roll.form.name.setText("Anna")
    qtbot.keyClick(page.roll.form.name, ENTER)
    assert "Anna" in names(page)
    assert page.roll.form.name.text() == "Anna"


def test_somebody_sent_away_leaves_the_list_of_those_who_work_here(page: Page, place: Place) -> None:
    choose(page, place, "王芳")
    page.roll.form.active.setChecked(False)
    page.roll.form.save.click()
    assert "王芳" not in names(page)
    page.roll.states.choose(1)
    assert names(page) == ["王芳"]


def test_a_password_is_set_and_taken(page: Page, place: Place, qtbot: QtBot) -> None:
    choose(page, place, "新人")
    page.roll.form.password.click()
    card = page.password
    assert card.once.hasFocus()
    qtbot.keyClicks(card.once, "abcdef1")
    qtbot.keyClick(card.once, ENTER)
    qtbot.keyClicks(card.twice, "abcdef2")
    qtbot.keyClick(card.twice, ENTER)
    assert "不一样" in card.trouble.text()
    qtbot.keyClicks(card.twice, "abcdef1")
    qtbot.keyClick(card.twice, ENTER)
    assert page.roll.isVisible()
    assert place.door().sign_in("新人", "abcdef1")
    choose(page, place, "新人")
    page.roll.form.remove.click()
    choose(page, place, "新人")
    assert not page.roll.form.remove.isVisible()


def test_a_password_that_will_not_do_is_told_on_its_card(page: Page, place: Place, qtbot: QtBot) -> None:
    choose(page, place, "新人")
    page.roll.form.password.click()
    for field in (page.password.once, page.password.twice):
        qtbot.keyClicks(field, "123")
    page.password.keep.click()
    assert "太短" in page.password.trouble.text()
    qtbot.keyClick(page.password, ESCAPE)
    assert page.roll.isVisible()


def test_the_own_password_wants_the_old_one(page: Page, place: Place, qtbot: QtBot) -> None:
    page.roll.own.click()
    assert page.own.old.hasFocus()
    for field, words in ((page.own.old, "wrong1"), (page.own.once, "abcdef1"), (page.own.twice, "abcdef1")):
        qtbot.keyClicks(field, words)
    page.own.keep.click()
    assert "原来的密码不对" in page.own.trouble.text()
    page.own.old.setText(PASSWORD)
    page.own.keep.click()
    assert place.door().sign_in("管理", "abcdef1")


def test_the_office_is_handed_over_after_a_question(
    page: Page, place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page, place, "周主管")
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *_given: answers.pop(0))
    page.roll.form.hand_over.click()
    assert page.roll.form.role.currentText() == "主管"
    with qtbot.waitSignal(page.signed_in):
        page.roll.form.hand_over.click()
    assert page.roll.form.role.currentText() == "管理员"
    assert names(page) == ["管理", "王芳", "新人", "周主管"]  # a supervisor's view from now on


def test_a_supervisor_is_offered_what_a_supervisor_may(qtbot: QtBot, theme: Theme, place: Place) -> None:
    page = page_for(theme, place.store, "周主管")
    qtbot.addWidget(page)
    form = page.roll.form
    choose(page, place, "管理")
    assert not form.save.isEnabled()
    assert form.told.text() == "主管只能改本厅学员的登记；别的请管理员来改。"
    choose(page, place, "新人")
    assert form.save.isEnabled()
    assert not form.role.isEnabled()
    assert not form.hall.isEnabled()


def test_a_trainee_sees_only_the_own_registration(qtbot: QtBot, theme: Theme, place: Place) -> None:
    page = page_for(theme, place.store, "王芳")
    qtbot.addWidget(page)
    assert names(page) == ["王芳"]
    assert page.roll.load.isHidden()
    assert not page.roll.own.isHidden()


def test_somebody_signed_out_is_told_so(qtbot: QtBot, theme: Theme, place: Place) -> None:
    page = page_for(theme, place.store)
    qtbot.addWidget(page)
    assert page.banner.accessibleName() == "出错：请先登录。"


def staff_list(folder: Path, *lines: str) -> Path:
    path = folder / "十一月在岗名单.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_a_list_is_checked_mended_and_imported(
    page: Page, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = staff_list(tmp_path, "姓名,工号", "李四,1001", "钱七,2002")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))
    qtbot.keyClick(page.roll.view, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert page.loading.table.lines[0][:3] == ("2", "不对", "工号")
    assert not page.loading.take.isEnabled()
    assert page.loading.view.hasFocus()
    staff_list(tmp_path, "姓名,工号", "李四,2001", "钱七,2002", "王芳,1001")
    page.loading.reread.click()
    assert page.loading.take.hasFocus()
    assert [line[1] for line in page.loading.table.lines] == ["新增", "新增", "不变"]
    qtbot.keyClick(page.loading.take, ENTER)
    assert page.banner.accessibleName() == "完成：已导入“十一月在岗名单.csv”：新增 2 人，更改 0 人。"
    assert {"李四", "钱七"} <= set(names(page))


def test_a_list_is_put_away_with_escape(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    page.check(staff_list(tmp_path, "姓名", "李四"))
    qtbot.keyClick(page.loading, ESCAPE)
    assert page.roll.isVisible()
    assert "李四" not in names(page)


def test_a_file_that_is_no_list_is_told(page: Page, tmp_path: Path) -> None:
    page.check(staff_list(tmp_path, "工号", "1"))
    assert "没有找到名单" in page.roll.form.trouble.text() + page.banner.accessibleName()


def test_halls_and_teams_are_kept(page: Page, place: Place) -> None:
    page.roll.halls.click()
    card = page.halls
    assert card.hall.hasFocus()
    card.name.setText("中心营业厅")
    card.rename.click()
    assert card.hall.currentText() == "中心营业厅"
    card.open.click()
    assert not card.open.isChecked()
    card.team.setCurrentText("一班")
    card.team_name.setText("早班")
    card.rename_team.click()
    assert card.team.findText("早班") >= 0
    card.new.setText("东门厅")
    card.add.click()
    assert "已经有营业厅“东门厅”" in card.trouble.text()
    card.new.setText("西门厅")
    card.add.click()
    assert card.hall.count() == 3
    card.back.click()
    assert page.roll.isVisible()


def test_the_first_administrator_is_offered_not_forced(qtbot: QtBot, theme: Theme, empty: Store) -> None:
    page = page_for(theme, empty)
    qtbot.addWidget(page)
    page.show()
    assert "还没有管理员" in page.banner.accessibleName()
    assert page.roll.empty.isVisible()
    page.banner.acted.emit()
    page.first.wait_button.click()
    assert page.roll.isVisible()
    page.banner.acted.emit()
    page.first.make.click()
    assert page.first.trouble.text() == "请填写姓名。"
    page.first.who.setText("管理")
    page.first.once.setText("123")
    page.first.make.click()
    assert "不一样" in page.first.trouble.text()
    page.first.twice.setText("123")
    page.first.make.click()
    assert "太短" in page.first.trouble.text()
    for field in (page.first.once, page.first.twice):
        field.setText(PASSWORD)
    with qtbot.waitSignal(page.signed_in):
        page.first.make.click()
    assert names(page) == ["管理"]


def test_passwords_are_hashed_in_the_worker(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    worker, opened = Worker(), list[Register]()
    page = Page(theme, worker)
    qtbot.addWidget(page)
    worker.submit(lambda: Register(open_store(tmp_path / "厅")), opened.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(opened))
    page.set_desk(Desk(opened[0]))
    page.refresh()
    page.first.who.setText("管理")
    for field in (page.first.once, page.first.twice):
        field.setText(PASSWORD)
    with qtbot.waitSignal(page.signed_in):
        page.first.make.click()
    qtbot.waitUntil(lambda: names(page) == ["管理"])
    worker.close(opened[0].store.close)


def test_signing_in_is_one_card(qtbot: QtBot, theme: Theme) -> None:
    card = SignInCard(theme)
    qtbot.addWidget(card)
    card.show()
    card.enter.click()
    assert "请填写" in card.trouble.text()
    qtbot.keyClicks(card.who, "1001")
    qtbot.keyClick(card.who, ENTER)
    qtbot.keyClicks(card.password, "abc")
    with qtbot.waitSignal(card.entered) as entered:
        qtbot.keyClick(card.password, ENTER)
    assert entered.args == ["1001", "abc"]
    card.wait()
    assert not card.enter.isEnabled()
    card.refuse("姓名（工号）或密码不对，请再试。")
    assert card.enter.isEnabled()
    assert card.password.text() == ""
    card.set_who("王芳")
    card.welcome()


def test_a_lock_out_counts_down(qtbot: QtBot, theme: Theme) -> None:
    card = SignInCard(theme)
    qtbot.addWidget(card)
    card.refuse("密码错得太多", 2)
    assert card.enter.text() == "2 秒后再试"
    assert not card.enter.isEnabled()
    with qtbot.assertNotEmitted(card.entered):
        qtbot.keyClick(card.password, ENTER)
    for _ in range(2):
        card._timer.timeout.emit()
    assert card.enter.isEnabled()
    assert not card._timer.isActive()


def test_people_are_sought_by_every_word() -> None:
    assert Wanted().state == "在岗"


def screen_of(theme: Theme, inner: QWidget) -> QWidget:
    """Put a page on a sheet, as the supervisor's screen does."""
    sheet = QWidget()
    sheet.setProperty("role", "page")
    sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(sheet)
    side = theme.px(theme.sizes.space_xl)
    column.setContentsMargins(side, side, side, side)
    column.addWidget(inner)
    return sheet


@pytest.fixture
def full(place: Place) -> Place:
    register = Register(place.store)
    register.sign_in("管理", PASSWORD)
    for number, name in enumerate(NAMES[1:], 1):
        register.add(Details(name, f"WH-{100_000 + number * 37}", TEAMS[number % 3], 1 + (number % 5 == 0)))
    return place


def test_photographs_of_the_list(qtbot: QtBot, full: Place) -> None:
    def make(theme: Theme) -> QWidget:
        page = page_for(theme, full.store, "管理")
        page.roll.view.select(full.ids["王芳"])
        return screen_of(theme, page)

    photograph_all(make, "people-list")
    with dressed("contrast", 20) as theme:
        sheet = make(theme)
        sheet.resize(1280, 800)
        photograph(sheet, "people-list-contrast-20")
        sheet.close()
        sheet.deleteLater()


def test_photographs_of_an_import(qtbot: QtBot, full: Place, tmp_path: Path) -> None:
    path = staff_list(
        tmp_path,
        "序号,姓名,工号,班组,营业厅,岗位",
        "1,王芳,1001,晚班,,营业员",
        "2,李明,1001,早班一组,本营业厅,",
        "3,高敏,WH-200001,早班一组,西门厅,",
        "4,高敏,WH-200002,早班一组,,组长",
        *(f"{n},新员工{n},WH-3{n:05},早班二组,本营业厅,营业员" for n in range(5, 20)),
    )

    def make(theme: Theme) -> QWidget:
        page = page_for(theme, full.store, "管理")
        page.check(path)
        return screen_of(theme, page)

    photograph_all(make, "people-import")


def test_photographs_of_the_cards(qtbot: QtBot, full: Place, empty: Store) -> None:
    def sign_in(theme: Theme) -> QWidget:
        card = SignInCard(theme, "看成绩、改名单要先登录。没有密码的学员不用登录，直接去练习。")
        card.set_who("王芳")
        card.refuse("密码错得太多，请等 30 秒再试。忘了密码，请主管重设。", 30)
        return screen_of(theme, card)

    def first(theme: Theme) -> QWidget:
        return screen_of(theme, FirstAdminCard(theme))

    def halls(theme: Theme) -> QWidget:
        page = page_for(theme, full.store, "管理")
        page.roll.halls_wanted.emit()
        return screen_of(theme, page)

    def nobody(theme: Theme) -> QWidget:
        return screen_of(theme, page_for(theme, empty))

    for make, name in (
        (sign_in, "sign-in"),
        (first, "first-admin"),
        (halls, "people-halls"),
        (nobody, "people-none"),
    ):
        photograph_all(make, name)
