"""A small hall where an assessment was sat, opened by its supervisor."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.training.examhall import PAPER, PHRASES, SCENE, Clock, Place, open_hall, place_of
from tests.training.test_reporting import play
from tests.ui.photos import WARM
from trainer.core.rights import Pass
from trainer.paths import find_places
from trainer.training.attempts import Attempt
from trainer.training.desk import Desk
from trainer.training.exams import seats
from trainer.training.prompts import Sources
from trainer.ui.dashboard.setting.page import Page
from trainer.ui.jobs import AtOnce
from trainer.ui.theme import Theme


class BossDesk(Desk):
    """A desk at which somebody sits who has signed in."""

    boss: Pass

    @property
    def by(self) -> Pass:
        return self.boss


@pytest.fixture
def place(tmp_path: Path, sources: Sources) -> Iterator[Place]:
    """Of five people two did well and badly, one is at it, two have not come."""
    clock = Clock()
    hall = open_hall(tmp_path / "data", WARM, clock)
    made = place_of(hall, clock, sources, 5, parts=(SCENE, PAPER, PHRASES))
    play_scene(made, made.staff[0])
    made.sit(made.staff[0], 1)
    made.sit(made.staff[1], 0)
    seats.begin(hall, made.staff[2], made.id, made.staff[2].person_id)
    yield made
    hall.close()


def play_scene(place: Place, me: Pass) -> None:
    """Begin, and play the scenario to its end."""
    seat = seats.begin(place.hall, me, place.id, me.person_id)
    opened = seats.open_part(place.hall, me, seat)
    assert isinstance(opened, Attempt)
    played = play(place.hall, opened, well=True)
    seats.end_part(place.hall, me, seat, played, played.shift.now)


@pytest.fixture
def desk(place: Place) -> Desk:
    made = BossDesk(place.hall, find_places().content)
    made.boss = place.boss
    return made


@pytest.fixture
def open_page(desk: Desk) -> Callable[[Theme], Page]:
    def opened(theme: Theme) -> Page:
        made = Page(theme, AtOnce())
        made.resize(1232, 690)
        made.set_desk(desk)
        made.refresh()
        return made

    return opened


@pytest.fixture
def page(light: Theme, open_page: Callable[[Theme], Page], qtbot: QtBot) -> Page:
    made = open_page(light)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made
