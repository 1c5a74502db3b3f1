"""The host's desk by keys and by mouse: numbers of two digits, hands, latecomers, who leaves."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.round.rounds import Play
from trainer.core.rounds.acts import Free, Judge, Remove, Steer
from trainer.ui.round.host import HostScreen
from trainer.ui.round.numbers import Numbers
from trainer.ui.theme import Theme

Key = Callable[..., None]


class Heard:
    """What the screen asked for."""

    def __init__(self, screen: HostScreen) -> None:
        self.deeds: list[object] = []
        self.answers: list[tuple[str, str]] = []
        self.added: list[tuple[str, str]] = []
        screen.steered.connect(self.deeds.append)
        screen.answered.connect(lambda seat, letter: self.answers.append((seat, letter)))
        screen.added.connect(lambda name, team: self.added.append((name, team)))


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme) -> HostScreen:
    """The desk, shown."""
    made = HostScreen(theme)
    qtbot.addWidget(made)
    made.resize(1280, 740)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def heard(screen: HostScreen) -> Heard:
    return Heard(screen)


@pytest.fixture
def key(qtbot: QtBot, screen: HostScreen) -> Key:
    """Press keys where the keyboard is."""

    def press(*keys: Qt.Key) -> None:
        for each in keys:
            qtbot.keyClick(QApplication.focusWidget() or screen, each)

    return press


@pytest.mark.parametrize(
    ("most", "digits", "told"),
    [
        (9, "3", [(3, True)]),
        (9, "0", [(0, True)]),
        (3, "7", [(0, True)]),
        (20, "7", [(7, True)]),
        (20, "1", [(1, False)]),
        (20, "12", [(1, False), (12, True)]),
        (20, "03", [(0, False), (3, True)]),
        (20, "20", [(2, False), (20, True)]),
        (20, "29", [(2, False), (9, True)]),
        (120, "12", [(1, False), (12, False)]),
    ],
)
def test_digits_become_a_number(most: int, digits: str, told: list[tuple[int, bool]]) -> None:
    numbers = Numbers()
    assert [numbers.add(digit, most) for digit in digits] == told


def test_two_digits_point_at_the_twelfth_and_a_letter_answers(
    screen: HostScreen, heard: Heard, key: Key
) -> None:
    play = Play()
    screen.show_round(play.steer("next"))
    key(Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_B)
    assert heard.answers == [("s12", "b")]
    key(Qt.Key.Key_1, Qt.Key.Key_A, Qt.Key.Key_3, Qt.Key.Key_C, Qt.Key.Key_Down, Qt.Key.Key_D)
    assert heard.answers[1:] == [("s1", "a"), ("s3", "c"), ("s4", "d")]
    screen.show_round(play.answer("b", "a"))
    assert screen.desk.people.item(1).text() == "2 李明　答 A"
    assert screen.desk.people.currentRow() == 3


def test_the_mouse_points_and_answers(qtbot: QtBot, screen: HostScreen, heard: Heard) -> None:
    screen.show_round(Play().steer("next"))
    people = screen.desk.people
    where = people.visualItemRect(people.item(4)).center()
    qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseClick(screen.desk.letters["c"], Qt.MouseButton.LeftButton)
    assert heard.answers == [("s5", "c")]
    assert not screen.desk.letters["j"].isVisibleTo(screen)
    assert screen.hasFocus()


def test_hands_go_up_by_number_and_are_judged(
    qtbot: QtBot, screen: HostScreen, heard: Heard, key: Key
) -> None:
    play = Play("hands")
    screen.show_round(play.steer("next"))
    key(Qt.Key.Key_J)
    assert "还没有人举手" in screen.banner.accessibleName()
    key(Qt.Key.Key_1, Qt.Key.Key_2)
    assert heard.answers == [("s12", "")]
    key(Qt.Key.Key_2)
    assert heard.answers == [("s12", "")], "a second digit may follow"
    qtbot.waitUntil(lambda: heard.answers[1:] == [("s2", "")])
    screen.show_round(play.raise_hands(12, 2))
    assert screen.desk.hands.text() == "▶ 轮到 马超　后面：李明"
    assert screen.desk.people.item(11).text() == "12 马超　举手 1"
    key(Qt.Key.Key_K, Qt.Key.Key_J, Qt.Key.Key_B)
    qtbot.mouseClick(screen.desk.letters["k"], Qt.MouseButton.LeftButton)
    assert heard.deeds == [Judge(False), Judge(True), Judge(False, "b"), Judge(False)]
    screen.show_round(play.do(Judge(False)))
    assert screen.desk.people.item(11).text() == "12 马超　答错"
    screen.show_round(play.do(Judge(False, "b")))
    assert screen.desk.hands.text() == "李明 答对了"


def test_latecomers_are_named_and_enter_does_not_go_on(screen: HostScreen, heard: Heard, key: Key) -> None:
    screen.show_round(Play(by="teams").steer("next"))
    key(Qt.Key.Key_N)
    name = screen.desk.newcomer
    assert name.hasFocus()
    name.setText(" 客人 ")
    screen.desk.team.setCurrentText("晚班")
    key(Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert heard.added == [("客人", "晚班")]
    assert heard.deeds == []
    key(Qt.Key.Key_Escape)
    assert not name.isVisible()
    assert screen.hasFocus()
    key(Qt.Key.Key_Space)
    assert heard.deeds == [Steer("close")]


def test_who_is_removed_is_asked_twice(screen: HostScreen, heard: Heard, key: Key) -> None:
    play = Play(people=3)
    screen.show_round(play.round)
    key(Qt.Key.Key_Delete)
    assert "选中一个人" in screen.banner.accessibleName()
    key(Qt.Key.Key_2, Qt.Key.Key_Delete)
    assert "李明" in screen.banner.accessibleName()
    key(Qt.Key.Key_3, Qt.Key.Key_Delete)
    assert heard.deeds == []
    assert "陈静" in screen.banner.accessibleName()
    key(Qt.Key.Key_Escape, Qt.Key.Key_Delete)
    assert heard.deeds == []
    key(Qt.Key.Key_Delete)
    assert heard.deeds == [Remove("s3")]
    screen.show_round(play.do(Remove("s3")))
    assert screen.desk.people.count() == 2
    key(Qt.Key.Key_1, Qt.Key.Key_F)
    assert heard.deeds[1:] == [Free("s1")]


def test_what_is_said_stays_until_the_next_key(screen: HostScreen, key: Key) -> None:
    play = Play()
    screen.show_round(play.steer("next"))
    key(Qt.Key.Key_A)
    assert screen.banner.isVisible()
    screen.show_round(play.round)
    assert screen.banner.isVisible()
    key(Qt.Key.Key_1)
    assert not screen.banner.isVisible()
    screen.say_broken("手机连不进来")
    key(Qt.Key.Key_2)
    assert screen.banner.isVisible()
    screen.desk.show_phones(7)
    assert screen.desk.phones.text() == "手机 7 部"
