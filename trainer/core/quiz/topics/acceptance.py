"""What is accepted at the counter on an ordinary day: services, brands, functions, conversions."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

from trainer.core.quiz.counter.asking import (
    answered,
    answered_again,
    drawn_together,
    judged,
    judged_again,
    verdict,
    verdict_again,
)
from trainer.core.quiz.counter.errors import MISTAKES as ERRORS
from trainer.core.quiz.counter.quoted import reading
from trainer.core.quiz.counter.visits import (
    ADD,
    AGENCY,
    BOTH,
    CONVERT,
    DROP,
    NO,
    OPEN,
    OWN_HALL,
    RERATE,
    YES,
    Visit,
    decided,
    said,
)
from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.question import UNWRITTEN, Key
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.wrong import apart, asked

MISTAKES: Final[Mapping[str, Mistake]] = {
    **ERRORS,
    "pair-unwritten": Mistake("没写的转法当成写了", "这样转行不行，资料没有写，不能先答应。"),
    "pair-barred": Mistake("不许转的当成能转", "条文写明了不能这样转。"),
    "not-after-sale": Mistake("不是售后也拦欠费", "不欠费才能办，说的是售后业务，这项不算。"),
}
NOTHING_OWED, OWED = 0, 1
SILENT_FROM: Final = ("全球通", "黄鹤卡", "智慧卡", "乡情卡", "学生套餐", "校园套餐", "大灵通")
"""Brands whose conversions are asked for even where the material is silent: enough to learn that it is."""
FEW = 3
"""How many right answers a question on several conversions or services shows."""
_PLAN_TOLD = (ADD, DROP, BOTH, OPEN)


# The visits


def _served(ground: Ground) -> Iterator[Visit]:
    """Yield each service, owing and not; a conversion that is named stands for the rest."""
    services = [service for service in ground.edition.services.values() if service.name != OPEN]
    for owes in (OWED, NOTHING_OWED):
        for service in services:
            pair = service.name in (CONVERT, RERATE)
            plan = "全球通" if pair or service.name in _PLAN_TOLD else ""
            if not owes or service.after_sale:
                yield Visit(service.name, "黄鹤卡" if pair else "", plan, owes)


def _opened(ground: Ground) -> Iterator[Visit]:
    """Yield the opening of each brand, of one that binds the place in each place."""
    bound = {plan for rule in ground.edition.papers if rule.place for plan in rule.plans}
    for plan in ground.edition.plans.values():
        places = (AGENCY, OWN_HALL) if plan.name in bound else ("",)
        yield from (Visit(OPEN, "", plan.name, place=place) for place in places)


def _functions(ground: Ground) -> Iterator[Visit]:
    """Yield the functions of which the clauses speak, for the brands that they name."""
    for clause in ground.edition.clauses:
        for feature in sorted(clause.features):
            for service in sorted(clause.services - {BOTH}):
                yield from (Visit(service, "", plan, 0, feature) for plan in sorted(clause.plans))


def _pairs(ground: Ground) -> Iterator[Visit]:
    """Yield the conversions on which the material says something, and some of which it says nothing."""
    plans = [plan.name for plan in ground.edition.plans.values()]
    for target in plans:
        for origin in plans:
            pair = Visit(CONVERT, origin, target)
            if origin != target and (origin in SILENT_FROM or _speaks(ground, pair)):
                yield pair


def _speaks(ground: Ground, pair: Visit) -> bool:
    return decided(ground.edition, pair).verdict != "资料未写"


def _visits(ground: Ground) -> Iterator[Case]:
    yield from (each.case for part in (_functions, _opened, _served) for each in part(ground))


def _conversions(ground: Ground) -> Iterator[Case]:
    yield from (each.case for each in sorted(_pairs(ground), key=lambda pair: not _speaks(ground, pair)))


def _replied(ground: Ground) -> Iterator[Case]:
    yield from (each.case for part in (_served, _functions, _opened) for each in part(ground))


def _claims(ground: Ground) -> Iterator[Case]:
    """Yield what may be claimed of a conversion or a function on which the material speaks."""
    for part in (_functions, _pairs):
        for each in part(ground):
            if said(decided(ground.edition, each)) != UNWRITTEN:
                yield from ((*each.case, claimed) for claimed in (YES, NO))


# Several conversions


def _partners(ground: Ground) -> Iterator[Case]:
    """Yield each brand that may become several others, or be come from several, with some that it may."""
    plans = [plan.name for plan in ground.edition.plans.values()]
    for way in ("转成", "转自"):
        for pivot in plans:
            open_to = [other for other in plans if other != pivot and _may(ground, way, pivot, other)]
            if 2 <= len(open_to) <= len(plans) - 4:
                yield from ((way, pivot, *few) for few in _fews(open_to))


def _fews(names: list[str]) -> Iterator[tuple[str, ...]]:
    yield from combinations(names, min(len(names), FEW))


def _pair(way: str, pivot: str, other: str) -> Visit:
    return Visit(CONVERT, pivot, other) if way == "转成" else Visit(CONVERT, other, pivot)


def _may(ground: Ground, way: str, pivot: str, other: str) -> bool:
    return decided(ground.edition, _pair(way, pivot, other)).accepted


def _several(ground: Ground, case: Case) -> Draft:
    way, pivot, *few = map(str, case)
    wrong = []
    for plan in ground.edition.plans.values():
        if plan.name != pivot and not _may(ground, way, pivot, plan.name):
            verdict = decided(ground.edition, _pair(way, pivot, plan.name)).verdict
            wrong.append((plan.name, "pair-barred" if verdict == NO else "pair-unwritten"))
    asks = f"资料写了{pivot}可以转成哪些品牌" if way == "转成" else f"资料写了哪些品牌可以转成{pivot}"
    stem = f"平日，客户不欠费。{asks}？（多选）"
    visits = [_pair(way, pivot, name) for name in few]
    return drawn_together(ground, visits, stem, tuple(few), apart(few, wrong))


def _several_again(ground: Ground, case: Case) -> Key:
    """Read for every brand whether it may; those that were left out of the case are not shown."""
    way, pivot, *few = map(str, case)
    plans = (plan.name for plan in ground.edition.plans.values() if plan.name != pivot)
    may = {name for name in plans if reading(ground, _pair(way, pivot, name)).verdict == YES}
    return frozenset(may & set(few))


# Who owes


def _after_sale(ground: Ground) -> list[Visit]:
    """Return each service for a customer who owes, the conversions left out: they hang on the brands."""
    return [each for each in _served_all(ground) if each.service not in (CONVERT, RERATE)]


def _served_all(ground: Ground) -> Iterator[Visit]:
    for service in ground.edition.services.values():
        yield Visit(service.name, "", "全球通" if service.name in _PLAN_TOLD else "", OWED)


def _refused(ground: Ground) -> Iterator[Case]:
    names = [e.service for e in _after_sale(ground) if not decided(ground.edition, e).accepted]
    yield from (tuple(names[i : i + FEW]) for i in range(len(names) - FEW + 1))


def _owing(ground: Ground, case: Case) -> Draft:
    few = tuple(map(str, case))
    visits = {each.service: each for each in _after_sale(ground)}
    free = [name for name, each in visits.items() if decided(ground.edition, each).accepted]
    stem = "客户欠费还没有交，平日来办下面的业务，哪些不能受理？（多选）"
    wrong = apart(few, ((name, "not-after-sale") for name in free))
    return drawn_together(ground, [visits[name] for name in few], stem, few, wrong)


def _owing_again(ground: Ground, case: Case) -> Key:
    visits = {each.service: each for each in _after_sale(ground)}
    return frozenset(str(name) for name in case if reading(ground, visits[str(name)]).owes)


TEMPLATES: Final[tuple[Template, ...]] = (
    Template(
        "accept.verdict",
        "受理不受理",
        "单选",
        "受理规定",
        2,
        asked(_visits, verdict),
        verdict,
        verdict_again,
    ),
    Template(
        "accept.convert",
        "能不能转",
        "单选",
        "受理规定",
        3,
        asked(_conversions, verdict),
        verdict,
        verdict_again,
    ),
    Template(
        "accept.reply", "怎么答复", "单选", "受理规定", 3, asked(_replied, answered), answered, answered_again
    ),
    Template("accept.judge", "答复对不对", "判断", "受理规定", 2, _claims, judged, judged_again),
    Template("accept.partners", "能转哪些", "多选", "受理规定", 4, _partners, _several, _several_again),
    Template("accept.owing", "欠费不能办什么", "多选", "受理规定", 2, _refused, _owing, _owing_again),
)
