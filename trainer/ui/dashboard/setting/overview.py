"""The assessments and their marks side by side: the list, the one looked at, who sat, the marks of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from trainer.ui.dashboard.setting.chosen import ChosenBar, told_in_list
from trainer.ui.dashboard.setting.marks import MarksCard
from trainer.ui.dashboard.setting.satpanel import SatPanel
from trainer.ui.kit.framed import framed
from trainer.ui.kit.scrolling import upright
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.exams.publishing import Published


class Overview(QWidget):
    """Lays out its parts and keeps the list; what is pressed in them is heard by the page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: list[Published] = []
        self.list, self.bar = QListWidget(), ChosenBar(theme)
        self.sat, self.marks = SatPanel(theme), MarksCard(theme)
        self.list.setAccessibleName("发布过的考核")
        self.list.setWordWrap(True)
        self.list.setProperty("role", "bare")  # it stands in a card, which has the edge
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out(theme)

    @property
    def chosen(self) -> Published | None:
        """The assessment that is looked at."""
        row = self.list.currentRow()
        return self.found[row] if 0 <= row < len(self.found) else None

    def show_found(self, found: Sequence[Published]) -> None:
        """List assessments; the one that was chosen stays chosen."""
        before = self.chosen
        kept = before.row.id if before else ""
        self.found = list(found)
        row = next((place for place, each in enumerate(found) if each.row.id == kept), 0)
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItems([told_in_list(each) for each in found])
            self.list.setCurrentRow(row if found else -1)
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show the state of the assessment that is chosen."""
        if self.chosen:
            self.bar.show_assessment(self.chosen)
        else:
            self.bar.show_nothing()

    def take_focus(self) -> None:
        """Put the keyboard on the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, theme: Theme) -> None:
        row, right, below = QHBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        area = upright("成绩")
        area.setWidget(self.marks)
        below.addWidget(self.sat, 9)
        below.addWidget(area, 5)
        right.addWidget(self.bar)
        right.addLayout(below, 1)
        row.setContentsMargins(0, 0, 0, 0)
        for layout in (row, right, below):
            layout.setSpacing(theme.px(theme.sizes.space_m))
        row.addWidget(framed(self.list, theme), 5)
        row.addLayout(right, 20)
