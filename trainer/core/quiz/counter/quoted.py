"""The rules of acceptance read a second time, from their quotations: no clause's conditions, no decision.

What the quotations leave to a reading is read as the edition's assumptions say (AS-16, AS-17, AS-18).
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from trainer.core.library import Source
from trainer.core.quiz.counter.visits import (
    ADD,
    ALWAYS_NO,
    AT_ONCE,
    CONVERT,
    DROP,
    NO,
    OPEN,
    PAY_MONTH,
    PAY_NOW,
    RERATE,
    YES,
    Visit,
    dated,
    told,
)
from trainer.core.quiz.question import UNWRITTEN
from trainer.core.quiz.template import Ground
from trainer.core.quiz.wrong import Itself
from trainer.core.tariff import Edition, Plan

_BAN = re.compile(r"每月(\d+)日-(\d+)日受理(\w+)\((.+?)\)和(\w+)\((.+?)等?\)")
_WINDOW = re.compile(r"每月(\d+)日[―—-](\d+)日,交上")
_LIST = re.compile(r"([^()转;]+)转([^()转;]+)")
_MUTUAL = re.compile(r"(\w+)可以同(\w+)其他品牌互转")
_BUT = re.compile(r"除(\w+?)外其它品牌均可转型至(\w+)")
_DAY = re.compile(r"(\d+)年(\d+)月(\d+)日")
_PLACE = re.compile(r"身份证到(\w+)办理")
_CARE = "爱心卡"
_HALVES: Final = {"更名": "更名改帐", "改帐": "更名改帐", ADD: "增拆功", DROP: "增拆功"}
"""Half a service is printed inside the whole one."""


class Reading(NamedTuple):
    """What the quotations say: the verdict, and what a refusal rests on."""

    verdict: str
    owes: bool = False
    start: date | None = None
    place: str = ""

    @property
    def reply(self) -> str:
        """What the customer is told."""
        if self.verdict != NO:
            return AT_ONCE if self.verdict == YES else UNWRITTEN
        if not (self.owes or self.start or self.place):
            return ALWAYS_NO
        missing = ["先交清欠费"] * self.owes + [f"到{self.place}办理"] * bool(self.place)
        return told(_shortly(self.start) if self.start else "", *missing)


@dataclass(frozen=True, slots=True)
class Print:
    """Every quotation of the rules, and what is parsed out of them once."""

    text: str
    ban: re.Match[str]
    window: re.Match[str]
    pairs: frozenset[tuple[str, str]]
    mutual: re.Match[str]
    but: re.Match[str]
    place: str


def quotes(edition: Edition) -> str:
    """Return all that is quoted by clauses, facts, services and papers, a line each."""
    return "\n".join(dict.fromkeys(source.quote for source in _sources(edition)))


def _sources(edition: Edition) -> list[Source]:
    shelves = (edition.clauses, edition.facts.values(), edition.services.values(), edition.papers)
    return [source for shelf in shelves for entry in shelf for source in entry.sources]


@lru_cache(maxsize=8)
def printed(edition: Itself[Edition]) -> Print:
    """Parse the quotations of an edition."""
    text = quotes(edition.of)
    ban = _found(_BAN, text)
    pairs = {
        (origin, target)
        for left, right in _LIST.findall(ban[4])
        for origin in left.removesuffix("等").split("、")
        for target in right.split("、")
    }
    window, mutual, but = (_found(pattern, text) for pattern in (_WINDOW, _MUTUAL, _BUT))
    return Print(text, ban, window, frozenset(pairs), mutual, but, _found(_PLACE, text)[1])


def _found(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    """Find a pattern; raise ValueError where the quotations are not those of the edition it was made for."""
    if (match := pattern.search(text)) is None:
        raise ValueError(f"规则的原文里找不到「{pattern.pattern}」，第二种算法读不了这一版")
    return match


def reading(ground: Ground, asked: Visit) -> Reading:
    """Read off the quotations what a visit comes to."""
    rules = printed(Itself(ground.edition))
    owes = bool(asked.owes) and _is_after_sale(rules, asked.service)
    ban = _start(rules, asked) if _is_banned(rules, asked.service) else None
    term, blocked = _term(ground.edition, asked)
    place = rules.place if asked.plan == _CARE and asked.place not in ("", rules.place) else ""
    own = _own(ground.edition, rules, asked)
    if NO in (own, blocked) or owes or ban or place:
        start = None if own == NO else max(filter(None, (ban, term)), default=None)
        return Reading(NO, owes and own != NO, start, place)
    open_name = asked.service == "更名" and _in_ban(rules, asked.day)
    return Reading(UNWRITTEN if UNWRITTEN in (own, blocked) or open_name else YES)


def _is_after_sale(rules: Print, service: str) -> bool:
    """Everything listed but opening is after-sale (AS-16); paying and choosing how to pay are not listed."""
    whole = _HALVES.get(service, service)
    listed = rules.text.split("受理业务包括:")[1].split("……")[0] + rules.ban[0]
    return whole in listed and service != OPEN


def _in_ban(rules: Print, day: date) -> bool:
    return int(rules.ban[1]) <= day.day <= int(rules.ban[2])


def _is_banned(rules: Print, service: str) -> bool:
    named = {rules.ban[3], rules.ban[5], *rules.ban[6].split("、"), PAY_MONTH}
    return service in named or service == CONVERT or "改帐" in service


def _start(rules: Print, asked: Visit) -> date | None:
    """Return the first day on which a service that has banned days is done, None where it is today."""
    if asked.service == PAY_MONTH:
        first = int(rules.window[1])
        return asked.day.replace(day=first) if asked.day.day < first else None
    return asked.day.replace(day=int(rules.ban[2]) + 1) if _in_ban(rules, asked.day) else None


def _own(edition: Edition, rules: Print, asked: Visit) -> str:
    """Tell what the service itself comes to, whatever the day and the customer."""
    if asked.service in (CONVERT, RERATE):
        return _pair(edition, rules, asked)
    if asked.service == OPEN:
        return _opens(edition, asked.plan)
    if asked.feature:
        return _feature(_named(edition, asked.plan), asked)
    if asked.service == PAY_MONTH:
        return UNWRITTEN if asked.day.day > int(rules.window[2]) else YES
    return YES if asked.service == PAY_NOW or asked.service in rules.text or asked.service in _HALVES else NO


def _pair(edition: Edition, rules: Print, asked: Visit) -> str:
    """Tell whether one plan may become the other, as the three sentences on it say."""
    hub, family = rules.mutual[1], rules.mutual[2]
    if _named(edition, asked.plan).status in ("停售", "仅老用户"):
        return UNWRITTEN
    if asked.plan == rules.but[2]:
        return NO if asked.plan_from == rules.but[1] else YES
    in_family = _named(edition, asked.plan).family == family
    mutual = asked.plan_from == hub and in_family
    return YES if mutual or (asked.plan_from, asked.plan) in rules.pairs else UNWRITTEN


def _opens(edition: Edition, name: str) -> str:
    """Tell whether a plan is sold: stopped, for old customers, or only the name of what others leave."""
    plan = _named(edition, name)
    if plan.status in ("停售", "仅老用户"):
        return NO if plan.status == "停售" else UNWRITTEN
    fee = edition.openings.get(name)
    only_left = plan.tariff is None and not plan.family and (fee is None or fee.card is None)
    return UNWRITTEN if only_left else YES


def _feature(plan: Plan, asked: Visit) -> str:
    """Read the cells of a plan: what cannot be cancelled, cannot be had, is shut or is given."""
    text = "".join(source.quote for cell in plan.cells for source in cell.sources).replace("‖", "")
    must = f"{asked.feature}不能取消" in text or text.find(f"{asked.feature}25元") >= 0
    if (asked.service == DROP and must) or f"不能办理{asked.feature}" in text:
        return NO
    return UNWRITTEN if "关闭来电显示" in text else YES


def _term(edition: Edition, asked: Visit) -> tuple[date | None, str]:
    """Tell when a plan for a time begins, and what its term comes to on the day."""
    if asked.service not in (OPEN, CONVERT, RERATE):
        return None, YES
    plan = _named(edition, asked.plan)
    if plan.status != "短期":
        return None, YES
    quote = next(source.quote for cell in plan.cells for source in cell.sources if "优惠期" in source.quote)
    year, month, day = (int(part) for part in _found(_DAY, quote).groups())
    start = date(year, month, day)
    if asked.day < start:
        return start, NO
    return None, YES if asked.day == start else UNWRITTEN


def _named(edition: Edition, name: str) -> Plan:
    return next(plan for plan in edition.plans.values() if plan.name == name)


def _shortly(start: date) -> str:
    """Write the day of the month; no question moves a visit to another month."""
    return dated(start).split("月")[1]
