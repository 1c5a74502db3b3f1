"""Lines of a bill: formulas a person can follow, quantities as people count them, one named rounding."""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.tables import LOCAL, SOURCE, TEXT, at, bundle, call, of, pieces, row, table, yuan
from trainer.core.lines import FREE, Line, metered, quantity, rounded, times
from trainer.core.metering import Bulk, Meter
from trainer.core.money import Rounding
from trainer.core.rates import MESSAGE
from trainer.core.rating import Call, Table, Terms

NOON = at("2004-07-07 12:00")


def lines(made: Table, *uses: Call | Bulk) -> list[Line]:
    meter = Meter(made)
    for use in uses:
        meter.add(use)
    return list(metered(made, meter))


def texts(quantity: int) -> Bulk:
    return Bulk(TEXT, NOON, quantity)


def test_a_line_tells_units_times_price() -> None:
    (line,) = lines(table(row(sources=(SOURCE,), assumes=("AS-7",))), call(seconds=90), call(seconds=60))
    assert (line.id, line.name, line.kind) == ("row", "row行", "通话")
    assert (line.formula, line.quantity, line.amount) == ("3×0.6", "3分钟", yuan("1.80"))
    assert (line.sources, line.assumptions) == ((SOURCE,), ("AS-7",))


def test_stages_and_fees_are_told_one_after_another() -> None:
    staged = row(stages=[(0, "0.60", 60, 60), (60, "0.30", 60, 6)], fee="0.10")
    (line,) = lines(table(staged), call(seconds=66), call(seconds=30))
    assert (line.formula, line.quantity, line.amount) == ("2×0.6+0.1×0.3+2×0.1", "", yuan("1.43"))


def test_a_highest_cost_or_a_rounding_of_each_call_is_told() -> None:
    (line,) = lines(table(row(most="1")), call(seconds=600), call(seconds=60))
    assert (line.formula, line.amount) == ("11×0.6，每次最多1", yuan("1.60"))
    (line,) = lines(table(row(most="9")), call(seconds=60))
    assert line.formula == "1×0.6"
    up = Rounding("up", yuan("0.1"))
    (line,) = lines(table(row(price="0.55"), scope="call", rounding=up), call(seconds=60), call(seconds=60))
    assert (line.formula, line.amount) == ("2×0.55，逐次取整", yuan("1.20"))
    (line,) = lines(table(row(price="0.55"), scope="step", rounding=up), call(seconds=61))
    assert (line.formula, line.amount) == ("2×0.55，逐次取整", yuan("1.20"))


def test_tiers_are_told_tier_by_tier_with_every_fee() -> None:
    tiers = [(100, "0.30"), (None, "0.20", "5")]
    (line,) = lines(table(pieces(tiers=tiers)), texts(120))
    assert (line.formula, line.quantity, line.amount) == ("100×0.3+20×0.2+5", "120条", 39)
    (line,) = lines(table(pieces(tiers=tiers, tiering="volume")), texts(120))
    assert (line.formula, line.amount) == ("120×0.2+5", 29)


@pytest.mark.parametrize(("tiering", "expected"), [("graduated", "3.70"), ("volume", "2.20")])
def test_tiers_keep_the_connection_fee(tiering: str, expected: str) -> None:
    made = table(row(tiers=[(3, "1"), (None, "0.50")], fee="0.10", tiering=tiering))
    (line,) = lines(made, call(seconds=180))
    assert (line.formula, line.amount) == ("3×1+1×0.1", yuan("3.10"))
    (line,) = lines(made, Bulk(LOCAL, NOON, 240, 2))
    assert line.amount == yuan(expected)


def test_graduated_tiers_keep_the_highest_cost_of_each_call() -> None:
    (line,) = lines(
        table(row(tiers=[(3, "1"), (None, "0.50")], most="2")), call(seconds=180), call(seconds=60)
    )
    assert (line.formula, line.amount) == ("3×1+1×0.5，每次最多2", yuan("2.50"))


def test_what_a_bundle_gave_is_a_line_of_nothing() -> None:
    made = table(pieces(), bundles=[bundle("sms", 200, of(MESSAGE), name="赠送短信")])
    used, free = lines(made, texts(205))
    assert (used.formula, used.quantity, used.amount) == ("5×0.1", "5条", yuan("0.50"))
    assert (free.kind, free.name, free.amount, free.formula) == (FREE, "赠送短信", 0, "用了200条，共200条")


