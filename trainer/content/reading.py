"""Reading content anew: what has to be done only when a file has changed.

The shelf loads this module when it needs it: YAML, the schema and the templates cost a fifth of
a second and some 16 MB that a start from the cache does without.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from trainer.content.bookreader import Opened, open_books
from trainer.content.books import Books
from trainer.content.entries import Entries
from trainer.content.files import FONT, MATERIAL
from trainer.content.functions import functions_for
from trainer.content.glyphs import drawable
from trainer.content.material import false_quotations, quotations, read_material
from trainer.content.play import ScenarioFile
from trainer.content.questionreader import read_questions
from trainer.content.scenarios import Desk, read_scenario
from trainer.content.templates import Templates
from trainer.core.check import Place, Problem
from trainer.core.quiz.bank import MISTAKES
from trainer.core.quiz.hall.slips import SLIPS


def read_checked_books(root: Path) -> tuple[Books, tuple[Problem, ...]]:
    """Read the books and the written questions; check every quotation and price; raise BooksDamaged."""
    opened = open_books(root)
    doubts = (doubt for page in opened.pages for doubt in page.doubts)
    questions = read_questions(root, opened.books.library, {*MISTAKES, *SLIPS}, _glyphs(root))
    return replace(opened.books, questions=questions), (*doubts, *_quotations(root, opened))


def read_scenarios(root: Path, books: Books, files: dict[str, bytes]) -> dict[str, ScenarioFile]:
    """Read scenario files, by name; what is wrong is among their problems."""
    desk = lay_out(root, books)
    return {name: read_scenario(raw, name, desk) for name, raw in files.items()}


def lay_out(root: Path, books: Books) -> Desk:
    """Lay out what scenario files are read with; no glyphs are checked where the font is missing."""
    return Desk(books, templates_for(books), _glyphs(root))


def templates_for(books: Books) -> dict[str, Templates]:
    """Return the templates of each edition, by its id: the same text says other prices in another one."""
    return {id: Templates(functions_for(replace(books, hall=id))) for id in books.editions}


def _quotations(root: Path, opened: Opened) -> Iterator[Problem]:
    """Yield the quotations that are not in the material, and each material that cannot be read."""
    books = opened.books
    quoting = [(books.edition.material, opened.library)]
    quoting += [(books.editions[id].material, pages) for id, pages in opened.editions.items()]
    by_material: dict[str, list[Entries]] = {}
    for name, pages in quoting:
        by_material.setdefault(name, []).extend(pages)
    for name, files in by_material.items():
        try:
            material = read_material(root, name)
        except (OSError, ValueError):
            place = Place(f"{MATERIAL}/{name}", 1, 1)
            cure = "重新放一份，或重新安装程序"
            yield Problem("Q402", "读不到资料原文", cure, level="warning", place=place)
            continue
        for file in files:
            assert file.document is not None  # or BooksDamaged was raised
            yield from false_quotations(quotations(file.document), material)


def _glyphs(root: Path) -> frozenset[int]:
    """Return what the bundled font can draw; nothing is checked where the font is missing."""
    try:
        return drawable(root / FONT)
    except (OSError, ValueError):
        return frozenset()
