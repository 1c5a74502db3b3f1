"""A phrase from memory: the pad in the player, its keys, what is shown of what was lost, and its photographs."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.photos import photograph_all
from tests.ui.player.conftest import FOUR, ROOT, WALK_IN, HandWatch, best_reply, digit_of
from trainer.content.shelf import Shelf
from trainer.core.assess import right_options
from trainer.core.events import Act, Entry
from trainer.core.mode import Mode
from trainer.core.saying import TRYING_TAKES
from trainer.store.database import open_store
from trainer.training import attempts
from trainer.training.attempts import Attempt, Choice
from trainer.training.desk import Desk
from trainer.training.hall import Hall
from trainer.training.listening import Listener
from trainer.ui.jobs import AtOnce
from trainer.ui.player.pad import Pad
from trainer.ui.player.screen import PlayerScreen
from trainer.ui.theme import Theme

GREETING, SHORT = "您好，欢迎光临！请坐！", "您好，欢迎光临"
Begin = Callable[..., Attempt]


class HearingDesk(Desk):
    """A desk with an ear for phrases."""

    def __init__(self, opened: Hall) -> None:
        super().__init__(opened)
        self.hall, self.ear = opened, Listener(ROOT, opened.shelf.books)

    def add(self, attempt: Attempt, entry: Entry) -> Attempt:
        return attempts.add(self.hall, attempt, entry, self.ear)


@pytest.fixture
def desk(shelf: Shelf, tmp_path):
    opened = HearingDesk(Hall(shelf, open_store(tmp_path)))
    yield opened
    opened.close()


@pytest.fixture
def begin(desk: Desk) -> Begin:
    """Begin a typed attempt of 李梅."""

    def typed(scenario: str = WALK_IN, mode: Mode = Mode.PRACTICE) -> Attempt:
        return desk.start(desk.enrol("李梅"), Choice(scenario, mode, seed=7, typed=True))

    return typed


@pytest.fixture
def pad(screen: PlayerScreen) -> Pad:
    return screen.board.counter.pad


@pytest.fixture
def say(qtbot: QtBot, pad: Pad) -> Callable[[str], None]:
    """Type a phrase and press Enter."""

    def typed(text: str) -> None:
        pad.field.setPlainText(text)
        qtbot.keyClick(pad.field, Qt.Key.Key_Return)

    return typed


def turns(screen: PlayerScreen) -> list[tuple[str, str, int]]:
    assert screen.attempt is not None
    return [(t.act.option, t.act.typed, t.act.share) for t in screen.attempt.story.turns]


def card_ids(screen: PlayerScreen) -> list[str]:
    return [card.choice.id for card in screen.board.counter.choices.cards]


def test_a_picked_attempt_has_no_pad(screen, start, pad):
    screen.open(start(WALK_IN))
    assert not pad.is_open
    assert "P01" in card_ids(screen)


def test_the_pad_takes_the_place_of_the_phrases_and_has_the_keyboard(screen, begin, pad):
    screen.open(begin())
    assert pad.is_open
    assert QApplication.focusWidget() is pad.field
    assert card_ids(screen)
    assert not {"P01", "P10"} & set(card_ids(screen))


def test_the_walk_in_is_typed_to_full_marks(screen, begin, desk, say, press):
    screen.open(begin(mode=Mode.ASSESSMENT))
    while screen.is_playing:
        option = best_reply(screen)
        if option.kind == "say" and option.ref:
            say(option.text)
        else:
            press(digit_of(screen, option.id))
    (row,) = desk.results()
    assert (row.header.mode, row.result["percent"], row.result["compliant"]) == ("考核·打字", 100, True)


def test_digits_letters_and_spaces_are_text_in_the_pad(screen, begin, pad, press):
    screen.open(begin(FOUR))
    press(Qt.Key.Key_Return)
    while not pad.is_open:
        press(digit_of(screen, best_reply(screen).id))
    before = turns(screen)
    for key in (Qt.Key.Key_1, Qt.Key.Key_W, Qt.Key.Key_H, Qt.Key.Key_Space, Qt.Key.Key_S):
        press(key)
    assert pad.field.toPlainText() == "1wh s"
    assert turns(screen) == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Down])
def test_tab_and_down_go_to_the_cards_and_back_tab_returns(screen, begin, pad, press, key):
    screen.open(begin())
    press(key)
    first = screen.board.counter.choices.cards[0]
    id = first.choice.id
    assert QApplication.focusWidget() is first
    screen.tick()
    assert QApplication.focusWidget() is first
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is pad.field
    press(key)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is pad.field
    press(key)
    press(Qt.Key.Key_1)
    assert turns(screen)[0][:2] == (id, "")


def test_enter_belongs_to_the_input_method_while_hanzi_are_put_together(screen, begin, pad, press):
    screen.open(begin())
    QApplication.sendEvent(pad.field, QInputMethodEvent("nin hao", []))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape):
        press(key)
    assert turns(screen) == []
    assert not screen.sheet.isVisible()
    done = QInputMethodEvent("", [])
    done.setCommitString(GREETING)
    QApplication.sendEvent(pad.field, done)
    assert pad.field.toPlainText() == GREETING
    press(Qt.Key.Key_Return)
    assert turns(screen) == [("P01", GREETING, 100)]


def test_in_practice_what_was_lost_is_shown_on_the_text(screen, begin, say):
    screen.open(begin())
    say(SHORT)
    counter = screen.board.counter
    assert counter.marked.isVisible()
    assert [run.text for run in counter.marked.runs if run.label == "missing"] == ["〔请坐〕"]
    assert counter.note.accessibleName().startswith("说得不全，得 60%。① 扣 40 分：缺少「请坐」。")
    assert "应当说：“您好，欢迎光临！请坐！”" in counter.note.accessibleName()
    say("请问您需要办理什么业务？")
    assert not counter.marked.isVisible()
    assert counter.note.accessibleName().startswith("做得对。")


def test_in_an_assessment_nothing_is_told(screen, begin, say):
    screen.open(begin(mode=Mode.ASSESSMENT))
    say(SHORT)
    assert turns(screen) == [("P01", SHORT, 60)]
    assert not screen.board.counter.note.isVisible()
    assert not screen.board.counter.marked.isVisible()


def test_what_is_not_understood_costs_time_and_can_be_mended(screen, begin, pad, say, watch: HandWatch):
    screen.open(begin(mode=Mode.ASSESSMENT))
    watch.passed = 3000
    say("来了啊")
    assert turns(screen) == []
    assert "没听出是标准用语" in screen.board.banner.accessibleName()
    assert pad.field.textCursor().selectedText() == "来了啊"
    assert QApplication.focusWidget() is pad.field
    say(GREETING)
    assert screen.attempt.story.turns[0].act.at == 3000 + TRYING_TAKES
    assert not screen.board.banner.isVisible()


def test_where_the_clock_stands_still_trying_costs_time_too(screen, begin, say):
    screen.open(begin())
    say("来了啊")
    say(GREETING)
    assert screen.attempt.story.turns[0].act.at == TRYING_TAKES


def test_the_hint_tells_the_phrase_for_half_of_the_marks(screen, begin, pad, press, say):
    screen.open(begin())
    press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert pad.hint.text() == f"提示：“{GREETING}”"
    assert QApplication.focusWidget() is pad.field
    say(GREETING)
    assert sum(screen.attempt.marked().decisions[0].marks) == 1


def test_control_z_takes_the_text_back_and_then_the_act(screen, begin, pad, press, say):
    screen.open(begin())
    say(GREETING)
    pad.field.insertPlainText("请")
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (pad.field.toPlainText(), len(turns(screen))) == ("", 1)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert turns(screen) == []
    assert pad.is_open


def test_escape_and_f1_mean_what_they_always_do(screen, begin, pad, press):
    screen.open(begin())
    press(Qt.Key.Key_F1)
    assert screen.board.looks.isVisible()
    press(Qt.Key.Key_F1)
    assert not screen.board.looks.isVisible()
    assert QApplication.focusWidget() is pad.field
    press(Qt.Key.Key_Escape)
    assert screen.sheet.isVisible()


def test_what_is_typed_stays_until_something_else_is_asked(screen, begin, pad, press, say):
    screen.open(begin())
    pad.field.setPlainText("您好")
    screen.tick()
    press(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert pad.field.toPlainText() == "您好"
    say(GREETING)
    assert pad.field.toPlainText() == ""


def test_a_long_text_is_cut_and_an_empty_one_is_not_said(screen, begin, pad, say):
    screen.open(begin())
    pad.field.setPlainText("好" * 900)
    assert len(pad.field.toPlainText()) == 400
    say("  \n ")
    assert turns(screen) == []


Open = Callable[[], Attempt]


def _player(desk: Desk, opened: Open, *said: str, rest: str = "") -> Callable[[Theme], PlayerScreen]:
    def make(theme: Theme) -> PlayerScreen:
        screen = PlayerScreen(theme, AtOnce(), stopwatch=HandWatch())
        screen.set_desk(desk)
        screen.resize(1280, 800)
        screen.open(opened())
        for text in said:
            screen.board.counter.pad.said.emit(text)
        screen.board.counter.pad.field.setPlainText(rest)
        return screen

    return make


def test_photographs_of_the_pad(qtbot: QtBot, desk, begin) -> None:
    photograph_all(_player(desk, partial(begin, mode=Mode.ASSESSMENT)), "player-typed")
    photograph_all(_player(desk, begin, SHORT, rest="请问您要办什么"), "player-typed-lost")
    photograph_all(_player(desk, begin, "来了啊", rest="来了啊"), "player-typed-unheard")
    photograph_all(_player(desk, lambda: desk.add(begin(), Act(0, "hint", "wang"))), "player-typed-hint")


def _played(desk: Desk, attempt: Attempt) -> Attempt:
    """Play right, but for what is typed at first."""
    said = iter([SHORT, "您要办什么业务", "您好，请稍等，不归我管"])
    while not attempt.shift.over:
        shift = attempt.as_of(0)[0]
        visit = shift.visit(shift.attending)
        assert visit is not None
        option = right_options(visit.node, visit.talk)[0]
        words = next(said, option.text) if option.kind == "say" and option.ref else ""
        act = Act(shift.now, "choose", shift.attending, "" if words else option.id, words)
        attempt = desk.add(attempt, act)
    return attempt


def test_photographs_of_the_review(qtbot: QtBot, desk, begin) -> None:
    photograph_all(_player(desk, lambda: _played(desk, begin())), "player-typed-review")
