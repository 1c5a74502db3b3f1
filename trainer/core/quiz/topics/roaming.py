"""Roaming: what a call costs away from home, and on which days it opens at all."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Final

from trainer.core.errors import MissingFact, NotOffered
from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.printed.days import in_season
from trainer.core.quiz.printed.rows import readings, rows
from trainer.core.quiz.printed.words import named
from trainer.core.quiz.question import UNWRITTEN, Key
from trainer.core.quiz.rated.desks import Desk, desks
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.wrong import apart, asked, in_full, kept, tried
from trainer.core.rates import CALL, IN, OFF_NET, ON_NET, OUT, Traffic
from trainer.core.rating import Call
from trainer.core.when import EVERY_DAY, last_of_month

MISTAKES: Final[Mapping[str, Mistake]] = {
    "opened": Mistake("没开放说成开放", "这一天没有开放漫游，打不了。"),
    "closed": Mistake("开放的说成没开放", "这一天可以漫游，清单上写着。"),
    "season-guessed": Mistake("假期起止日自己定", "资料没有写长假从哪天到哪天，要查实再答。"),
    "home-price": Mistake("漫游按市内价算", "在外地打电话按漫游价，不按市内价。"),
}
CLOSED: Final = "没有开放漫游，打不了"
_PRICE = re.compile(r"每分钟([0-9.]+)元")


def _roams(ground: Ground) -> Iterator[Case]:
    for desk in desks(ground).values():
        places = ("省内", "省外") if any("省内" in rate.of.place for rate in desk.table.rates) else ("",)
        for place in places:
            for day in _seasons(desk, Traffic(CALL, "漫游", OUT, "", place)):
                yield desk.plan.id, OUT, "", place, day.isoformat(), 5
    yield from ((id, IN, ON_NET, "", "2004-07-03", 5) for id in desks(ground) if _is_odd_in(ground, id))


def _is_odd_in(ground: Ground, plan: str) -> bool:
    """Tell whether calls received from the own network while roaming have a row of their own."""
    return any(rate.of.service == {"漫游"} and rate.of.network for rate in desks(ground)[plan].table.rates)


@lru_cache(maxsize=256)
def _seasons(desk: Desk, traffic: Traffic) -> tuple[date, ...]:
    """Return the days around which roaming opens and closes, and plain ones."""
    found = tried(desk.table.timetable.rows, traffic) or ()
    if all(rate.of.days == EVERY_DAY for rate in found):
        return (date(2004, 7, 3),)
    days = {date(2004, 3, 15), date(2004, 11, 20)}
    for rate in found:
        days |= {date(2004, month, 1) for month in rate.of.days.months}
        days |= {last_of_month(date(2004, month, 1)) for month in rate.of.days.months}
        days |= {w.first for w in rate.of.days.windows if w.first == w.last and w.first.year == 2004}
    around = {day + timedelta(days=step) for day in days for step in (-1, 0, 1)}
    return tuple(sorted(day for day in around if day.year == 2004))


@lru_cache(maxsize=4096)
def _roaming(desk: Desk, call: Call) -> str:
    """Tell what a call away from home costs, that it cannot be made, or that nobody knows."""
    try:
        units = desk.table.costs((call,))[0]
    except NotOffered:
        return CLOSED
    except MissingFact:
        return UNWRITTEN
    return in_full(units * 100 // desk.table.scale)


def _roam_of(case: Case) -> Call:
    direction, network, place = (str(word) for word in case[1:4])
    start = datetime.fromisoformat(f"{case[4]}T10:00")
    return Call(Traffic(CALL, "漫游", direction, network, place), start, int(case[5]) * 60)


def _roam(ground: Ground, case: Case) -> Draft:
    desk, call = desks(ground)[str(case[0])], _roam_of(case)
    right, held = _roaming(desk, call), desk.rate(call)
    found = [row for (id, field), row in rows(ground.edition).items() if id == case[0] and "漫游" in field]
    said = [f"{named(each.cell.field)}：{each.said or '资料没有写'}" for each in found]
    return Draft(
        stem=_stem(desk, call),
        rule=f"plan.{desk.plan.id}",
        right=(right,),
        wrong=apart((right,), _strayed(ground, desk, call)),
        explanation=(*said, f"所以：{right}"),
        sources=tuple(dict.fromkeys(s for each in found for s in each.cell.sources)) or desk.plan.sources,
        assumptions=held.assumes if held else (),
        brands=(desk.plan.name,),
        facts=tuple(each.fact for each in found) or (f"plan.{desk.plan.id}",),
    )


def _stem(desk: Desk, call: Call) -> str:
    """Ask what it costs to make or to take a call somewhere else; whether one can is not told."""
    day, traffic = call.start, call.traffic
    who = f"{day.year}年{day.month}月{day.day}日，{desk.plan.name}客户在{traffic.place or '外地'}"
    what = "打" if traffic.direction == OUT else "接移动网内打来的"
    return f"{who}想{what}电话，{call.seconds // 60}分钟的漫游费是多少？"


def _strayed(ground: Ground, desk: Desk, call: Call) -> Iterator[tuple[str, str]]:
    """Take another day, another plan or the price at home."""
    right, some = _roaming(desk, call), _some_day(desk, call.traffic, call.start.time(), call.seconds)
    shut, guess = _named_after(right, dated=len(some) > 1)
    for text in some:
        yield text, {CLOSED: shut, UNWRITTEN: "written-unseen"}.get(text, guess)
    yield UNWRITTEN, "written-unseen"
    home = desk.cost(call._replace(traffic=call.traffic._replace(service="市内", network=OFF_NET, place="")))
    if home:
        yield in_full(home), "home-price"
    yield CLOSED, shut
    strange = {CLOSED: "opened", UNWRITTEN: "invented"}.get(right, "other-brand")
    for other in desks(ground).values():
        text = _roaming(other, call._replace(traffic=call.traffic._replace(place="")))
        if text not in (CLOSED, UNWRITTEN):
            yield text, strange


@lru_cache(maxsize=256)
def _some_day(desk: Desk, traffic: Traffic, at: time, seconds: int) -> tuple[str, ...]:
    """Return what may be said of a call on one day or another."""
    calls = (Call(traffic, datetime.combine(day, at), seconds) for day in _seasons(desk, traffic))
    return tuple(dict.fromkeys(_roaming(desk, call) for call in calls))


def _named_after(right: str, *, dated: bool) -> tuple[str, str]:
    """Name the mistakes of saying that it is closed, and of a price for another day."""
    if right == CLOSED:
        return "closed", "opened"
    if right != UNWRITTEN:
        return "closed", "season-guessed" if dated else "invented"
    return ("season-guessed", "season-guessed") if dated else ("silent-none", "invented")


def _roam_again(ground: Ground, case: Case) -> Key:
    """Read the rows on roaming: whether it opens that day, and then the price."""
    said = readings(ground.edition, str(case[0]))
    if said.get("漫游") == "无":
        return CLOSED
    seasons = [text for field, text in said.items() if "漫游" in field and "十一" in text]
    if seasons and case[3] != "省内":
        found = in_season(seasons[0], date.fromisoformat(str(case[4])))
        if found != "in":
            return CLOSED if found == "far" else UNWRITTEN
    number = _PRICE.fullmatch(said.get("漫游", ""))
    if number is None or (case[2] == ON_NET and "漫游限制" in said):
        return UNWRITTEN
    return in_full(int(Fraction(number[1]) * 100) * int(case[5]))


_ask = kept(_roam)

TEMPLATES: Final[tuple[Template, ...]] = (
    Template("share.roaming", "这天能不能漫游", "单选", "日期", 3, asked(_roams, _ask), _ask, _roam_again),
)
