"""The verb `rate`: what calls and other uses cost on a plan or on any table, step by step."""

import argparse
from fractions import Fraction

from trainer.cli import answers
from trainer.cli.rating import Ground, ground_of, print_answer, read_asked, ready, refuse_lost
from trainer.content.requests import Asked, moment_of, uses_of
from trainer.content.requestschema import RateText
from trainer.core.errors import MissingFact, NotOffered
from trainer.core.lines import Line, metered
from trainer.core.metering import Bulk, Charged, Meter
from trainer.core.rating import Call, Table
from trainer.core.when import last_of_month


def run(args: argparse.Namespace) -> int:
    """Print the uses with their parts and costs, and the lines they make."""
    asked = read_asked(args, RateText)
    ground = ground_of(asked, args)
    return print_answer(lambda: _answer(asked, ground))


def _answer(asked: Asked[RateText], ground: Ground) -> answers.Json:
    tariff = ground.tariff(asked, asked.form.plan, "plan")
    refuse_lost(ground, tariff, tariff.bundles)
    table, month = ready(tariff), asked.form.month
    uses = uses_of(asked, table, (month, last_of_month(month)) if month else None)
    _refuse_other_months(asked, table, uses)
    if ground.edition:
        days = [(("uses", index), moment_of(use).date()) for index, use in enumerate(uses)]
        asked.refuse_days(ground.edition, days)
    charged, lines = _rated(table, uses)
    return {
        "edition": ground.named,
        "tariff": tariff.name,
        "uses": [answers.charged(table, each) for each in charged],
        "lines": [answers.line(line) for line in lines],
        "total": answers.amount(sum((line.amount for line in lines if line.amount), Fraction(0))),
        "assumptions": answers.readings((id for line in lines for id in line.assumptions), ground.readings),
    }


def _refuse_other_months(asked: Asked[RateText], table: Table, uses: tuple[Call | Bulk, ...]) -> None:
    """Refuse uses of other months than the one told; and of several, where prices go by the month."""
    monthly = table.bundles or any(rate.tiers or rate.counts == "month" for rate in table.rates)
    if not uses or not (asked.form.month or monthly):
        return
    month = asked.form.month or moment_of(uses[0]).date().replace(day=1)
    why = "month 写的是" if asked.form.month else "免费量和分档按月计，分成几个请求：第1项是"
    for index, use in enumerate(uses):
        if (own := f"{moment_of(use):%Y-%m}") != f"{month:%Y-%m}":
            key = "start" if asked.form.uses[index].start else "at"
            raise asked.refused(f"这一项是 {own}，{why} {month:%Y-%m}", "uses", index, key)


def _rated(table: Table, uses: tuple[Call | Bulk, ...]) -> tuple[list[Charged], list[Line]]:
    """Rate uses in the order they happened, and return them in the order told.

    Raise NotOffered, and MissingFact that names every fact that is missing.
    """
    meter, charged, facts = Meter(table), dict[int, Charged](), dict[str, str]()
    for index in sorted(range(len(uses)), key=lambda index: moment_of(uses[index])):
        which = f"第{index + 1}项：" if len(uses) > 1 else ""
        try:
            charged[index] = meter.add(uses[index])
        except MissingFact as fact:
            facts.setdefault(str(fact), which)
        except NotOffered as closed:
            raise NotOffered(f"{which}{closed}") from None
    if facts:
        raise MissingFact("；".join(f"{which}{fact}" for fact, which in facts.items()))
    return [charged[index] for index in range(len(uses))], list(metered(table, meter))
