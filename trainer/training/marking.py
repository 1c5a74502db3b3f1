"""What stands beside the marks of an assessment: who is close to the pass mark, and what was answered.

A supervisor reads it in the office; the same figures are printed on the sheets.
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from trainer.core.exam.setting import CALLED
from trainer.core.library import Source
from trainer.core.rights import Pass, require_supervisor
from trainer.store import people as register
from trainer.training.answersheets import Item, Said, reading_of
from trainer.training.exams.defending import NotRecorded, Presented, standing
from trainer.training.hall import Hall
from trainer.training.itemstats import Analysis, analysis
from trainer.training.reporting.heads import Words
from trainer.training.sitting import NOTHING_SAID, answer_in_words

Near = Literal["", "临界", "数据不足"]
"""Whether a total is within one standard error of the pass mark; too few people tell nothing about it."""


@dataclass(frozen=True, slots=True)
class Sat:
    """A person of an assessment, as the table of marks has them."""

    presented: Presented
    team: str = ""
    near: Near = ""


@dataclass(frozen=True, slots=True)
class AnsweredItem:
    """An item of a written part: the answer ("" where nothing was said), the key, and what proves it."""

    title: str
    answer: str
    key: str
    share: Fraction
    rule: str
    mistake: str
    sources: tuple[Source, ...]
    at: datetime | None


@dataclass(frozen=True, slots=True)
class AnsweredPart:
    """A written part of a sitting, with what its marks depend on."""

    called: str
    title: str
    edition: str
    seed: int
    snapshot: str
    items: tuple[AnsweredItem, ...]


def sat(hall: Hall, by: Pass, assessment_id: str) -> list[Sat]:
    """Tell of everybody who is to sit an assessment what the table of marks shows; raise NotAllowed."""
    told = analysis(hall, by, assessment_id)
    teams = {member.id: member.team for member in register.members(hall.store)}
    close = {each.person_id for each in told.close}
    return [
        Sat(each, teams.get(each.person_id, ""), _near(told, each, close)) for each in told.gathered.presented
    ]


def answered(hall: Hall, by: Pass, sitting_id: str, place: int) -> AnsweredPart:
    """Open a written part of a sitting that was handed in; raise NotAllowed, NotRecorded."""
    opened = standing(hall, by, sitting_id)
    require_supervisor(by, opened.published.row.hall_id)
    if not opened.parts:
        raise NotRecorded("还没有交卷，交卷以后才能看作答。")
    part, words = opened.setting.parts[place], Words(hall)
    reading = reading_of(hall.store, opened.published)
    pairs = zip(reading.items, reading.said(opened), strict=True)
    items = tuple(_item(words, item, said) for item, said in pairs if item.part == place and item.task)
    return AnsweredPart(
        CALLED[part.kind], part.title, opened.setting.edition, part.seed, part.snapshot, items
    )


def _near(told: Analysis, of: Presented, close: set[int]) -> Near:
    if of.counting is None or told.band is None:
        return ""
    if not told.paper.enough or told.paper.sem is None:
        return "数据不足"
    return "临界" if of.person_id in close else ""


def _item(words: Words, item: Item, said: Said) -> AnsweredItem:
    assert item.task is not None  # only what is written has answers
    told = answer_in_words(item.task, said.given.answer) if said.given else ""
    made = (*said.given.mistakes, *said.given.forbidden) if said.given else ()
    return AnsweredItem(
        title=item.title,
        answer="" if told == NOTHING_SAID else told,
        key=item.key,
        share=said.share,
        rule=words.rule(item.rule),
        mistake="、".join(map(words.mistake, made)),
        sources=item.task.sources,
        at=said.at,
    )
