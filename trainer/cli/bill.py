"""The verb `bill`: what a month comes to on a plan or a table, or on several plans side by side."""

import argparse
from dataclasses import dataclass
from datetime import date

from trainer.cli import answers
from trainer.cli.exits import Exit
from trainer.cli.output import print_json, tell
from trainer.cli.rating import Ground, ground_of, print_answer, read_asked, ready
from trainer.content.requests import ANSWERS, Asked, RequestDamaged, moment_of, uses_of
from trainer.content.requestschema import BillText
from trainer.core.bill import Bill, Usage, bill_of
from trainer.core.check import near
from trainer.core.errors import MissingFact, NotOffered
from trainer.core.tariff import Tariff
from trainer.core.when import last_of_month


@dataclass(frozen=True, slots=True)
class _Compared:
    """A plan with its bill, or with the reason why there is none."""

    plan: str
    bill: Bill | None = None
    error: MissingFact | NotOffered | RequestDamaged | None = None


def run(args: argparse.Namespace) -> int:
    """Print the bill, or one for each plan."""
    asked = read_asked(args, BillText)
    ground = ground_of(asked, args)
    if ground.edition:
        asked.refuse_days(ground.edition, [(("month",), asked.form.month)])
    if asked.form.plans is None:
        return print_answer(lambda: _answer(asked, ground))
    return _compare(asked, ground)


def _answer(asked: Asked[BillText], ground: Ground) -> answers.Json:
    tariff = ground.tariff(asked, asked.form.plan, "plan")
    _refuse_choices(asked, [tariff])
    return {"edition": ground.named, **answers.bill(_bill(asked, tariff), ground.readings)}


def _bill(asked: Asked[BillText], tariff: Tariff) -> Bill:
    form = asked.form
    first, last = _days(asked)
    uses = uses_of(asked, ready(tariff), (first, last))
    for index, use in enumerate(uses):
        if not first <= moment_of(use).date() <= last:
            key = "start" if form.uses[index].start else "at"
            raise asked.refused(f"这一天不在账单里，要在 {first} 到 {last} 之间", "uses", index, key)
    with asked.at("choices"):
        return bill_of(tariff, Usage(form.month, uses, form.joined, form.left, form.choices))


def _days(asked: Asked[BillText]) -> tuple[date, date]:
    """Return the customer's first and last day in the month; raise RequestDamaged where there is none."""
    form, end = asked.form, last_of_month(asked.form.month)
    first, last = max(form.joined or form.month, form.month), min(form.left or end, end)
    if first > last:
        key = "left" if form.left and form.left < first else "joined"
        raise asked.refused(f"{form.month:%Y-%m} 这个月客户不在网，检查入网和离网的日子", key)
    return first, last


def _refuse_choices(asked: Asked[BillText], tariffs: list[Tariff]) -> None:
    """Refuse a choice that no charge asks for."""
    charges = [charge for tariff in tariffs for charge in tariff.charges if charge.choices]
    known = dict.fromkeys(name for charge in charges for name in (charge.name, charge.id))
    for name in asked.form.choices:
        if name not in known:
            cure = near(name, known) or (f"可写：{'、'.join(known)}" if known else "删去 choices")
            raise asked.refused(f"没有要选的「{name}」，{cure}", "choices", name)


# Side by side


def _compare(asked: Asked[BillText], ground: Ground) -> Exit:
    tariffs = _tariffs(asked, ground)
    _refuse_choices(asked, [found for found in tariffs.values() if isinstance(found, Tariff)])
    compared = [_compared(asked, plan, found) for plan, found in tariffs.items()]
    bills = [each.bill for each in compared if each.bill]
    for each in compared:
        if not bills and isinstance(each.error, RequestDamaged):
            raise each.error
    print_json(
        {
            "edition": ground.named,
            "month": f"{asked.form.month:%Y-%m}",
            "plans": [_as_json(each, ground) for each in compared],
            "cheapest": _cheapest(compared),
            "complete": len(bills) == len(compared) and not any(bill.gaps for bill in bills),
        }
    )
    if not bills:
        tell("这几个套餐都算不出来，原因见各自的 error。")
    return Exit.OK if bills else Exit.FOUND


def _tariffs(asked: Asked[BillText], ground: Ground) -> dict[str, Tariff | MissingFact | NotOffered]:
    """Return the tariff of each plan named, or why there is none."""
    found: dict[str, Tariff | MissingFact | NotOffered] = {}
    for index, plan in enumerate(asked.form.plans or ()):
        try:
            found[plan] = ground.tariff(asked, plan, "plans", index)
        except ANSWERS as told:
            found[plan] = told
    return found


def _compared(asked: Asked[BillText], plan: str, found: Tariff | MissingFact | NotOffered) -> _Compared:
    if not isinstance(found, Tariff):
        return _Compared(plan, error=found)
    try:
        return _Compared(plan, _bill(asked, found))
    except (*ANSWERS, RequestDamaged) as told:
        return _Compared(plan, error=told)


def _cheapest(compared: list[_Compared]) -> list[str]:
    totals = {each.plan: each.bill.total for each in compared if each.bill}
    return [plan for plan, total in totals.items() if total == min(totals.values())]


def _as_json(of: _Compared, ground: Ground) -> answers.Json:
    if of.bill:
        return {"plan": of.plan, "bill": answers.bill(of.bill, ground.readings)}
    if isinstance(of.error, RequestDamaged):
        message = "；".join(problem.message for problem in of.error.problems)
        return {"plan": of.plan, "error": {"kind": "usage", "message": message}}
    return {"plan": of.plan, **answers.error(of.error)} if of.error else {}
