"""Decisions with a deadline: which there are in a scenario, and whether a plan that was played met them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trainer.core.events import RanOut
from trainer.core.log import Story
from trainer.core.scenario import SECOND
from trainer.core.shift import NEVER


@dataclass(frozen=True, slots=True)
class Deadline:
    """A node with a deadline (ms); `spare` is what was left of it (ms), None where nothing was answered.

    `ran_out` tells that the clock answered instead; with neither, the plan never came there.
    """

    customer: str
    name: str
    node: str
    within: int
    spare: int | None
    ran_out: bool


def deadlines(story: Story) -> Iterator[Deadline]:
    """Yield every node with a deadline, in the author's order, and how the story stands to it."""
    spare = _spare(story)
    ran_out = {(event.customer, event.node) for event in story.events if isinstance(event, RanOut)}
    for who in story.scenario.customers:
        for node in who.nodes.values():
            if node.deadline:
                place = (who.id, node.id)
                left = spare.get(place)
                yield Deadline(who.id, who.name, node.id, node.deadline, left, place in ran_out)


def line(of: Deadline) -> str:
    """Say whether the best plan answers in time."""
    if of.ran_out:
        met = "最佳做法没有来得及"
    elif of.spare is None:
        met = "最佳做法不走这一步"
    else:
        met = f"最佳做法来得及，还剩 {of.spare / SECOND:g} 秒"
    return f"限时：{of.name}的「{of.node}」要在 {of.within / SECOND:g} 秒内答复；{met}"


def as_json(of: Deadline) -> dict[str, Any]:
    """Write it for other programs; `met` is null where the best plan does not come there."""
    came = of.ran_out or of.spare is not None
    spare = None if of.ran_out or of.spare is None else of.spare / SECOND
    head = {"customer": of.customer, "node": of.node, "seconds": of.within / SECOND}
    return {**head, "met": not of.ran_out if came else None, "spare": spare}


def _spare(story: Story) -> dict[tuple[str, str], int]:
    """Return how much time was left at each decision with a deadline that was made."""
    spare: dict[tuple[str, str], int] = {}
    for turn in story.turns:
        visit = turn.before.visit(turn.act.customer) if turn.act.kind == "choose" else None
        if visit and visit.decide_by != NEVER:
            left = visit.decide_by - turn.act.at
            place = (visit.customer.id, visit.talk.node)
            spare[place] = min(left, spare.get(place, left))
    return spare
