"""A paper in three files: what trainees get, what they hand in, and the key."""

from pathlib import Path
from typing import NamedTuple, Protocol

from trainer.reports.document import Document
from trainer.reports.files import write_whole
from trainer.reports.html import Stationery
from trainer.reports.papersheet import PaperSheet


class Printed(NamedTuple):
    """The three files of a paper."""

    paper: Path
    answer_sheet: Path
    key: Path


class Prints(Protocol):
    """A press (see `pdf`)."""

    def pdf(self, document: Document) -> bytes:
        """Return the document as PDF."""
        ...


def print_paper(sheet: PaperSheet, folder: Path, stationery: Stationery, press: Prints) -> Printed:
    """Print a paper, its answer sheet and its key into `folder`; raise TrainerError.

    All three are ready before the first is written.
    """
    made = {
        f"{sheet.id}-试卷.pdf": stationery.paper(sheet),
        f"{sheet.id}-答题卡.pdf": stationery.answer_sheet(sheet),
        f"{sheet.id}-答案.pdf": stationery.key(sheet),
    }
    ready = {name: press.pdf(document) for name, document in made.items()}
    return Printed(*(write_whole(folder / name, pdf) for name, pdf in ready.items()))
