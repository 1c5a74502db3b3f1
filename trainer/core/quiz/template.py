"""A kind of question: which cases it can be asked for, how it is asked, and its key by a second way."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random

from trainer.core.library import Library, Source
from trainer.core.quiz.question import (
    Blank,
    Choice,
    Form,
    Key,
    Number,
    Question,
    Skill,
)
from trainer.core.tariff import Edition

Case = tuple[str | int, ...]
"""The canonical inputs of a question: what is asked of what. Two questions of one case are the same."""

MOST_WRONG = 3
"""How many wrong answers a single choice shows beside the right one."""

MOST_SHOWN = 6
"""How many choices a question with several right answers shows."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What questions stand on: the tables and rules of an edition, and the hall's own language."""

    edition: Edition
    library: Library


@dataclass(frozen=True, slots=True)
class Draft:
    """What a template makes of a case. `right` and `wrong` are texts; `wrong` pairs each with its mistake.

    Single choice and judgement have one right text, several have more. `items` are the texts of an
    ordering in their printed order (each before the next, unless `before` says which positions), or
    the (left, right) texts of a matching, whose `wrong` are distractors.
    """

    stem: str
    rule: str
    right: tuple[str, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()
    before: tuple[tuple[int, int], ...] | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    number: Number | None = None
    blanks: tuple[Blank, ...] = ()
    explanation: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    assumptions: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    difficulty: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of question.

    `cases` yields every case it can be asked for, boundaries first; what the material leaves open or
    two rules claim is left out, unless the right answer is UNWRITTEN. `ask` makes the question of a
    case; `again` finds the key once more in another way, which shares no code with `ask`: from the
    printed cells, the quotation, or a formula of its own (see `selftest`).
    """

    id: str
    title: str
    form: Form
    skill: Skill
    difficulty: int
    cases: Callable[[Ground], Iterable[Case]]
    ask: Callable[[Ground, Case], Draft]
    again: Callable[[Ground, Case], Key]


def question_id(template: str, edition: str, case: Case) -> str:
    """Return the id that a case has for ever: the same inputs, the same id."""
    return "q" + sha256(repr((template, edition, case)).encode()).hexdigest()[:12]


def question_of(template: Template, ground: Ground, case: Case, seed: int = 0) -> Question:
    """Make the question of a case; the seed picks the wrong answers shown and the order of the screen."""
    draft = template.ask(ground, case)
    id = question_id(template.id, ground.edition.id, case)
    dice = Random(f"{seed}/{id}")
    choices, lefts, before, pairs = _laid_out(template.form, draft, dice)
    return Question(
        id,
        template.id,
        ground.edition.id,
        case,
        seed,
        template.form,
        draft.stem,
        template.skill,
        draft.difficulty or template.difficulty,
        draft.rule,
        draft.brands,
        choices,
        lefts,
        before,
        pairs,
        draft.number,
        draft.blanks,
        draft.explanation,
        draft.sources,
        draft.assumptions,
        draft.facts or (draft.rule,),
    )


_Layout = tuple[
    tuple[Choice, ...], tuple[Choice, ...], tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]
]


def _laid_out(form: Form, draft: Draft, dice: Random) -> _Layout:
    """Return choices, left sides, the order to keep and the pairs, laid out for the screen."""
    if form == "排序":
        items = _named(draft.items)
        steps = range(len(items) - 1)
        order = draft.before if draft.before is not None else tuple((i, i + 1) for i in steps)
        before = tuple((items[first].id, items[then].id) for first, then in order)
        return _shuffled(items, dice), (), before, ()
    if form == "连线":
        rights = list(dict.fromkeys(right for _, right in draft.pairs))
        texts = [*rights, *(text for text, _ in draft.wrong)]
        choices = _named(texts, mistakes=["" for _ in rights] + [mistake for _, mistake in draft.wrong])
        lefts = _named([left for left, _ in draft.pairs], prefix="l")
        ids = {choice.text: choice.id for choice in choices}
        pairs = tuple((left.id, ids[right]) for left, (_, right) in zip(lefts, draft.pairs, strict=True))
        return _shuffled(choices, dice), lefts, (), pairs
    shown = _picked(form, draft, dice)
    if form == "判断":
        return tuple(sorted(shown, key=lambda choice: choice.text != "对")), (), (), ()
    return _shuffled(shown, dice), (), (), ()


def _picked(form: Form, draft: Draft, dice: Random) -> tuple[Choice, ...]:
    """Return the right choices and as many wrong ones as are shown."""
    texts = [*draft.right, *(text for text, _ in draft.wrong)]
    named = _named(
        texts, ["" for _ in draft.right] + [mistake for _, mistake in draft.wrong], len(draft.right)
    )
    right, wrong = named[: len(draft.right)], named[len(draft.right) :]
    room = MOST_WRONG if form != "多选" else max(MOST_SHOWN - len(right), 1)
    return (*right, *(dice.sample(wrong, room) if len(wrong) > room else wrong))


def _named(
    texts: Sequence[str], mistakes: Sequence[str] = (), right: int = 0, prefix: str = ""
) -> tuple[Choice, ...]:
    """Give each text its id by its place in the draft."""
    found = mistakes or [""] * len(texts)
    return tuple(
        Choice(f"{prefix}{chr(ord('a') + i)}", text, i < right, mistake)
        for i, (text, mistake) in enumerate(zip(texts, found, strict=True))
    )


def _shuffled(choices: Sequence[Choice], dice: Random) -> tuple[Choice, ...]:
    return tuple(dice.sample(choices, len(choices)))
