"""Quotations: each must stand in the lines it names, in its order."""

from pathlib import Path

import pytest

from tests.content.conftest import ROOT
from trainer.content.bookreader import open_books
from trainer.content.material import Material, Quotation, false_quotations, quotations, read_material
from trainer.content.yaml12 import read
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


def quotes(text: str) -> list[Quotation]:
    return list(quotations(read(text, "x.yaml")))


def test_every_source_of_a_file_is_found_with_its_place() -> None:
    found = quotes(
        "id: top\nplans:\n- id: A\n  cells:\n  - field: 月租\n    sources:\n    - {document: D1, lines: [2], quote: 甲}\n"
        "  sources: [{document: D1, lines: [3, 1], quote: 乙}]\n"
        "hotline: {shown: 1, sources: [{document: D2, lines: [1], quote: 丙}]}\n"
    )
    assert [(each.of, each.source, str(each.place)) for each in found] == [
        ("月租", Source("D1", (2,), "甲"), "x.yaml:7:41"),
        ("A", Source("D1", (3, 1), "乙"), "x.yaml:8:50"),
        ("hotline", Source("D2", (1,), "丙"), "x.yaml:9:65"),
    ]
    assert quotes("[1]") == []


def test_the_shipped_quotations_are_true() -> None:
    opened = open_books(ROOT)
    material = read_material(ROOT, opened.books.edition.material)
    found = [each for page in opened.pages if page.document for each in quotations(page.document)]
    assert len(found) > 300
    assert list(false_quotations(found, material)) == []


def test_a_false_quotation_is_named_with_its_place() -> None:
    found = quotes("a:\n- {id: P01, sources: [{document: D2, lines: [1, 2], quote: 没有这句话}]}\n")
    assert [str(problem) for problem in false_quotations(found, MATERIAL)] == [
        "x.yaml:2:60 Q401 P01 的引文不在资料第 1、2 行：没有这句话。照原文抄写，行号写对"
    ]


def test_material_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_material(tmp_path, "2004.txt")
