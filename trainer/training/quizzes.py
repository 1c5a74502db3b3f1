"""Questions in use: a round of practice that remembers, and a paper that is handed in.

What becomes of the reviews is the caller's: `remember` is handed in (see `trainer.training.memory`).
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random

from trainer.content.books import Books
from trainer.core.memory import Asked, Review
from trainer.core.quiz.bank import Bank
from trainer.core.quiz.blueprint import Blueprint, Row
from trainer.core.quiz.marking import Marked, mark
from trainer.core.quiz.paper import NEVER_SEEN, Drawn, Paper, Seen, Sheet, draw, mark_paper, ordered
from trainer.core.quiz.question import Answer, Question
from trainer.core.quiz.scoring import AS_USUAL, Rules
from trainer.core.quiz.template import Ground
from trainer.core.quiz.written import mistakes_of, questions_of

MOST_DUE = 10
"""A round of practice has so many questions: what is left is due again in the next one."""

Remember = Callable[[Sequence[Review], Asked], object]
"""Takes the reviews of one answer with the question that was asked: `memory.remember` or `memory.cram`."""

Clock = Callable[[], datetime]


@dataclass(slots=True)
class Practice:
    """A round of practice at one question after another; each answer is marked at once.

    `remember` is told of each answer; None: nothing is remembered (a guest, or a supervisor's preview).
    """

    paper: Paper
    bank: Bank
    clock: Clock
    remember: Remember | None = None
    marked: list[Marked] = field(default_factory=list)
    _at: int = 0

    @property
    def question(self) -> Question | None:
        """The question in hand; None after the last."""
        return self.paper.questions[self._at] if self._at < len(self.paper.questions) else None

    @property
    def is_answered(self) -> bool:
        """Tell whether the question in hand has been answered."""
        return len(self.marked) > self._at

    @property
    def is_over(self) -> bool:
        """Tell whether every question has been answered and left."""
        return self.question is None

    def answer(self, answer: Answer) -> Marked:
        """Mark the answer to the question in hand and let it be remembered; raise BadAnswer.

        What is told ends with what teaches about the mistakes made.
        """
        question = self.question
        if question is None or self.is_answered:
            raise ValueError("there is no question to answer")
        marked = mark(question, answer, self.paper.rules)
        if self.remember:
            self.remember((review_of(question, marked, self.clock()),), asked_of(question, answer))
        self.marked.append(replace(marked, told=(*marked.told, *self.bank.taught(marked.mistakes))))
        return self.marked[-1]

    def go_on(self) -> Question | None:
        """Leave an answered question for the next; None after the last."""
        if not self.is_answered:
            raise ValueError("the question is not answered yet")
        self._at += 1
        return self.question

    def take_back(self) -> Question | None:
        """Open the question answered last again (a mis-tap); None if there is none.

        The memory of it is taken back by the caller, where it was kept (`memory.undo_last`).
        """
        if not self.marked:
            return None
        self.marked.pop()
        self._at = len(self.marked)
        return self.question


def open_bank(books: Books) -> Bank:
    """Make the bank of the edition in force, with the questions that were written out; keep it."""
    ground = Ground(books.edition, books.library)
    own = {id: mistake for each in books.questions for id, mistake in mistakes_of(each).items()}
    return Bank(ground, questions_of(ground, books.questions), own=own)


def practise(
    bank: Bank, blueprint: Blueprint, clock: Clock, remember: Remember | None = None, seen: Seen = NEVER_SEEN
) -> Practice:
    """Open a round of practice by a blueprint; raise BadBlueprint, PaperNotFilled."""
    return Practice(draw(bank, blueprint, seen=seen), bank, clock, remember)


def due_blueprint(bank: Bank, rules: Iterable[str], seed: int, scoring: Rules = AS_USUAL) -> Blueprint:
    """Plan a round of practice: one question for each rule that is due, the most urgent rules first.

    Rules that no question asks about are left out; no row at all is nothing to practise.
    """
    known = set(bank.rules)
    asked = [rule for rule in dict.fromkeys(rules) if rule in known][:MOST_DUE]
    return Blueprint(tuple(Row(1, rules=(rule,)) for rule in asked), rules=scoring, seed=seed)


def due_paper(bank: Bank, blueprint: Blueprint, seen: Seen = NEVER_SEEN) -> Paper:
    """Draw what is due, in its order; where two rules would give one another away, the later one waits."""
    dice, drawn = Random(f"due/{blueprint.seed}"), Drawn()
    for row in blueprint.rows:
        drawn.take(ordered((entry for entry in bank.entries if row.takes(entry)), seen, dice), row.count)
    questions = tuple(bank.question(entry.id, blueprint.seed) for entry in drawn.entries)
    return Paper(blueprint.title, bank.edition, blueprint.seed, blueprint.rules, questions)


def hand_in(paper: Paper, answers: Mapping[str, Answer]) -> Sheet:
    """Mark a whole paper; raise NotOfThisPaper, BadAnswer."""
    return mark_paper(paper, answers)


def review_of(question: Question, marked: Marked, at: datetime) -> Review:
    """Return what an answer tells the memory: of the rule, not of the question."""
    mistake = marked.mistakes[0] if marked.mistakes else ""
    return Review(at, question.rule, float(marked.score), "quiz", question.id, mistake)


def asked_of(question: Question, answer: Answer) -> Asked:
    """Return all it takes to draw a question again, with what was answered in words."""
    inputs = json.dumps(question.case, ensure_ascii=False)
    return Asked(question.template, question.edition, inputs, question.seed, in_words(question, answer))


def in_words(question: Question, answer: Answer) -> str:
    """Write an answer as the trainee gave it, for the book of wrong answers."""
    texts = {choice.id: choice.text for choice in question.choices}
    if question.form == "连线":
        pairs = zip(question.lefts, answer.chosen, strict=False)
        return "；".join(f"{left.text}：{texts.get(id, '没有连')}" for left, id in pairs)
    chosen = [texts[id] for id in answer.chosen]
    return ("→" if question.form == "排序" else "；").join((*chosen, *answer.typed))
