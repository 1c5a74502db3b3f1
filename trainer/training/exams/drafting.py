"""What the form of a new assessment asks of the hall: what can be chosen, a paper to look at, publishing."""

import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

from trainer.core.exam.setting import PassMarks
from trainer.core.quiz.blueprint import Blueprint, Row
from trainer.core.quiz.marking import right_answer
from trainer.core.quiz.paper import Paper, draw, letter
from trainer.core.quiz.question import Question
from trainer.core.quiz.subjects import subject
from trainer.core.rights import Pass, require_supervisor
from trainer.core.scenario import Competence
from trainer.training.exams.plain import (
    Choices,
    PlainDraft,
    PlainPaper,
    PlainPart,
    PlainRecall,
    PlainRow,
    PlainScenario,
    Preview,
    Scene,
    Shown,
    Stock,
    Topics,
)
from trainer.training.exams.publishing import (
    Draft,
    PaperWish,
    PartWish,
    Published,
    RecallWish,
    ScenarioWish,
    publish,
)
from trainer.training.hall import Hall, offers
from trainer.training.people import colleagues
from trainer.training.prompts import Sources
from trainer.training.sitting import key_in_words

_LETTERED = ("单选", "多选", "判断")
_SAME = ("people", "minutes", "attempts", "counts", "gate", "shows_marks")


def choices(hall: Hall, by: Pass) -> Choices:
    """Tell what can be chosen, and whom; raise NotAllowed."""
    require_supervisor(by, by.hall_id)
    variants = {id: tuple(play.scenario.variant for play in plays) for id, plays in hall.shelf.plays.items()}
    here = (each for each in colleagues(hall.store, by) if each.active and each.hall_id == by.hall_id)
    phrases = hall.shelf.books.library.phrases
    return Choices(
        tuple(Scene(offer.id, offer.title, offer.post, variants[offer.id]) for offer in offers(hall)),
        tuple(sorted(here, key=lambda each: each.role != "trainee")),
        tuple((id, f"{id} {phrase.spoken}") for id, phrase in phrases.items()),
    )


def topics(hall: Hall, by: Pass, sources: Sources) -> Topics:
    """Tell what rows of a paper can ask for; raise NotAllowed."""
    require_supervisor(by, by.hall_id)
    bank = sources.bank
    kinds = Counter((e.skill, e.form, e.difficulty, e.brands, e.rule) for e in bank.entries)
    brands = Counter(brand for entry in bank.entries for brand in entry.brands)
    return Topics(
        tuple((rule, subject(bank.ground, rule).title) for rule in bank.rules),
        tuple(brand for brand, _ in brands.most_common()),
        tuple(Stock(*kind, count) for kind, count in kinds.items()),
    )


def preview(hall: Hall, by: Pass, plain: PlainPaper, title: str, sources: Sources) -> Preview:
    """Draw a paper to be looked at; raise NotAllowed, BadBlueprint, PaperNotFilled."""
    require_supervisor(by, by.hall_id)
    paper = draw(sources.bank, _blueprint(plain, title))
    return Preview(paper, paper.imprint[0], tuple(map(_shown, paper.questions)))


def publish_plain(hall: Hall, by: Pass, plain: PlainDraft, sources: Sources) -> Published:
    """Publish what the form in the window asks for; what was left to chance is drawn now."""
    dice = Random(secrets.randbits(48))
    return publish(hall, by, draft_of(plain, sources, dice), sources)


def draft_of(plain: PlainDraft, sources: Sources, dice: Random) -> Draft:
    """Return the draft that the form's plain values stand for; the dice draw phrases."""
    return Draft(
        title=plain.title,
        parts=tuple(_wish(part, plain.title, sources, dice) for part in plain.parts),
        opens=plain.opens.astimezone(),
        closes=plain.closes.astimezone(),
        pass_marks=PassMarks(plain.pass_total, tuple((Competence(name), at) for name, at in plain.pass_each)),
        **{name: getattr(plain, name) for name in _SAME},
    )


def _wish(part: PlainPart, title: str, sources: Sources, dice: Random) -> PartWish:
    more: dict[str, Any] = {"minutes": part.minutes, "weight": part.weight}
    if isinstance(part, PlainScenario):
        return ScenarioWish(part.scenario, part.variant or None, typed=part.typed, **more)
    if isinstance(part, PlainRecall):
        known = sources.prompts.ids
        drawn = part.phrases or tuple(dice.sample(known, min(part.count, len(known))))
        return RecallWish(drawn, **more)
    return PaperWish(_blueprint(part, title), drawn=_drawn(part, title), **more)


def _drawn(part: PlainPaper, title: str) -> Paper | None:
    """Return the paper that was looked at; what it is called is no part of what was drawn."""
    return replace(part.drawn, title=_called(part, title)) if part.drawn else None


def _called(part: PlainPaper, title: str) -> str:
    return part.title.strip() or f"{title.strip()}试卷"


def _blueprint(plain: PlainPaper, title: str) -> Blueprint:
    return Blueprint(tuple(map(_row, plain.rows)), seed=plain.seed, title=_called(plain, title))


def _row(plain: PlainRow) -> Row:
    """Return a row; an unknown word is refused when the paper is drawn."""
    asked: dict[str, Any] = {
        "skills": plain.skill,
        "forms": plain.form,
        "difficulties": plain.difficulty,
        "brands": plain.brand,
        "rules": plain.rule,
    }
    return Row(plain.count, **{name: (value,) for name, value in asked.items() if value})


def _shown(question: Question) -> Shown:
    lefts = (f"{place}. {left.text}" for place, left in enumerate(question.lefts, 1))
    return Shown(
        question.form,
        question.stem,
        tuple(lefts),
        tuple(f"{letter(place)}. {choice.text}" for place, choice in enumerate(question.choices)),
        "".join(_letters(question)) or key_in_words(question),
        question.explanation,
        question.sources,
    )


def _letters(question: Question) -> Iterator[str]:
    """Yield the letters of the key, where choices are ticked."""
    if question.form in _LETTERED:
        right = right_answer(question).chosen
        yield from (letter(place) for place, each in enumerate(question.choices) if each.id in right)
