"""The end of a sitting: how many were right, the mistakes by name, what is known now, what comes next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trainer.training.sitting import Done, Named, Sitting, Summary, answer_in_words, stem_of
from trainer.ui.kit.bar import ScoreBar
from trainer.ui.kit.card import Card
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.source import SourceNote
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.quiz.asking import TITLES
from trainer.ui.quiz.feedback import right_words, verdict_on, working
from trainer.ui.quiz.standing import mastery_words
from trainer.ui.theme import Theme

AGAIN, FINISH = "再练错的（&R）", "完成（&F）"
ALL_RIGHT = "全部答对。"
MOST_RULES = 8


def next_words(summary: Summary, *, cram: bool) -> str:
    """Tell what comes next."""
    if cram:
        return "突击只是临时多练，复习安排没有改变。"
    if summary.due:
        return f"今天还有 {summary.due} 条到期，可以接着练。"
    if summary.next_due:
        day = summary.next_due.astimezone()
        return f"今天到期的都练完了。下一条在 {day.month}月{day.day}日到期。"
    return "今天没有到期的了。"


def mistake_words(mistakes: tuple[tuple[Named, int], ...]) -> str:
    """Tell the mistakes, the frequent ones first."""
    lines = [
        f"· {named.name}{f'（{times} 次）' if times > 1 else ''}：{named.told}" for named, times in mistakes
    ]
    return "\n".join(lines)


class EndPage(QWidget):
    """Built anew for each end: it is seldom, and what was wrong is of any length."""

    again_wanted = Signal()
    finished = Signal()

    def __init__(
        self, theme: Theme, sitting: Sitting, summary: Summary, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.again, self.finish = QPushButton(AGAIN), QPushButton(FINISH)
        self.next = QLabel(next_words(summary, cram=sitting.wish.kind == "突击"))
        wrong = [done for done in sitting.done if not done.right]
        body = QHBoxLayout()
        body.setSpacing(theme.px(theme.sizes.space_l))
        left = [self._wrong(done, number) for number, done in enumerate(wrong, 1)] or [self._praise()]
        body.addWidget(self._column(left, "答错的题"), 3)
        right = [self._rules(summary)]
        if summary.mistakes:
            right.insert(0, self._mistakes(summary))
        body.addWidget(self._column(right, "错在哪里，练了什么"), 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_m))
        column.addLayout(self._head(sitting, summary))
        column.addLayout(body, 1)
        self.again.setVisible(bool(wrong))
        self.again.clicked.connect(self.again_wanted)
        self.finish.clicked.connect(self.finished)

    def take_focus(self) -> None:
        """Put the keyboard on what is best done next."""
        best = self.finish if self.again.isHidden() else self.again
        best.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is done with it."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def _head(self, sitting: Sitting, summary: Summary) -> QHBoxLayout:
        row, words = QHBoxLayout(), QVBoxLayout()
        title = QLabel(f"{TITLES[sitting.wish.kind]}：答对 {summary.right} 题，共 {summary.of} 题")
        title.setProperty("role", "title")
        self.next.setProperty("role", "sub")
        words.addWidget(title)
        words.addWidget(self.next)
        row.addLayout(words, 1)
        self.again.setProperty("kind", "primary")
        for button in (self.again, self.finish):
            button.setAutoDefault(True)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _column(self, cards: list[Card], name: str) -> QWidget:
        area, room = upright(name), QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, self._theme.px(self._theme.sizes.space_s), 0)
        column.setSpacing(self._theme.px(self._theme.sizes.space_m))
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        area.setWidget(room)
        room.setAutoFillBackground(False)
        return area

    def _praise(self) -> Card:
        card = Card(self._theme, ALL_RIGHT)
        card.body.addWidget(wrapping("答得又对又全。过几天到期了再来看看还记得多少。"))
        return card

    def _wrong(self, done: Done, number: int) -> Card:
        card = Card(self._theme)
        card.body.addWidget(wrapping(f"{number}. {stem_of(done.task)}"))
        note, (sentence, tone) = SourceNote(self._theme), verdict_on(done)
        note.show_note(sentence, done.task.sources, tone)
        card.body.addWidget(note)
        said = answer_in_words(done.task, done.answer)
        called, key = right_words(done)
        lines = (f"您的回答：{said}", f"{called}：{key}", working(done))
        card.body.addWidget(wrapping("\n".join(line for line in lines if line)))
        return card

    def _mistakes(self, summary: Summary) -> Card:
        card = Card(self._theme, "错在哪里")
        card.body.addWidget(wrapping(mistake_words(summary.mistakes)))
        return card

    def _rules(self, summary: Summary) -> Card:
        card = Card(self._theme, "练了什么")
        for touched in summary.touched[:MOST_RULES]:
            bar, words = ScoreBar(self._theme), wrapping("", "sub")
            bar.show_score(touched.title, touched.right, touched.of)
            words.setText(mastery_words(touched.mastery) if touched.mastery else "突击不计掌握程度")
            card.body.addWidget(bar)
            card.body.addWidget(words)
        more = len(summary.touched) - MOST_RULES
        if more > 0:
            card.body.addWidget(wrapping(f"还有 {more} 条也练到了。", "sub"))
        return card
