"""Sheets from the window: written on the worker, with progress that can be seen and a way to stop."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from trainer.core.errors import TrainerError
from trainer.reports.progress import Cancelled
from trainer.ui.jobs import Jobs
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.desk import Desk

EXPORTING, BINDING = "trainer.training.reporting.exporting", "trainer.training.reporting.binding"
KINDS = (("items", "题目分析"), ("assessment", "考核汇总"), ("people", "全部个人考核表"))
_WHOLE = 100
_OF_PEOPLE = ("person", "people")


class SheetFiles(QObject):
    """`told` carries per cents, `written` the files, `failed` what went wrong (also that it was stopped)."""

    told = Signal(int)
    written = Signal(list)
    failed = Signal(TrainerError)

    def __init__(self, theme: Theme, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._jobs = theme, jobs
        self._stopped: threading.Event | None = None

    @property
    def busy(self) -> bool:
        """Tell whether something is being written."""
        return self._stopped is not None

    def write(self, desk: Desk, kind: str, subject: str, folder: Path, forms: tuple[str, ...] = ()) -> None:
        """Write sheets into a folder, in these forms (none named: in every one); the press is made here.

        The rooms of printing are loaded when they are first wanted: few evenings end with a report.
        """
        if self._stopped is not None:
            return
        rooms = importlib.import_module(EXPORTING)
        tools = importlib.import_module(BINDING).stationery_and_press(self._theme.assets)
        self._stopped = threading.Event()
        order = rooms.Order(kind, subject, folder, forms or rooms.FORMS)
        work = partial(_export, desk, rooms, (order, tools), _Watch(self.told, self._stopped))
        self._jobs.submit(work, self._on_written, self._on_failed)

    def stop(self) -> None:
        """Stop what is being written; nothing stays behind."""
        if self._stopped is not None:
            self._stopped.set()

    def _on_written(self, files: Sequence[Path]) -> None:
        self._stopped = None
        self.written.emit([str(file) for file in files])

    def _on_failed(self, error: TrainerError) -> None:
        self._stopped = None
        self.failed.emit(error)


class _Watch:
    """Progress on the worker: told to the window, stopped by it."""

    def __init__(self, told: Any, stopped: threading.Event) -> None:
        self._told, self._stopped, self._last = told, stopped, -1

    def __call__(self, done: int, of: int) -> None:
        if self._stopped.is_set():
            raise Cancelled
        percent = _WHOLE * done // max(of, 1)
        if percent != self._last:
            self._last = percent
            self._told.emit(percent)


def _export(desk: Desk, rooms: Any, ordered: tuple[Any, tuple[Any, Any]], watch: _Watch) -> list[Path]:
    """Write the sheets; only those of people need the phrases and what was observed."""
    order, tools = ordered
    beside = (desk.practice().sources.prompts, desk.floor().results) if order.kind in _OF_PEOPLE else ()
    files: list[Path] = desk.with_hall(rooms.export, order, rooms.Bindery(*tools, *beside), watch)
    return files
