"""Questions written out by hand: each goes through the same door as the generated ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.question import Form, Key, Question, Skill
from trainer.core.quiz.template import Case, Draft, Ground, Template, question_of

_MOST_NAME = 14
"""So many characters of a reason name the mistake."""


@dataclass(frozen=True, slots=True)
class Written:
    """A question as it was written; `own` are the reasons of wrong answers that have no named mistake."""

    id: str
    form: Form
    skill: Skill
    draft: Draft
    own: tuple[tuple[str, str], ...] = ()


def own_mistake(id: str, number: int) -> str:
    """Return the id of the mistake that a wrong answer of a written question brings with it."""
    return f"written.{id}.{number}"


def mistakes_of(written: Written) -> dict[str, Mistake]:
    """Return the mistakes that a written question brings with it, named by their reasons."""
    return {id: Mistake(_cut(why), why) for id, why in written.own}


def _cut(why: str) -> str:
    return f"{why[:_MOST_NAME]}…" if len(why) > _MOST_NAME else why


def template_of(written: Written) -> Template:
    """Return the template of a written question: it has one case."""

    def cases(_: Ground) -> Iterator[Case]:
        yield (written.id,)

    def ask(_: Ground, __: Case) -> Draft:
        return written.draft

    def again(_: Ground, __: Case) -> Key:
        """Tell the key from what was written; that it is in the material was seen when it was read."""
        right = written.draft.right
        if written.form == "排序":
            return frozenset(pairwise(written.draft.items))
        return frozenset(right) if written.form == "多选" else right[0]

    id, draft = f"written.{written.id}", written.draft
    return Template(id, draft.stem, written.form, written.skill, draft.difficulty, cases, ask, again)


def questions_of(ground: Ground, written: Iterable[Written]) -> tuple[Question, ...]:
    """Make the written questions for an edition."""
    templates = [template_of(each) for each in written]
    return tuple(question_of(each, ground, case) for each in templates for case in each.cases(ground))
