"""Photographs of the player and its review (build/photos/player-*.png), for people to look at."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.photos import dressed, photograph, photograph_all
from tests.ui.player.conftest import ANGRY, FOUR, PAPERS, WALK_IN, HandWatch, Start
from tests.ui.player.crowd import attempt_at, crowd
from trainer.core.assess import right_options
from trainer.core.events import Act
from trainer.core.mode import Mode
from trainer.training.attempts import Attempt
from trainer.training.desk import Desk
from trainer.ui.jobs import AtOnce
from trainer.ui.kit.replay import Replay
from trainer.ui.player.screen import PlayerScreen
from trainer.ui.theme import Theme

Play = Callable[[PlayerScreen], None]


def _player(desk: Desk, attempt: Attempt, play: Play) -> Callable[[Theme], PlayerScreen]:
    def make(theme: Theme) -> PlayerScreen:
        screen = PlayerScreen(theme, AtOnce())
        screen.set_desk(desk)
        screen.resize(1280, 800)
        screen.open(attempt)
        play(screen)
        return screen

    return make


def _pick(screen: PlayerScreen, right: bool) -> None:
    """Pick the first right card, or the first wrong one."""
    assert screen.attempt is not None
    visit = screen.attempt.as_of(0)[0].visit(screen.selected)
    assert visit is not None
    best = {option.id for option in right_options(visit.node, visit.talk)}
    cards = screen.board.counter.choices.cards
    card = next(c for c in cards if c.choice.enabled and (c.choice.id in best) is right)
    screen.board.counter.choices.pick_number(card.number)


def test_the_floor_with_four(qtbot: QtBot, desk: Desk, start: Start) -> None:
    attempt = start(FOUR, Mode.ASSESSMENT)
    attempt = desk.add(attempt, Act(3000, "nod", "zhao"))
    others = [visit.customer.id for visit in attempt.shift.visits]
    attempt = desk.add(attempt, Act(5000, "nod", others[1]))
    attempt = desk.add(attempt, Act(16000, "attend", "zhao"))
    photograph_all(_player(desk, attempt, lambda screen: _pick(screen, True)), "player-floor")


def test_one_who_waits(qtbot: QtBot, desk: Desk, start: Start) -> None:
    attempt = start(FOUR, Mode.PRACTICE)
    attempt = desk.add(attempt, Act(3000, "nod", "zhao"))
    photograph_all(
        _player(desk, attempt, lambda screen: screen.focusNextPrevChild(True) and None), "player-waiting"
    )


def test_the_conversation_with_feedback(qtbot: QtBot, desk: Desk, start: Start) -> None:
    def play(screen: PlayerScreen) -> None:
        for right in (True, True, True, True, False):
            _pick(screen, right)
        screen.board.counter.toggle_sources()

    def make(theme: Theme) -> PlayerScreen:
        return _player(desk, start(WALK_IN, Mode.PRACTICE), play)(theme)

    photograph_all(make, "player-feedback")


def test_the_hint(qtbot: QtBot, desk: Desk, start: Start) -> None:
    attempt = desk.add(start(WALK_IN, Mode.GUIDED), Act(0, "hint", "wang"))
    photograph_all(_player(desk, attempt, lambda screen: None), "player-hint")


def test_the_angry_customer(qtbot: QtBot, desk: Desk, start: Start) -> None:
    def make(theme: Theme) -> PlayerScreen:
        attempt = start(ANGRY, Mode.ASSESSMENT, variant="angry")
        return _player(desk, attempt, lambda screen: _pick(screen, False))(theme)

    photograph_all(make, "player-angry")


def test_the_pause(qtbot: QtBot, desk: Desk, start: Start) -> None:
    attempt = start(PAPERS, Mode.ASSESSMENT)
    photograph_all(_player(desk, attempt, lambda s: s.sheet.open(timed=True)), "player-pause")


def _play_all(desk: Desk, attempt: Attempt, wrong_every: int, *, critical: bool = False) -> Attempt:
    step = 0
    while not attempt.shift.over:
        shift = attempt.as_of(0)[0]
        if not shift.attending:
            attempt = desk.add(attempt, Act(shift.now, "attend", shift.present[0].customer.id))
            continue
        visit = shift.visit(shift.attending)
        assert visit is not None
        step += 1
        right = right_options(visit.node, visit.talk)
        offered = [option for option in visit.node.options if visit.offers(option)]
        wrong = [option for option in offered if option not in right]
        wrong.sort(key=lambda option: bool(option.critical) is critical)
        option = wrong[-1] if wrong and step % wrong_every == 0 else right[0]
        attempt = desk.add(attempt, Act(shift.now, "choose", shift.attending, option.id))
    return attempt


def test_the_review(qtbot: QtBot, desk: Desk, start: Start) -> None:
    def make(theme: Theme) -> PlayerScreen:
        attempt = _play_all(desk, start(WALK_IN, Mode.PRACTICE), 4)
        return _player(desk, attempt, lambda screen: None)(theme)

    photograph_all(make, "player-review")


def test_a_critical_review(qtbot: QtBot, desk: Desk, start: Start) -> None:
    def make(theme: Theme) -> PlayerScreen:
        attempt = _play_all(desk, start(WALK_IN, Mode.PRACTICE), 2, critical=True)
        return _player(desk, attempt, lambda screen: None)(theme)

    photograph_all(make, "player-review-critical")


def test_the_review_of_four(qtbot: QtBot, desk: Desk, start: Start) -> None:
    def bottom(screen: PlayerScreen) -> None:
        screen.show()
        qtbot.keyClick(screen.review, Qt.Key.Key_End)

    def make(theme: Theme) -> PlayerScreen:
        attempt = _play_all(desk, start(FOUR, Mode.PRACTICE), 3)
        return _player(desk, attempt, bottom)(theme)

    photograph_all(make, "player-review-four")


def test_the_replay(qtbot: QtBot, desk: Desk, start: Start) -> None:
    attempt = _play_all(desk, start(ANGRY, Mode.PRACTICE, variant="angry"), 3)

    def make(theme: Theme) -> Replay:
        replay = Replay(theme)
        replay.show_story(attempt.story)
        replay.step(4)
        return replay

    photograph_all(make, "replay")


def _crowd(
    desk: Desk, attempt: Attempt, now: int, text: str | None = None
) -> Callable[[Theme], PlayerScreen]:
    """Make a player in which the clock stands at an instant, with something looked up where asked for."""

    def make(theme: Theme) -> PlayerScreen:
        watch = HandWatch()
        screen = PlayerScreen(theme, AtOnce(), stopwatch=watch)
        screen.set_desk(desk)
        screen.resize(1280, 800)
        screen.open(attempt)
        watch.passed = now
        screen.tick()
        if text is not None:
            screen.board.top.look_up_asked.emit()
            screen.board.looks.box.setText(text)
        return screen

    return make


def test_twelve_on_the_floor(qtbot: QtBot, desk: Desk) -> None:
    attempt = attempt_at(crowd(12, deadline=40_000))
    story = attempt.story
    for act in (Act(13_000, "attend", "c0"), Act(20_000, "attend", "c1"), Act(26_000, "ask_wait", "c3")):
        story = story.then(act)
    photograph_all(_crowd(desk, replace(attempt, story=story), 16_000), "player-twelve")


def test_a_decision_that_presses(qtbot: QtBot, desk: Desk) -> None:
    attempt = attempt_at(crowd(1, deadline=15_000, post="销售"))
    photograph_all(_crowd(desk, attempt, 9_000), "player-deadline")


def test_a_decision_that_ran_out(qtbot: QtBot, desk: Desk) -> None:
    photograph_all(_crowd(desk, attempt_at(crowd(1, deadline=15_000)), 16_000), "player-late")


def test_looking_up(qtbot: QtBot, desk: Desk) -> None:
    photograph_all(_crowd(desk, attempt_at(crowd(4)), 5_000, "全球通 短信"), "player-look")


def test_looking_up_where_letters_are_large(qtbot: QtBot, desk: Desk) -> None:
    with dressed("contrast", 20) as theme:
        screen = _crowd(desk, attempt_at(crowd(4)), 5_000, "证件")(theme)
        screen.board.looks.reading.toggle()
        photograph(screen, "player-look-contrast-20")
        screen.close()


def test_a_caller(qtbot: QtBot, desk: Desk) -> None:
    photograph_all(_crowd(desk, attempt_at(crowd(1, channel="电话")), 5_000), "player-caller")
