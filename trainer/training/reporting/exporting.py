"""Sheets to files: what is ordered, who may have it, and the files that come of it, all of them or none.

Each order is written into the hall's ledger before anything is printed, and the sheet bears the head of
the ledger with that entry.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from trainer.core.errors import TrainerError
from trainer.core.rights import NotAllowed, Pass, may_supervise, require_supervisor
from trainer.reports import books, pages
from trainer.reports.document import Document
from trainer.reports.exports import PrintsWatched
from trainer.reports.files import write_all
from trainer.reports.hallsheets import AssessmentSheet
from trainer.reports.html import Stationery
from trainer.reports.progress import Progress, unwatched
from trainer.reports.sheets import Seal
from trainer.reports.telling import file_name
from trainer.reports.xlsx import Table, write_workbook
from trainer.store import exams as store_of
from trainer.training.evaluation import Results
from trainer.training.exams.defending import Defended, standing
from trainer.training.exams.publishing import Published, published_of
from trainer.training.hall import Hall
from trainer.training.itemstats import Analysis, analysis
from trainer.training.prompts import Prompts
from trainer.training.reporting.briefings import briefing_sheet, held
from trainer.training.reporting.heads import Words, hall_name, people_of, require_standing, sealed
from trainer.training.reporting.months import MonthSheets, month_of
from trainer.training.reporting.observed import Observations
from trainer.training.reporting.persons import ALONE, Beside, PersonSheets
from trainer.training.reporting.wholes import WholeSheets, limits_of

Kind = Literal["person", "people", "assessment", "month", "items", "briefing"]
Form = Literal["html", "pdf", "xlsx"]
FORMS: Final[tuple[Form, ...]] = ("html", "pdf", "xlsx")
CALLED: Final[dict[Kind, str]] = {
    "person": pages.PERSON,
    "people": "全部个人考核表",
    "assessment": pages.ASSESSMENT,
    "month": pages.MONTH,
    "items": pages.ITEMS,
    "briefing": pages.BRIEFING,
}
_STEPS: Final = 100
"""So many steps of progress has each file."""


class NothingToReport(TrainerError):
    """Nobody has handed in yet, so there is nothing to make a sheet of."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: `subject` is the id of a sitting (person), of an assessment, of a morning round, or
    a month (2026-11)."""

    kind: Kind
    subject: str
    folder: Path
    forms: tuple[Form, ...] = FORMS


@dataclass(frozen=True, slots=True)
class Bindery:
    """What sheets are made with; make the press in the main thread.

    `prompts` tell what was missing of a phrase, `evaluation` what was observed; either may be left out.
    """

    stationery: Stationery
    press: PrintsWatched
    prompts: Prompts | None = None
    evaluation: Results | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    """Sheets ready to be written: pages, and the workbook made when it is wanted (None: there is none)."""

    documents: Sequence[Document]
    tables: Callable[[], Sequence[Table]] | None
    seal: Seal


def export(
    hall: Hall, by: Pass, order: Order, bindery: Bindery, progress: Progress = unwatched
) -> list[Path]:
    """Make sheets and write them; raise NotAllowed, NothingToReport, NotWritten, what `progress` raises."""
    require_standing(hall.store, by)
    maker = _Maker(hall, by, order, bindery, _part(progress, 0, 1 + len(order.forms)))
    made = maker.made()
    return write_all(_files(order, made, bindery, progress))


@dataclass(frozen=True)
class _Persons:
    """Makes pages of people of one assessment; `whole` where all of it may be seen."""

    stationery: Stationery
    sheets: PersonSheets
    seal: Seal
    whole: WholeSheets | None
    observations: Observations | None

    @cached_property
    def _beside(self) -> Beside:
        if self.whole is None:
            return ALONE
        return Beside(self.whole.hall_percents(), band=limits_of(self.whole.analysis))

    def page(self, opened: Defended) -> Document:
        """Return the page of a sitting."""
        seen = self.observations.of(opened.row.person_id) if self.observations else None
        sheet = self.sheets.sheet(opened, self.seal, replace(self._beside, observation=seen))
        return pages.person_page(self.stationery, sheet)

    def book(self, opened: Defended) -> Callable[[], Sequence[Table]] | None:
        """Return what makes the workbook of a sitting, where all of the assessment may be seen."""
        return partial(_own_book, self.whole, self.seal, opened) if self.whole else None


@dataclass(frozen=True)
class _Maker:
    """One order at work."""

    hall: Hall
    by: Pass
    order: Order
    bindery: Bindery
    progress: Progress

    def made(self) -> _Made:
        """Make the sheets of the order."""
        if self.order.kind == "person":
            return self._person()
        if self.order.kind == "month":
            return self._month()
        if self.order.kind == "briefing":
            return self._briefing()
        hall_id = store_of.assessment_of(self.hall.store, self.order.subject).hall_id
        require_supervisor(self.by, hall_id)
        told = analysis(self.hall, self.by, self.order.subject, self.progress)
        if self.order.kind == "people":
            return self._people(told)
        return self._whole(told)

    def _person(self) -> _Made:
        store = self.hall.store
        row = store_of.sitting_of(store, self.order.subject)
        found = published_of(self.hall, row.assessment_id)
        opened = standing(self.hall, self.by, self.order.subject)
        supervises = may_supervise(self.by, found.row.hall_id)
        if not supervises and store.clock() < found.closes:
            raise NotAllowed("考核截止以后才能打印自己的考核表：表上有答案，别人可能还没考。")
        told = analysis(self.hall, self.by, row.assessment_id, self.progress) if supervises else None
        seal = self._sealed(found.row.hall_id)
        persons = self._persons(found, seal, told)
        return _Made((persons.page(opened),), persons.book(opened), seal)

    def _people(self, told: Analysis) -> _Made:
        sheets = told.gathered.sheets
        if not sheets:
            raise NothingToReport("还没有人交卷，没有考核表可以导出。")
        seal = self._sealed(told.gathered.published.row.hall_id)
        persons, documents = self._persons(told.gathered.published, seal, told), []
        for number, each in enumerate(sheets):
            self.progress(number, len(sheets))
            documents.append(persons.page(each.opened))
        return _Made(documents, None, seal)

    def _persons(self, found: Published, seal: Seal, told: Analysis | None) -> "_Persons":
        made, words, people = self.bindery, Words(self.hall), people_of(self.hall.store)
        return _Persons(
            made.stationery,
            PersonSheets(self.hall, words, people, made.prompts),
            seal,
            self._wholes(told, found.row.hall_id) if told else None,
            Observations(made.evaluation, self.by, found) if made.evaluation else None,
        )

    def _whole(self, told: Analysis) -> _Made:
        hall_id = told.gathered.published.row.hall_id
        whole, seal = self._wholes(told, hall_id), self._sealed(hall_id)
        stationery = self.bindery.stationery
        if self.order.kind == "items":
            items = whole.items(seal)
            return _Made((pages.items_page(stationery, items),), lambda: books.items_book(items), seal)
        sheet = whole.assessment(seal)
        document = pages.assessment_page(stationery, sheet)
        return _Made((document,), lambda: _book(whole, sheet), seal)

    def _month(self) -> _Made:
        month, hall_id = month_of(self.order.subject), self.by.hall_id
        require_supervisor(self.by, hall_id)
        form = self.bindery.evaluation.form if self.bindery.evaluation else None
        people = people_of(self.hall.store)
        sheets = MonthSheets(self.hall, self.by, hall_id, Words(self.hall), people, form)
        seal = self._sealed(hall_id)
        sheet = sheets.sheet(month, seal)
        document = pages.month_page(self.bindery.stationery, sheet)
        return _Made((document,), lambda: books.month_book(sheet), seal)

    def _briefing(self) -> _Made:
        hall_id, summary = held(self.hall, self.by, self.order.subject)
        seal = self._sealed(hall_id)
        sheet = briefing_sheet(self.hall.store, summary, seal)
        document = pages.briefing_page(self.bindery.stationery, sheet)
        return _Made((document,), lambda: books.briefing_book(sheet), seal)

    def _wholes(self, told: Analysis, hall_id: int) -> WholeSheets:
        store = self.hall.store
        return WholeSheets(told, Words(self.hall), people_of(store), hall_name(store, hall_id))

    def _sealed(self, hall_id: int) -> Seal:
        about = {"sheet": self.order.kind, "subject": self.order.subject}
        return sealed(self.hall.store, self.by, hall_id, about)


def _book(whole: WholeSheets, sheet: AssessmentSheet) -> Sequence[Table]:
    return books.assessment_book(sheet, whole.questions(), whole.answers(), whole.count)


def _own_book(whole: WholeSheets, seal: Seal, opened: Defended) -> Sequence[Table]:
    """Return the workbook of an assessment with nobody in it but whoever sat."""
    alone = whole.of(opened.row.person_id)
    return _book(alone, alone.assessment(seal))


def _files(order: Order, made: _Made, bindery: Bindery, progress: Progress) -> Iterator[tuple[Path, bytes]]:
    """Yield each file with what is in it; none is written before the last is ready."""
    taken: set[str] = set()
    for place, form in enumerate(order.forms, 1):
        told = _part(progress, place, 1 + len(order.forms))
        if form == "xlsx":
            if made.tables is not None:
                yield order.folder / _name(made.documents[0], form, taken), _workbook(made, told)
            continue
        for number, document in enumerate(made.documents):
            path = order.folder / _name(document, form, taken)
            yield path, _printed(document, form, bindery, _part(told, number, len(made.documents)))
    progress(1, 1)


def _printed(document: Document, form: Form, bindery: Bindery, progress: Progress) -> bytes:
    def told(done: int, of: int, /) -> bool:
        progress(done, of)
        return True

    return document.web.encode() if form == "html" else bindery.press.pdf(document, told)


def _workbook(made: _Made, progress: Progress) -> bytes:
    assert made.tables is not None  # asked for only where there is one
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        write_workbook(path, made.tables(), made.seal.printed, progress)
        return path.read_bytes()


def _name(document: Document, form: Form, taken: set[str]) -> str:
    """Return a file's name; people of one name are told apart by a number."""
    parts, number = document.title.split(" · "), 1
    name = file_name(parts, form)
    while name in taken:
        number += 1
        name = file_name((*parts, str(number)), form)
    taken.add(name)
    return name


def _part(progress: Progress, place: int, places: int) -> Progress:
    """Return the progress of one stretch of several."""

    def told(done: int, of: int) -> None:
        progress(_STEPS * place + _STEPS * done // max(of, 1), _STEPS * places)

    return told
