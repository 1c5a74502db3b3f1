"""Reply cards: digits pick, arrows move, Enter confirms, and a card that is closed says why."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trainer.ui.kit.choice import ChoiceList
from trainer.ui.kit.choicecard import Choice, ChoiceCard, ChoiceState
from trainer.ui.theme import Theme

LONG = "先生，您这个月打了五十块九毛六，月租费按天算，三十一天的月份多出来的就是这么来的，请您签字。"
GREET = Choice("greet", "您好！请问您办理什么业务？", "用语")
ASK = Choice("ask", "请出示您的身份证。", "步骤")
CLOSED = Choice("print", "打印业务登记单。", "步骤", enabled=False, reason="还没有核对证件")
PAY = Choice("pay", "收您二百元。", "用语")


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    QVBoxLayout(page)
    qtbot.addWidget(page)
    page.resize(640, 480)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def choices(page: QWidget, theme: Theme, qtbot: QtBot) -> ChoiceList:
    choices = ChoiceList(theme)
    page.layout().addWidget(choices)
    choices.set_choices([GREET, ASK, CLOSED, PAY])
    choices.setFocus()
    return choices


def test_a_digit_picks(choices: ChoiceList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(choices.picked) as caught:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert caught.args == ["ask"]


def test_a_digit_of_the_number_pad_picks(choices: ChoiceList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(choices.picked) as caught:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
    assert caught.args == ["pay"]


def test_a_closed_card_is_refused_with_its_reason(choices: ChoiceList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(choices.picked), qtbot.waitSignal(choices.refused) as caught:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)
    assert caught.args == ["print", "还没有核对证件"]
    with qtbot.assertNotEmitted(choices.picked):
        qtbot.mouseClick(choices.cards[2], Qt.MouseButton.LeftButton)


def test_digits_beyond_the_cards_are_left_to_the_screen(choices: ChoiceList) -> None:
    assert not choices.pick_number(9)
    assert not choices.pick_number(0)
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_9, Qt.KeyboardModifier.NoModifier, "9")
    choices.keyPressEvent(event)
    assert not event.isAccepted()


def test_a_key_held_down_picks_once(choices: ChoiceList, qtbot: QtBot) -> None:
    held = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", True)
    with qtbot.assertNotEmitted(choices.picked):
        QApplication.sendEvent(QApplication.focusWidget(), held)


def test_arrows_move_over_open_cards_and_enter_confirms(choices: ChoiceList, qtbot: QtBot) -> None:
    assert choices.cards[0].hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert choices.cards[3].hasFocus(), "the closed card is passed over"
    with qtbot.waitSignal(choices.picked) as caught:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert caught.args == ["pay"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert choices.cards[0].hasFocus(), "the arrows go round"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert choices.cards[3].hasFocus()


def test_space_is_left_to_the_screen(choices: ChoiceList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(choices.picked):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)


def test_a_click_picks(choices: ChoiceList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(choices.picked) as caught:
        qtbot.mouseClick(choices.cards[0], Qt.MouseButton.LeftButton)
    assert caught.args == ["greet"]


def test_the_list_is_one_stop_on_the_way_of_tab(page: QWidget, choices: ChoiceList, qtbot: QtBot) -> None:
    field = QLineEdit()
    page.layout().addWidget(field)
    field.show()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert choices.cards[0].hasFocus()


def test_cards_are_reused_and_the_focus_stays(choices: ChoiceList, qtbot: QtBot) -> None:
    before = choices.cards
    choices.set_choices([PAY, ASK])
    assert choices.cards == before[:2]
    assert not before[2].isVisible()
    assert choices.cards[0].hasFocus()
    assert choices.cards[0].accessibleName() == "1。收您二百元。"


def test_keys_still_work_when_every_card_was_closed_and_opened_again(
    choices: ChoiceList, qtbot: QtBot
) -> None:
    choices.set_choices([CLOSED, CLOSED])
    assert choices.hasFocus()
    qtbot.keyClick(choices, Qt.Key.Key_Down)
    assert choices.hasFocus()
    choices.set_choices([GREET, ASK])
    with qtbot.waitSignal(choices.picked) as caught:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
    assert caught.args == ["greet"]


def test_an_empty_list_takes_no_key(choices: ChoiceList, qtbot: QtBot) -> None:
    choices.set_choices([])
    with qtbot.assertNotEmitted(choices.picked):
        qtbot.keyClick(choices, Qt.Key.Key_1)
        qtbot.keyClick(choices, Qt.Key.Key_Return)


def test_a_card_grows_with_its_text(theme: Theme, qtbot: QtBot) -> None:
    card = ChoiceCard(theme, 1)
    qtbot.addWidget(card)
    card.show_choice(PAY)
    short = card.heightForWidth(400)
    card.show_choice(Choice("long", LONG, "用语"))
    assert card.heightForWidth(400) > short
    assert card.heightForWidth(200) > card.heightForWidth(400)
    assert ChoiceCard(theme.at(30), 1).heightForWidth(400) > short


def test_shown_cards_are_as_high_as_their_text(choices: ChoiceList, page: QWidget) -> None:
    choices.set_choices([Choice("long", LONG, "用语"), PAY])
    page.layout().activate()
    for card in choices.cards:
        assert card.height() >= card.heightForWidth(card.width())


@pytest.mark.parametrize(("state", "word"), [("right", "正确"), ("wrong", "不妥"), ("chosen", "已选")])
def test_an_outcome_is_told_in_words_and_looks_its_own_way(
    theme: Theme, qtbot: QtBot, state: ChoiceState, word: str
) -> None:
    plain, card = ChoiceCard(theme, 1), ChoiceCard(theme, 1)
    for widget, choice in ((plain, ASK), (card, Choice("ask", ASK.text, "步骤", state=state))):
        qtbot.addWidget(widget)
        widget.show_choice(choice)
        widget.resize(400, widget.heightForWidth(400))
    assert card.accessibleDescription() == f"{word} · 步骤"
    assert plain.grab().toImage() != card.grab().toImage()


def test_a_closed_card_shows_why(theme: Theme, qtbot: QtBot) -> None:
    card = ChoiceCard(theme, 3)
    qtbot.addWidget(card)
    card.show_choice(CLOSED)
    assert not card.isEnabled()
    assert card.accessibleDescription() == "还没有核对证件 · 步骤"
