"""What can be looked up beside a conversation: printed facts, rules and phrases, and the search in them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from trainer.core.clauses import Clause
from trainer.core.library import Library, Source
from trainer.core.tariff import Edition, Limit, Plan

Group = Literal["资费", "规则", "话术与步骤"]
RATES: Group = "资费"
RULES: Group = "规则"
SAYINGS: Group = "话术与步骤"
GROUPS: tuple[Group, ...] = (RATES, RULES, SAYINGS)
SILENT = "未写"
_AMOUNT = re.compile(r"\d+(?:\.\d+)?(?:–\d+(?:\.\d+)?)?")
_UNIT = re.compile(r"(?<=\d)/(?=分|条|6秒|月)")
_LEAST_PART = 2
"""Words written without a space between them are told apart where each has so many letters."""


@dataclass(frozen=True, slots=True)
class Extract:
    """One thing that can be looked up; `words` are found too, but not shown."""

    group: Group
    title: str
    text: str
    note: str = ""
    sources: tuple[Source, ...] = ()
    words: str = ""

    @property
    def is_silent(self) -> bool:
        """Tell whether the material does not say."""
        return self.text == SILENT


def extracts(library: Library, edition: Edition) -> tuple[Extract, ...]:
    """List everything that the library and an edition hold, in the printed order, group by group."""
    return (*_rates(edition), *_rules(library, edition), *_sayings(library))


def find(known: Iterable[Extract], text: str) -> tuple[Extract, ...]:
    """Return the entries in which every word of `text` occurs, those that have it in the title first.

    Words may be written together (全球通月租). Without a word nothing is left out.
    """
    words = _plain(text).split()
    ranked = [(rank, entry) for entry in known if (rank := _rank(entry, words)) is not None]
    return tuple(entry for _, entry in sorted(ranked, key=lambda pair: pair[0]))


def _rank(entry: Extract, words: Sequence[str]) -> int | None:
    """Return how far from the title the words stand; None where one is missing."""
    title = _plain(entry.title)
    shown = f"{title} {_plain(entry.text)}"
    whole = f"{shown} {_plain(entry.note)} {_plain(entry.words)}"
    total = 0
    for word in words:
        ranks = (word in title, _covers(title, word), _covers(shown, word), _covers(whole, word))
        if True not in ranks:
            return None
        total += ranks.index(True)
    return total


def _covers(heap: str, word: str) -> bool:
    """Tell whether a word occurs in `heap`, whole or in parts that were written together."""
    if word in heap:
        return True
    cuts = range(_LEAST_PART, len(word) - _LEAST_PART + 1)
    return any(word[:cut] in heap and _covers(heap, word[cut:]) for cut in cuts)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _rates(edition: Edition) -> Iterator[Extract]:
    for plan in edition.plans.values():
        yield from _printed(plan)
    for opening in edition.openings.values():
        for name, amount in (("卡费", opening.card), ("预存", opening.prepaid)):
            said = f"{amount.short} 元" if amount else SILENT
            title = f"{opening.brand} · {name}"
            yield Extract(RATES, title, said, opening.note, opening.sources, "开户 入网")
    for limit in edition.limits:
        said = f"{limit.amount.short} 元" if limit.amount else SILENT
        yield Extract(RATES, f"限额 · {_joining(limit)}", said, limit.note, limit.sources, "信用额度")


def _printed(plan: Plan) -> Iterator[Extract]:
    words = " ".join((plan.id, plan.family, plan.status, *plan.aliases))
    if plan.status != "在售":
        yield Extract(RATES, f"{plan.name} · 现状", plan.status, "", plan.sources, words)
    for cell in plan.cells:
        yield Extract(
            RATES, f"{plan.name} · {cell.field}", _valued(cell.value), cell.note, cell.sources, words
        )
    if plan.open:
        yield Extract(RATES, f"{plan.name} · 没有写清的", "；".join(plan.open), "", (), words)


def _valued(value: str | None) -> str:
    """Write a printed value with its unit, which the tables leave out."""
    if value is None:
        return SILENT
    return f"{value} 元" if _AMOUNT.fullmatch(value) else _UNIT.sub(" 元/", value)


def _joining(limit: Limit) -> str:
    if limit.segment:
        return f"{limit.segment}号段"
    if limit.first and limit.last:
        return f"{_day(limit.first)}—{_day(limit.last)}入网"
    if limit.first:
        return f"{_day(limit.first)}起入网"
    return f"{_day(limit.last)}以前入网" if limit.last else "入网日期不限"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _rules(library: Library, edition: Edition) -> Iterator[Extract]:
    """Yield the rules of the hall, then those that only the edition holds."""
    for rule in library.rules.values():
        yield Extract(RULES, rule.title, rule.text, _unclear(rule.open), rule.sources, rule.id)
    for id, entry in _edition_rules(edition):
        if id not in library.rules:
            yield entry


def _edition_rules(edition: Edition) -> Iterator[tuple[str, Extract]]:
    for paper in edition.papers:
        needs = "；".join((*map(str, paper.needs), *(f"填{form}" for form in paper.forms)))
        yield (
            paper.id,
            Extract(RULES, f"{paper.case}证件", needs, _unclear(paper.open), paper.sources, paper.id),
        )
    for fact in edition.facts.values():
        yield fact.id, Extract(RULES, fact.title, fact.text, _unclear(fact.open), fact.sources, fact.id)
    for clause in edition.clauses:
        yield clause.id, _clause(clause, edition)
    for service in edition.services.values():
        if service.note:
            title, words = f"{service.name} · 没有写清的", " ".join(service.aliases)
            yield service.id, Extract(RULES, title, service.note, "", service.sources, words)


def _clause(clause: Clause, edition: Edition) -> Extract:
    services = _in_order(clause.services, [service.name for service in edition.services.values()])
    order = [plan.name for plan in edition.plans.values()]
    plans, before = _in_order(clause.plans, order), _in_order(clause.plans_from, order)
    said = clause.reason.format(
        service=services or "这项业务",
        plan=plans or "这个品牌",
        plan_from=before or "其他品牌",
        feature=_in_order(clause.features, ()) or "这项功能",
        place=_in_order(clause.places, ()) or "这里",
    )
    title = " · ".join(part for part in (services or "售后业务", plans) if part)
    note = "。".join(part for part in (clause.missing, _unclear(clause.open)) if part)
    return Extract(RULES, title, f"{clause.verdict}：{said}", note, clause.sources, clause.id)


def _in_order(names: Iterable[str], order: Sequence[str]) -> str:
    """Join names in the printed order; those that are not printed come last."""
    places = {name: place for place, name in enumerate(order)}
    return "、".join(sorted(names, key=lambda name: (places.get(name, len(places)), name)))


def _sayings(library: Library) -> Iterator[Extract]:
    for phrase in library.phrases.values():
        step = library.steps.get(phrase.step or "")
        title = f"{phrase.post}话术" + (f" · {step.text}" if step else "")
        yield Extract(SAYINGS, title, phrase.text, phrase.note, phrase.sources, phrase.id)
    for procedure in library.procedures.values():
        for number, step in enumerate(procedure.steps, 1):
            title = f"{procedure.title} · 第 {number} 步"
            yield Extract(SAYINGS, title, step.text, "", step.sources, f"{step.id} {procedure.post}")
    for banned in library.forbidden.values():
        instead = library.phrases.get(banned.instead or "")
        note = f"可以说：{instead.text}" if instead else ""
        said = f"“{'”“'.join(banned.words)}”。{banned.why}"
        yield Extract(SAYINGS, "不能说的话", said, note, banned.sources, banned.id)


def _unclear(point: str) -> str:
    return f"没有写清：{point}" if point else ""
