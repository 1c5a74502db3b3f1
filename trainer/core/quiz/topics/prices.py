"""What one call costs: by the time of day, the direction, the network and the place."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import product
from typing import Final

from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.printed.calls import by_print
from trainer.core.quiz.question import Key, Number
from trainer.core.quiz.rated.calls import ON, call_of, case_of, days_of, drawn, moments, stem, traffics
from trainer.core.quiz.rated.desks import Desk, desks
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.wrong import kept, slips
from trainer.core.rates import IN, OFF_NET, ON_NET, OUT
from trainer.core.rating import Call
from trainer.core.when import midnight, second_of

MISTAKES: Final[Mapping[str, Mistake]] = {
    "band": Mistake("时段用错", "这是另一个时段的价，先看清打电话的钟点。"),
    "start-date": Mistake("启用日期弄错", "这个价有启用日期，那天以前不用，那天起才用。"),
    "direction": Mistake("主叫被叫弄混", "打和接的价不一样，看清客户是主叫还是被叫。"),
    "network": Mistake("网内网外弄混", "网内和网外的价不一样，看清对方是哪个网。"),
    "area": Mistake("优惠区域弄混", "优惠价只在写明的区域里用，出了区域另算。"),
    "by-minute": Mistake("6秒的价当分钟价", "这个价是每6秒的，1分钟有10个6秒。"),
    "by-six": Mistake("分钟价当6秒的价", "这个价是每分钟的，不是每6秒的。"),
    "one-more": Mistake("多算一个单位", "正好是整数个计费单位，不要多算一个。"),
}
COUNTS: Final = {60: (1, 5, 12), 6: (1, 10, 25)}
"""How many units of so many seconds a call is asked for."""
OTHERS: Final = 3
"""Of how many other plans the price may be taken."""


def _calls(ground: Ground) -> Iterator[Case]:
    """Yield every call at home in a few lengths, one unit first."""
    for place, desk in product(range(len(COUNTS[60])), desks(ground).values()):
        for traffic in traffics(desk):
            rate = desk.rate(Call(traffic, datetime.combine(ON, time(22)), 60))
            seconds = rate.stages[0].per * COUNTS[rate.stages[0].per][place] if rate else 60
            for day in days_of(desk, traffic)[: 1 if place else None]:
                calls = [Call(traffic, start, seconds) for start in moments(desk, traffic, day, seconds)]
                yield from (case_of(desk, call) for call in calls if desk.cost(call) is not None)


def _call(ground: Ground, case: Case) -> Draft:
    desk, call = desks(ground)[str(case[0])], call_of(case)
    right = desk.cost(call) or 0
    end = "（写两位小数）" if right % 100 else ""
    number = Number(right, "元", slips(right, _astray(ground, desk, call)))
    return replace(drawn(desk, call, stem(desk, call) + end), number=number)


def _astray(ground: Ground, desk: Desk, call: Call) -> Iterator[tuple[int | None, str]]:
    """Rate the call with one error at a time."""
    (traffic, start, seconds), cost = call, desk.cost
    for band in desk.table.timetable.day(traffic, start.date()):
        if not band.start <= second_of(start) < band.end:
            then = midnight(start) + timedelta(seconds=band.start + 60)
            yield cost(Call(traffic, then, seconds)), "band"
    for day in days_of(desk, traffic)[:-1]:
        yield cost(Call(traffic, datetime.combine(day, start.time()), seconds)), "start-date"
    other_way = IN if traffic.direction == OUT else OUT
    yield cost(Call(traffic._replace(direction=other_way), start, seconds)), "direction"
    for network in (ON_NET, OFF_NET) if traffic.network else ():
        yield cost(Call(traffic._replace(network=network), start, seconds)), "network"
    if traffic.place:
        yield cost(Call(traffic._replace(place=""), start, seconds)), "area"
    right, rate = cost(call) or 0, desk.table.timetable.pick(traffic, start)[0]
    yield (right // 10, "by-minute") if rate.stages[0].per == 6 else (right * 10, "by-six")
    yield cost(Call(traffic, start, seconds + rate.stages[0].per)), "one-more"
    for other in list(desks(ground).values())[:OTHERS]:
        yield other.cost(call), "other-brand"


def _call_again(ground: Ground, case: Case) -> Key:
    return by_print(ground.edition, str(case[0]), call_of(case))


TEMPLATES: Final[tuple[Template, ...]] = (
    Template("price.call", "一个电话多少钱", "填数", "话费计算", 2, _calls, kept(_call), _call_again),
)
