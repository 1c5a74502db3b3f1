"""Quotations: each must stand in the lines it names, in its order."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.content.conftest import ROOT
from trainer.content.material import Material, false_quotations, read_material
from trainer.content.scenarios import Desk
from trainer.core.library import Source

MATERIAL = Material("第一行 您好\n第二行\n第三行,再见 请慢走\n")


@pytest.mark.parametrize(
    ("lines", "quote", "holds"),
    [
        ((1,), "您好", True),
        ((1,), "您 好", True),
        ((2,), "您好", False),
        ((1, 2), "您好第二行", True),
        ((2, 1), "您好第二行", True),
        ((1, 3), "第一行‖再见", True),
        ((1, 3), "再见‖第一行", False),
        ((3,), "再见‖再见", False),
        ((1,), "", False),
        ((1,), "您好‖", False),
        ((0, -1, 99), "您好", False),
        ((), "您好", False),
    ],
)
def test_a_quotation_is_looked_for_in_its_lines(lines: tuple[int, ...], quote: str, holds: bool) -> None:
    assert MATERIAL.holds(Source("D1", lines, quote)) is holds


def test_the_shipped_quotations_are_true(desk: Desk) -> None:
    material = read_material(ROOT, desk.books.edition.material)
    assert list(false_quotations(desk.books.library, material)) == []


def test_a_false_quotation_is_named(desk: Desk) -> None:
    library = desk.books.library
    phrase = replace(library.phrases["P01"], sources=(Source("D2", (1, 2), "没有这句话"),))
    changed = replace(library, phrases={**library.phrases, "P01": phrase})
    problems = list(false_quotations(changed, read_material(ROOT, desk.books.edition.material)))
    assert [str(p) for p in problems] == [
        "Q401 P01 的引文不在资料第 1、2 行：没有这句话。照原文抄写，行号写对"
    ]


def test_material_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_material(tmp_path, "2004.txt")
