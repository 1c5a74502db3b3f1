"""One conversation, looked at whole: its states, the places that lead nowhere, and every way through it.

A state is where the conversation stands, the mood and the flags, as far as any condition asks for them.
Besides the options there is a move without one: the customer is left alone until they grow hotter.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from trainer.core.events import Act
from trainer.core.face import Mood
from trainer.core.log import Story
from trainer.core.path import IDLE, MOST_STATES, what_matters
from trainer.core.scenario import LATE, Customer, Option, Scenario
from trainer.core.shift import NEVER, ActRefused


class State(NamedTuple):
    """Where a conversation stands, as far as it matters."""

    node: str
    mood: int
    flags: frozenset[str]


Move = tuple[str, State]
"""An option's id (or IDLE), and the state that it leads to."""

_Came = dict[State, tuple[State, str] | None]
"""How each state was first come to; None for the beginning."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a conversation holds; of each node named, `stuck` and `dead` have the shortest way to it.

    A node is stuck where nothing can be chosen and time alone must help, and dead where no end can
    be reached, whatever is done. A search that was cut short is not `complete`: then nothing is
    said of nodes that were not reached, and of dead ends only what is certain.
    """

    customer: str
    states: int
    complete: bool
    unreached: tuple[str, ...]
    stuck: dict[str, tuple[str, ...]]
    dead: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Course:
    """Acts that show something, and the instant (ms) until which the clock has to run after them."""

    acts: tuple[Act, ...]
    until: int = 0


def converse(customer: Customer, most: int = MOST_STATES) -> Conversation:
    """Look at every state of a conversation, up to `most` of them."""
    talk = _Talk(customer)
    came: _Came = {talk.start: None}
    before: dict[State, list[State]] = {}
    queue = deque([talk.start])
    while queue and len(came) < most:
        state = queue.popleft()
        for option, to in (*talk.moves(state), *talk.hotter(state)):
            before.setdefault(to, []).append(state)
            if to not in came:
                came[to] = (state, option)
                queue.append(to)
    left = {*queue}
    with_a_way_out = _leading_to((s for s in came if s in left or talk.is_end(s)), before)
    dead = _nearest(came, (s for s in came if s not in with_a_way_out))
    closed = (s for s in came if s not in left and not talk.is_end(s) and not talk.moves(s))
    stuck = {node: way for node, way in _nearest(came, closed).items() if node not in dead}
    reached = {state.node for state in came}
    unreached = () if left else tuple(id for id in customer.nodes if id not in reached)
    return Conversation(customer.id, len(came), not left, unreached, stuck, dead)


def ways(customer: Customer) -> Iterator[tuple[str, ...]]:
    """Yield every way from the start to an end, as the ids of its options, without letting anybody wait.

    No way comes twice to the same state, so there is an end to them; but there can be very many.
    """
    talk = _Talk(customer)
    trail, taken, passed = [iter(talk.moves(talk.start))], list[str](), {talk.start: True}
    while trail:
        for option, to in trail[-1]:
            if talk.is_end(to):
                yield (*taken, option)
            elif to not in passed:
                trail.append(iter(talk.moves(to)))
                taken.append(option)
                passed[to] = True
                break
        else:
            trail.pop()
            passed.popitem()
            if taken:
                taken.pop()


def course(scenario: Scenario, customer: Customer, way: Iterable[str]) -> Course | None:
    """Return the acts that go a way with a customer in the hall, everybody else left alone meanwhile.

    None where the clock forbids it: a patience shorter than the acts take, a deadline that ran out before.
    """
    story, now = Story(scenario), customer.arrives
    try:
        if story.until(now)[0].attending != customer.id:
            story = story.then(Act(now, "attend", customer.id))
            now = story.shift.now
        for option in way:
            if option in (IDLE, LATE):
                visit = story.until(now)[0].visit(customer.id)
                assert visit is not None  # arrived
                now = visit.decide_by if option == LATE else visit.patience_ends
                if now == NEVER:
                    return None
            else:
                story = story.then(Act(now, "choose", customer.id, option))
                now = story.shift.now
    except ActRefused:
        return None
    return Course(tuple(turn.act for turn in story.turns), now)


class _Talk:
    """The states of a customer's conversation and the moves between them, worked out when asked for."""

    def __init__(self, customer: Customer) -> None:
        self.customer = customer
        self.mood_matters, self.flags_matter = what_matters(customer)
        self.start = State(customer.start, customer.mood if self.mood_matters else 0, frozenset())
        self._moves: dict[State, list[Move]] = {}

    def moves(self, state: State) -> list[Move]:
        """Return what can be chosen in a state; nothing where the conversation is over or stuck."""
        known = self._moves.get(state)
        if known is None:
            options = self.customer.nodes[state.node].exits
            known = [(o.id, self._after(state, o)) for o in options if o.needs.holds(state.mood, state.flags)]
            self._moves[state] = known
        return known

    def hotter(self, state: State) -> list[Move]:
        """Return the move that leaves the customer alone, where it makes a difference."""
        over = self.is_end(state) or not self.mood_matters or state.mood >= Mood.FURIOUS
        return [] if over else [(IDLE, State(state.node, state.mood + 1, state.flags))]

    def is_end(self, state: State) -> bool:
        """Tell whether the conversation is over."""
        return bool(self.customer.nodes[state.node].ends)

    def _after(self, state: State, option: Option) -> State:
        mood = min(max(state.mood + option.mood, Mood.CALM), Mood.FURIOUS) if self.mood_matters else 0
        flags = state.flags.union(option.sets) & self.flags_matter
        to = next((r.to for r in option.routes if r.when.holds(mood, flags)), state.node)
        return State(to, mood, flags)


def _leading_to(ends: Iterable[State], before: dict[State, list[State]]) -> set[State]:
    found, todo = set[State](), [*ends]
    while todo:
        state = todo.pop()
        if state not in found:
            found.add(state)
            todo += before.get(state, ())
    return found


def _nearest(came: _Came, states: Iterable[State]) -> dict[str, tuple[str, ...]]:
    """Return the way to the first state of each node, in the order in which they were found."""
    found: dict[str, tuple[str, ...]] = {}
    for state in states:
        if state.node not in found:
            way, at = list[str](), came[state]
            while at is not None:
                way.append(at[1])
                at = came[at[0]]
            found[state.node] = tuple(reversed(way))
    return found
