"""The page of records: the results, an attempt opened, and everything read without blocking."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from trainer.core.errors import TrainerError
from trainer.ui.dashboard.attempt import AttemptPage
from trainer.ui.dashboard.export import write_csv
from trainer.ui.dashboard.lines import Line, line_of
from trainer.ui.dashboard.overview import Overview
from trainer.ui.jobs import Jobs
from trainer.ui.kit.banner import Banner
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.desk import Desk
    from trainer.training.results import Review

CSV_NAME = "考核记录.csv"


class DashboardScreen(QWidget):
    """Give it a desk, then `refresh` it whenever it comes to the front."""

    exported = Signal(str)

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._jobs = jobs
        self._desk: Desk | None = None
        self._waiting_for = ""
        self.banner = Banner(theme)
        self.overview = Overview(theme)
        self.attempt = AttemptPage(theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.overview)
        self._pages.addWidget(self.attempt)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_m))
        column.addWidget(self.banner)
        column.addWidget(self._pages, 1)
        self.overview.opened.connect(self.open)
        self.overview.refresh_requested.connect(self.refresh)
        self.overview.export_requested.connect(self._on_export_requested)
        self.attempt.closed.connect(self._on_closed)
        self.banner.acted.connect(self.refresh)

    def set_desk(self, desk: Desk) -> None:
        """Take the open hall."""
        self._desk = desk

    def refresh(self) -> None:
        """Read the results again and show them; the attempt that is open stays open."""
        if self._desk is None:
            return
        self.overview.busy.wait_for("正在读取记录…")
        self._jobs.submit(partial(_read, self._desk), self._on_read, self._on_failed)

    def look_for(self, name: str) -> None:
        """List what somebody of this name did, in every mode."""
        self.overview.filters.show_all()
        self.overview.filters.search.setText(name)

    def open(self, attempt_id: str) -> None:
        """Open an attempt and play it back."""
        if self._desk is None or self._waiting_for == attempt_id:
            return
        self._waiting_for = attempt_id
        self.overview.busy.wait_for("正在打开这次记录…（Esc 取消）")
        work = partial(self._desk.review, attempt_id)
        self._jobs.submit(work, self._on_opened, partial(self._on_not_opened, attempt_id))

    def export(self, path: Path) -> None:
        """Write the lines that are shown, in their order, to a CSV file."""
        self.overview.busy.wait_for("正在导出…")
        work = partial(write_csv, path, self.overview.shown)
        self._jobs.submit(work, self._on_exported, self._on_not_exported)

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard is where the work is, whenever the screen comes to the front."""
        super().showEvent(event)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        page = self.attempt if self._pages.currentWidget() is self.attempt else self.overview
        page.take_focus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to where the work is."""
        self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc calls off the opening that is being waited for."""
        if event.key() == Qt.Key.Key_Escape and self._waiting_for:
            self._waiting_for = ""
            self.overview.busy.stop()
        else:
            super().keyPressEvent(event)

    def _on_read(self, lines: list[Line]) -> None:
        self.overview.busy.stop()
        self.banner.hide()
        waited = not self.overview.shown and not self.overview.filters.search.text()
        self.overview.show_lines(lines)
        if waited and self.overview.isVisible():
            self.overview.take_focus()

    def _on_opened(self, review: Review) -> None:
        if review.row.id != self._waiting_for:
            return  # another attempt was asked for since
        self._waiting_for = ""
        self.overview.busy.stop()
        self.banner.hide()
        self.attempt.show_review(review)
        self._pages.setCurrentWidget(self.attempt)
        self.take_focus()

    def _on_not_opened(self, attempt_id: str, error: TrainerError) -> None:
        if attempt_id != self._waiting_for:
            return
        self._waiting_for = ""
        self.overview.busy.stop()
        self.banner.say(str(error), "hot")

    def _on_not_exported(self, error: TrainerError) -> None:
        self.overview.busy.stop()
        self.banner.say(str(error), "hot")

    def _on_failed(self, error: TrainerError) -> None:
        self.overview.busy.stop()
        self.banner.say(str(error), "hot", "再试一次")

    def _on_closed(self) -> None:
        self.banner.hide()
        self._pages.setCurrentWidget(self.overview)
        self.take_focus()

    def _on_export_requested(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "导出考核记录", CSV_NAME, "CSV 表格 (*.csv)")
        if name:
            self.export(Path(name if name.lower().endswith(".csv") else f"{name}.csv"))

    def _on_exported(self, path: Path) -> None:
        self.overview.busy.stop()
        self.banner.say(f"已导出 {len(self.overview.shown)} 条记录到 {path}", "good")
        self.exported.emit(str(path))


def _read(desk: Desk) -> list[Line]:
    return [line_of(row) for row in desk.results()]
