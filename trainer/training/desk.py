"""The desk: everything a window may ask for, one method each, all on the worker thread that opened it.

Windows import nothing of the records or the content: they are handed a Desk once it is open,
so that they stand before the ORM is loaded.
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from trainer.content.books import Books
from trainer.core.assess import Assessment
from trainer.core.check import Problem
from trainer.core.events import Entry
from trainer.core.lookup import Extract
from trainer.core.quiz.subjects import subject
from trainer.core.quiz.template import Ground
from trainer.core.rights import EVERYBODY, NOBODY, Pass
from trainer.core.saying import Ear
from trainer.core.tariff import Edition
from trainer.paths import Places, find_places
from trainer.store import attempts as records
from trainer.store import people as register
from trainer.store.database import Store
from trainer.store.rows import AttemptRow, Person
from trainer.training import attempts, hall, results
from trainer.training.admission import admit, is_admitted
from trainer.training.attempts import Attempt, Choice
from trainer.training.hall import Hall, Offer, slips
from trainer.training.lookups import lookups
from trainer.training.results import Review
from trainer.training.today import Today, today

if TYPE_CHECKING:
    from trainer.training.figures import Figures, Frame, Names, Pending, Wanted
    from trainer.training.observing import Floor
    from trainer.training.practice import Practice
    from trainer.training.register import Register

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the first screen shows; `mastered` holds the ids of scenarios for each person by name."""

    offers: list[Offer]
    people: list[Person]
    unfinished: list[AttemptRow]
    problems: tuple[Problem, ...]
    edition: Edition
    mastered: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Desk:
    """The open hall, and what can be done there; errors are TrainerErrors worded for people."""

    def __init__(self, opened: Hall, content: Path | None = None) -> None:
        """`content` is the folder that the hall was read from; that of the program by default."""
        self._hall = opened
        self._content = content
        self._practice: Practice | None = None
        self._ear: Ear | None = None
        self._register: Register | None = None
        self._called: Names | None = None
        self._floor: Floor | None = None

    def welcome(self) -> Welcome:
        """Tell what there is to play, and to go on with for those who may train now."""
        by, store = self.by, self._hall.store
        waiting = attempts.unfinished(self._hall)
        admitted = {id for id in {row.header.person_id for row in waiting} if is_admitted(store, by, id)}
        return Welcome(
            hall.offers(self._hall),
            hall.people(self._hall),
            [row for row in waiting if row.header.person_id in admitted],
            hall.problems(self._hall),
            self._hall.shelf.books.edition,
            results.mastered(self._hall.store),
        )

    @property
    def by(self) -> Pass:
        """Who asks: everybody while there is no administrator, then whoever has signed in."""
        if self._register is None:
            with self._hall.store.reading() as connection:
                return NOBODY if register.has_admin(connection) else EVERYBODY
        return self._register.who() or NOBODY

    def _holder(self) -> Pass:
        """Return who asks, if what was allowed them still holds; raise NotAllowed."""
        signed_in = self._register is not None and self._register.who() is not None
        return self._register.by() if self._register and signed_in else self.by

    def register(self) -> "Register":
        """Open the register, where people sign in.

        The fifth exception to "no import inside a function": few who train sign in.
        """
        if self._register is None:
            rooms = importlib.import_module("trainer.training.register")
            self._register = cast("Register", rooms.Register(self._hall.store))
        return self._register

    def with_hall(
        self, use_case: Callable[Concatenate[Hall, Pass, P], T], *args: P.args, **more: P.kwargs
    ) -> T:
        """Do what needs content and records, with the rights of whoever asks."""
        return use_case(self._hall, self._holder(), *args, **more)

    def with_store(
        self, use_case: Callable[Concatenate[Store, Pass, P], T], *args: P.args, **more: P.kwargs
    ) -> T:
        """Do what needs the records alone, with the rights of whoever asks."""
        return use_case(self._hall.store, self._holder(), *args, **more)

    def enrol(self, name: str) -> Person:
        """Return the person of this name, enrolled now if new."""
        return hall.enrol(self._hall, name)

    def start(self, person: Person, choice: Choice) -> Attempt:
        """Begin an attempt; where phrases are typed, what listens to them is made ready. Raise NotAllowed."""
        self._admit(person.id)
        attempt = attempts.start(self._hall, person, choice)
        self._listener(attempt)
        return attempt

    def add(self, attempt: Attempt, entry: Entry) -> Attempt:
        """Do and record an act, or take one back."""
        return attempts.add(self._hall, attempt, entry, self._listener(attempt))

    def finish(self, attempt: Attempt, now: int) -> Assessment:
        """End an attempt at `now` (ms) and record its marks."""
        return attempts.finish(self._hall, attempt, now)

    def resume(self, attempt_id: str) -> Attempt:
        """Take an attempt up again; raise NotAllowed."""
        self._admit_to(attempt_id)
        attempt = attempts.resume(self._hall, attempt_id)
        return attempts.heard_again(attempt, self._listener(attempt))

    def give_up(self, attempt_id: str) -> None:
        """End an attempt without marks; raise NotAllowed."""
        self._admit_to(attempt_id)
        attempts.give_up(self._hall, attempt_id)

    def _admit_to(self, attempt_id: str) -> None:
        self._admit(records.attempt_of(self._hall.store, attempt_id).header.person_id)

    def lookups(self, edition: str) -> tuple[Extract, ...]:
        """List what can be looked up in the books of an edition; raise EditionGone."""
        return lookups(self._hall.shelf.books, edition)

    def results(self) -> list[AttemptRow]:
        """List the attempts that whoever asks may see, the latest first."""
        return self.with_store(results.results)

    def review(self, attempt_id: str) -> Review:
        """Open a recorded attempt; where phrases were typed, what was lost of each is told again."""
        opened = self.with_store(results.review, attempt_id)
        heard = attempts.heard_again(opened.attempt, self._listener(opened.attempt))
        return replace(opened, attempt=heard)

    def today(self, name: str) -> Today | None:
        """Tell what a person of this name has to do today; None for a stranger, or one not signed in."""
        store = self._hall.store
        admitted = partial(is_admitted, store, self.by)
        return today(store, name, partial(_title, self._hall.shelf.books), admitted)

    def aim_at(self, retention: int) -> None:
        """Space what is practised from now on so that this share of it, in hundredths, is remembered."""
        self._hall = replace(self._hall, retention=retention)
        if self._practice:
            self._practice.retention = retention

    def practice(self) -> "Practice":
        """Open the questions when they are first wanted: they take as long to load as all the rest.

        The third exception to "no import inside a function".
        """
        if self._practice is None:
            rooms = importlib.import_module("trainer.training.practice")
            opened = rooms.open_practice(self._hall, self._content or find_places().content)
            self._practice = cast("Practice", opened)
            self._practice.admit = self._admit
        return self._practice

    def floor(self) -> "Floor":
        """Open the floor, where shifts are observed, when it is first wanted."""
        if self._floor is None:
            rooms = importlib.import_module("trainer.training.observing")
            content, library = self._content or find_places().content, self._hall.shelf.books.library
            exams = importlib.import_module("trainer.training.exams.counted")
            simulated = partial(exams.simulated, self._hall)
            self._floor = cast("Floor", rooms.open_floor(self._hall.store, content, library, simulated))
        return self._floor

    def figures_frame(self) -> "Frame":
        """Tell what figures can be asked for."""
        return cast("Frame", self.with_store(self._figures().frame, self._names()))

    def figures(self, wanted: "Wanted") -> "Figures":
        """Return the figures wanted."""
        return cast("Figures", self.with_store(self._figures().figures, wanted, self._names()))

    def pending(self, wanted: "Wanted") -> "Pending":
        """Tell what the people wanted have still to do."""
        awaited = self.with_hall(importlib.import_module("trainer.training.exams.counted").awaited)
        return cast("Pending", self.with_store(self._figures().pending, wanted, awaited))

    def _figures(self) -> ModuleType:
        return importlib.import_module("trainer.training.figures")

    def _names(self) -> "Names":
        """Return what rules and mistakes are called; the questions are not opened for that."""
        if self._called is None:
            books = self._hall.shelf.books
            ground = Ground(books.edition, books.library)
            known = importlib.import_module("trainer.core.quiz.bank").MISTAKES
            made = {id: mistake.name for id, mistake in known.items()} | slips(self._hall.shelf)
            self._called = cast("Names", self._figures().names_of(ground, made))
        return self._called

    def _admit(self, person_id: int) -> None:
        admit(self._hall.store, self.by, person_id)

    def _listener(self, attempt: Attempt) -> Ear | None:
        """Return what listens to typed phrases, opened when it is first wanted; None where none is typed.

        The fourth exception to "no import inside a function".
        """
        if attempt.typed and self._ear is None:
            rooms = importlib.import_module("trainer.training.listening")
            books = self._hall.shelf.books
            self._ear = cast(Ear, rooms.Listener(self._content or find_places().content, books))
        return self._ear if attempt.typed else None

    def close(self) -> None:
        """Let go of the records."""
        self._hall.close()


def _title(books: Books, rule: str) -> str:
    return subject(Ground(books.edition, books.library), rule).title


def open_desk(places: Places) -> Desk:
    """Open the hall; raise a TrainerError that says what to do."""
    return Desk(hall.open_hall(places), places.content)
