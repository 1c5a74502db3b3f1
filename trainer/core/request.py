"""A customer's request as it is told, and how it is understood: every name is looked up, none is guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from trainer.core.clauses import Circumstances, Names, Service
from trainer.core.decision import BadRequest
from trainer.core.papers import PapersRule, papers_rule
from trainer.core.tariff import Edition, unknown_brand


@dataclass(frozen=True, slots=True)
class Request:
    """What a customer wants, and what is known of it; what is not told stays empty.

    `plan` is the plan wanted or held, `plan_from` the one left behind, `papers` what is carried
    ("本人：身份证"; None: not told yet), `case` who comes (私人开户 …; the service's usual one by default),
    `joined` the day on which the number was opened, `segment` its first figures.
    """

    service: str
    plan: str = ""
    plan_from: str = ""
    papers: tuple[str, ...] | None = None
    case: str = ""
    arrears: bool | None = None
    place: str = ""
    feature: str = ""
    joined: date | None = None
    segment: str = ""


def understood(edition: Edition, request: Request, on: date) -> Circumstances:
    """Return what is told, under all its names; raise BadRequest, UnknownBrand and UnknownCase."""
    _refuse_days(edition, request, on)
    plan, plan_from = _plan(edition, request.plan), _plan(edition, request.plan_from)
    if plan and plan == plan_from:
        raise BadRequest(f"原来就是{request.plan}，不用再转")
    service = _service(edition, request.service)
    return Circumstances(
        service,
        plan,
        plan_from,
        _case(edition, request, service),
        _feature(edition, request.feature),
        frozenset({request.place}) if request.place else None,
        request.arrears,
    )


def rule_of(edition: Edition, told: Circumstances) -> PapersRule | None:
    """Return the rule of papers: the plan's own, that of the case told, or the service's usual one.

    Raise BadRequest where the case told is for other plans.
    """
    rules = [papers_rule(edition, case) for case in told.service.papers]
    own = [rule for rule in rules if told.plan and rule.plans & told.plan]
    by_case = [rule for rule in rules if told.case and rule.case in told.case]
    if by_case and told.plan and by_case[0].plans and not own:
        raise BadRequest(f"{by_case[0].case}只用于{'、'.join(sorted(by_case[0].plans))}")
    return next(iter([*own, *by_case, *rules]), None)


def worded(text: str, request: Request, service: Service) -> str:
    """Put the words of the request into the blanks of a reason."""
    blanks = {
        "{service}": service.name,
        "{plan}": request.plan or "这种品牌",
        "{plan_from}": request.plan_from or "原来的品牌",
        "{feature}": request.feature or "这项功能",
        "{place}": request.place or "这里",
    }
    for blank, word in blanks.items():
        text = text.replace(blank, word)
    return text


def _refuse_days(edition: Edition, request: Request, on: date) -> None:
    first, last = edition.valid_from or date.min, edition.valid_to or date.max
    if not first <= on <= last:
        term = f"{edition.valid_from or '不限'}至{edition.valid_to or '不限'}"
        raise BadRequest(f"{on}不在「{edition.title}」的有效期里（{term}）")
    if request.joined and request.joined > on:
        raise BadRequest(f"入网日期{request.joined}晚于办理日期{on}")


def _plan(edition: Edition, name: str) -> Names | None:
    if not name:
        return None
    known: list[str] = []
    for plan in edition.plans.values():
        names = [text for text in (plan.name, plan.id, *plan.aliases) if text]
        if name in names:
            return frozenset({*names, plan.family} - {""})
        known += [*names, plan.family]
    known += edition.openings
    if name in known:
        return frozenset({name})
    raise unknown_brand(name, filter(None, known))


def _service(edition: Edition, name: str) -> Service:
    for service in edition.services.values():
        if name in service.names:
            return service
    raise _unknown("业务", name, (service.name for service in edition.services.values()))


def _case(edition: Edition, request: Request, service: Service) -> Names | None:
    if not request.case:
        return None
    rule = papers_rule(edition, request.case)
    cases = [papers_rule(edition, case) for case in service.papers]
    if rule not in cases:
        known = "、".join(each.case for each in cases)
        raise BadRequest(f"{service.name}不分「{rule.case}」这种情况" + (f"，可选：{known}" if known else ""))
    return frozenset({rule.id, rule.case})


def _feature(edition: Edition, name: str) -> Names | None:
    if not name:
        return None
    known = sorted({feature for clause in edition.clauses for feature in clause.features})
    if name not in known:
        raise _unknown("功能", name, known)
    return frozenset({name})


def _unknown(what: str, name: str, known: Iterable[str]) -> BadRequest:
    names = list(known)
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    return BadRequest(
        f"规则里没有{what}「{name}」，" + (f"是否指「{near[0]}」？" if near else f"现有：{'、'.join(names)}")
    )
