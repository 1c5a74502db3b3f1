"""What there is to ask about a request, by the service: read off the clauses and the rules of papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trainer.core.clauses import Clause, Service
from trainer.core.errors import TrainerError
from trainer.core.papers import PapersRule
from trainer.core.request import Request, rule_of, understood
from trainer.core.tariff import Edition


@dataclass(frozen=True, slots=True)
class Questions:
    """What a service is decided by; an empty tuple: that need not be asked."""

    cases: tuple[str, ...]
    plans: tuple[str, ...]
    plans_from: tuple[str, ...]
    features: tuple[str, ...]
    places: tuple[str, ...]


def questions_for(edition: Edition, service: Service) -> Questions:
    """Return what to ask for a service."""
    clauses = [each for each in edition.clauses if not each.services or each.services & service.names]
    rules = [rule for rule in edition.papers if {rule.id, rule.case} & set(service.papers)]
    named = _plans(edition)
    moved = any(clause.plans_from or clause.not_from for clause in clauses)
    return Questions(
        tuple(rule.case for rule in rules) if len(rules) > 1 else (),
        named,
        named if moved else (),
        tuple(sorted({word for clause in clauses for word in clause.features})),
        _places(edition, clauses, rules),
    )


def papers_for(edition: Edition, request: Request, on: date) -> tuple[str, ...]:
    """Return the papers that the case of a request knows, as "本人：身份证"; none where it has no rule."""
    try:
        rule = rule_of(edition, understood(edition, request, on))
    except TrainerError:
        return ()
    needs = rule.needs if rule else ()
    return tuple(dict.fromkeys(f"{need.whose}：{kind}" for need in needs for kind in need.any_of))


def _plans(edition: Edition) -> tuple[str, ...]:
    """Return everything a customer may have or want: the plans, and brands sold as one card."""
    names = (plan.name for plan in edition.plans.values())
    return tuple(dict.fromkeys((*names, *edition.openings)))


def _places(edition: Edition, clauses: Iterable[Clause], rules: Iterable[PapersRule]) -> tuple[str, ...]:
    places = {word for clause in clauses for word in (*clause.places, *clause.not_places)}
    places |= {rule.place for rule in rules if rule.place}
    if not places:
        return ()
    every = {word for clause in edition.clauses for word in (*clause.places, *clause.not_places)}
    return tuple(sorted(places | every))
