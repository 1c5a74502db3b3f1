"""Guesses at passwords: counted before they are judged, so no crash makes one free."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as upsert

from trainer.store.database import Store
from trainer.store.rows import instant, stamp
from trainer.store.tables import guess

FREE_TRIES = 5
FIRST_WAIT = 30
LONGEST_WAIT = 15 * 60
_DOUBLINGS = 5  # 30 s doubled so often is beyond the longest wait


@dataclass(frozen=True, slots=True)
class Guess:
    """A guess: the how manieth it is in a row, or the seconds (`wait`) until it may be made."""

    count: int
    wait: float


def wait_after(failures: int) -> int:
    """Return how many seconds to wait after so many wrong guesses in a row."""
    if failures < FREE_TRIES:
        return 0
    return min(LONGEST_WAIT, FIRST_WAIT << min(failures - FREE_TRIES, _DOUBLINGS))


def count_guess(store: Store, person_id: int, waited: float | None = None) -> Guess:
    """Count a guess, or tell how long it has to wait.

    `waited` is what another clock, one that nobody can set, says has passed since the last one: the
    longer wait of the two counts. A clock set back begins the wait anew, so it never shortens it.
    """
    with store.writing() as connection:
        row = connection.execute(sa.select(guess).where(guess.c.person_id == person_id)).one_or_none()
        now, failures = store.clock(), row.failures if row else 0
        last = _instant(row.last, now) if row else now
        passed = max(0.0, (now - last).total_seconds())
        if waited is not None:
            passed = min(passed, max(0.0, waited))
        wait = wait_after(failures) - passed
        if wait > 0:
            if now < last:
                _keep(connection, person_id, failures, now)
            return Guess(failures, wait)
        _keep(connection, person_id, failures + 1, now)
        return Guess(failures + 1, 0)


def forget_guesses(connection: sa.Connection, person_id: int) -> None:
    """Begin counting anew: the right password was given, or a new one was set."""
    connection.execute(sa.delete(guess).where(guess.c.person_id == person_id))


def _keep(connection: sa.Connection, person_id: int, failures: int, now: datetime) -> None:
    values = {"failures": failures, "last": stamp(now)}
    added = upsert(guess).values(person_id=person_id, **values)
    connection.execute(added.on_conflict_do_update(index_elements=["person_id"], set_=values))


def _instant(text: str, now: datetime) -> datetime:
    """Read when the last guess was; what cannot be read is taken for just now."""
    try:
        found = instant(text)
    except ValueError:
        return now
    return found if found.tzinfo else now
