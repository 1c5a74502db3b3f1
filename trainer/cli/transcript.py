"""A shift as it is played, written line by line in the plan notation (see `content.plans`).

The clock stands still while somebody thinks, so that a plan says the same whoever recorded it;
`wait` lets time pass. Acts are written as they were done, and after each of them what it led to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from trainer.content.plans import LONGEST_WAIT
from trainer.content.play import Play
from trainer.core.assess import Assessment, assess
from trainer.core.events import Act, ActKind, Arrived, Event, Left, MoodChanged, RanOut, Spoke, Undo
from trainer.core.face import Mood
from trainer.core.log import Story
from trainer.core.mode import Mode
from trainer.core.scenario import SECOND, Scenario
from trainer.core.shift import ActRefused, Shift

LONGEST_WORDS = 16
_VERBS: dict[ActKind, str] = {"attend": "attend", "nod": "nod", "ask_wait": "wait", "hint": "hint"}


@dataclass(slots=True)
class Transcript:
    """What was played so far; `seen` is how many events are written down already."""

    play: Play
    mode: Mode
    story: Story = field(init=False)
    lines: list[str] = field(init=False)
    now: int = 0
    seen: int = 0

    def __post_init__(self) -> None:
        scenario = self.play.scenario
        self.story = Story(scenario)
        variant = [f"variant: {scenario.variant}"] if scenario.variant else []
        self.lines = [f"scenario: {scenario.id}", *variant, f"mode: {self.mode.value}", ""]
        self._write_down()

    def as_of(self) -> tuple[Shift, list[Event]]:
        """Return the shift and all events by now; where the hall is empty the next customer comes at once."""
        return self.story.as_of(self.now)

    def marked(self) -> Assessment:
        """Mark what was played, as it stands."""
        return assess(self.story, self.play.best, self.as_of()[0].now)

    def act(self, kind: ActKind, customer: str, option: str = "") -> None:
        """Do and write an act; raise ActRefused when it cannot be done now."""
        if kind == "hint":
            self._refuse_in_assessment()
        shift, _ = self.as_of()
        try:
            self.story = self.story.then(Act(shift.now, kind, customer, option))
        except ActRefused:
            if line := _blocked(shift, customer, option):
                self._add(line)
            raise
        self.now = self.story.shift.now
        self.lines.append(f"choose {option}" if kind == "choose" else f"{_VERBS[kind]} {customer}")
        self._write_down()

    def take_back(self) -> None:
        """Take the last act back; raise ActRefused where there is none, or in an assessment."""
        self._refuse_in_assessment()
        self.story = self.story.then(Undo())
        self.now = self.story.shift.now
        self.lines.append("undo")
        shift, events = self.as_of()
        self.seen = len(events)
        self.lines += _said(self.play, shift, events, events)

    def wait(self, duration: int) -> None:
        """Let time pass (ms); raise ActRefused where no plan can wait so long."""
        until = self.as_of()[0].now + duration
        if until > LONGEST_WAIT * SECOND:
            raise ActRefused(f"一份计划最长到第 {LONGEST_WAIT} 秒")
        self.now = until
        self.lines.append(f"at {_seconds(until)}")
        self._write_down()

    def text(self) -> str:
        """Return the whole plan, with the marks as it stands."""
        marked = self.marked()
        gate = "pass" if marked.compliant else "fail"
        score = f"score {marked.total}/{marked.out_of}"
        return "\n".join([_title(self.play.scenario), *self.lines, "", score, f"gate {gate}", ""])

    def _refuse_in_assessment(self) -> None:
        if self.mode is Mode.ASSESSMENT:
            raise ActRefused("考核时不能撤回，也没有提示")

    def _write_down(self) -> None:
        """Write what has happened since the last line."""
        shift, events = self.as_of()
        fresh, self.seen = events[self.seen :], len(events)
        self.lines += [f"arrives {event.customer}" for event in fresh if isinstance(event, Arrived)]
        self.lines += [f"late {e.customer} {e.node}" for e in fresh if isinstance(e, RanOut)]
        self.lines += _said(self.play, shift, events, fresh)
        moods = {event.customer: event.mood for event in fresh if isinstance(event, MoodChanged)}
        self.lines += [f"mood {customer} {Mood(mood).word}" for customer, mood in moods.items()]
        self.lines += [f"leaves {e.customer} {e.outcome}" for e in fresh if isinstance(e, Left)]

    def _add(self, line: str) -> None:
        """Write a line unless it stands there already."""
        if self.lines[-1] != line:
            self.lines.append(line)


def _title(scenario: Scenario) -> str:
    """Write the comment that heads a plan: what was played, on one line."""
    variant = f"（{scenario.variant}）" if scenario.variant else ""
    return f"# 《{' '.join(scenario.title.split())}》{variant}录下的一遍"


def words_of(line: str) -> str:
    """Return the words by which a customer's line is known: the longest run without a mark in it."""
    return max(re.findall(r"\w+", line), key=len, default="")[:LONGEST_WORDS]


def _said(play: Play, shift: Shift, events: list[Event], fresh: list[Event]) -> Iterator[str]:
    """Write the last line that the customer attended said, where it is among the fresh ones."""
    spoken = [event for event in events if isinstance(event, Spoke)]
    own = [event for event in spoken if event.customer == shift.attending]
    for event in (own or spoken)[-1:]:
        words = words_of(play.scenario.customer(event.customer).nodes[event.node].line)
        if words and event in fresh:
            yield f"says {words}"


def _blocked(shift: Shift, customer: str, option: str) -> str:
    """Write that an option which stands there cannot be chosen; "" where something else was refused."""
    visit = shift.visit(customer)
    found = visit.node.option(option) if visit and shift.attending == customer else None
    return f"blocked {option}" if visit and found and not visit.offers(found) else ""


def _seconds(ms: int) -> str:
    """Write seconds exactly, and no longer than needed."""
    return f"{ms // SECOND}.{ms % SECOND:03}".rstrip("0").removesuffix(".")
