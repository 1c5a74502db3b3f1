"""A small content folder to break, and a desk to read single files at."""

import shutil
from pathlib import Path

import pytest

from tests.content.small import SCENARIO, Read
from trainer.content.bookreader import read_books
from trainer.content.files import FONT
from trainer.content.glyphs import drawable
from trainer.content.play import ScenarioFile
from trainer.content.reading import templates_for
from trainer.content.scenarios import Desk, read_scenario

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def desk() -> Desk:
    books = read_books(ROOT)
    return Desk(books, templates_for(books), drawable(ROOT / FONT))


@pytest.fixture(scope="session")
def reading(desk: Desk) -> Read:
    """Read the small scenario with texts exchanged: reading((old, new), …)."""

    def read(*changes: tuple[str, str], text: str = SCENARIO) -> ScenarioFile:
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        return read_scenario(text.encode(), "scenarios/small.yaml", desk)

    return read


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A content folder with the shipped books and the one small scenario (and no font)."""
    home = tmp_path / "content"
    shutil.copytree(ROOT / "scripts_zh", home / "scripts_zh")
    for folder in ("assets/tariffs", "assets/material"):
        shutil.copytree(ROOT / folder, home / folder)
    (home / "scenarios").mkdir()
    (home / "scenarios/small.yaml").write_text(SCENARIO, encoding="utf-8")
    return home
