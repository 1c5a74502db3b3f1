"""What stands at the head and the foot of every sheet: the hall, people, what was fixed, and the proof.

A sheet that is made is a look at the records: it is an entry of the hall's ledger, and the head that is
printed is the one with that entry. Times are those of the clock on the wall of the hall.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from trainer.content.books import Books
from trainer.core.exam.setting import CALLED
from trainer.core.figures import WALL
from trainer.core.quiz.bank import MISTAKES
from trainer.core.quiz.subjects import subject
from trainer.core.quiz.template import Ground
from trainer.core.quiz.written import mistakes_of
from trainer.core.rights import Pass
from trainer.reports import sheets
from trainer.reports.sheets import Seal, Who
from trainer.store import halls, ledger
from trainer.store import people as register
from trainer.store.database import Store
from trainer.store.ledger import Note
from trainer.store.people import Member
from trainer.training.admission import LOOK
from trainer.training.exams.publishing import Published
from trainer.training.hall import Hall, slips
from trainer.training.signin import still_holds_in

EXPORT = "report"
"""What the ledger calls a look that became a sheet."""


@dataclass(frozen=True)
class Words:
    """What the records name by id, in Chinese."""

    hall: Hall

    @property
    def books(self) -> Books:
        """The books of the hall."""
        return self.hall.shelf.books

    @cached_property
    def mistakes(self) -> Mapping[str, str]:
        """The names of mistakes: of questions, of forbidden words, and of scenarios."""
        own = {id: found for each in self.books.questions for id, found in mistakes_of(each).items()}
        named = {id: each.name for id, each in {**MISTAKES, **own}.items()}
        said = {id: f"用了禁语“{each.words[0]}”" for id, each in self.books.library.forbidden.items()}
        return {**named, **said, **slips(self.hall.shelf)}

    def mistake(self, id: str) -> str:
        """Return the name of a mistake; an unknown one is its own."""
        return self.mistakes.get(id, id)

    def rule(self, id: str) -> str:
        """Return the title of a rule."""
        return subject(Ground(self.books.edition, self.books.library), id).title if id else ""


def local(at: datetime) -> datetime:
    """Return an instant as the clock on the wall told it."""
    return at.astimezone(WALL).replace(tzinfo=None)


def local_or_none(at: datetime | None) -> datetime | None:
    """Return the same of what may not have been yet."""
    return None if at is None else local(at)


def require_standing(store: Store, by: Pass) -> None:
    """Raise NotAllowed where whoever asks is no longer who they were."""
    with store.reading() as connection:
        still_holds_in(connection, store, by)


def hall_name(store: Store, hall_id: int) -> str:
    """Return what a hall is called."""
    with store.reading() as connection:
        return halls.hall_in(connection, hall_id).name


def sealed(store: Store, by: Pass, hall_id: int, about: Mapping[str, str]) -> Seal:
    """Write down that a sheet is made, and return what proves it; `about` has the kind and the subject."""
    note = Note(LOOK, about["subject"], {"what": EXPORT, **about}, by.person_id)
    end = ledger.add(store, hall_id, note)
    return Seal(end.hash, end.seq, local(store.clock()), by.name)


def people_of(store: Store) -> dict[int, Member]:
    """Return everybody by id."""
    return {each.id: each for each in register.members(store)}


def who_of(people: Mapping[int, Member], person_id: int, name: str = "") -> Who:
    """Return a person as a sheet names them."""
    member = people.get(person_id)
    return Who(member.name, member.number or "", member.team) if member else Who(name)


def setting_of(published: Published) -> sheets.Setting:
    """Return an assessment as it was fixed."""
    setting, row = published.setting, published.row
    papers = [part.subject for part in setting.parts if part.kind == "paper"]
    seeds = ((f"{place} {CALLED[part.kind]}", part.seed) for place, part in enumerate(setting.parts, 1))
    return sheets.Setting(
        id=row.id,
        title=setting.title,
        edition=setting.edition,
        settings=row.hash,
        seeds=tuple(seeds),
        paper="、".join(papers),
        pass_percent=setting.pass_marks.total or None,
        opens=local(setting.opens).date(),
        closes=local(published.closes).date(),
    )


def mean(values: Iterable[float]) -> float | None:
    """Return the mean; None of nothing."""
    known = list(values)
    return sum(known) / len(known) if known else None
