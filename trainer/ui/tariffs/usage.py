"""A month's usage as people tell it at the counter, and as the rating core takes it for each plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from trainer.core.bill import Usage
from trainer.core.metering import Bulk
from trainer.core.rates import CALL, IN, MESSAGE, OFF_NET, ON_NET, OUT, Traffic
from trainer.core.tariff import Plan

LOCAL, ROAMING = "市内", "漫游"
PARTS: dict[str, time] = {"白天": time(12), "夜间": time(22)}
"""The two parts of a day, and the moment whose price holds for them."""

PLAIN_DAY = 12
"""The day of the month that sums are told for: outside of the holidays and the days around them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of use that the form asks for."""

    name: str
    traffic: Traffic
    unit: str = "分钟"

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of a day it is told by; a message costs the same at any time."""
        return tuple(PARTS) if self.traffic.kind == CALL else (next(iter(PARTS)),)


Key = tuple[Item, str]
"""An item, and the part of the day."""

CALLS = (
    Item("主叫网内", Traffic(CALL, LOCAL, OUT, ON_NET)),
    Item("主叫网外", Traffic(CALL, LOCAL, OUT, OFF_NET)),
    Item("被叫网内", Traffic(CALL, LOCAL, IN, ON_NET)),
    Item("被叫网外", Traffic(CALL, LOCAL, IN, OFF_NET)),
    Item("国内长途", Traffic(CALL, "长途", OUT, OFF_NET)),
    Item("IP长途", Traffic(CALL, "IP长途", OUT, OFF_NET)),
    Item("漫游主叫", Traffic(CALL, ROAMING, OUT, OFF_NET)),
    Item("漫游被叫", Traffic(CALL, ROAMING, IN, OFF_NET)),
)
MESSAGES = (
    Item("短信网内", Traffic(MESSAGE, network=ON_NET), "条"),
    Item("短信网外", Traffic(MESSAGE, network=OFF_NET), "条"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that the form says; `choices` and `places` are by the names they are asked under."""

    month: date
    joined: date | None = None
    uses: Mapping[Key, int] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


def items_for(plans: Iterable[Plan]) -> tuple[Item, ...]:
    """Return what there is to ask: the calls, those within closed groups of the plans, the messages."""
    groups = dict.fromkeys(word for plan in plans for word in _named(plan, "network", LOCAL))
    closed = [word for word in groups if word not in (ON_NET, OFF_NET)]
    inside = [
        Item(f"{direction}{word}", Traffic(CALL, LOCAL, direction, word))
        for word in closed
        for direction in (OUT, IN)
    ]
    return (*CALLS[:4], *inside, *CALLS[4:], *MESSAGES)


def places_for(plans: Iterable[Plan], service: str) -> list[str]:
    """Return the places that a service costs something else in."""
    return list(dict.fromkeys(word for plan in plans for word in _named(plan, "place", service)))


def choices_for(plans: Iterable[Plan]) -> dict[str, tuple[str, ...]]:
    """Return what the plans ask about their charges (乡情卡月租: 江夏 or 其余)."""
    return {
        f"{plan.name}{charge.name}": tuple(choice.word for choice in charge.choices)
        for plan in plans
        if plan.tariff
        for charge in plan.tariff.charges
        if charge.choices
    }


def usage_of(told: Told, plan: Plan) -> Usage:
    """Return the usage for a plan: a group or a place that it does not know is the plain one to it."""
    uses = []
    for (item, part), amount in told.uses.items():
        if amount:
            quantity = amount * 60 if item.traffic.kind == CALL else amount
            at = datetime.combine(_day(told), PARTS[part])
            uses.append(Bulk(_as_known(item.traffic, plan, told), at, quantity))
    choices = {
        charge.id: told.choices[f"{plan.name}{charge.name}"]
        for charge in (plan.tariff.charges if plan.tariff else ())
        if f"{plan.name}{charge.name}" in told.choices
    }
    return Usage(told.month, tuple(uses), told.joined, None, choices)


def _as_known(traffic: Traffic, plan: Plan, told: Told) -> Traffic:
    if traffic.network not in ("", ON_NET, OFF_NET, *_named(plan, "network", traffic.service)):
        traffic = traffic._replace(network=ON_NET)  # a closed group is part of the network
    place = told.places.get(traffic.service, "")
    if place and place in _named(plan, "place", traffic.service):
        traffic = traffic._replace(place=place)
    return traffic


def _day(told: Told) -> date:
    """Return the day that the sums are told for; a customer who joined later has used nothing before."""
    plain = told.month.replace(day=PLAIN_DAY)
    return max(plain, told.joined) if told.joined and told.joined.replace(day=1) == told.month else plain


def _named(plan: Plan, word: str, service: str) -> list[str]:
    """Return the words that the rows of a plan name for a condition of calls of a service."""
    rates = plan.tariff.rates if plan.tariff else ()
    found = [
        sorted(getattr(rate.of, word))
        for rate in rates
        if rate.of.kind == CALL and service in rate.of.service
    ]
    return list(dict.fromkeys(name for names in found for name in names))
