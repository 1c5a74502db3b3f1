"""The shipped bank, made once for all tests of the verb `quiz`."""

from collections.abc import Iterator
from functools import cache
from unittest.mock import patch

import pytest

from tests.cli.conftest import ROOT
from trainer.content.bookreader import read_books
from trainer.content.books import Books
from trainer.core.quiz.bank import Bank
from trainer.training.quizzes import open_bank


@cache
def shipped() -> Bank:
    """Make the bank of the shipped books, without the questions that were written out."""
    return open_bank(read_books(ROOT))


def _bank(_: Books) -> Bank:
    return shipped()


@pytest.fixture
def kept_bank() -> Iterator[None]:
    """Let the verb use the bank that is there already."""
    with patch("trainer.cli.quiz.open_bank", _bank):
        yield
