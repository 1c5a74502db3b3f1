"""What is drawn ahead of an act, and how the counter lays itself out."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from tests.ui.player.conftest import FOUR, WALK_IN, Start, play_best
from trainer.core.mode import Mode
from trainer.training.desk import Desk
from trainer.ui.kit.choicecard import CardLook, CardPainter
from trainer.ui.player.screen import PlayerScreen


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[CardLook]:
    """Note every card that is really drawn."""
    looks: list[CardLook] = []
    draw = CardPainter._draw

    def noted(painter: CardPainter, look: CardLook) -> QPixmap:
        looks.append(look)
        return draw(painter, look)

    monkeypatch.setattr(CardPainter, "_draw", noted)
    return looks


def test_the_next_cards_are_drawn_while_one_reads(
    drawn: list[CardLook], screen: PlayerScreen, start: Start, press: Callable[..., None], qtbot: QtBot
) -> None:
    screen.open(start(WALK_IN, Mode.PRACTICE))
    qtbot.waitUntil(lambda: not screen.board.foresight.is_looking)
    before = len(drawn)
    assert before > len(screen.board.counter.choices.cards)
    play_best(screen, press, 1)
    screen.repaint()
    assert len(drawn) == before, "all that is shown now had been drawn"


def test_nothing_drawn_ahead_is_recorded_or_shown(
    screen: PlayerScreen, start: Start, desk: Desk, qtbot: QtBot
) -> None:
    attempt = start(WALK_IN, Mode.PRACTICE)
    screen.open(attempt)
    shown = [card.choice for card in screen.board.counter.choices.cards]
    qtbot.waitUntil(lambda: not screen.board.foresight.is_looking)
    assert [card.choice for card in screen.board.counter.choices.cards] == shown
    assert screen.attempt == attempt == desk.resume(attempt.id)


def test_nobody_served_leaves_nothing_to_foresee(screen: PlayerScreen, start: Start, qtbot: QtBot) -> None:
    screen.open(start(FOUR, Mode.PRACTICE))
    qtbot.waitUntil(lambda: not screen.board.foresight.is_looking)


def test_a_large_window_has_larger_letters_and_face(screen: PlayerScreen, start: Start) -> None:
    screen.open(start(WALK_IN))
    counter = screen.board.counter
    face, card = counter.persona.face.width(), counter.choices.cards[0].height()
    screen.resize(1920, 1080)
    assert counter.persona.face.sizeHint().width() > face
    assert counter.choices.cards[0].heightForWidth(300) > card
    screen.resize(1280, 800)
    assert counter.persona.face.sizeHint().width() == face


@pytest.mark.parametrize("size", [(1280, 800), (1024, 560), (1920, 1080)])
def test_the_parts_of_the_counter_do_not_overlap(
    screen: PlayerScreen, start: Start, press: Callable[..., None], size: tuple[int, int]
) -> None:
    screen.resize(*size)
    screen.open(start(WALK_IN, Mode.PRACTICE))
    play_best(screen, press, 3)
    counter = screen.board.counter
    counter.toggle_sources()
    talk, note, room = (
        part.geometry() for part in (counter.talk, counter.note, counter.choices.parent().parent())
    )
    assert talk.bottom() < note.top() <= note.bottom() < room.top()
    assert room.bottom() <= counter.rect().bottom()
