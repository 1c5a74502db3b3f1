"""A desk on the real content with records of its own, a player before it, and a hand on the keyboard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from trainer.content.shelf import Shelf, load
from trainer.core.assess import right_options
from trainer.core.mode import Mode
from trainer.core.scenario import Option
from trainer.store.database import open_store
from trainer.training.attempts import Attempt, Choice
from trainer.training.desk import Desk
from trainer.training.hall import Hall
from trainer.ui.jobs import AtOnce
from trainer.ui.player.screen import PlayerScreen
from trainer.ui.theme import Theme

ROOT = Path(__file__).parents[3]
WALK_IN, FOUR, ANGRY, PAPERS = "walk-in-quanqiutong", "four-at-once", "complaint-5096", "papers-missing"

Start = Callable[..., Attempt]


@dataclass
class HandWatch:
    """A stopwatch that tells what the test says."""

    passed: int = 0
    starts: int = field(default=0)

    def start(self) -> None:
        self.passed = 0
        self.starts += 1

    def elapsed(self) -> int:
        return self.passed


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """Return the content that ships."""
    return load(ROOT)


@pytest.fixture
def desk(shelf: Shelf, tmp_path: Path) -> Iterator[Desk]:
    """Open a desk with records of its own."""
    opened = Desk(Hall(shelf, open_store(tmp_path)))
    yield opened
    opened.close()


@pytest.fixture
def start(desk: Desk) -> Start:
    """Begin an attempt of 李梅: scenario, mode, then what the choice takes."""

    def begin(scenario: str, mode: Mode = Mode.PRACTICE, **choice: object) -> Attempt:
        return desk.start(desk.enrol("李梅"), Choice(scenario, mode, **{"seed": 7, **choice}))  # type: ignore[arg-type]

    return begin


@pytest.fixture
def watch() -> HandWatch:
    """Return the stopwatch of the player."""
    return HandWatch()


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, desk: Desk, watch: HandWatch) -> PlayerScreen:
    """Show a player that works at once."""
    player = PlayerScreen(theme, AtOnce(), stopwatch=watch)
    player.set_desk(desk)
    qtbot.addWidget(player)
    player.resize(1280, 800)
    with qtbot.waitExposed(player):
        player.show()
    return player


@pytest.fixture
def press(qtbot: QtBot, screen: PlayerScreen) -> Callable[..., None]:
    """Press a key where the focus is."""

    def press_key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target: QWidget = QApplication.focusWidget() or screen
        qtbot.keyClick(target, key, modifier)

    return press_key


def best_reply(screen: PlayerScreen) -> Option:
    """Return a right option for whoever is served."""
    assert screen.attempt is not None
    visit = screen.attempt.as_of(0)[0].visit(screen.selected)
    assert visit is not None
    return right_options(visit.node, visit.talk)[0]


def digit_of(screen: PlayerScreen, id: str) -> Qt.Key:
    """Return the digit of the card with this id."""
    number = next(card.number for card in screen.board.counter.choices.cards if card.choice.id == id)
    return Qt.Key(Qt.Key.Key_0 + number)


def play_best(screen: PlayerScreen, press: Callable[..., None], steps: int = 99) -> None:
    """Answer right, by digits, until the scenario is over or `steps` are made."""
    while screen.is_playing and steps and not (screen.attempt and screen.attempt.shift.over):
        press(digit_of(screen, best_reply(screen).id))
        steps -= 1
