"""The list of scenarios filtered by keyboard, told in words, and what stands there when nothing is left."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.home.conftest import FOUR, offer
from trainer.core.mode import Mode
from trainer.training.desk import Welcome
from trainer.ui.home.model import ScenarioModel
from trainer.ui.home.screen import HomeScreen, Wish
from trainer.ui.home.wanted import (
    ANYTHING,
    Wanted,
    chosen,
    difficulties,
    nothing_left,
    posts,
    skills,
    summed_up,
)
from trainer.ui.theme import Theme

ALL = ["walk-in", "papers", "four", "angry"]
DOWN, ENTER, ESC = Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def home(qtbot: QtBot, theme: Theme, welcome: Welcome) -> HomeScreen:
    """Return the screen of somebody who has mastered one scenario."""
    screen = HomeScreen(theme)
    qtbot.addWidget(screen)
    screen.resize(1280, 740)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.who.set_name("王小丽")
    mastered = {"王小丽": frozenset(["walk-in"]), "李志强": frozenset(ALL)}
    screen.show_welcome(replace(welcome, mastered=mastered))
    return screen


def press(home: HomeScreen, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the focus is."""
    QTest.keyClick(home.focusWidget(), key, held)


def listed(home: HomeScreen) -> list[str]:
    """Return the titles that are listed."""
    model = home.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (ANYTHING, ALL),
        (Wanted(text="  客户 同时"), ["four"]),
        (Wanted(post="受理台席"), ["walk-in", "papers", "angry"]),
        (Wanted(skill="分流"), ["four"]),
        (Wanted(difficulty=5), ["angry"]),
        (Wanted(unmastered=True), ["papers", "four", "angry"]),
        (Wanted(post="导购", difficulty=1), []),
    ],
)
def test_each_filter_keeps_what_it_says(wanted: Wanted, kept: list[str]) -> None:
    assert [each.id for each in chosen(FOUR, wanted, {"walk-in"})] == kept


def test_full_width_and_capital_letters_are_found_as_well() -> None:
    assert Wanted(text="ｓim").keeps(offer("x", "换SIM卡"), ())


def test_the_filter_is_told_in_words() -> None:
    wanted = Wanted("月租", "受理台席", "复述", 5, unmastered=True)
    assert (
        summed_up(1, 4, wanted) == "受理台席、练「复述」、难度 5、题目有「月租」、还没掌握的：1 个（共 4 个）"
    )
    assert summed_up(4, 4, Wanted(text="  ")) == "共 4 个场景"


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Wanted(text="没有"), "没有题目里有「没有」的场景。\n少写几个字"),
        (Wanted(post="导购", difficulty=1), "没有这样的场景：导购、难度 1。\n去掉一个条件"),
        (Wanted(post="导购", unmastered=True), "「导购」的 1 个场景您都掌握了。\n换一个岗位"),
        (Wanted(unmastered=True), "这 4 个场景您都掌握了。"),
    ],
)
def test_nothing_left_teaches_what_to_do(wanted: Wanted, told: str) -> None:
    assert nothing_left(FOUR, wanted, frozenset(ALL)).startswith(told)


def test_what_can_be_chosen_comes_from_the_scenarios() -> None:
    assert posts(FOUR) == ["受理台席", "导购"]
    assert skills([*FOUR, offer("x", "再开一户", trains=("收银和找零",))])[0] == "收银和找零"
    assert difficulties(reversed(FOUR)) == [1, 2, 3, 5]


