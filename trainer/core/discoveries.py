"""Everything that exploring finds out about a scenario: best and worst, and what is wrong, with proof.

Each conversation is searched completely; where several customers come, the orders of serving them
are tried up to a bound, and `exhaustive` says which it was.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from trainer.core.events import MoodChanged
from trainer.core.explore import Best, best, worst
from trainer.core.log import play_back
from trainer.core.path import MOST_STATES, idling_path
from trainer.core.scenario import Scenario
from trainer.core.serving import MOST_SHIFTS, Orders, orders
from trainer.core.shift import WALKED_OUT
from trainer.core.ways import Conversation, Course, converse, course

Kind = Literal[
    "dead",
    "stuck",
    "unreached",
    "walks_out",
    "grows_hotter",
    "may_walk_out",
    "always_hotter",
    "not_served",
    "waiting_pays",
    "unproved",
]
"""What can be found out:

- `dead`: no end can be reached from the node; `stuck`: nothing can be chosen there for a while;
- `unreached`: no way leads to the node;
- `walks_out`, `grows_hotter`: the customer does so on the best plan;
- `may_walk_out`, `always_hotter`: in some order of service, in all that were tried;
- `not_served`: there is no order in which nobody walks out;
- `waiting_pays`: letting the customer wait on purpose earns more than the best plan;
- `unproved`: no plan was found that reaches what the customers could give one by one.
"""


@dataclass(frozen=True, slots=True)
class Discovery:
    """Something found out, and the course that shows it (None where there is nothing to show).

    `marks` are those above the best for `waiting_pays`, and those missing for `unproved`.
    `certain` is false where the search was cut short, and the opposite may still turn up.
    """

    kind: Kind
    customer: str = ""
    node: str = ""
    course: Course | None = None
    marks: int = 0
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """What came of exploring a scenario; `orders` is None where one customer comes alone."""

    best: Best
    worst: Best
    conversations: tuple[Conversation, ...]
    orders: Orders | None
    discoveries: tuple[Discovery, ...]

    @property
    def states(self) -> int:
        """How many states were looked at, of the conversations and of the whole hall."""
        return sum(talk.states for talk in self.conversations) + (self.orders.states if self.orders else 0)

    @property
    def conversed(self) -> bool:
        """Tell whether every conversation was searched completely."""
        paths = [path for found in (self.best, self.worst) for path in found.paths.values()]
        return all(path.complete for path in paths) and all(talk.complete for talk in self.conversations)

    @property
    def exhaustive(self) -> bool:
        """Tell whether nothing was left out."""
        return self.conversed and (self.orders is None or self.orders.complete)


def explore(scenario: Scenario, most: int = MOST_STATES, most_shifts: int = MOST_SHIFTS) -> Report:
    """Find out everything about a scenario within these bounds."""
    top, bottom = best(scenario), worst(scenario)
    talks = tuple(converse(customer, most) for customer in scenario.customers)
    tried = orders(scenario, top, most_shifts) if len(scenario.customers) > 1 else None
    discoveries = (
        *_of_conversations(scenario, talks),
        *_of_waiting(scenario, top),
        *_of_marks(scenario, top),
        *(_of_orders(tried) if tried else ()),
    )
    return Report(top, bottom, talks, tried, discoveries)


def _of_conversations(scenario: Scenario, talks: Iterable[Conversation]) -> Iterator[Discovery]:
    for talk in talks:
        who = scenario.customer(talk.customer)
        for node, way in talk.dead.items():
            yield Discovery("dead", who.id, node, course(scenario, who, way))
        for node, way in talk.stuck.items():
            yield Discovery("stuck", who.id, node, course(scenario, who, way))
        for node in talk.unreached:
            yield Discovery("unreached", who.id, node)


def _of_waiting(scenario: Scenario, top: Best) -> Iterator[Discovery]:
    """Yield whose patience runs out on the best plan."""
    shown, story = Course(top.acts, top.took), play_back(scenario, top.acts)
    gone = {visit.customer.id for visit in story.shift.visits if visit.outcome == WALKED_OUT}
    hotter = {e.customer for e in story.events if isinstance(e, MoodChanged) and e.waiting}
    for customer in scenario.customers:
        if customer.id in gone:
            yield Discovery("walks_out", customer.id, course=shown)
        elif customer.id in hotter:
            yield Discovery("grows_hotter", customer.id, course=shown)


def _of_marks(scenario: Scenario, top: Best) -> Iterator[Discovery]:
    """Yield what keeps the best marks from being the best there are."""
    if not top.exact:
        yield Discovery("unproved", course=Course(top.acts, top.took), marks=top.bound - sum(top.marks))
    for customer in scenario.customers:
        path = idling_path(scenario, customer)
        more = sum(path.marks) - sum(top.paths[customer.id].marks)
        if more > 0:
            shown = course(scenario, customer, path.options)
            yield Discovery("waiting_pays", customer.id, course=shown, marks=more)


def _of_orders(tried: Orders) -> Iterator[Discovery]:
    """Yield who is let go in some order, and whether everybody can be served at all."""
    for customer, acts in tried.let_go.items():
        yield Discovery("may_walk_out", customer, course=Course(acts))
    for customer in sorted(tried.always_hotter):
        yield Discovery("always_hotter", customer, certain=tried.complete)
    if tried.served is None:
        yield Discovery("not_served", certain=tried.complete)
