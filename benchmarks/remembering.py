"""Remembering: scheduling many rules beside the bare loop of the fsrs library, and an answer on the disk.

Bare: `Scheduler.review_card` on cards that were made before the clock started. Ours makes the card from
a trace, reviews it, and makes the next trace; it spares the library's copy of the card.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fsrs import Card, Rating, Scheduler
from fsrs import State as CardState

from benchmarks.table import Row, print_table
from trainer.core.memory import Asked, Review, Trace
from trainer.store.database import Store, open_store
from trainer.store.people import add_person
from trainer.training.memory import STEP, remember, spaced, standing

STATES, ROUNDS, RULES, ANSWERS = 50_000, 5, 400, 500
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
SCORES = (0.3, 0.7, 0.8, 1.0)
ASKED = Asked("bill", "wuhan-2004", '{"plan":"全球通","seconds":125}', 7, "50.00")


def best(work: Callable[[], object]) -> float:
    """Return the shortest of some runs, in seconds."""
    return min(timed(work) for _ in range(ROUNDS))


def timed(work: Callable[[], object]) -> float:
    """Return how long a run took, in seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def review(number: int, days: float = 0) -> Review:
    """Make a review of one of the rules, by and by of every grade."""
    score = SCORES[number % len(SCORES)]
    return Review(NOW + timedelta(days=days), f"rule-{number}", score, "quiz", f"q{number}")


def known() -> list[Trace]:
    """Make traces as they are after a first answer and a second one, five days later."""
    schedule = spaced()
    first = [schedule(None, review(number, -9)) for number in range(STATES)]
    return [schedule(trace, review(number // 3 * 4 + 2, -4)) for number, trace in enumerate(first)]


def bare_cards(traces: list[Trace]) -> list[Card]:
    """Make the library's own cards of the same states."""
    return [
        Card(0, CardState(t.state.value), t.step, t.stability, t.difficulty, t.due, t.last_review)
        for t in traces
    ]


def scheduled() -> Iterator[Row]:
    """Schedule all states, bare and ours; the results must be the same."""
    traces = known()
    cards, reviews = bare_cards(traces), [review(number) for number in range(STATES)]
    ratings = [Rating(each.grade.value) for each in reviews]
    scheduler = Scheduler(learning_steps=[STEP], relearning_steps=[STEP], enable_fuzzing=False)
    schedule = spaced()

    def bare() -> list[Card]:
        return [scheduler.review_card(card, r, NOW)[0] for card, r in zip(cards, ratings, strict=True)]

    def ours() -> list[Trace]:
        return [schedule(trace, given) for trace, given in zip(traces, reviews, strict=True)]

    assert [card.due for card in bare()] == [trace.due for trace in ours()]
    theirs, mine = best(bare), best(ours)
    yield Row(f"fsrs alone, {STATES:,} cards", f"{theirs:.2f} s", "1.00", "")
    yield Row(f"ours, {STATES:,} states", f"{mine:.2f} s", f"{mine / theirs:.2f}", "under 1 s")


@contextmanager
def hall() -> Iterator[Store]:
    """Open records of their own, with one person in them."""
    with tempfile.TemporaryDirectory() as home, open_store(Path(home), lambda: NOW) as store:
        add_person(store, "李梅")
        yield store


def answered() -> Iterator[Row]:
    """Record answers one by one, each in its own commit, with a memory of many rules; then tell of it."""
    with hall() as store:
        remember(store, 1, [review(number, -9) for number in range(RULES)])
        took = [
            timed(lambda number=number: remember(store, 1, [review(number)], ASKED)) * 1000
            for number in (turn % RULES for turn in range(ANSWERS))
        ]
        p95 = statistics.quantiles(took, n=20, method="inclusive")[-1]
        figure = f"{statistics.median(took):.2f} / {p95:.2f} ms"
        yield Row("an answer recorded and scheduled, p50 / p95", figure, "", "p95 under 16 ms with the paint")
        home = best(lambda: standing(store, 1, UTC)) * 1000
        yield Row(f"what the first screen tells of {RULES} rules", f"{home:.1f} ms", "", "")


def written() -> Iterator[Row]:
    """Schedule all states from the disk to the disk, in one commit."""
    reviews = [review(number, -4) for number in range(STATES)]
    again = [review(number) for number in range(STATES)]
    with hall() as store:
        remember(store, 1, reviews)
        took = timed(lambda: remember(store, 1, again))
    yield Row(f"{STATES:,} states read, scheduled, logged, written", f"{took:.2f} s", "", "")


def main() -> None:
    """Measure and print the table."""
    rows = [*scheduled(), *answered(), *written()]
    print_table("Remembering", ("what", "measured", "ratio to bare", "aim"), rows)


if __name__ == "__main__":
    main()
