"""The book of wrong answers in files: as a table, and as a paper to be answered again."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from trainer.ui.quiz.book import BookPage
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.reports.papers import Printed
    from trainer.training.practice import Practice
    from trainer.training.printing import Printer

T = TypeVar("T")
CSV_NAME = "错题本.csv"


class Run(Protocol):
    """Runs work with the questions elsewhere, and hands on what came of it."""

    def __call__(self, work: Callable[[Practice], T], done: Callable[[T], None], /) -> bool:
        """Tell whether the work was taken."""
        ...


class BookFiles(QObject):
    """Asks where to, and writes what is listed there and then."""

    written = Signal(str)
    """What was written, as a sentence."""

    def __init__(self, book: BookPage, theme: Theme, run: Run) -> None:
        super().__init__(book)
        self._book, self._theme, self._run = book, theme, run
        self.person = ""
        book.export_wanted.connect(self._on_export_wanted)
        book.print_wanted.connect(self._on_print_wanted)

    def export(self, path: Path) -> None:
        """Write the entries that are listed to a CSV file."""
        shown = self._book.shown
        self._run(lambda practice: practice.export(path, shown), partial(self._on_exported, len(shown)))

    def print_out(self, folder: Path) -> None:
        """Print the entries that are listed as a paper, an answer sheet and a key.

        The printing room is loaded when it is first wanted: few sittings ever print.
        """
        printing = importlib.import_module("trainer.training.printing")
        prints: Printer = printing.printer(self._theme.assets)
        shown, person = self._book.shown, self.person

        def work(practice: Practice) -> Printed:
            paper = printing.paper_of(shown, practice.edition, person)
            return prints.print_out(paper, practice.edition, printing.Heading(), folder)

        self._run(work, self._on_printed)

    def _on_export_wanted(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self._book, "导出错题本", CSV_NAME, "CSV 表格 (*.csv)")
        if name:
            self.export(Path(name if name.lower().endswith(".csv") else f"{name}.csv"))

    def _on_print_wanted(self) -> None:
        name = QFileDialog.getExistingDirectory(self._book, "把错题卷存到哪个文件夹")
        if name:
            self.print_out(Path(name))

    def _on_exported(self, count: int, path: Path) -> None:
        self.written.emit(f"已导出 {count} 道错题到 {path}")

    def _on_printed(self, files: Printed) -> None:
        self.written.emit(f"已写出试卷、答题卡和答案：{files.paper.parent}")
