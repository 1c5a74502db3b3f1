"""One customer's conversation, searched completely for its best path.

What is worth telling apart is where the conversation stands, the mood, the flags, and which
steps were done; whatever no condition asks for is left out.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from trainer.core.face import Mood
from trainer.core.findings import Finding, step_findings
from trainer.core.scenario import (
    ALWAYS,
    NO_MARKS,
    Condition,
    Customer,
    Marks,
    Node,
    Option,
    Route,
    Scenario,
    add,
)
from trainer.core.shift import Talk

MOST_STATES = 20_000
"""Where a search gives up and says that it is partial."""

_FINE = 1000
"""One mark in the search's scale; steps of the ledger count one each, to choose between equals."""

IDLE = ""
"""Stands among the options of a path for letting the customer wait until they grow one degree hotter."""

_State = tuple[str, int, frozenset[str], frozenset[str], tuple[str, ...]]
_Weigh = Callable[[Marks], int]


@dataclass(frozen=True, slots=True)
class Path:
    """The best or the worst way through one conversation: the options' ids, its marks, the ledger's in them.

    `states` is how many were looked at to find it; a search that was cut short is not `complete`.
    """

    options: tuple[str, ...]
    marks: Marks
    ledger: Marks
    complete: bool
    stuck: tuple[str, ...] = ()
    states: int = 0


def best_path(
    scenario: Scenario,
    customer: Customer,
    talk: Talk | None = None,
    weigh: _Weigh = sum,
    most: int = MOST_STATES,
) -> Path:
    """Find the best path of one customer's conversation from where it stands (the start by default).

    `weigh` says what is to be made great: all marks together, or one competence; the search gives
    up after `most` states. First the ledger is left out of it; a path that fills it anyway cannot
    be beaten. Only otherwise is every order of the steps told apart.
    """
    start = talk or Talk(customer.start, customer.mood)
    ledger = _Ledger(scenario, customer)
    path = _Search(customer, ledger, weigh).run(start, most)
    if not path.options or weigh(path.ledger) == weigh(ledger.full):
        return path
    return _Search(customer, ledger, weigh, tell_steps_apart=True).run(start, most)


def idling_path(scenario: Scenario, customer: Customer, most: int = MOST_STATES) -> Path:
    """Find the best path where the customer may also be let wait on purpose until they grow hotter."""
    ledger = _Ledger(scenario, customer)
    search = _Search(customer, ledger, sum, tell_steps_apart=bool(ledger.watched), idles=True)
    return search.run(Talk(customer.start, customer.mood), most)


def worst_path(
    scenario: Scenario, customer: Customer, talk: Talk | None = None, most: int = MOST_STATES
) -> Path:
    """Find the path with the fewest marks that still brings the conversation to an end."""
    ledger = _Ledger(scenario, customer)
    search = _Search(customer, ledger, _least, tell_steps_apart=bool(ledger.watched))
    return search.run(talk or Talk(customer.start, customer.mood), most)


def what_matters(customer: Customer) -> tuple[bool, frozenset[str]]:
    """Tell whether any condition of the conversation asks for the mood, and return the flags asked for."""
    asked = [*_conditions(customer)]
    moods = any((when.mood_from, when.mood_to) != (Mood.CALM, Mood.FURIOUS) for when in asked)
    return moods, frozenset(flag for when in asked for flag in (*when.has, *when.lacks))


class _Ledger:
    """The steps that the scenario's rules ask for with one customer, and what they are worth."""

    def __init__(self, scenario: Scenario, customer: Customer) -> None:
        self.customer = customer
        self.rules = [r for r in scenario.rules if r.kind == "steps" and customer.id in r.customers]
        self.watched = {s for r in self.rules for s in (*r.steps, *(x for pair in r.order for x in pair))}
        self.full = self._sum(finding.possible for finding in self._findings(()))

    def marks(self, steps: Iterable[str]) -> Marks:
        """Return what steps done in this order earn."""
        return self._sum(finding.marks for finding in self._findings(steps))

    def _findings(self, steps: Iterable[str]) -> Iterator[Finding]:
        done = tuple(steps)
        return (finding for rule in self.rules for finding in step_findings(rule, self.customer, done))

    def _sum(self, earned: Iterable[Marks]) -> Marks:
        total = NO_MARKS
        for marks in earned:
            total = add(total, marks)
        return total


class _Move(NamedTuple):
    """An option as the search sees it: `to` where it always leads there, else `routes`; what it is worth."""

    option: Option
    needs: Condition | None
    to: str
    routes: tuple[Route, ...]
    worth: int
    steps: int
    answers: bool


