"""A scenario played by keyboard alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.player.conftest import FOUR, WALK_IN, Start, best_reply, digit_of, play_best
from trainer.core.mode import Mode
from trainer.training.desk import Desk
from trainer.ui.player.screen import PlayerScreen


def test_the_walk_in_is_played_to_full_marks(
    screen: PlayerScreen, start: Start, press, desk: Desk, qtbot: QtBot
) -> None:
    screen.open(start(WALK_IN, Mode.ASSESSMENT))
    play_best(screen, press)
    assert not screen.is_playing
    (row,) = desk.results()
    assert row.result is not None
    assert (row.result["percent"], row.result["compliant"]) == (100, True)
    with qtbot.waitSignal(screen.closed, timeout=1000):
        press(Qt.Key.Key_Return)


def test_enter_confirms_the_card_the_arrows_reached(screen: PlayerScreen, start: Start, press) -> None:
    screen.open(start(WALK_IN))
    cards = screen.board.counter.choices.cards
    press(Qt.Key.Key_Down)
    third = cards[1].choice.id
    press(Qt.Key.Key_Return)
    assert screen.attempt is not None
    assert [turn.act.option for turn in screen.attempt.story.turns] == [third]


def test_four_customers_are_nodded_to_with_tab_and_space(screen: PlayerScreen, start: Start, press) -> None:
    screen.open(start(FOUR, Mode.ASSESSMENT))
    for _ in range(4):
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Tab)
    assert screen.attempt is not None
    assert [visit.nodded for visit in screen.attempt.shift.visits] == [True] * 4
    nods = [f for f in screen.attempt.marked().findings if f.rule == "KM-G2"]
    assert len(nods) == 4
    assert all(finding.kept for finding in nods)


def test_the_four_are_served_one_by_one(screen: PlayerScreen, start: Start, press) -> None:
    screen.open(start(FOUR, Mode.PRACTICE))
    served = []
    while screen.is_playing:
        assert screen.attempt is not None
        if screen.attempt.shift.attending != screen.selected:
            press(Qt.Key.Key_Return)
            served.append(screen.selected)
        else:
            press(digit_of(screen, best_reply(screen).id))
    assert len(set(served)) == 4


def test_tab_walks_round_and_shift_tab_back(screen: PlayerScreen, start: Start, press) -> None:
    attempt = start(FOUR, Mode.PRACTICE)
    screen.open(attempt)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    first = screen.selected
    press(Qt.Key.Key_Tab)
    second = screen.selected
    assert second != first
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert screen.selected == first


def test_w_asks_to_wait_and_enter_serves(screen: PlayerScreen, start: Start, press) -> None:
    screen.open(start(FOUR))
    press(Qt.Key.Key_W)
    press(Qt.Key.Key_Return)
    assert screen.attempt is not None
    assert [turn.act.kind for turn in screen.attempt.story.turns] == ["ask_wait", "attend"]
    assert screen.attempt.shift.attending == screen.selected


def test_a_hint_points_out_the_right_card_and_halves(screen: PlayerScreen, start: Start, press) -> None:
    screen.open(start(WALK_IN, Mode.GUIDED))
    right = best_reply(screen)
    press(Qt.Key.Key_H)
    shown = {card.choice.id: card.choice.state for card in screen.board.counter.choices.cards}
    assert [id for id, state in shown.items() if state == "right"] == [right.id]
    press(digit_of(screen, right.id))
    assert screen.attempt is not None
    (decision,) = screen.attempt.marked().decisions
    assert decision.hinted
    assert sum(decision.marks) == sum(right.marks) // 2


def test_an_assessment_has_neither_hint_nor_undo(screen: PlayerScreen, start: Start, press) -> None:
    screen.open(start(WALK_IN, Mode.ASSESSMENT))
    press(digit_of(screen, best_reply(screen).id))
    press(Qt.Key.Key_H)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert screen.attempt is not None
    assert len(screen.attempt.story.history) == 1
    assert not screen.board.counter.note.isVisible()


def test_undo_takes_the_last_act_back_and_keeps_it_in_the_log(
    screen: PlayerScreen, start: Start, press
) -> None:
    screen.open(start(WALK_IN))
    wrong = next(c for c in screen.board.counter.choices.cards if c.choice.id != best_reply(screen).id)
    press(Qt.Key(Qt.Key.Key_0 + wrong.number))
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert screen.attempt is not None
    assert (len(screen.attempt.story.turns), len(screen.attempt.story.history)) == (0, 1)
    assert screen.board.counter.talk.count() == 2
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "还没有可以撤回的动作" in screen.board.banner.accessibleName()


def test_feedback_names_the_right_words_and_its_source(screen: PlayerScreen, start: Start, press) -> None:
    screen.open(start(WALK_IN))
    right = best_reply(screen)
    wrong = next(c for c in screen.board.counter.choices.cards if c.choice.id != right.id)
    press(Qt.Key(Qt.Key.Key_0 + wrong.number))
    note = screen.board.counter.note
    assert note.isVisible()
    assert right.text in note.accessibleName()
    press(Qt.Key.Key_S)
    assert note.is_open


def test_a_mouse_can_play_too(screen: PlayerScreen, start: Start, qtbot: QtBot) -> None:
    screen.open(start(FOUR))
    card = screen.board.floor.cards[0]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(card, Qt.MouseButton.LeftButton)
    assert screen.attempt is not None
    assert screen.attempt.shift.attending == card.seen.id
    QApplication.processEvents()
    qtbot.mouseClick(screen.board.counter.choices.cards[0], Qt.MouseButton.LeftButton)
    assert [turn.act.kind for turn in screen.attempt.story.turns] == ["attend", "choose"]
