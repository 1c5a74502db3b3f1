"""Coverage: every fact that the edition and the library hold, and which templates ask for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from trainer.core.quiz.bank import Entry
from trainer.core.quiz.template import Ground

Kind = str
"""What sort of fact it is, in Chinese."""

PLAN = "plan."
"""A question whose subject is a plan asks for it, whichever cells it names."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which templates reach each fact; `unknown` are facts that templates name but nobody holds."""

    kinds: Mapping[str, Kind]
    reached: Mapping[str, tuple[str, ...]]
    unknown: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that no question asks for."""
        return tuple(fact for fact in self.kinds if fact not in self.reached)

    @property
    def by_kind(self) -> dict[Kind, tuple[int, int]]:
        """How many facts of each kind are reached, of how many."""
        told: dict[Kind, tuple[int, int]] = {}
        for fact, kind in self.kinds.items():
            got, of = told.get(kind, (0, 0))
            told[kind] = (got + (fact in self.reached), of + 1)
        return told


def facts_of(ground: Ground) -> dict[str, Kind]:
    """Return every fact with its kind, in the printed order; an empty cell is a fact: it is not written."""
    found: dict[str, Kind] = {}
    for kind, facts in _facts(ground):
        for fact in facts:
            found.setdefault(fact, kind)
    return found


def coverage(ground: Ground, entries: Iterable[Entry]) -> Coverage:
    """Tell which facts the questions of a bank reach."""
    kinds = facts_of(ground)
    found: dict[str, dict[str, None]] = {}
    for entry in entries:
        about = {entry.rule} if entry.rule.startswith(PLAN) else set()
        for fact in entry.facts | about:
            found.setdefault(fact, {})[entry.template] = None
    reached = {fact: tuple(found[fact]) for fact in kinds if fact in found}
    return Coverage(kinds, reached, tuple(sorted(found.keys() - kinds.keys())))


def _facts(ground: Ground) -> Iterator[tuple[Kind, Iterable[str]]]:
    edition, library = ground.edition, ground.library
    yield (
        "资费格子",
        [f"cell.{plan.id}.{cell.field}" for plan in edition.plans.values() for cell in plan.cells],
    )
    yield "套餐", [f"{PLAN}{id}" for id in edition.plans]
    yield "开户费用", [f"opening.{brand}" for brand in edition.openings]
    yield "限额", [limit.id for limit in edition.limits]
    yield "计费交费", edition.facts
    yield "证件规则", [rule.id for rule in edition.papers]
    yield "业务", edition.services
    yield "受理条款", [clause.id for clause in edition.clauses]
    yield "标准用语", library.phrases
    yield "操作法", library.procedures
    yield "步骤", library.steps
    yield "规则", [id for id in library.rules if id not in edition.facts]
    yield "禁语", library.forbidden
