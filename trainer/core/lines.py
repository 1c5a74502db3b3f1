"""Lines of a bill: what it is for, the formula a person can follow, and where every price comes from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from trainer.core.library import Source
from trainer.core.metering import Meter, Row, slices
from trainer.core.money import price
from trainer.core.rates import CALL, MESSAGE, Bundle
from trainer.core.rating import Table, Terms

MONTHLY, FREE, TRUE_UP = "月费", "赠送", "补足"
SURCHARGE, DISCOUNT = "附加", "折扣"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is, how it was worked out, and what it comes to in yuan.

    `exact` is the amount before it was rounded. An amount of None: the material is silent, and the
    line is left out of the sum. `assumptions` are ids.
    """

    id: str
    name: str
    kind: str
    formula: str
    amount: Fraction | None
    exact: Fraction
    quantity: str = ""
    sources: tuple[Source, ...] = ()
    assumptions: tuple[str, ...] = ()


def rounded(line: Line, terms: Terms) -> Line:
    """Round a line once, by the table's rule; where that changes it, the rule's assumption is named."""
    amount = terms.rounding(line.exact)
    assumes = line.assumptions + (terms.assumes if amount != line.exact else ())
    return replace(
        line,
        amount=amount,
        sources=tuple(dict.fromkeys(line.sources)),
        assumptions=tuple(dict.fromkeys(assumes)),
    )


def metered(table: Table, meter: Meter) -> Iterator[Line]:
    """Yield a line for each row that was charged, in the table's order, then one for each bundle used."""
    for rate in table.rates:
        row = meter.rows.get(rate.id)
        if row is not None and row.charged:
            yield rounded(_used(table, row), table.terms)
    for index, bundle in enumerate(table.bundles):
        if taken := meter.taken(index):
            text = _of_bundle(bundle, taken)
            words, zero = (bundle.id, bundle.name, FREE, text), Fraction(0)
            yield rounded(Line(*words, zero, zero, "", bundle.sources, bundle.assumes), table.terms)


def times(units: Fraction, amount: Fraction, fee: Fraction = Fraction(0)) -> str:
    """Write units × price down, with a fee where there is one."""
    return f"{price(units)}×{price(amount)}" + (f"+{price(fee)}" if fee else "")


def quantity(kind: str, per: int, units: Fraction) -> str:
    """Write a quantity as people count it: 100分钟, 20条, 50个6秒."""
    if kind != CALL:
        piece = "条" if kind == MESSAGE else "个"
        return f"{price(units)}{piece}" if per == 1 else f"{price(units)}×{per}{piece}"
    if per == 60:
        return f"{price(units)}分钟"
    return f"{price(units)}秒" if per == 1 else f"{price(units)}个{per}秒"


def _used(table: Table, row: Row) -> Line:
    rate, exact = row.rate, table.yuan(row.spent)
    formula, plain = _by_tiers(row) if rate.tiers else _by_stages(row)
    if rate.tiers and rate.tiering == "volume":
        exact = plain
    elif plain != exact:
        formula += f"，每次最多{price(rate.most)}" if rate.most is not None else "，逐次取整"
    started = (rate.started,) if rate.started and row.billed != row.used else ()
    amounts = quantity(rate.of.kind, rate.stages[0].per, row.units) if len(rate.stages) == 1 else ""
    words = (rate.id, rate.name, rate.of.kind, formula)
    return Line(*words, exact, exact, amounts, rate.sources, rate.assumes + started)


def _of_bundle(bundle: Bundle, taken: int) -> str:
    kind, per = bundle.of[0].kind, bundle.per
    used, whole = (quantity(kind, per, Fraction(amount, per)) for amount in (taken, bundle.quantity))
    return f"用了{used}，共{whole}"


def _by_tiers(row: Row) -> tuple[str, Fraction]:
    """Write a row's units down tier by tier, with the connection fees; and what that comes to."""
    parts, fee = list(slices(row.rate, row.units)), row.rate.fee
    terms = [times(units, tier.price, tier.fee) for tier, units in parts]
    terms += [times(Fraction(row.fees), fee)] if row.fees else []
    sum_ = sum((units * tier.price + tier.fee for tier, units in parts), row.fees * fee)
    return "+".join(terms), sum_


def _by_stages(row: Row) -> tuple[str, Fraction]:
    """Write a row's steps down as units × price, with the connection fees; and what that comes to."""
    terms, sum_ = [], row.fees * row.rate.fee
    for stage, steps in zip(row.rate.stages, row.steps, strict=True):
        if steps:
            units = Fraction(steps * (stage.step or stage.per), stage.per)
            terms.append(times(units, stage.price))
            sum_ += units * stage.price
    if row.fees:
        terms.append(times(Fraction(row.fees), row.rate.fee))
    return "+".join(terms), sum_
