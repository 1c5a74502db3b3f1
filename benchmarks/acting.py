"""An act, from the key press to the painted and durable result: the player beside a bare label.

Bare: a key pressed in a window with one label; a row of the size of a record is inserted and committed
by sqlite3 (WAL, synchronous FULL) in the same thread, the label's text is set, its paint event has run.

The player: its screen as a window, the real desk on the worker's thread with records on the disk, a
walk-in played to its end. The clock starts before the key event is made. It stops at the end of the
pass of the event loop in which the last paint of the result ran: the act was recorded (`acted` was
emitted, which is after the commit), and after that passes are made until one brings neither a layout
nor a paint of the window any more. So nothing that the result needs can be left over. Between two acts
the event loop runs for `THINK_MS`, as it does while a trainee reads; the rings glide and the clock
ticks in that time, but not in the time measured, unless they fall into it.

The acts of the first attempt in a mode, when nothing has been drawn yet, and the last act of each, which
opens the review, have rows of their own.
"""

import os
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

from benchmarks.table import Row, print_table
from trainer.content.shelf import load
from trainer.core.assess import right_options
from trainer.core.events import Entry
from trainer.core.mode import Mode
from trainer.paths import find_places
from trainer.store.database import open_store
from trainer.training.attempts import Attempt, Choice
from trainer.training.desk import Desk
from trainer.training.hall import Hall
from trainer.ui import theme as themes
from trainer.ui.jobs import Worker
from trainer.ui.player.screen import PlayerScreen

SCENARIO, ROUNDS, THINK_MS = "walk-in-quanqiutong", 6, 220
RECORD = "x" * 300
SIZE = (1280, 800)
WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Act:
    """How long an act took, and what of it, in ms."""

    total: float
    commit: float = 0.0
    paint: float = 0.0

    @property
    def rest(self) -> float:
        """The change of threads, the words, the widgets and their layout."""
        return self.total - self.commit - self.paint


class BareWindow(QMainWindow):
    """A label that shows the number of rows written."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._label = BareLabel()
        self.setCentralWidget(self._label)
        self._rows = sqlite3.connect(folder / "bare.db", isolation_level=None)
        for sentence in ("journal_mode = WAL", "synchronous = FULL"):
            self._rows.execute(f"PRAGMA {sentence}").fetchall()
        self._rows.execute("CREATE TABLE record (seq INTEGER PRIMARY KEY, body TEXT)")

    def act(self) -> Act:
        """Press a key, and wait until its result is painted."""
        self._label.painted, began = False, now()
        QTest.keyClick(self, Qt.Key.Key_1)
        while not self._label.painted:
            QApplication.processEvents()
        return Act(now() - began)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write a row, then show its number."""
        self._rows.execute("BEGIN IMMEDIATE")
        written = self._rows.execute("INSERT INTO record (body) VALUES (?)", (RECORD,)).lastrowid
        self._rows.execute("COMMIT")
        self._label.setText(f"您好,第 {written} 位")

    def close_rows(self) -> None:
        """Let go of the file."""
        self._rows.close()


class BareLabel(QLabel):
    """A label that tells when it has been painted."""

    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and note it."""
        super().paintEvent(event)
        self.painted = True


class TimedDesk(Desk):
    """The desk, with a watch on the commit."""

    took = 0.0

    def add(self, attempt: Attempt, entry: Entry) -> Attempt:
        """Do and record an act."""
        began = now()
        added = super().add(attempt, entry)
        self.took = now() - began
        return added


class TimedPlayer(PlayerScreen):
    """The player as a window, with a watch on its paints."""

    paint, stirred, recorded = 0.0, False, False

    def event(self, event: QEvent) -> bool:
        """Time a paint of the window: all its widgets are painted within this one event."""
        if event.type() not in (QEvent.Type.UpdateRequest, QEvent.Type.LayoutRequest):
            return super().event(event)
        self.stirred, began = True, now()
        taken = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest:
            self.paint += now() - began
        return taken

    def act(self, desk: TimedDesk) -> Act:
        """Press the digit of a right reply, and wait until its result (or the review) is painted."""
        key, target = self._right_key(), self.focusWidget() or self
        self.paint, self.recorded, began = 0.0, False, now()
        QTest.keyClick(target, key)
        while not self.recorded or (self.is_over and self.is_playing):
            QApplication.processEvents(WAIT)
        self.stirred, ended = True, now()
        while self.stirred:
            self.stirred = False
            QApplication.processEvents()
            ended = now() if self.stirred else ended
        return Act(ended - began, desk.took, self.paint)

    def on_acted(self) -> None:
        """Note that the act is on the disk and its result in the widgets."""
        self.recorded = True

    @property
    def is_over(self) -> bool:
        """Tell whether the last act has been made."""
        return self.attempt is not None and self.attempt.shift.over

    def _right_key(self) -> Qt.Key:
        assert self.attempt is not None
        visit = self.attempt.as_of(0)[0].visit(self.selected)
        assert visit is not None
        right = right_options(visit.node, visit.talk)[0].id
        cards = self.board.counter.choices.cards
        return Qt.Key(Qt.Key.Key_0 + next(card.number for card in cards if card.choice.id == right))


def now() -> float:
    """Return the time in ms."""
    return perf_counter() * 1000


def open_timed_desk(folder: Path) -> TimedDesk:
    """Open the real content, and records of their own."""
    return TimedDesk(Hall(load(find_places().content), open_store(folder)))


def done(worker: Worker, work: Callable[[], T]) -> T:
    """Do work in the worker's thread, and wait for it."""
    results: list[T] = []
    worker.submit(work, results.append, fail)
    while not results:
        QApplication.processEvents(WAIT)
    return results[0]


