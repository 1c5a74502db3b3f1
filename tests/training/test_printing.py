"""A drawn paper printed: three files that name it, with the readings its questions rest on."""

from datetime import date
from pathlib import Path

import pytest

from trainer.content.shelf import load
from trainer.core.quiz.bank import Bank
from trainer.core.quiz.blueprint import Blueprint, Row
from trainer.core.quiz.paper import draw
from trainer.core.quiz.template import Ground
from trainer.core.quiz.topics import openings, shares
from trainer.paths import find_places
from trainer.training.printing import Heading, print_out, sheet_of


@pytest.fixture(scope="module")
def bank() -> Bank:
    books = load(find_places().content).books
    templates = (*openings.TEMPLATES, *shares.TEMPLATES)
    return Bank(Ground(books.edition, books.library), templates=templates)


def test_a_paper_is_printed_in_three_files_that_name_it(qapp: object, bank: Bank, tmp_path: Path) -> None:
    paper = draw(bank, Blueprint((Row(5),), title="小考", seed=1))
    places = find_places(str(tmp_path))
    made = print_out(paper, bank.ground.edition, Heading("汉口营业厅", date(2004, 7, 30)), tmp_path, places)
    assert [file.name for file in made] == [f"{paper.id}-{what}.pdf" for what in ("试卷", "答题卡", "答案")]
    assert all(file.read_bytes().startswith(b"%PDF") for file in made)


def test_the_sheet_tells_the_readings_that_its_questions_rest_on(bank: Bank) -> None:
    paper = draw(bank, Blueprint((Row(5, templates=("share.days",)),), seed=1))
    sheet = sheet_of(paper, bank.ground.edition, Heading())
    named = {id for question in paper.questions for id in question.assumptions}
    assert named
    assert set(sheet.readings) == named
    assert sheet.scoring
    assert sheet.total == 5