def test_a_title_is_searched_and_played_by_keyboard(qtbot: QtBot, home: HomeScreen) -> None:
    press(home, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert home.filters.search.hasFocus()
    home.filters.search.insert("月租")
    assert listed(home) == ["月租多收了九毛六"]
    assert home.filters.told.text() == "题目有「月租」：1 个（共 4 个）"
    press(home, ENTER)
    assert home.list.hasFocus()
    with qtbot.waitSignal(home.play_requested) as asked:
        press(home, ENTER)
    assert asked.args == [Wish("王小丽", "angry", Mode.PRACTICE, Wanted(text="月租"))]


def test_boxes_and_the_tick_work_by_keyboard(qtbot: QtBot, home: HomeScreen) -> None:
    home.filters.post.setFocus()
    press(home, DOWN)
    assert home.shelf.wanted == Wanted(post="受理台席")
    home.filters.difficulty.setFocus()
    press(home, DOWN)
    assert listed(home) == ["首开全球通"]
    press(home, DOWN)
    press(home, ENTER)
    assert (home.list.hasFocus(), listed(home)) == (True, ["证件不齐怎么办"])
    press(home, ESC)
    assert (home.shelf.wanted, len(listed(home))) == (ANYTHING, 4)
    with qtbot.waitSignal(home.filters.unmastered.toggled):
        press(home, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert listed(home)[0] == "证件不齐怎么办"
    press(home, Qt.Key.Key_1)
    assert home.list.scenario == "papers"


def test_what_was_picked_stays_picked_while_it_is_listed(home: HomeScreen) -> None:
    home.list.pick_row(2)
    home.shelf.ask(Wanted(post="导购"))
    assert home.list.scenario == "four"
    home.shelf.ask(Wanted(post="受理台席"))
    assert home.list.scenario == "walk-in"


def test_nothing_left_offers_all_again(home: HomeScreen) -> None:
    home.who.set_name("李志强")
    home.shelf.ask(Wanted(unmastered=True))
    assert home.empty.isVisible()
    assert "您都掌握了" in home.empty.accessibleName()
    assert not home.start.isEnabled()
    assert not home.filters.all.isVisible()
    home.take_focus()
    assert home.filters.search.hasFocus()
    home.empty.acted.emit()
    assert (len(listed(home)), home.list.hasFocus()) == (4, True)
    assert home.start.isEnabled()


def test_the_quiet_button_takes_the_filters_off(home: HomeScreen) -> None:
    assert not home.filters.all.isVisible()
    home.shelf.ask(Wanted(post="导购"))
    assert home.filters.all.isVisible()
    home.filters.all.click()
    assert home.shelf.wanted == ANYTHING
    assert home.list.hasFocus()


def test_what_is_mastered_is_the_person_s_own(home: HomeScreen) -> None:
    home.shelf.ask(Wanted(unmastered=True))
    assert len(listed(home)) == 3
    home.who.set_name("新来的")
    assert len(listed(home)) == 4
    home.who.set_name("王小丽")
    assert len(listed(home)) == 3


def test_new_offers_and_another_look_keep_the_filter(
    qtbot: QtBot, home: HomeScreen, theme: Theme, welcome: Welcome
) -> None:
    home.shelf.ask(Wanted(post="导购"))
    home.show_welcome(replace(welcome, offers=[offer("x", "来了新客户"), *FOUR]))
    assert listed(home) == ["四位客户同时进门"]
    other = HomeScreen(theme)
    qtbot.addWidget(other)
    other.restore(home.wish)
    assert other.wish.wanted == Wanted(post="导购")
    other.show_welcome(welcome)
    other.restore(home.wish)
    assert other.wish == home.wish
    other.show_welcome(replace(welcome, offers=[FOUR[0]]))
    assert other.wish.wanted == ANYTHING


def test_a_card_says_that_it_is_mastered(qtbot: QtBot) -> None:
    model = ScenarioModel()
    model.set_offers(FOUR, {"papers"})
    spoken = [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(2)]
    assert [text.endswith("已掌握") for text in spoken] == [False, True]


def test_every_filter_has_a_name(home: HomeScreen) -> None:
    filters = home.filters
    boxes = (filters.search, filters.post, filters.skill, filters.difficulty)
    assert [box.accessibleName() for box in boxes] == ["按题目查找", "岗位", "技能", "难度"]
    assert "80%" in filters.unmastered.accessibleDescription()
