"""Which of two plans is cheaper for a month of calls and messages."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product
from typing import Final

from trainer.core.bill import Bill
from trainer.core.lines import MONTHLY, TRUE_UP
from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.printed import months as print_
from trainer.core.quiz.question import UNWRITTEN, Key
from trainer.core.quiz.rated.desks import Desk, desks
from trainer.core.quiz.rated.months import home, month, summed
from trainer.core.quiz.rated.uses import uses
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.wrong import apart, asked, fen, kept, told
from trainer.core.rates import IN, MESSAGE, OUT

MISTAKES: Final[Mapping[str, Mistake]] = {
    "uses-only": Mistake("只算了用的", "比之前，先把每月固定的费用也加上。"),
    "fixed-only": Mistake("只比了月费", "比之前，先把用的通话和短信也加上。"),
    "not-added-up": Mistake("没有算清就比", "两个品牌都要分项算清，再比。"),
}
SAME: Final = "一样多"
_PROFILES: Final = (
    (("网外主叫", 80),),
    (("网外主叫", 79),),
    (("网外主叫", 81),),
    (("网外主叫", 200), ("网外被叫", 100)),
    (("网外主叫", 20), ("网内短信", 200)),
)
"""Months by which two plans are compared: at 80 minutes two of them cost the same."""
_FOR_FEW: Final = "资格"
"""The field of a plan that only some people can have."""


def _pairs(ground: Ground) -> Iterator[Case]:
    """Yield two plans that anybody can have today, and a month by which to compare them."""
    plain = [desk for desk in desks(ground).values() if _is_for_all(desk)]
    for profile, (one, two) in product(_PROFILES, combinations(plain, 2)):
        yield one.plan.id, two.plan.id, *(each for use in profile for each in use)


def _is_for_all(desk: Desk) -> bool:
    """Tell whether anybody can have a plan today, at one price wherever in town they are."""
    placed = any(rate.of.place for rate in home(desk).rates)
    is_open = desk.plan.status in ("在售", "短期")
    return is_open and not placed and all(cell.field != _FOR_FEW for cell in desk.plan.cells)


def _cheaper(ground: Ground, case: Case) -> Draft:
    both = [desks(ground)[str(id)] for id in case[:2]]
    names = (both[0].plan.name, both[1].plan.name)
    months = [month(desk, (desk.plan.id, "", *case[2:])) for desk in both]
    known = [(found.total, not found.gaps) if found else (None, False) for found in months]
    right = _lesser(names, known)
    lines = [line for found in months if found for line in found.lines]
    costs = (f"{name}：{_told(found)}" for name, found in zip(names, months, strict=True))
    return Draft(
        stem=f"客户一个月白天{_doing(uses(case))}。{_one(both[0])}和{_one(both[1])}，哪个花得少？",
        rule=f"plan.{both[0].plan.id}",
        right=(right,),
        wrong=apart((right,), _guessed(names, months)),
        explanation=(*costs, f"所以：{right}"),
        sources=tuple(dict.fromkeys(source for line in lines for source in line.sources)),
        assumptions=tuple(dict.fromkeys(id for line in lines for id in line.assumptions)),
        brands=names,
        facts=tuple(f"plan.{desk.plan.id}" for desk in both),
    )


def _one(desk: Desk) -> str:
    """Name a plan, with the package that its month is worked out with."""
    packs = [charge.name for charge in desk.tariff.charges if "业务包" in charge.name]
    return f"{desk.plan.name}（办了{packs[0]}）" if packs else desk.plan.name


def _told(found: Bill | None) -> str:
    if found is None:
        return "有的价没有写"
    lost = "、".join(line.name for line in found.lines if line.amount is None)
    fixed = told(fen(summed(line for line in found.lines if line.kind == MONTHLY)) or 0)
    up = "，补足到最低消费" if any(line.amount for line in found.lines if line.kind == TRUE_UP) else ""
    gap = f"，{lost}没有写，还没算进去" if lost else ""
    return f"月费{fixed}{up}，一共{told(fen(found.total) or 0)}{gap}"


def _doing(used: Sequence[tuple[str, int]]) -> str:
    verbs = {OUT: "打{}电话{}分钟", IN: "接{}电话{}分钟", MESSAGE: "发{}短信{}条"}
    return "，".join(verbs[name[-2:]].format(name[:-2], number) for name, number in used)


def _lesser(names: tuple[str, str], known: Sequence[tuple[Fraction | None, bool]]) -> str:
    """Name the cheaper plan; a sum that lacks a part may still be too much by itself."""
    (one, whole), (two, all_) = known
    if one is None or two is None:
        return UNWRITTEN
    if whole and all_:
        return SAME if one == two else names[0 if one < two else 1]
    if all_ and one > two:
        return names[1]
    return names[0] if whole and two > one else UNWRITTEN


def _guessed(names: tuple[str, str], months: Sequence[Bill | None]) -> Iterator[tuple[str, str]]:
    """Compare by one part of the bills alone, or what is not written as nothing."""
    for mistake, wanted in (("uses-only", False), ("fixed-only", True)):
        sums = [
            summed(line for line in found.lines if (line.kind == MONTHLY) is wanted)
            for found in months
            if found
        ]
        if len(sums) == len(names):
            yield _lesser(names, [(each, True) for each in sums]), mistake
    yield UNWRITTEN, "written-unseen"
    for name in names:
        yield name, "not-added-up"


def _cheaper_again(ground: Ground, case: Case) -> Key:
    names = [ground.edition.plans[str(id)].name for id in case[:2]]
    (one, first), (two, second) = (print_.month(ground, str(id), "", uses(case)) for id in case[:2])
    if one is None or two is None or (not first and one <= two) or (not second and two <= one):
        return UNWRITTEN
    return SAME if one == two else min((one, names[0]), (two, names[1]))[1]


_ask = kept(_cheaper)

TEMPLATES: Final[tuple[Template, ...]] = (
    Template("bill.cheaper", "哪个花得少", "单选", "话费计算", 4, asked(_pairs, _ask), _ask, _cheaper_again),
)
