"""Several customers served in other orders than the best: who can be kept, and who waits too long.

The search departs from the best plan step by step, and is bounded: it says how far it came.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trainer.core.events import Act, MoodChanged
from trainer.core.explore import Best, Guide, next_arrival
from trainer.core.path import best_path
from trainer.core.scenario import Scenario
from trainer.core.shift import WALKED_OUT, Shift, act, begin

MOST_SHIFTS = 10_000
"""How many states of a whole hall are looked at before a search says that it is partial."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What came of serving the customers in other orders, each along the best path, never idle or restless.

    Tried are the guide's plan, then all that depart from it once, twice and so on; `departures` is
    the number up to which all were tried (-1: none). `served` is a plan in which nobody walks out,
    None where none was found; `let_go` has for each customer who walked out a plan in which they do,
    and `always_hotter` names those whose patience ran out in every plan that was played to its end.
    """

    states: int
    complete: bool
    departures: int
    served: tuple[Act, ...] | None
    let_go: dict[str, tuple[Act, ...]]
    always_hotter: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Place:
    """A state of the hall, how it was come to, and whose patience has run out on the way."""

    shift: Shift
    hotter: frozenset[str] = frozenset()
    came: "tuple[_Place, Act] | None" = None

    @property
    def acts(self) -> tuple[Act, ...]:
        """All acts from the beginning."""
        made, at = list[Act](), self.came
        while at is not None:
            made.append(at[1])
            at = at[0].came
        return tuple(reversed(made))

    def then(self, move: Act) -> "_Place":
        """Return the place after one more act, and after the time until somebody is in the hall."""
        shift, events = act(self.shift, move)
        hotter = {event.customer for event in events if isinstance(event, MoodChanged) and event.waiting}
        return _Place(next_arrival(shift), self.hotter | hotter, (self, move))

    @property
    def is_restless(self) -> bool:
        """Tell whether the trainee has just turned back to somebody, and must not turn away at once."""
        if self.came is None or self.came[1].kind != "attend":
            return False
        visit = self.came[0].shift.visit(self.shift.attending)
        return visit is not None and visit.attended

    def key(self) -> tuple[object, ...]:
        """Return what tells this place from others: all that can still matter, with time as what is left."""
        shift = self.shift
        now = shift.now
        visits = tuple(
            (v.customer.id, v.talk, v.patience_ends - now, v.decide_by - now, v.attended, v.nodded, v.asked)
            if v.left is None
            else v.outcome
            for v in shift.visits
        )
        return visits, shift.attending, now if shift.to_arrive else 0, self.hotter, self.is_restless


_Step = tuple[_Place, Act | None]
"""A place and the act to be tried there; None for the beginning."""


def orders(scenario: Scenario, found: Best, most: int = MOST_SHIFTS) -> Orders:
    """Serve the customers in other orders than the `best` one, looking at up to `most` states."""
    guide = Guide(scenario, found.paths, best_path)
    now, later, departures = list[_Step](), list[_Step](), -1
    now.append((_Place(next_arrival(begin(scenario))), None))
    seen, ends = set[tuple[object, ...]](), list[_Place]()
    while now and len(seen) < most:
        before, move = now.pop()
        place = before.then(move) if move else before
        if (key := place.key()) not in seen:
            seen.add(key)
            if place.shift.over:
                ends.append(place)
            first = guide.next_act(place.shift) if place.shift.present else None
            now += [(place, first)] if first else []
            later += [(place, other) for other in _other_acts(guide, place) if other != first]
        if not now:
            now, later, departures = later, [], departures + 1
    return _told(ends, len(seen), complete=not now, departures=departures)


def _other_acts(guide: Guide, place: _Place) -> Iterator[Act]:
    """Yield every act that serves somebody in the hall now."""
    shift = place.shift
    for visit in shift.present:
        id = visit.customer.id
        if id != shift.attending and not place.is_restless:
            yield Act(shift.now, "attend", id)
        elif id == shift.attending and (option := guide.option(visit)):
            yield Act(shift.now, "choose", id, option.id)
        if not visit.nodded:
            yield Act(shift.now, "nod", id)
        if not visit.asked:
            yield Act(shift.now, "ask_wait", id)


def _told(ends: list[_Place], states: int, *, complete: bool, departures: int) -> Orders:
    served: tuple[Act, ...] | None = None
    let_go: dict[str, tuple[Act, ...]] = {}
    for place in ends:
        gone = [v.customer.id for v in place.shift.visits if v.outcome == WALKED_OUT]
        for id in gone:
            let_go.setdefault(id, place.acts)
        if not gone and served is None:
            served = place.acts
    always = frozenset[str].intersection(*(place.hotter for place in ends)) if ends else frozenset()
    return Orders(states, complete, departures, served, let_go, always)