@pytest.mark.parametrize("use", [call(seconds=90), Bulk(LOCAL, NOON, 120)])
def test_what_is_wholly_in_the_bundle_has_no_line_but_the_bundles_own(use: Call | Bulk) -> None:
    (free,) = lines(table(bundles=[bundle("free", 1200, per=60)]), use)
    assert (free.kind, free.formula) == (FREE, "用了2分钟，共20分钟")


def test_the_connection_fees_of_a_sum_wholly_in_the_bundle_are_not_lost() -> None:
    made = table(row(fee="0.10"), bundles=[bundle("free", 600, per=60)])
    told = lines(made, Bulk(LOCAL, NOON, 120, 2))
    assert (told[0].formula, told[0].amount) == ("2×0.1", yuan("0.20"))


def test_a_started_step_names_its_assumption_only_where_one_was_started() -> None:
    made = table(row(started="AS-3", assumes=("AS-7",)))
    assert lines(made, call(seconds=60))[0].assumptions == ("AS-7",)
    assert lines(made, call(seconds=61))[0].assumptions == ("AS-7", "AS-3")
    partly_free = table(row(started="AS-3"), bundles=[bundle("free", 60)])
    assert lines(partly_free, Bulk(LOCAL, NOON, 120))[0].assumptions == ()
    assert lines(partly_free, call(seconds=120))[0].assumptions == ()


def test_rows_without_use_have_no_line_and_lines_follow_the_table() -> None:
    made = table(row("a", "0.6", service="a"), row("b", service="b"), row("c", service="c"))
    uses = (call(service="c"), call(service="a"), call(seconds=0, service="b"))
    assert [line.id for line in lines(made, *uses)] == ["a", "c"]


def test_a_line_is_rounded_once_and_then_names_the_rule() -> None:
    terms = Terms(assumes=("AS-1r",))
    whole = Line("a", "", "", "", None, yuan("1.10"), sources=(SOURCE, SOURCE), assumptions=("AS-1", "AS-1"))
    told = rounded(whole, terms)
    assert (told.amount, told.sources, told.assumptions) == (yuan("1.10"), (SOURCE,), ("AS-1",))
    odd = rounded(Line("a", "", "", "", None, yuan("1.105")), terms)
    assert (odd.amount, odd.exact, odd.assumptions) == (yuan("1.11"), yuan("1.105"), ("AS-1r",))


@pytest.mark.parametrize(
    ("kind", "per", "units", "expected"),
    [
        ("通话", 60, "100", "100分钟"),
        ("通话", 1, "90", "90秒"),
        ("通话", 6, "50", "50个6秒"),
        ("短信", 1, "20", "20条"),
        ("彩铃", 1, "2", "2个"),
        ("短信", 100, "1.5", "1.5×100条"),
        ("通话", 60, "0.1", "0.1分钟"),
    ],
)
def test_quantities_are_told_as_people_count_them(kind: str, per: int, units: str, expected: str) -> None:
    assert quantity(kind, per, yuan(units)) == expected


def test_units_times_price_may_have_a_fee() -> None:
    assert times(Fraction(100), yuan("0.05")) == "100×0.05"
    assert times(Fraction(3), yuan("0.5"), yuan("10")) == "3×0.5+10"


def read(formula: str) -> Fraction:
    """Work a formula out as a person would: products first, then the sum."""
    total = Fraction(0)
    for term in formula.split("+"):
        product = Fraction(1)
        for factor in re.split("×", term):
            product *= Fraction(factor)
        total += product
    return total


@given(st.lists(st.tuples(st.integers(0, 400), st.booleans()), max_size=5), st.integers(0, 600))
@settings(max_examples=60)
def test_whoever_works_a_formula_out_gets_the_amount(calls: list[tuple[int, bool]], free: int) -> None:
    rows = (
        row("near", stages=[(0, "0.60", 60, 60), (60, "0.06", 6, 6)], fee="0.10", service="近"),
        row("far", tiers=[(3, "1"), (None, "0.50", "2")], service="远"),
    )
    made = table(*rows, bundles=[bundle("free", free)])
    for line in lines(made, *(call(seconds=n, service="近" if near else "远") for n, near in calls)):
        if line.kind != FREE:
            assert read(line.formula) == line.exact == line.amount
