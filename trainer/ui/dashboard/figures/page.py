"""The figures page: filters above, pictures or tables below; everything is read on the worker."""

from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
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
from trainer.training.figures import Figures, Frame, Pending, Wanted
from trainer.ui.dashboard.busy import BusyStrip
from trainer.ui.dashboard.figures import export
from trainer.ui.dashboard.figures.board import PICTURES, Board
from trainer.ui.dashboard.figures.filters import FilterBar, only_people
from trainer.ui.dashboard.figures.tables import TablePage, tables_of
from trainer.ui.jobs import Jobs
from trainer.ui.kit.banner import Banner
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.keyline import KeyLine
from trainer.ui.theme import Theme, mark

NOTHING_YET = "还没有可以统计的答题。\n请学员到「自测」里做几道题，或完成一次场景练习，\n数字就会出现在这里。"
NOTHING_HERE = "按现在的筛选，没有答题记录。"
KEYS = (("↑↓←→", "走格"), ("Enter", "打开此人"), ("空格", "看这一项"), ("Esc", "返回"), ("Ctrl+T", "表格"))
_READING = "正在统计…"


class FiguresDesk(Protocol):
    """What the page asks of a desk; each runs on the worker."""

    def figures_frame(self) -> Frame:
        """Tell what can be asked for."""
        ...

    def figures(self, wanted: Wanted) -> Figures:
        """Return the figures wanted."""
        ...

    def pending(self, wanted: Wanted) -> Pending:
        """Tell what is still to be done."""
        ...


