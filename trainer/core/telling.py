"""What happened, told in Chinese: the hall's day and clock, and a sentence for each act and event."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

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
from trainer.core.scenario import SECOND, Channel, Customer, Kind, Option, Scenario

_NUMBERED = re.compile(r"\s*(\d+)\s*[.．、)）]\s*(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words for a way in which customers come; `seen` tells whether they can see a smile and a nod."""

    place: str
    nobody: str
    comes: str
    serve: str
    leaves: str
    walks_out: str
    seen: bool = False


_WORDING: dict[Channel, Wording] = {
    "厅里": Wording("大厅", "大厅里还没有客户", "进门", "接待", "离开", "等不及走了", seen=True),
    "电话": Wording("来电", "还没有来电", "来电", "接听", "挂断", "等不及挂断了"),
    "网上": Wording("在线客户", "还没有客户上线", "上线", "答复", "下线", "等不及下线了"),
}


def wording(scenario: Scenario) -> Wording:
    """Return the words that fit how the customers of a scenario come."""
    return _WORDING[scenario.channel]


def hall_day(scenario: Scenario) -> str:
    """Return the day of the hall as people write it, e.g. 2004年7月7日."""
    day = date.fromisoformat(scenario.date)
    return f"{day.year}年{day.month}月{day.day}日"


def span(duration: int) -> str:
    """Return a duration in ms as minutes and seconds, e.g. 1:05."""
    return f"{duration // SECOND // 60}:{duration // SECOND % 60:02}"


def told(event: Event, scenario: Scenario) -> str:
    """Tell an event in one sentence, without its time."""
    return _SENTENCES[type(event)](event, scenario.customer(event.customer), wording(scenario))


def told_act(act: Act, scenario: Scenario, node: str) -> str:
    """Tell what the trainee did; `node` is where the conversation stood."""
    customer = scenario.customer(act.customer)
    if act.kind == "attend":
        return f"{wording(scenario).serve}{customer.name}"
    if act.kind != "choose":
        return _ACTS[act.kind].format(customer.name)
    option = customer.nodes[node].option(act.option)
    return _did(option, customer, act.typed) if option else act.option


def step_words(scenario: Scenario) -> dict[str, str]:
    """Return the words of the steps that the scenario judges, by step id, as far as it quotes them."""
    words: dict[str, str] = {}
    for option in _options(scenario):
        if option.kind == "do" and option.ref:
            words[option.ref] = option.text
    for rule in scenario.rules:
        for source in rule.proof:
            if line := _NUMBERED.fullmatch(source.quote):
                words.setdefault(f"{rule.rule}{line[1]}", line[2].strip())
    judged = {step for rule in scenario.rules for step in rule.steps}
    return {step: said for step, said in words.items() if step in judged}


def model_words(scenario: Scenario) -> dict[str, str]:
    """Return for each step what the best reply that fulfils it says; it gives answers away."""
    best: dict[str, tuple[int, str]] = {}
    for option in _options(scenario):
        for step in option.steps:
            if step not in best or sum(option.marks) > best[step][0]:
                best[step] = (sum(option.marks), option.text)
    return {step: text for step, (_, text) in best.items()}


def _options(scenario: Scenario) -> Iterator[Option]:
    for customer in scenario.customers:
        for node in customer.nodes.values():
            yield from node.options


def _did(option: Option, customer: Customer, typed: str) -> str:
    """Tell what was done; what was said from memory in the trainee's own words."""
    deed = _DEEDS[option.kind].format(customer.name)
    return deed if option.kind == "late" else deed + (typed or option.text)


def _chose(event: Chose, customer: Customer, _words: Wording) -> str:
    option = customer.nodes[event.node].option(event.option)
    return _did(option, customer, event.typed) if option else event.option


def _mood_changed(event: MoodChanged, customer: Customer, _words: Wording) -> str:
    word = Mood(event.mood).word
    return f"{customer.name}等久了，变得{word}" if event.waiting else f"{customer.name}的情绪：{word}"


def _left(event: Left, customer: Customer, words: Wording) -> str:
    if event.walked_out:
        return f"{customer.name}{words.walks_out}"
    return f"{customer.name}{words.leaves}（{event.outcome}）"


_DEEDS: dict[Kind, str] = {
    "say": "对{}说：",
    "answer": "答复{}：",
    "do": "为{}做：",
    "delegate": "为{}转交：",
    "look_up": "为{}查：",
    "late": "没有及时答复{}",
}
_ACTS = {
    "nod": "向{}微笑点头",
    "ask_wait": "请{}稍等",
    "hint": "为{}这一步看了提示",
}
_SENTENCES: dict[type[Event], Callable[[Any, Customer, Wording], str]] = {
    Arrived: lambda _event, customer, words: f"{customer.name}{words.comes}",
    Attended: lambda _event, customer, words: f"{words.serve}{customer.name}",
    Nodded: lambda _event, customer, _words: f"向{customer.name}微笑点头",
    AskedToWait: lambda _event, customer, _words: f"请{customer.name}稍等",
    Spoke: lambda event, customer, _words: f"{customer.name}：{customer.nodes[event.node].line}",
    Hinted: lambda _event, _customer, _words: "看了提示，这一步的得分减半",
    RanOut: lambda _event, customer, _words: f"没有及时答复{customer.name}",
    Chose: _chose,
    MoodChanged: _mood_changed,
    Left: _left,
}
