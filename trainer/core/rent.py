"""Rent by the day: what the monthly rent of a brand comes to for some days."""

from dataclasses import dataclass
from fractions import Fraction

from trainer.core.adopt import refused
from trainer.core.bill import tariff_of
from trainer.core.errors import MissingFact, TrainerError
from trainer.core.library import Source
from trainer.core.money import Money, price
from trainer.core.proration import Share
from trainer.core.tariff import Assumption, Charge, Edition, Tariff, plan_of

LONGEST = 366
"""The most days that one proration covers: a leap year."""
RENT = "月租"


class BadDays(TrainerError):
    """A number of days that no bill can have."""


@dataclass(frozen=True, slots=True)
class Proration:
    """The rent for some days, with the formula a person can follow and what it rests on."""

    brand: str
    days: int
    amount: Money
    formula: str
    sources: tuple[Source, ...]
    assumptions: tuple[Assumption, ...]


def rent(edition: Edition, brand: str, days: int) -> Proration:
    """Work out the rent of `brand` for `days` (1 to 366), rounded once on the sum (R-RENT, AS-1r).

    Raise BadDays, UnknownBrand, and MissingFact for a brand without a rent by the day.
    """
    if not 1 <= days <= LONGEST:
        raise BadDays(f"天数「{days}」不对，要在1到{LONGEST}之间")
    plan = plan_of(edition, brand)
    tariff = tariff_of(edition, plan)
    charge, amount = _charge(tariff, plan.name)
    if lost := refused(charge.assumes, edition.assumptions):
        raise MissingFact(f"资料没有写{plan.name}的{charge.name}怎样算（{'，'.join(lost)}），需查证")
    share = _by_day(tariff, charge)
    ids = (*charge.assumes, *share.assumes, *tariff.terms.assumes)
    exact = amount * share.times * days / int(share.divisor)
    return Proration(
        brand=brand,
        days=days,
        amount=Money.exactly(tariff.terms.rounding(exact)),
        formula=f"{price(amount)}×{share.times}/{share.divisor}×{days}",
        sources=tuple(dict.fromkeys((*charge.sources, *share.sources))),
        assumptions=tuple(edition.assumptions[id] for id in dict.fromkeys(ids)),
    )


def monthly(edition: Edition, brand: str) -> Money:
    """Return the monthly rent as printed; raise UnknownBrand and MissingFact."""
    plan = plan_of(edition, brand)
    return Money.exactly(_charge(tariff_of(edition, plan), plan.name)[1])


def _charge(tariff: Tariff, name: str) -> tuple[Charge, Fraction]:
    for charge in tariff.charges:
        if charge.name == RENT and charge.amount is not None:
            return charge, charge.amount
    raise MissingFact(f"资料没有写{name}的{RENT}，或要看是哪一种，需查证")


def _by_day(tariff: Tariff, charge: Charge) -> Share:
    for share in tariff.shares:
        if share.id == charge.share and isinstance(share.divisor, int) and not share.missing:
            return share
    raise MissingFact(f"资料没有写{tariff.name}的{charge.name}怎样按天算，需查证")
