"""The page with all results: filters above, the table below, and what to do where there is none."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from trainer.ui.dashboard.busy import BusyStrip
from trainer.ui.dashboard.filters import MODES, FilterBar
from trainer.ui.dashboard.lines import GRADED, Line, Wanted, by_mode, chosen, count
from trainer.ui.dashboard.table import ResultTable
from trainer.ui.dashboard.view import ResultView
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.framed import framed
from trainer.ui.kit.keyline import KeyLine
from trainer.ui.theme import Theme

NOBODY_YET = "还没有人练过。\n请学员到「练习」里填好姓名、选一个场景，\n做完一次考核，成绩就会出现在这里。"
KEYS = (("↑ ↓", "选择"), ("Enter", "打开"), ("Ctrl+F", "查找"), ("F5", "刷新"))


class Overview(QWidget):
    """`opened` carries the id of the attempt to open."""

    opened = Signal(str)
    refresh_requested = Signal()
    export_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self.filters = FilterBar(theme)
        self.table = ResultTable(self)
        self.view = ResultView(theme, self.table)
        self.busy = BusyStrip(theme)
        self.empty = EmptyState(theme, NOBODY_YET)
        self.counts = QLabel()
        self.counts.setProperty("role", "sub")
        self.counts.setWordWrap(True)
        self._export = QPushButton("导出表格…")
        self._export.setToolTip("把现在列出的记录存成 CSV，可以用 Excel 打开（Ctrl+E）")
        self._refresh = QPushButton("刷新")
        self._refresh.setToolTip("重新读取记录（F5）")
        self._lay_out(theme)
        self._order_tabs()
        self._connect()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; what was selected stays selected."""
        self._lines = list(lines)
        self._apply()

    @property
    def shown(self) -> tuple[Line, ...]:
        """The lines in the order in which they stand in the table."""
        return self.table.lines

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        (self.view if self.table.rowCount() else self.filters.search).setFocus()

    def _lay_out(self, theme: Theme) -> None:
        sizes = theme.sizes
        head = QHBoxLayout()
        head.setSpacing(theme.px(sizes.space_s))
        title = QLabel("考核记录")
        title.setProperty("role", "title")
        head.addWidget(title)
        head.addStretch(1)
        for widget in (self.busy, self._export, self._refresh):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._body = QStackedWidget()
        self._body.addWidget(framed(self.view, theme))
        self._body.addWidget(self.empty)
        told = QHBoxLayout()
        told.addWidget(self.counts, 1)
        told.addWidget(self.filters.only_failed)
        foot = KeyLine(theme)
        foot.show_keys(KEYS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(sizes.space_m))
        column.addLayout(head)
        column.addWidget(self.filters)
        column.addLayout(told)
        column.addWidget(self._body, 1)
        column.addWidget(foot)

    def _order_tabs(self) -> None:
        """Tab goes through the filters to the table, and to the buttons last."""
        stops = (self.filters.search, self.filters.modes, self.filters.only_failed, self.view)
        walk = (*stops, self.empty, self._export, self._refresh)
        for before, after in pairwise(walk):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.filters.changed.connect(self._apply)
        self.filters.done.connect(self.take_focus)
        self.view.opened.connect(self.opened)
        self.empty.acted.connect(self._on_empty_acted)
        self._refresh.clicked.connect(self._on_refresh)
        self._export.clicked.connect(self._on_export)
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._on_find),
            (QKeySequence("F5"), self._on_refresh),
            (QKeySequence("Ctrl+E"), self._on_export),
        ):
            QShortcut(keys, self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _apply(self) -> None:
        wanted, selected = self.filters.wanted, self.view.selected_id()
        kept, counts = chosen(self._lines, wanted), by_mode(self._lines, wanted)
        self.table.show_lines(kept)
        self.view.select(selected)
        self.filters.show_counts(counts)
        for part in (self.filters, self.filters.only_failed):
            part.setEnabled(bool(self._lines))
        self._export.setEnabled(bool(kept))
        self.counts.setText(summed_up(kept, wanted))
        self._body.setCurrentIndex(0 if kept else 1)
        if not self._lines:
            self.empty.say(NOBODY_YET, "刷新")
        elif not kept:
            self.empty.say(f"没有符合条件的记录。\n{_elsewhere(len(self._lines))}", "显示全部")

    def _on_find(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def _on_refresh(self) -> None:
        self.refresh_requested.emit()

    def _on_export(self) -> None:
        if self.table.rowCount():
            self.export_requested.emit()

    def _on_empty_acted(self) -> None:
        if self._lines:
            self.filters.show_all()
            self.take_focus()
        else:
            self.refresh_requested.emit()


def summed_up(lines: Sequence[Line], wanted: Wanted) -> str:
    """Count the lines in words; practice is never added to assessment without saying so."""
    if not lines:
        return ""
    counts = count(lines)
    gates = ((counts.passed, "合规通过"), (counts.failed, "未通过"), (counts.unmarked, "还没有成绩"))
    gate = "，".join(f"{word} {number}" for number, word in gates if number)
    if not wanted.mode:
        each = by_mode(lines, Wanted(mode=""))
        parts = "、".join(f"{mode} {each[mode]}" for mode in _in_order(each) if mode)
        return f"共 {counts.all} 次，{counts.people} 人：{parts}。练习和跟学不计入考核成绩。"
    aside = "" if wanted.mode in GRADED else f"{wanted.mode}不计入考核成绩。"
    return f"{wanted.mode} {counts.all} 次，{counts.people} 人：{gate}。{aside}"


def _in_order(counted: Iterable[str]) -> list[str]:
    """Put the ways to play in the order of the filter, those that have no place in it last."""
    return sorted(counted, key=lambda mode: (MODES.index(mode) if mode in MODES else len(MODES), mode))


def _elsewhere(number: int) -> str:
    return f"去掉筛选后，各种模式一共有 {number} 次记录。"
