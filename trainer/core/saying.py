"""Phrases said in the trainee's own words: where an attempt asks for them, and what was heard.

Typing is one way in, speech can be another: both bring a plain string.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from trainer.core.scenario import SECOND, Marks, Node, Option, Scenario
from trainer.core.shift import ActRefused, Talk

if TYPE_CHECKING:
    from trainer.core.recall import Recalled

HEARD_FROM = 60
"""So many marks of 100 a phrase must be worth to be taken for said."""

TRYING_TAKES = 5 * SECOND
"""What it takes to say something that is not understood."""


FORBIDDEN = "对客户说了禁语"
"""What the finding is called where forbidden words were said."""

MOST_SAID = 400
"""So many characters are listened to and kept."""


class NotHeard(ActRefused):
    """What was said is none of the standard phrases; nothing is recorded, but the time has passed."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said: the option, the hundredths of its marks that are kept, and why the others are lost.

    `breaks` is the id of the forbidden words in it, "" for none.
    """

    option: Option
    share: int
    breaks: str
    recalled: Recalled


class Ear(Protocol):
    """Takes what is said for one of the phrases that can be said."""

    def hear(self, scenario: Scenario, phrases: tuple[Option, ...], said: str) -> Heard:
        """Return the phrase that was said, the right ones standing first; raise NotHeard."""
        ...

    def again(self, scenario: Scenario, option: Option, said: str) -> Recalled:
        """Tell once more what was lost of a phrase; for display only."""
        ...


def asked_for(node: Node, talk: Talk, right: Sequence[Option]) -> tuple[Option, ...]:
    """Return the phrases of which one is to be said from memory at a node, those that are `right` first.

    There are none where no phrase is right: then every option stands on its card, the phrases too.
    """
    wanted = [option for option in right if any(option.marks) and is_phrase(option)]
    if not wanted:
        return ()
    shown = (o for o in node.options if o.blocked or o.needs.holds(talk.mood, talk.flags))
    return (*wanted, *(option for option in shown if is_phrase(option) and option not in wanted))


def is_phrase(option: Option) -> bool:
    """Tell whether an option says a standard phrase, right or not."""
    return option.kind == "say" and bool(option.ref)


def shared(marks: Marks, share: int) -> Marks:
    """Return `share` hundredths of the marks, each rounded half up and never above the whole."""
    if share >= 100:
        return marks
    one, two, three, four, five = (min(mark, (mark * max(share, 0) + 50) // 100) for mark in marks)
    return (one, two, three, four, five)


def clean(said: str) -> str:
    """Return what was said as it can be kept: on one line, of a length that is listened to."""
    return " ".join(said.encode("utf-8", "replace").decode().split())[:MOST_SAID]
