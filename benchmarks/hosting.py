"""Hosting with the program running: its window, its stage and its records, and 200 phones over loopback.

Beside it the same phones on a host without any window (see `phones`). A heartbeat in the thread of the
windows tells how long a frame may have been late. `python -m benchmarks.hosting`.
"""

import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QProcess, Qt, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks import phones
from benchmarks.phones import HURRY, PHONES, resident_mb
from benchmarks.table import Row, print_table
from trainer.core.rounds.acts import Steer, Step
from trainer.live import host as live
from trainer.paths import Places, find_places
from trainer.ui.app import SWITCH_SECONDS, _collect_garbage, build
from trainer.ui.frame import ROUND
from trainer.ui.jobs import Worker
from trainer.ui.window import Window

QUESTIONS = 20
BEAT_MS = 5
STEP_MS = 200
"""So fast no host presses a key."""
FULL_HD = (1920, 1080)


class Heart(QObject):
    """Beats in the thread of the windows, and knows its longest pause (ms)."""

    def __init__(self) -> None:
        super().__init__()
        self.pauses: list[float] = []
        self._last = time.perf_counter()
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._on_beat)

    def start(self) -> None:
        """Begin to beat."""
        self._last = time.perf_counter()
        self._beat.start()

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.pauses.append((now - self._last) * 1000)
        self._last = now


class Briefing:
    """A round that is held in the real window, with phones in a process of their own."""

    def __init__(self, window: Window) -> None:
        self.window, self.heart = window, Heart()
        self.took: list[float] = []
        self.join_s = 0.0
        self._loop, self._process, self._asked = QEventLoop(), QProcess(), 0

    def hold(self) -> None:
        """Open the round, let the phones in, and ask one question after another."""
        hosting = self.window.hosting
        self.window.go_to(ROUND)
        screen = hosting._screen()
        screen.setup.count.setValue(QUESTIONS)
        screen.setup.phones.setChecked(True)
        screen.setup.begin.click()
        wait_for(lambda: hosting._host is not None)
        host, stage = hosting._host, self.window._later.stage
        assert host is not None
        assert stage is not None
        stage.resize(*FULL_HD)
        told = ["-m", "benchmarks.phones", host.address, str(host.port), host.code, str(QUESTIONS)]
        self._process.readyReadStandardOutput.connect(self._on_told)
        self._process.start(sys.executable, told)
        self.heart.start()
        self._loop.exec()
        self._process.write(b"end\n")
        self._process.waitForFinished()

    def _on_told(self) -> None:
        while self._process.canReadLine():
            told = json.loads(bytes(self._process.readLine().data()))
            if "joined" in told:
                self.join_s = told["joined"]
            else:
                self.took += [each * 1000 for each in told["took"]]
                self._asked += 1
            if self._asked == QUESTIONS:
                self._loop.quit()
            else:
                self._next()

    def _next(self) -> None:
        """Go through what is shown between two questions, each step painted."""
        steps: tuple[Step, ...] = ("close", "reveal", "board", "next") if self._asked else ("next",)
        for place, step in enumerate(steps):
            QTimer.singleShot(STEP_MS * place, partial(self._steer, step))

    def _steer(self, step: Step) -> None:
        self.window.hosting._on_steered(Steer(step))


def wait_for(done: Callable[[], bool]) -> None:
    """Let the window work until something is done."""
    while not done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, BEAT_MS)


def measured() -> tuple[Briefing, float]:
    """Hold a round in the window, and weigh it beside the window that idles (MB)."""
    worker = Worker()
    with tempfile.TemporaryDirectory() as folder:
        places = find_places()
        window = build(Places(places.content, Path(folder), places.cache), worker)
        opened: list[bool] = []
        window.opened.connect(partial(opened.append, True))
        window.opened.connect(_collect_garbage)
        window.show()
        wait_for(lambda: bool(opened))
        idle = resident_mb()
        briefing = Briefing(window)
        briefing.hold()
        weighs = resident_mb() - idle
        window.hosting.close()
        window.speech.close()
        worker.close(window.door.close)
        window.door.leave()
    return briefing, weighs


def shown(figures: list[float]) -> str:
    """Write the median, the 99th percentile and the most."""
    cut = statistics.quantiles(figures, n=100)
    return f"{cut[49]:.1f}, {cut[98]:.1f}, {max(figures):.1f} ms"


def main() -> None:
    """Measure and print the table."""
    gc.disable()
    sys.setswitchinterval(SWITCH_SECONDS)
    live.Host = partial(live.Host, limits=HURRY)  # type: ignore[assignment,misc]  # one address for all
    briefing, weighs = measured()
    _, bare, _ = phones.measured(together=True)
    p99 = [statistics.quantiles(each, n=100)[98] for each in (briefing.took, bare)]
    ratio = f"{p99[0] / p99[1]:.1f}"
    rows = [
        Row("answer → acknowledged: p50, p99, most", shown(briefing.took), ratio, "p99 40 ms"),
        Row("the same without a window", shown(bare), "1.0", ""),
        Row("between two turns of the window: p50, p99, most", shown(briefing.heart.pauses), "", "33 ms"),
        Row(f"{PHONES} phones join", f"{briefing.join_s:.2f} s", "", "3 s"),
        Row("memory over the idle window", f"{weighs:.0f} MB", "", "40 MB"),
    ]
    title = f"{PHONES} phones, {QUESTIONS} questions, the window open"
    print_table(title, ("what", "measured", "ratio of p99", "aim"), rows)


if __name__ == "__main__":
    main()
