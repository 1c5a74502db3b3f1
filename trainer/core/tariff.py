"""An edition of the rate tables: opening costs, rent by the day, and the readings that results rest on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from trainer.core.errors import TrainerError
from trainer.core.library import Source
from trainer.core.money import Money, half_up
from trainer.core.rules import PapersRule

LONGEST = 366
"""The most days that one proration covers: a leap year."""


class MissingFact(TrainerError):
    """The material does not say; the right answer is to have it looked up."""


class UnknownBrand(TrainerError):
    """A brand that the edition does not name."""


class BadDays(TrainerError):
    """A number of days that no bill can have."""


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
    """A reading that the material leaves open, with the value in force."""

    id: str
    text: str
    value: bool | int | str


@dataclass(frozen=True, slots=True)
class RentRule:
    """Rent by the day: monthly rent × times / divisor × days, and the ids of the assumptions in it."""

    times: int
    divisor: int
    sources: tuple[Source, ...]
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rent:
    """The monthly rent of a brand that pays by the day."""

    brand: str
    monthly: Money
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Proration:
    """The rent for some days, with the formula a person can follow and what it rests on."""

    brand: str
    days: int
    amount: Money
    formula: str
    sources: tuple[Source, ...]
    assumptions: tuple[Assumption, ...]


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
    openings: dict[str, Opening]
    rent: RentRule
    rents: dict[str, Rent]
    papers: tuple[PapersRule, ...]
    assumptions: dict[str, Assumption]


def opening(edition: Edition, brand: str) -> Opening:
    """Return what opening a number of `brand` costs; raise UnknownBrand."""
    found = edition.openings.get(brand)
    if found is None:
        raise _unknown(brand, edition.openings)
    return found


def rent(edition: Edition, brand: str, days: int) -> Proration:
    """Work out the rent of `brand` for `days` (1 to 366), rounded once on the sum (R-RENT, AS-1r).

    Raise BadDays, UnknownBrand, and MissingFact for a brand without a rent by the day.
    """
    if not 1 <= days <= LONGEST:
        raise BadDays(f"天数「{days}」不对，要在1到{LONGEST}之间")
    of, rule = _rent_of(edition, brand), edition.rent
    return Proration(
        brand=brand,
        days=days,
        amount=half_up(of.monthly.yuan * rule.times / rule.divisor * days),
        formula=f"{of.monthly.short}×{rule.times}/{rule.divisor}×{days}",
        sources=(*of.sources, *rule.sources),
        assumptions=tuple(edition.assumptions[id] for id in rule.assumptions),
    )


def _rent_of(edition: Edition, brand: str) -> Rent:
    if (found := edition.rents.get(brand)) is not None:
        return found
    if brand not in edition.openings:
        raise _unknown(brand, [*edition.openings, *edition.rents])
    raise MissingFact(f"资料没有写{brand}的月租怎样按天算，需查证")


def _unknown(brand: str, known: Iterable[str]) -> UnknownBrand:
    names = list(dict.fromkeys(known))
    near = get_close_matches(brand, names, n=1, cutoff=0.5)
    cure = f"是否指「{near[0]}」？" if near else f"现有：{'、'.join(names)}"
    return UnknownBrand(f"资费表里没有「{brand}」，{cure}")
