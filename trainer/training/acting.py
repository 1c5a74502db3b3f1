"""A plan acted: its lines played on a scenario, and everything that was not as the plan expects.

Nothing is recorded here; whoever wants a record adds the `entries` to an attempt.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from trainer.content import plans
from trainer.content.plans import Line, Plan, PlanDamaged
from trainer.content.play import Play
from trainer.content.shelf import Shelf
from trainer.core.assess import Assessment, assess
from trainer.core.check import Place, Problem, near
from trainer.core.events import Act, Entry, Event, RanOut, Spoke, Undo
from trainer.core.face import Mood
from trainer.core.log import Story
from trainer.core.mode import Mode
from trainer.core.scenario import SECOND
from trainer.core.shift import ActRefused, Shift, Visit


@dataclass(frozen=True, slots=True)
class Failure:
    """A line that did not come out as written."""

    line: int
    expected: str
    was: str


@dataclass(frozen=True, slots=True)
class Acted:
    """What came of a plan: the log, how far the clock ran (ms), the marks, and what failed."""

    entries: tuple[Entry, ...]
    now: int
    assessment: Assessment
    failures: tuple[Failure, ...]


PLAN_SEED = 0
"""A plan is acted with the first row of the scenario's details, wherever nothing else is asked for."""


def play_of(shelf: Shelf, plan: Plan, seed: int = PLAN_SEED) -> Play:
    """Find the one play that a plan is for, with the details that the seed draws; raise PlanDamaged."""
    plays = {play.scenario.variant: play for play in shelf.plays.get(plan.scenario, ())}
    if not plays:
        cure = near(plan.scenario, shelf.plays) or f"可选：{'、'.join(shelf.plays) or '无'}"
        raise _damaged(plan, f"没有场景「{plan.scenario}」", cure)
    if plan.variant is None and len(plays) > 1:
        raise _damaged(plan, "这个场景有几个变体", f"写 variant: {' 或 '.join(plays)}")
    variant = next(iter(plays)) if plan.variant is None else plan.variant
    if variant not in plays:
        cure = near(variant, plays) or (f"可选：{'、'.join(plays)}" if any(plays) else "删去 variant")
        raise _damaged(plan, f"场景「{plan.scenario}」没有变体「{variant}」", cure)
    return plays[variant].drawn(seed)


def act_plan(plan: Plan, play: Play) -> Acted:
    """Act a plan line by line; an act that is refused ends it, a missed expectation does not."""
    actor = _Actor(plan.mode, play)
    failures: list[Failure] = []
    for line in plan.lines:
        try:
            missed = actor.perform(line)
        except ActRefused as refusal:
            failures.append(Failure(line.line, _told(line), str(refusal)))
            if isinstance(line, _DEEDS):
                break
            continue
        if missed:
            failures.append(Failure(line.line, *missed))
    shift, _ = actor.seen()
    return Acted(tuple(actor.entries), shift.now, actor.marked(), tuple(failures))


_Missed = tuple[str, str] | None
"""What was expected and what was; None where a line came out as written."""