class _Search:
    """All states of one conversation, each with the best way to it found so far.

    A state keeps only what can still matter: a mood or a flag that no condition asks for is left out.
    """

    def __init__(
        self,
        customer: Customer,
        ledger: _Ledger,
        weigh: _Weigh,
        *,
        tell_steps_apart: bool = False,
        idles: bool = False,
    ) -> None:
        self.customer, self.ledger, self.weigh = customer, ledger, weigh
        self.tell_steps_apart = tell_steps_apart
        self.repeatable = frozenset(_in_cycles(customer))
        self.mood_matters, self.flags_matter = what_matters(customer)
        self.hottest_idle = Mood.FURIOUS if idles and self.mood_matters else Mood.CALM
        self.moves = {id: [self._move(n, o) for o in n.options] for id, n in customer.nodes.items()}
        self.gained: dict[_State, int] = {}
        self.came_by: dict[_State, tuple[_State, Option | None]] = {}

    def run(self, talk: Talk, most: int) -> Path:
        """Search everything that can be reached from here, up to `most` states."""
        self.before = talk.steps
        mood = talk.mood if self.mood_matters else 0
        answered = self.repeatable.intersection(talk.answered)
        start = (talk.node, mood, talk.flags & self.flags_matter, answered, self._first((), talk.steps))
        self.gained[start] = 0
        queue, ends, stuck = deque([start]), dict[_State, None](), set[str]()
        while queue and len(self.gained) < most:
            state = queue.popleft()
            if self.customer.nodes[state[0]].ends:
                ends[state] = None
            elif not self._spread(state, queue):
                stuck.add(state[0])
        if not ends:
            return Path((), NO_MARKS, NO_MARKS, not queue, tuple(sorted(stuck)), len(self.gained))
        return self._trace(max(ends, key=self._worth), not queue, tuple(sorted(stuck)))

    def _move(self, node: Node, option: Option) -> _Move:
        always = option.routes[0].when == ALWAYS
        return _Move(
            option,
            None if option.needs == ALWAYS else option.needs,
            option.routes[0].to if always else "",
            option.routes,
            _FINE * self.weigh(option.marks),
            sum(step in self.ledger.watched for step in option.steps),
            node.is_answered_by(option),
        )

    def _worth(self, end: _State) -> int:
        ledger = self.weigh(self.ledger.marks(end[4])) if self.tell_steps_apart else 0
        return self.gained[end] + _FINE * ledger

    def _first(self, steps: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
        """Return the watched steps in the order they were first done (none where they are not told apart)."""
        if not self.tell_steps_apart:
            return ()
        return tuple(dict.fromkeys((*steps, *(step for step in more if step in self.ledger.watched))))

    def _spread(self, state: _State, queue: deque[_State]) -> bool:
        """Try every move from a state; tell whether there was any."""
        node, mood, flags, answered, steps = state
        gained, moved = self.gained[state], False
        for move in self.moves[node]:
            if move.needs and not move.needs.holds(mood, flags):
                continue
            moved = True
            option = move.option
            heat = min(max(mood + option.mood, 0), 3) if self.mood_matters else 0
            more = flags.union(option.sets) & self.flags_matter if option.sets else flags
            to = move.to or next((r.to for r in move.routes if r.when.holds(heat, more)), node)
            worth = gained if node in answered else gained + move.worth + move.steps
            after = answered | {node} if node in self.repeatable and move.answers else answered
            new = (to, heat, more, after, self._first(steps, option.steps))
            if self._is_better(new, worth) and new != state:
                self.gained[new] = worth
                self.came_by[new] = (state, option)
                queue.append(new)
        hotter = (node, mood + 1, flags, answered, steps)
        if mood < self.hottest_idle and self._is_better(hotter, gained):
            self.gained[hotter] = gained
            self.came_by[hotter] = (state, None)
            queue.append(hotter)
        return moved

    def _is_better(self, state: _State, worth: int) -> bool:
        known = self.gained.get(state)
        return known is None or worth > known

    def _trace(self, state: _State, complete: bool, stuck: tuple[str, ...]) -> Path:
        taken, marks = list[Option | None](), NO_MARKS
        while state in self.came_by:
            state, option = self.came_by[state]
            taken.append(option)
            if option and state[0] not in state[3]:
                marks = add(marks, option.marks)
        taken.reverse()
        done = (step for option in taken if option for step in option.steps)
        ledger = self.ledger.marks([*self.before, *done])
        options = tuple(option.id if option else IDLE for option in taken)
        return Path(options, add(marks, ledger), ledger, complete, stuck, len(self.gained))


def _least(marks: Marks) -> int:
    return -sum(marks)


def _in_cycles(customer: Customer) -> Iterator[str]:
    """Yield the nodes that a conversation can come back to."""
    ways = {id: {r.to for o in n.exits for r in o.routes} for id, n in customer.nodes.items()}
    try:
        TopologicalSorter(ways).prepare()
    except CycleError:
        pass
    else:
        return
    for id in ways:
        seen, todo = set[str](), list(ways[id])
        while todo:
            to = todo.pop()
            if to not in seen:
                seen.add(to)
                todo.extend(ways.get(to, ()))
        if id in seen:
            yield id


def _conditions(customer: Customer) -> Iterator[Condition]:
    """Yield every condition of a conversation, of options and of routes."""
    for node in customer.nodes.values():
        for option in node.exits:
            yield option.needs
            yield from (route.when for route in option.routes)
