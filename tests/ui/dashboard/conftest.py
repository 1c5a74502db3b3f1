"""A hall in a temporary folder: the shipped content, and records that are filled by playing."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.training.examhall import questions, sources  # noqa: F401  # fixtures
from tests.ui.dashboard.people import Clock, Trainees, best, careless, clumsy
from trainer.content.shelf import load
from trainer.core.mode import Mode
from trainer.store.database import open_store
from trainer.training.desk import Desk
from trainer.training.hall import Hall

ROOT = Path(__file__).parents[3]
WARM = ROOT / "build/shelf/shelf.bin"
"""Compiled content that is kept between tests: it is keyed by what it was made from."""


@pytest.fixture
def clock() -> Clock:
    """The clock of the records."""
    return Clock()


@pytest.fixture
def make_desk(tmp_path: Path, clock: Clock) -> Callable[[], Desk]:
    """Open the shipped content and empty records, in the thread that asks."""

    def opened() -> Desk:
        return Desk(Hall(load(ROOT, WARM), open_store(tmp_path / "records", clock)))

    return opened


@pytest.fixture
def desk(make_desk: Callable[[], Desk]) -> Iterator[Desk]:
    """A desk in the thread of the test."""
    opened = make_desk()
    yield opened
    opened.close()


@pytest.fixture
def trainees(desk: Desk, clock: Clock) -> Trainees:
    """Somebody to play."""
    return Trainees(desk, clock)


@pytest.fixture
def busy_hall(trainees: Trainees) -> Trainees:
    """A hall with ten attempts of every sort: 6 assessments, 3 practices, 1 guided."""
    for name, pick, mode in (
        ("王芳", best, Mode.ASSESSMENT),
        ("李明", careless, Mode.ASSESSMENT),
        ("陈静", clumsy, Mode.ASSESSMENT),
        ("王芳", best, Mode.PRACTICE),
        ("欧阳春华", clumsy, Mode.GUIDED),
        ("赵敏", best, Mode.ASSESSMENT),
        ("李明", clumsy, Mode.PRACTICE),
    ):
        trainees.clock.now += timedelta(hours=7, minutes=23)
        trainees.play(name, pick, mode)
    trainees.play_and_think_again("陈静")
    given_up = trainees.act(trainees.begin("刘洋"), best)
    trainees.desk.give_up(given_up.id)
    trainees.act(trainees.act(trainees.begin("张伟"), clumsy), best)
    return trainees
