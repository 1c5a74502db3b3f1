"""The books beside the conversation, as the desk hands them out."""

from pathlib import Path

import pytest

from trainer.content.shelf import load
from trainer.core.lookup import GROUPS, find
from trainer.training.lookups import EditionGone, lookups

ROOT = Path(__file__).parents[2]
BOOKS = load(ROOT, ROOT / "build/shelf/shelf.bin").books


def test_the_books_that_ship_are_found_in_all_three_groups() -> None:
    known = lookups(BOOKS, BOOKS.edition.id)
    assert {each.group for each in known} == set(GROUPS)
    assert find(known, "全球通月租")[0].text == "50 元"
    assert find(known, "全球通 短信")[0].is_silent
    assert find(known, "私人开户证件")[0].sources


def test_an_edition_that_is_gone_is_named() -> None:
    with pytest.raises(EditionGone, match=BOOKS.edition.id):
        lookups(BOOKS, "1999")
