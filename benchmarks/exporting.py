"""Exports: a person's PDF, and a workbook of 100,000 answers beside openpyxl and a CSV of the same rows."""

import csv
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from tracemalloc import get_traced_memory, start, stop

from openpyxl import Workbook

from benchmarks.table import Row, print_table
from tests.reports import samples
from tests.reports.papers import ROOT
from trainer.reports.books import assessment_book
from trainer.reports.hallsheets import GivenAnswer, PaperQuestion
from trainer.reports.html import Stationery
from trainer.reports.pages import assessment_page, items_page, month_page, person_page
from trainer.reports.pdf import Press
from trainer.reports.xlsx import write_workbook

ROWS, SMALL = 100_000, 10_000
MADE = datetime(2004, 7, 4, 17, 30)
ROUNDS = 5


def questions(count: int) -> tuple[PaperQuestion, ...]:
    """Return the questions of the answers."""
    return tuple(
        PaperQuestion(each.id, each.form, each.topic, each.stem, each.key, each.out_of)
        for each in samples.questions(count)
    )


def answers(count: int) -> Iterator[GivenAnswer]:
    """Yield answers as a hall of 200 people gives them."""
    asked = questions(50)
    people = [samples.result(number).who for number in range(200)]
    for number in range(count):
        each = asked[number % 50]
        who = people[number // 50 % 200]
        at = datetime(2004, 7, 3, 9 + number % 8, number % 60)
        yield GivenAnswer(who, 1, each.id, number % 50 + 1, "B 100元", number % 3, 2, "漏了入网费", at)


def ours(count: int, folder: Path) -> None:
    """Write the workbook of an assessment."""
    tables = assessment_book(samples.assessment(60), questions(50), answers(count), count)
    write_workbook(folder / "ours.xlsx", tables, MADE)


def cells(count: int) -> Iterator[tuple[object, ...]]:
    """Yield the same rows as plain values."""
    for each in answers(count):
        who, given = each.who, (each.attempt, each.place, each.question, each.answer, each.got)
        yield (who.name, who.number, who.team, *given, each.out_of, each.mistake, each.at)


def theirs(count: int, folder: Path) -> None:
    """Write the rows by openpyxl, in its way for much data."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("作答")
    for row in cells(count):
        sheet.append(row)
    book.save(folder / "theirs.xlsx")


def bare(count: int, folder: Path) -> None:
    """Write the rows as CSV: the least that can be done."""
    with (folder / "bare.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(cells(count))


def seconds(work: Callable[[], object], rounds: int = 1) -> float:
    """Return the shortest of some runs."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def peak(work: Callable[[], object]) -> float:
    """Return the most memory that Python held meanwhile, in MB."""
    start()
    work()
    most = get_traced_memory()[1]
    stop()
    return most / 1e6


def workbooks(folder: Path) -> list[Row]:
    """Measure the three ways of writing the same rows, in one run."""
    took = {way.__name__: seconds(partial(way, ROWS, folder)) for way in (ours, theirs, bare)}
    memory = [peak(partial(ours, count, folder)) for count in (SMALL, 2 * SMALL)]
    faster, slower = took["theirs"] / took["ours"], took["ours"] / took["bare"]
    ratio = f"{faster:.1f} × faster than openpyxl, {slower:.0f} × as long as CSV"
    held = f"{memory[0]:.1f} MB, of twice the rows {memory[1]:.1f} MB"
    return [
        Row(f"workbook of {ROWS:,} answers", f"{took['ours']:.2f} s", ratio, "6 s"),
        Row("  the same rows by openpyxl (write-only)", f"{took['theirs']:.2f} s", "", ""),
        Row("  the same rows as CSV", f"{took['bare']:.2f} s", "", ""),
        Row(f"most memory while {SMALL:,} answers are written", held, "", "the same"),
    ]


def sheets() -> list[Row]:
    """Measure the PDFs."""
    press, paper = Press(ROOT / "assets" / "fonts"), Stationery(ROOT / "assets" / "reports")
    person, hall = samples.person(50), samples.assessment(60)
    month, items = samples.month(60, 30), samples.items(50)
    makers: dict[str, tuple[Callable[[], object], str]] = {
        "a person's PDF: 50 questions": (lambda: press.pdf(person_page(paper, person)), "500 ms"),
        "an assessment of 60 people": (lambda: press.pdf(assessment_page(paper, hall)), ""),
        "a month: 60 people × 30 rules": (lambda: press.pdf(month_page(paper, month)), ""),
        "the analysis of 50 questions": (lambda: press.pdf(items_page(paper, items)), ""),
    }
    html = seconds(lambda: person_page(paper, person), ROUNDS)
    rows = []
    for name, (make, aim) in makers.items():
        make()
        rows.append(Row(name, f"{seconds(make, ROUNDS) * 1e3:.0f} ms", "", aim))
    rows.append(Row("  of a person's, the HTML alone", f"{html * 1e3:.0f} ms", "", ""))
    return rows


def main() -> None:
    """Measure and print the table."""
    with TemporaryDirectory() as folder:
        rows = [*sheets(), *workbooks(Path(folder))]
    print_table("Exports", ("what", "measured", "beside", "aim"), rows)


if __name__ == "__main__":
    main()
