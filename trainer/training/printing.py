"""Papers on paper: what is printed of a drawn paper, and where its three files go."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from trainer.core.quiz.paper import Paper
from trainer.core.quiz.scoring import printed
from trainer.core.tariff import Edition
from trainer.paths import Places
from trainer.reports.html import Stationery
from trainer.reports.papers import Printed, print_paper
from trainer.reports.papersheet import Asked, PaperSheet
from trainer.reports.pdf import Press


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a paper besides its title: the hall, and the day it is sat."""

    hall: str = ""
    on: date | None = None


def print_out(paper: Paper, edition: Edition, heading: Heading, folder: Path, places: Places) -> Printed:
    """Print a paper, its answer sheet and its key into a folder; each question is worth one mark.

    Raise TrainerError where the folder cannot be written.
    """
    reports = places.content / "assets" / "reports"
    sheet = sheet_of(paper, edition, heading)
    return print_paper(sheet, folder, Stationery(reports), Press(places.fonts))


def sheet_of(paper: Paper, edition: Edition, heading: Heading) -> PaperSheet:
    """Return all that is printed of a paper."""
    named = {id for question in paper.questions for id in question.assumptions}
    return PaperSheet(
        id=paper.id,
        title=paper.title,
        hall=heading.hall,
        on=heading.on or date.today(),
        edition=edition.title,
        seed=paper.seed,
        scoring=printed(paper.rules, {question.form for question in paper.questions}),
        asked=tuple(Asked(question) for question in paper.questions),
        readings={id: text.text for id, text in edition.assumptions.items() if id in named},
    )
