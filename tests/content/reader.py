"""Reads hostile files in a process of its own, with little memory; prints what came of each as JSON."""

import json
import resource
import sys
import time
from pathlib import Path

from tests.content.conftest import ROOT
from tests.content.hostile import cases
from trainer.content.bookreader import read_books
from trainer.content.files import FONT
from trainer.content.glyphs import drawable
from trainer.content.play import ScenarioFile
from trainer.content.reading import templates_for
from trainer.content.scenarios import Desk, read_scenario
from trainer.content.shelf import load

MEMORY = 1_500_000_000
LONG = 0.7


def read_cases() -> None:
    """Read every case; print its name, seconds and problems."""
    books, points = read_books(ROOT), drawable(ROOT / FONT)
    for name, raw, _ in cases():
        took, file = measure(raw, Desk(books, templates_for(books), points))
        if took > LONG:  # a busy machine: look again
            took, file = measure(raw, Desk(books, templates_for(books), points))
        print(
            json.dumps([name, took, len(file.plays), [str(problem) for problem in file.problems]]), flush=True
        )


def measure(raw: bytes, desk: Desk) -> tuple[float, ScenarioFile]:
    """Read one file; return the seconds it took, and what came of it."""
    before = time.process_time()
    file = read_scenario(raw, "x.yaml", desk)
    return time.process_time() - before, file


def read_folder(root: Path) -> None:
    """Load a whole content folder; print its plays and problems."""
    shelf = load(root)
    print(json.dumps([list(shelf.plays), [str(problem) for problem in shelf.problems]]))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    read_folder(Path(sys.argv[1])) if len(sys.argv) > 1 else read_cases()