def fail(error: Exception) -> None:
    """Give up."""
    raise error


def play(player: TimedPlayer, desk: TimedDesk, bare: BareWindow) -> Iterator[tuple[Act, Act]]:
    """Play an attempt to its end, a bare act beside each act."""
    while player.is_playing:
        QTest.qWait(THINK_MS)
        beside = bare.act()
        QTest.qWait(THINK_MS)
        yield player.act(desk), beside


def measure(worker: Worker, desk: TimedDesk, bare: BareWindow, mode: Mode) -> dict[str, list[Act]]:
    """Play some attempts in a mode; the first one, with everything still cold, is counted apart."""
    theme = themes.load(find_places().content / "assets", "light")
    player = TimedPlayer(theme, worker)
    player.acted.connect(player.on_acted)
    player.set_desk(desk)
    show(player)
    seen: dict[str, list[Act]] = {"bare": [], "app": [], "first": [], "last": []}
    for turn in range(ROUNDS + 1):
        person = done(worker, partial(desk.enrol, "李梅"))
        player.open(done(worker, partial(desk.start, person, Choice(SCENARIO, mode, seed=turn))))
        for act, beside in play(player, desk, bare):
            which = "last" if not player.is_playing else "app" if turn else "first"
            seen[which].append(act)
            seen["bare"].append(beside)
    player.close()
    player.deleteLater()
    return seen


def show(window: QWidget) -> None:
    """Show a window at the usual size."""
    window.resize(*SIZE)
    window.show()
    QTest.qWait(THINK_MS)


def p50(times: list[float]) -> float:
    """Return the median."""
    return statistics.median(times)


def p95(times: list[float]) -> float:
    """Return what 95 % of the times stay below."""
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def rows(seen: dict[str, list[Act]]) -> Iterator[Row]:
    """Write the rows of one mode: both medians and tails, then what the app's act is made of."""
    bare, app = ([act.total for act in seen[which]] for which in ("bare", "app"))
    for name, of, aim in (("p50", p50, "within 2×"), ("p95", p95, "under 8 ms")):
        yield Row(f"bare label and sqlite3, {name}", f"{of(bare):.2f} ms", "1.00", "")
        yield Row(f"the player, {name}", f"{of(app):.2f} ms", f"{of(app) / of(bare):.2f}", aim)
    for part in ("commit", "rest", "paint"):
        times = [getattr(act, part) for act in seen["app"]]
        yield Row(f"– of it {part}, p50 / p95", f"{p50(times):.2f} / {p95(times):.2f} ms", "", "")
    first, last = ([act.total for act in seen[which]] for which in ("first", "last"))
    yield Row("the first attempt, p50 / longest", f"{p50(first):.2f} / {max(first):.2f} ms", "", "")
    yield Row("last act to the painted review, p50", f"{p50(last):.1f} ms", "", "")


def main() -> None:
    """Measure and print the tables."""
    app = QApplication(sys.argv[:1])
    themes.apply(app, themes.load(find_places().content / "assets", "light"))
    with tempfile.TemporaryDirectory() as home:
        worker = Worker()
        desk = done(worker, partial(open_timed_desk, Path(home)))
        bare = BareWindow(Path(home))
        show(bare)
        for mode in (Mode.ASSESSMENT, Mode.PRACTICE):
            heads = ("what", "time", "ratio", "aim")
            seen = measure(worker, desk, bare, mode)
            print_table(f"{len(seen['app'])} acts, {mode.value}", heads, list(rows(seen)))
        bare.close_rows()
        worker.close(desk.close)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
