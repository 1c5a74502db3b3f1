"""Papers on paper: what is printed of a drawn paper or of the book of wrong answers, and into which files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from trainer.core.errors import TrainerError
from trainer.core.quiz.paper import Paper
from trainer.core.quiz.question import Question
from trainer.core.quiz.scoring import Rules, printed
from trainer.core.tariff import Edition
from trainer.reports.html import Stationery
from trainer.reports.papers import Printed, Prints, print_paper
from trainer.reports.papersheet import Asked, PaperSheet
from trainer.reports.pdf import Press
from trainer.training.sitting import Wrong


class NothingToPrint(TrainerError):
    """None of the wrong answers can be asked on paper: why."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a paper besides its title: the hall, and the day it is sat."""

    hall: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Printer:
    """Where papers are made: templates and a press; make it in the main thread."""

    stationery: Stationery
    press: Prints

    def print_out(self, paper: Paper, edition: Edition, heading: Heading, folder: Path) -> Printed:
        """Print a paper, its answer sheet and its key into a folder; each question is worth one mark.

        Raise TrainerError where the folder cannot be written.
        """
        return print_paper(sheet_of(paper, edition, heading), folder, self.stationery, self.press)


def printer(assets: Path) -> Printer:
    """Return the printer of the program, with the templates and fonts that lie in `assets`."""
    return Printer(Stationery(assets / "reports"), Press(assets / "fonts"))


def paper_of(wrong: Sequence[Wrong], edition: Edition, person: str) -> Paper:
    """Make a paper of a person's wrong answers, to be answered again; each question stands in it once.

    Raise NothingToPrint: phrases to be typed and questions of another edition are none for paper.
    """
    asked = {each.task.id: each.task for each in wrong if isinstance(each.task, Question)}
    questions = tuple(task for task in asked.values() if task.edition == edition.id)
    if not questions:
        raise NothingToPrint("这里没有能印在纸上的题：默写话术、旧版本资料的题只能在电脑上练。")
    return Paper(f"{person}的错题", edition.id, 0, Rules(), questions)


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
