"""A small edition for the tests of the core: two plans, three openings and the readings they rest on."""

from typing import Any

from tests.core.tables import SOURCE, row, yuan
from trainer.core.library import Source
from trainer.core.money import Money
from trainer.core.proration import Share
from trainer.core.rating import Terms
from trainer.core.tariff import Assumption, Charge, Choice, Edition, Hotline, Opening, Plan, Tariff

RULE = Source("D8", (2,), "50×12/365×实际天数")
BY_DAY = Share(
    "R-RENT", "月租日收", 12, "AS-1y", "AS-4", True, assumes=("AS-1y", "AS-4"), sources=(RULE, SOURCE)
)
READINGS = {"AS-1r": "half-up", "AS-1y": 365, "AS-4": True, "AS-14": True}


def plan(name: str, *charges: Charge, **more: Any) -> Plan:
    """A plan with these charges, its rent shared by the day."""
    terms = Terms(assumes=("AS-1r",))
    tariff = Tariff(name, name, (row(),), charges=charges, shares=(BY_DAY,), terms=terms)
    return Plan(more.pop("id", f"MZ-{name}"), name, "", "在售", (), more.pop("tariff", tariff), **more)


def rent_of(amount: str | None, share: str = "R-RENT", **more: Any) -> Charge:
    """A rent."""
    price = None if amount is None else yuan(amount)
    return Charge("rent", "月租", price, share=share, assumes=("AS-14",), sources=(SOURCE,), **more)


def edition(**readings: Any) -> Edition:
    """The edition, with readings changed by their ids (AS_4 for AS-4)."""
    values = READINGS | {id.replace("_", "-"): value for id, value in readings.items()}
    cases = (Choice("江夏", yuan("30")), Choice("其余", yuan("20")))
    plans = (
        plan("全球通", rent_of("50"), aliases=("GSM",)),
        plan("随E行", Charge("net", "上网费", yuan("100")), rent_of("20", share="")),
        plan("黄鹤卡", rent_of(None, choices=cases)),
        plan("智慧卡", tariff=None),
    )
    openings = (
        Opening("全球通", Money.parse("100"), Money.parse("50"), (SOURCE,)),
        Opening("储值卡", Money.parse("100"), None, ()),
        Opening("动感地带", None, None, ()),
    )
    return Edition(
        id="small",
        title="小资费",
        valid_from=None,
        valid_to=None,
        material="",
        hotline=Hotline("1860", "1860", "", ()),
        plans={each.name: each for each in plans},
        openings={each.brand: each for each in openings},
        limits=(),
        facts={},
        papers=(),
        services={},
        clauses=(),
        assumptions={id: Assumption(id, f"{id}的读法", value) for id, value in values.items()},
    )
