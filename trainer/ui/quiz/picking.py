"""Answering by cards: one of them, several, in an order, or matched to what stands at the left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trainer.core.quiz.marking import right_answer
from trainer.core.quiz.question import Answer, Question
from trainer.core.quiz.question import Choice as Option
from trainer.ui.kit.choicecard import Choice, ChoiceState
from trainer.ui.quiz.cards import LETTERS, Cards
from trainer.ui.quiz.pairs import Pairs
from trainer.ui.theme import Theme

CONFIRM = "确定（Enter）"
AT_ONCE = ("单选", "判断")
"""Forms that are answered by the first card that is picked."""


class PickingPad(QWidget):
    """Digits and letters pick, Backspace takes the last one back, Enter confirms where that is needed."""

    answered = Signal(Answer)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question: Question | None = None
        self._picked: list[str] = []
        self._is_open = False
        self.pairs, self.cards = Pairs(theme), Cards(theme)
        self.confirm = QPushButton(CONFIRM)
        self.confirm.setProperty("kind", "primary")
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.addWidget(self.confirm)
        row.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_m))
        column.addWidget(self.pairs)
        column.addWidget(self.cards)
        column.addLayout(row)
        column.addStretch(1)
        self.cards.picked.connect(self._on_picked)
        self.cards.confirmed.connect(self._on_confirmed)
        self.cards.taken_back.connect(self._on_taken_back)
        self.confirm.clicked.connect(self._on_confirmed)

    @property
    def answer(self) -> Answer:
        """What is picked by now."""
        return Answer(tuple(self._picked))

    def ask(self, question: Question) -> None:
        """Show the cards of a question."""
        self._question, self._picked, self._is_open = question, [], True
        self.cards.several = question.form not in AT_ONCE
        self.pairs.show_lefts([left.text for left in question.lefts])
        self.pairs.setVisible(bool(question.lefts))
        self.confirm.setVisible(self.cards.several)
        self._refresh()

    def prepare(self, question: Question) -> None:
        """Draw the cards of the question that may come next."""
        self.cards.prepare([_plain(choice, place) for place, choice in enumerate(question.choices)])

    def take_focus(self) -> None:
        """Put the keyboard on the cards."""
        self.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def hold(self, held: bool) -> None:
        """Take nothing while an answer is being recorded; give the cards back where that failed."""
        self._is_open = not held

    def reveal(self, question: Question, answer: Answer) -> None:
        """Show which cards were right; nothing can be picked any more."""
        self._question, self._picked, self._is_open = question, list(answer.chosen), False
        self.confirm.hide()
        self.cards.several = False
        revealed = [self._revealed(question, choice, i) for i, choice in enumerate(question.choices)]
        self.cards.set_choices(revealed)
        if question.lefts:
            texts = {choice.id: choice.text for choice in question.choices}
            wanted = [
                frozenset(texts[right] for of, right in question.pairs if of == left.id)
                for left in question.lefts
            ]
            self.pairs.show_key([texts.get(id, "") for id in self._picked], wanted)

    def _on_taken_back(self) -> None:
        if self._picked and self._is_open:
            self._picked.pop()
            self._refresh()

    def _on_picked(self, id: str) -> None:
        if not self._is_open or self._question is None:
            return
        if self._question.form in AT_ONCE:
            self._picked = [id]
            self._on_confirmed()
            return
        if self._question.form == "连线":
            if len(self._picked) < len(self._question.lefts):
                self._picked.append(id)
        elif id in self._picked:
            self._picked.remove(id)
        else:
            self._picked.append(id)
        self._refresh()

    def _on_confirmed(self) -> None:
        if self._is_open and self._question and self._is_ready(self._question):
            self.answered.emit(self.answer)

    def _is_ready(self, question: Question) -> bool:
        wanted = {"排序": len(question.choices), "连线": len(question.lefts)}
        return len(self._picked) >= wanted.get(question.form, 1)

    def _refresh(self) -> None:
        question = self._question
        assert question is not None  # only asked of a question
        texts = {choice.id: choice.text for choice in question.choices}
        self.pairs.show_rights([texts[id] for id in self._picked] if question.lefts else [])
        self.cards.set_choices(
            [self._shown(question, choice, place) for place, choice in enumerate(question.choices)]
        )
        self.confirm.setEnabled(self._is_ready(question))

    def _shown(self, question: Question, choice: Option, place: int) -> Choice:
        if choice.id not in self._picked:
            return _plain(choice, place)
        if question.form == "连线":
            served = "、".join(str(row + 1) for row, id in enumerate(self._picked) if id == choice.id)
            return Choice(choice.id, choice.text, f"{LETTERS[place]} · 配给了第 {served} 行")
        rank = f" · 第 {self._picked.index(choice.id) + 1} 个" if question.form == "排序" else ""
        return Choice(choice.id, choice.text, f"{LETTERS[place]}{rank}", state="chosen")

    def _revealed(self, question: Question, choice: Option, place: int) -> Choice:
        hint = LETTERS[place]
        if question.form == "排序":
            placed = choice.id in self._picked
            hint += f" · 您排第 {self._picked.index(choice.id) + 1}" if placed else " · 您没有排"
            if len(question.before) == len(question.choices) - 1:
                hint += f"，应排第 {right_answer(question).chosen.index(choice.id) + 1}"
        elif choice.id in self._picked and question.form != "连线":
            hint += " · 您选的"
        return Choice(choice.id, choice.text, hint, state=self._state(question, choice.id))

    def _state(self, question: Question, id: str) -> ChoiceState:
        if question.form == "排序":
            place = {picked: i for i, picked in enumerate(self._picked)}
            pairs = [(a, b) for a, b in question.before if id in (a, b)]
            kept = all(a in place and b in place and place[a] < place[b] for a, b in pairs)
            return "right" if kept and id in place else "wrong"
        if question.form == "连线":
            given = zip(question.lefts, self._picked, strict=False)
            wrong = {right for left, right in given if (left.id, right) not in question.pairs}
            return "wrong" if id in wrong else "right" if id in self._picked else "plain"
        if id in question.right:
            return "right"
        return "wrong" if id in self._picked else "plain"


def _plain(choice: Option, place: int) -> Choice:
    """Show a card as it is asked; the letter below keeps the room that the outcome will take."""
    return Choice(choice.id, choice.text, LETTERS[place])
