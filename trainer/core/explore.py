"""The best that can be reached in a scenario, found by trying every conversation.

Each conversation is searched completely (see `path`). Together, customers are served by a plan made
from their best paths; where the plan earns the sum of what each can give, that sum is proved to be
the best reachable, and the plan is its proof. The worst is found in the same way.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from trainer.core.assess import assess
from trainer.core.events import Act
from trainer.core.log import Story
from trainer.core.path import MOST_STATES, Path, best_path, worst_path
from trainer.core.scenario import NO_MARKS, SECOND, Customer, LogRule, Marks, Option, Scenario
from trainer.core.shift import (
    ASK_TAKES,
    NOD_TAKES,
    WALKED_OUT,
    Shift,
    Talk,
    Visit,
    advance,
    answer,
    begin,
)

_SPARE = 30 * SECOND
"""How long before somebody's patience runs out a slow trainee turns to the next act."""


Finder = Callable[[Scenario, Customer, Talk], Path]
"""Finds the path to take from where a conversation stands."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best (or, of `worst`, the fewest) reachable marks of a scenario, and the acts that reach them.

    `exact` is false when a search was cut short or the acts fall short of what the customers
    could give one by one; `bound` is that sum, `paths` the best path of each. `complete` tells
    whether the acts serve everybody to the end, `took` how long they take on the shift's clock (ms).
    """

    marks: Marks
    bound: int
    acts: tuple[Act, ...]
    exact: bool
    paths: dict[str, Path]
    complete: bool = False
    took: int = 0


def best(scenario: Scenario) -> Best:
    """Find the best reachable marks of a scenario, and a plan that reaches them.

    All conversations together may take `MOST_STATES`; beyond that nothing is promised.
    """
    paths = _paths(scenario, best_path)
    if not all(path.complete for path in paths.values()):
        return Best(NO_MARKS, 0, (), exact=False, paths=paths)
    story = _serve(scenario, Guide(scenario, paths, best_path))
    ceiling = sum(sum(path.marks) for path in paths.values()) + _floor_marks(scenario)
    return _reached(story, ceiling, paths)


def worst(scenario: Scenario) -> Best:
    """Find the fewest marks with which everybody's conversation is brought to an end, and a plan for it.

    Nobody is nodded to, and everybody is let wait as long as they bear it, but nobody is let go.
    `bound` is what cannot be fallen below.
    """
    paths = _paths(scenario, worst_path)
    if not all(path.complete for path in paths.values()):
        return Best(NO_MARKS, 0, (), exact=False, paths=paths)
    stays = sum(sum(rule.marks) * len(rule.customers) for rule in scenario.rules if rule.kind == "stays")
    bound = sum(sum(path.marks) for path in paths.values()) + stays
    found = []
    for pace in (_brisk, _slow):
        guide = Guide(scenario, paths, worst_path, greets=False)
        found.append(_reached(_serve(scenario, guide, pace), bound, paths))
    return min(found, key=lambda each: (not each.complete, sum(each.marks)))


def _paths(scenario: Scenario, find: Callable[..., Path]) -> dict[str, Path]:
    paths, left = dict[str, Path](), MOST_STATES
    for customer in scenario.customers:
        paths[customer.id] = find(scenario, customer, most=left)
        left = max(left - paths[customer.id].states, 1)
    return paths


def _reached(story: Story, bound: int, paths: dict[str, Path]) -> Best:
    reached = assess(story, NO_MARKS)
    exact = reached.complete and reached.total == bound
    complete = reached.complete and not any(v.outcome == WALKED_OUT for v in story.shift.visits)
    acts = tuple(turn.act for turn in story.turns)
    return Best(reached.marks, bound, acts, exact, paths, complete, story.shift.now)


class Guide:
    """Knows what to do next: nod to all, keep the waiting calm, and follow each customer's path.

    Where a conversation has left its path, the path is looked for anew from there.
    """

    def __init__(
        self, scenario: Scenario, paths: dict[str, Path], find: Finder, *, greets: bool = True
    ) -> None:
        self.scenario, self.find = scenario, find
        rules = [rule for rule in scenario.rules if rule.kind == "acknowledged" and greets]
        self.keeps_turns = greets and any(rule.kind == "in_turn" for rule in scenario.rules)
        self.to_greet = {customer for rule in rules for customer in rule.customers}
        self._known: dict[tuple[str, Talk], Option | None] = {}
        for customer in scenario.customers:
            self._learn(customer, Talk(customer.start, customer.mood), paths[customer.id])

    def next_act(self, shift: Shift) -> Act | None:
        """Return the next act with somebody in the hall; None where the conversation leads nowhere."""
        now = shift.now
        for visit in shift.present:
            if not visit.nodded and visit.customer.id in self.to_greet:
                return Act(now, "nod", visit.customer.id)
        here = shift.visit(shift.attending)
        if here is None:
            return Act(now, "attend", self._next(shift).customer.id)
        option = self.option(here)
        if option is None:
            return None
        busy = now + option.takes + ASK_TAKES + NOD_TAKES
        for visit in shift.present:
            if visit is not here and visit.patience_ends <= busy and not visit.asked:
                return Act(now, "ask_wait", visit.customer.id)
        return Act(now, "choose", here.customer.id, option.id)

    def option(self, visit: Visit) -> Option | None:
        """Return the next option of the customer's path; None where there is none to an end."""
        key = (visit.customer.id, visit.talk)
        if key not in self._known:
            path = self.find(self.scenario, visit.customer, visit.talk)
            self._learn(visit.customer, visit.talk, path)
        return self._known[key]

    def _next(self, shift: Shift) -> Visit:
        """Return whom to turn to: the hottest, or where turns are kept, who came first and was not served."""
        if self.keeps_turns:
            return min(shift.present, key=lambda v: (v.attended, v.arrived))
        return min(shift.present, key=lambda v: (-v.talk.mood, v.patience_ends))

    def _learn(self, customer: Customer, talk: Talk, path: Path) -> None:
        self._known[customer.id, talk] = None
        for id in path.options:
            option = customer.nodes[talk.node].option(id)
            assert option is not None  # the path was made from these options
            self._known[customer.id, talk] = option
            talk = answer(customer, talk, option)


def next_arrival(shift: Shift) -> Shift:
    """Let time pass until somebody is in the hall, where anybody is still to come."""
    while not shift.present and shift.to_arrive:
        shift, _ = advance(shift, shift.to_arrive[0].arrives)
    return shift


def _brisk(shift: Shift, _move: Act) -> int:
    """Act at once."""
    return shift.now


def _slow(shift: Shift, move: Act) -> int:
    """Act as late as nobody's patience runs out for it, and no deadline."""
    ends = [v.decide_by - 1 for v in shift.present]
    ends += [v.patience_ends - (1 if v.customer.id == move.customer else _SPARE) for v in shift.present]
    return max(shift.now, min(ends)) if move.kind == "choose" else shift.now


def _serve(scenario: Scenario, guide: Guide, pace: Callable[[Shift, Act], int] = _brisk) -> Story:
    """Serve everybody as the guide says."""
    story, shift = Story(scenario), next_arrival(begin(scenario))
    while not shift.over and (move := guide.next_act(shift)):
        story = story.then(replace(move, at=pace(shift, move)))
        shift = next_arrival(story.shift)
    return story


def _floor_marks(scenario: Scenario) -> int:
    """Return what the rules on the whole floor can give at most (the ledgers count with the paths)."""

    def times(rule: LogRule) -> int:
        return {"within": 1, "steps": 0}.get(rule.kind, len(rule.customers))

    return sum(sum(rule.marks) * times(rule) for rule in scenario.rules)
