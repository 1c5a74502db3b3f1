"""Twelve customers on the floor, callers who cannot be nodded to, and posts of their own."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.player.conftest import HandWatch
from tests.ui.player.crowd import attempt_at, crowd
from tests.ui.player.test_player_deadline import Shelf
from trainer.core.assess import assess
from trainer.core.events import Act
from trainer.core.mode import Mode
from trainer.core.scenario import Channel
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.keyline import KeyLine
from trainer.ui.kit.prose import Sentence
from trainer.ui.kit.review import ReviewPage
from trainer.ui.player.floorcard import CLOSE, DENSE, SPACIOUS, Density
from trainer.ui.player.screen import PlayerScreen
from trainer.ui.theme import Theme

Press = Callable[..., None]


@pytest.fixture
def full(screen: PlayerScreen, watch: HandWatch) -> PlayerScreen:
    """Show twelve customers who have all come in."""
    screen.set_desk(Shelf())
    screen.open(attempt_at(crowd(12, deadline=30_000)))
    watch.passed = 14_000
    screen.tick()
    return screen


@pytest.mark.parametrize(
    ("number", "size", "density"),
    [
        (1, (1280, 800), SPACIOUS),
        (7, (1280, 800), SPACIOUS),
        (12, (1280, 800), DENSE),
        (12, (1920, 1080), CLOSE),
    ],
)
def test_the_cards_take_as_much_room_as_there_is(
    screen: PlayerScreen, watch: HandWatch, number: int, size: tuple[int, int], density: Density
) -> None:
    screen.resize(*size)
    screen.set_desk(Shelf())
    screen.open(attempt_at(crowd(number)))
    watch.passed = 14_000
    screen.tick()
    floor = screen.board.floor
    assert floor.density is density
    cards = [card.geometry() for card in floor.cards]
    assert len(cards) == number
    assert all(above.bottom() < below.top() for above, below in pairwise(cards))
    bottom = floor.cards[-1].mapTo(screen, floor.cards[-1].rect().bottomLeft()).y()
    assert bottom < screen.height() - QFontMetrics(screen.font()).height()


def test_tab_walks_twelve_in_the_order_of_coming_in(full: PlayerScreen, press: Press) -> None:
    seen = [full.selected]
    for _ in range(12):
        press(Qt.Key.Key_Tab)
        seen.append(full.selected)
    assert seen == [f"c{number}" for number in range(12)] + ["c0"]
    assert [card.seen.id for card in full.board.floor.cards] == seen[:12]


def test_who_has_waited_longest_is_marked_and_for_how_long(full: PlayerScreen, press: Press) -> None:
    cards = full.board.floor.cards
    assert [card.seen.longest for card in cards] == [True] + [False] * 11
    assert cards[0].seen.state == "等待 0:14"
    assert "等得最久" in cards[0].accessibleName()
    press(Qt.Key.Key_Return)
    assert [card.seen.longest for card in cards] == [False, True] + [False] * 10


@pytest.mark.parametrize(
    ("channel", "title", "serve"), [("电话", "来电", "接听王女士"), ("网上", "在线客户", "答复王女士")]
)
def test_a_caller_is_not_nodded_to(
    screen: PlayerScreen, watch: HandWatch, press: Press, channel: Channel, title: str, serve: str
) -> None:
    screen.set_desk(Shelf())
    screen.open(attempt_at(crowd(2, channel=channel)))
    watch.passed = 2_000
    screen.tick()
    cards = [card.choice.text for card in screen.board.counter.choices.cards]
    assert cards == [serve, "请王女士稍等"]
    assert title in [label.text() for label in screen.board.floor.findChildren(QLabel)]
    (keys,) = screen.board.findChildren(KeyLine)
    assert "点头" not in keys.accessibleName()
    press(Qt.Key.Key_Space)
    assert screen.attempt is not None
    assert screen.attempt.story.turns == ()
    press(Qt.Key.Key_W)
    assert [turn.act.kind for turn in screen.attempt.story.turns] == ["ask_wait"]


def test_one_caller_is_a_floor_of_one(screen: PlayerScreen, watch: HandWatch) -> None:
    screen.set_desk(Shelf())
    screen.open(attempt_at(crowd(1, channel="电话")))
    (card,) = screen.board.floor.cards
    assert card.seen.state == "正在接听"
    assert screen.board.counter.talk.remark(0).text == "10:30 王女士来电"
    while screen.is_playing:
        watch.passed += 20_000
        screen.tick()
        gone = [card.seen for card in screen.board.floor.cards]
    assert (gone[0].gone, gone[0].state) == ("已挂断", "等不及挂断了")


def test_the_post_of_a_customer_stands_in_the_top_bar(screen: PlayerScreen) -> None:
    screen.set_desk(Shelf())
    screen.open(attempt_at(crowd(1, post="销售")))
    chips = [chip.text() for chip in screen.board.top.findChildren(Chip) if chip.isVisible()]
    assert "岗位：销售" in chips
    screen.open(attempt_at(crowd(1)))
    assert not any("岗位" in c.text() for c in screen.board.top.findChildren(Chip) if c.isVisible())


def test_the_review_writes_the_same_event_down_for_the_other_post(qtbot: QtBot, theme: Theme) -> None:
    attempt = attempt_at(crowd(1), Mode.PRACTICE)
    story = attempt.story
    for option in ("right", "bye"):
        story = story.then(Act(story.shift.now, "choose", "c0", option))
    page = ReviewPage(theme)
    qtbot.addWidget(page)
    page.show_review(attempt.scenario, assess(story, attempt.best), Mode.PRACTICE, 7)
    told = [sentence.accessibleName() for sentence in page.findChildren(Sentence)]
    assert "同一件事也记给导购（不计您的分）：王女士没有被冷落走。" in told
    assert "1 / 1 分" in [chip.text() for chip in page.findChildren(Chip)], (
        "the other post's row has no marks"
    )
