"""What is said after an answer: right or wrong, the mistake by its name, the working, and the proof."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from trainer.core.quiz.question import Question
from trainer.training.sitting import Done, Prompt, key_in_words
from trainer.ui.kit.card import Card
from trainer.ui.kit.prose import Sentence
from trainer.ui.kit.source import SourceNote
from trainer.ui.theme import Theme, Tone

NEXT, FINISH = "下一题（Enter）", "看结果（Enter）"
RIGHT, PARTLY, WRONG = "答对了。", "对了一部分，得 {percent}%。", "不对。"


def verdict_on(done: Done) -> tuple[str, Tone]:
    """Return the sentence on an answer, and its tone."""
    if isinstance(done.task, Prompt):
        return _on_phrase(done)
    if done.right:
        return RIGHT + "".join(done.told), "good"
    first = PARTLY.format(percent=int(done.score * 100)) if done.score > 0 else WRONG
    told = "".join(named.told for named in done.mistakes)
    return f"{first}{told}", "plain" if done.score > 0 else "warm"


def right_words(done: Done) -> tuple[str, str]:
    """Return what the right answer is called, and the answer; "" where it need not be said."""
    if isinstance(done.task, Prompt):
        return "标准说法", key_in_words(done.task)
    return "正确答案", "" if done.right else key_in_words(done.task)


def working(done: Done) -> str:
    """Write the working, line by line."""
    if isinstance(done.task, Question):
        return "\n".join(f"· {line}" for line in done.task.explanation)
    return "\n".join(f"· {line}" for line in done.told)


def _on_phrase(done: Done) -> tuple[str, Tone]:
    recalled = done.recalled
    marks = recalled.marks if recalled else 0
    if recalled and recalled.critical:
        told = "".join(f"{named.name}。{named.told}" for named in done.mistakes)
        return f"说了禁语，这一句不得分。{told}", "hot"
    if recalled and not recalled.losses:
        return "一字不差，100 分。", "good"
    if done.right:
        return f"基本对，{marks} 分。扣分的地方已标出。", "good"
    return f"{marks} 分，还不熟。扣分的地方已标出。", "warm"


class NextButton(QPushButton):
    """Keeps its room while it is hidden, so that it is always in one place.

    Pressed by Enter too, but once for each press: a key held down does not run through the questions.
    """

    def __init__(self) -> None:
        super().__init__(NEXT)
        self.setProperty("kind", "primary")
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Feedback(Card):
    """A sentence with its proof on demand, the right answer, the working, and what it rests on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self.note = SourceNote(theme)
        self.key, self.working, self.assumed = Sentence(theme), Sentence(theme), Sentence(theme)
        self._heads = {
            self.key: _head("正确答案"),
            self.working: _head("怎么来的"),
            self.assumed: _head("按此计算"),
        }
        self._lay_out(theme)

    def show_done(self, done: Done, words: Mapping[str, str]) -> None:
        """Tell what came of an answer; `words` says the readings in Chinese, by id."""
        sentence, tone = verdict_on(done)
        self.note.show_note(sentence, done.task.sources, tone)
        assumptions = done.task.assumptions if isinstance(done.task, Question) else ()
        called, key = right_words(done)
        self._heads[self.key].setText(called)
        self._say(self.key, key)
        self._say(self.working, working(done))
        self._say(self.assumed, "\n".join(f"· {line}" for line in (words.get(id, id) for id in assumptions)))

    def toggle_sources(self) -> None:
        """Open or close the quotations."""
        self.note.set_open(not self.note.is_open)

    def _say(self, sentence: Sentence, text: str) -> None:
        sentence.say(text)
        for widget in (self._heads[sentence], sentence):
            widget.setVisible(bool(text))

    def _lay_out(self, theme: Theme) -> None:
        self.body.addWidget(self.note)
        for sentence, head in self._heads.items():
            block = QVBoxLayout()
            block.setSpacing(theme.px(theme.sizes.space_xs))
            block.addWidget(head)
            block.addWidget(sentence)
            self.body.addLayout(block)


def _head(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "sub")
    return label