class Page(QWidget):
    """Give it a desk, then `refresh` it; `person_opened` carries the name of whoever is to be shown."""

    person_opened = Signal(str)
    exported = Signal(str)
    shown = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._jobs = jobs
        self._desk: FiguresDesk | None = None
        self._frame = Frame((), (), {}, ())
        self._told: Figures | None = None
        self._pending = Pending((), ())
        self._of: Wanted | None = None
        self._reading = False
        self.banner, self.busy = Banner(theme), BusyStrip(theme)
        self.filters, self.board, self.tables = FilterBar(theme), Board(theme), TablePage(theme)
        self.empty = EmptyState(theme, NOTHING_YET)
        self.said = QLabel()
        self.said.setProperty("role", "sub")
        self.as_table = QPushButton("表格")
        self.as_table.setCheckable(True)
        self.as_table.setToolTip("把图换成数字表格，读屏软件也能读（Ctrl+T）")
        self.save, self.again = QPushButton("导出图片"), QPushButton("刷新")
        self.again.setToolTip("重新统计（F5）")
        self._lay_out(theme)
        self._connect()

    def set_desk(self, desk: FiguresDesk) -> None:
        """Take the open hall."""
        self._desk = desk

    def refresh(self) -> None:
        """Read what can be asked for again, and then the figures."""
        if self._desk is not None:
            self.busy.wait_for(_READING)
            self._jobs.submit(self._desk.figures_frame, self._on_frame, self._on_failed)

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        if self._body.currentWidget() is self.board:
            self.board.heat.setFocus()
        elif self._body.currentWidget() is self.tables:
            self.tables.view.setFocus()
        else:
            self.filters.sorts.setFocus()

    def export(self, place: int, path: Path) -> None:
        """Keep a picture as a file, SVG where its name says so; places as in `PICTURES`."""
        paint, size = self.board.picture(place)
        is_svg = path.suffix.lower() == ".svg"
        picture = export.svg(paint, size, PICTURES[place]) if is_svg else export.png(paint, size)
        self._jobs.submit(partial(export.write, path, picture), self._on_exported, self._on_failed)

    def _ask(self) -> None:
        """Ask for what the filters say, unless an answer is on its way: then once it has come."""
        self.said.setText(self.filters.said())
        if self._desk is None or self._reading:
            return
        wanted, self._reading = self.filters.wanted, True
        whose = only_people(wanted)
        self.busy.wait_for(_READING)
        work = partial(_read, self._desk, wanted, None if whose == self._of else whose)
        self._of = whose
        self._jobs.submit(work, self._on_read, self._on_not_read)

    def _on_person_opened(self, person_id: int) -> None:
        found = next((each.name for each in self._frame.people if each.id == person_id), "")
        if found:
            self.person_opened.emit(found)

    def _on_frame(self, frame: Frame) -> None:
        self._frame = frame
        self._of = None
        self.filters.show_frame(frame)
        self._ask()

    def _on_read(self, read: tuple[Figures, Pending | None]) -> None:
        self._reading = False
        told, pending = read
        if pending is not None:
            self._pending = pending
        if told.wanted != self.filters.wanted:
            self._ask()  # the filters have moved on since
            return
        self.busy.stop()
        self.banner.hide()
        self._told = told
        self._show()
        self.shown.emit()

    def _show(self) -> None:
        """Show the answer as pictures or as tables, or say what to do where there is nothing."""
        told = self._told
        if told is None:
            return
        self.board.show_figures(told)
        self.board.show_pending(self._pending)
        if self.as_table.isChecked():
            self.tables.show_tables(tables_of(told, self._pending))
        some = any(self._frame.slots.values())
        self.empty.say(NOTHING_HERE if some else NOTHING_YET, "显示全部" if some else "刷新")
        nothing = not told.heat.whole.n and not told.radar
        kept = self.empty if nothing else self.tables if self.as_table.isChecked() else self.board
        self._body.setCurrentWidget(kept)
        for button in (self.save, self.as_table):
            button.setEnabled(not nothing)

    def _on_not_read(self, error: TrainerError) -> None:
        self._reading = False
        self._of = None
        self._on_failed(error)

    def _on_failed(self, error: TrainerError) -> None:
        self.busy.stop()
        self.banner.say(str(error), "hot", "再试一次")

    def _on_exported(self, path: Path) -> None:
        self.banner.say(f"图片已存到 {path}", "good")
        self.exported.emit(str(path))

    def _on_column_opened(self, column: str) -> None:
        self.filters.choose_column(column)

    def _on_left(self) -> None:
        self.filters.choose_column("")

    def _on_table_toggled(self, on: bool) -> None:
        mark(self.as_table, "kind", "primary" if on else "")
        self._show()
        self.take_focus()

    def _on_toggle_key(self) -> None:
        if self.as_table.isEnabled():
            self.as_table.toggle()

    def _on_empty_acted(self) -> None:
        if any(self._frame.slots.values()):
            self.filters.show_all()
        else:
            self.refresh()

    def _on_picture_chosen(self, action: QAction) -> None:
        place = int(action.data())
        kinds = "PNG 图片 (*.png);;SVG 矢量图 (*.svg)"
        name, kind = QFileDialog.getSaveFileName(self, "导出图片", f"{PICTURES[place]}.png", kinds)
        if name:
            path = Path(name)
            ending = ".svg" if "svg" in kind else ".png"
            self.export(place, path if path.suffix else path.with_suffix(ending))

    def _connect(self) -> None:
        self.filters.changed.connect(self._ask)
        self.filters.sought.connect(self.board.table.seek)
        self.filters.done.connect(self.take_focus)
        self.board.heat.person_opened.connect(self._on_person_opened)
        self.board.heat.column_opened.connect(self._on_column_opened)
        self.board.heat.left.connect(self._on_left)
        self.as_table.toggled.connect(self._on_table_toggled)
        self.again.clicked.connect(self.refresh)
        self.banner.acted.connect(self.refresh)
        self.empty.acted.connect(self._on_empty_acted)
        menu = QMenu(self.save)
        for place, name in enumerate(PICTURES):
            menu.addAction(name).setData(place)
        menu.triggered.connect(self._on_picture_chosen)
        self.save.setMenu(menu)
        for keys, slot in (("F5", self.refresh), ("Ctrl+T", self._on_toggle_key)):
            QShortcut(QKeySequence(keys), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self, theme: Theme) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(theme.sizes.space_s))
        title = QLabel("统计")
        title.setProperty("role", "title")
        for widget, stretch in ((title, 0), (self.said, 1), (self.busy, 0)):
            head.addWidget(widget, stretch)
        for button in (self.as_table, self.save, self.again):
            head.addWidget(button)
        self._body = QStackedWidget()
        for page in (self.board, self.tables, self.empty):
            self._body.addWidget(page)
        self._body.setCurrentWidget(self.empty)
        foot = KeyLine(theme)
        foot.show_keys(KEYS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_s))
        column.addWidget(self.banner)
        column.addLayout(head)
        column.addWidget(self.filters)
        column.addWidget(self._body, 1)
        column.addWidget(foot)


def _read(desk: FiguresDesk, wanted: Wanted, whose: Wanted | None) -> tuple[Figures, Pending | None]:
    return desk.figures(wanted), None if whose is None else desk.pending(whose)
