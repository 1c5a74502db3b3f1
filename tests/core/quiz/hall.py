"""What the tests on the hall's language share: asking by template and case, and libraries that lack something."""

from dataclasses import replace

from trainer.core.library import Library
from trainer.core.quiz.question import Question, key_of
from trainer.core.quiz.template import Ground, Template, question_of


def asked(ground: Ground, templates: tuple[Template, ...], id: str, *case: str | int) -> Question:
    """Return the question of a case that the template really has."""
    template = next(template for template in templates if template.id == id)
    assert case in list(template.cases(ground)), case
    return question_of(template, ground, case)


def wrong_of(question: Question) -> dict[str, str]:
    """Return the wrong answers shown, each with its mistake."""
    return {choice.text: choice.mistake for choice in question.choices if choice.mistake}


def facts_of(ground: Ground, templates: tuple[Template, ...]) -> set[str]:
    """Return everything that is asked about."""
    return {fact for t in templates for c in t.cases(ground) for fact in question_of(t, ground, c).facts}


def empty(ground: Ground) -> Ground:
    """Return a ground whose library has nothing in it."""
    return replace(ground, library=Library({}, {}, {}, {}))


def proofs(ground: Ground, template: Template) -> list[bool]:
    """Tell of each case whether the second way comes to the same key; on a changed library it may not."""
    cases = list(template.cases(ground))
    return [key_of(question_of(template, ground, case)) == template.again(ground, case) for case in cases]
