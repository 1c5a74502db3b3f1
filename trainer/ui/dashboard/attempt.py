"""One attempt opened: its facts, the story played back act by act, and the marks with their proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from trainer.ui.dashboard.facts import Facts, recorded
from trainer.ui.dashboard.lines import line_of
from trainer.ui.dashboard.recorded import differs
from trainer.ui.dashboard.timeline import Timeline
from trainer.ui.kit.banner import Banner
from trainer.ui.kit.keyline import KeyLine
from trainer.ui.kit.replay import Replay
from trainer.ui.kit.review import ReviewPage
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.results import Review

PAGE_KEYS = (("Ctrl+Tab", "换到另一页"), ("Esc", "返回列表"))
REPLAY_KEYS = (("← →", "上一个、下一个动作"), ("Home End", "第一个、最后一个"), *PAGE_KEYS)
MARKS_KEYS = (("↑ ↓", "滚动"), *PAGE_KEYS)


class AttemptPage(QWidget):
    """`closed` when the supervisor goes back to the list."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review: Review | None = None
        self._marks_shown = False
        self.warning = Banner(theme)
        self.facts = Facts(theme)
        self.replay = Replay(theme)
        self.marks = ReviewPage(theme, embedded=True)
        self.timeline = Timeline(theme)
        self._played = QScrollArea()
        self.recorded = QLabel()
        self.recorded.setProperty("role", "sub")
        self._keys = KeyLine(theme)
        self._keys.show_keys(REPLAY_KEYS)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.back = QPushButton("← 返回")
        self.back.setProperty("kind", "quiet")
        self.back.setToolTip("回到考核记录（Esc）")
        self.back.clicked.connect(self.closed)
        self.marks.finished.connect(self.closed)
        self._lay_out(theme)
        self.replay.stepped.connect(self._on_stepped)
        self.timeline.picked.connect(self._on_picked)
        self.tabs.currentChanged.connect(self._on_tab_changed)

    def show_review(self, review: Review) -> None:
        """Show an attempt from its first act on."""
        self.facts.show_attempt(review, line_of(review.row))
        if sentence := differs(review):
            self.warning.say(sentence, "hot")
        else:
            self.warning.hide()
        self._review, self._marks_shown = review, False
        self.tabs.setCurrentWidget(self._played)
        self.recorded.clear()
        self.timeline.show_review(review)
        self.replay.show_story(review.attempt.story)

    def take_focus(self) -> None:
        """Put the keyboard on the replay, so that the arrows step at once."""
        self.replay.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, theme: Theme) -> None:
        self._lay_out_replay(theme)
        self.tabs.addTab(self._played, "回放（&R）")
        self.tabs.addTab(self.marks, "评分（&S）")
        self.facts.add_before_title(self.back)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(theme.sizes.space_s))
        rows.addWidget(self.facts)
        rows.addWidget(self.warning)
        rows.addWidget(self.tabs, 1)
        rows.addWidget(self._keys)

    def _lay_out_replay(self, theme: Theme) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, theme.px(theme.sizes.space_m), 0, 0)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.sizes.space_l))
        row.addWidget(self.timeline, 2)
        row.addWidget(self.replay, 7)
        column.addLayout(row, 1)
        column.addWidget(self.recorded)
        self._played.setWidget(page)
        self._played.setWidgetResizable(True)
        self._played.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _on_stepped(self, place: int) -> None:
        if self._review:
            self.recorded.setText(recorded(self._review, place))
            self.timeline.point_at(place)

    def _on_picked(self, place: int) -> None:
        if place != self.replay.at:
            self.replay.step(place - self.replay.at)

    def _on_tab_changed(self, _place: int) -> None:
        if self.tabs.currentWidget() is self.marks:
            self._show_marks()
            self._keys.show_keys(MARKS_KEYS)
            self.marks.setFocus()
        else:
            self._keys.show_keys(REPLAY_KEYS)
            self.replay.setFocus()

    def _show_marks(self) -> None:
        """Show the marks when they are first looked at: they are many widgets."""
        if self._review is None or self._marks_shown:
            return
        self._marks_shown = True
        attempt = self._review.attempt
        heard = attempt.heard if attempt.typed else None
        self.marks.show_review(attempt.scenario, self._review.assessment, attempt.mode, attempt.seed, heard)
