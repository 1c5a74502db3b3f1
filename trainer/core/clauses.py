"""Services that customers ask for, and the clauses that accept or refuse them."""

from dataclasses import dataclass
from datetime import date

from trainer.core.decision import Verdict
from trainer.core.library import Source

Names = frozenset[str]
"""All the names of one thing: a plan's id, name, family and aliases."""


@dataclass(frozen=True, slots=True)
class Service:
    """Something a customer may ask for; `papers` are the cases of papers that it knows, the usual one first.

    `after_sale` tells whether it is 售后业务, `needs_basis` whether it is accepted only where a clause
    says so, and is "not in the material" otherwise (`silence` says that in words). `note` says what
    the material leaves open.
    """

    id: str
    name: str
    papers: tuple[str, ...] = ()
    after_sale: bool = False
    needs_basis: bool = False
    aliases: tuple[str, ...] = ()
    note: str = ""
    silence: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def names(self) -> Names:
        """Every name of the service."""
        return frozenset({self.id, self.name, *self.aliases})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is told of a request; None: not told."""

    service: Service
    plan: Names | None = None
    plan_from: Names | None = None
    case: Names | None = None
    feature: Names | None = None
    place: Names | None = None
    arrears: bool | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule of acceptance: what it is about, and what follows where all its conditions hold.

    Empty conditions set no limit. Plans are named by id, name, family or alias; `not_plans` and
    `not_from` exclude. `days` are days of the month, `first` and `last` days of the calendar (both
    included). `arrears` True holds for customers who owe. `unless` names clauses that say the same
    more exactly. A clause whose assumption is not adopted turns into "资料未写". `reason` may hold
    {service}, {plan}, {plan_from}, {feature} and {place}; `missing` is what the customer can put right.
    """

    id: str
    verdict: Verdict
    reason: str
    services: frozenset[str] = frozenset()
    plans: frozenset[str] = frozenset()
    not_plans: frozenset[str] = frozenset()
    plans_from: frozenset[str] = frozenset()
    not_from: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    not_places: frozenset[str] = frozenset()
    days: frozenset[int] = frozenset()
    first: date | None = None
    last: date | None = None
    after_sale: bool | None = None
    arrears: bool | None = None
    unless: tuple[str, ...] = ()
    missing: str = ""
    open: str = ""
    assumes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def dated(self) -> bool:
        """Tell whether the clause holds on some days only."""
        return bool(self.days or self.first or self.last)

    def holds_on(self, day: date) -> bool:
        """Tell whether the clause is in force on a day."""
        early = self.first is not None and day < self.first
        late = self.last is not None and day > self.last
        return not early and not late and (not self.days or day.day in self.days)

    def untold(self, told: Circumstances) -> tuple[str, ...] | None:
        """Return what must be asked before the clause holds: () where it does, None where it cannot."""
        service = _among(told.service.names, self.services)
        asked = {
            "办什么业务": service and self.after_sale in (None, told.service.after_sale),
            "办的是哪种品牌": _among(told.plan, self.plans, self.not_plans),
            "原来用哪种品牌": _among(told.plan_from, self.plans_from, self.not_from),
            "按哪种情况办": _among(told.case, self.cases),
            "哪种功能": _among(told.feature, self.features),
            "在哪里办": _among(told.place, self.places, self.not_places),
            "有没有欠费": self._owes(told.arrears),
        }
        if False in asked.values():
            return None
        return tuple(question for question, answer in asked.items() if answer is None)

    def _owes(self, arrears: bool | None) -> bool | None:
        return True if self.arrears is None else None if arrears is None else arrears == self.arrears


def _among(told: Names | None, wanted: frozenset[str], unwanted: frozenset[str] = frozenset()) -> bool | None:
    """Tell whether a thing is among the wanted and not among the unwanted; None: it was not told."""
    if not wanted and not unwanted:
        return True
    if told is None:
        return None
    return (not wanted or bool(wanted & told)) and not unwanted & told
