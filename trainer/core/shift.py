"""A shift at the desk: several customers, one trainee, one clock.

A shift is plain data. It changes only through `advance` (time passes) and
`act` (the trainee does something); both return the new shift and what happened.
The clock belongs to whoever calls: nothing here reads the time or rolls a die,
so the same acts on the same scenario always give the same shift.
"""

from dataclasses import dataclass, replace

from trainer.core.errors import TrainerError
from trainer.core.events import (
    Act,
    Arrived,
    AskedToWait,
    Attended,
    Chose,
    Event,
    Hinted,
    Left,
    MoodChanged,
    Nodded,
    RanOut,
    Spoke,
)
from trainer.core.face import Mood
from trainer.core.scenario import SECOND, Customer, Node, Option, Scenario

NOD_TAKES = 1 * SECOND
ASK_TAKES = 2 * SECOND
ATTEND_TAKES = 1 * SECOND
WALKED_OUT = "等不及走了"
NEVER = 1 << 62
"""An instant that does not come."""


class ActRefused(TrainerError):
    """The act cannot be done now; nothing has changed."""


@dataclass(frozen=True, slots=True)
class Talk:
    """How far a conversation has come, whatever the clock says."""

    node: str
    mood: int
    flags: frozenset[str] = frozenset()
    answered: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """One customer in the hall; `patience_ends` is the instant they grow hotter if left alone.

    `decide_by` is the instant at which the decision before the trainee runs out (NEVER: no deadline),
    `due` the same for each node with a deadline that was come to: coming back never refills it.
    """

    customer: Customer
    talk: Talk
    arrived: int
    patience_ends: int
    attended: bool = False
    nodded: bool = False
    asked: bool = False
    left: int | None = None
    outcome: str = ""
    decide_by: int = NEVER
    due: tuple[tuple[str, int], ...] = ()

    @property
    def node(self) -> Node:
        """The turn of the conversation that this customer stands at."""
        return self.customer.nodes[self.talk.node]

    def offers(self, option: Option) -> bool:
        """Tell whether the option can be chosen now."""
        return option.needs.holds(self.talk.mood, self.talk.flags)


@dataclass(frozen=True, slots=True)
class Shift:
    """Where a shift stands. Compare, store and replay it freely."""

    now: int
    to_arrive: tuple[Customer, ...]
    visits: tuple[Visit, ...] = ()
    attending: str = ""

    @property
    def present(self) -> tuple[Visit, ...]:
        """The customers in the hall, in the order they came in."""
        return tuple(visit for visit in self.visits if visit.left is None)

    @property
    def over(self) -> bool:
        """Tell whether everybody has come and gone."""
        return not self.to_arrive and all(visit.left is not None for visit in self.visits)

    def visit(self, customer: str) -> Visit | None:
        """Return the visit of a customer who is in the hall or was; None for one yet to come."""
        return next((visit for visit in self.visits if visit.customer.id == customer), None)


def begin(scenario: Scenario) -> Shift:
    """Open the doors: nobody has come in yet."""
    return Shift(now=0, to_arrive=tuple(sorted(scenario.customers, key=lambda c: c.arrives)))


def advance(shift: Shift, to: int) -> tuple[Shift, list[Event]]:
    """Let time pass until `to` (ms): customers come in, grow hotter, and the impatient leave.

    Of things due at the same instant, arrivals come first, in the author's order, then patience
    and then deadlines, in the order of coming in; so the size of the steps never changes the outcome.
    """
    if to < shift.now:
        raise ValueError(f"time only runs forward: {to} is before {shift.now}")
    events: list[Event] = []
    while (due := _next_due(shift)) is not None and due[0] <= to:
        at, rank, index = due
        shift = _HAPPENINGS[rank](shift, at, index, events)
    if to > shift.now:
        shift = Shift(to, shift.to_arrive, shift.visits, shift.attending)
    return shift, events


