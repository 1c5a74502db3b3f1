"""The walk's sheet in scripts_zh/observation.yaml: one for one from the library, each fault at its place."""

from pathlib import Path

import pytest

from tests.content.conftest import ROOT
from trainer.content.bookreader import read_books
from trainer.content.books import BooksDamaged
from trainer.content.observationreader import OBSERVATION, read_form
from trainer.core.library import Library
from trainer.core.observing import Form

HEAD = "format: 1\nshifts: [早班]\nsections:\n  - title: 迎候\n    items:\n"


@pytest.fixture(scope="module")
def library() -> Library:
    return read_books(ROOT).library


@pytest.fixture(scope="module")
def shipped(library: Library) -> Form:
    return read_form(ROOT, library)


def read(tmp_path: Path, rows: str, library: Library) -> Form:
    (tmp_path / "scripts_zh").mkdir()
    (tmp_path / OBSERVATION).write_text(f"{HEAD}{rows}", encoding="utf-8")
    return read_form(tmp_path, library)


def test_the_items_are_the_key_moments_steps_and_phrases_one_for_one(shipped: Form, library: Library) -> None:
    moments = [f"KM-G{n}" for n in range(1, 8)] + [f"KM-R{n}" for n in range(1, 4)]
    steps = [step.id for name in ("S", "G") for step in library.procedures[name].steps]
    assert sorted(shipped.by_id) == sorted([*moments, *steps, *library.phrases])
    assert len(shipped.items) == len(shipped.by_id) == 45


def test_words_and_sources_are_those_of_the_library(shipped: Form, library: Library) -> None:
    assert shipped.by_id["KM-G2"].text == library.rules["KM-G2"].text
    assert shipped.by_id["S4"].title == library.steps["S4"].text
    assert shipped.by_id["P16"].title == f"说：{library.phrases['P16'].text}"
    assert all(item.sources == library.sources(item.id) for item in shipped.items)


def test_only_the_welcome_is_written_for_two_posts_and_all_points_are_alike(shipped: Form) -> None:
    assert [item.id for item in shipped.events] == ["KM-G1"]
    assert shipped.events[0].posts == ("导购", "销售")
    assert {item.points for item in shipped.items} == {1}
    assert shipped.by_id["P01"].posts == ("受理台席",)
    assert shipped.by_id["P15"].posts == ("投诉咨询",)


def test_a_row_may_weigh_more_and_stand_for_another_post(tmp_path: Path, library: Library) -> None:
    form = read(tmp_path, "      - {id: S1, posts: [受理台席, 导购], points: 5}\n", library)
    assert form.items[0].points == 5
    assert form.posts == ("受理台席", "导购")


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("      - {id: S11}\n", "U208"),
        ("      - {id: S1}\n      - {id: S1}\n", "D605"),
        ("      - {id: KM-G2}\n", "F101"),
        ("      - {id: KM-G1, posts: [导购], together: true}\n", "F104"),
        ("      - {id: S1, weight: 2}\n", "F102"),
        ("      - {id: S1, points: 0}\n", ""),
    ],
)
def test_each_fault_is_told_at_its_place(tmp_path: Path, library: Library, rows: str, code: str) -> None:
    with pytest.raises(BooksDamaged) as told:
        read(tmp_path, rows, library)
    problem = told.value.problems[0]
    assert problem.code.startswith(code)
    assert problem.place is not None
    assert problem.place.line >= 6


def test_a_missing_or_broken_file_is_told(tmp_path: Path, library: Library) -> None:
    with pytest.raises(BooksDamaged):
        read_form(tmp_path, library)
    with pytest.raises(BooksDamaged):
        read(tmp_path, "      - {id: [\n", library)
