"""An answer, from the key press to the painted and durable feedback, and Enter to the painted next question.

The screen as a window, the real desk on the worker's thread with records on the disk, sittings of single
choices and judgements of the whole bank. The clock starts before the key event is made. It stops at the
end of the pass of the event loop in which the last paint of the result ran: the answer was remembered
(`answered` was emitted, which is after the commit), and after that passes are made until one brings
neither a layout nor a paint of the window any more. Between two keys the event loop runs for `THINK_MS`,
as it does while a trainee reads. The first sitting, when nothing has been drawn yet, is counted apart.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.table import Row, print_table
from trainer.content.shelf import load
from trainer.core.quiz.marking import right_answer
from trainer.core.quiz.question import Answer, Question
from trainer.paths import find_places
from trainer.store.database import open_store
from trainer.training.desk import Desk
from trainer.training.hall import Hall
from trainer.training.practice import Practice
from trainer.training.sitting import Sitting, Wish
from trainer.ui import theme as themes
from trainer.ui.jobs import Worker
from trainer.ui.quiz.picking import AT_ONCE
from trainer.ui.quiz.screen import QuizScreen

ROUNDS, EACH, THINK_MS = 6, 20, 220
SIZE = (1280, 800)
AIM = 16
WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Press:
    """How long a key press took, and what of it, in ms."""

    total: float
    commit: float = 0.0
    paint: float = 0.0

    @property
    def beyond(self) -> float:
        """Everything but the marking and the commit."""
        return self.total - self.commit


class TimedPractice:
    """Practice, with a watch on the marking and the commit."""

    took = 0.0

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def answer(self, sitting: Sitting, answer: Answer) -> Sitting:
        """Mark and remember an answer."""
        began = now()
        done = self._practice.answer(sitting, answer)
        self.took = now() - began
        return done


class TimedDesk(Desk):
    """The desk, with its practice timed."""

    timed: TimedPractice

    def practice(self) -> Practice:
        """Return the practice that is timed; it does no more than answer."""
        return self.timed  # type: ignore[return-value]


class TimedScreen(QuizScreen):
    """The screen as a window, with a watch on its paints."""

    paint, stirred, ready = 0.0, False, False

    def event(self, event: QEvent) -> bool:
        """Time a paint of the window: all its widgets are painted within this one event."""
        if event.type() not in (QEvent.Type.UpdateRequest, QEvent.Type.LayoutRequest):
            return super().event(event)
        self.stirred, began = True, now()
        taken = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest:
            self.paint += now() - began
        return taken

    def press(self, key: Qt.Key) -> Press:
        """Press a key where the keyboard is, and wait until its result is painted."""
        target = self.focusWidget() or self
        self.paint, self.ready, began = 0.0, False, now()
        QTest.keyClick(target, key)
        while not self.ready:
            QApplication.processEvents(WAIT)
        self.stirred, ended = True, now()
        while self.stirred:
            self.stirred = False
            QApplication.processEvents()
            ended = now() if self.stirred else ended
        return Press(ended - began, 0.0, self.paint)

    def on_ready(self) -> None:
        """Note that what was asked for is in the widgets."""
        self.ready = True


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


def key_for(task: Question, *, right: bool) -> Qt.Key:
    """Return the digit of a right or of a wrong card."""
    best = right_answer(task).chosen[0]
    place = next(i for i, choice in enumerate(task.choices) if (choice.id == best) is right)
    return Qt.Key(Qt.Key.Key_1 + place)


def sit(screen: TimedScreen, timed: TimedPractice, sitting: Sitting) -> tuple[list[Press], list[Press]]:
    """Answer every question of a sitting, every other one wrong."""
    screen.sit_down(sitting)
    answers, nexts = [], []
    for place, task in enumerate(sitting.tasks):
        QTest.qWait(THINK_MS)
        assert isinstance(task, Question)
        pressed = screen.press(key_for(task, right=place % 2 == 0))
        answers.append(replace(pressed, commit=timed.took))
        QTest.qWait(THINK_MS)
        if place + 1 < len(sitting.tasks):
            nexts.append(screen.press(Qt.Key.Key_Return))
    return answers, nexts


def p50(times: list[float]) -> float:
    """Return the median."""
    return statistics.median(times)


def p95(times: list[float]) -> float:
    """Return what 95 % of the times stay below."""
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def row(what: str, times: list[float], aim: str = "") -> Row:
    """Write a row: the median and the tail."""
    return Row(what, f"{p50(times):.2f} / {p95(times):.2f} ms", f"{max(times):.2f}", aim)


def measure(worker: Worker, desk: TimedDesk, practice: Practice) -> list[Row]:
    """Sit a few times; the first time, with everything still cold, is counted apart."""
    screen = TimedScreen(themes.load(find_places().content / "assets", "light"), worker)
    for signal in (screen.answered, screen.shown):
        signal.connect(screen.on_ready)
    screen.set_desk(desk)
    screen.resize(*SIZE)
    screen.show()
    QTest.qWait(THINK_MS)
    answers, nexts, first = list[Press](), list[Press](), list[Press]()
    for turn in range(ROUNDS + 1):
        whole = done(worker, partial(practice.begin, "李梅", Wish("今日到期", count=3 * EACH), turn))
        tasks = [task for task in whole.tasks if isinstance(task, Question) and task.form in AT_ONCE]
        answered, shown = sit(screen, desk.timed, replace(whole, tasks=tuple(tasks[:EACH])))
        if turn:
            answers += answered
            nexts += shown
        else:
            first += answered + shown
    screen.close()
    return [
        row("answer → feedback painted", [each.total for each in answers]),
        row("– of it marking and commit", [each.commit for each in answers]),
        row("– beyond the commit", [each.beyond for each in answers], f"p95 under {AIM} ms"),
        row("– of it paint", [each.paint for each in answers]),
        row("Enter → next question painted", [each.total for each in nexts], f"p95 under {AIM} ms"),
        row("the first sitting, any key, beyond the commit", [each.beyond for each in first]),
    ]


def main() -> None:
    """Measure and print the table."""
    app = QApplication(sys.argv[:1])
    themes.apply(app, themes.load(find_places().content / "assets", "light"))
    with tempfile.TemporaryDirectory() as home:
        worker = Worker()
        desk = done(worker, partial(open_timed_desk, Path(home)))
        began = now()
        practice = done(worker, partial(Desk.practice, desk))
        opened = now() - began
        desk.timed = TimedPractice(practice)
        rows = measure(worker, desk, practice)
        rows.append(Row("opening the questions, once", f"{opened:.0f} ms", "", ""))
        print_table(f"{ROUNDS * EACH} answers", ("what", "p50 / p95", "longest", "aim"), rows)
        worker.close(desk.close)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
