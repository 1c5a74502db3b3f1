"""The page of the item analysis: an assessment is chosen above, its items and figures stand below."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from trainer.core.errors import TrainerError
from trainer.training.reporting.looking import Looked, Named, assessments, look
from trainer.ui.dashboard.busy import BusyStrip
from trainer.ui.dashboard.items.cutscore import CutPage
from trainer.ui.dashboard.items.files import KINDS, SheetFiles
from trainer.ui.dashboard.items.items import ItemsPage
from trainer.ui.dashboard.items.whole import WholePage
from trainer.ui.jobs import Jobs
from trainer.ui.kit.banner import Banner
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.keyline import KeyLine
from trainer.ui.kit.segments import Segments
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.desk import Desk

NO_ASSESSMENT = "还没有发布过考核。\n先到「考核」里发布一场，学员交卷以后，\n这里就有每道题的统计。"
NOBODY_YET = "这场考核还没有人交卷。\n有人交卷以后，这里就有每道题的统计。"
TABS = ("各题", "散点图", "全卷与临界", "及格线")
TABLE, SCATTER, WHOLE, CUT = range(len(TABS))
KEYS = (("↑↓", "选题"), ("Ctrl+T", "表格／散点图"), ("F5", "刷新"))
_READING, _WRITING = "正在统计…", "正在制表…"
_WIDE = 18


class Page(QWidget):
    """Give it a desk, then `refresh` it."""

    shown = Signal()
    exported = Signal(list)

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._jobs = jobs
        self._desk: Desk | None = None
        self._told: Looked | None = None
        self.banner, self.busy = Banner(theme), BusyStrip(theme)
        self.files = SheetFiles(theme, jobs, self)
        self.which = QComboBox()
        self.which.setAccessibleName("哪一场考核")
        self.which.setMinimumWidth(theme.px(_WIDE))
        self.tabs = Segments(theme, "看什么", TABS)
        self.items, self.whole, self.cut = ItemsPage(theme), WholePage(theme), CutPage(theme)
        self.empty = EmptyState(theme, NO_ASSESSMENT)
        self.said = QLabel()
        self.said.setProperty("role", "sub")
        self.save, self.stop, self.again = QPushButton("导出"), QPushButton("停下"), QPushButton("刷新")
        self.stop.hide()
        self._lay_out(theme)
        self._connect()

    def set_desk(self, desk: Desk) -> None:
        """Take the open hall."""
        self._desk = desk

    def refresh(self) -> None:
        """Read the list of assessments again, and then the one that is chosen."""
        if self._desk is not None:
            self.busy.wait_for(_READING)
            work = partial(self._desk.with_hall, assessments)
            self._jobs.submit(work, self._on_listed, self._on_failed)

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        if self._body.currentWidget() is self.items:
            self.items.take_focus()
        else:
            self.which.setFocus()

    def export(self, kind: str, folder: Path) -> None:
        """Write sheets of the assessment that is chosen into a folder."""
        if self._desk is not None and self._told is not None and not self.files.busy:
            self.save.hide()
            self.stop.show()
            self.said.setText(_WRITING)
            self.files.write(self._desk, kind, self._told.id, folder)

    def _on_listed(self, found: list[Named]) -> None:
        chosen = self.which.currentData()
        with QSignalBlocker(self.which):
            self.which.clear()
            for each in found:
                self.which.addItem(f"{each.title}（{each.when}，{each.people} 人）", each.id)
            self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        if found:
            self._ask()
            return
        self.busy.stop()
        self._told = None
        self._show()

    def _ask(self) -> None:
        chosen = self.which.currentData()
        if self._desk is not None and chosen:
            self.busy.wait_for(_READING)
            work = partial(self._desk.with_hall, look, chosen)
            self._jobs.submit(work, self._on_read, self._on_failed)

    def _on_read(self, told: Looked) -> None:
        if told.id != self.which.currentData():
            return  # another was chosen since; its answer is on its way
        self.busy.stop()
        self.banner.hide()
        self._told = told
        self.items.show_items(told.items, told.variants)
        self.whole.show_analysis(told.analysis)
        self.cut.show_analysis(told.analysis)
        self._show()
        self.shown.emit()

    def _show(self) -> None:
        """Bring the page of the chosen tab to the front, or say what is missing."""
        told = self._told
        nobody = told is None or not told.analysis.gathered.sheets
        self.empty.say(NO_ASSESSMENT if told is None else NOBODY_YET, "刷新")
        place = self.tabs.place
        self.items.show_picture(place == SCATTER)
        self._body.setCurrentWidget(
            self.empty if nobody else (self.items, self.items, self.whole, self.cut)[place]
        )
        self.save.setEnabled(not nobody)
        self.tabs.setVisible(not nobody)
        self.which.setVisible(told is not None)
        self.said.setText("" if told is None else f"{told.analysis.paper.n} 人交卷")

    def _on_failed(self, error: TrainerError) -> None:
        self.busy.stop()
        self.banner.say(str(error), "hot", "再试一次")

    def _on_tab(self, _place: int) -> None:
        self._show()

    def _on_toggle_key(self) -> None:
        if self.tabs.isVisibleTo(self):
            self.tabs.choose(TABLE if self.tabs.place == SCATTER else SCATTER)
            self.take_focus()

    def _on_kind_chosen(self, action: QAction) -> None:
        name = QFileDialog.getExistingDirectory(self, "报表存到哪个文件夹")
        if name:
            self.export(str(action.data()), Path(name))

    def _on_progress(self, percent: int) -> None:
        self.said.setText(f"{_WRITING}{percent}%")

    def _on_written(self, files: list[str]) -> None:
        self._on_export_over()
        self.banner.say(f"写好了 {len(files)} 个文件，在 {Path(files[0]).parent}", "good")
        self.exported.emit(files)

    def _on_not_written(self, error: TrainerError) -> None:
        self._on_export_over()
        self.banner.say(str(error), "warm")

    def _on_export_over(self) -> None:
        self.save.show()
        self.stop.hide()
        self._show()

    def _connect(self) -> None:
        self.which.activated.connect(self._on_chosen)
        self.tabs.chosen.connect(self._on_tab)
        for signal in (self.again.clicked, self.banner.acted, self.empty.acted):
            signal.connect(self.refresh)
        menu = QMenu(self.save)
        for kind, called in KINDS:
            menu.addAction(called).setData(kind)
        menu.triggered.connect(self._on_kind_chosen)
        self.save.setMenu(menu)
        self.stop.clicked.connect(self.files.stop)
        self.files.told.connect(self._on_progress)
        self.files.written.connect(self._on_written)
        self.files.failed.connect(self._on_not_written)
        for keys, slot in (("F5", self.refresh), ("Ctrl+T", self._on_toggle_key)):
            QShortcut(QKeySequence(keys), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _on_chosen(self, _place: int) -> None:
        self._ask()

    def _lay_out(self, theme: Theme) -> None:
        head, line = QHBoxLayout(), QHBoxLayout()
        for row in (head, line):
            row.setSpacing(theme.px(theme.sizes.space_s))
        title = QLabel("题目分析")
        title.setProperty("role", "title")
        for widget, stretch in ((title, 0), (self.which, 0), (self.said, 1), (self.busy, 0)):
            head.addWidget(widget, stretch)
        self.save.setToolTip("写成网页、PDF 和表格，放进一个文件夹")
        for button in (self.stop, self.save, self.again):
            head.addWidget(button)
        line.addWidget(self.tabs)
        line.addStretch(1)
        self._body = QStackedWidget()
        for page in (self.empty, self.items, self.whole, self.cut):
            self._body.addWidget(page)
        foot = KeyLine(theme)
        foot.show_keys(KEYS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_s))
        column.addWidget(self.banner)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self._body, 1)
        column.addWidget(foot)
