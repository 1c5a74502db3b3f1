"""A hall's records in a temporary folder, a clock that ticks once a second, attempts to begin."""

import itertools
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trainer.store import attempts, people
from trainer.store.database import Clock, Store, open_store
from trainer.store.rows import AttemptHeader

OPENING = datetime(2004, 3, 1, 8, tzinfo=UTC)
BODY = '{"id":"s05","title":"全球通入网"}'

Begin = Callable[..., str]


@pytest.fixture
def clock() -> Clock:
    """A clock that goes on by a second whenever it is read."""
    seconds = itertools.count()
    return lambda: OPENING + timedelta(seconds=next(seconds))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the hall keeps its records; not made yet."""
    return tmp_path / "营业厅"


@pytest.fixture
def store(folder: Path, clock: Clock) -> Iterator[Store]:
    """An open store with one person in it, 张三."""
    with open_store(folder, clock) as opened:
        people.add_person(opened, "张三")
        yield opened


@pytest.fixture
def begin(store: Store) -> Begin:
    """Begin an attempt of 张三 and return its id; what is given replaces fields of the header."""

    def begun(body: str = BODY, **changed: object) -> str:
        header = {
            "id": uuid.uuid4().hex,
            "person_id": 1,
            "scenario": "s05",
            "variant": "",
            "title": "全球通入网",
            "edition": "2004",
            "seed": 7,
            "mode": "考核",
            "app_version": "0.1.0",
        }
        given = AttemptHeader(**{**header, **changed})  # type: ignore[arg-type]
        attempts.begin(store, given, body)
        return given.id

    return begun
