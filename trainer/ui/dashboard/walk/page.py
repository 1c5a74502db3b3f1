"""The page of the floor: the walk, its sheets, the company's checks and the final evaluation."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from trainer.core.observing import Walk
from trainer.ui.dashboard.walk.asking import Asker, WalkDesk
from trainer.ui.dashboard.walk.company import CompanyPage
from trainer.ui.dashboard.walk.evaluating import EvaluationPage
from trainer.ui.dashboard.walk.sheets import SheetsPage
from trainer.ui.dashboard.walk.touring import Touring
from trainer.ui.jobs import Jobs
from trainer.ui.kit.banner import Banner
from trainer.ui.kit.segments import Segments
from trainer.ui.theme import Theme, Tone

PAGES = ("巡视", "巡视记录", "公司检查", "最终考核")


class Page(QWidget):
    """Give it a desk, then `refresh` it whenever it comes to the front."""

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._asker = Asker(jobs)
        self.banner = Banner(theme)
        self.tabs = Segments(theme, "现场观察", PAGES)
        self.touring = Touring(theme, self._asker)
        self.sheets = SheetsPage(theme, self._asker)
        self.company = CompanyPage(theme, self._asker)
        self.evaluation = EvaluationPage(theme, self._asker)
        self._pages = QStackedWidget()
        for page in (self.touring, self.sheets, self.company, self.evaluation):
            self._pages.addWidget(page)
            page.told.connect(self._on_told)
        self.tabs.chosen.connect(self._on_chosen)
        self.touring.kept.connect(self.sheets.refresh)
        self.sheets.amending.connect(self._on_amending)
        self._lay_out(theme)

    def set_desk(self, desk: WalkDesk) -> None:
        """Take the open hall."""
        self._asker.set_desk(desk)

    def refresh(self) -> None:
        """Read again what is in front; a walk under way stays."""
        self._shown.refresh()

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        self._shown.take_focus()

    @property
    def _shown(self) -> Touring | SheetsPage | CompanyPage | EvaluationPage:
        return (self.touring, self.sheets, self.company, self.evaluation)[self._pages.currentIndex()]

    def _lay_out(self, theme: Theme) -> None:
        sizes = theme.sizes
        title = QLabel("现场观察")
        title.setProperty("role", "title")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(sizes.space_s))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self._pages, 1)

    def _on_chosen(self, place: int) -> None:
        self.banner.hide()
        self._pages.setCurrentIndex(place)
        self.refresh()

    def _on_told(self, sentence: str, tone: str) -> None:
        if sentence:
            self.banner.say(sentence, cast(Tone, tone))
        else:
            self.banner.hide()

    def _on_amending(self, walk: Walk) -> None:
        self.tabs.choose(0)
        self.touring.go_on(walk)
