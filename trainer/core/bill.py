"""A month's bill: lines that a person can follow, each with its formula, its source and its assumptions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from typing import TypeVar

from trainer.core.adopt import adopt
from trainer.core.errors import BadUsage, MissingFact, NotOffered
from trainer.core.lines import DISCOUNT, MONTHLY, SURCHARGE, TRUE_UP, Line, metered, rounded
from trainer.core.metering import Bulk, Charged, Meter
from trainer.core.money import price
from trainer.core.proration import Due, Share, prorate
from trainer.core.rates import Bundle
from trainer.core.rating import Call, Table
from trainer.core.tariff import Charge, Edition, Minimum, Percentage, Plan, Tariff, plan_of
from trainer.core.when import last_of_month

T = TypeVar("T")

WHOLE = "whole"
"""The share of a charge that is never cut: whoever joins midway pays it all."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a customer had in a month: `month` is its first day, `choices` answer the plan's questions
    (which rent: 江夏 or 其余) by the name of the charge.
    """

    month: date
    uses: tuple[Call | Bulk, ...] = ()
    joined: date | None = None
    left: date | None = None
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bill:
    """The lines of a month with their sum in yuan; `gaps` say what the material leaves out of it."""

    tariff: str
    month: date
    lines: tuple[Line, ...]
    total: Fraction
    assumptions: tuple[str, ...]
    gaps: tuple[str, ...]
    uses: tuple[Charged, ...] = ()


def bill(edition: Edition, plan: str, usage: Usage) -> Bill:
    """Work out a month on a plan of the edition.

    Raise UnknownBrand, BadUsage, NotOffered, and MissingFact that names every fact that is missing.
    """
    found = plan_of(edition, plan)
    _refuse_early(found, usage)
    return bill_of(tariff_of(edition, found), usage)


def tariff_of(edition: Edition, plan: Plan) -> Tariff:
    """Return what a plan charges, its assumptions adopted; raise MissingFact for one that is only named."""
    if plan.tariff is None:
        raise MissingFact(f"资料没有写{plan.name}的资费，需查证")
    return adopt(edition.assumptions, plan.tariff)


def _refuse_early(plan: Plan, usage: Usage) -> None:
    """Refuse a month in which the plan was not there yet, or was not all the time."""
    start = plan.valid_from
    if start is None or (usage.joined or usage.month) >= start:
        return
    since = f"{plan.name}从{start.year}年{start.month}月{start.day}日起才有"
    if usage.joined is None and last_of_month(usage.month) >= start:
        raise BadUsage(f"{since}，要写明入网日")
    raise NotOffered(since)


def bill_of(tariff: Tariff, usage: Usage) -> Bill:
    """Work out a month on a tariff whose assumptions are adopted; raise as `bill` does."""
    writer = _Writer(tariff, usage)
    charged = writer.meter_uses()
    lines = [*writer.monthly(), *writer.metered()]
    for least in tariff.minimums:
        lines += writer.true_up(least, lines)
    for percentage in tariff.percentages:
        lines += writer.hundredths(percentage, lines)
    writer.refuse_missing()
    return Bill(
        tariff.name,
        usage.month,
        tuple(lines),
        sum((line.amount for line in lines if line.amount is not None), Fraction(0)),
        tuple(dict.fromkeys(id for line in lines for id in line.assumptions)),
        tuple(writer.gaps),
        tuple(charged),
    )


class _Writer:
    """A bill while it is written; facts that are missing are kept, so that all are told at once."""

    def __init__(self, tariff: Tariff, usage: Usage) -> None:
        self.tariff, self.usage = tariff, usage
        self.end = last_of_month(usage.month)
        self.first = max(usage.joined or usage.month, usage.month)
        self.last = min(usage.left or self.end, self.end)
        self.missing: dict[str, None] = {}
        self.gaps: list[str] = []
        self.refuse_odd_months()
        bundles = tuple(self._or_missing(self._of_part, bundle) or bundle for bundle in tariff.bundles)
        self.table = Table(tariff.rates, bundles, tariff.terms, tariff.words)
        self.meter = Meter(self.table)

    @property
    def partial(self) -> bool:
        """Whether the customer joined or left in the month."""
        return self.first > self.usage.month or self.last < self.end

    def refuse_odd_months(self) -> None:
        """Refuse a month without a day of the customer's, and uses on days that are not."""
        if self.usage.month.day != 1:
            raise BadUsage(f"账单月份 {self.usage.month} 要写成这个月的1日")
        if self.first > self.last:
            raise BadUsage(f"{self.usage.month:%Y-%m}这个月客户不在网：入网 {self.first}，离网 {self.last}")
        for use in self.usage.uses:
            if not self.first <= _moment(use).date() <= self.last:
                cure = f"要在 {self.first} 到 {self.last} 之间"
                raise BadUsage(f"{use.traffic}的日子 {_moment(use):%Y-%m-%d %H:%M} 不在账单里，{cure}")

    def meter_uses(self) -> list[Charged]:
        """Rate the uses in the order they happened."""
        charged = []
        for use in sorted(self.usage.uses, key=_moment):
            with_price = self._or_missing(self.meter.add, use)
            if with_price is not None:
                charged.append(with_price)
        return charged

    def refuse_missing(self) -> None:
        """Raise MissingFact with everything that has no price."""
        facts = [*self.tariff.blocked, *self.missing]
        if facts:
            raise MissingFact("；".join(dict.fromkeys(facts)))

    # Lines

    def monthly(self) -> Iterator[Line]:
        """Yield the charges that come every month."""
        for charge in self.tariff.charges:
            words, amount = (charge.id, charge.name, MONTHLY), self._amount(charge)
            if amount is None:
                self.gaps.append(f"资料没有写{charge.missing}，账单里没有计入")
                yield Line(*words, "资料未写", None, Fraction(0), "", charge.sources, charge.assumes)
                continue
            part = self._or_missing(self._part, charge.share, amount, charge.name)
            if part is not None:
                due, share = part
                sources = charge.sources + (share.sources if share else ())
                assumes = charge.assumes + (share.assumes if share else ())
                line = Line(*words, due.formula, due.exact, due.exact, "", sources, assumes)
                yield rounded(line, self.tariff.terms)

    def metered(self) -> Iterator[Line]:
        """Yield what was used and what the bundles gave; tell what is open about a part of a month."""
        yield from metered(self.table, self.meter)
        for index, bundle in enumerate(self.tariff.bundles):
            if self.partial and bundle.partial and self.meter.taken(index):
                self.gaps.append(f"资料没有写{bundle.partial}，这里按全额算")

    def true_up(self, least: Minimum, lines: list[Line]) -> list[Line]:
        """Return what is lacking to a minimum; what an earlier one made up counts as any line does."""
        part = self._or_missing(self._part, least.share, least.amount, least.name)
        if part is None:
            return []
        due, share = part
        counted = [line.amount for line in lines if line.amount and _counts(least, line)]
        lack = max(due.exact - sum(counted), Fraction(0))
        formula = f"{due.formula}-{_bracketed(counted)}" if lack else f"已满{due.formula}"
        assumes = least.assumes + (share.assumes if share else ())
        words = (least.id, f"补足{least.name}", TRUE_UP, formula)
        return [rounded(Line(*words, lack, lack, "", least.sources, assumes), self.tariff.terms)]

    def hundredths(self, part: Percentage, lines: list[Line]) -> list[Line]:
        """Return a surcharge or a discount on lines that came to something."""
        counted = [line.amount for line in lines if line.amount and _counts(part, line)]
        if not counted:
            return []
        exact, kind = sum(counted) * part.percent / 100, DISCOUNT if part.percent < 0 else SURCHARGE
        formula = f"{_bracketed(counted)}×{price(part.percent)}%"
        words = (part.id, part.name, kind, formula)
        return [rounded(Line(*words, exact, exact, "", part.sources, part.assumes), self.tariff.terms)]

    # Amounts

    def _of_part(self, bundle: Bundle) -> Bundle:
        """Return the bundle with what it brings on the customer's days of the month."""
        if not self.partial or bundle.share in ("", WHOLE):
            return bundle
        due, share = self._part(bundle.share, Fraction(bundle.quantity, bundle.per), bundle.name)
        assumes, sources = (share.assumes, share.sources) if share else ((), ())
        return replace(
            bundle,
            quantity=int(due.exact) * bundle.per,
            assumes=bundle.assumes + assumes,
            sources=bundle.sources + sources,
        )

    def _amount(self, charge: Charge) -> Fraction | None:
        if not charge.choices:
            return charge.amount
        told = self.usage.choices.get(charge.name) or self.usage.choices.get(charge.id)
        for choice in charge.choices:
            if choice.word == told:
                return choice.amount
        words = "、".join(choice.word for choice in charge.choices)
        raise BadUsage(
            f"{self.tariff.name}的{charge.name}要写明是哪一种：{words}"
            + (f"，没有「{told}」" if told else "")
        )

    def _part(self, share_id: str, amount: Fraction, called: str) -> tuple[Due, Share | None]:
        """Work out what falls on the customer's days of the month, and the rule that cut it (None: none)."""
        share = next((share for share in self.tariff.shares if share.id == share_id), None)
        if share is not None:
            joined = self.usage.joined is not None and self.usage.joined >= self.usage.month
            due = prorate(share, amount, self.first, self.last, joined)
            cuts = self.partial or share.even_whole or due.exact != amount
            return due, share if cuts else None
        if self.partial and share_id != WHOLE:
            when = "入网当月" if self.first > self.usage.month else "离网当月"
            raise MissingFact(f"资料没有写{self.tariff.name}的{called}{when}怎样收，需查证")
        return Due(amount, price(amount), (self.last - self.first).days + 1), None

    def _or_missing(self, work: Callable[..., T], *given: object) -> T | None:
        """Do a piece of work; keep what the material does not say for the end."""
        try:
            return work(*given)
        except MissingFact as fact:
            self.missing[str(fact)] = None
            return None


def _moment(use: Call | Bulk) -> datetime:
    return use.start if isinstance(use, Call) else use.at


def _counts(part: Minimum | Percentage, line: Line) -> bool:
    """Tell whether a line counts towards a minimum or a percentage."""
    return not part.counts or line.id in part.counts or line.kind in part.counts


def _bracketed(amounts: list[Fraction]) -> str:
    sums = "+".join(price(amount) for amount in amounts).replace("+-", "-") or "0"
    return f"({sums})" if len(amounts) > 1 else sums
