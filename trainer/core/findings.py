"""What the rules of a scenario find in its log: kept or broken, with the marks and the proof.

Each rule is judged by itself, for each customer that it names, on what happened alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from trainer.core.events import Arrived, AskedToWait, Attended, Chose, Event, Left, Nodded
from trainer.core.library import Source
from trainer.core.scenario import NO_MARKS, SECOND, Customer, LogRule, Marks, Option, Scenario


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in the log: kept or broken, marks got of marks possible, and the proof.

    `post` is another post than the trainee's that the same event is written down for, without marks.
    """

    rule: str
    title: str
    kept: bool
    marks: Marks
    possible: Marks
    critical: bool
    detail: str
    customer: str = ""
    proof: tuple[Source, ...] = ()
    post: str = ""


def log_findings(scenario: Scenario, events: list[Event]) -> Iterator[Finding]:
    """Judge every log rule of the scenario on what happened, once more for each other post it names."""
    chosen = _options_chosen(scenario, events)
    for rule in scenario.rules:
        found = tuple(_rule_findings(rule, scenario, events, chosen))
        yield from found
        for post in rule.posts:
            for each in found:
                yield replace(each, post=post, marks=NO_MARKS, possible=NO_MARKS, critical=False)


def _rule_findings(
    rule: LogRule, scenario: Scenario, events: list[Event], chosen: Mapping[str, list[Option]]
) -> Iterator[Finding]:
    if rule.kind == "within":
        yield _within(rule, scenario, events)
        return
    for id in rule.customers:
        customer = scenario.customer(id)
        if rule.kind == "acknowledged":
            yield _acknowledged(rule, customer, events)
        elif rule.kind == "in_turn":
            yield _in_turn(rule, customer, scenario, events)
        elif rule.kind == "returns":
            yield _returns(rule, customer, events)
        elif rule.kind == "stays":
            yield _stays(rule, customer, events)
        else:
            done = [step for option in chosen.get(id, ()) for step in option.steps]
            yield from step_findings(rule, customer, done)


def step_findings(rule: LogRule, customer: Customer, done: Iterable[str]) -> Iterator[Finding]:
    """Judge the procedure ledger of one customer: nothing left out, and in the right order."""
    first: dict[str, int] = {}
    for index, step in enumerate(done):
        first.setdefault(step, index)
    for step in rule.steps:
        detail = f"{step} 做到了" if step in first else f"漏了 {step}"
        yield _finding(rule, step in first, step in rule.must, detail, customer.id)
    for before, after in rule.order:
        if before in first and after in first:
            kept = first[before] < first[after]
            detail = f"{before} 在 {after} 之前" if kept else f"{after} 做在了 {before} 前面"
        else:
            kept, detail = False, f"{before} 和 {after} 没有都做到"
        critical = rule.critical and after in first and not kept
        yield _finding(rule, kept, critical, detail, customer.id)


def _acknowledged(rule: LogRule, customer: Customer, events: list[Event]) -> Finding:
    came = _instant(events, Arrived, customer.id)
    nodded = _instant(events, Nodded, customer.id)
    if nodded is None or came is None:
        return _finding(rule, False, rule.critical, f"没有向{customer.name}微笑点头", customer.id)
    waited = nodded - came
    detail = f"{customer.name}进门 {waited / SECOND:.1f} 秒后得到示意（要求 {rule.within // SECOND} 秒内）"
    return _finding(rule, waited <= rule.within, rule.critical, detail, customer.id)


def _in_turn(rule: LogRule, customer: Customer, scenario: Scenario, events: list[Event]) -> Finding:
    served = _instant(events, Attended, customer.id)
    came = _instant(events, Arrived, customer.id)
    if served is None or came is None:
        return _finding(rule, False, rule.critical, f"还没有接待{customer.name}", customer.id)
    waiting = [id for id in rule.customers if _waits_at(served, id, events)]
    earlier = [id for id in waiting if (_instant(events, Arrived, id) or 0) < came]
    names = "、".join(scenario.customer(id).name for id in earlier)
    detail = f"{names}先来，还在等" if earlier else f"轮到了才接待{customer.name}"
    return _finding(rule, not earlier, rule.critical, detail, customer.id)


def _waits_at(now: int, customer: str, events: list[Event]) -> bool:
    """Tell whether a customer has come by `now`, was not turned to by then, and has not left."""
    came, served, left = (_instant(events, kind, customer) for kind in (Arrived, Attended, Left))
    here = came is not None and came <= now and (left is None or left > now)
    return here and (served is None or served > now)


def _returns(rule: LogRule, customer: Customer, events: list[Event]) -> Finding:
    asked = _instant(events, AskedToWait, customer.id)
    if asked is None:
        return _finding(rule, True, False, f"没有请{customer.name}等过", customer.id)
    back = (e.at for e in events if isinstance(e, Attended | Chose) and e.customer == customer.id)
    returned = next((at for at in back if at > asked), None)
    if returned is None:
        return _finding(rule, False, rule.critical, f"请{customer.name}稍等，再没有回来", customer.id)
    waited = returned - asked
    detail = f"请{customer.name}稍等，{waited / SECOND:.1f} 秒后回来（要求 {rule.within // SECOND} 秒内）"
    return _finding(rule, waited <= rule.within, rule.critical, detail, customer.id)


def _stays(rule: LogRule, customer: Customer, events: list[Event]) -> Finding:
    gone = next((e for e in events if isinstance(e, Left) and e.customer == customer.id), None)
    if gone is None:
        return _finding(rule, False, False, f"{customer.name}还没有接待完", customer.id)
    detail = f"{customer.name}等不及走了" if gone.walked_out else f"{customer.name}没有被冷落走"
    return _finding(rule, not gone.walked_out, rule.critical, detail, customer.id)


def _within(rule: LogRule, scenario: Scenario, events: list[Event]) -> Finding:
    gone = {event.customer: event for event in events if isinstance(event, Left)}
    if len(gone) < len(scenario.customers):
        return _finding(rule, False, rule.critical, "还有客户没有接待完")
    if any(event.walked_out for event in gone.values()):
        return _finding(rule, False, rule.critical, "有客户等不及走了，快也不算")
    took = max(event.at for event in gone.values())
    detail = f"用时 {took / SECOND:.1f} 秒，要求 {rule.within // SECOND} 秒内"
    return _finding(rule, took <= rule.within, rule.critical, detail)


def _finding(rule: LogRule, kept: bool, critical: bool, detail: str, customer: str = "") -> Finding:
    marks = rule.marks if kept else NO_MARKS
    return Finding(rule.rule, rule.title, kept, marks, rule.marks, critical, detail, customer, rule.proof)


def _options_chosen(scenario: Scenario, events: list[Event]) -> dict[str, list[Option]]:
    chosen: dict[str, list[Option]] = {}
    for event in events:
        if isinstance(event, Chose):
            option = scenario.customer(event.customer).nodes[event.node].option(event.option)
            assert option is not None  # events come from the engine, which checked it
            chosen.setdefault(event.customer, []).append(option)
    return chosen


def _instant(events: list[Event], kind: type[Event], customer: str) -> int | None:
    return next((e.at for e in events if isinstance(e, kind) and e.customer == customer), None)
