"""What the player shows at one instant, derived from the attempt: pure, and cheap enough for every act."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from trainer.core.assess import right_options
from trainer.core.events import Hinted, Spoke
from trainer.core.face import Face
from trainer.core.mode import Mode
from trainer.core.order import shown_order
from trainer.core.saying import asked_for
from trainer.core.scenario import Customer, Option
from trainer.core.shift import Shift, Visit
from trainer.core.telling import Wording, wording
from trainer.ui.kit.choicecard import Choice, ChoiceState
from trainer.ui.player.glimpse import Glimpse, glimpses

if TYPE_CHECKING:
    from trainer.core.events import Event
    from trainer.training.attempts import Attempt

ATTEND, NOD, ASK_WAIT = "@attend", "@nod", "@ask_wait"
"""Ids of the cards that stand for acts; `ATTEND` is followed by "@" and a customer when it names one."""

_GESTURES = re.compile(r"（[^）]*）|\([^)]*\)")
_KINDS = {"say": "", "do": "步骤", "answer": "", "delegate": "转交", "look_up": "查资料", "late": ""}


@dataclass(frozen=True)
class Scene:
    """An attempt at an instant: the shift then, all that happened, and whom the trainee looks at."""

    attempt: Attempt
    shift: Shift
    events: list[Event]
    selected: str

    @cached_property
    def visit(self) -> Visit | None:
        """The customer the trainee looks at."""
        return self.shift.visit(self.selected)

    @cached_property
    def words(self) -> Wording:
        """The words for how the customers come."""
        return wording(self.attempt.scenario)

    @property
    def attending(self) -> bool:
        """Tell whether the trainee looks at the customer who is being served."""
        return bool(self.selected) and self.shift.attending == self.selected

    @property
    def teaches(self) -> bool:
        """Tell whether the mode shows the ledger, feedback and hints."""
        return self.attempt.mode is not Mode.ASSESSMENT

    @cached_property
    def hinted(self) -> bool:
        """Tell whether the hint of the node was looked at; it stays seen when it is taken back."""
        visit, history = self.visit, self.attempt.story.history
        if visit is None or not self.teaches:
            return False
        seen = (e for turn in history for e in turn.events if isinstance(e, Hinted))
        return any(e.customer == visit.customer.id and e.node == visit.talk.node for e in seen)

    def heard(self, since: int) -> tuple[str, Face] | None:
        """Return the last line after the first `since` events, without gestures, and whose face said it."""
        said = next((e for e in reversed(self.events[since:]) if isinstance(e, Spoke)), None)
        if said is None:
            return None
        customer = self.attempt.scenario.customer(said.customer)
        return _GESTURES.sub("", customer.nodes[said.node].line).strip(), customer.face

    def floor(self) -> list[Glimpse]:
        """Return everybody who is in the hall, and after them who has left."""
        return glimpses(self.attempt.scenario, self.shift, self.selected)

    @cached_property
    def phrases(self) -> tuple[Option, ...]:
        """The phrases of which one is to be typed here, the right ones first; none where cards do."""
        visit = self.visit
        if not self.attempt.typed or not self.attending or visit is None:
            return ()
        return asked_for(visit.node, visit.talk, right_options(visit.node, visit.talk))

    @property
    def question(self) -> tuple[str, str, int, int] | None:
        """What is asked of somebody who types: the same as long as they stand there; None where cards do."""
        if self.visit is None or not self.phrases:
            return None
        story = self.attempt.story
        chosen = sum(turn.act.kind == "choose" for turn in story.turns)
        return (self.selected, self.visit.talk.node, chosen, len(story.history) - len(story.turns))

    def choices(self) -> list[Choice]:
        """Return the cards: replies to the one being served, or what can be done for another."""
        visit = self.visit
        if visit is None or visit.left is not None:
            present = (other.customer for other in self.shift.present)
            return [Choice(f"{ATTEND}@{c.id}", f"{self.words.serve}{c.name}") for c in present]
        return self._replies(visit) if self.attending else _waiting_acts(visit, self.words)

    def progress(self) -> tuple[int, int]:
        """Return the decisions made and those still to come about, over all customers."""
        visits = {visit.customer.id: visit for visit in self.shift.visits}
        made = left = 0
        for customer in self.attempt.scenario.customers:
            visit = visits.get(customer.id)
            made += len(visit.talk.answered) if visit else 0
            if visit is None or visit.left is None:
                left += _steps_left(_Key(customer))[visit.talk.node if visit else customer.start]
        return made, left

    def _replies(self, visit: Visit) -> list[Choice]:
        right = right_options(visit.node, visit.talk) if self.hinted else ()
        typed = {option.id for option in self.phrases}
        shown = []
        for option in shown_order(visit.node, self.attempt.seed):
            offered = visit.offers(option)
            if (offered or option.blocked) and option.id not in typed:
                shown.append(_reply(option, offered=offered, pointed_at=option in right))
        return shown


def first_to_look_at(shift: Shift) -> str:
    """Return whom to look at when nobody is selected: who is being served, who came first, who left last."""
    if shift.attending or not shift.visits:
        return shift.attending
    return (shift.present or shift.visits[-1:])[0].customer.id


def neighbour(shift: Shift, selected: str, by: int) -> str:
    """Return the next customer in the hall, or the one before; round and round."""
    ids = [visit.customer.id for visit in shift.present]
    if not ids:
        return selected
    if selected not in ids:
        return ids[0] if by > 0 else ids[-1]
    return ids[(ids.index(selected) + by) % len(ids)]


def _reply(option: Option, *, offered: bool, pointed_at: bool) -> Choice:
    hint = " · ".join(part for part in (_KINDS[option.kind], "提示" if pointed_at else "") if part)
    state: ChoiceState = "right" if pointed_at else "plain"
    return Choice(option.id, option.text, hint, offered, "" if offered else option.blocked, state)


def _waiting_acts(visit: Visit, words: Wording) -> list[Choice]:
    name = visit.customer.name
    nod = Choice(NOD, f"向{name}微笑点头", "已经示意过" if visit.nodded else "按空格")
    return [
        Choice(ATTEND, f"{words.serve}{name}", "按 Enter"),
        *([nod] if words.seen else ()),
        Choice(ASK_WAIT, f"请{name}稍等", "已经请过" if visit.asked else "按 W"),
    ]


class _Key:
    """A customer as a key of the cache: the same object, whatever is in it."""

    def __init__(self, customer: Customer) -> None:
        self.customer = customer

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.customer is other.customer

    def __hash__(self) -> int:
        return id(self.customer)


@lru_cache(maxsize=64)
def _steps_left(key: _Key) -> dict[str, int]:
    """Return how many decisions are still to come, from each node, when the best reply is always given."""
    return {id: _decisions_from(key.customer, id) for id in key.customer.nodes}


def _decisions_from(customer: Customer, id: str) -> int:
    seen: set[str] = set()
    while id not in seen and customer.nodes[id].options:
        seen.add(id)
        best = max(customer.nodes[id].options, key=_worth)
        id = best.routes[-1].to
    return len(seen)


def _worth(option: Option) -> tuple[bool, int]:
    return not option.critical, sum(option.marks)
