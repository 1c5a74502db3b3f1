"""What there is to ask about a request, by the service: read off the clauses and the rules of papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trainer.core.clauses import Clause, Service
from trainer.core.errors import TrainerError
from trainer.core.papers import PapersRule
from trainer.core.request import Request, rule_of, understood
from trainer.core.tariff import Edition

ELSEWHERE = "其他地方"
"""A place that no rule names: where a rule says the only one, it is refused."""


@dataclass(frozen=True, slots=True)
class Questions:
    """What a service is decided by; empty: that need not be asked."""

    cases: tuple[str, ...]
    plans: tuple[str, ...]
    plans_from: tuple[str, ...]
    features: tuple[str, ...]
    places: tuple[str, ...]
    arrears: bool


def questions_for(edition: Edition, service: Service) -> Questions:
    """Return what to ask for a service: whatever a clause or a rule of papers about it depends on."""
    clauses = [each for each in edition.clauses if _is_about(each, service)]
    rules = [rule for rule in edition.papers if {rule.id, rule.case} & set(service.papers)]
    moved = any(clause.plans_from or clause.not_from for clause in clauses)
    planned = moved or any(clause.plans or clause.not_plans for clause in clauses)
    named = _plans(edition)
    return Questions(
        tuple(rule.case for rule in rules) if len(rules) > 1 else (),
        named if planned or any(rule.plans for rule in rules) else (),
        named if moved else (),
        tuple(sorted({word for clause in clauses for word in clause.features})),
        _offered(word for clause in clauses for word in (*clause.places, *clause.not_places)),
        any(clause.arrears is not None for clause in clauses),
    )


def rule_for(edition: Edition, request: Request, on: date) -> PapersRule | None:
    """Return the rule of papers for a request as far as it is told; None where there is none."""
    try:
        return rule_of(edition, understood(edition, request, on))
    except TrainerError:
        return None


def papers_of(rule: PapersRule | None) -> tuple[str, ...]:
    """Return the papers that a rule knows, as "本人：身份证"."""
    needs = rule.needs if rule else ()
    return tuple(dict.fromkeys(f"{need.whose}：{kind}" for need in needs for kind in need.any_of))


def places_of(rule: PapersRule | None) -> tuple[str, ...]:
    """Return the places to choose from by a rule: the only one that it allows, or elsewhere."""
    return _offered([rule.place] if rule and rule.place else [])


def _is_about(clause: Clause, service: Service) -> bool:
    named = not clause.services or bool(clause.services & service.names)
    return named and clause.after_sale in (None, service.after_sale)


def _plans(edition: Edition) -> tuple[str, ...]:
    """Return everything a customer may have or want: the plans, and brands sold as one card."""
    names = (plan.name for plan in edition.plans.values())
    return tuple(dict.fromkeys((*names, *edition.openings)))


def _offered(places: Iterable[str]) -> tuple[str, ...]:
    named = sorted(set(places))
    return (*named, ELSEWHERE) if named else ()
