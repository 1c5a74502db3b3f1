"""A decision with a deadline: its ring beside the replies and on the face, and what happens when it runs out."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.player.conftest import HandWatch
from tests.ui.player.crowd import attempt_at, crowd
from trainer.core.assess import assess
from trainer.core.events import Act
from trainer.core.mode import Mode
from trainer.training.attempts import Attempt
from trainer.training.desk import Desk
from trainer.ui.kit.decision import DecisionCard
from trainer.ui.kit.prose import Sentence
from trainer.ui.player.screen import PlayerScreen
from trainer.ui.theme import Theme

Press = Callable[..., None]
DEADLINE = 15_000


class Shelf(Desk):
    """A desk without records: what is added stands in the attempt alone."""

    def __init__(self) -> None:
        self.ended: list[int] = []

    def add(self, attempt: Attempt, entry: Act) -> Attempt:  # type: ignore[override]
        return replace(attempt, story=attempt.story.then(entry))

    def finish(self, attempt: Attempt, now: int):  # type: ignore[no-untyped-def]
        self.ended.append(now)
        return attempt.marked(now)


@pytest.fixture
def free(screen: PlayerScreen) -> PlayerScreen:
    """Let the player play what stands in no record."""
    screen.set_desk(Shelf())
    return screen


def asides(screen: PlayerScreen) -> list[str]:
    talk = screen.board.counter.talk
    said = [talk.remark(row) for row in range(talk.count())]
    return [remark.text for remark in said if remark.who == "aside"]


def test_the_ring_stands_beside_the_replies_and_runs_with_the_clock(
    free: PlayerScreen, watch: HandWatch
) -> None:
    free.open(attempt_at(crowd(1, deadline=DEADLINE)))
    clock, room = free.board.counter.clock, free.board.counter.choices
    assert clock.isVisible()
    assert clock.accessibleName() == "答复时限还剩 15 秒"
    assert room.mapTo(free, room.rect().topRight()).x() < clock.mapTo(free, clock.rect().topLeft()).x()
    before = clock.geometry()
    watch.passed = 4_100
    free.tick()
    assert clock.accessibleName() == clock.ring.accessibleName() == "答复时限还剩 11 秒"
    assert clock.geometry() == before, "a tick lays nothing out"


def test_in_practice_the_ring_stands_still_as_the_clock_does(free: PlayerScreen, watch: HandWatch) -> None:
    free.open(attempt_at(crowd(1, deadline=DEADLINE), Mode.PRACTICE))
    watch.passed = 60_000
    free.tick()
    assert free.board.counter.clock.accessibleName() == "答复时限还剩 15 秒"


def test_a_decision_without_an_end_has_no_ring_and_the_cards_have_the_room(free: PlayerScreen) -> None:
    free.open(attempt_at(crowd(1)))
    assert not free.board.counter.clock.isVisible()
    assert free.board.counter.choices.width() == free.board.counter.width()


def test_when_it_runs_out_the_conversation_says_so_and_goes_on(free: PlayerScreen, watch: HandWatch) -> None:
    free.open(attempt_at(crowd(1, deadline=DEADLINE)))
    watch.passed = DEADLINE
    free.tick()
    assert "没有及时答复王女士" in asides(free)
    assert [card.choice.id for card in free.board.counter.choices.cards] == ["sorry"]
    assert not free.board.counter.clock.isVisible()


def test_a_digit_that_comes_too_late_picks_nothing(
    free: PlayerScreen, watch: HandWatch, press: Press
) -> None:
    free.open(attempt_at(crowd(1, deadline=DEADLINE)))
    watch.passed = DEADLINE + 1
    press(Qt.Key.Key_1)
    assert free.attempt is not None
    assert free.attempt.story.turns == ()
    assert [card.choice.id for card in free.board.counter.choices.cards] == ["sorry"]
    press(Qt.Key.Key_1)
    assert [turn.act.option for turn in free.attempt.story.turns] == ["sorry"]


def test_who_was_left_has_the_ring_on_the_face(free: PlayerScreen, watch: HandWatch, press: Press) -> None:
    free.open(attempt_at(crowd(2, deadline=DEADLINE)))
    watch.passed = 2_000
    free.tick()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    first, second = free.board.floor.cards
    assert (first.seen.decide_seconds, second.seen.decide_seconds) == ("13", "")
    assert "13 秒内要答复" in first.accessibleName()
    watch.passed = 5_000
    free.tick()
    assert first.seen.decide_seconds == "8"
    watch.passed = 14_000
    free.tick()
    assert first.seen.decide_seconds == ""


def test_the_review_tells_that_nothing_was_decided_and_what_was_right(qtbot: QtBot, theme: Theme) -> None:
    attempt = attempt_at(crowd(1, deadline=DEADLINE))
    story = attempt.story.then(Act(DEADLINE + 5_000, "choose", "c0", "sorry"))
    late, sorry = assess(story, attempt.best).decisions
    card = DecisionCard(theme, attempt.scenario, 1, late)
    qtbot.addWidget(card)
    assert "到时没有决定" in card.accessibleName()
    (sentence,) = card.findChildren(Sentence)
    told = "到时没有决定。客户还在等您的话。应当说：“您好，请问您需要办理什么业务？”"
    assert sentence.accessibleName() == told
    assert sorry.is_right
