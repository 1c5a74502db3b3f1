"""The verb `prorate`: what a monthly charge, or one for a period, comes to for some days."""

import argparse
from collections.abc import Iterable
from fractions import Fraction

from trainer.cli import answers
from trainer.cli.rating import Ground, edition_of, print_answer, read_asked, refuse_lost
from trainer.content.requests import Asked, terms_of, with_readings
from trainer.content.requestschema import ProrateText
from trainer.core.bill import WHOLE
from trainer.core.check import near
from trainer.core.errors import MissingFact, NotOffered
from trainer.core.library import Source
from trainer.core.lines import times
from trainer.core.money import Rounding, price
from trainer.core.proration import Due, Share, days_between, of_period, prorate
from trainer.core.rating import Terms
from trainer.core.tariff import Charge, Edition, Plan, Tariff, plan_of

RENT = "月租"
WAYS = ("plan", "share", "period")


def run(args: argparse.Namespace) -> int:
    """Print what the days come to, with the formula."""
    asked = read_asked(args, ProrateText)
    given = [way for way in WAYS if getattr(asked.form, way) is not None]
    if len(given) != 1:
        lack = f"没有说怎样折算，要写 {'、'.join(WAYS)} 之一"
        raise asked.refused(f"{' 和 '.join(given)} 只能写一个" if given else lack, *given[-1:])
    if given[0] != "plan":
        _refuse_strays(asked)
        return print_answer(lambda: _alone(asked))
    edition = with_readings(asked, edition_of(args))
    asked.refuse_days(edition, [(("from",), asked.form.from_), (("to",), asked.form.to)])
    return print_answer(lambda: _of_plan(asked, edition))


def _alone(asked: Asked[ProrateText]) -> answers.Json:
    """Work out an amount by a share or for a period that stands in the request."""
    form = asked.form
    share, rounding = terms_of(asked)
    if form.amount is None:
        raise asked.refused("没有写金额，补上 amount")
    with asked.at("from"):
        if share is not None:
            due = prorate(share, form.amount, form.from_, form.to, form.joined)
        else:
            assert form.period is not None  # one of the ways is given
            due = of_period(form.amount, (form.period.from_, form.period.to), (form.from_, form.to))
    return _answer(due, rounding, share.sources if share else ())


def _of_plan(asked: Asked[ProrateText], edition: Edition) -> answers.Json:
    form = asked.form
    if form.rounding is not None:
        raise asked.refused("套餐的取整方法在资费表里，删去 rounding", "rounding")
    ground = Ground(edition)
    tariff = ground.tariff(asked, form.plan, "plan")
    charge = _charge(asked, plan_of(edition, form.plan or ""), tariff)
    refuse_lost(ground, tariff, [charge])
    share = next((share for share in tariff.shares if share.id == charge.share), None)
    with asked.at("from"):
        due = _due(asked, tariff, charge, share)
    ids = [*charge.assumes, *(share.assumes if share else ()), *_rounded_by(due, tariff.terms)]
    return {
        "edition": edition.id,
        "plan": tariff.name,
        "charge": charge.name,
        **_answer(due, tariff.terms.rounding, (*charge.sources, *(share.sources if share else ()))),
        "assumptions": answers.readings(ids, edition.assumptions),
    }


def _due(asked: Asked[ProrateText], tariff: Tariff, charge: Charge, share: Share | None) -> Due:
    form = asked.form
    amount = _amount(asked, tariff, charge) if form.amount is None else form.amount
    days = days_between(form.from_, form.to)
    if charge.share == WHOLE:
        months = (form.to.year - form.from_.year) * 12 + form.to.month - form.from_.month + 1
        return Due(amount * months, times(Fraction(months), amount) if months > 1 else price(amount), days)
    if share is None:
        share = Share("", "", missing=f"{tariff.name}的{charge.name}不满一个月怎样收")
    return prorate(share, amount, form.from_, form.to, form.joined)


def _charge(asked: Asked[ProrateText], plan: Plan, tariff: Tariff) -> Charge:
    """Return the charge that is named, or else the rent."""
    name = asked.form.charge or RENT
    for charge in tariff.charges:
        if name in (charge.name, charge.id):
            return charge
    if asked.form.charge is None:
        raise _no_rent(plan)
    names = [charge.name for charge in tariff.charges]
    known = near(name, names) or (f"可写：{'、'.join(names)}" if names else "它没有月费")
    raise asked.refused(f"{tariff.name}没有「{name}」，{known}", "charge")


def _no_rent(plan: Plan) -> MissingFact | NotOffered:
    """Say that a plan has no rent: the material says so, or it does not say."""
    for cell in plan.cells:
        if cell.field == RENT and cell.value is not None:
            return NotOffered(f"{plan.name}的{RENT}印的是“{cell.value}”，没有可以折算的")
    return MissingFact(f"资料没有写{plan.name}的{RENT}，需查证")


def _amount(asked: Asked[ProrateText], tariff: Tariff, charge: Charge) -> Fraction:
    """Return what the charge comes to in a whole month."""
    if not charge.choices:
        if charge.amount is None:
            raise MissingFact(f"资料没有写{charge.missing}，需查证")
        return charge.amount
    told = asked.form.choices.get(charge.name) or asked.form.choices.get(charge.id)
    words = [choice.word for choice in charge.choices]
    if told not in words:
        wanted = f"{tariff.name}的{charge.name}要写明是哪一种：{'、'.join(words)}，写在 choices 里"
        raise asked.refused(wanted, "choices")
    return charge.choices[words.index(told)].amount


def _refuse_strays(asked: Asked[ProrateText]) -> None:
    """Refuse keys that only a plan has a use for."""
    for key in ("charge", "choices", "assumptions"):
        if getattr(asked.form, key):
            raise asked.refused(f"{key} 要和 plan 一起写，删去 {key}", key)
    if asked.form.joined is False and asked.form.period is not None:
        raise asked.refused("按计费期折算不看入网日，删去 joined", "joined")


def _rounded_by(due: Due, terms: Terms) -> tuple[str, ...]:
    """Return the assumption that the rounding comes from, where it changes the amount."""
    return terms.assumes if terms.rounding(due.exact) != due.exact else ()


def _answer(due: Due, rounding: Rounding, sources: Iterable[Source]) -> answers.Json:
    return {
        "amount": answers.amount(rounding(due.exact)),
        "exact": answers.amount(due.exact),
        "formula": due.formula,
        "days": due.days,
        "sources": answers.sources(dict.fromkeys(sources)),
    }
