"""The hall, open for training: its content and its records, and what there is to play."""

import random
from dataclasses import dataclass, field
from difflib import get_close_matches

from trainer import settings as keeping
from trainer.content.play import Play
from trainer.content.shelf import Shelf, load
from trainer.core.check import Problem
from trainer.core.errors import TrainerError
from trainer.core.face import Face
from trainer.paths import Places
from trainer.settings import Settings
from trainer.store import people as register
from trainer.store.database import Store, open_store
from trainer.store.rows import Person
from trainer.training.watch import Watch


class UnknownScenario(TrainerError):
    """A scenario or variant that is not on the shelf."""


@dataclass(frozen=True, slots=True)
class Hall:
    """Content and records, open. Use and close it in the thread that opened it."""

    shelf: Shelf
    store: Store
    retention: int = Settings().retention
    """The share of due reviews, in hundredths, that practice aims to be remembered."""
    watch: Watch = field(default_factory=Watch, compare=False)
    """What time it is for those who sit an assessment."""

    def close(self) -> None:
        """Let go of the records."""
        self.store.close()


@dataclass(frozen=True, slots=True)
class Offer:
    """A scenario as the list shows it; nothing here gives the variant away."""

    id: str
    title: str
    summary: str
    post: str
    trains: tuple[str, ...]
    situations: tuple[str, ...]
    difficulty: int
    variants: int
    faces: tuple[Face, ...]


def open_hall(places: Places) -> Hall:
    """Read the content and open the records; raise a TrainerError that says what to do."""
    shelf, store = load(places.content, places.compiled), open_store(places.data)
    store.back_up_daily()
    settings, _ = keeping.load(places.settings)
    return Hall(shelf, store, settings.retention)


def offers(hall: Hall) -> list[Offer]:
    """List what can be played, the easiest first."""
    rows = [_offer(plays) for plays in hall.shelf.plays.values()]
    return sorted(rows, key=lambda offer: (offer.difficulty, offer.situations, offer.id))


def slips(shelf: Shelf) -> dict[str, str]:
    """Return what the mistakes made in scenarios are called, by the id that the log knows them by."""
    return {
        f"{scenario.id}:{node.id}:{option.id}": f"《{scenario.title}》{option.text}"
        for plays in shelf.plays.values()
        for scenario in (play.scenario for play in plays)
        for customer in scenario.customers
        for node in customer.nodes.values()
        for option in node.exits
    }


def problems(hall: Hall) -> tuple[Problem, ...]:
    """Return what is wrong with the content."""
    return hall.shelf.problems


def people(hall: Hall) -> list[Person]:
    """List everybody who has trained here."""
    return register.people(hall.store)


def enrol(hall: Hall, name: str) -> Person:
    """Return the person of this name, enrolled now if new; raise NameRefused."""
    wanted = register.proper_name(name)
    known = next((person for person in register.people(hall.store) if person.name == wanted), None)
    return known or register.add_person(hall.store, wanted)


def pick(shelf: Shelf, scenario: str, variant: str | None, seed: int) -> Play:
    """Return what is to be played: the variant asked for or drawn, with the details that the seed draws.

    Raise UnknownScenario.
    """
    return variant_of(shelf, scenario, variant, seed).drawn(seed)


def variant_of(shelf: Shelf, scenario: str, variant: str | None, seed: int) -> Play:
    """Return the variant asked for, or the one that the seed draws, with all its rows of details.

    Raise UnknownScenario.
    """
    plays = shelf.plays.get(scenario)
    if plays is None:
        raise UnknownScenario(f"没有场景「{scenario}」。{_suggest(scenario, list(shelf.plays))}")
    if variant is None:
        return random.Random(seed).choice(plays)
    names = [play.scenario.variant for play in plays]
    if variant not in names:
        raise UnknownScenario(f"场景「{scenario}」没有变体「{variant}」。{_suggest(variant, names)}")
    return plays[names.index(variant)]


def _offer(plays: tuple[Play, ...]) -> Offer:
    scenario = plays[0].scenario
    return Offer(
        id=scenario.id,
        title=scenario.title,
        summary=scenario.summary,
        post=scenario.post,
        trains=scenario.trains,
        situations=scenario.situations,
        difficulty=scenario.difficulty,
        variants=len(plays),
        faces=tuple(customer.face for customer in scenario.customers),
    )


def _suggest(word: str, known: list[str]) -> str:
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    if near:
        return f"是否指「{near[0]}」？"
    return f"可选：{'、'.join(known)}" if known else "场景文件夹是空的，请检查 scenarios/。"
