"""Marks from a log: every decision and every rule of the log, each with its proof, and the compliance gate.

A mark can be defended: it names the act, the right answer, the rule and the quotation.
The first answer given at a node is the one that counts, for ever, even when it was taken back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from trainer.core.events import (
    Act,
    Chose,
    Event,
    Hinted,
    RanOut,
)
from trainer.core.findings import Finding, log_findings
from trainer.core.log import Story, Turn
from trainer.core.saying import FORBIDDEN, shared
from trainer.core.scenario import (
    NO_MARKS,
    Competence,
    Marks,
    Node,
    Option,
    Scenario,
    add,
    halved,
)
from trainer.core.shift import Talk


@dataclass(frozen=True, slots=True)
class Decision:
    """One choice of the trainee beside the right ones: what was said, what it earned, what proves it.

    Where nothing was chosen in time, `chosen` is what the clock took (of kind "late"). Of what was `typed`
    from memory, `marks` keep `share` hundredths; `breaks` names the forbidden words in it.
    """

    at: int
    customer: str
    node: str
    chosen: Option
    right: tuple[Option, ...]
    marks: Marks
    counted: bool
    hinted: bool
    undone: bool
    typed: str = ""
    share: int = 100
    breaks: str = ""

    @property
    def is_right(self) -> bool:
        """Tell whether no other option would have earned more; forbidden words make any phrase wrong."""
        return self.chosen in self.right and not self.breaks


@dataclass(frozen=True, slots=True)
class Assessment:
    """The marks of one attempt, of the best reachable, and everything that led to them."""

    marks: Marks
    best: Marks
    decisions: tuple[Decision, ...]
    findings: tuple[Finding, ...]
    outcomes: tuple[tuple[str, str], ...]
    complete: bool

    @property
    def total(self) -> int:
        """All marks together."""
        return sum(self.marks)

    @property
    def out_of(self) -> int:
        """The best total that could be reached."""
        return sum(self.best)

    @property
    def percent(self) -> int:
        """The total in whole per cent of the best, rounded half up; 0 where nothing could be earned."""
        return (200 * self.total + self.out_of) // (2 * self.out_of) if self.out_of else 0

    @property
    def critical(self) -> tuple[Finding, ...]:
        """The findings that fail the attempt however polite it was."""
        return tuple(finding for finding in self.findings if finding.critical and not finding.kept)

    @property
    def compliant(self) -> bool:
        """Tell whether the compliance gate is passed."""
        return not self.critical

    def by_competence(self) -> list[tuple[Competence, int, int]]:
        """List the competences this scenario can earn marks in, with marks got and best."""
        rows = zip(Competence, self.marks, self.best, strict=True)
        return [(competence, got, best) for competence, got, best in rows if best]


_PICKED = Act(0, "choose", "")
"""Stands for every choice that was picked from the cards: it keeps all of its marks."""


def assess(story: Story, best: Marks, now: int | None = None) -> Assessment:
    """Mark a log played back, against the `best` marks reachable (see `explore`).

    `now` (ms) is how far the clock has run since the last act; an unfinished shift is marked
    as it stands.
    """
    shift, events = story.until(story.shift.now if now is None else now)
    decisions = tuple(_decisions(story, events))
    findings = (*_critical_acts(decisions, story.scenario), *log_findings(story.scenario, events))
    marks = NO_MARKS
    for earned in (*(d.marks for d in decisions if d.counted), *(f.marks for f in findings)):
        marks = add(marks, earned)
    outcomes = tuple((visit.customer.id, visit.outcome) for visit in shift.visits)
    return Assessment(marks, best, decisions, findings, outcomes, shift.over)


def right_options(node: Node, talk: Talk) -> tuple[Option, ...]:
    """Return the options that earn most at a node as it stands; critical ones are never right."""
    offered = [o for o in node.options if o.needs.holds(talk.mood, talk.flags) and not o.critical]
    top = max((sum(option.marks) for option in offered), default=0)
    return tuple(option for option in offered if sum(option.marks) == top)


def _decisions(story: Story, events: list[Event]) -> Iterator[Decision]:
    """List the answers ever given or not given in time, in order; the first one at each node counts."""
    answered: set[tuple[str, str]] = set()
    hinted: set[tuple[str, str]] = set()
    for event, turn, undone in _happened(story, events):
        if isinstance(event, Hinted):
            hinted.add((event.customer, event.node))
        if not isinstance(event, Chose | RanOut):
            continue
        place = (event.customer, event.node)
        node = story.scenario.customer(event.customer).nodes[event.node]
        chosen, talk = _taken(event, node, turn)
        if node.is_answered_by(chosen):
            said = turn.act if turn is not None and isinstance(event, Chose) else _PICKED
            marks = shared(chosen.marks, said.share)
            marks = halved(marks) if place in hinted else marks
            right, counted = right_options(node, talk), place not in answered
            answered.add(place)
            decision = Decision(event.at, *place, chosen, right, marks, counted, place in hinted, undone)
            yield replace(decision, typed=said.typed, share=said.share, breaks=said.breaks)


def _happened(story: Story, events: list[Event]) -> Iterator[tuple[Event, Turn | None, bool]]:
    """Yield all that ever happened, with its turn and whether it was taken back; then what time did since."""
    standing = {id(turn) for turn in story.turns}
    for turn in story.history:
        yield from ((event, turn, id(turn) not in standing) for event in turn.events)
    for event in events[len(story.events) :]:
        yield event, None, False


def _taken(event: Chose | RanOut, node: Node, turn: Turn | None) -> tuple[Option, Talk]:
    """Return what was chosen, or what the clock took, and how the conversation stood then."""
    if isinstance(event, RanOut):
        chosen, talk = node.late, Talk(event.node, event.mood, event.flags)
    else:
        assert turn is not None  # nothing is chosen but in a turn
        chosen, talk = node.option(event.option), _talk(turn)
    assert chosen is not None  # events come from the engine, which took it
    return chosen, talk


def _critical_acts(decisions: Iterable[Decision], scenario: Scenario) -> Iterator[Finding]:
    """Turn each critical act that was done into a finding; taking it back does not unsay it."""
    for decision in decisions:
        option = decision.chosen
        found = [(option.rule, option.critical, option.proof)] if option.critical else []
        if decision.breaks:
            found.append((decision.breaks, FORBIDDEN, ()))
        for rule, title, proof in found:
            name = scenario.customer(decision.customer).name
            detail = f"对{name}：{decision.typed or option.text}"
            yield Finding(rule, title, False, NO_MARKS, NO_MARKS, True, detail, decision.customer, proof)


def _talk(turn: Turn) -> Talk:
    visit = turn.before.visit(turn.act.customer)
    assert visit is not None  # the act was done, so the customer was there
    return visit.talk
