"""The manager's figures: a hall of 200 people with 1,000,000 answers, every filter, and what an act costs.

Plain: grouping the log of answers itself, as one would without sums. The log is generated in bulk with
the triggers off, and summed up by `rebuild`; so the same run measures how long mending takes.
"""

import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.table import Row, print_table
from trainer.core.figures import Sort
from trainer.core.memory import Review
from trainer.core.rights import EVERYBODY
from trainer.core.scenario import Competence
from trainer.store import memory, recount
from trainer.store.database import Store, open_store
from trainer.store.rows import stamp
from trainer.training.figures import Names, Wanted, figures, frame, pending
from trainer.training.memory import spaced

ANSWERS, PEOPLE, RULES, MISTAKES, ATTEMPTS = 1_000_000, 200, 300, 250, 20_000
HALLS, TOPICS, ACTS, ROUNDS = 4, 13, 300, 5
BEGINS = datetime(2026, 1, 1, tzinfo=UTC)
SECONDS = 365 * 86400
NOW = BEGINS + timedelta(days=364)
BEFORE = (
    '{"difficulty":5.1,"due":"2026-03-01T09:00:00.000000+00:00","lapses":0,'
    '"last_review":"2026-02-21T09:00:00.000000+00:00","reviews":3,"rule":"r","stability":8.2,"state":2,"step":null}'
)
TRIGGERS = ("review_is_new", "review_is_tallied", "attempt_is_new")
NAMES = Names(
    lambda rule: f"规则{rule}",
    lambda rule: f"主题{int(rule.removeprefix('rule-')) % TOPICS:02}",
    {f"slip-{n}": f"错误{n}" for n in range(MISTAKES)},
    tuple(f"rule-{n}" for n in range(RULES)),
)
FILTERS = {
    "all people, practice, for ever": Wanted(),
    "考核": Wanted(Sort.GRADED),
    "a hall": Wanted(hall_id=2),
    "a team": Wanted(hall_id=2, team="乙班"),
    "a person": Wanted(person_id=7),
    "a month": Wanted(slot=202607),
    "a year": Wanted(slot=2026),
    "a topic": Wanted(column="主题03"),
    "a topic in a month, 考核": Wanted(Sort.GRADED, 202607, column="主题03"),
    "competences": Wanted(axis="能力"),
    "a competence": Wanted(axis="能力", column=Competence.SERVICE.value),
}


def reviews(answers: int, dice: random.Random) -> Iterator[tuple[Any, ...]]:
    """Make rows of the log, in the order of time."""
    step = SECONDS / answers
    for seq in range(1, answers + 1):
        rule = int(dice.random() ** 1.3 * RULES)
        score = (0.3, 0.7, 0.8, 1.0)[int(dice.random() * 4)]
        mistake = f"slip-{(rule * 7 + int(dice.random() * 3)) % MISTAKES}" if score < 0.75 else ""
        kind = "cram" if dice.random() < 0.1 else "review"
        at = stamp(BEGINS + timedelta(seconds=seq * step))
        person, graded = 1 + int(dice.random() * PEOPLE), int(kind == "review" and dice.random() < 0.25)
        told = (seq, person, seq, kind, f"rule-{rule}", at, score, 2, "quiz", f"q{rule}", mistake)
        yield *told, None, BEFORE, None, graded


def attempts(dice: random.Random) -> Iterator[tuple[Any, ...]]:
    """Make finished attempts with marks."""
    for number in range(ATTEMPTS):
        marks = {each.value: dice.randint(2, 10) for each in Competence}
        best = {each.value: 10 for each in Competence}
        at = stamp(BEGINS + timedelta(seconds=number * SECONDS / ATTEMPTS))
        result = json.dumps({"result": {"marks": marks, "best": best}}, ensure_ascii=False)
        mode = "考核" if dice.random() < 0.3 else "练习"
        head = (f"{number:032x}", 1 + number % PEOPLE, "s05", "", "入网", "h", "wuhan-2004", 7, mode)
        yield *head, at, "0.1.0", at, result, None, None


def traces(dice: random.Random) -> Iterator[tuple[Any, ...]]:
    """Make the trace of every rule for everybody."""
    for person in range(1, PEOPLE + 1):
        for rule in range(RULES):
            due = stamp(NOW + timedelta(days=dice.randint(-10, 60), seconds=rule))
            yield person, f"rule-{rule}", due, 8.0, 5.0, 2, None, stamp(NOW), 5, 0


