"""A drawn paper printed: three files that name it, with the readings its questions rest on."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from trainer.content.shelf import load
from trainer.core.memory import Asked, Mistake
from trainer.core.quiz.bank import Bank
from trainer.core.quiz.blueprint import Blueprint, Row
from trainer.core.quiz.paper import draw
from trainer.core.quiz.question import Question
from trainer.core.quiz.template import Ground
from trainer.core.quiz.topics import openings, shares
from trainer.paths import find_places
from trainer.training.printing import Heading, NothingToPrint, paper_of, printer, sheet_of
from trainer.training.sitting import Wrong


@pytest.fixture(scope="module")
def bank() -> Bank:
    books = load(find_places().content).books
    templates = (*openings.TEMPLATES, *shares.TEMPLATES)
    return Bank(Ground(books.edition, books.library), templates=templates)


def test_a_paper_is_printed_in_three_files_that_name_it(qapp: object, bank: Bank, tmp_path: Path) -> None:
    paper = draw(bank, Blueprint((Row(5),), title="小考", seed=1))
    places = find_places(str(tmp_path))
    heading = Heading("汉口营业厅", date(2004, 7, 30))
    made = printer(places.content / "assets").print_out(paper, bank.ground.edition, heading, tmp_path)
    assert [file.name for file in made] == [f"{paper.id}-{what}.pdf" for what in ("试卷", "答题卡", "答案")]
    assert all(file.read_bytes().startswith(b"%PDF") for file in made)


def wrong(task: Question | None) -> Wrong:
    asked = Asked("", "", "[]", 0, "对")
    entry = Mistake(1, "李梅", "q", "r", "", asked, datetime(2026, 3, 2, tzinfo=UTC))
    return Wrong(entry, task, "规定", None, "")


def test_wrong_answers_become_a_paper_with_each_question_once(bank: Bank) -> None:
    first, second = draw(bank, Blueprint((Row(2),), seed=1)).questions
    book = [wrong(first), wrong(second), wrong(first), wrong(None)]
    paper = paper_of(book, bank.ground.edition, "李梅")
    assert paper.questions == (first, second)
    assert paper.title == "李梅的错题"


def test_nothing_is_printed_of_another_edition_or_of_phrases(bank: Bank) -> None:
    (other,) = draw(bank, Blueprint((Row(1),), seed=1)).questions
    with pytest.raises(NothingToPrint):
        paper_of([wrong(replace(other, edition="wuhan-2005")), wrong(None)], bank.ground.edition, "李梅")


def test_the_sheet_tells_the_readings_that_its_questions_rest_on(bank: Bank) -> None:
    paper = draw(bank, Blueprint((Row(5, templates=("share.days",)),), seed=1))
    sheet = sheet_of(paper, bank.ground.edition, Heading())
    named = {id for question in paper.questions for id in question.assumptions}
    assert named
    assert set(sheet.readings) == named
    assert sheet.scoring
    assert sheet.total == 5
