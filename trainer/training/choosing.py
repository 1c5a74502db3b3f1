"""Which questions to ask: unseen ones first, boundaries before the rest, and as many rules as there are."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random

from trainer.core.quiz.bank import Bank, Entry
from trainer.store import memory as log
from trainer.store.rows import LoggedReview
from trainer.training.sitting import Topic, Wish


def seen(lines: Iterable[LoggedReview]) -> dict[str, int]:
    """Count how often each question was answered; what was taken back does not count."""
    counts: Counter[str] = Counter()
    for line in lines:
        if line.review.source in log.CAN_BE_MISTAPPED:
            counts[line.review.reference] += -1 if line.kind == "undo" else 1
    return counts


def suits(entry: Entry, wish: Wish) -> bool:
    """Tell whether a question is wished for."""
    return Topic(entry.skill, entry.brands, entry.rule, "", entry.difficulty, 1).suits(wish)


def fresh_first(entries: Iterable[Entry], times: Mapping[str, int], dice: Random) -> list[Entry]:
    """Shuffle the questions; first those answered the fewest times, and of these the boundaries."""
    found = list(entries)
    dice.shuffle(found)
    return sorted(found, key=lambda entry: (times.get(entry.id, 0), not entry.edge))


def spread(entries: Iterable[Entry], count: int) -> list[Entry]:
    """Take so many in their order, but the second of a rule only where there are not enough rules.

    Of two that ask for the very same facts the second is left out: one would tell the other's answer.
    """
    rounds: Counter[str] = Counter()
    ranked, told = [], set[frozenset[str]]()
    for place, entry in enumerate(entries):
        if entry.facts not in told:
            told.add(entry.facts)
            ranked.append((rounds[entry.rule], place, entry))
            rounds[entry.rule] += 1
    ranked.sort(key=lambda each: each[:2])
    return [entry for _, _, entry in ranked[: max(0, count)]]


def topics(bank: Bank, title: Callable[[str], str]) -> Iterator[Topic]:
    """Yield what can be chosen, with how many questions there are of it."""
    counts = Counter((e.skill, e.brands, e.rule, e.difficulty) for e in bank.entries)
    for (skill, brands, rule, difficulty), count in counts.items():
        yield Topic(skill, brands, rule, title(rule), difficulty, count)
