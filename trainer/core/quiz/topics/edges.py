"""Calls at the edges: over the edge of a band, of a unit, and of what is written at all."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Final

from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.printed.calls import by_print, printed
from trainer.core.quiz.question import UNWRITTEN, Key, Number
from trainer.core.quiz.rated.calls import ON, call_of, case_of, drawn, length, scene, stem, traffics
from trainer.core.quiz.rated.desks import Desk, desks
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.wrong import apart, fen, in_full, kept, slips
from trainer.core.rates import OUT
from trainer.core.rating import Call
from trainer.core.when import midnight

MISTAKES: Final[Mapping[str, Mistake]] = {
    "one-less": Mistake("少算一个单位", "计费单位少数了一个。"),
    "rounded-up": Mistake("零头自己进了位", "资料没有写不满一个单位怎样算，不能自己进位。"),
    "rounded-down": Mistake("零头自己舍了", "资料没有写不满一个单位怎样算，不能自己舍掉。"),
    "pro-rata": Mistake("零头按秒摊", "资料没有写不满一个单位怎样算，不能自己按秒摊。"),
    "all-first": Mistake("全按前一时段算", "电话跨了时段，从时段边上切开，后一段用后面的价。"),
    "all-last": Mistake("全按后一时段算", "电话跨了时段，从时段边上切开，前一段用前面的价。"),
    "parts-swapped": Mistake("两段的价用反", "切开以后，前一段用前面的价，后一段用后面的价。"),
    "doubled-half": Mistake("由半价倒推原价", "资料只印了半价，原价没有印，不能自己乘2。"),
}

# A call over the edge of a band


def _crossings(ground: Ground) -> Iterator[Case]:
    for desk in desks(ground).values():
        for traffic in traffics(desk):
            edges = [band.start for band in desk.table.timetable.day(traffic, ON) if band.start]
            for edge, (before, after) in product(edges, ((1, 1), (5, 10), (12, 3))):
                start = midnight(ON) + timedelta(seconds=edge - before * 60)
                call = Call(traffic, start, (before + after) * 60)
                if desk.cost(call) is not None:
                    yield case_of(desk, call)


def _crossing(ground: Ground, case: Case) -> Draft:
    desk, call = desks(ground)[str(case[0])], call_of(case)
    first, last = desk.table.parts(call)
    one, two = first.rate.stages[0].price, last.rate.stages[0].price
    wrong = (
        (fen(one * call.seconds / 60), "all-first"),
        (fen(two * call.seconds / 60), "all-last"),
        (fen((two * first.seconds + one * last.seconds) / 60), "parts-swapped"),
    )
    right = desk.cost(call) or 0
    asks = f"{scene(desk, call)}，中间跨了时段，分段算，通话费是多少元？（写两位小数）"
    return replace(drawn(desk, call, asks), number=Number(right, "元", slips(right, wrong)))


def _crossing_again(ground: Ground, case: Case) -> Key:
    """Charge minute by minute, each at its printed price."""
    call = call_of(case)
    starts = (call.start + timedelta(minutes=minute) for minute in range(call.seconds // 60))
    return sum(by_print(ground.edition, str(case[0]), Call(call.traffic, start, 60)) for start in starts)


# A call that may have no price


def _lengths(ground: Ground) -> Iterator[Case]:
    """Yield calls around whole units, and those that no row has a price for."""
    for desk in desks(ground).values():
        for traffic in (each for each in traffics(desk) if each.direction == OUT):
            start = midnight(ON) + timedelta(hours=10)
            rate = desk.rate(Call(traffic, start, 60))
            per = rate.stages[0].per if rate else 60
            for seconds in (per, per + 1, 10 * per - 1, 10 * per) if rate else (per, 5 * per):
                yield case_of(desk, Call(traffic, start, seconds))


def _outcome(ground: Ground, case: Case) -> Draft:
    desk, call = desks(ground)[str(case[0])], call_of(case)
    cost, rate = desk.cost(call), desk.rate(call)
    right = UNWRITTEN if cost is None else in_full(cost)
    misread = _misread(desk, call) if rate else _made_up(ground, desk, call)
    wrong = [(in_full(amount), mistake) for amount, mistake in misread if amount is not None]
    wrong += [] if rate else [("不收钱", "silent-zero")]
    draft = drawn(desk, call, stem(desk, call).replace("多少元", "多少"))
    if cost is None and rate:
        draft = replace(draft, explanation=(_odd(call.seconds, rate.stages[0].per),))
    return replace(draft, right=(right,), wrong=apart((right,), (*wrong, (UNWRITTEN, "written-unseen"))))


def _odd(seconds: int, per: int) -> str:
    return f"{length(seconds)}不是{length(per)}的整数倍，不满{length(per)}的零头怎样算，资料没有写"


def _misread(desk: Desk, call: Call) -> Iterator[tuple[int | None, str]]:
    """Count the units of a call wrongly, or decide by oneself what a started one costs."""
    stage = desk.table.timetable.pick(call.traffic, call.start)[0].stages[0]
    odd, per = call.seconds % stage.per, stage.per
    whole = call.seconds - odd
    if odd:
        yield desk.cost(call._replace(seconds=whole)), "rounded-down"
        yield fen(desk.eager.yuan(desk.eager.costs([call])[0])), "rounded-up"
        yield fen(stage.price * call.seconds / per), "pro-rata"
    else:
        yield desk.cost(call._replace(seconds=whole + per)), "one-more"
        yield (desk.cost(call._replace(seconds=whole - per)) if whole > per else None), "one-less"
        yield (desk.cost(call) or 0) * 10, "by-six" if per == 60 else "by-minute"


def _made_up(ground: Ground, desk: Desk, call: Call) -> Iterator[tuple[int | None, str]]:
    """Answer from what is printed for another time, another place or another plan."""
    night = desk.cost(call._replace(start=call.start + timedelta(hours=12)))
    yield night, "band"
    yield night and night * 2, "doubled-half"
    inside = call.traffic._replace(place=call.traffic.place[:-1] + "内")
    yield desk.cost(call._replace(traffic=inside)), "area"
    for other in desks(ground).values():
        yield other.cost(call._replace(traffic=call.traffic._replace(place=""))), "invented"


def _outcome_again(ground: Ground, case: Case) -> Key:
    """Look for a printed price; it is for whole units only."""
    call = call_of(case)
    row = printed(ground.edition, str(case[0]), call)
    if row is None or not row.per or call.seconds % row.per:
        return UNWRITTEN
    return in_full(row.cost(call.seconds))


TEMPLATES: Final[tuple[Template, ...]] = (
    Template(
        "price.crossing", "跨时段的电话", "填数", "话费计算", 4, _crossings, kept(_crossing), _crossing_again
    ),
    Template("price.outcome", "有没有写价", "单选", "话费计算", 3, _lengths, kept(_outcome), _outcome_again),
)