class _Actor:
    """Plays the trainee: does what a line says, or compares what it expects with what is."""

    def __init__(self, mode: Mode, play: Play) -> None:
        self.mode, self.play = mode, play
        self.story = Story(play.scenario)
        self.entries: list[Entry] = []
        self.now = 0

    def seen(self) -> tuple[Shift, list[Event]]:
        """Return the shift and all events by now; where the hall is empty the next customer comes at once."""
        return self.story.as_of(self.now)

    def marked(self) -> Assessment:
        """Mark what was played, as it stands."""
        return assess(self.story, self.play.best, self.seen()[0].now)

    def perform(self, line: Line) -> _Missed:
        """Do or check one line; raise ActRefused when it cannot be done."""
        perform: Callable[[_Actor, Any], _Missed] = _PERFORM[type(line)]
        return perform(self, line)

    def do(self, line: plans.Do) -> _Missed:
        shift, _ = self.seen()
        if line.kind == "hint":
            self._refuse_in_assessment()
        customer = line.customer or self._attended(shift).customer.id
        self._known(customer)
        self._add(Act(shift.now, line.kind, customer, line.option))
        return None

    def take_back(self, _line: plans.TakeBack) -> _Missed:
        self._refuse_in_assessment()
        self._add(Undo())
        return None

    def wait_until(self, line: plans.WaitUntil) -> _Missed:
        now = self.seen()[0].now
        if line.at < now:
            raise ActRefused(f"已经过了，现在是 {_seconds(now)}")
        self.now = line.at
        return None

    def arrives(self, line: plans.Arrives) -> _Missed:
        self._known(line.customer)
        shift, _ = self.seen()
        if shift.visit(line.customer):
            return None
        comes = self.play.scenario.customer(line.customer).arrives
        return (
            f"{line.customer} 已经进门",
            f"现在 {_seconds(shift.now)}，{_seconds(comes)}才来（可先写 at {comes / SECOND:g}）",
        )

    def says(self, line: plans.Says) -> _Missed:
        shift, events = self.seen()
        spoken = [event for event in events if isinstance(event, Spoke)]
        own = [event for event in spoken if event.customer == shift.attending]
        last = (own or spoken)[-1:]
        said = "".join(self.play.scenario.customer(e.customer).nodes[e.node].line for e in last)
        was = f"「{said}」" if said else "还没有人说话"
        return None if line.words in said else (f"客户说到「{line.words}」", was)

    def in_mood(self, line: plans.InMood) -> _Missed:
        mood = Mood(self._visit(line.customer).talk.mood)
        return None if mood == line.mood else (f"{line.customer} {line.mood.word}", mood.word)

    def blocked(self, line: plans.Blocked) -> _Missed:
        visit = self._attended(self.seen()[0])
        option = visit.node.option(line.option)
        if option is None:
            offered = [each.id for each in visit.node.options]
            cure = near(line.option, offered) or f"可选：{'、'.join(offered)}"
            return f"「{line.option}」不能选", f"这一步没有它，{cure}"
        return (f"「{line.option}」不能选", "能选") if visit.offers(option) else None

    def late(self, line: plans.Late) -> _Missed:
        nodes = self._visit(line.customer).customer.nodes
        if line.node not in nodes:
            raise ActRefused(f"{line.customer} 没有「{line.node}」，{near(line.node, nodes) or '看场景文件'}")
        ran_out = [(e.customer, e.node) for e in self.seen()[1] if isinstance(e, RanOut)]
        if (line.customer, line.node) in ran_out:
            return None
        was = "没有过时" if nodes[line.node].deadline else "这一步没有时限"
        return f"{line.customer} 的「{line.node}」过时没有答复", was

    def leaves(self, line: plans.Leaves) -> _Missed:
        visit = self._visit(line.customer)
        was = visit.outcome if visit.left is not None else "还在厅里"
        return None if was == line.outcome else (f"{line.customer} 离开：{line.outcome}", was)

    def score(self, line: plans.Score) -> _Missed:
        marked = self.marked()
        expected, was = f"{line.total}/{line.out_of}", f"{marked.total}/{marked.out_of}"
        return None if was == expected else (f"得分 {expected}", was)

    def gate(self, line: plans.Gate) -> _Missed:
        marked = self.marked()
        if marked.compliant == line.passed:
            return None
        was = "通过" if marked.compliant else f"不通过：{'、'.join(f.title for f in marked.critical)}"
        return f"合规{'通过' if line.passed else '不通过'}", was

    def _add(self, entry: Entry) -> None:
        self.story = self.story.then(entry)
        self.entries.append(entry)
        self.now = self.story.shift.now

    def _refuse_in_assessment(self) -> None:
        if self.mode is Mode.ASSESSMENT:
            raise ActRefused("考核时不能撤回，也没有提示")

    def _attended(self, shift: Shift) -> Visit:
        visit = shift.visit(shift.attending)
        if visit is None:
            raise ActRefused("没有正在接待的客户（先写 attend）")
        return visit

    def _visit(self, customer: str) -> Visit:
        self._known(customer)
        visit = self.seen()[0].visit(customer)
        if visit is None:
            raise ActRefused(f"{customer} 还没有进门")
        return visit

    def _known(self, customer: str) -> None:
        ids = [each.id for each in self.play.scenario.customers]
        if customer not in ids:
            raise ActRefused(f"没有客户「{customer}」，{near(customer, ids) or '可选:' + '、'.join(ids)}")


_DEEDS = (plans.Do, plans.TakeBack, plans.WaitUntil)

_PERFORM: dict[type[Line], Callable[[_Actor, Any], _Missed]] = {
    plans.Do: _Actor.do,
    plans.TakeBack: _Actor.take_back,
    plans.WaitUntil: _Actor.wait_until,
    plans.Arrives: _Actor.arrives,
    plans.Says: _Actor.says,
    plans.InMood: _Actor.in_mood,
    plans.Blocked: _Actor.blocked,
    plans.Late: _Actor.late,
    plans.Leaves: _Actor.leaves,
    plans.Score: _Actor.score,
    plans.Gate: _Actor.gate,
}


def _told(line: Line) -> str:
    """Say what a line wanted, for when it could not even be tried."""
    if isinstance(line, plans.Do):
        return " ".join(word for word in (line.kind.removeprefix("ask_"), line.customer, line.option) if word)
    if isinstance(line, plans.TakeBack):
        return "undo"
    if isinstance(line, plans.WaitUntil):
        return f"at {line.at / SECOND:g}"
    return "这一行能成立"


def _seconds(ms: int) -> str:
    return f"第 {ms / SECOND:g} 秒"


def _damaged(plan: Plan, message: str, cure: str) -> PlanDamaged:
    return PlanDamaged((Problem("A703", message, cure, place=Place(plan.file, 1, 1)),))
