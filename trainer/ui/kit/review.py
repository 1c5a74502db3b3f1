"""The marks of an attempt and their proof: the gate, the competences, every decision, every rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from trainer.core.assess import Assessment, Decision
from trainer.core.findings import Finding
from trainer.core.mode import Mode, called
from trainer.core.scenario import Scenario
from trainer.core.telling import hall_day, model_words, step_words
from trainer.ui.kit.card import Card
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.decision import DecisionCard, wrapping
from trainer.ui.kit.score import ScoreCard
from trainer.ui.kit.source import SourceNote
from trainer.ui.theme import Theme, Tone

if TYPE_CHECKING:
    from trainer.core.recall import Recalled

Heard = Mapping[tuple[str, str, str, str], "Recalled"]
"""What was lost of each phrase typed, by customer, node, option and words."""

_STEP_ID = re.compile(r"[A-Z][A-Za-z0-9-]*\d")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDEST = 120.0
_SCROLLS = {
    Qt.Key.Key_Down: 0.2,
    Qt.Key.Key_Up: -0.2,
    Qt.Key.Key_PageDown: 0.9,
    Qt.Key.Key_PageUp: -0.9,
    Qt.Key.Key_Space: 0.9,
}


class ReviewPage(QWidget):
    """Shows one assessment; Enter or the button ends it, the arrows scroll."""

    finished = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, embedded: bool = False) -> None:
        """`embedded` leaves the title and the button to the screen around."""
        super().__init__(parent)
        self._theme, self._embedded = theme, embedded
        self._heard: Heard = {}
        self.setProperty("role", "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self._about = QLabel(), QLabel()
        self._title.setProperty("role", "title")
        self._about.setProperty("role", "sub")
        self._done = QPushButton("完成")
        self._done.setProperty("kind", "primary")
        self._done.setToolTip("完成（Enter）")
        self._done.clicked.connect(self.finished)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()

    def show_review(
        self, scenario: Scenario, assessment: Assessment, mode: Mode, seed: int, heard: Heard | None = None
    ) -> None:
        """Show the marks of an attempt at this scenario; `heard` where phrases were typed in it."""
        self._heard = heard or {}
        self._title.setText(f"{scenario.title} · 成绩")
        variant = f"变体 {scenario.variant} · " if scenario.variant else ""
        way = called(mode, typed=heard is not None)
        self._about.setText(
            f"{way} · {hall_day(scenario)} · {variant}资费版本 {scenario.edition} · 种子 {seed}"
        )
        self._area.setWidget(self._page(scenario, assessment))
        self.scroll_bar().setValue(0)

    def scroll_bar(self) -> QScrollBar:
        """Return the scroll bar of the page."""
        return self._area.verticalScrollBar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, or ends the review; the arrows scroll it."""
        bar, focused = self.scroll_bar(), self.focusWidget()
        if event.key() in _ENTER and isinstance(focused, QPushButton):
            focused.click()
        elif event.key() in _ENTER:
            self.finished.emit()
        elif (part := _SCROLLS.get(Qt.Key(event.key()))) is not None:
            bar.setValue(bar.value() + round(part * bar.pageStep()))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            event.ignore()

    def _lay_out(self) -> None:
        theme, sizes = self._theme, self._theme.sizes
        head = QHBoxLayout()
        head.setSpacing(theme.px(sizes.space_m))
        head.addWidget(self._title)
        head.addWidget(self._about, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._done)
        column = QVBoxLayout(self)
        side = theme.px(sizes.space_xl)
        if self._embedded:
            column.setContentsMargins(0, theme.px(sizes.space_m), 0, 0)
        else:
            column.setContentsMargins(side, theme.px(sizes.space_l), side, theme.px(sizes.space_s))
        column.setSpacing(theme.px(sizes.space_m))
        column.addLayout(head)
        column.addWidget(self._area, 1)
        if self._embedded:
            for widget in (self._title, self._about, self._done):
                widget.hide()

    def _page(self, scenario: Scenario, assessment: Assessment) -> QWidget:
        page = QWidget()
        page.setProperty("role", "page")
        inner = QWidget()
        inner.setMaximumWidth(self._theme.px(_WIDEST))
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, self._theme.px(self._theme.sizes.space_m), 0)
        row.addStretch(1)
        row.addWidget(inner, 1000)
        row.addStretch(1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(self._theme.sizes.space_m))
        for part in self._parts(scenario, assessment):
            column.addWidget(part)
        column.addStretch(1)
        return page

    def _parts(self, scenario: Scenario, assessment: Assessment) -> Iterator[QWidget]:
        yield ScoreCard(self._theme, scenario, assessment)
        if assessment.critical:
            yield self._critical(assessment.critical)
        yield self._heading(f"每一步决定（{len(assessment.decisions)}）")
        if not assessment.decisions:
            yield wrapping(QLabel("没有做过一次选择。"))
        for number, decision in enumerate(assessment.decisions, 1):
            yield DecisionCard(self._theme, scenario, number, decision, self._recalled(decision))
        if rules := list(_grouped(assessment.findings)):
            yield self._heading("整场规则")
            for title, findings in rules:
                yield self._rule(scenario, title, findings)
        yield from self._remarks("资料没有写清的地方", scenario.notes)
        yield from self._remarks("本场景用到的假定", scenario.assumptions)

    def _recalled(self, of: Decision) -> Recalled | None:
        return self._heard.get((of.customer, of.node, of.chosen.id, of.typed))

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "heading")
        label.setContentsMargins(0, self._theme.px(self._theme.sizes.space_s), 0, 0)
        return label

    def _critical(self, findings: Iterable[Finding]) -> Card:
        card = Card(self._theme, "一票否决")
        for finding in findings:
            note = SourceNote(self._theme)
            note.show_note(f"{finding.title}。{finding.detail}", finding.proof, "hot")
            card.body.addWidget(note)
        return card

    def _rule(self, scenario: Scenario, title: str, findings: list[Finding]) -> Card:
        own = [finding for finding in findings if not finding.post]
        card = Card(self._theme, title)
        if own:
            got, best = (sum(sum(marks) for marks in all_) for all_ in _marks_of(own))
            tone = _tone([finding for finding in own if not finding.kept])
            card.add_beside_title(Chip(f"{got} / {best} 分", tone))
            card.body.addWidget(self._note(scenario, own, ""))
        for post in dict.fromkeys(finding.post for finding in findings if finding.post):
            same = [finding for finding in findings if finding.post == post]
            card.body.addWidget(self._note(scenario, same, f"同一件事也记给{post}（不计您的分）："))
        return card

    def _note(self, scenario: Scenario, findings: list[Finding], lead: str) -> SourceNote:
        broken = [finding for finding in findings if not finding.kept]
        note = SourceNote(self._theme)
        told = lead + _told(scenario, findings, broken)
        note.show_note(told, () if lead else findings[0].proof, _tone(broken))
        return note

    def _remarks(self, title: str, lines: Iterable[str]) -> Iterator[QWidget]:
        if lines:
            card = Card(self._theme, title)
            for line in lines:
                card.body.addWidget(wrapping(QLabel(f"· {line}")))
            yield card


