"""Slips that cost nothing: ways past a wrong answer or a deadline that still earn as much as the best."""

from collections.abc import Iterator
from dataclasses import replace

from trainer.core.path import Path, best_path
from trainer.core.scenario import LATE, Customer, Marks, Node, Option, Scenario
from trainer.core.shift import Talk, answer

_BONUS: Marks = (1, 0, 0, 0, 0)
MOST_WORK = 10_000
"""States that may be looked at for one conversation; a larger one is not tried."""


def free_slips(scenario: Scenario, customer: Customer, best: Path) -> Iterator[tuple[str, str]]:
    """Yield (node, option) of each wrong answer, not critical, after which the `best` can still be reached.

    Each is tried by taking all other options of its node away.
    """
    if best.states * sum(len(node.options) for node in customer.nodes.values()) > MOST_WORK:
        return
    for node in customer.nodes.values():
        for option in node.options:
            if option.critical:
                continue
            forced = replace(customer, nodes={**customer.nodes, node.id: replace(node, options=(option,))})
            path = best_path(scenario, forced)
            if path.options and sum(path.marks) >= sum(best.marks) and _slips(customer, path, node, option):
                yield node.id, option.id


def pays_to_be_late(scenario: Scenario, customer: Customer, best: Path) -> Iterator[str]:
    """Yield each node where letting the deadline pass still leads to as many marks as the `best` has.

    Being late is given one mark more, so that a way through it is found wherever it is as good.
    """
    for node in customer.nodes.values():
        if node.late:
            bonus = replace(node.late, id=LATE, marks=_BONUS)
            waits = replace(node, options=(bonus,), late=None)
            forced = replace(customer, nodes={**customer.nodes, node.id: waits})
            if sum(best_path(scenario, forced).marks) > sum(best.marks):
                yield node.id


def _slips(customer: Customer, path: Path, node: Node, option: Option) -> bool:
    """Tell whether a path comes to the node while something better than this option is offered there."""
    talk = Talk(customer.start, customer.mood)
    for id in path.options:
        if talk.node == node.id:
            offered = [o for o in node.options if o.needs.holds(talk.mood, talk.flags) and not o.critical]
            return sum(option.marks) < max(sum(o.marks) for o in offered)
        chosen = customer.nodes[talk.node].option(id)
        assert chosen is not None  # the path was made from these options
        talk = answer(customer, talk, chosen)
    return False
