"""The first page: plans side by side, and the quotation of the cell that is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from trainer.core.tariff import Edition, Plan
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.framed import framed
from trainer.ui.kit.keyline import KeyLine
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.tariffs.quote import QuotePanel, proof_of
from trainer.ui.tariffs.rows import Entry, Row, compare, row_matches
from trainer.ui.tariffs.table import CompareTable
from trainer.ui.tariffs.view import DIFFERENT, NOTED, CompareView
from trainer.ui.theme import Theme

NOTHING = "先在左边勾选要比较的套餐。\n也可以点「选一组」，一次选好几种。"
SAME = "这几种套餐没有不同的地方。"
KEYS = (
    ("↑ ↓ ← →", "走格子"),
    ("Enter", "看出处"),
    ("Esc", "收起"),
    ("Ctrl+F", "查找"),
    ("Ctrl+C", "复制"),
    ("Alt+1 – 3", "换页"),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """Where the keyboard stood, whether its quotation was open, and which rows were shown."""

    group: str = ""
    row: str = ""
    plan: str = ""
    is_open: bool = False
    only_different: bool = False


class ComparePage(QWidget):
    """Shows the plans it is given; the picker beside it chooses them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edition: Edition | None = None
        self._all: tuple[Row, ...] = ()
        self._plans: tuple[Plan, ...] = ()
        self._text = ""
        self.table = CompareTable(self)
        self.view = CompareView(theme, self.table)
        self.quote = QuotePanel(theme)
        self.empty = EmptyState(theme, NOTHING)
        self.only_different = QCheckBox("只看不同的（&D）")
        self.counts = wrapping("", "sub")
        self._body = QStackedWidget()
        self._lay_out(theme)
        self.view.opened.connect(self._on_opened)
        self.view.moved.connect(self._on_moved)
        self.quote.closed.connect(self.take_focus)
        self.only_different.toggled.connect(self._on_only_different)

    def show_plans(self, edition: Edition, plans: Sequence[Plan]) -> None:
        """Put these plans side by side."""
        self._edition, self._plans = edition, tuple(plans)
        self._all = compare(edition, plans)
        self._apply()

    def look_for(self, text: str) -> None:
        """Show the rows in which a text stands; all where it stands in none."""
        self._text = text
        self._apply()

    @property
    def memory(self) -> Compared:
        """What was chosen here."""
        entry, different = self.view.current_entry(), self.only_different.isChecked()
        if entry is None:
            return Compared(only_different=different)
        return Compared(entry.group, entry.row, entry.plan.id, not self.quote.isHidden(), different)

    def restore(self, kept: Compared) -> None:
        """Choose it again; the plans are there already."""
        self.only_different.setChecked(kept.only_different)
        self.view.stand(*self.table.place_of(kept.group, kept.row, kept.plan))
        entry = self.view.current_entry()
        if kept.is_open and entry is not None:
            self._on_opened(entry)

    def take_focus(self) -> None:
        """Put the keyboard on the table."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.px(theme.sizes.space_s)
        told, foot = QHBoxLayout(), KeyLine(theme)
        told.addWidget(self.counts, 1)
        told.addWidget(self.only_different)
        self._body.addWidget(framed(self.view, theme))
        self._body.addWidget(self.empty)
        self.empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        foot.show_keys(KEYS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addLayout(told)
        column.addWidget(self._body, 1)
        column.addWidget(self.quote)
        column.addWidget(foot)

    def _apply(self) -> None:
        index = self.view.currentIndex()
        place = (max(0, index.row()), max(0, index.column()))
        found = [row for row in self._all if self._text and row_matches(row, self._text)]
        rows = found or list(self._all)
        if self.only_different.isChecked():
            rows = [row for row in rows if row.differs]
        self.table.show_rows(self._plans, rows)
        self._body.setCurrentIndex(0 if rows else 1)
        self.empty.say(SAME if self._plans else NOTHING)
        self.counts.setText(_counted(self._plans, rows, len(found)))
        self.only_different.setEnabled(len(self._plans) > 1)
        self.view.stand(*place)
        if not rows:
            self.quote.shut()

    def _on_only_different(self, _checked: bool) -> None:
        self._apply()

    def _on_opened(self, entry: Entry) -> None:
        if self._edition is not None:
            self.quote.tell(proof_of(self._edition, entry))
            self.view.scrollTo(self.view.currentIndex())

    def _on_moved(self, entry: Entry) -> None:
        if not self.quote.isHidden():
            self._on_opened(entry)


def _counted(plans: Sequence[Plan], rows: Sequence[Row], found: int) -> str:
    if not plans:
        return ""
    different = sum(row.differs for row in rows)
    words = f"{len(plans)} 种套餐，{len(rows)} 项"
    if found:
        words += "符合查找的内容"
    if len(plans) > 1:
        words += f"，{different} 项不同（{DIFFERENT}，与第一列不同的加粗）"
    noted = any(entry.note for row in rows for entry in row.entries)
    return f"{words}；{NOTED}：有说明" if noted else words
