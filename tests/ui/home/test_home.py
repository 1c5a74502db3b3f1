"""The home screen by keyboard: a name, a mode, a scenario, what was left unfinished, and what is amiss."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.home.conftest import EDITION, FOUR, PROBLEM, left, offer
from trainer.core.face import Face
from trainer.core.mode import Mode
from trainer.training.desk import Welcome
from trainer.ui.home.model import ScenarioModel, ScenarioRole
from trainer.ui.home.screen import HomeScreen, Wish
from trainer.ui.home.unfinished import when
from trainer.ui.home.who import MISSING
from trainer.ui.theme import Theme


@pytest.fixture
def home(qtbot: QtBot, theme: Theme) -> HomeScreen:
    """Return the screen as it stands before the hall is open."""
    screen = HomeScreen(theme)
    qtbot.addWidget(screen)
    screen.resize(1280, 740)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.take_focus()
    return screen


@pytest.fixture
def ready(home: HomeScreen, welcome: Welcome) -> HomeScreen:
    """Return the screen of somebody who is known."""
    home.who.set_name("王小丽")
    home.show_welcome(welcome)
    return home


def press(home: HomeScreen, key: Qt.Key) -> None:
    """Press a key wherever the focus is."""
    QTest.keyClick(home.focusWidget(), key)


def compose(home: HomeScreen, text: str) -> None:
    """Write as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(home.focusWidget(), event)


def test_the_name_can_be_typed_before_the_hall_is_open(home: HomeScreen, welcome: Welcome) -> None:
    assert home.who.field.hasFocus()
    assert "正在打开" in home.empty.accessibleName()
    assert not home.start.isEnabled()
    QTest.keyClicks(home.who.field, "Li")
    home.show_welcome(welcome)
    QTest.keyClicks(home.focusWidget(), " Lei")
    assert home.name == "Li Lei"


def test_enter_after_the_name_moves_on_as_soon_as_there_is_a_list(home: HomeScreen, welcome: Welcome) -> None:
    QTest.keyClicks(home.who.field, "Li")
    press(home, Qt.Key.Key_Return)
    home.show_welcome(welcome)
    assert home.list.hasFocus()


def test_somebody_known_starts_with_two_keys(qtbot: QtBot, ready: HomeScreen) -> None:
    assert ready.list.hasFocus()
    with qtbot.waitSignal(ready.play_requested) as asked:
        press(ready, Qt.Key.Key_3)
        press(ready, Qt.Key.Key_Return)
    assert asked.args == [Wish("王小丽", "four", Mode.PRACTICE)]


def test_the_arrows_walk_the_list(ready: HomeScreen) -> None:
    press(ready, Qt.Key.Key_Down)
    assert ready.list.scenario == "papers"
    press(ready, Qt.Key.Key_Up)
    press(ready, Qt.Key.Key_Up)
    assert ready.list.scenario == "walk-in"


def test_a_digit_without_a_scenario_changes_nothing(ready: HomeScreen) -> None:
    press(ready, Qt.Key.Key_9)
    press(ready, Qt.Key.Key_0)
    assert ready.list.scenario == "walk-in"


def test_modes_are_picked_by_keyboard_and_enter_starts_there(qtbot: QtBot, ready: HomeScreen) -> None:
    ready.modes.cards[1].setFocus()
    press(ready, Qt.Key.Key_Down)
    assert ready.modes.mode is Mode.ASSESSMENT
    assert ready.start.text() == "开始考核"
    with qtbot.waitSignal(ready.play_requested) as asked:
        press(ready, Qt.Key.Key_Return)
    assert asked.args == [Wish("王小丽", "walk-in", Mode.ASSESSMENT)]


def test_a_digit_on_the_modes_goes_to_the_list(ready: HomeScreen) -> None:
    ready.modes.cards[1].setFocus()
    press(ready, Qt.Key.Key_2)
    assert ready.list.hasFocus()
    assert ready.list.scenario == "papers"


@pytest.mark.parametrize("name", ["", "  ", "\u3000"])
def test_starting_without_a_name_asks_for_it(ready: HomeScreen, name: str) -> None:
    wishes: list[Wish] = []
    ready.play_requested.connect(wishes.append)
    ready.who.set_name(name)
    ready.start.click()
    assert wishes == []
    assert ready.who.field.hasFocus()
    assert ready.who.hint.text() == MISSING
    QTest.keyClicks(ready.who.field, "a")
    assert ready.who.hint.text() != MISSING


