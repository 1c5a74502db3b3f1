"""Rent by the day: the printed formula over every number of days, and to whom it is not stretched."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.small_edition import RULE, edition, plan, rent_of
from tests.core.tables import SOURCE
from trainer.core.errors import MissingFact
from trainer.core.money import Money
from trainer.core.rent import BadDays, monthly, rent
from trainer.core.tariff import UnknownBrand

SMALL = edition()


# The literal ÷365 column of the extraction, rounded on the sum.
@pytest.mark.parametrize(
    ("days", "amount"),
    [
        (1, "1.64"), (5, "8.22"), (10, "16.44"), (13, "21.37"), (15, "24.66"), (20, "32.88"), (28, "46.03"),
        (29, "47.67"), (30, "49.32"), (31, "50.96"), (365, "600.00"), (366, "601.64"),
    ],
)  # fmt: skip
def test_rent_by_the_day(days: int, amount: str) -> None:
    assert rent(SMALL, "全球通", days).amount == Money.parse(amount)


@given(st.integers(1, 365))
def test_rent_agrees_with_decimals_and_never_falls_with_more_days(days: int) -> None:
    shorter, longer = (rent(SMALL, "全球通", n).amount.fen for n in (days, days + 1))
    assert longer - shorter in (164, 165)
    expected = (Decimal(50) * 12 / 365 * days).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert shorter == int(expected * 100)


def test_a_proration_shows_how_it_was_made() -> None:
    month = rent(SMALL, "GSM", 31)
    assert (month.brand, month.days, month.formula) == ("GSM", 31, "50×12/365×31")
    assert [each.id for each in month.assumptions] == ["AS-14", "AS-1y", "AS-4", "AS-1r"]
    assert month.sources == (SOURCE, RULE)


def test_another_reading_of_the_year_gives_another_rent() -> None:
    leap = rent(edition(AS_1y=366), "全球通", 366)
    assert (leap.amount, leap.formula) == (Money.parse("600"), "50×12/366×366")
    with pytest.raises(MissingFact, match="怎样按天算"):
        rent(edition(AS_1y="year"), "全球通", 31)
    assert rent(edition(AS_1r="down"), "全球通", 1).amount == Money.parse("1.64")
    assert rent(edition(AS_1r="up"), "全球通", 5).amount == Money.parse("8.22")
    assert rent(edition(AS_1r="up"), "全球通", 10).amount == Money.parse("16.44")


def test_a_rent_on_a_reading_that_is_not_adopted_is_a_missing_fact() -> None:
    with pytest.raises(
        MissingFact, match="资料没有写全球通的月租怎样算（AS-14“AS-14的读法”没有采用），需查证"
    ):
        rent(edition(AS_14=False), "全球通", 1)


@pytest.mark.parametrize("days", [-1, 0, 367, 10**100])
def test_an_impossible_number_of_days_is_refused(days: int) -> None:
    with pytest.raises(BadDays, match="要在1到366之间"):
        rent(SMALL, "全球通", days)


@pytest.mark.parametrize(
    ("brand", "error"),
    [
        ("随E行", "资料没有写随E行的月租怎样按天算，需查证"),
        ("黄鹤卡", "资料没有写黄鹤卡的月租，或要看是哪一种，需查证"),
        ("智慧卡", "资料没有写智慧卡的资费，需查证"),
    ],
)
def test_the_formula_is_not_stretched_to_other_rents(brand: str, error: str) -> None:
    with pytest.raises(MissingFact, match=error):
        rent(SMALL, brand, 31)


def test_the_monthly_rent_is_the_printed_one() -> None:
    assert monthly(SMALL, "全球通") == Money.parse("50")
    assert monthly(SMALL, "随E行") == Money.parse("20")
    for brand in ("黄鹤卡", "智慧卡"):
        with pytest.raises(MissingFact):
            monthly(SMALL, brand)


def test_an_unknown_brand_gets_a_suggestion() -> None:
    with pytest.raises(UnknownBrand, match="是否指「全球通」？"):
        rent(SMALL, "全球桶", 1)
    assert plan("全球通", rent_of("50")).tariff is not None
