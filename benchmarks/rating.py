"""Rating calls: the compiled table beside the barest integer loop that gives the same totals, a month's
bill with 500 calls, and opening the screen of the rate tables.
"""

import os
import random
import statistics
import time
from collections.abc import Callable
from datetime import datetime

from benchmarks.table import Row, print_table
from trainer.content.shelf import load
from trainer.core.bill import Usage, bill_of, tariff_of
from trainer.core.money import written
from trainer.core.rates import Traffic
from trainer.core.rating import Call, Table
from trainer.core.tariff import Assumption, Edition, plan_of
from trainer.paths import find_places

CALLS, MONTH_CALLS, ROUNDS = 200_000, 500, 7
FLAT, BANDED = "全球通", "青春套餐"


def calls(count: int) -> list[Call]:
    """Make calls in July 2004, of one second to a quarter of an hour, that cross no band."""
    chance = random.Random(2004)
    traffic = Traffic("通话", "市内", "主叫", "网外")
    hours = [hour for hour in range(24) if hour not in (7, 18)]
    return [
        Call(
            traffic,
            datetime(2004, 7, chance.randint(1, 31), chance.choice(hours), chance.randrange(60)),
            chance.randint(1, 900),
        )
        for _ in range(count)
    ]


def edition() -> Edition:
    """Return the shipped edition with started minutes counted whole, as these calls need."""
    shipped = load(find_places().content).books.edition
    shipped.assumptions["AS-3"] = Assumption("AS-3", shipped.assumptions["AS-3"].text, True)
    return shipped


def bare_flat(made: list[Call]) -> int:
    """Sum up a flat price of 0.36 a minute, in fen."""
    total = 0
    for _, _, seconds in made:
        total += -(-seconds // 60) * 36
    return total


def bare_banded(made: list[Call]) -> int:
    """Sum up 0.40 by day and 0.15 by night, in fen."""
    total = 0
    for _, start, seconds in made:
        total += -(-seconds // 60) * (40 if 8 <= start.hour < 19 else 15)
    return total


def best(work: Callable[[], object]) -> float:
    """Return the shortest of some runs in seconds of this thread's own time."""
    times = []
    for _ in range(ROUNDS):
        began = time.thread_time()
        work()
        times.append(time.thread_time() - began)
    return min(times)


def rated(tables: Edition, plan: str, bare: Callable[[list[Call]], int]) -> Row:
    """Rate the calls both ways, which must agree; return the row of the table."""
    tariff = tariff_of(tables, plan_of(tables, plan))
    table, made = Table(tariff.rates, tariff.bundles, tariff.terms, tariff.words), calls(CALLS)
    assert sum(table.costs(made)) * 100 == bare(made) * table.scale
    ours, theirs = best(lambda: sum(table.costs(made))), best(lambda: bare(made))
    what = f"{plan}: calls rated a second"
    return Row(what, f"{CALLS / ours:,.0f}", f"{ours / theirs:.1f}", "250,000; under 8 × bare")


def month(tables: Edition) -> Row:
    """Write a month's bill with 500 calls, from the printed tariff to the lines."""
    usage = Usage(datetime(2004, 7, 1).date(), tuple(calls(MONTH_CALLS)))

    def write() -> object:
        return bill_of(tariff_of(tables, plan_of(tables, BANDED)), usage)

    total = written(bill_of(tariff_of(tables, plan_of(tables, BANDED)), usage).total)
    return Row(
        f"{BANDED}: a bill of {MONTH_CALLS} calls ({total})", f"{best(write) * 1e3:.1f} ms", "", "5 ms"
    )


def screen(tables: Edition) -> Row:
    """Open the screen as the window does when its tab is first gone to, until it is painted."""
    from PySide6.QtWidgets import QApplication, QLabel  # noqa: PLC0415 - only this row needs a window

    from trainer.ui import theme as themes  # noqa: PLC0415
    from trainer.ui.tariffs.screen import TariffsScreen  # noqa: PLC0415

    app = QApplication([])
    theme = themes.load(find_places().content / "assets", "light", 15)
    themes.apply(app, theme)
    home = QLabel("练习")  # the window stands already when its tab is gone to: fonts are loaded
    home.grab()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        made = TariffsScreen(theme)
        made.show_edition(tables)
        made.resize(1280, 740)
        made.show()
        made.grab()
        times.append(time.perf_counter() - began)
        made.deleteLater()
        app.sendPostedEvents()
    first, again = times[0], statistics.median(times[1:])
    return Row("opening 资费: first, again", f"{first * 1e3:.0f}, {again * 1e3:.0f} ms", "", "100 ms")


def main() -> None:
    """Measure and print the table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    tables = edition()
    rows = [rated(tables, FLAT, bare_flat), rated(tables, BANDED, bare_banded), month(tables), screen(tables)]
    print_table("Rating", ("what", "measured", "ratio to bare", "aim"), rows)


if __name__ == "__main__":
    main()
