"""The page of assessments: the list, who has sat, the marks of one, and the form of a new one."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from trainer.core.errors import TrainerError
from trainer.ui.dashboard.busy import BusyStrip
from trainer.ui.dashboard.setting.form import DraftForm
from trainer.ui.dashboard.setting.marks import MarksCard
from trainer.ui.dashboard.setting.papers import Papers
from trainer.ui.jobs import Jobs
from trainer.ui.kit.banner import Banner
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.framed import framed
from trainer.ui.kit.scrolling import upright
from trainer.ui.theme import Theme, mark

if TYPE_CHECKING:
    from trainer.core.exam.verdict import Override
    from trainer.training.desk import Desk
    from trainer.training.exams.defending import Defended, Presented
    from trainer.training.exams.plain import Choices, PlainDraft
    from trainer.training.exams.publishing import Published

T = TypeVar("T")
NONE = "还没有设过考核。\n场景、试卷、默写话术可以合成一次考核，\n发布以后什么都不再变。"
NEW = "设新考核…"
COLUMNS = ("姓名", "状态", "次数", "总分", "合规", "结论", "离开")
DEFENDING, PUBLISHING = "trainer.training.exams.defending", "trainer.training.exams.publishing"
DRAFTING = "trainer.training.exams.drafting"


class Page(QWidget):
    """Give it a desk, then `refresh` it."""

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._desk: Desk | None = None
        self._found: list[Published] = []
        self._people: list[Presented] = []
        self.banner, self.busy = Banner(theme), BusyStrip(theme)
        self.new = QPushButton(NEW)
        self.list, self.table = QListWidget(), QTableWidget(0, len(COLUMNS))
        self.marks, self.form = MarksCard(theme), DraftForm(theme)
        self._papers = Papers(self.form, theme, jobs)
        self.empty = EmptyState(theme, NONE, NEW)
        self._body = QStackedWidget()
        self._lay_out(theme)
        self._connect()

    def set_desk(self, desk: Desk) -> None:
        """Take the open hall."""
        self._desk = desk
        self._papers.set_desk(desk)

    def refresh(self) -> None:
        """Read what was published, and who has sat what is chosen."""
        if self._desk:
            self._do(partial(_published, self._desk), self._on_published)

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        if self._body.currentWidget() is self.form:
            self.form.take_focus()
        else:
            (self.list if self._found else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> Published | None:
        """The assessment that is looked at."""
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _lay_out(self, theme: Theme) -> None:
        title, head, column, sizes = QLabel("考核"), QHBoxLayout(), QVBoxLayout(self), theme.sizes
        title.setProperty("role", "title")
        mark(self.new, "kind", "primary")
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.busy)
        head.addWidget(self.new)
        self.table.setHorizontalHeaderLabels(list(COLUMNS))
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setAccessibleName("谁考了")
        self.list.setAccessibleName("发布过的考核")
        self.list.setWordWrap(True)
        sat, row = QWidget(), QHBoxLayout()
        scroll = upright("成绩")
        scroll.setWidget(self.marks)
        for widget, wide in ((framed(self.list, theme), 2), (framed(self.table, theme), 5), (scroll, 3)):
            row.addWidget(widget, wide)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(sizes.space_m))
        sat.setLayout(row)
        for page in (sat, self.form, self.empty):
            self._body.addWidget(page)
        self._sat = sat
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(sizes.space_m))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self._body, 1)

    def _connect(self) -> None:
        self.new.clicked.connect(self._on_new)
        self.empty.acted.connect(self._on_new)
        self.list.currentRowChanged.connect(self._on_chosen)
        self.table.currentCellChanged.connect(self._on_person)
        self.form.published.connect(self._on_publish)
        self.form.left.connect(self._on_form_left)
        self.marks.corrected.connect(self._on_corrected)
        self.marks.noted.connect(partial(self._on_written, "comment"))
        self.marks.replied.connect(partial(self._on_written, "answer"))

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
        kept = max(0, self.list.currentRow())
        self._found = found
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([_told(each) for each in found])
        self.list.blockSignals(False)
        if self._body.currentWidget() is not self.form:
            self._body.setCurrentWidget(self._sat if found else self.empty)
        if found:
            self.list.setCurrentRow(min(kept, len(found) - 1))
            self._on_chosen(self.list.currentRow())

    def _on_chosen(self, _row: int) -> None:
        self.marks.show_nothing()
        if self._desk and self.chosen:
            self._do(partial(_who, self._desk, self.chosen.row.id), self._on_who)

    def _on_who(self, people: list[Presented]) -> None:
        row = self.table.currentRow()
        self._people = people
        self.table.blockSignals(True)
        self.table.setRowCount(len(people))
        for place, each in enumerate(people):
            for column, words in enumerate(_cells(each)):
                self.table.setItem(place, column, QTableWidgetItem(words))
        self.table.blockSignals(False)
        if 0 <= row < len(people):
            self.table.setCurrentCell(row, 0)

    def _on_person(self, row: int, _column: int, _before: int, _beside: int) -> None:
        opened = self._people[row].counting if 0 <= row < len(self._people) else None
        if opened is None or self._desk is None:
            self.marks.show_nothing()
        else:
            self._do(partial(_opened, self._desk, opened.row.id), self.marks.show_sitting)

    # Marking

    @property
    def _sitting(self) -> str:
        row = self.table.currentRow()
        opened = self._people[row].counting if 0 <= row < len(self._people) else None
        return opened.row.id if opened else ""

    def _on_corrected(self, change: Override, reason: str, known: int) -> None:
        if self._desk and self._sitting:
            work = partial(_corrected, self._desk, self._sitting, change, (reason, known))
            self._do(work, self._on_marked, self._on_not_marked)

    def _on_written(self, what: str, text: str) -> None:
        if self._desk and self._sitting:
            self._do(
                partial(_noted, self._desk, what, self._sitting, text), self._on_marked, self._on_not_marked
            )

    def _on_marked(self, opened: Defended) -> None:
        self.marks.show_sitting(opened)
        self._on_refreshed()

    def _on_not_marked(self, error: TrainerError) -> None:
        self.marks.refuse(str(error))

    def _on_refreshed(self) -> None:
        if self._desk and self.chosen:
            self._do(partial(_who, self._desk, self.chosen.row.id), self._on_who_again)

    def _on_who_again(self, people: list[Presented]) -> None:
        """Show the marks that changed; the sitting that is open stays open."""
        self.table.blockSignals(True)
        self._on_who(people)
        self.table.blockSignals(False)

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
        self._body.setCurrentWidget(self._sat if self._found else self.empty)
        self.list.setCurrentRow(0)
        self.refresh()


def _told(of: Published) -> str:
    closes = of.closes.astimezone()
    state = "（已撤销）" if of.withdrawn else ""
    size = f"{len(of.setting.people)} 人，{len(of.setting.parts)} 部分"
    return f"{of.row.title}{state}\n{closes:%m-%d %H:%M} 前，{size}"


def _cells(of: Presented) -> tuple[str, ...]:
    if of.counting is None or of.counting.now is None:
        return (of.person, of.presence, str(of.sat), "", "", "", "")
    now, away = of.counting.now, of.counting.away
    left = f"{len(away)} 次 {sum(away):.0f} 秒" if away else ""
    gate = "通过" if now.compliant else "一票否决"
    return (
        of.person,
        of.presence,
        str(of.sat),
        f"{now.percent}%",
        gate,
        "通过" if now.passed else "没有通过",
        left,
    )


def _published(desk: Desk) -> list[Published]:
    return desk.with_hall(importlib.import_module(PUBLISHING).published)


def _who(desk: Desk, id: str) -> list[Presented]:
    return desk.with_hall(importlib.import_module(DEFENDING).who, id)


def _opened(desk: Desk, id: str) -> Defended:
    return desk.with_hall(importlib.import_module(DEFENDING).standing, id)  # type: ignore[no-any-return]


def _corrected(desk: Desk, id: str, change: Override, why: tuple[str, int]) -> Defended:
    return desk.with_hall(importlib.import_module(DEFENDING).override, id, change, why)  # type: ignore[no-any-return]


def _noted(desk: Desk, what: str, id: str, text: str) -> Defended:
    return desk.with_hall(getattr(importlib.import_module(DEFENDING), what), id, text)  # type: ignore[no-any-return]


def _offered(desk: Desk) -> Choices:
    return desk.with_hall(importlib.import_module(DRAFTING).choices)  # type: ignore[no-any-return]


def _publish(desk: Desk, draft: PlainDraft) -> Published:
    rooms = importlib.import_module(DRAFTING)
    return desk.with_hall(rooms.publish_plain, draft, desk.practice().sources)  # type: ignore[no-any-return]
