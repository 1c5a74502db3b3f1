"""The calls that are asked for: which, on which days and at which moments, and how a call is told."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from trainer.core.money import price
from trainer.core.quiz.rated.desks import Desk
from trainer.core.quiz.template import Case, Draft
from trainer.core.quiz.wrong import tried
from trainer.core.rates import CALL, IN, OFF_NET, ON_NET, OUT, For, Rate, Traffic
from trainer.core.rating import Call, Part
from trainer.core.when import DAY, EVERY_DAY

ON: Final = date(2004, 7, 3)
"""The day of a call where any day would do."""
AT_EDGE: Final = "AS-10"
"""The reading by which a call is cut at the edge of a band."""
_NETWORKS: Final = {"": "", ON_NET: "移动网内的", OFF_NET: "网外的"}


def traffics(desk: Desk) -> Iterator[Traffic]:
    """Yield the calls at home that have a row of their own, in the table's order."""
    found: dict[Traffic, None] = {}
    for rate in desk.table.rates:
        for service in sorted(rate.of.service):
            if rate.of.kind == CALL and service != "漫游":
                found.update(dict.fromkeys(_told(desk, rate, service)))
    yield from found


def _told(desk: Desk, rate: Rate, service: str) -> Iterator[Traffic]:
    """Yield a row's calls in each direction, told as clearly as the table asks."""
    places = {place for each in desk.table.rates for place in each.of.place if service in each.of.service}
    away = sorted(place[:-1] + "外" for place in places)
    place = next(iter(sorted(rate.of.place) or away), "")
    ways = sorted(rate.of.direction) or [OUT, IN]
    for way in ways if service == "市内" else [OUT]:
        networks = sorted(rate.of.network) or ["", OFF_NET]
        calls = (Traffic(CALL, service, way, network, place) for network in networks)
        yield from [call for call in calls if tried(desk.table.timetable.rows, call) is not None][:1]


def days_of(desk: Desk, traffic: Traffic) -> list[date]:
    """Return the days a call is asked for: around the day from which a row holds, and a plain one."""
    found = desk.table.timetable.rows(traffic)
    firsts = sorted({rate.of.days.first for rate in found if rate.of.days.first})
    return [*(first - timedelta(days=back) for first in firsts for back in (1, 0)), ON]


def moments(desk: Desk, traffic: Traffic, day: date, seconds: int) -> Iterator[datetime]:
    """Yield the moments that a call of so many seconds is asked for: a minute off each edge of a band."""
    bands = desk.table.timetable.day(traffic, ON)
    begin = datetime.combine(day, time())
    if len(bands) == 1:
        yield begin + timedelta(hours=10)
    for band in bands if len(bands) > 1 else ():
        if band.start:
            yield begin + timedelta(seconds=band.start + 60)
        if band.end < DAY:
            yield begin + timedelta(seconds=band.end - seconds - 60)


def call_of(case: Case) -> Call:
    """Return the call that a case tells: plan, service, direction, network, place, moment, seconds."""
    words = [str(word) for word in case[1:5]]
    return Call(Traffic(CALL, *words), datetime.fromisoformat(str(case[5])), int(case[6]))


def case_of(desk: Desk, call: Call) -> Case:
    """Write a call down as the inputs of a question."""
    traffic = call.traffic
    words = (traffic.service, traffic.direction, traffic.network, traffic.place)
    return (desk.plan.id, *words, call.start.isoformat(timespec="minutes"), call.seconds)


# How a call is told


def scene(desk: Desk, call: Call) -> str:
    """Tell who calls when, where and how long: 青春套餐客户19点01分打市内电话5分钟."""
    traffic, start, seconds = call
    dated = any(rate.of.days != EVERY_DAY for rate in desk.table.timetable.rows(traffic))
    when = f"{start.year}年{start.month}月{start.day}日" if dated else ""
    if len(desk.table.timetable.day(traffic, ON)) > 1:
        when += f"{start.hour}点{start.minute:02}分".removesuffix("00分")
    where = f"在{traffic.place}" if traffic.place else ""
    network = _NETWORKS.get(traffic.network, f"{traffic.network}的")
    verb = "打" if traffic.direction == OUT else "接"
    return f"{desk.plan.name}客户{when}{where}{verb}{network}{traffic.service}电话{length(seconds)}"


def length(seconds: int) -> str:
    """Write seconds as they are said: 61秒, 10分钟."""
    return f"{seconds}秒" if seconds % 60 else f"{seconds // 60}分钟"


def stem(desk: Desk, call: Call) -> str:
    """Ask for what the call costs by itself: what is paid or given each month is left aside."""
    traffic = call.traffic
    given = any(_gives(of, traffic) for bundle in desk.tariff.bundles for of in bundle.of)
    flat = any(IN in charge.name for charge in desk.tariff.charges) and traffic.direction == IN
    aside = "（赠送的时长已用完）" if given else "（包月费不算）" if flat else ""
    fee = "通话费" if traffic.service == "市内" else f"{traffic.service}费"
    return f"{scene(desk, call)}，{fee}是多少元{aside}？"


def _gives(of: For, traffic: Traffic) -> bool:
    return of.allows(traffic._replace(network=traffic.network or next(iter(of.network), "")))


def drawn(desk: Desk, call: Call, stem: str) -> Draft:
    """Return what every question about one call shares; a call without a price has no trace."""
    parts = tried(desk.table.parts, call) or ()
    found = [part.rate for part in parts] or list(desk.table.timetable.rows(call.traffic))
    assumes = dict.fromkeys(id for part in parts for id in part.rate.assumes)
    return Draft(
        stem=stem,
        rule=f"plan.{desk.plan.id}",
        explanation=tuple(map(_trace, parts)) or (f"{desk.plan.name}的这种电话，资料没有写价，要查实再答",),
        sources=tuple(dict.fromkeys(source for rate in found for source in rate.sources)),
        assumptions=tuple(id for id in assumes if id != AT_EDGE or len(parts) > 1),
        brands=(desk.plan.name,),
        facts=tuple(dict.fromkeys(fact for rate in found for fact in desk.facts[rate.id])),
    )


def _trace(part: Part) -> str:
    stage, steps = part.rate.stages[0], part.runs[0].steps
    if not stage.price:
        return f"{part.rate.name}：不另收钱"
    unit = "分钟" if stage.per == 60 else f"个{stage.per}秒"
    return f"{part.rate.name}：{steps}{unit}×{price(stage.price)}元＝{price(stage.price * steps)}元"
