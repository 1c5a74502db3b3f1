"""Every state of one conversation: what conditions hold, where nothing right is left, what a slip earns."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from trainer.core.face import Mood
from trainer.core.path import MOST_STATES, what_matters
from trainer.core.scenario import ALWAYS, Customer, Option

Door = tuple[str, str, int]
"""A condition: node, option, and the position of the route (-1 for the option itself)."""

_State = tuple[str, int, frozenset[str], frozenset[str], bool]


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found in all states of one conversation.

    `doors` are all conditions, with those routes that stand behind one without a condition; `open`
    are those that hold in some state. `bare` are nodes that can be reached with something to choose,
    but nothing right. `slipped` is the most that the answers of a way to the end can earn where one
    of them, not critical, was not the best offered; None where there is no such way.
    """

    doors: frozenset[Door]
    open: frozenset[Door]
    bare: frozenset[str]
    slipped: int | None
    complete: bool


def survey(customer: Customer, most: int = MOST_STATES) -> Survey:
    """Look at every state of a conversation, up to `most` of them."""
    doors = frozenset(_doors(customer))
    ways = ways_of(customer)
    repeatable = frozenset(id for id in ways if id in reachable(ways, id))
    walk = _Walk(customer, repeatable, most)
    walk.run()
    seen, complete = frozenset(walk.open), walk.complete
    if not doors <= seen and walk.mood_matters:  # who is left waiting grows hotter by the clock alone
        waiting = _Walk(customer, repeatable, most, waits=True)
        waiting.run()
        seen, complete = seen | waiting.open, complete and waiting.complete
    return Survey(doors, seen, frozenset(walk.bare), walk.slipped, complete)


def ways_of(customer: Customer) -> dict[str, set[str]]:
    """Return for each node where its routes lead."""
    nodes = customer.nodes.values()
    return {node.id: {route.to for option in node.exits for route in option.routes} for node in nodes}


def reachable(ways: Mapping[str, set[str]], start: str) -> set[str]:
    """Return the nodes that can be reached from `start`; itself only where a way leads back to it."""
    seen, todo = set[str](), [start]
    while todo:
        more = ways.get(todo.pop(), set()) - seen
        seen |= more
        todo += more
    return seen


def _doors(customer: Customer) -> list[Door]:
    doors: list[Door] = []
    for node in customer.nodes.values():
        for option in node.exits:
            if option.needs != ALWAYS:
                doors.append((node.id, option.id, -1))
            always = next((i for i, route in enumerate(option.routes) if route.when == ALWAYS), -1)
            doors += ((node.id, option.id, i) for i in range(len(option.routes)) if i != always)
    return doors


class _Walk:
    """One round through a conversation; a state keeps only what can still matter (see `path`)."""

    def __init__(
        self, customer: Customer, repeatable: frozenset[str], most: int, *, waits: bool = False
    ) -> None:
        self.customer, self.repeatable = customer, repeatable
        self.most, self.waits = most, waits
        self.mood_matters, self.flags_matter = what_matters(customer)
        self.open: set[Door] = set()
        self.bare: set[str] = set()
        self.slipped: int | None = None
        self.gained: dict[_State, int] = {}
        self.queue: deque[_State] = deque()
        self.complete = True

    def run(self) -> None:
        mood = int(self.customer.mood) if self.mood_matters else 0
        self._come((self.customer.start, mood, frozenset(), frozenset(), False), 0)
        while self.queue:
            if len(self.gained) > self.most:
                self.complete = False
                return
            state = self.queue.popleft()
            if self.waits and state[1] < Mood.FURIOUS:
                self._come((state[0], state[1] + 1, *state[2:]), self.gained[state])
            if self.customer.nodes[state[0]].ends:
                self._end(state)
            else:
                self._look(state)

    def _come(self, state: _State, gained: int) -> None:
        known = self.gained.get(state)
        if known is None or gained > known:
            self.gained[state] = gained
            self.queue.append(state)

    def _end(self, state: _State) -> None:
        if state[4]:
            self.slipped = max(self.gained[state], self.slipped or 0)

    def _look(self, state: _State) -> None:
        """Try every option that is offered in a state."""
        node, mood, flags, answered, _ = state
        offered = [o for o in self.customer.nodes[node].options if o.needs.holds(mood, flags)]
        top = max((sum(option.marks) for option in offered if not option.critical), default=0)
        if offered and not top and node not in answered:
            self.bare.add(node)
        for option in offered:
            if option.needs != ALWAYS:
                self.open.add((node, option.id, -1))
            self._choose(state, option, top)
        if late := self.customer.nodes[node].late:
            self._choose(state, late, top)

    def _choose(self, state: _State, option: Option, top: int) -> None:
        node, mood, flags, answered, slipped = state
        heat = min(max(mood + option.mood, 0), Mood.FURIOUS) if self.mood_matters else 0
        more = flags.union(option.sets) & self.flags_matter if option.sets else flags
        to = node
        for index, route in enumerate(option.routes):
            if route.when.holds(heat, more):
                self.open.add((node, option.id, index))
                to = route.to
                break
        answers = self.customer.nodes[node].is_answered_by(option)
        worth = 0 if node in answered else sum(option.marks)
        slips = answers and node not in answered and worth < top and not option.critical
        slipped = slipped or slips
        after = answered | {node} if answers and node in self.repeatable else answered
        new = (to, heat, more, after, slipped)
        if new != state:
            self._come(new, self.gained[state] + worth)