def _grouped(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """Put the findings of each rule together, but for the acts that stand with their decision."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        if sum(finding.possible) or not finding.critical:
            groups.setdefault(finding.title, []).append(finding)
    yield from groups.items()


def _tone(broken: list[Finding]) -> Tone:
    """Return the tone for what was broken of a rule."""
    return "good" if not broken else "hot" if any(finding.critical for finding in broken) else "warm"


def _marks_of(findings: list[Finding]) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    return [f.marks for f in findings], [f.possible for f in findings]


def _told(scenario: Scenario, findings: list[Finding], broken: list[Finding]) -> str:
    """Tell what was broken; where nothing was, what was kept."""
    if broken:
        words = model_words(scenario) | step_words(scenario)
        return "；".join(_in_words(finding.detail, words) for finding in broken) + "。"
    rule = next((rule for rule in scenario.rules if rule.title == findings[0].title), None)
    if rule is not None and rule.kind == "steps":
        return f"{len(rule.steps)} 步都做到了" + ("，次序也对。" if rule.order else "。")
    return "；".join(finding.detail for finding in findings) + "。"


def _in_words(detail: str, words: dict[str, str]) -> str:
    """Put the words of the steps in the place of their ids, whole ids only."""
    return _STEP_ID.sub(lambda found: f"“{words[found[0]]}”" if found[0] in words else found[0], detail)
