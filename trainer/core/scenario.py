"""What an author wrote, ready to be played: customers, their conversations and what is judged.

A scenario is frozen and shared; what happens in it is a `Shift`. All texts are final here:
templates, variants and phrase ids were resolved when the file was read.
Instants and durations are whole milliseconds, so that stopping a clock and going on is exact.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from trainer.core.face import PLAIN_FACE, Face, Mood
from trainer.core.library import Source

SECOND = 1000


class Competence(StrEnum):
    """What marks are given for; a `Marks` tuple has one number for each, in this order."""

    SERVICE = "服务规范"
    ACCURACY = "业务准确"
    PROCEDURE = "流程执行"
    COMPOSURE = "应变安抚"
    EFFICIENCY = "效率"


Marks = tuple[int, int, int, int, int]
NO_MARKS: Marks = (0, 0, 0, 0, 0)


def add(one: Marks, other: Marks) -> Marks:
    """Add marks competence by competence."""
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3], one[4] + other[4])


def halved(marks: Marks) -> Marks:
    """Return half of the marks, each rounded down: what a decision is worth after a hint."""
    return (marks[0] // 2, marks[1] // 2, marks[2] // 2, marks[3] // 2, marks[4] // 2)


Kind = Literal["say", "do", "answer", "delegate", "look_up", "late"]
"""What an option is; `late` is the one that the clock takes when a decision is not made in time."""

LATE = "~late"
"""The id of every `late` option; no author can write it, so it is never chosen by hand."""

Channel = Literal["厅里", "电话", "网上"]
"""How the customers of a scenario come: they walk in, they call, they write."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold for an option or a route: a range of moods, and flags set or not set."""

    mood_from: int = Mood.CALM
    mood_to: int = Mood.FURIOUS
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    def holds(self, mood: int, flags: frozenset[str]) -> bool:
        """Tell whether the condition holds for a customer in this mood with these flags."""
        return (
            self.mood_from <= mood <= self.mood_to
            and flags.issuperset(self.has)
            and flags.isdisjoint(self.lacks)
        )


ALWAYS = Condition()


@dataclass(frozen=True, slots=True)
class Route:
    """Where an option leads when its condition holds; the first that holds is taken."""

    to: str
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Option:
    """One thing the trainee can say or do at a node.

    `ref` is the phrase or step it carries out, `steps` all steps and key moments it fulfils,
    `mood` a change in degrees, `critical` the finding that fails the attempt ("" for none),
    `blocked` the reason shown when `needs` does not hold ("" hides the option instead).
    """

    id: str
    kind: Kind
    text: str
    routes: tuple[Route, ...]
    marks: Marks = NO_MARKS
    ref: str = ""
    steps: tuple[str, ...] = ()
    takes: int = 5 * SECOND
    mood: int = 0
    sets: tuple[str, ...] = ()
    needs: Condition = ALWAYS
    blocked: str = ""
    critical: str = ""
    feedback: str = ""
    rule: str = ""
    proof: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A turn of a conversation: what the customer says, then the options; or the end, with its outcome.

    With a `deadline` (ms; 0: none) the clock takes `late` when nothing was chosen so long after the
    customer spoke. Going away and coming back never refills it, and it runs out once only.
    """

    id: str
    line: str
    options: tuple[Option, ...] = ()
    ends: str = ""
    deadline: int = 0
    late: Option | None = None

    @property
    def exits(self) -> tuple[Option, ...]:
        """Everything that can be taken here: the options, and what the clock takes."""
        return (*self.options, self.late) if self.late else self.options

    def option(self, id: str) -> Option | None:
        """Return the option with this id, if the node has it."""
        return next((option for option in self.exits if option.id == id), None)

    def is_answered_by(self, option: Option) -> bool:
        """Tell whether an option is an answer: a look-up that earns nothing and stays here is none."""
        if option.kind != "look_up" or any(option.marks):
            return True
        return any(route.to != self.id for route in option.routes)


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer of the author's: when they come, how long they bear to be left alone, what they say.

    `patience` is how long one degree of mood lasts while nobody turns to them; when it runs out
    they grow one degree hotter, and leave when they are furious already. `post` is where the trainee
    stands for them, "" for the post of the scenario.
    """

    id: str
    name: str
    wants: str
    start: str
    nodes: dict[str, Node]
    face: Face = PLAIN_FACE
    arrives: int = 0
    patience: int = 60 * SECOND
    mood: Mood = Mood.CALM
    post: str = ""


LogRuleKind = Literal["acknowledged", "in_turn", "returns", "stays", "steps", "within"]


@dataclass(frozen=True, slots=True)
class LogRule:
    """A rule judged on the log when the shift is over.

    - `acknowledged`: every customer named was nodded to within `within` of coming in;
    - `in_turn`: nobody named was first turned to while another one named, who came earlier, still waited;
    - `returns`: whoever was asked to wait was turned to again within `within` (a promise kept);
    - `stays`: no customer named walked out;
    - `steps`: each of `steps` was done for the customer, and each pair of `order` in that order;
    - `within`: the whole shift took no longer than `within`, and nobody walked out.

    `rule` names what proves it; "" where the material says nothing and the number is ours.
    `marks` are given for each customer (the first four), for each step and each pair, or once.
    `critical` rules (for `steps`: those in `must`) fail the attempt when broken.
    `posts` are other posts that the same event is written down for, without marks for the trainee.
    """

    kind: LogRuleKind
    rule: str
    title: str
    marks: Marks = NO_MARKS
    customers: tuple[str, ...] = ()
    within: int = 0
    steps: tuple[str, ...] = ()
    order: tuple[tuple[str, str], ...] = ()
    must: tuple[str, ...] = ()
    critical: bool = False
    proof: tuple[Source, ...] = ()
    posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """One variant of a scenario, complete: nothing in it is left to be looked up.

    `drawing` numbers the rows of details (names, sums handed over) of which the seed picks one.
    """

    id: str
    variant: str
    title: str
    summary: str
    date: str
    time: str
    post: str
    edition: str
    trains: tuple[str, ...]
    situations: tuple[str, ...]
    difficulty: int
    customers: tuple[Customer, ...]
    rules: tuple[LogRule, ...] = ()
    notes: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = field(default=())
    channel: Channel = "厅里"
    drawing: int = 0

    def clock(self, now: int) -> str:
        """Return what the clock in the hall shows `now` ms after the beginning, e.g. 09:10:42."""
        hours, minutes = (int(part) for part in self.time.split(":"))
        seconds = hours * 3600 + minutes * 60 + now // SECOND
        return f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"

    def customer(self, id: str) -> Customer:
        """Return the customer with this id; raise KeyError for a stranger."""
        for customer in self.customers:
            if customer.id == id:
                return customer
        raise KeyError(id)
