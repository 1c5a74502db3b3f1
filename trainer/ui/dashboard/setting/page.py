"""The page of assessments: the list, who has sat, the marks of one, and the form of a new one."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from trainer.core.errors import TrainerError
from trainer.ui.dashboard.busy import BusyStrip
from trainer.ui.dashboard.setting import asks
from trainer.ui.dashboard.setting.form import DraftForm
from trainer.ui.dashboard.setting.marking import Marking
from trainer.ui.dashboard.setting.opened import PartPage
from trainer.ui.dashboard.setting.overview import Overview
from trainer.ui.dashboard.setting.papers import Papers
from trainer.ui.dashboard.setting.sheetstrip import PERSON, SheetStrip
from trainer.ui.jobs import Jobs
from trainer.ui.kit.banner import Banner
from trainer.ui.kit.empty import EmptyState
from trainer.ui.theme import Theme, Tone, mark

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from trainer.training.desk import Desk
    from trainer.training.exams.plain import Choices, PlainDraft
    from trainer.training.exams.publishing import Published
    from trainer.training.marking import Sat

T = TypeVar("T")
NONE = "还没有设过考核。\n场景、试卷、默写话术可以合成一次考核，\n发布以后什么都不再变。"
NEW = "设新考核…"
DRAFTING = "trainer.training.exams.drafting"


class Page(QWidget):
    """Give it a desk, then `refresh` it."""

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._desk: Desk | None = None
        self.banner, self.busy, self.sheets = Banner(theme), BusyStrip(theme), SheetStrip(theme, jobs)
        self.new = QPushButton(NEW)
        self.overview, self.part, self.form = Overview(theme), PartPage(theme), DraftForm(theme)
        self.marks = self.overview.marks
        self._papers = Papers(self.form, theme, jobs)
        self.empty = EmptyState(theme, NONE, NEW)
        self.marking = Marking(self.overview, self.part, self._do, self)
        self._body = QStackedWidget()
        self._lay_out(theme)
        self._connect()

    def set_desk(self, desk: Desk) -> None:
        """Take the open hall."""
        self._desk = desk
        self._papers.set_desk(desk)
        self.marking.set_desk(desk)

    def refresh(self) -> None:
        """Read what was published, and who has sat what is chosen."""
        if self._desk:
            self._do(partial(asks.published, self._desk), self._on_published)

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        shown = self._body.currentWidget()
        if isinstance(shown, DraftForm | PartPage | Overview):
            shown.take_focus()
        else:
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, theme: Theme) -> None:
        title, head, column = QLabel("考核"), QHBoxLayout(), QVBoxLayout(self)
        title.setProperty("role", "title")
        mark(self.new, "kind", "primary")
        head.addWidget(title)
        head.addStretch(1)
        for widget in (self.sheets, self.busy, self.new):
            head.addWidget(widget)
        for page in (self.overview, self.form, self.empty, self.part):
            self._body.addWidget(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_m))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self._body, 1)

    def _connect(self) -> None:
        bar, sat = self.overview.bar, self.overview.sat
        self.new.clicked.connect(self._on_new)
        self.empty.acted.connect(self._on_new)
        self.form.published.connect(self._on_publish)
        self.form.left.connect(self._on_form_left)
        self.overview.list.currentRowChanged.connect(self._on_chosen)
        sat.opened.connect(self._on_person_opened)
        bar.extended.connect(self._on_extended)
        bar.withdrawn.connect(self._on_withdrawn)
        bar.released.connect(self._on_released)
        bar.exported.connect(self._on_exported)
        self.marks.sheet.connect(self._on_sheet)
        self.part.closed.connect(self._on_part_closed)
        self.sheets.said.connect(self._on_said)
        self.marking.parted.connect(self._on_parted)
        self.marking.marked.connect(self._read_who)
        self.marking.said.connect(self._on_said)

    def _do(
        self, work: Callable[[], T], done: Callable[[T], None], refused: Callable[[Any], None] | None = None
    ) -> None:
        self.busy.wait_for("正在处理…")
        self._jobs.submit(work, partial(self._on_done, done), partial(self._on_failed, refused))

    def _on_done(self, done: Callable[[T], None], result: T) -> None:
        self.busy.stop()
        done(result)

    def _on_failed(self, refused: Callable[[Any], None] | None, error: TrainerError) -> None:
        self.busy.stop()
        (refused or self._say)(error)

    def _say(self, error: TrainerError) -> None:
        self.banner.say(str(error), "hot")

    # The list

    def _on_published(self, found: list[Published]) -> None:
        self.overview.show_found(found)
        if self._body.currentWidget() not in (self.form, self.part):
            self._body.setCurrentWidget(self.overview if found else self.empty)
        self._read_who()

    def _on_chosen(self, _row: int) -> None:
        self.marking.show_nothing()
        self.overview.sat.show_nobody()
        self.overview.show_chosen()
        self._read_who()

    def _read_who(self) -> None:
        if self._desk and self.overview.chosen:
            id = self.overview.chosen.row.id
            self._do(partial(asks.sat, self._desk, id), partial(self._on_who, id))

    def _on_who(self, id: str, lines: list[Sat]) -> None:
        """Show who sat, unless another assessment was chosen meanwhile; what is open stays open."""
        if self.overview.chosen and self.overview.chosen.row.id == id:
            self.overview.sat.show_lines(lines)

    def _on_person_opened(self) -> None:
        if self.marks.parts:
            self.marks.parts[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # The one that is chosen

    def _on_extended(self, last: date, reason: str) -> None:
        self._change(asks.extend, last, reason)

    def _on_withdrawn(self, reason: str) -> None:
        self._change(asks.withdraw, reason)

    def _on_released(self) -> None:
        self._change(asks.release)

    def _change(self, use_case: Callable[..., Published], *told: object) -> None:
        if self._desk and self.overview.chosen:
            work = partial(use_case, self._desk, self.overview.chosen.row.id, *told)
            self._do(work, self._on_changed, self._on_not_changed)

    def _on_changed(self, _now: Published) -> None:
        self.refresh()

    def _on_not_changed(self, error: TrainerError) -> None:
        self.overview.bar.refuse(str(error))

    def _on_exported(self, kind: str) -> None:
        if self._desk and self.overview.chosen:
            self.sheets.ask(self._desk, kind, self.overview.chosen.row.id)

    def _on_sheet(self) -> None:
        if self._desk and self.marking.opened:
            self.sheets.ask(self._desk, PERSON, self.marking.opened.row.id)

    def export(self, kind: str, folder: Path) -> None:
        """Write sheets of the assessment that is chosen, or of the person, into a folder."""
        of = self.marking.opened if kind == PERSON else self.overview.chosen
        if self._desk and of:
            self.sheets.write(self._desk, kind, of.row.id, folder)

    def _on_said(self, sentence: str, tone: Tone) -> None:
        self.banner.say(sentence, tone)

    # One sitting

    def _on_parted(self) -> None:
        self.new.hide()
        self._body.setCurrentWidget(self.part)
        self.part.take_focus()

    def _on_part_closed(self) -> None:
        self.new.show()
        self._body.setCurrentWidget(self.overview)
        self.overview.sat.take_focus()

    # A new one

    def _on_new(self) -> None:
        if self._desk:
            self._do(partial(_offered, self._desk), self._on_offered)

    def _on_offered(self, offered: Choices) -> None:
        self.form.begin(offered)
        self._body.setCurrentWidget(self.form)
        self.new.hide()
        self.form.take_focus()
        self._papers.learn()

    def _on_publish(self, draft: PlainDraft) -> None:
        if self._desk:
            self._do(partial(_publish, self._desk, draft), self._on_done_publishing, self._on_not_published)

    def _on_done_publishing(self, found: Published) -> None:
        self._on_form_left()
        self.banner.say(f"已发布《{found.row.title}》，设置指纹 {found.row.hash[:12]}", "good")

    def _on_not_published(self, error: TrainerError) -> None:
        self.form.refuse(error)

    def _on_form_left(self) -> None:
        self.new.show()
        self._body.setCurrentWidget(self.overview if self.overview.found else self.empty)
        self.overview.list.setCurrentRow(-1)  # the newest is looked at next
        self.refresh()


def _offered(desk: Desk) -> Choices:
    return desk.with_hall(importlib.import_module(DRAFTING).choices)  # type: ignore[no-any-return]


def _publish(desk: Desk, draft: PlainDraft) -> Published:
    rooms = importlib.import_module(DRAFTING)
    return desk.with_hall(rooms.publish_plain, draft, desk.practice().sources)  # type: ignore[no-any-return]
