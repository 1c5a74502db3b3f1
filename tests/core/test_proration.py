"""Parts of a month: calendar days, ÷365, halves of the month, leap years, and what the material leaves open."""

from calendar import isleap
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.tables import day, yuan
from trainer.core.errors import BadUsage, MissingFact
from trainer.core.proration import MOST_DAYS, Due, Share, Step, days_between, of_period, prorate

MONTH = Share("month", "按天")
FIXED = Share("fixed", "月租日收", 12, 365, True, True)
YEAR = Share("year", "按年", 12, "year", True, True)
HALF = Share("half", "半月规则", steps=(Step(1, Fraction(1)), Step(16, Fraction(1, 2))))


def due(share: Share, amount: str, first: str, last: str, joined: bool = True) -> Due:
    return prorate(share, yuan(amount), day(first), day(last), joined)


@pytest.mark.parametrize(
    ("first", "last", "expected", "formula"),
    [
        ("2004-02-01", "2004-02-29", "29", "29"),
        ("2004-02-02", "2004-02-29", "28", "29/29×28"),
        ("2004-02-29", "2004-02-29", "1", "29/29×1"),
        ("2003-02-15", "2003-02-28", "29/2", "29/28×14"),
        ("2004-07-01", "2004-07-30", "870/31", "29/31×30"),
        ("2003-12-31", "2004-01-01", "58/31", "29/31×1+29/31×1"),
        ("2003-12-31", "2004-02-01", "31", "29/31×1+29+29/29×1"),
    ],
)
def test_calendar_days_share_each_month_by_itself(first: str, last: str, expected: str, formula: str) -> None:
    told = due(MONTH, "29", first, last)
    if expected == "31":
        expected = str(Fraction(29, 31) + 29 + 1)
    assert (told.exact, told.formula) == (yuan(expected), formula)
    assert told.days == (day(last) - day(first)).days + 1


@pytest.mark.parametrize(
    ("share", "first", "last", "expected", "formula"),
    [
        (FIXED, "2004-07-19", "2004-07-31", "21.37", "50×12/365×13"),
        (FIXED, "2004-07-01", "2004-07-31", "50.96", "50×12/365×31"),
        (FIXED, "2004-02-01", "2004-02-29", "47.67", "50×12/365×29"),
        (YEAR, "2004-02-01", "2004-02-29", "47.54", "50×12/366×29"),
        (YEAR, "2003-02-01", "2003-02-28", "46.03", "50×12/365×28"),
        (YEAR, "1900-02-01", "1900-02-28", "46.03", "50×12/365×28"),
        (YEAR, "2000-02-01", "2000-02-01", "1.64", "50×12/366×1"),
    ],
)
def test_a_year_of_days_divides_even_a_whole_month(
    share: Share, first: str, last: str, expected: str, formula: str
) -> None:
    told = due(share, "50", first, last)
    assert (f"{Decimal(told.exact.numerator) / told.exact.denominator:.2f}", told.formula) == (
        expected,
        formula,
    )


def test_a_year_cut_at_new_year_has_two_lengths() -> None:
    assert due(YEAR, "50", "2003-12-31", "2004-01-01").exact == Fraction(600, 365) + Fraction(600, 366)


@pytest.mark.parametrize(
    ("first", "expected", "formula"),
    [
        ("2004-07-01", "20", "20"),
        ("2004-07-02", "20", "20"),
        ("2004-07-15", "20", "20"),
        ("2004-07-16", "10", "20×1/2"),
        ("2004-07-31", "10", "20×1/2"),
    ],
)
def test_the_half_of_the_month_changes_with_the_sixteenth(first: str, expected: str, formula: str) -> None:
    told = due(HALF, "20", first, "2004-07-31")
    assert (told.exact, told.formula) == (yuan(expected), formula)


def test_halves_of_the_month_say_nothing_about_leaving() -> None:
    with pytest.raises(MissingFact, match="资料没有写半月规则月中离网怎样收，需查证"):
        due(HALF, "20", "2004-07-01", "2004-07-30")
    assert due(HALF, "20", "2004-07-16", "2004-08-31").exact == 30


