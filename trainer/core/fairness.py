"""Whether the right answers of a scenario give themselves away: by their length, or by their place.

One long right answer says nothing. What is looked for is a habit: far more decisions in which the right
one is the longest (or the shortest, or stands at the same place) than chance would bring about.
Places are those on the screen (see `order`): in which order options are written does not matter.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from trainer.core.order import shown_order
from trainer.core.scenario import Option, Scenario

FEWEST = 6
"""Habits are not looked for in fewer decisions."""

CHANCE = 0.002
"""What chance brings about less often than this is a habit: one false alarm in 500."""


class Habit(NamedTuple):
    """What gives right answers away, and in how many of the decisions."""

    kind: str
    hits: int
    decisions: int


class Decision(NamedTuple):
    """Options, one of which is right: its position."""

    options: Sequence[Option]
    right: int


def decisions(variants: Iterable[Scenario], seed: int | None = None) -> list[Decision]:
    """Return the decisions that have a single right answer; one that variants share only once.

    With a `seed` the options stand as they are shown for it, otherwise as they were written.
    """
    found: dict[tuple[str, ...], Decision] = {}
    for scenario in variants:
        for customer in scenario.customers:
            for node in customer.nodes.values():
                options = node.options if seed is None else shown_order(node, seed)
                top = max((sum(option.marks) for option in options), default=0)
                right = [i for i, option in enumerate(options) if sum(option.marks) == top]
                if len(right) == 1 < len(options):
                    key = (customer.id, node.id, *(option.id for option in node.options))
                    found.setdefault(key, Decision(options, right[0]))
    return list(found.values())


def habits_of_length(among: Sequence[Decision]) -> list[Habit]:
    """Return the habits of the right answers to be the longest, or the shortest."""
    longest = sum(_is_alone(decision, max) for decision in among)
    shortest = sum(_is_alone(decision, min) for decision in among)
    return [*_habit("最长", among, longest), *_habit("最短", among, shortest)]


def habits_of_place(among: Sequence[Decision]) -> list[Habit]:
    """Return the habits of the right answers to stand at the same place."""
    found: list[Habit] = []
    for place in range(max((len(decision.options) for decision in among), default=0)):
        wide = [decision for decision in among if len(decision.options) > place]
        found += _habit(f"第 {place + 1} 个", wide, sum(d.right == place for d in wide))
    last = sum(decision.right == len(decision.options) - 1 for decision in among)
    return [*found, *_habit("最后一个", among, last)]


def _is_alone(decision: Decision, extreme: Callable[[list[int]], int]) -> bool:
    """Tell whether the right answer, and no other, has the greatest (or least) length."""
    lengths = [len(option.text) for option in decision.options]
    length = lengths[decision.right]
    return length == extreme(lengths) and lengths.count(length) == 1


def _habit(kind: str, among: Sequence[Decision], hits: int) -> Iterator[Habit]:
    odds = [1 / len(decision.options) for decision in among]
    if len(among) >= FEWEST and chance(odds, hits) <= CHANCE:
        yield Habit(kind, hits, len(among))


def chance(odds: Iterable[float], hits: int) -> float:
    """Return how probable at least `hits` hits are, where each try hits with its own odds."""
    counts = [1.0]
    for odd in odds:
        misses = [p * (1 - odd) for p in counts] + [0.0]
        counts = [miss + hit for miss, hit in zip(misses, [0.0] + [p * odd for p in counts], strict=True)]
    return sum(counts[hits:])
