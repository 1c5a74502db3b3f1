"""What the first screen tells a person of today: what is due, what is weak, how the last attempt went."""

from collections.abc import Callable
from dataclasses import dataclass

from trainer.core.memory import Mastery
from trainer.store import attempts as records
from trainer.store import people as register
from trainer.store.database import Store
from trainer.store.rows import AttemptFilter, AttemptRow
from trainer.training.memory import standing


@dataclass(frozen=True, slots=True)
class Today:
    """`weakest` pairs the title of a rule with how well it is known; `last` is the latest result."""

    person: str
    due: int
    streak: int
    weakest: tuple[tuple[str, Mastery], ...]
    last: AttemptRow | None


def today(
    store: Store, name: str, title: Callable[[str], str], admitted: Callable[[int], bool]
) -> Today | None:
    """Return what there is to tell a person of this name; None for one who never trained here.

    `title` says in Chinese what a rule is called; nothing is told of who is not `admitted` (by id).
    """
    person = next((each for each in register.people(store) if each.name == name), None)
    if person is None or not admitted(person.id):
        return None
    known = standing(store, person.id)
    ended = records.attempts(store, AttemptFilter(person_id=person.id, finished=True))
    last = next((row for row in ended if row.result), None)
    weakest = tuple((title(each.rule), each) for each in known.weakest)
    return Today(name, len(known.due), known.streak, weakest, last)
