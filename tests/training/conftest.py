"""A hall with the shipped content and records of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.training.examhall import questions, sources  # noqa: F401  # fixtures
from trainer.paths import Places, find_places
from trainer.training.hall import Hall, open_hall


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One compiled cache for all tests of the session."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def places(tmp_path: Path, cache: Path) -> Places:
    """The shipped content, and a fresh folder for data."""
    return Places(find_places().content, tmp_path / "data", cache)


@pytest.fixture
def hall(places: Places) -> Iterator[Hall]:
    """The hall, open."""
    opened = open_hall(places)
    yield opened
    opened.close()