def test_enter_in_an_empty_name_field_asks_for_the_name(ready: HomeScreen) -> None:
    ready.who.field.clear()
    ready.who.field.setFocus()
    press(ready, Qt.Key.Key_Return)
    assert ready.who.hint.text() == MISSING


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_names_are_completed(qtbot: QtBot, ready: HomeScreen) -> None:
    ready.who.field.clear()
    ready.who.field.setFocus()
    compose(ready, "志")
    popup = ready.who.field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert ready.name == "李志强"


def test_only_my_own_unfinished_attempts_are_offered(qtbot: QtBot, ready: HomeScreen) -> None:
    (line,) = ready.unfinished.lines
    assert "首开全球通 · 考核" in line.sentence.text()
    with qtbot.waitSignal(ready.resume_requested) as asked:
        line.resume.click()
    assert asked.args == ["a1"]
    ready.who.set_name("李志强")
    assert "四位客户同时进门" in ready.unfinished.lines[0].sentence.text()
    ready.who.set_name("新来的")
    assert ready.unfinished.isHidden()


def test_many_unfinished_attempts_leave_room_for_the_list(home: HomeScreen, welcome: Welcome) -> None:
    home.who.set_name("王小丽")
    home.show_welcome(replace(welcome, unfinished=[left(str(number)) for number in range(7)]))
    assert len(home.unfinished.lines) == 2
    assert "另有 5 个没做完" in home.unfinished.lines[1].sentence.text()


def test_giving_up_takes_two_presses(qtbot: QtBot, ready: HomeScreen) -> None:
    (line,) = ready.unfinished.lines
    given_up: list[str] = []
    ready.give_up_requested.connect(given_up.append)
    line.give_up.click()
    assert (given_up, line.give_up.text()) == ([], "真的放弃？")
    line.resume.setFocus()
    assert line.give_up.text() == "放弃"
    line.give_up.click()
    line.give_up.click()
    assert given_up == ["a1"]


def test_problems_are_told_quietly_and_listed_on_demand(home: HomeScreen, welcome: Welcome) -> None:
    warning = replace(PROBLEM, level="warning")
    home.show_welcome(replace(welcome, problems=(warning,)))
    assert home.problems.isHidden()
    home.show_welcome(replace(welcome, problems=(PROBLEM, PROBLEM, warning)))
    assert "1 个场景有问题" in home.problems.banner.accessibleName()
    assert "trainer check" in home.problems.banner.accessibleName()
    home.problems.banner.acted.emit()
    assert home.problems.listing.text().count("scenarios/x.yaml:12:9 S101") == 2
    home.problems.banner.dismissed.emit()
    home.show_welcome(replace(welcome, problems=(PROBLEM, PROBLEM, warning)))
    assert home.problems.isHidden()


def test_a_hall_without_scenarios_says_what_to_do(home: HomeScreen, welcome: Welcome) -> None:
    home.who.set_name("王小丽")
    home.show_welcome(replace(welcome, offers=[]))
    assert home.empty.isVisible()
    assert "scenarios 文件夹" in home.empty.accessibleName()
    assert not home.start.isEnabled()
    assert home.who.field.hasFocus()


def test_what_stood_there_can_be_put_back(ready: HomeScreen) -> None:
    ready.restore(Wish("李志强", "angry", Mode.GUIDED))
    assert ready.wish == Wish("李志强", "angry", Mode.GUIDED)
    ready.show_welcome(Welcome(FOUR[1:], [], [], (), EDITION))
    assert ready.list.scenario == "angry"


def test_the_model_keeps_the_rules_and_speaks(qtbot: QtBot) -> None:
    model = ScenarioModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_offers([*FOUR, *(offer(f"more{number}", "更多", (Face(),)) for number in range(8))])
    spoken = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(12)]
    assert spoken[1].startswith("2。证件不齐怎么办，受理台席，1 位客户，4 种变化，难度 2")
    assert spoken[9].startswith("更多，")
    assert [model.index(row).data(ScenarioRole.NUMBER) for row in (0, 8, 9)] == [1, 9, 0]
    assert model.roleNames()[ScenarioRole.TRAINS].data() == b"trains"


def test_every_field_has_a_buddy_and_everything_a_name(ready: HomeScreen) -> None:
    assert ready.list.accessibleName() == "场景"
    assert all(card.accessibleDescription() for card in ready.modes.cards)
    assert ready.start.accessibleDescription() == "首开全球通"


def test_days_are_said_as_people_do() -> None:
    moment = datetime(2026, 11, 22, 9, 12, tzinfo=UTC).astimezone()
    clock = f"{moment:%H:%M}"
    assert when(moment, moment.date()) == clock
    assert when(moment, date(2026, 12, 1)) == f"{moment.month}月{moment.day}日 {clock}"
    assert when(moment, date(2027, 1, 1)) == f"2026年{moment.month}月{moment.day}日 {clock}"
