"""Item statistics of a paper: 50 questions × 2,000 attempts, beside the formulas read off the page."""

import csv
import io
import random
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.table import Row, print_table
from tests.core.formulas import alike, exact, items_of
from trainer.cli import main as command_line
from trainer.core.items import analyse, tally
from trainer.core.stats import Marks, describe

QUESTIONS, ATTEMPTS = 50, 2_000
ROUNDS = 9
Matrix = list[list[float]]


def matrix(steps: int, out_of: float = 1.0) -> Matrix:
    """Return marks of people who differ in what they know, on questions that differ in how hard they are.

    Each question is marked in so many equal steps.
    """
    chance = random.Random(2004)
    hard = [chance.gauss(0, 1) for _ in range(QUESTIONS)]
    rows = []
    for _ in range(ATTEMPTS):
        able = chance.gauss(0, 1)
        knows = [1 / (1 + 2.718 ** (each - able)) for each in hard]
        rows.append([sum(chance.random() < p for _ in range(steps)) * out_of / steps for p in knows])
    return rows


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the shortest of some runs in seconds of this thread's own time."""
    times = []
    for _ in range(rounds):
        began = time.thread_time()
        work()
        times.append(time.thread_time() - began)
    return min(times)


def statistics_of(what: str, rows: Matrix, out_of: float = 1.0) -> Row:
    """Reckon all items from the bare rows on, beside the formulas written down as they are."""
    names, maxima = [str(number) for number in range(QUESTIONS)], [out_of] * QUESTIONS
    few = rows[:100]
    for item, other in zip(analyse(Marks(names, few, maxima)), items_of(exact(few)), strict=True):
        assert all(alike(getattr(item, name), getattr(other, name)) for name in other._fields), item
    ours, theirs = best(lambda: analyse(Marks(names, rows, maxima))), best(lambda: plain(rows), 3)
    return Row(f"items, {what}", f"{ours * 1e3:.1f} ms", f"{theirs / ours:.1f} × faster", "30 ms")


def plain(rows: Matrix) -> list[tuple[float, ...]]:
    """Add up what the formulas name, one after another: four covariances of the item and the rest, in the
    people's order and each in its own, and that with the total. (The exact fractions of the tests would
    flatter us.)
    """
    totals = [sum(row) for row in rows]
    found = []
    for index in range(QUESTIONS):
        column = [row[index] for row in rows]
        rest = [total - mark for total, mark in zip(totals, column, strict=True)]
        pairs = (column, column), (rest, rest), (column, rest), (column, totals)
        found.append(tuple(covariance(one, other) for one, other in (*pairs, (sorted(column), sorted(rest)))))
    return found


def covariance(one: list[float], other: list[float]) -> float:
    """Return the sample covariance of two lists."""
    middle, other_middle = sum(one) / len(one), sum(other) / len(other)
    return sum((x - middle) * (y - other_middle) for x, y in zip(one, other, strict=True)) / (len(one) - 1)


def with_holes(rows: Matrix) -> Row:
    """Reckon a pool from which each person has had four questions of five."""
    chance = random.Random(7)
    some = [[mark if chance.random() < 0.8 else None for mark in row] for row in rows]
    names = [str(number) for number in range(QUESTIONS)]
    ours = best(lambda: analyse(Marks(names, some, [1.0] * QUESTIONS)), 3)
    return Row("items, a fifth of the questions not in the paper", f"{ours * 1e3:.1f} ms", "", "60 ms")


def whole_paper(rows: Matrix) -> Row:
    """Reckon the paper as a whole: mean, median, moments, α, SEM."""
    marks = Marks([str(number) for number in range(QUESTIONS)], rows, [1.0] * QUESTIONS)
    return Row("the paper as a whole", f"{best(lambda: describe(marks)) * 1e3:.1f} ms", "", "30 ms")


def options(rows: Matrix) -> Row:
    """Count the choices of one question, with its named mistakes, in three variants."""
    chance = random.Random(3)
    marks = Marks([str(number) for number in range(QUESTIONS)], rows, [1.0] * QUESTIONS)
    chosen = [(chance.choice("ABCD"),) for _ in range(ATTEMPTS)]
    variants = [chance.choice(("一", "二", "三")) for _ in range(ATTEMPTS)]
    ours = best(lambda: tally(marks, chosen, "ABCD", variants))
    return Row("option analysis of one question", f"{ours * 1e3:.1f} ms", "", "10 ms")


def verb(rows: Matrix) -> Row:
    """Run `trainer stats` in this process, from the file to the JSON; beside only reading the file."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "marks.csv"
        with file.open("w", encoding="utf-8", newline="") as opened:
            sheet = csv.writer(opened)
            sheet.writerow(["姓名", *(f"q{number}" for number in range(QUESTIONS))])
            sheet.writerows([f"p{number}", *row] for number, row in enumerate(rows))
        text = file.read_text(encoding="utf-8")
        bare = best(
            lambda: [[float(cell) for cell in row[1:]] for row in list(csv.reader(io.StringIO(text)))[1:]]
        )
        ours = best(lambda: silent("stats", str(file), "--pass", "60%"), 3)
    return Row(
        "trainer stats, file to JSON", f"{ours * 1e3:.0f} ms", f"{ours / bare:.1f} × reading", "500 ms"
    )


def silent(*words: str) -> None:
    """Run the command line and drop what it prints."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        assert command_line(words) == 0


def main() -> None:
    """Measure and print the table."""
    right = matrix(1)
    rows = [
        statistics_of("right or wrong", right),
        statistics_of("in quarters of 2 points", matrix(4, 2.0), 2.0),
        statistics_of("in hundredths", matrix(100)),
        with_holes(right),
        whole_paper(right),
        options(right),
        verb(right),
    ]
    head = f"Item statistics: {QUESTIONS} questions × {ATTEMPTS:,} attempts"
    print_table(head, ("what", "measured", "beside plain formulas", "aim"), rows)


if __name__ == "__main__":
    main()
