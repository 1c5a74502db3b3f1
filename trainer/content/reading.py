"""Reading content anew: what has to be done only when a file has changed.

The shelf loads this module when it needs it: YAML, the schema and the templates cost a fifth of
a second and some 16 MB that a start from the cache does without.
"""

from pathlib import Path

from trainer.content.bookreader import read_books
from trainer.content.books import Books
from trainer.content.files import FONT, MATERIAL
from trainer.content.functions import functions_for
from trainer.content.glyphs import drawable
from trainer.content.material import false_quotations, read_material
from trainer.content.play import ScenarioFile
from trainer.content.scenarios import Desk, read_scenario
from trainer.content.templates import Templates
from trainer.core.check import Place, Problem


def read_checked_books(root: Path) -> tuple[Books, tuple[Problem, ...]]:
    """Read the books, and check every quotation in them; raise BooksDamaged."""
    books = read_books(root)
    return books, tuple(_quotations(root, books))


def read_scenarios(root: Path, books: Books, files: dict[str, bytes]) -> dict[str, ScenarioFile]:
    """Read scenario files, by name; what is wrong is among their problems."""
    desk = lay_out(root, books)
    return {name: read_scenario(raw, name, desk) for name, raw in files.items()}


def lay_out(root: Path, books: Books) -> Desk:
    """Lay out what scenario files are read with; no glyphs are checked where the font is missing."""
    return Desk(books, Templates(functions_for(books)), _glyphs(root))


def _quotations(root: Path, books: Books) -> list[Problem]:
    """Return the quotations that are not in the material, or that it cannot be read."""
    name = books.edition.material
    try:
        return list(false_quotations(books.library, read_material(root, name)))
    except (OSError, ValueError):
        place = Place(f"{MATERIAL}/{name}", 1, 1)
        return [Problem("Q402", "读不到资料原文", "重新放一份，或重新安装程序", level="warning", place=place)]


def _glyphs(root: Path) -> frozenset[int]:
    """Return what the bundled font can draw; nothing is checked where the font is missing."""
    try:
        return drawable(root / FONT)
    except (OSError, ValueError):
        return frozenset()
