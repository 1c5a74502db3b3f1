"""The bank: every question that an edition can be asked about, each known by its id.

The topics are listed here and nowhere else.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from trainer.core.errors import TrainerError
from trainer.core.money import Money
from trainer.core.quiz import marking, mistakes
from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.question import Form, Key, Number, Question, Skill, key_of
from trainer.core.quiz.template import Case, Draft, Ground, Template, question_id, question_of
from trainer.core.quiz.topics import (
    acceptance,
    bills,
    cells,
    comparisons,
    complaints,
    days,
    edges,
    hallfacts,
    limits,
    messages,
    moments,
    openings,
    papers,
    phrases,
    prices,
    roaming,
    shares,
    steps,
)

TOPICS: Final = (
    openings,
    cells,
    prices,
    edges,
    bills,
    messages,
    comparisons,
    shares,
    roaming,
    acceptance,
    papers,
    days,
    limits,
    hallfacts,
    phrases,
    steps,
    moments,
    complaints,
)

TEMPLATES: Final[tuple[Template, ...]] = tuple(template for topic in TOPICS for template in topic.TEMPLATES)
"""Every kind of question, topic by topic."""

MISTAKE_TABLES: Final[tuple[Mapping[str, Mistake], ...]] = (
    mistakes.MISTAKES,
    marking.MISTAKES,
    *(topic.MISTAKES for topic in TOPICS),
)
MISTAKES: Final[Mapping[str, Mistake]] = {
    id: mistake for table in MISTAKE_TABLES for id, mistake in table.items()
}
"""Every named mistake, by id."""

NO_MISTAKES: Final[Mapping[str, Mistake]] = {}

EDGES = 4
"""One in so many cases of a template is a boundary: they come first, and the first few always are."""

LEAST_EDGES = 3


class UnknownQuestion(TrainerError):
    """A question that the bank does not hold."""


class TwiceWritten(TrainerError):
    """Two questions with one id."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A question in the bank, before it is laid out: enough to choose by.

    `key` are the texts that answer it, `told` is everything it tells: the stem, what stands at the left
    and what is right. `edge` tells that its case is a boundary.
    """

    id: str
    template: str
    case: Case
    form: Form
    stem: str
    rule: str
    skill: Skill
    difficulty: int
    brands: tuple[str, ...]
    facts: frozenset[str]
    key: frozenset[str]
    told: str
    edge: bool


class Bank:
    """Every question of an edition by id: those of the templates, then those that were `written` out.

    Make it once and keep it; it never changes. `own` are the mistakes that written questions bring with
    them. Raise TwiceWritten for two questions with one id.
    """

    def __init__(
        self,
        ground: Ground,
        written: Iterable[Question] = (),
        templates: Iterable[Template] = TEMPLATES,
        own: Mapping[str, Mistake] = NO_MISTAKES,
    ) -> None:
        self.ground = ground
        self.mistakes = {**MISTAKES, **own}
        self.templates = {template.id: template for template in templates}
        by_hand = tuple(written)
        self.written = {question.id: question for question in by_hand}
        found = (*_drawn(ground, self.templates.values()), *map(_entry_of, by_hand))
        self.entries: tuple[Entry, ...] = found
        self._entries = {entry.id: entry for entry in found}
        if len(self._entries) < len(found):
            id, _ = Counter(entry.id for entry in found).most_common(1)[0]
            raise TwiceWritten(f"题目编号「{id}」用了两次，改一个编号")

    @property
    def edition(self) -> str:
        """The id of the edition that the questions stand on."""
        return self.ground.edition.id

    @property
    def rules(self) -> tuple[str, ...]:
        """Every rule that is asked about, in the order of the bank."""
        return tuple(dict.fromkeys(entry.rule for entry in self.entries))

    def entry(self, id: str) -> Entry:
        """Return the entry of a question; raise UnknownQuestion."""
        if id not in self._entries:
            raise UnknownQuestion(f"题库（{self.edition}）里没有题目「{id}」，它可能属于别的资费版本")
        return self._entries[id]

    def question(self, id: str, seed: int = 0) -> Question:
        """Lay a question out as the seed says; raise UnknownQuestion."""
        if id in self.written:
            return _laid_out(self.written[id], seed)
        entry = self.entry(id)
        return question_of(self.templates[entry.template], self.ground, entry.case, seed)

    def taught(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the sentences that teach about some mistakes; those without a name are passed over."""
        return tuple(self.mistakes[id].told for id in ids if id in self.mistakes)


def _drawn(ground: Ground, templates: Iterable[Template]) -> Iterator[Entry]:
    for template in templates:
        cases = list(template.cases(ground))
        edges = max(LEAST_EDGES, len(cases) // EDGES)
        for place, case in enumerate(cases):
            yield _entry(ground, template, case, edge=place < edges)


def _entry(ground: Ground, template: Template, case: Case, *, edge: bool) -> Entry:
    draft = template.ask(ground, case)
    told = (draft.stem, *draft.right, *draft.items, *(text for pair in draft.pairs for text in pair))
    return Entry(
        question_id(template.id, ground.edition.id, case),
        template.id,
        case,
        template.form,
        draft.stem,
        draft.rule,
        template.skill,
        draft.difficulty or template.difficulty,
        draft.brands,
        frozenset(draft.facts or (draft.rule,)),
        _answers(draft),
        "\n".join(told),
        edge,
    )


def _entry_of(question: Question) -> Entry:
    """Return the entry of a question that was written out."""
    said = [choice.text for choice in question.choices if choice.right or question.form in ("排序", "连线")]
    told = (question.stem, *(left.text for left in question.lefts), *said)
    return Entry(
        question.id,
        question.template,
        question.case,
        question.form,
        question.stem,
        question.rule,
        question.skill,
        question.difficulty,
        question.brands,
        frozenset(question.facts or (question.rule,)),
        _texts(question.number, key_of(question)),
        "\n".join(told),
        edge=False,
    )


def _answers(draft: Draft) -> frozenset[str]:
    """Return the texts that answer a draft."""
    if draft.number:
        return frozenset({_said(draft.number)})
    if draft.blanks:
        return frozenset(blank.accepted[0] for blank in draft.blanks)
    return frozenset(draft.right or draft.items or (f"{left}：{right}" for left, right in draft.pairs))


def _texts(number: Number | None, key: Key) -> frozenset[str]:
    if number:
        return frozenset({_said(number)})
    if isinstance(key, str | int):
        return frozenset({str(key)})
    return frozenset(each if isinstance(each, str) else "：".join(each) for each in key)


def _said(number: Number) -> str:
    return f"{Money(number.value).short}元" if number.is_money else f"{number.value}{number.unit}"


def _laid_out(question: Question, seed: int) -> Question:
    """Shuffle the choices of a written question; those of a judgement stay as they are."""
    if question.form == "判断":
        return replace(question, seed=seed)
    dice = Random(f"{seed}/{question.id}")
    choices = tuple(dice.sample(question.choices, len(question.choices)))
    return replace(question, seed=seed, choices=choices)
