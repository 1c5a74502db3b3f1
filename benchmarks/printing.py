"""Printing: how long a paper of fifty takes, and how long the windows wait for the interpreter meanwhile."""

import threading
import time
from collections.abc import Callable

from benchmarks.table import Row, print_table
from tests.reports.papers import ROOT, drawn, sheet_of
from trainer.reports.document import Document
from trainer.reports.html import Stationery
from trainer.reports.papersheet import PaperSheet
from trainer.reports.pdf import Press

ROUNDS = 7
AIM = "500 ms"
TICK = 0.001


def shortest(work: Callable[[], object]) -> float:
    """Return the shortest of some runs, in seconds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def longest_wait(work: Callable[[], object]) -> float:
    """Return the longest time that this thread waits while another one does the work, in seconds."""
    worker = threading.Thread(target=work)
    worker.start()
    longest, last = 0.0, time.perf_counter()
    while worker.is_alive():
        time.sleep(TICK)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest


def measure(name: str, make: Callable[[PaperSheet], Document], sheet: PaperSheet, press: Press) -> Row:
    """Measure one document: filling in the template, and all of it."""
    html = shortest(lambda: make(sheet))
    whole = shortest(lambda: press.pdf(make(sheet)))
    wait = min(longest_wait(lambda: press.pdf(make(sheet))) for _ in range(3))
    size = len(press.pdf(make(sheet))) / 1024
    figure = f"{whole * 1e3:.0f} ms (HTML {html * 1e3:.0f} ms)"
    return Row(f"{name}, {size:.0f} KB", figure, f"{wait * 1e3:.0f} ms", AIM)


def main() -> None:
    """Measure and print the table."""
    began = time.perf_counter()
    press, stationery = Press(ROOT / "assets" / "fonts"), Stationery(ROOT / "assets" / "reports")
    ready = time.perf_counter() - began
    sheet = sheet_of(*drawn(50))
    began = time.perf_counter()
    press.pdf(stationery.paper(sheet))
    first = time.perf_counter() - began
    makers = {"paper": stationery.paper, "answer sheet": stationery.answer_sheet, "key": stationery.key}
    rows = [measure(name, make, sheet, press) for name, make in makers.items()]
    rows.append(Row("the very first paper", f"{first * 1e3:.0f} ms", "", AIM))
    rows.append(Row("press and stationery made ready, once", f"{ready * 1e3:.0f} ms", "", ""))
    print_table("Printing: 50 questions", ("what", "measured", "longest wait of a window", "aim"), rows)


if __name__ == "__main__":
    main()
