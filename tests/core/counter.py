"""The shipped rules to decide by, read without the content storey: of the plans, the names alone."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from trainer.core.clauses import Clause, Service
from trainer.core.money import Money
from trainer.core.papers import PapersRule
from trainer.core.rules import Decision, Request, decide
from trainer.core.tariff import Assumption, Edition, Fact, Hotline, Limit, Opening, Plan

FOLDER = Path(__file__).parents[2] / "assets/tariffs/wuhan-2004"
ID = ("本人：身份证",)


def rulesfile(name: str) -> dict[str, Any]:
    """Return a file of the shipped edition as it stands."""
    read: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return read


def _money(entry: dict[str, Any], *keys: str) -> dict[str, Any]:
    amounts = {key: None if entry[key] is None else Money.parse(entry[key]) for key in keys}
    return {**entry, **amounts}


def _plan(entry: dict[str, Any]) -> Plan:
    aliases = tuple(entry["aliases"])
    return Plan(entry["id"], entry["name"], entry["family"], entry["status"], (), None, aliases=aliases)


@cache
def shipped() -> Edition:
    """Read the shipped rules, and of the plans their names."""
    rules, head = rulesfile("rules.yaml"), rulesfile("edition.yaml")
    openings = [TypeAdapter(Opening).validate_python(_money(o, "card", "prepaid")) for o in rules["openings"]]
    return Edition(
        id=head["id"],
        title=head["title"],
        valid_from=None,
        valid_to=None,
        material=head["material"],
        hotline=TypeAdapter(Hotline).validate_python(head["hotline"]),
        plans={entry["id"]: _plan(entry) for entry in rulesfile("plans.yaml")["plans"]},
        openings={entry.brand: entry for entry in openings},
        limits=tuple(TypeAdapter(Limit).validate_python(_money(row, "amount")) for row in rules["limits"]),
        facts={fact.id: fact for fact in TypeAdapter(list[Fact]).validate_python(rules["facts"])},
        papers=tuple(TypeAdapter(list[PapersRule]).validate_python(rules["papers"])),
        services={s.id: s for s in TypeAdapter(list[Service]).validate_python(rules["services"])},
        clauses=tuple(TypeAdapter(list[Clause]).validate_python(rules["clauses"])),
        assumptions={a.id: a for a in TypeAdapter(list[Assumption]).validate_python(head["assumptions"])},
    )


def on_day(day: int, service: str, **told: Any) -> Decision:
    """Decide on a day of March 2004."""
    return decide(shipped(), Request(service, **told), date(2004, 3, day))


def clauses_in(decision: Decision) -> set[str]:
    """Return where the findings come from."""
    return {finding.clause for finding in decision.findings}


def without(*assumptions: str) -> Edition:
    """The shipped rules with some readings not adopted."""
    changed = {id: replace(shipped().assumptions[id], value=False) for id in assumptions}
    return replace(shipped(), assumptions={**shipped().assumptions, **changed})
