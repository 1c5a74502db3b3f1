"""The conversation: bubbles by speaker, always at the end, read out with the speaker."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from trainer.ui.kit.talk import Conversation, Remark, RemarkList
from trainer.ui.theme import Theme

LONG = "我上个月的话费怎么多了三十块钱？我什么都没有办过，你们给我说清楚，是不是又偷偷给我开通什么业务了！"


@pytest.fixture
def talk(theme: Theme, qtbot: QtBot) -> Conversation:
    talk = Conversation(theme)
    qtbot.addWidget(talk)
    talk.resize(420, 240)
    with qtbot.waitExposed(talk):
        talk.show()
    return talk


def row_height(talk: Conversation, row: int) -> int:
    return talk.visualRect(talk.model().index(row, 0)).height()


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = RemarkList()
    model.extend([Remark("them", "你好")])
    model.extend([Remark("us", "您好"), Remark("them", "办卡")])
    model.extend([])
    qtmodeltester.check(model)


def test_every_remark_is_read_with_its_speaker() -> None:
    model = RemarkList()
    model.replace([Remark("them", "办卡", "王女士"), Remark("us", "请坐"), Remark("aside", "客户坐下")])
    told = [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert told == ["王女士：办卡", "我：请坐", "旁白：客户坐下"]
    assert model.rowCount(model.index(0)) == 0
    assert model.rowCount(QModelIndex()) == 3


def test_the_last_remark_is_in_sight(talk: Conversation) -> None:
    for number in range(30):
        talk.append(Remark("them" if number % 2 else "us", f"第 {number} 句。{LONG}"))
    last = talk.visualRect(talk.model().index(29, 0))
    assert talk.viewport().rect().contains(last.center())
    bar = talk.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0


def test_the_end_stays_in_sight_when_the_window_narrows(talk: Conversation, qtbot: QtBot) -> None:
    talk.set_remarks([Remark("them", LONG)] * 12)
    before = row_height(talk, 0)
    talk.resize(220, 240)
    bar = talk.verticalScrollBar()
    qtbot.waitUntil(lambda: row_height(talk, 0) > before and bar.value() == bar.maximum())


def test_a_row_grows_with_its_text(talk: Conversation) -> None:
    talk.set_remarks([Remark("them", "好的。"), Remark("them", LONG), Remark("aside", "客户走了")])
    assert row_height(talk, 1) > 1.5 * row_height(talk, 0)
    assert row_height(talk, 2) < row_height(talk, 0)


def test_ours_stands_right_and_theirs_left(talk: Conversation, theme: Theme) -> None:
    talk.set_remarks([Remark("us", "您好")])
    inside = theme.px(theme.sizes.space_m) // 2
    half = row_height(talk, 0) // 3
    ours = talk.viewport().grab().toImage()
    assert ours.pixelColor(talk.column_width() - inside, half).name() == theme.colours.accent
    talk.set_remarks([Remark("them", "您好")])
    theirs = talk.viewport().grab().toImage()
    assert theirs.pixelColor(inside, half).name() == theme.colours.card


def test_a_conversation_that_begins_stands_at_the_bottom(talk: Conversation) -> None:
    talk.set_remarks([Remark("them", "您好")])
    assert talk.viewport().geometry().bottom() == talk.rect().bottom()
    assert talk.viewport().height() == row_height(talk, 0) < talk.height() / 2
    talk.extend([Remark("us", LONG)] * 12)
    assert talk.viewport().height() == talk.height()
    bar = talk.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0


def test_larger_letters_need_more_room(talk: Conversation) -> None:
    talk.set_remarks([Remark("them", LONG)])
    before = row_height(talk, 0)
    talk.set_text_role("large")
    talk.executeDelayedItemsLayout()
    assert row_height(talk, 0) > before


def test_it_can_be_emptied_and_filled_again(talk: Conversation) -> None:
    talk.append(Remark("them", "您好"))
    talk.clear()
    assert talk.count() == 0
    talk.append(Remark("us", "您好"))
    assert talk.count() == 1
    talk.grab()


def test_a_word_without_breaks_is_still_wrapped(talk: Conversation) -> None:
    talk.set_remarks([Remark("us", "a" * 200), Remark("us", "第一行\n第二行"), Remark("them", "")])
    assert row_height(talk, 0) > 2 * row_height(talk, 2)
    assert row_height(talk, 1) > row_height(talk, 2)
    talk.grab()


def test_the_current_remark_shows_the_focus(talk: Conversation, qtbot: QtBot) -> None:
    talk.set_remarks([Remark("them", "您好"), Remark("us", "您好")])
    before = talk.grab().toImage()
    talk.setFocus()
    qtbot.keyClick(talk, Qt.Key.Key_Home)
    assert talk.currentIndex().row() == 0
    assert talk.grab().toImage() != before