@pytest.mark.parametrize(
    ("first", "joined", "days"),
    [
        ("2004-07-31", True, 0),
        ("2004-07-30", True, 1),
        ("2004-07-01", True, 30),
        ("2004-07-01", False, 31),
    ],
)
def test_the_day_of_joining_may_be_free(first: str, joined: bool, days: int) -> None:
    share = Share("free", "", 12, 365, False, True)
    told = due(share, "50", first, "2004-07-31", joined)
    assert (told.exact, told.days) == (Fraction(600 * days, 365), days)


def test_only_the_first_month_has_the_day_of_joining() -> None:
    share = Share("free", "", first_counts=False)
    assert due(share, "31", "2004-07-31", "2004-08-31").exact == 31
    assert due(share, "30", "2004-04-01", "2004-04-30").exact == 29


def test_a_number_may_divide_every_month_alike() -> None:
    thirty = Share("30", "", divisor=30)
    assert due(thirty, "30", "2004-02-01", "2004-02-29").exact == 30
    assert due(thirty, "30", "2004-02-02", "2004-02-29").exact == 28
    assert due(thirty, "30", "2004-07-02", "2004-07-31").exact == 30


def test_what_the_material_leaves_out_is_missing_only_for_a_part_of_a_month() -> None:
    lost = Share("lost", "", missing="月中入网怎样收")
    assert due(lost, "20", "2004-07-01", "2004-07-31").exact == 20
    with pytest.raises(MissingFact, match="资料没有写月中入网怎样收，需查证"):
        due(lost, "20", "2004-07-02", "2004-07-31")


@pytest.mark.parametrize(("first", "last"), [("2004-07-02", "2004-07-01"), ("2004-01-01", "2014-01-08")])
def test_a_stretch_of_no_days_or_too_many_is_refused(first: str, last: str) -> None:
    with pytest.raises(BadUsage, match=f"{first}到{last}这段日子不对"):
        due(MONTH, "20", first, last)
    assert days_between(day("2004-01-01"), day("2004-01-01") + timedelta(MOST_DAYS - 1)) == MOST_DAYS


def test_the_end_of_the_calendar_is_no_crash() -> None:
    assert due(MONTH, "31", "9999-12-31", "9999-12-31").exact == 1


def test_a_charge_for_a_period_falls_on_the_days_used() -> None:
    year = (day("2004-01-01"), day("2004-12-31"))
    told = of_period(yuan("366"), year, (day("2004-02-29"), day("2004-03-01")))
    assert (told.exact, told.formula, told.days) == (2, "366×2/366", 2)
    for used in [("2003-12-31", "2004-01-01"), ("2004-12-31", "2005-01-01")]:
        with pytest.raises(BadUsage, match="要在计费期2004-01-01到2004-12-31里面"):
            of_period(yuan("366"), year, (day(used[0]), day(used[1])))


# Day by day, with Decimal: a second formula for every kind.

DAYS = st.builds(lambda n: date(2003, 11, 1) + timedelta(n), st.integers(0, 540))


@given(DAYS, st.integers(0, 100), st.integers(1, 9999), st.sampled_from([MONTH, FIXED, YEAR]))
@settings(max_examples=60)
def test_a_stretch_costs_the_sum_of_its_days(first: date, more: int, fen: int, share: Share) -> None:
    last = first + timedelta(more)
    naive = Decimal(0)
    for n in range(more + 1):
        each = first + timedelta(n)
        if share is MONTH:
            after = (each.replace(day=28) + timedelta(4)).replace(day=1)
            naive += Decimal(fen) / 100 / (after - timedelta(1)).day
        else:
            naive += Decimal(fen) * 12 / 100 / (366 if share is YEAR and isleap(each.year) else 365)
    told = prorate(share, Fraction(fen, 100), first, last)
    assert abs(told.exact - Fraction(naive)) < Fraction(1, 10**15)
    longer = prorate(share, Fraction(fen, 100), first, last + timedelta(1))
    assert longer.exact > told.exact