def act(shift: Shift, act: Act) -> tuple[Shift, list[Event]]:
    """Let time pass until the act, do it, and let the time pass that it takes.

    Raise ActRefused when the customer is not in the hall or the option is not offered.
    """
    shift, events = advance(shift, act.at)
    index = _index_of(shift, act.customer)
    visit = shift.visits[index]
    if act.kind == "choose":
        return _choose(shift, index, _offered(visit, act.option), events)
    if act.kind == "attend":
        return _attend(shift, index, events)
    if act.kind == "hint":
        return shift, [*events, Hinted(shift.now, act.customer, visit.talk.node)]
    if act.kind == "nod":
        events.append(Nodded(shift.now, act.customer))
        grace = 0 if visit.nodded else visit.customer.patience // 2
        visit = replace(visit, nodded=True, patience_ends=visit.patience_ends + grace)
        return _pass(_put(shift, index, visit), NOD_TAKES, events)
    events.append(AskedToWait(shift.now, act.customer))
    if not visit.asked:
        fresh = shift.now + ASK_TAKES + visit.customer.patience
        visit = replace(visit, asked=True, patience_ends=max(visit.patience_ends, fresh))
    return _pass(_put(shift, index, visit), ASK_TAKES, events)


def answer(customer: Customer, talk: Talk, option: Option) -> Talk:
    """Return how the conversation stands after an option, whatever the clock says."""
    mood = min(max(talk.mood + option.mood, Mood.CALM), Mood.FURIOUS) if option.mood else talk.mood
    flags = talk.flags.union(option.sets) if option.sets else talk.flags
    to = talk.node
    for route in option.routes:
        if route.when.holds(mood, flags):
            to = route.to
            break
    answered = talk.answered
    if talk.node not in answered and customer.nodes[talk.node].is_answered_by(option):
        answered = (*answered, talk.node)
    steps = talk.steps + option.steps if option.steps else talk.steps
    return Talk(to, mood, flags, answered, steps)


def _next_due(shift: Shift) -> tuple[int, int, int] | None:
    """Return the next thing to happen by itself as (instant, rank, visit index or -1)."""
    due = (shift.to_arrive[0].arrives, 0, -1) if shift.to_arrive else None
    for index, visit in enumerate(shift.visits):
        if visit.left is None and (due is None or (visit.patience_ends, 1) < due):
            due = (visit.patience_ends, 1, index)
        if visit.decide_by != NEVER and visit.left is None and (due is None or (visit.decide_by, 2) < due):
            due = (visit.decide_by, 2, index)
    return due


def _arrive(shift: Shift, at: int, _index: int, events: list[Event]) -> Shift:
    customer, *rest = shift.to_arrive
    visit = Visit(customer, Talk(customer.start, customer.mood), at, at + customer.patience)
    events.append(Arrived(at, customer.id))
    shift = replace(shift, now=at, to_arrive=tuple(rest), visits=(*shift.visits, visit))
    if rest or len(shift.visits) > 1:
        return shift
    return _turn_to(shift, 0, events)  # the only customer there is comes straight to the desk


def _lose_patience(shift: Shift, at: int, index: int, events: list[Event]) -> Shift:
    visit = shift.visits[index]
    if visit.talk.mood >= Mood.FURIOUS:
        events.append(Left(at, visit.customer.id, WALKED_OUT, walked_out=True))
        return _leave(shift, at, index, visit, WALKED_OUT)
    talk = replace(visit.talk, mood=visit.talk.mood + 1)
    events.append(MoodChanged(at, visit.customer.id, talk.mood, waiting=True))
    visit = replace(visit, talk=talk, patience_ends=at + visit.customer.patience)
    return replace(_put(shift, index, visit), now=at)


def _run_out(shift: Shift, at: int, index: int, events: list[Event]) -> Shift:
    """Let the clock take what the author wrote for a decision that was not made in time."""
    visit = shift.visits[index]
    who, before, late = visit.customer, visit.talk, visit.node.late
    assert late is not None  # only a node that has one has a deadline
    events.append(RanOut(at, who.id, before.node, before.mood, before.flags))
    talk = answer(who, before, late)
    due = tuple((node, NEVER if node == before.node else instant) for node, instant in visit.due)
    visit = _decides(replace(visit, talk=talk, due=due, decide_by=NEVER), at)
    return _speak(replace(_put(shift, index, visit), now=at), index, before.mood, events)


