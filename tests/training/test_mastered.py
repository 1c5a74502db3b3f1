"""What somebody has mastered: the last result was good, passed the gate, and was not a guided one."""

import sqlite3

import pytest

from trainer.core.assess import right_options
from trainer.core.events import Act
from trainer.core.mode import Mode
from trainer.paths import Places
from trainer.training import attempts
from trainer.training.attempts import Choice, add, start
from trainer.training.desk import open_desk
from trainer.training.hall import Hall, enrol
from trainer.training.results import mastered

WALK_IN = "walk-in-quanqiutong"
NOBODY: dict[str, frozenset[str]] = {}


def play(hall: Hall, mode: Mode = Mode.PRACTICE, *, well: bool = True, person: str = "李明") -> None:
    """Play to full marks, or end at once with none."""
    attempt = start(hall, enrol(hall, person), Choice(WALK_IN, mode, seed=1))
    while well and not attempt.shift.over:
        shift, _ = attempt.as_of(attempt.shift.now)
        visit = shift.present[0]
        right = right_options(visit.node, visit.talk)[0].id
        attempt = add(hall, attempt, Act(shift.now, "choose", visit.customer.id, right))
    attempts.finish(hall, attempt, attempt.shift.now)


def test_nobody_has_mastered_what_was_never_played(hall: Hall) -> None:
    start(hall, enrol(hall, "李明"), Choice(WALK_IN, Mode.PRACTICE, seed=1))
    assert mastered(hall.store) == NOBODY


def test_the_last_result_counts(hall: Hall) -> None:
    play(hall)
    play(hall, person="王小丽", well=False)
    assert mastered(hall.store) == {"李明": frozenset([WALK_IN]), "王小丽": frozenset()}
    play(hall, well=False)
    assert mastered(hall.store)["李明"] == frozenset()
    play(hall, Mode.ASSESSMENT)
    assert mastered(hall.store)["李明"] == frozenset([WALK_IN])


def test_what_was_given_up_or_guided_proves_nothing(hall: Hall) -> None:
    play(hall, Mode.GUIDED)
    assert mastered(hall.store) == NOBODY
    play(hall)
    play(hall, Mode.GUIDED, well=False)
    attempts.give_up(hall, start(hall, enrol(hall, "李明"), Choice(WALK_IN, Mode.PRACTICE)).id)
    assert mastered(hall.store) == {"李明": frozenset([WALK_IN])}


@pytest.mark.parametrize(
    ("result", "is_mastered"),
    [
        ('{"result": {"percent": 80, "compliant": true}}', True),
        ('{"result": {"percent": 79, "compliant": true}}', False),
        ('{"result": {"percent": 100, "compliant": false}}', False),
        ('{"result": {"percent": "100", "compliant": true}}', False),
        ('{"result": ["odd"]}', False),
        ("no json", False),
    ],
)
def test_the_bound_the_gate_and_damaged_results(
    hall: Hall, places: Places, result: str, is_mastered: bool
) -> None:
    play(hall)
    hall.close()
    with sqlite3.connect(places.data / "hall.db") as database:
        database.execute("drop trigger attempt_ends_once")
        database.execute("update attempt set result = ?", (result,))
    database.close()
    desk = open_desk(places)
    assert (WALK_IN in desk.welcome().mastered.get("李明", ())) is is_mastered
    desk.close()
