"""Papers for the form of an assessment: drawn in the worker to be looked at, and written as PDF files."""

from __future__ import annotations

import importlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from trainer.core.errors import TrainerError
from trainer.ui.jobs import Jobs
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.core.quiz.paper import Paper
    from trainer.reports.papers import Printed
    from trainer.training.desk import Desk
    from trainer.training.exams.plain import PlainPaper, Preview, Topics
    from trainer.ui.dashboard.setting.form import DraftForm

DRAFTING, PRINTING = "trainer.training.exams.drafting", "trainer.training.printing"
WAIT = "正在抽题…"


class Papers(QObject):
    """Does what a form asks for about its papers."""

    def __init__(self, form: DraftForm, theme: Theme, jobs: Jobs) -> None:
        super().__init__(form)
        self._form, self._theme, self._jobs = form, theme, jobs
        self._desk: Desk | None = None
        self._seen: Paper | None = None
        form.preview_wanted.connect(self._on_preview_wanted)
        form.preview.print_wanted.connect(self._on_print_wanted)

    def set_desk(self, desk: Desk) -> None:
        """Take the open hall."""
        self._desk = desk

    def learn(self) -> None:
        """Open the questions, and tell the form what its papers can ask for."""
        if self._desk:
            self._jobs.submit(partial(_topics, self._desk), self._form.learn, self._on_not_learnt)

    def print_out(self, folder: Path) -> None:
        """Write the paper that is looked at, its answer sheet and its key.

        The press is made here; its room is loaded when it is first wanted: few papers are printed.
        """
        if self._desk and self._seen:
            self._form.preview.say("正在写文件…")
            printing = importlib.import_module(PRINTING)
            tools = printing, printing.printer(self._theme.assets)
            work = partial(_printed, self._desk, self._seen, tools, folder)
            self._jobs.submit(work, self._on_printed, self._on_not_printed)

    def _on_preview_wanted(self, place: int, part: PlainPaper, title: str) -> None:
        if self._desk:
            work = partial(_preview, self._desk, part, title)
            self._form.wait(WAIT)
            self._jobs.submit(
                work, partial(self._on_drawn, place, part), partial(self._form.refuse_part, place)
            )

    def _on_drawn(self, place: int, part: PlainPaper, found: Preview) -> None:
        if self._form.show_preview(place, part, found):
            self._seen = found.paper

    def _on_print_wanted(self) -> None:
        name = QFileDialog.getExistingDirectory(self._form, "把试卷存到哪个文件夹")
        if name:
            self.print_out(Path(name))

    def _on_printed(self, files: Printed) -> None:
        self._form.preview.say(f"已写出试卷、答题卡和答案：{files.paper.parent}")

    def _on_not_printed(self, error: TrainerError) -> None:
        self._form.preview.say(str(error), wrong=True)

    def _on_not_learnt(self, error: TrainerError) -> None:
        self._form.refuse(error)


def _topics(desk: Desk) -> Topics:
    rooms = importlib.import_module(DRAFTING)
    return desk.with_hall(rooms.topics, desk.practice().sources)  # type: ignore[no-any-return]


def _preview(desk: Desk, part: PlainPaper, title: str) -> Preview:
    rooms = importlib.import_module(DRAFTING)
    return desk.with_hall(rooms.preview, part, title, desk.practice().sources)  # type: ignore[no-any-return]


def _printed(desk: Desk, paper: Paper, tools: tuple[Any, Any], folder: Path) -> Printed:
    printing, printer = tools
    return printer.print_out(paper, desk.practice().edition, printing.Heading(), folder)  # type: ignore[no-any-return]
