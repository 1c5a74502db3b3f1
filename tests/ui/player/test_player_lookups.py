"""Tables, rules and phrases beside the conversation, by keyboard, while the shift goes on."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.player.conftest import FOUR, WALK_IN, HandWatch, Start, best_reply, digit_of, play_best
from trainer.core.lookup import RATES, RULES, SAYINGS, Extract
from trainer.core.mode import Mode
from trainer.training.desk import Desk
from trainer.training.lookups import EditionGone
from trainer.ui.player.lookpanel import LookPanel
from trainer.ui.player.lookrows import rows
from trainer.ui.player.screen import PlayerScreen

Press = Callable[..., None]


class Empty(Desk):
    """A desk whose edition is gone."""

    def __init__(self) -> None:
        pass

    def lookups(self, edition: str) -> tuple[Extract, ...]:
        raise EditionGone(f"没有装资费版本「{edition}」")


@pytest.fixture
def look(screen: PlayerScreen, start: Start, press: Press) -> Callable[..., LookPanel]:
    """Open an attempt, and the panel in it."""

    def open_panel(mode: Mode = Mode.PRACTICE, text: str = "") -> LookPanel:
        screen.open(start(WALK_IN, mode))
        press(Qt.Key.Key_F1)
        screen.board.looks.box.setText(text)
        return screen.board.looks

    return open_panel


def test_f1_opens_it_beside_the_conversation_and_esc_goes_back_to_the_replies(
    screen: PlayerScreen, look, press: Press
) -> None:
    panel = look()
    assert panel.isVisible()
    assert panel.box.hasFocus()
    assert screen.board.floor.isVisible()
    assert screen.board.counter.isVisible()
    press(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert not screen.sheet.isVisible()
    assert screen.board.counter.choices.focusProxy() is QApplication.focusWidget()


def test_the_button_opens_it_and_shows_the_key(screen: PlayerScreen, start: Start, qtbot: QtBot) -> None:
    screen.open(start(WALK_IN))
    (button,) = [b for b in screen.board.top.findChildren(QPushButton) if b.text() == "资料 F1"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert screen.board.looks.isVisible()


def test_the_first_result_is_read_while_one_types_and_enter_shows_its_source(look, press: Press) -> None:
    panel = look(text="全球通月租")
    assert panel.reading.entry is not None
    assert (panel.reading.entry.title, panel.reading.entry.text) == ("全球通 · 月租", "50 元")
    press(Qt.Key.Key_Return)
    assert panel.reading.is_quoted
    assert panel.list.hasFocus()
    press(Qt.Key.Key_Down)
    assert panel.reading.entry.title == "全球通 · 月租变体 VPMN"
    assert not panel.reading.is_quoted
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Up)
    assert panel.box.hasFocus()


def test_what_is_not_written_is_said(look) -> None:
    panel = look(text="全球通 短信")
    assert panel.reading.accessibleName() == "全球通 · 短信网内：未写"
    panel.box.setText("没有这种东西")
    assert "没有找到" in panel.reading.accessibleName()
    assert panel.list.rows == ()


@pytest.mark.parametrize(
    ("mode", "groups"),
    [
        (Mode.GUIDED, [RATES, RULES, SAYINGS]),
        (Mode.PRACTICE, [RATES, RULES, SAYINGS]),
        (Mode.ASSESSMENT, [RATES, RULES]),
    ],
)
def test_an_assessment_does_not_show_what_it_asks_for(look, mode: Mode, groups: list[str]) -> None:
    panel = look(mode)
    assert [row.group for row in panel.list.rows] == groups
    panel.box.setText("起身送客")
    assert any(row.group == SAYINGS for row in panel.list.rows) == (SAYINGS in groups)


def test_digits_answer_where_the_focus_is_not_in_the_box(screen: PlayerScreen, look, press: Press) -> None:
    panel = look(Mode.ASSESSMENT, "月租")
    press(Qt.Key.Key_1)
    assert panel.box.text() == "月租1"
    assert screen.attempt is not None
    assert screen.attempt.story.turns == ()
    panel.box.setText("月租")
    press(Qt.Key.Key_Down)
    press(digit_of(screen, best_reply(screen).id))
    assert len(screen.attempt.story.turns) == 1
    assert panel.isVisible()
    play_best(screen, press)
    assert screen.attempt.marked().percent == 100, "a look-up is no answer and costs nothing"


def test_the_shift_goes_on_and_leaves_the_box_alone(
    screen: PlayerScreen, start: Start, press: Press, watch: HandWatch
) -> None:
    screen.open(start(FOUR, Mode.ASSESSMENT))
    press(Qt.Key.Key_F1)
    watch.passed = 5_000
    screen.tick()
    assert len(screen.board.floor.cards) == 4
    assert screen.board.looks.box.hasFocus(), "customers who come in do not take the keyboard away"
    assert screen.attempt is not None
    assert screen.attempt.story.turns == ()
    press(Qt.Key.Key_F1)
    assert not screen.board.looks.isVisible()


def test_a_group_opens_whole(look, press: Press) -> None:
    panel = look()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert len(panel.list.rows) > 100
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)
    assert len(panel.list.rows) == 3


def test_of_a_group_the_first_are_shown_and_the_rest_counted() -> None:
    found = [Extract(RULES, f"规则{number}", "") for number in range(8)]
    made = rows(found, frozenset(), searching=True)
    assert [row.words for row in made] == ["规则 · 8 条", *(f"规则{n}" for n in range(5)), "还有 3 条"]
    assert len(rows(found, frozenset({RULES}), searching=True)) == 9
    assert made[1].spoken == "规则0："


def test_an_edition_that_is_gone_is_told(screen: PlayerScreen, start: Start, press: Press) -> None:
    screen.open(start(WALK_IN))
    screen.set_desk(Empty())
    press(Qt.Key.Key_F1)
    assert "没有装资费版本" in screen.board.looks.reading.accessibleName()


def test_where_the_window_is_narrow_the_floor_steps_aside(screen: PlayerScreen, look, press: Press) -> None:
    screen.resize(1000, 700)
    panel = look()
    assert panel.isVisible()
    assert not screen.board.floor.isVisible()
    press(Qt.Key.Key_Escape)
    assert screen.board.floor.isVisible()


@pytest.mark.parametrize("width", [1000, 1280])
def test_whoever_one_looks_at_stays_when_it_opens_and_closes(
    screen: PlayerScreen, start: Start, press: Press, watch: HandWatch, width: int
) -> None:
    screen.resize(width, 700)
    screen.open(start(FOUR, Mode.ASSESSMENT))
    watch.passed = 5_000
    screen.tick()
    press(Qt.Key.Key_Tab)
    looked_at = screen.selected
    press(Qt.Key.Key_F1)
    assert screen.board.looks.box.hasFocus()
    assert screen.selected == looked_at
    press(Qt.Key.Key_Escape)
    assert screen.selected == looked_at
    assert screen.board.floor.card(looked_at) is QApplication.focusWidget()


def test_a_new_attempt_begins_with_nothing_looked_up(screen: PlayerScreen, start: Start, look) -> None:
    panel = look(text="月租")
    screen.open(start(WALK_IN))
    assert not panel.isVisible()
    assert panel.box.text() == ""


def test_f1_is_the_players_while_one_plays_and_the_windows_otherwise(
    qtbot: QtBot, screen: PlayerScreen, start: Start, press: Press
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    action = QAction("资费", window)
    action.setShortcut(QKeySequence("F1"))
    window.addAction(action)
    window.setCentralWidget(screen)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    screen.open(start(WALK_IN))
    with qtbot.assertNotEmitted(action.triggered):
        press(Qt.Key.Key_F1)
    assert screen.board.looks.isVisible()
    press(Qt.Key.Key_Escape)
    play_best(screen, press)
    with qtbot.waitSignal(action.triggered):
        press(Qt.Key.Key_F1)
    window.takeCentralWidget()
