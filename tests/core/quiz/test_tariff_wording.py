"""What holds for every question on tariffs: short stems, amounts written alike, one name a mistake."""

import re
from collections import Counter

import pytest

from trainer.core.quiz import mistakes
from trainer.core.quiz.template import Ground, Template
from trainer.core.quiz.topics import (
    bills,
    cells,
    comparisons,
    edges,
    messages,
    openings,
    prices,
    roaming,
    shares,
)
from trainer.core.quiz.wrong import fen, in_full, kept, told

TOPICS = (openings, cells, prices, edges, bills, messages, comparisons, shares, roaming)
EVERY = [template for topic in TOPICS for template in topic.TEMPLATES]
LONGEST = 60
AMOUNT = re.compile(r"\d+(\.\d\d)?元")


@pytest.mark.parametrize("template", EVERY, ids=lambda template: template.id)
def test_stems_are_short(ground: Ground, template: Template) -> None:
    stems = [template.ask(ground, case).stem for case in template.cases(ground)]
    assert [stem for stem in stems if len(stem) > LONGEST] == []


@pytest.mark.parametrize("template", EVERY, ids=lambda template: template.id)
def test_no_amount_is_written_unlike_the_others(ground: Ground, template: Template) -> None:
    for case in template.cases(ground):
        draft = template.ask(ground, case)
        texts = [*draft.right, *(text for text, _ in draft.wrong)]
        amounts = [found for text in texts if (found := AMOUNT.fullmatch(text))]
        assert len({bool(found[1]) for found in amounts}) < 2, (case, texts)


def test_each_mistake_has_its_id_for_itself() -> None:
    ids = Counter(id for table in (mistakes, *TOPICS) for id in table.MISTAKES)
    assert [id for id, times in ids.items() if times > 1] == []


def test_a_draft_is_worked_out_once(ground: Ground) -> None:
    template, asked = openings.TEMPLATES[0], []
    case = next(iter(template.cases(ground)))
    ask = kept(lambda ground, case: asked.append(case) or template.ask(ground, case))
    assert ask(ground, case) is ask(Ground(ground.edition, ground.library), case)
    assert asked == [case]


def test_amounts_are_said_and_written_in_full() -> None:
    assert (told(1230), told(1200), in_full(1200)) == ("12.30元", "12元", "12.00元")
    assert fen(None) is None
