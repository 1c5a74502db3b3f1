"""What happened with a customer, as the remarks of a conversation."""

import re
from collections.abc import Iterable, Iterator

from trainer.core.events import Arrived, Attended, Chose, Event, Spoke
from trainer.core.scenario import Customer, Option, Scenario
from trainer.core.telling import told
from trainer.ui.kit.talk import Remark
from trainer.ui.theme import Tone

MOOD_TONES: tuple[Tone, Tone, Tone, Tone] = ("good", "warm", "hot", "hot")
"""The tone of each mood."""

_GESTURE = re.compile(r"[(（][^()（）]+[)）]")


def remarks(events: Iterable[Event], scenario: Scenario, customer: Customer) -> list[Remark]:
    """Tell what happened with one customer as the remarks of their conversation."""
    return list(_remarks(events, scenario, customer))


def _remarks(events: Iterable[Event], scenario: Scenario, customer: Customer) -> Iterator[Remark]:
    arrived = None
    for event in events:
        if event.customer != customer.id:
            continue
        if isinstance(event, Arrived):
            arrived = event.at
            yield Remark("aside", f"{scenario.clock(event.at)[:5]} {told(event, scenario)}")
        elif isinstance(event, Attended) and event.at == arrived:
            continue  # the only customer comes straight to the desk: nothing to tell
        elif isinstance(event, Spoke):
            yield _line(customer.nodes[event.node].line, customer)
        elif isinstance(event, Chose):
            yield from _own_words(customer.nodes[event.node].option(event.option), event.typed)
        else:
            yield Remark("aside", told(event, scenario))


def _line(text: str, customer: Customer) -> Remark:
    if _GESTURE.fullmatch(text.strip()):
        return Remark("aside", text.strip(), customer.name)
    return Remark("them", text, customer.name)


def _own_words(option: Option | None, typed: str) -> Iterator[Remark]:
    """Yield what the trainee said: from memory in their own words."""
    if option is not None:
        yield Remark("us", f"（步骤）{option.text}" if option.kind == "do" else typed or option.text)
