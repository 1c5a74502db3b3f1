"""Guesses at passwords are counted, slowed down, and no clock makes them quicker."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from trainer.store import guesses
from trainer.store.database import Store, open_store
from trainer.store.guesses import Guess, count_guess, wait_after
from trainer.store.people import add_person
from trainer.store.tables import guess


class SetClock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> Iterator[Store]:
    with open_store(tmp_path / "厅", clock) as opened:
        add_person(opened, "张三")
        yield opened


def use_up(store: Store) -> None:
    for number in range(1, guesses.FREE_TRIES + 1):
        assert count_guess(store, 1) == Guess(number, 0)


def test_the_waits_double_up_to_a_quarter_of_an_hour() -> None:
    assert [wait_after(n) for n in (0, 4, 5, 6, 7, 8, 9, 10, 11, 999)] == [
        *(0, 0, 30, 60, 120, 240, 480, 900, 900, 900)
    ]


def test_five_are_free_then_one_waits(store: Store, clock: SetClock) -> None:
    use_up(store)
    assert count_guess(store, 1) == Guess(5, 30)
    clock.go(29)
    assert count_guess(store, 1) == Guess(5, 1)
    clock.go(1)
    assert count_guess(store, 1) == Guess(6, 0)
    assert count_guess(store, 1) == Guess(6, 60)


def test_a_restart_does_not_shorten_it(store: Store, clock: SetClock) -> None:
    use_up(store)
    store.close()
    with open_store(store.folder.root, clock) as again:
        assert count_guess(again, 1).wait == 30


def test_a_clock_set_back_begins_the_wait_anew_and_it_ends(store: Store, clock: SetClock) -> None:
    use_up(store)
    clock.go(20)
    clock.go(-9_000)
    assert count_guess(store, 1).wait == 30
    clock.go(29)
    assert count_guess(store, 1).wait == 1
    clock.go(1)
    assert count_guess(store, 1).wait == 0


def test_a_clock_set_forward_does_not_help_while_the_other_runs(store: Store, clock: SetClock) -> None:
    use_up(store)
    clock.go(9_000)
    assert count_guess(store, 1, waited=3).wait == 27
    assert count_guess(store, 1, waited=30).wait == 0


@pytest.mark.parametrize("last", ["x", "2026-11-23T07:59:00"])
def test_a_mangled_instant_is_taken_for_now(store: Store, last: str) -> None:
    use_up(store)
    with store.writing() as connection:
        connection.execute(sa.update(guess).values(last=last))
    assert count_guess(store, 1).wait == 30


def test_the_right_password_begins_anew(store: Store) -> None:
    use_up(store)
    with store.writing() as connection:
        guesses.forget_guesses(connection, 1)
    assert count_guess(store, 1) == Guess(1, 0)
