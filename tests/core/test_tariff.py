"""The shipped edition: what opening costs, rent by the day, and what the material leaves out."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.library import Source
from trainer.core.money import Money
from trainer.core.tariff import (
    Assumption,
    BadDays,
    Edition,
    Hotline,
    MissingFact,
    Opening,
    Rent,
    RentRule,
    UnknownBrand,
    opening,
    rent,
)

FILE = Path(__file__).parents[2] / "assets/tariffs/wuhan-2004.yaml"


def _sources(entries: list[dict[str, Any]]) -> tuple[Source, ...]:
    return tuple(Source(e["document"], tuple(e["lines"]), e["quote"]) for e in entries)


def _money(text: str | None) -> Money | None:
    return None if text is None else Money.parse(text)


def _opening(entry: dict[str, Any]) -> Opening:
    card, prepaid = _money(entry["card"]), _money(entry["prepaid"])
    return Opening(entry["brand"], card, prepaid, _sources(entry["sources"]), entry["note"])


def _rent(entry: dict[str, Any]) -> Rent:
    return Rent(entry["brand"], Money.parse(entry["monthly"]), _sources(entry["sources"]))


def _edition(data: dict[str, Any]) -> Edition:
    rule = data["rent"]
    return Edition(
        id=data["id"],
        title=data["title"],
        valid_from=data["valid_from"],
        valid_to=data["valid_to"],
        material=data["material"],
        hotline=Hotline(**{**data["hotline"], "sources": _sources(data["hotline"]["sources"])}),
        openings={entry["brand"]: _opening(entry) for entry in data["openings"]},
        rent=RentRule(rule["times"], rule["divisor"], _sources(rule["sources"]), tuple(rule["assumptions"])),
        rents={entry["brand"]: _rent(entry) for entry in data["rents"]},
        papers=(),
        assumptions={entry["id"]: Assumption(**entry) for entry in data["assumptions"]},
    )


EDITION = _edition(yaml.safe_load(FILE.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("brand", "total"),
    [
        ("全球通", "150"),
        ("随E行", "220"),
        ("黄鹤卡", "160"),
        ("乡情卡", "160"),
        ("灵通卡", "160"),
        ("动感地带", "130"),
        ("爱心卡", "100"),
    ],
)
def test_opening_costs_card_and_prepaid(brand: str, total: str) -> None:
    assert opening(EDITION, brand).total == Money.parse(total)
    assert opening(EDITION, brand).sources


@pytest.mark.parametrize("brand", ["大灵通", "黄陂基站通", "校园卡", "楚天行青春卡", "智慧卡"])
def test_what_the_list_leaves_out_costs_nothing_known(brand: str) -> None:
    with pytest.raises(MissingFact, match=f"资料没有写{brand}的卡费和预存，需查证"):
        _ = opening(EDITION, brand).total


def test_the_fact_that_is_missing_is_named() -> None:
    with pytest.raises(MissingFact, match="资料没有写储值卡的预存，"):
        _ = opening(EDITION, "储值卡").total
    with pytest.raises(MissingFact, match="资料没有写某卡的卡费，"):
        _ = Opening("某卡", None, Money(1), ()).total


# The literal ÷365 column of the extraction, rounded on the sum.
@pytest.mark.parametrize(
    ("days", "amount"),
    [
        (1, "1.64"),
        (5, "8.22"),
        (10, "16.44"),
        (13, "21.37"),
        (15, "24.66"),
        (20, "32.88"),
        (28, "46.03"),
        (29, "47.67"),
        (30, "49.32"),
        (31, "50.96"),
        (365, "600.00"),
        (366, "601.64"),
    ],
)
def test_rent_by_the_day(days: int, amount: str) -> None:
    assert rent(EDITION, "全球通", days).amount == Money.parse(amount)


def test_a_proration_shows_how_it_was_made() -> None:
    month = rent(EDITION, "全球通", 31)
    assert month.formula == "50×12/365×31"
    assert [a.id for a in month.assumptions] == ["AS-1r", "AS-1y", "AS-4"]
    assert month.sources[-1].quote == "基本月租费为50元/月50×12/365×实际天数"


@given(st.integers(1, 365))
def test_rent_never_falls_with_more_days(days: int) -> None:
    shorter, longer = (rent(EDITION, "全球通", n).amount.fen for n in (days, days + 1))
    assert longer - shorter in (164, 165)
    assert abs(shorter * 365 - 60000 * days) * 2 <= 365


@pytest.mark.parametrize("days", [-1, 0, 367, 10**100])
def test_an_impossible_number_of_days_is_refused(days: int) -> None:
    with pytest.raises(BadDays, match="要在1到366之间"):
        rent(EDITION, "全球通", days)


def test_the_formula_is_not_stretched_to_other_rents() -> None:
    with pytest.raises(MissingFact, match="资料没有写黄鹤卡的月租怎样按天算，需查证"):
        rent(EDITION, "黄鹤卡", 31)


@pytest.mark.parametrize(
    ("typed", "cure"),
    [
        ("全球桶", "是否指「全球通」？"),
        ("动感地带卡", "是否指「动感地带」？"),
        ("随e行", "是否指「随E行」？"),
        ("神州行", "现有：全球通、"),
    ],
)
def test_an_unknown_brand_gets_a_suggestion(typed: str, cure: str) -> None:
    with pytest.raises(UnknownBrand, match=cure):
        opening(EDITION, typed)
    with pytest.raises(UnknownBrand, match=cure):
        rent(EDITION, typed, 1)


def test_the_rent_rule_and_the_assumptions_agree() -> None:
    assert EDITION.assumptions["AS-1y"].value == EDITION.rent.divisor
    assert EDITION.assumptions["AS-1r"].value == "half-up"
    assert set(EDITION.rent.assumptions) <= set(EDITION.assumptions)
