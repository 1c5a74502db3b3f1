"""What sheets are made with, put together from the content of the hall."""

from functools import partial
from pathlib import Path

from trainer.reports.html import Stationery
from trainer.reports.pdf import Press
from trainer.training.exams.counted import simulated
from trainer.training.hall import Hall
from trainer.training.observing import open_floor
from trainer.training.prompts import Prompts
from trainer.training.recalling import open_phrases
from trainer.training.reporting.exporting import Bindery


def stationery_and_press(assets: Path) -> tuple[Stationery, Press]:
    """Return the templates and the press of the program; call it in the main thread."""
    return Stationery(assets / "reports"), Press(assets / "fonts")


def bindery(hall: Hall, content: Path, tools: tuple[Stationery, Press]) -> Bindery:
    """Open the phrases and the form of the walks below `content`; raise BooksDamaged."""
    books = hall.shelf.books
    floor = open_floor(hall.store, content, books.library, partial(simulated, hall))
    return Bindery(*tools, Prompts(open_phrases(content, books)), floor.results)
