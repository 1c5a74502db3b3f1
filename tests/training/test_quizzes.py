"""The bank of a hall."""

from dataclasses import replace
from pathlib import Path

import pytest

from trainer.content.bookreader import read_books
from trainer.content.books import Books
from trainer.core.library import Source
from trainer.core.quiz.template import Draft
from trainer.core.quiz.written import Written
from trainer.training.quizzes import open_bank

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def books() -> Books:
    return read_books(ROOT)


def test_written_questions_join_with_their_own_mistakes(books: Books) -> None:
    source = Source("D9", (223,), "全球通100元")
    draft = Draft(
        "全球通卡费多少？",
        "opening.全球通",
        ("100元",),
        (("80元", "other-brand"), ("50元", "written.card.0")),
        explanation=("清单上写着。",),
        sources=(source,),
        difficulty=1,
    )
    written = Written("card", "单选", "开户费用", draft, (("written.card.0", "那是预存。"),))
    bank = open_bank(replace(books, questions=(written,)))
    entry = next(entry for entry in bank.entries if entry.template == "written.card")
    assert bank.question(entry.id).stem == "全球通卡费多少？"
    assert bank.taught(("written.card.0",)) == ("那是预存。",)
