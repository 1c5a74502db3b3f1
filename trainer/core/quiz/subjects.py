"""Subjects: what the rules that memory keeps are called on the screen, in Chinese."""

import re
from dataclasses import dataclass
from typing import Literal

from trainer.core.clauses import Clause
from trainer.core.quiz.template import Ground
from trainer.core.tariff import Edition, Limit

Kind = Literal[
    "话术",
    "步骤",
    "操作法",
    "关键时刻",
    "规定",
    "投诉与热线",
    "禁语",
    "资费",
    "开户费用",
    "限额",
    "受理",
    "证件",
    "其他",
]

LONGEST = 14
FEW = 3
_ENDS = re.compile(r"[。，；！？]+$")
_BLANK = re.compile(r"\{[^}]*\}")
_WIDE = str.maketrans(",;!?", "，；！？")


@dataclass(frozen=True, slots=True)
class Subject:
    """A rule as it is shown: a short title, and the kind of thing it is."""

    id: str
    title: str
    kind: Kind


def subject(ground: Ground, id: str) -> Subject:
    """Return the title of a rule that questions, scenarios or phrases train; an unknown id is its own."""
    return _of_library(ground, id) or _of_edition(ground, id) or Subject(id, id, "其他")


def titles(ground: Ground, ids: tuple[str, ...]) -> dict[str, str]:
    """Return the titles of some rules by id."""
    return {id: subject(ground, id).title for id in ids}


def _of_library(ground: Ground, id: str) -> Subject | None:
    library = ground.library
    if phrase := library.phrases.get(id):
        return Subject(id, f"话术：{_begun(_BLANK.sub('×', phrase.spoken))}", "话术")
    if step := library.steps.get(id):
        return Subject(id, f"{library.procedures[step.procedure].title}：{step.text}", "步骤")
    if procedure := library.procedures.get(id):
        return Subject(id, procedure.title, "操作法")
    if forbidden := library.forbidden.get(id):
        return Subject(id, f"禁语：{forbidden.words[0]}", "禁语")
    rule = library.rules.get(id)
    if rule is None:
        return None
    alike = any(other.title == rule.title and other.id != id for other in library.rules.values())
    return Subject(id, f"{rule.title}（{_begun(rule.text)}）" if alike else rule.title, _kind_of(id))


def _kind_of(id: str) -> Kind:
    if id.startswith("KM-"):
        return "关键时刻"
    if id.startswith("R-DOC"):
        return "证件"
    return "规定" if id.startswith("R-") else "投诉与热线"


def _of_edition(ground: Ground, id: str) -> Subject | None:
    edition = ground.edition
    shelf, _, brand = id.partition(".")
    if found := _of_plan(edition, id):
        return found
    if id == "opening" or (shelf == "opening" and brand in edition.openings):
        return Subject(id, f"{brand}开户费用", "开户费用")
    if limit := next((limit for limit in edition.limits if limit.id == id), None):
        return Subject(id, _limited(limit), "限额")
    return _of_rules(ground, id)


def _of_plan(edition: Edition, id: str) -> Subject | None:
    """Return the subject of a plan (its id or name), or of one of its rows (全球通.月租, cell.QQT.月租)."""
    plain = id.removeprefix("plan.").removeprefix("cell.")
    for plan in edition.plans.values():
        name, _, row = plain.partition(".")
        if name in (plan.id, plan.name):
            return Subject(id, f"{plan.name}：{row}" if row else f"{plan.name}资费", "资费")
    return None


def _of_rules(ground: Ground, id: str) -> Subject | None:
    """Return the subject of a rule of papers, a fact, a clause or a service of the edition."""
    edition = ground.edition
    if papers := next((rule for rule in edition.papers if rule.id == id), None):
        return Subject(id, f"{papers.case}证件", "证件")
    if fact := edition.facts.get(id):
        return Subject(id, fact.title, "规定")
    if clause := next((clause for clause in edition.clauses if clause.id == id), None):
        return Subject(id, _claused(edition, clause), "受理")
    service = edition.services.get(id)
    return Subject(id, f"{service.name}受理", "受理") if service else None


def _claused(edition: Edition, clause: Clause) -> str:
    """Name a clause by its days, the business and what that is about, and what follows from it."""
    before, after = _named(edition, clause.plans_from), _named(edition, clause.plans)
    plans = f"{before}转{after or '其他品牌'}" if before else after
    about = "，".join(part for part in (plans, "、".join(sorted(clause.features))) if part)
    services = [each.name for each in edition.services.values() if each.names & clause.services]
    wish = f"{services[0]}{'等' if len(services) > 1 else ''}" if services else "售后业务"
    days = f"{min(clause.days)}日至{max(clause.days)}日" if clause.days else ""
    return f"{days}{wish}{f'（{about}）' if about else ''}：{clause.verdict}"


def _named(edition: Edition, names: frozenset[str]) -> str:
    """Write the plans of some names; of many the first."""
    found = [
        plan.name
        for plan in edition.plans.values()
        if names.intersection((plan.id, plan.name, plan.family, *plan.aliases))
    ]
    return f"{found[0]}等" if len(found) > FEW else "、".join(found)


def _limited(limit: Limit) -> str:
    if limit.segment:
        return f"{limit.segment}号段限额"
    day = limit.first or limit.last
    when = f"{day.year}年{day.month}月{day.day}日" if day else ""
    return f"{when}{'以后' if limit.first else '以前' if day else ''}入网的限额"


def _begun(text: str) -> str:
    plain = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return _ENDS.sub("", plain.translate(_WIDE))
