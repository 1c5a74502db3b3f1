"""Morning rounds: 200 phones joining and answering at one instant, recorded in one commit and replied to.

Bare: the same 200 lines inserted into an SQLite file of the same settings with the standard library alone,
one commit. What the network takes comes on top (see `phones`). A full collection of garbage among all
that the program has loaded takes longer than ten batches, so what is loaded is frozen first, as it should
be before phones are let in.
"""

import gc
import json
import sqlite3
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks.table import Row, print_table
from trainer.core.asks import Choose, Join, Seated, Taken
from trainer.core.quiz.question import Choice, Question
from trainer.core.round import play_back
from trainer.core.rounds import log
from trainer.core.rounds.acts import Steer
from trainer.core.rounds.setup import Briefing, Setup
from trainer.store import rounds
from trainer.store.database import PRAGMAS, Store, open_store
from trainer.training.rounds import LiveRound

PHONES, QUESTIONS, TIMES = 200, 10, 10
ASKED = Question("q", "t", "e", ("x",), 0, "单选", "全球通的月租是多少元？", "资费", 1, "plan.QQT")
CHOICES = (Choice("a", "50元", right=True), *(Choice(id, f"{id}元", mistake="cut") for id in "bcd"))
SETUP = Setup(
    "早会", tuple(replace(ASKED, id=f"q{n}", choices=CHOICES) for n in range(QUESTIONS)), bonus=True
)


def timed(work: Callable[[], object]) -> float:
    """Return how long a run took, in ms."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


@contextmanager
def opened() -> Iterator[tuple[Store, LiveRound]]:
    """Open a round of ten questions in records of its own."""
    briefing = Briefing(SETUP, "主管", 0, "e", 0)
    with tempfile.TemporaryDirectory() as home, open_store(Path(home)) as store:
        rounds.begin(store, "r", 1, briefing)
        yield store, LiveRound(store, 1, "r", briefing, ())


def joined(live: LiveRound) -> None:
    """Let all phones join at one instant."""
    replies = live.decide([(Join(f"客{n}"), 0) for n in range(PHONES)])
    assert all(isinstance(reply, Seated) for reply in replies)


def answered(live: LiveRound, question: int) -> float:
    """Ask a question, let all phones answer it at one instant, and reveal it; return what the batch took."""
    now = 60_000 * (question + 1)
    live.steer(Steer("next"), now)
    batch = [(Choose(f"s{n + 1}", question, "abcd"[n % 4]), now + 5) for n in range(PHONES)]
    took = timed(lambda: live.decide(batch))
    assert set(live.decide(batch)) == {Taken(question)}  # sent again: counted once
    assert live.round.answered == (PHONES, PHONES)
    for step in (Steer("close"), Steer("reveal")):
        live.steer(step, now + 10)
    return took


def bare() -> list[float]:
    """Insert as many lines in one commit with nothing but the standard library; return what each took."""
    lines = [json.dumps({"does": "choose", "seat": f"s{n}", "choice": "a"}) for n in range(PHONES)]
    with tempfile.TemporaryDirectory() as home:
        connection = sqlite3.connect(Path(home) / "bare.db", isolation_level=None)
        for pragma in ("journal_mode = WAL", *PRAGMAS):
            connection.execute(f"PRAGMA {pragma}")
        columns = "question INT, ordinal INT, payload TEXT, PRIMARY KEY (question, ordinal)"
        connection.execute(f"CREATE TABLE act ({columns})")

        def commit(question: int) -> None:
            connection.execute("BEGIN IMMEDIATE")
            rows = [(question, ordinal, line) for ordinal, line in enumerate(lines)]
            connection.executemany("INSERT INTO act VALUES (?, ?, ?)", rows)
            connection.execute("COMMIT")

        took = [timed(lambda question=n: commit(question)) for n in range(QUESTIONS * TIMES)]
        connection.close()
    return took


def told(took: list[float]) -> str:
    """Write the median, the 99th percentile and the worst."""
    p99 = statistics.quantiles(took, n=100, method="inclusive")[-1]
    return f"p50 {statistics.median(took):.1f}, p99 {p99:.1f}, worst {max(took):.1f} ms"


def measured() -> Iterator[Row]:
    """Hold some rounds, and measure the batches, the views of all phones, and playing the log back."""
    joins, batches, views, replays = list[float](), list[float](), list[float](), list[float]()
    for _ in range(TIMES):
        with opened() as (store, live):
            joins.append(timed(lambda: joined(live)))
            batches += [answered(live, question) for question in range(QUESTIONS)]
            views.append(timed(lambda: live.views(live.round.now)))
            acts = rounds.acts(store, "r")
            replays.append(timed(lambda acts=acts: play_back(SETUP, acts)))
            assert play_back(SETUP, map(log.read, map(log.written, acts))) == live.round
    floor = bare()
    ratio = f"{statistics.median(batches) / statistics.median(floor):.1f}"
    yield Row("200 answers decided, on disk, replied", told(batches), ratio, "p99 under 40 ms")
    yield Row("200 lines in one commit, standard library", told(floor), "1.0", "")
    yield Row(
        "200 phones joining, on disk", f"{statistics.median(joins):.1f} ms", "", "under 3 s with the network"
    )
    yield Row("what 200 phones show, with the board", f"{statistics.median(views):.1f} ms", "", "under 33 ms")
    yield Row("2,200 acts played back", f"{statistics.median(replays):.0f} ms", "", "")


def weighed() -> Iterator[Row]:
    """Measure what a round of 200 phones and ten questions keeps in memory."""
    tracemalloc.start()
    with opened() as (_, live):
        before, _ = tracemalloc.get_traced_memory()
        joined(live)
        for question in range(QUESTIONS):
            answered(live, question)
        now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    kept, most = (now - before) / 2**20, (peak - before) / 2**20
    yield Row("memory of that round, kept / peak", f"{kept:.1f} / {most:.1f} MB", "", "under 40 MB")


def main() -> None:
    """Measure and print the table."""
    gc.collect()
    gc.freeze()
    rows = [*measured(), *weighed()]
    print_table("Morning rounds", ("what", "measured", "ratio to bare", "aim"), rows)


if __name__ == "__main__":
    main()
