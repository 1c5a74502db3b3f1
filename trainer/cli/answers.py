"""What the rate tables answer, as JSON: amounts are texts in yuan, and every figure is sourced."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from trainer.core.bill import Bill
from trainer.core.decision import Decision, Finding, LimitAnswer
from trainer.core.errors import MissingFact, NotOffered
from trainer.core.library import Source
from trainer.core.lines import Line, times
from trainer.core.metering import Bulk, Charged
from trainer.core.money import price as price_of
from trainer.core.money import written
from trainer.core.rates import Rate
from trainer.core.rating import Call, Part, Table
from trainer.core.tariff import Assumption

Json = dict[str, Any]
Readings = Mapping[str, Assumption]

BY_TIERS = "按当月累计分档"


def error(told: MissingFact | NotOffered) -> Json:
    """Say that there is no answer, and of which kind that is."""
    kind = "missing" if isinstance(told, MissingFact) else "not_offered"
    return {"error": {"kind": kind, "message": str(told)}}


def sources(of: Iterable[Source]) -> list[Json]:
    """Write sources: the document, its lines, and what stands there."""
    return [{"document": each.document, "lines": list(each.lines), "quote": each.quote} for each in of]


def readings(ids: Iterable[str], known: Readings) -> list[Json]:
    """Write assumptions with their text and the value in force."""
    return [
        {"id": id, "text": known[id].text, "value": known[id].value, "results": known[id].results}
        for id in dict.fromkeys(ids)
        if id in known
    ]


def amount(yuan: Fraction | None) -> str | None:
    """Write an amount exactly; None stays None: the material is silent."""
    return None if yuan is None else written(yuan)


def bill(of: Bill, known: Readings) -> Json:
    """Write a month's bill."""
    return {
        "tariff": of.tariff,
        "month": f"{of.month:%Y-%m}",
        "lines": [line(each) for each in of.lines],
        "total": amount(of.total),
        "gaps": list(of.gaps),
        "assumptions": readings(of.assumptions, known),
    }


def line(of: Line) -> Json:
    """Write a line of a bill."""
    return {
        "id": of.id,
        "name": of.name,
        "kind": of.kind,
        "quantity": of.quantity,
        "formula": of.formula,
        "amount": amount(of.amount),
        "exact": amount(of.exact) if of.amount is not None else None,
        "sources": sources(of.sources),
        "assumptions": list(of.assumptions),
    }


def charged(table: Table, of: Charged) -> Json:
    """Write what a use was charged: part by part, what was free, and what is left to pay."""
    use = of.use
    told: Json = {"use": str(use.traffic)}
    if isinstance(use, Call):
        told |= {"start": moment(use.start), "seconds": use.seconds}
    else:
        told |= {"at": moment(use.at), "quantity": use.quantity, "calls": use.calls}
    return told | {
        "parts": [_part(part, number == 0, use) for number, part in enumerate(of.parts)],
        "free": [
            {"bundle": table.bundles[index].id, "name": table.bundles[index].name, "quantity": quantity}
            for index, quantity in of.taken
        ],
        "cost": amount(of.cost),
    }


def moment(at: datetime) -> str:
    """Write a moment as requests are written."""
    return f"{at:%Y-%m-%d %H:%M:%S}"


def day(of: date | None) -> str | None:
    """Write a day; None stays None."""
    return of.isoformat() if of else None


def decision(of: Decision, known: Readings) -> Json:
    """Write a decision with all its reasons."""
    return {
        "verdict": of.verdict,
        "reasons": [_finding(each) for each in of.findings if each.text in of.reasons],
        "missing": list(of.missing),
        "forms": list(of.forms),
        "bring": list(of.bring),
        "ask": list(of.ask),
        "open": list(of.open),
        "possible_from": day(of.possible_from),
        "limit": _limit(of.limit) if of.limit else None,
        "assumptions": readings(of.assumptions, known),
    }


def _finding(of: Finding) -> Json:
    return {
        "text": of.text,
        "verdict": of.verdict,
        "clause": of.clause,
        "sources": sources(of.sources),
        "assumptions": list(of.assumptions),
    }


def _limit(of: LimitAnswer) -> Json:
    return {
        "amount": amount(of.amount.yuan) if of.amount else None,
        "reason": of.reason,
        "open": list(of.open),
        "sources": sources(of.sources),
    }


def _part(of: Part, first: bool, use: Call | Bulk) -> Json:
    """Write a part as the table prices it, before bundles are taken off."""
    counted = _counted(of, use)
    rate = of.rate
    terms = [times(Fraction(count * length, per), price) for _, count, length, per, price in counted]
    fees = (1 if isinstance(use, Call) else use.calls or 0) if first and rate.fee else 0
    if fees:
        terms.append(times(Fraction(fees), rate.fee))
    return {
        "row": rate.id,
        "name": rate.name,
        "from": moment(of.start),
        "seconds" if isinstance(use, Call) else "quantity": of.seconds,
        "steps": [
            {"after": after, "count": count, "step": length, "per": per}
            | {"price": None if rate.tiers else written(price)}
            for after, count, length, per, price in counted
        ],
        "formula": BY_TIERS if rate.tiers else ("+".join(terms) or "0") + _capped(rate),
    }


def _capped(rate: Rate) -> str:
    return "" if rate.most is None else f"，每次最多{price_of(rate.most)}"


def _counted(of: Part, use: Call | Bulk) -> list[tuple[int, int, int, int, Fraction]]:
    """Return for each stage: its beginning, how many steps were begun, their length, and the price per unit.

    A sum is counted anew: the table counts only what bundles leave of it.
    """
    stages = of.rate.stages
    if isinstance(use, Bulk):
        length = stages[0].step or stages[0].per
        runs = [(0, -(-use.quantity // length))]
    else:
        runs = [(run.stage, run.steps) for run in of.runs]
    return [
        (stages[i].after, steps, stages[i].step or stages[i].per, stages[i].per, stages[i].price)
        for i, steps in runs
    ]
