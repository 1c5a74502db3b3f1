"""A tick of the running clock with 1, 4 and 12 customers on the floor, from the clock to the painted frame.

Each customer has a face, a ring of patience and, once attended and left, the ring of a decision on the
face. A frame is what one tick costs: the shift is asked how it stands, the widgets take it, and passes of
the event loop are made until none brings a layout or a paint of the window any more. The watch is turned
by hand, a tenth of a second a tick, as long as nobody walks out; so every frame is the same work.
"""

import os
import statistics
import sys
from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.table import Row, print_table
from trainer.core.events import Act
from trainer.core.face import Face
from trainer.core.log import Story
from trainer.core.mode import Mode
from trainer.core.scenario import LATE, SECOND, Customer, Node, Option, Route, Scenario
from trainer.paths import find_places
from trainer.training.attempts import Attempt
from trainer.ui import theme as themes
from trainer.ui.jobs import AtOnce
from trainer.ui.player.screen import PlayerScreen

CROWDS, TICKS, STEP_MS, AIM_MS = (1, 4, 12), 300, 100, 16
SIZES = ((1280, 800), (1920, 1080))
HAIRS = ("short", "bob", "long", "bun", "bald", "curly", "cap")


class HandWatch:
    """A stopwatch that is turned by hand."""

    passed = 0

    def start(self) -> None:
        """Count from now."""
        self.passed = 0

    def elapsed(self) -> int:
        """Return the milliseconds since the start."""
        return self.passed


class WatchedPlayer(PlayerScreen):
    """The player as a window, which notes its layouts and paints."""

    stirred = False

    def event(self, event: QEvent) -> bool:
        """Note a layout or a paint."""
        self.stirred |= event.type() in (QEvent.Type.UpdateRequest, QEvent.Type.LayoutRequest)
        return super().event(event)


def now() -> float:
    """Return the time in ms."""
    return perf_counter() * 1000


def customer(number: int) -> Customer:
    """Return a customer who bears to wait longer than the benchmark takes."""
    reply = Option("hello", "say", "您好，请问您需要办理什么业务？", (Route("end"),))
    late = Option(LATE, "late", "", (Route("end"),))
    nodes = {
        "start": Node("start", "你好，我来问一件事。", (reply,), deadline=120 * SECOND, late=late),
        "end": Node("end", "（走了）", ends="办妥"),
    }
    face = Face(HAIRS[number % len(HAIRS)])  # type: ignore[arg-type]
    return Customer(f"c{number}", f"客户{number + 1}", "补卡", "start", nodes, face, 0, 180 * SECOND)


def attempt(number: int) -> Attempt:
    """Return an attempt in which every customer has been attended and all but the last left again."""
    customers = tuple(customer(place) for place in range(number))
    scenario = Scenario(
        "floor", "", "高峰时段", "", "2004-07-08", "10:30", "台席", "", (), (), 1, customers
    )  # fmt: skip
    story = Story(scenario)
    for each in customers if number > 1 else ():
        story = story.then(Act(story.shift.now, "attend", each.id))
    return Attempt("floor", "李梅", Mode.ASSESSMENT, 7, (0, 0, 0, 0, 0), story)


def frames(number: int, size: tuple[int, int]) -> Iterator[float]:
    """Yield what each tick takes with so many customers, in ms."""
    theme = themes.load(find_places().content / "assets", "light")
    watch = HandWatch()
    player = WatchedPlayer(theme, AtOnce(), stopwatch=watch)
    player.resize(*size)
    player.show()
    player.open(attempt(number))
    QTest.qWait(STEP_MS)
    watch.passed = 0  # the timer of the player ticks beside, and finds the same instant
    for tick in range(1, TICKS + 1):
        watch.passed, began = tick * STEP_MS, now()
        player.tick()
        player.stirred = True
        while player.stirred:
            player.stirred = False
            QApplication.processEvents()
        yield now() - began
    player.close()
    player.deleteLater()


def rows(size: tuple[int, int]) -> Iterator[Row]:
    """Write the rows of one size of the window."""
    base = 0.0
    for number in CROWDS:
        times = list(frames(number, size))[10:]
        median = statistics.median(times)
        base = base or median
        tail = statistics.quantiles(times, n=20, method="inclusive")[-1]
        figure = f"{median:.2f} / {tail:.2f} / {max(times):.2f} ms"
        yield Row(f"{number} on the floor", figure, f"{median / base:.2f}", f"p95 < {AIM_MS} ms")


def main() -> None:
    """Measure and print the tables."""
    app = QApplication(sys.argv[:1])
    themes.apply(app, themes.load(find_places().content / "assets", "light"))
    for size in SIZES:
        heads = ("customers", "p50 / p95 / longest", "to one", "aim")
        print_table(f"A tick of the clock at {size[0]}×{size[1]}", heads, list(rows(size)))


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