def fill(database: Path, answers: int) -> None:
    """Put everything into the tables at once, past the triggers."""
    dice = random.Random(7)
    with sqlite3.connect(database) as connection:
        kept = [
            row[0]
            for name in TRIGGERS
            for row in connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,))
        ]
        for name in TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        connection.executemany(
            "INSERT INTO hall VALUES (?, ?, 1, 'x')", [(n, f"{n}号厅") for n in range(2, HALLS + 1)]
        )
        connection.executemany(
            "INSERT INTO person (id, name, created, hall_id, team) VALUES (?, ?, ?, ?, ?)",
            [
                (n, f"员工{n:03}", stamp(BEGINS), 1 + n % HALLS, f"{'甲乙丙'[n % 3]}班")
                for n in range(1, PEOPLE + 1)
            ],
        )
        connection.execute("INSERT INTO snapshot VALUES ('h', '{}')")
        for table, rows in (
            ("review", reviews(answers, dice)),
            ("attempt", attempts(dice)),
            ("trace", traces(dice)),
        ):
            width = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)
        for sql in kept:
            connection.execute(sql)
    connection.close()


def timed(work: Callable[[], object]) -> float:
    """Return how long a run took, in milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def median_of(work: Callable[[], object]) -> float:
    """Return the median of some runs, in milliseconds."""
    return statistics.median(timed(work) for _ in range(ROUNDS))


def plain(store: Store) -> object:
    """Group the log itself by person, rule and sort, as one would without sums."""
    with store.reading() as connection:
        query = "SELECT person_id, rule, graded, count(*), sum(score) FROM review GROUP BY 1, 2, 3"
        return connection.exec_driver_sql(query).all()


def shown(store: Store, bare: float) -> Iterator[Row]:
    """Measure the first picture and every filter."""

    def first() -> object:
        return (
            frame(store, EVERYBODY, NAMES),
            figures(store, EVERYBODY, Wanted(), NAMES),
            pending(store, EVERYBODY, Wanted()),
        )

    began = timed(first)
    yield Row(
        "the first picture: what can be asked for, and its figures",
        f"{began:.0f} ms",
        f"{began / bare:.4f}",
        "150 ms",
    )
    for name, wanted in FILTERS.items():
        took = median_of(lambda wanted=wanted: figures(store, EVERYBODY, wanted, NAMES))  # type: ignore[misc]
        yield Row(f"filter: {name}", f"{took:.1f} ms", f"{took / bare:.4f}", "60 ms")


def acted(store: Store) -> Iterator[Row]:
    """Measure what the sums cost an act: an answer with and without the trigger, each in its own commit."""
    schedule, dice = spaced(), random.Random(5)

    def answer() -> float:
        rule, mistake = f"rule-{dice.randrange(RULES)}", f"slip-{dice.randrange(MISTAKES)}"
        review = Review(NOW, rule, 0.5, "quiz", "q", mistake)
        return timed(lambda: memory.remember(store, dice.randint(1, PEOPLE), [review], schedule))

    with_sums = statistics.median(answer() for _ in range(ACTS))
    with store.writing() as connection:
        query = "SELECT sql FROM sqlite_master WHERE name = 'review_is_tallied'"
        trigger = connection.exec_driver_sql(query).scalar_one()
        connection.exec_driver_sql("DROP TRIGGER review_is_tallied")
    bare = statistics.median(answer() for _ in range(ACTS))
    with store.writing() as connection:
        connection.exec_driver_sql(trigger)
    yield Row("an answer remembered, without sums", f"{bare:.2f} ms", "1.00", "")
    yield Row(
        "an answer remembered, with sums", f"{with_sums:.2f} ms", f"{with_sums / bare:.2f}", "under 1.5"
    )


def main(answers: int = ANSWERS) -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as home:
        open_store(Path(home), lambda: NOW).close()
        made = timed(lambda: fill(Path(home) / "hall.db", answers))
        with open_store(Path(home), lambda: NOW) as store:
            rebuilt = timed(lambda: recount.rebuild(store))
            filed = timed(lambda: frame(store, EVERYBODY, NAMES))
            bare = median_of(lambda: plain(store))
            rows = [
                Row(f"{answers:,} answers generated", f"{made / 1000:.1f} s", "", ""),
                Row("summed up anew (rebuild)", f"{rebuilt / 1000:.1f} s", "", ""),
                Row("filed under topics for the first time", f"{filed / 1000:.1f} s", "", ""),
                Row("plain SQL over the log, one picture", f"{bare:.0f} ms", "1.0000", ""),
                *shown(store, bare),
                *acted(store),
            ]
            found = recount.rebuild(store) or recount.faults(store)
            proved = timed(lambda: recount.faults(store))
            rows.append(Row("proved by a recount (verify)", f"{proved / 1000:.1f} s", "", ""))
        assert found == []
    print_table("Figures", ("what", "measured", "ratio to plain", "aim"), rows)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
