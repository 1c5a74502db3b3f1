"""An edition of the rate tables: the plans with every printed cell, what they charge, and the readings."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Literal

from trainer.core.clauses import Clause, Service
from trainer.core.errors import BadUsage, MissingFact, NotOffered, TrainerError
from trainer.core.library import Source
from trainer.core.money import Money
from trainer.core.papers import PapersRule
from trainer.core.proration import Share
from trainer.core.rates import Bundle, Rate
from trainer.core.rating import AS_WRITTEN, Terms

__all__ = ["BadUsage", "MissingFact", "NotOffered"]  # they belong to every use of the tables

Status = Literal["在售", "停售", "短期", "仅老用户", "只有名称"]


class UnknownBrand(TrainerError):
    """A brand that the edition does not name."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell of a plan; a value of None: the material does not say."""

    field: str
    value: str | None
    sources: tuple[Source, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening a number of a brand costs; None where the material is silent."""

    brand: str
    card: Money | None
    prepaid: Money | None
    sources: tuple[Source, ...]
    note: str = ""

    @property
    def total(self) -> Money:
        """Card fee and prepaid charges together; raise MissingFact that names what is not written."""
        if self.card is None:
            lost = "卡费" if self.prepaid is not None else "卡费和预存"
        elif self.prepaid is None:
            lost = "预存"
        else:
            return self.card + self.prepaid
        raise MissingFact(f"资料没有写{self.brand}的{lost}，需查证")


@dataclass(frozen=True, slots=True)
class Assumption:
    """A reading that the material leaves open, with the value in force; False: it is not adopted.

    `results` says which results depend on it.
    """

    id: str
    text: str
    value: bool | int | str
    results: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What decides between several amounts of one charge (江夏 or 其余), and the amount."""

    word: str
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge for every month: rent, a flat fee for incoming calls, a compulsory service.

    With `choices` the customer's case decides the amount. `missing` says what the material leaves
    out, when it is the amount; such a charge is shown and left out of the sum. `share` is how a
    part of a month is charged; "" where the material does not say.
    """

    id: str
    name: str
    amount: Fraction | None
    choices: tuple[Choice, ...] = ()
    share: str = ""
    missing: str = ""
    assumes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least that some lines come to together; what lacks is a line of its own.

    `counts` names charges by id, rows by id, or whole kinds (通话); empty counts every line.
    """

    id: str
    name: str
    amount: Fraction
    counts: tuple[str, ...] = ()
    share: str = ""
    assumes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Percentage:
    """A surcharge, or with a negative `percent` a discount: so many hundredths of what some lines come to.

    It counts what stands before it on the bill: charges, uses, minimums and earlier percentages;
    `counts` names them as in `Minimum`.
    """

    id: str
    name: str
    percent: Fraction
    counts: tuple[str, ...] = ()
    assumes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Tariff:
    """Everything that a plan charges. `words` are words a use may hold although no row names them;
    `blocked` tells why no bill can be written (what rests on an assumption that is not adopted).
    """

    id: str
    name: str
    rates: tuple[Rate, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    charges: tuple[Charge, ...] = ()
    minimums: tuple[Minimum, ...] = ()
    shares: tuple[Share, ...] = ()
    terms: Terms = AS_WRITTEN
    words: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    percentages: tuple[Percentage, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as printed, and what it charges; a plan that is only named has no tariff."""

    id: str
    name: str
    family: str
    status: Status
    cells: tuple[Cell, ...]
    tariff: Tariff | None
    open: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """The credit limit by the day of joining, from `first` to `last`; None: open on that side.

    An amount of None: the text is lost. Where two rows hold on one day, the day is never scored.
    """

    id: str
    first: date | None
    last: date | None
    amount: Money | None
    sources: tuple[Source, ...]
    segment: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A rule of billing or payment that is told, not computed."""

    id: str
    title: str
    text: str
    open: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Hotline:
    """The number that phrases name: the one shown, the one printed in the material, and why they differ."""

    shown: str
    printed: str
    note: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """The tables and rules that hold together; None for a date the material does not print."""

    id: str
    title: str
    valid_from: date | None
    valid_to: date | None
    material: str
    hotline: Hotline
    plans: dict[str, Plan]
    openings: dict[str, Opening]
    limits: tuple[Limit, ...]
    facts: dict[str, Fact]
    papers: tuple[PapersRule, ...]
    services: dict[str, Service]
    clauses: tuple[Clause, ...]
    assumptions: dict[str, Assumption] = field(default_factory=dict)


def plan_of(edition: Edition, name: str) -> Plan:
    """Return the plan of a name, an id or an alias; raise UnknownBrand."""
    for plan in edition.plans.values():
        if name in (plan.name, plan.id, *plan.aliases):
            return plan
    raise unknown_brand(name, (plan.name for plan in edition.plans.values()))


def opening(edition: Edition, brand: str) -> Opening:
    """Return what opening a number of `brand` costs; raise UnknownBrand."""
    found = edition.openings.get(brand)
    if found is None:
        raise unknown_brand(brand, edition.openings)
    return found


def unknown_brand(brand: str, known: Iterable[str]) -> UnknownBrand:
    """Say that the edition does not name a brand, and which may be meant."""
    names = list(dict.fromkeys(known))
    near = get_close_matches(brand, names, n=1, cutoff=0.5)
    cure = f"是否指「{near[0]}」？" if near else f"现有：{'、'.join(names)}"
    return UnknownBrand(f"资费表里没有「{brand}」，{cure}")
