"""Assumptions taken up: a tariff as printed becomes one that computes, by the readings in force.

What rests on a reading that is not adopted (its value is False) becomes a fact that is missing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import get_args

from trainer.core.errors import TrainerError
from trainer.core.money import RoundingMode
from trainer.core.proration import Share
from trainer.core.rates import Bundle, Rate, Stage
from trainer.core.rating import Terms
from trainer.core.tariff import Assumption, Charge, Minimum, Percentage, Tariff

Assumptions = Mapping[str, Assumption]


class BadAssumption(TrainerError):
    """An assumption with a value that cannot be computed with."""


def adopt(assumptions: Assumptions, tariff: Tariff) -> Tariff:
    """Return the tariff with every assumption replaced by its value; raise BadAssumption."""
    return replace(
        tariff,
        rates=tuple(_rate(rate, assumptions) for rate in tariff.rates),
        shares=tuple(_share(share, assumptions) for share in tariff.shares),
        terms=_terms(tariff.terms, assumptions),
        blocked=tuple(_blocked(tariff, assumptions)),
    )


def refused(ids: Iterable[str], assumptions: Assumptions) -> list[str]:
    """Return the assumptions of these ids that are not adopted, in words."""
    return [
        f"{id}“{assumptions[id].text}”没有采用"
        for id in ids
        if id in assumptions and assumptions[id].value is False
    ]


def _rate(rate: Rate, assumptions: Assumptions) -> Rate:
    if lost := refused(rate.assumes, assumptions):
        return replace(
            rate, stages=(), tiers=(), missing=f"{rate.name}的价格（{'，'.join(lost)}）", barred=""
        )
    if rate.started and _value(rate.started, assumptions) is not False:
        return replace(rate, stages=tuple(_started(stage) for stage in rate.stages))
    return rate


def _started(stage: Stage) -> Stage:
    return stage if stage.step is not None else replace(stage, step=stage.per)


def _share(share: Share, assumptions: Assumptions) -> Share:
    lost = refused((id for id in share.assumes if id != share.first_counts), assumptions)
    divisor, first = share.divisor, share.first_counts
    if isinstance(divisor, str) and divisor not in ("month", "year"):
        divisor = _divisor(_value(divisor, assumptions), divisor)
    if isinstance(first, str):
        first = bool(_value(first, assumptions))
    missing = share.missing or (f"{share.name}怎样算（{'，'.join(lost)}）" if lost else "")
    return replace(share, divisor=divisor, first_counts=first, missing=missing)


def _terms(terms: Terms, assumptions: Assumptions) -> Terms:
    for id in terms.assumes:
        mode = _value(id, assumptions)
        if mode not in get_args(RoundingMode):
            raise BadAssumption(f"{id} 的值「{mode}」不对，可写：{'、'.join(get_args(RoundingMode))}")
        named: RoundingMode = next(each for each in get_args(RoundingMode) if each == mode)
        terms = replace(terms, rounding=replace(terms.rounding, mode=named))
    return terms


def _blocked(tariff: Tariff, assumptions: Assumptions) -> Iterable[str]:
    """Yield a sentence for each part, rows and shares aside, that rests on what is not adopted."""
    parts: list[Charge | Bundle | Minimum | Percentage] = [*tariff.charges, *tariff.bundles]
    parts += [*tariff.minimums, *tariff.percentages]
    for part in parts:
        if lost := refused(part.assumes, assumptions):
            yield f"{tariff.name}的{part.name}怎样算资料没有写（{'，'.join(lost)}），需查证"


def _divisor(value: object, id: str) -> int | str:
    if value == "year" or (isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 400):
        return value if isinstance(value, int) else "year"
    raise BadAssumption(f"{id} 的值「{value}」不对，要写天数（如 365）或 year")


def _value(id: str, assumptions: Assumptions) -> bool | int | str:
    found = assumptions.get(id)
    if found is None:
        raise BadAssumption(f"没有编号为「{id}」的假设")
    return found.value
