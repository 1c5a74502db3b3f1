"""The best that can be reached in a scenario, found by trying every conversation.

Each conversation is searched completely (see `path`). Together, customers are served by a plan made
from their best paths; where the plan earns the sum of what each can give, that sum is proved to be
the best reachable, and the plan is its proof.
"""

from dataclasses import dataclass, replace

from trainer.core.assess import assess
from trainer.core.events import Act
from trainer.core.log import Story
from trainer.core.path import MOST_STATES, Path, best_path
from trainer.core.scenario import NO_MARKS, LogRule, Marks, Option, Scenario
from trainer.core.shift import ASK_TAKES, NOD_TAKES, Shift, Talk, Visit, advance, answer


@dataclass(frozen=True, slots=True)
class Best:
    """The best reachable marks of a scenario, and the acts that reach them.

    `exact` is false when a search was cut short or the acts fall short of what the customers
    could give one by one; `bound` is that sum, `paths` the best path of each.
    """

    marks: Marks
    bound: int
    acts: tuple[Act, ...]
    exact: bool
    paths: dict[str, Path]


def best(scenario: Scenario) -> Best:
    """Find the best reachable marks of a scenario, and a plan that reaches them.

    All conversations together may take `MOST_STATES`; beyond that nothing is promised.
    """
    paths, left = dict[str, Path](), MOST_STATES
    for customer in scenario.customers:
        paths[customer.id] = best_path(scenario, customer, most=left)
        left = max(left - paths[customer.id].states, 1)
    if not all(path.complete for path in paths.values()):
        return Best(NO_MARKS, 0, (), exact=False, paths=paths)
    story = _serve(scenario, paths)
    reached = assess(story, NO_MARKS)
    ceiling = sum(sum(path.marks) for path in paths.values()) + _floor_marks(scenario)
    exact = reached.complete and reached.total == ceiling
    return Best(reached.marks, ceiling, tuple(turn.act for turn in story.turns), exact, paths)


def _serve(scenario: Scenario, paths: dict[str, Path]) -> Story:
    """Serve everybody as well as can be: nod to all, keep the waiting calm, follow each best path."""
    story = Story(scenario)
    plans = {c.id: (Talk(c.start, c.mood), paths[c.id]) for c in scenario.customers}
    while not story.shift.over:
        shift = story.shift
        if not shift.present:
            shift, _ = advance(shift, shift.to_arrive[0].arrives)
        move = _next_move(scenario, shift, plans)
        if move is None:
            break
        story = story.then(move)
    return story


def _next_move(scenario: Scenario, shift: Shift, plans: dict[str, tuple[Talk, Path]]) -> Act | None:
    now = shift.now
    to_greet = {c for rule in scenario.rules if rule.kind == "acknowledged" for c in rule.customers}
    for visit in shift.present:
        if not visit.nodded and visit.customer.id in to_greet:
            return Act(now, "nod", visit.customer.id)
    if not shift.attending:
        visit = min(shift.present, key=lambda v: (-v.talk.mood, v.patience_ends))
        return Act(now, "attend", visit.customer.id)
    here = shift.visit(shift.attending)
    assert here is not None  # only somebody in the hall is attended
    option = _planned(scenario, here, plans)
    if option is None:
        return None
    busy = now + option.takes + ASK_TAKES + NOD_TAKES
    for visit in shift.present:
        if visit is not here and visit.patience_ends <= busy and not visit.asked:
            return Act(now, "ask_wait", visit.customer.id)
    return Act(now, "choose", here.customer.id, option.id)


def _planned(scenario: Scenario, visit: Visit, plans: dict[str, tuple[Talk, Path]]) -> Option | None:
    """Return the next option of the customer's best path, looking anew when the plan no longer fits."""
    who = visit.customer
    talk, path = plans[who.id]
    if talk != visit.talk:
        path = best_path(scenario, who, visit.talk)
    if not path.options:
        return None
    option = visit.node.option(path.options[0])
    assert option is not None  # the path was made from these options
    plans[who.id] = (
        answer(who, visit.talk, option),
        replace(path, options=path.options[1:]),
    )
    return option


def _floor_marks(scenario: Scenario) -> int:
    """Return what the rules on the whole floor can give at most (the ledgers count with the paths)."""

    def times(rule: LogRule) -> int:
        return {"within": 1, "steps": 0}.get(rule.kind, len(rule.customers))

    return sum(sum(rule.marks) * times(rule) for rule in scenario.rules)
