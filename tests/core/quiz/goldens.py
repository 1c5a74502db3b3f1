"""Questions worked by hand: a case that a template has, and its key."""

from collections.abc import Iterable

from trainer.core.quiz.question import Question, key_of
from trainer.core.quiz.template import Case, Ground, Template, question_of


def asked(templates: Iterable[Template], ground: Ground, id: str, case: Case) -> Question:
    """Ask a case; it must be among those of the template."""
    template = next(each for each in templates if each.id == id)
    assert case in list(template.cases(ground)), case
    return question_of(template, ground, case)


def has_key(templates: Iterable[Template], ground: Ground, id: str, case: Case, key: object) -> bool:
    """Tell whether the key found is the one worked by hand."""
    return key_of(asked(templates, ground, id, case)) == key


def led(templates: Iterable[Template], ground: Ground, id: str, case: Case) -> dict[str, str]:
    """Return the mistake behind each wrong text, shown or not."""
    question = asked(templates, ground, id, case)
    draft = next(each for each in templates if each.id == id).ask(ground, case)
    slips = question.number.slips if question.number else ()
    blanks = (slip for blank in question.blanks for slip in blank.slips)
    return {**dict(draft.wrong), **{str(value): mistake for value, mistake in slips}, **dict(blanks)}


def facts(templates: Iterable[Template], ground: Ground) -> set[str]:
    """Return all facts that are asked for."""
    return {
        fact for t in templates for case in t.cases(ground) for fact in question_of(t, ground, case).facts
    }
