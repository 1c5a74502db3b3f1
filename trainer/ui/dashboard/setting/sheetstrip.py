"""Sheets being written from the page of assessments: how far they are, and a button that stops them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from trainer.core.errors import TrainerError
from trainer.ui.dashboard.items.files import SheetFiles
from trainer.ui.jobs import Jobs
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.desk import Desk

PERSON = "person"
_WRITING = "正在制表…"


class SheetStrip(QWidget):
    """`said` carries a sentence and its tone when the files are there, or were not written."""

    said = Signal(str, str)

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files = SheetFiles(theme, jobs, self)
        self.told, self.stop = QLabel(_WRITING), QPushButton("停下")
        self.told.setProperty("role", "sub")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.sizes.space_s))
        row.addWidget(self.told)
        row.addWidget(self.stop)
        self.hide()
        self.stop.clicked.connect(self.files.stop)
        self.files.told.connect(self._on_told)
        self.files.written.connect(self._on_written)
        self.files.failed.connect(self._on_failed)

    def ask(self, desk: Desk, kind: str, subject: str) -> None:
        """Ask for a folder, and write there."""
        name = QFileDialog.getExistingDirectory(self, "报表存到哪个文件夹")
        if name:
            self.write(desk, kind, subject, Path(name))

    def write(self, desk: Desk, kind: str, subject: str, folder: Path) -> None:
        """Write sheets into a folder; `subject` is the id of an assessment, or of a sitting (person)."""
        if not self.files.busy:
            self.told.setText(_WRITING)
            self.show()
            self.files.write(desk, kind, subject, folder)

    def _on_told(self, percent: int) -> None:
        self.told.setText(f"{_WRITING}{percent}%")

    def _on_written(self, files: list[str]) -> None:
        self.hide()
        self.said.emit(f"写好了 {len(files)} 个文件，在 {Path(files[0]).parent}；要打印就打开 PDF", "good")

    def _on_failed(self, error: TrainerError) -> None:
        self.hide()
        self.said.emit(str(error), "warm")
