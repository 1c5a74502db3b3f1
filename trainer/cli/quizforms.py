"""The shape of what the verb `quiz` reads: a blueprint, a paper, answers."""

from fractions import Fraction
from typing import Annotated

from pydantic import ConfigDict, Field, PlainValidator

from trainer.content.faults import refusal
from trainer.content.tableschema import Strict
from trainer.content.tablevalues import Amount
from trainer.core.errors import TrainerError
from trainer.core.quiz.blueprint import MOST_QUESTIONS, Blueprint, Row
from trainer.core.quiz.paper import letter
from trainer.core.quiz.question import Answer, Form, Question, Skill
from trainer.core.quiz.scoring import MatchRule, OrderRule, Rules, SeveralRule

MOST_SEED = 2**63 - 1
MOST_WORDS = 200


def _words(value: object) -> tuple[str, ...]:
    words = [value] if isinstance(value, str) else value
    if isinstance(words, list) and len(words) <= MOST_WORDS and all(isinstance(w, str) and w for w in words):
        return tuple(words)
    raise refusal("F104", "要写文字或一列文字", '如 "P01" 或 ["P01", "P02"]')


def _numbers(value: object) -> tuple[int, ...]:
    numbers = value if isinstance(value, list) else [value]
    if len(numbers) <= MOST_WORDS and all(type(number) is int for number in numbers):
        return tuple(numbers)
    raise refusal("F104", "要写整数或一列整数", "如 2 或 [1, 2]")


Words = Annotated[tuple[str, ...], PlainValidator(_words)]
Numbers = Annotated[tuple[int, ...], PlainValidator(_numbers)]
Seed = Annotated[int, Field(ge=0, le=MOST_SEED)]
Told = Annotated[str, Field(max_length=200)]


class RulesText(Strict):
    """How a paper is scored."""

    several: SeveralRule = "全对才得分"
    order: OrderRule = "偏序"
    match: MatchRule = "按对得分"
    cost: Amount | None = None
    within: Amount = Fraction(0)
    percent: Amount = Fraction(0)
    decimals: int | None = None

    def rules(self) -> Rules:
        """Return the rules; raise BadRules."""
        return Rules(
            self.several, self.order, self.match, self.cost, self.within, self.percent, self.decimals
        )


class RowText(Strict):
    """So many questions of a kind."""

    count: int
    rule: Words = ()
    skill: Words = ()
    difficulty: Numbers = ()
    brand: Words = ()
    form: Words = ()
    template: Words = ()

    def row(self) -> Row:
        """Return the row; words that no question has are told where the paper is drawn."""
        skills: tuple[Skill, ...] = self.skill  # type: ignore[assignment]
        forms: tuple[Form, ...] = self.form  # type: ignore[assignment]
        return Row(self.count, self.rule, skills, self.difficulty, self.brand, forms, self.template)


class BlueprintText(Strict):
    """A paper as it is planned."""

    title: Told = ""
    total: int = Field(default=0, ge=0, le=MOST_QUESTIONS)
    seed: Seed = 0
    rules: RulesText = RulesText()
    rows: list[RowText] = Field(default_factory=list, max_length=MOST_QUESTIONS)

    def blueprint(self) -> Blueprint:
        """Return the blueprint; raise BadRules."""
        rows = tuple(row.row() for row in self.rows)
        return Blueprint(rows, self.total, self.rules.rules(), self.seed, self.title)


class AnswerText(Strict):
    """An answer by the ids of choices, by their letters on the sheet, or typed."""

    chosen: list[Told] = Field(default_factory=list, max_length=MOST_WORDS)
    letters: Told = ""
    typed: list[Told] = Field(default_factory=list, max_length=MOST_WORDS)

    def answer(self, question: Question) -> Answer:
        """Return the answer to a question; raise NoSuchLetter."""
        ids = {letter(place): choice.id for place, choice in enumerate(question.choices)}
        chosen = list(self.chosen)
        for written in self.letters.upper().replace(" ", ""):
            if written not in ids and written != NOT_JOINED:
                raise NoSuchLetter(f"题目 {question.id} 没有选项 {written}，只有 {''.join(ids)}")
            chosen.append(ids.get(written, ""))
        return Answer(tuple(chosen), tuple(self.typed))


NOT_JOINED = "-"
"""Stands in the letters of a matching for a left side that was joined to nothing."""


class NoSuchLetter(TrainerError):
    """A letter that the question does not have."""


class _AsPrinted(Strict):
    """Part of a printed paper: what is not needed to lay it out again is passed over."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class NamedText(_AsPrinted):
    """A question of a paper."""

    id: Told


class PaperText(_AsPrinted):
    """A paper as `trainer quiz paper` prints it."""

    id: Told
    edition: Told
    seed: Seed
    title: Told = ""
    rules: RulesText = RulesText()
    questions: list[NamedText] = Field(max_length=MOST_QUESTIONS)


class MarkText(Strict):
    """What is to be marked: one question and its answer, or a paper and its answers."""

    question: Told | None = None
    seed: Seed = 0
    rules: RulesText = RulesText()
    answer: AnswerText = AnswerText()
    paper: PaperText | None = None
    answers: dict[str, AnswerText] = Field(default_factory=dict, max_length=MOST_QUESTIONS)