def _speak(shift: Shift, index: int, mood: int, events: list[Event]) -> Shift:
    """Let a customer say what comes next, and go where the conversation has ended; `mood` is the old one."""
    visit = shift.visits[index]
    who, talk = visit.customer, visit.talk
    if talk.mood != mood:
        events.append(MoodChanged(shift.now, who.id, talk.mood))
    events.append(Spoke(shift.now, who.id, talk.node))
    if outcome := visit.node.ends:
        events.append(Left(shift.now, who.id, outcome))
        return _leave(shift, shift.now, index, visit, outcome)
    return shift


def _decides(visit: Visit, at: int) -> Visit:
    """Set the instant at which the decision at the visit's node runs out, when it is come to at `at`."""
    node = visit.node
    if not node.deadline:
        return visit if visit.decide_by == NEVER else replace(visit, decide_by=NEVER)
    known = dict(visit.due)
    by = known.setdefault(node.id, at + node.deadline)
    return replace(visit, decide_by=max(by, at), due=tuple(known.items()))


def _turn_to(shift: Shift, index: int, events: list[Event]) -> Shift:
    """Turn to a customer; the first time they say what they came for."""
    visit = shift.visits[index]
    events.append(Attended(shift.now, visit.customer.id))
    if not visit.attended:
        events.append(Spoke(shift.now, visit.customer.id, visit.talk.node))
        fresh = shift.now + visit.customer.patience
        visit = replace(visit, attended=True, patience_ends=max(visit.patience_ends, fresh))
        visit = _decides(visit, shift.now)
    return replace(_put(shift, index, visit), attending=visit.customer.id)


def _attend(shift: Shift, index: int, events: list[Event]) -> tuple[Shift, list[Event]]:
    if shift.attending == shift.visits[index].customer.id:
        raise ActRefused("您正在接待这位客户")
    return _pass(_turn_to(shift, index, events), ATTEND_TAKES, events)


def _choose(shift: Shift, index: int, option: Option, events: list[Event]) -> tuple[Shift, list[Event]]:
    visit = shift.visits[index]
    if shift.attending != visit.customer.id:
        raise ActRefused(f"请先接待{visit.customer.name}")
    who, before = visit.customer, visit.talk
    talk = answer(who, before, option)
    events.append(Chose(shift.now, who.id, before.node, option.id))
    done = shift.now + option.takes
    ends = done + who.patience
    visit = Visit(who, talk, visit.arrived, ends, visit.attended, visit.nodded, visit.asked, due=visit.due)
    shift, events = _pass(_put(shift, index, visit), option.takes, events)
    if not who.nodes[talk.node].deadline:
        return _speak(shift, index, before.mood, events), events
    shift = _speak(_put(shift, index, _decides(visit, done)), index, before.mood, events)
    return _pass(shift, 0, events)  # a deadline that was not refilled may be over already


def _pass(shift: Shift, duration: int, events: list[Event]) -> tuple[Shift, list[Event]]:
    shift, more = advance(shift, shift.now + duration)
    return shift, events + more if more else events


def _leave(shift: Shift, at: int, index: int, visit: Visit, outcome: str) -> Shift:
    attending = "" if shift.attending == visit.customer.id else shift.attending
    gone = _put(shift, index, replace(visit, left=at, outcome=outcome))
    return Shift(at, gone.to_arrive, gone.visits, attending)


def _put(shift: Shift, index: int, visit: Visit) -> Shift:
    visits = shift.visits
    visits = (visit,) if len(visits) == 1 else (*visits[:index], visit, *visits[index + 1 :])
    return Shift(shift.now, shift.to_arrive, visits, shift.attending)


_HAPPENINGS = (_arrive, _lose_patience, _run_out)
"""What happens by itself, in the order of things due at the same instant."""


def _index_of(shift: Shift, customer: str) -> int:
    for index, visit in enumerate(shift.visits):
        if visit.customer.id == customer:
            if visit.left is not None:
                raise ActRefused(f"{visit.customer.name}已经离开")
            return index
    raise ActRefused(f"客户「{customer}」不在厅里")


def _offered(visit: Visit, option: str) -> Option:
    options = visit.customer.nodes[visit.talk.node].options
    for found in options:
        if found.id == option:
            if not visit.offers(found):
                raise ActRefused(found.blocked or "这个选项现在不能选")
            return found
    offered = "、".join(o.id for o in options) or "无"
    raise ActRefused(f"这一步没有选项「{option}」，可选：{offered}")
