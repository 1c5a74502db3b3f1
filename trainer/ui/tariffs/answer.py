"""The verdict on a request, as it is told: the word, from which day, what is missing, and every reason."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from trainer.core.decision import Decision, Finding, Verdict
from trainer.core.library import Source
from trainer.core.tariff import Edition
from trainer.ui.kit.badge import Badge
from trainer.ui.kit.card import Card
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.source import SourceNote
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.tariffs.quote import all_of, assumed
from trainer.ui.tariffs.requestform import Wish
from trainer.ui.tariffs.told import day_words
from trainer.ui.theme import Theme, Tone

TONES: dict[Verdict, Tone] = {"受理": "good", "不受理": "hot", "资料未写": "warm"}
SILENT = "资料没有写清，先不要答应，查证以后再答复客户。"
_SIGN = 2.2


class Answer(Card):
    """Shows one decision, or the sentence that says why none can be made."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._theme = theme
        self.notes: list[SourceNote] = []
        self._badge, self.word, self.about = Badge(theme, _SIGN), QLabel(), wrapping("", "sub")
        self.word.setProperty("role", "title")
        self._area, self._room = upright("判断的理由"), QWidget()
        head = QHBoxLayout()
        head.setSpacing(theme.px(theme.sizes.space_m))
        head.addWidget(self._badge)
        head.addWidget(self.word)
        head.addWidget(self.about, 1)
        self.body.addLayout(head)
        self.body.addWidget(self._area, 1)

    def show_decision(self, edition: Edition, wish: Wish, decision: Decision) -> None:
        """Show what was decided, with all its reasons."""
        self._say(TONES[decision.verdict], decision.verdict, _about(wish))
        column = self._clear()
        when = _when(wish, decision)
        if when:
            column.addWidget(wrapping(when, "heading"))
        for title, words in _lists(decision):
            self._section(column, title, words)
        self._reasons(column, [each for each in decision.findings if self._is_told(decision, each)])
        if decision.limit:
            column.addWidget(wrapping("信用限额", "heading"))
            tone: Tone = "warm" if decision.limit.amount is None else "plain"
            self._note(column, decision.limit.reason, decision.limit.sources, tone)
            self._section(column, "", decision.limit.open)
        self._section(column, "资料没有写清的", decision.open)
        self._section(column, "用到的推定", map(assumed, all_of(edition, decision.assumptions)))
        self._rules(column, edition)
        self._finish(column, f"{decision.verdict}。{when}")

    def show_trouble(self, sentence: str, edition: Edition | None = None) -> None:
        """Say why nothing can be decided yet; the rules that are only told stand below all the same."""
        self._say("plain", "还判断不了", "")
        column = self._clear()
        column.addWidget(wrapping(f"{sentence.rstrip('。')}。", "body"))
        if edition is not None:
            self._rules(column, edition)
        self._finish(column, sentence)

    @staticmethod
    def _is_told(decision: Decision, finding: Finding) -> bool:
        return finding.text in decision.reasons

    def _say(self, tone: Tone, word: str, about: str) -> None:
        self._badge.show_tone(tone)
        self.word.setText(word)
        self.about.setText(about)

    def _clear(self) -> QVBoxLayout:
        """Begin a new page for the scroll area."""
        self.notes = []
        self._room = QWidget()
        column = QVBoxLayout(self._room)
        side = self._theme.px(self._theme.sizes.space_s)
        column.setContentsMargins(0, 0, side, 0)
        column.setSpacing(side)
        return column

    def _finish(self, column: QVBoxLayout, told: str) -> None:
        """Put the page into the scroll area."""
        column.addStretch(1)
        self._area.setWidget(self._room)
        self._room.setAutoFillBackground(False)
        self.setAccessibleName(told)

    def _section(self, column: QVBoxLayout, title: str, words: Iterable[str]) -> None:
        """Add a list of sentences under a title, if there are any."""
        sentences = list(words)
        if sentences and title:
            column.addWidget(wrapping(title, "heading"))
        for sentence in sentences:
            column.addWidget(wrapping(f"· {sentence}", "body"))

    def _reasons(self, column: QVBoxLayout, findings: Sequence[Finding]) -> None:
        if findings:
            column.addWidget(wrapping("理由", "heading"))
        for finding in findings:
            self._note(column, finding.text, finding.sources, TONES[finding.verdict])

    def _rules(self, column: QVBoxLayout, edition: Edition) -> None:
        """Tell the rules of billing and payment, which nothing is decided by."""
        if edition.facts:
            rule = QFrame()
            rule.setProperty("role", "rule")
            column.addSpacing(self._theme.px(self._theme.sizes.space_s))
            column.addWidget(rule)
            column.addWidget(wrapping("资料里的计费和缴费规定", "heading"))
        for fact in edition.facts.values():
            left_open = f"（没有写清：{fact.open.rstrip('。')}）" if fact.open else ""
            self._note(column, f"{fact.title}：{fact.text.rstrip('。')}{left_open}", fact.sources, "plain")

    def _note(self, column: QVBoxLayout, text: str, sources: Sequence[Source], tone: Tone) -> None:
        note = SourceNote(self._theme)
        note.show_note(text, sources, tone)
        self.notes.append(note)
        column.addWidget(note)


def _about(wish: Wish) -> str:
    """Say in a line what was asked."""
    request = wish.request
    moved = f"{request.plan_from}转" if request.plan_from else ""
    return " · ".join(
        word for word in (request.service, moved + request.plan, request.feature, day_words(wish.on)) if word
    )


def _when(wish: Wish, decision: Decision) -> str:
    """Say from which day it is possible, where that is not today as it stands."""
    if decision.verdict == "受理":
        return "照现在说的可以受理，还有几样要问清。" if decision.ask else ""
    if decision.verdict == "资料未写":
        return SILENT
    if decision.possible_from is None:
        return "等到哪一天都不能这样办。" if not decision.missing else ""
    if decision.possible_from == wish.on:
        return "补齐以后，今天就能办。" if decision.missing else ""
    lack = "补齐以后，" if decision.missing else ""
    return f"{lack}{day_words(decision.possible_from)}起可以办。"


def _lists(decision: Decision) -> tuple[tuple[str, tuple[str, ...]], ...]:
    asks = decision.ask
    forms = decision.forms if decision.verdict == "受理" else ()
    return (("还缺", decision.missing), ("还要填", forms), ("先问清", asks))
