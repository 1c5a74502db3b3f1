"""The desk: everything a window may ask for, one method each, all on the worker thread that opened it.

Windows import nothing of the records or the content: they are handed a Desk once it is open,
so that they stand before the ORM is loaded.
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
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
from trainer.store import people as register
from trainer.store.database import Store
from trainer.store.rows import AttemptRow, Person
from trainer.training import attempts, hall, results
from trainer.training.attempts import Attempt, Choice
from trainer.training.hall import Hall, Offer
from trainer.training.lookups import lookups
from trainer.training.results import Review
from trainer.training.today import Today, today

if TYPE_CHECKING:
    from trainer.training.practice import Practice
    from trainer.training.signin import Door

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
        self._door: Door | None = None
        self._signed_in: Pass | None = None

    def welcome(self) -> Welcome:
        """Tell what there is to play and to go on with."""
        return Welcome(
            hall.offers(self._hall),
            hall.people(self._hall),
            attempts.unfinished(self._hall),
            hall.problems(self._hall),
            self._hall.shelf.books.edition,
            results.mastered(self._hall.store),
        )

    @property
    def by(self) -> Pass:
        """Who asks: everybody while there is no administrator, then whoever has signed in."""
        with self._hall.store.reading() as connection:
            is_open = not register.has_admin(connection)
        return EVERYBODY if is_open else self._signed_in or NOBODY

    def sign_in(self, who: str, password: str) -> Pass:
        """Let somebody in by name or staff number; raise a TrainerError. It takes some 40 ms.

        The fifth exception to "no import inside a function": few who train sign in.
        """
        if self._door is None:
            rooms = importlib.import_module("trainer.training.signin")
            self._door = cast("Door", rooms.Door(self._hall.store))
        self._signed_in = self._door.sign_in(who, password)
        return self._signed_in

    def sign_out(self) -> Pass:
        """Let go of what was allowed; return who asks from now on."""
        self._signed_in = None
        return self.by

    def with_hall(
        self, use_case: Callable[Concatenate[Hall, Pass, P], T], *args: P.args, **more: P.kwargs
    ) -> T:
        """Do what needs content and records, with the rights of whoever asks."""
        return use_case(self._hall, self.by, *args, **more)

    def with_store(
        self, use_case: Callable[Concatenate[Store, Pass, P], T], *args: P.args, **more: P.kwargs
    ) -> T:
        """Do what needs the records alone, with the rights of whoever asks."""
        return use_case(self._hall.store, self.by, *args, **more)

    def enrol(self, name: str) -> Person:
        """Return the person of this name, enrolled now if new."""
        return hall.enrol(self._hall, name)

    def start(self, person: Person, choice: Choice) -> Attempt:
        """Begin an attempt; where phrases are typed, what listens to them is made ready."""
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
        """Take an attempt up again."""
        attempt = attempts.resume(self._hall, attempt_id)
        return attempts.heard_again(attempt, self._listener(attempt))

    def give_up(self, attempt_id: str) -> None:
        """End an attempt without marks."""
        attempts.give_up(self._hall, attempt_id)

    def lookups(self, edition: str) -> tuple[Extract, ...]:
        """List what can be looked up in the books of an edition; raise EditionGone."""
        return lookups(self._hall.shelf.books, edition)

    def results(self) -> list[AttemptRow]:
        """List all attempts, the latest first."""
        return results.results(self._hall.store)

    def review(self, attempt_id: str) -> Review:
        """Open a recorded attempt; where phrases were typed, what was lost of each is told again."""
        opened = results.review(self._hall.store, attempt_id)
        heard = attempts.heard_again(opened.attempt, self._listener(opened.attempt))
        return replace(opened, attempt=heard)

    def today(self, name: str) -> Today | None:
        """Tell what a person of this name has to do today; None for a stranger."""
        return today(self._hall.store, name, partial(_title, self._hall.shelf.books))

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
        return self._practice

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
