"""The clock of an assessment, the pause, and what happens when the records fail or work elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.player.conftest import FOUR, WALK_IN, HandWatch, Start, best_reply, digit_of, play_best
from trainer.core.assess import Assessment
from trainer.core.events import Entry
from trainer.core.mode import Mode
from trainer.store.database import open_store
from trainer.store.errors import StoreFull
from trainer.training.attempts import Attempt, Choice
from trainer.training.desk import Desk
from trainer.training.hall import Hall
from trainer.ui.jobs import Worker
from trainer.ui.player.screen import PlayerScreen
from trainer.ui.theme import Theme

Press = Callable[..., None]


class FullOnce(Desk):
    """A desk whose disk is full at the first act and at the first end."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.refusals = {"add", "finish"}

    def add(self, attempt: Attempt, entry: Entry) -> Attempt:
        self._refuse("add")
        return self._desk.add(attempt, entry)

    def finish(self, attempt: Attempt, now: int) -> Assessment:
        self._refuse("finish")
        return self._desk.finish(attempt, now)

    def _refuse(self, what: str) -> None:
        if what in self.refusals:
            self.refusals.remove(what)
            raise StoreFull("磁盘已满,这一步没有存下。请腾出空间,再按“重试”。")


def test_the_clock_moves_rings_and_brings_customers_in(
    screen: PlayerScreen, start: Start, watch: HandWatch
) -> None:
    screen.open(start(FOUR, Mode.ASSESSMENT))
    assert len(screen.board.floor.cards) == 1
    before = screen.board.floor.cards[0].seen
    watch.passed = 5_000
    screen.tick()
    assert len(screen.board.floor.cards) == 4
    after = screen.board.floor.cards[0].seen
    assert after.fraction < before.fraction
    assert int(after.seconds) == int(before.seconds) - 5


def test_customers_left_alone_grow_hot_walk_out_and_end_the_shift(
    screen: PlayerScreen, start: Start, watch: HandWatch, desk: Desk
) -> None:
    screen.open(start(FOUR, Mode.ASSESSMENT))
    seen = set()
    while screen.is_playing:
        watch.passed += 10_000
        screen.tick()
        seen |= {card.seen.state for card in screen.board.floor.cards}
        assert watch.passed < 1_000_000
    assert "等不及走了" in seen
    (row,) = desk.results()
    assert row.result is not None
    assert set(row.result["outcomes"].values()) == {"等不及走了"}


def test_an_act_is_recorded_at_the_instant_of_the_key(
    screen: PlayerScreen, start: Start, watch: HandWatch, press: Press
) -> None:
    screen.open(start(FOUR, Mode.ASSESSMENT))
    watch.passed = 4_200
    press(Qt.Key.Key_Space)
    assert screen.attempt is not None
    assert [turn.act.at for turn in screen.attempt.story.turns] == [4_200]
    assert watch.passed == 0, "the clock goes on from when the result was shown"


def test_thinking_is_free_in_practice(
    screen: PlayerScreen, start: Start, watch: HandWatch, press: Press
) -> None:
    screen.open(start(WALK_IN))
    watch.passed = 90_000
    screen.tick()
    press(digit_of(screen, best_reply(screen).id))
    assert screen.attempt is not None
    assert screen.attempt.story.turns[0].act.at == 0


def test_esc_pauses_and_esc_goes_on(screen: PlayerScreen, start: Start, press: Press) -> None:
    screen.open(start(WALK_IN))
    press(Qt.Key.Key_Escape)
    assert screen.sheet.isVisible()
    press(Qt.Key.Key_1)
    assert screen.attempt is not None
    assert screen.attempt.story.turns == ()
    press(Qt.Key.Key_Escape)
    assert not screen.sheet.isVisible()
    press(digit_of(screen, best_reply(screen).id))
    assert len(screen.attempt.story.turns) == 1


def test_leaving_an_assessment_keeps_it_and_it_goes_on_at_the_same_act(
    screen: PlayerScreen, start: Start, press: Press, desk: Desk, qtbot: QtBot
) -> None:
    screen.open(start(WALK_IN, Mode.ASSESSMENT))
    play_best(screen, press, steps=3)
    left = screen.attempt
    press(Qt.Key.Key_Escape)
    assert "钟还在走" in screen.sheet.accessibleName()
    press(Qt.Key.Key_Right)
    with qtbot.waitSignal(screen.closed, timeout=1000):
        press(Qt.Key.Key_Return)
    (row,) = desk.welcome().unfinished
    resumed = desk.resume(row.id)
    assert resumed == left
    screen.open(resumed)
    assert screen.board.counter.talk.count() > 4
    play_best(screen, press)
    assert not screen.is_playing


def test_a_full_disk_keeps_the_state_and_enter_tries_again(
    screen: PlayerScreen, start: Start, press: Press, desk: Desk
) -> None:
    screen.set_desk(FullOnce(desk))
    screen.open(start(WALK_IN))
    cards = [card.choice for card in screen.board.counter.choices.cards]
    press(digit_of(screen, best_reply(screen).id))
    assert screen.attempt is not None
    assert screen.attempt.story.turns == ()
    assert [card.choice for card in screen.board.counter.choices.cards] == cards
    assert "磁盘已满" in screen.board.banner.accessibleName()
    press(Qt.Key.Key_Return)
    assert len(screen.attempt.story.turns) == 1
    assert not screen.board.banner.isVisible()
    play_best(screen, press)
    assert screen.is_playing, "the end could not be recorded"
    press(Qt.Key.Key_Return)
    assert not screen.is_playing


def test_a_full_disk_stops_the_clock_until_the_banner_is_put_away(
    screen: PlayerScreen, start: Start, press: Press, desk: Desk, watch: HandWatch
) -> None:
    screen.set_desk(FullOnce(desk))
    screen.open(start(FOUR, Mode.ASSESSMENT))
    watch.passed = 3_000
    press(Qt.Key.Key_Space)
    watch.passed = 60_000
    screen.tick()
    press(Qt.Key.Key_Escape)
    assert not screen.board.banner.isVisible()
    press(Qt.Key.Key_Space)
    assert screen.attempt is not None
    assert [turn.act.at for turn in screen.attempt.story.turns] == [3_000]


@pytest.fixture
def worker(shelf: object) -> Worker:
    """Return a worker; the test closes it."""
    return Worker()


def test_with_a_real_worker_keys_are_ignored_until_the_act_is_on_disk(
    qtbot: QtBot, theme: Theme, shelf, tmp_path: Path, worker: Worker
) -> None:
    choice = Choice(WALK_IN, Mode.PRACTICE, seed=7)
    with qtbot.waitCallback(timeout=5000) as opened:
        worker.submit(lambda: Desk(Hall(shelf, open_store(tmp_path))), opened, pytest.fail)
    desk: Desk = opened.args[0]
    with qtbot.waitCallback(timeout=5000) as started:
        worker.submit(lambda: desk.start(desk.enrol("李梅"), choice), started, pytest.fail)
    screen = PlayerScreen(theme, worker)
    screen.set_desk(desk)
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.open(started.args[0])
    with qtbot.waitSignal(screen.acted, timeout=5000):
        for _ in range(3):
            qtbot.keyClick(screen, digit_of(screen, best_reply(screen).id))
        assert screen.attempt is not None
        assert screen.attempt.story.turns == ()
    assert len(screen.attempt.story.turns) == 1
    worker.close(desk.close)
