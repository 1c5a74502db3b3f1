"""Parts of a bill that rest on the whole of it: surcharges and discounts; bundles cut with the month."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.core.tables import SOURCE, at, bundle, call, day, of, row, yuan
from trainer.core.adopt import adopt
from trainer.core.bill import WHOLE, Bill, Usage, bill_of
from trainer.core.errors import MissingFact
from trainer.core.lines import DISCOUNT, SURCHARGE
from trainer.core.metering import Bulk
from trainer.core.proration import Share, Step
from trainer.core.rates import MESSAGE, Traffic
from trainer.core.tariff import Assumption, Charge, Minimum, Percentage, Tariff

RENT = Charge("rent", "月租", yuan("50"), share=WHOLE)
LEAST = Minimum("least", "最低消费", yuan("60"), share=WHOLE)
TAX = Percentage("tax", "税", yuan("6"), assumes=("AS-6",), sources=(SOURCE,))
OFF = Percentage("off", "九折", yuan("-10"), ("通话",))
BY_DAY = Share("days", "按天", assumes=("AS-4",), sources=(replace(SOURCE, document="D8"),))
HALF = Share("half", "半月", steps=(Step(1, Fraction(1)), Step(16, Fraction(1, 2))))


def april(tariff: Tariff, *uses: Any, **more: Any) -> Bill:
    return bill_of(tariff, Usage(day("2004-04-01"), uses, **more))


def table(**more: Any) -> Tariff:
    return Tariff("t", "某套餐", **{"rates": (row(step=1),), "shares": (BY_DAY, HALF), **more})


def test_a_discount_takes_off_and_a_tax_counts_what_is_left() -> None:
    made = april(table(charges=(RENT,), percentages=(OFF, TAX)), call("2004-04-07", 6000))
    assert [(line.id, line.kind, line.formula, line.amount) for line in made.lines[2:]] == [
        ("off", DISCOUNT, "60×-10%", -6),
        ("tax", SURCHARGE, "(50+60-6)×6%", yuan("6.24")),
    ]
    assert made.total == yuan("110.24")
    assert (made.assumptions, made.lines[-1].sources) == (("AS-6",), (SOURCE,))


def test_a_percentage_counts_what_a_minimum_made_up_and_is_rounded_once() -> None:
    made = april(table(charges=(RENT,), minimums=(LEAST,), percentages=(replace(TAX, percent=yuan("0.75")),)))
    assert (made.lines[-1].exact, made.lines[-1].amount) == (yuan("0.45"), yuan("0.45"))
    third = april(table(charges=(RENT,), percentages=(replace(TAX, percent=yuan("0.01")),)))
    assert (third.lines[-1].exact, third.total) == (yuan("0.005"), yuan("50.01"))


def test_a_percentage_of_nothing_has_no_line() -> None:
    free = replace(RENT, amount=None, missing="来显费")
    for tariff in (table(percentages=(TAX,)), table(charges=(free,), percentages=(TAX,))):
        assert "tax" not in [line.id for line in april(tariff).lines]
    assert april(table(charges=(RENT,), percentages=(OFF,))).total == 50


def test_a_percentage_on_a_reading_not_adopted_blocks_the_bill() -> None:
    reading = Assumption("AS-6", "税率", value=False)
    with pytest.raises(MissingFact, match="某套餐的税怎样算资料没有写"):
        april(adopt({"AS-6": reading}, table(percentages=(TAX,))))


@pytest.mark.parametrize(
    ("share", "joined", "left", "minutes"),
    [
        ("days", None, None, 20),
        ("days", "2004-04-01", None, 20),
        ("days", "2004-04-16", None, 10),
        ("days", "2004-04-12", None, 12),
        ("days", "2004-04-12", "2004-04-12", 0),
        ("days", None, "2004-04-29", 19),
        ("half", "2004-04-15", None, 20),
        ("half", "2004-04-16", None, 10),
        ("", "2004-04-16", None, 20),
        (WHOLE, "2004-04-16", None, 20),
    ],
)
def test_a_bundle_brings_its_share_of_the_month(
    share: str, joined: str | None, left: str | None, minutes: int
) -> None:
    tariff = table(bundles=(bundle("free", 1200, per=60, share=share),))
    stay = {"joined": joined and day(joined), "left": left and day(left)}
    made = april(tariff, call("2004-04-16 10:00" if left != "2004-04-12" else "2004-04-12", 1200), **stay)
    assert made.total == (20 - minutes) * yuan("0.60")
    assert made.gaps == ()


def test_a_bundle_that_is_cut_names_the_rule_that_cut_it() -> None:
    tariff = table(bundles=(bundle("free", 1200, per=60, share="days", sources=(SOURCE,)),))
    cut = april(tariff, call("2004-04-16", 60), joined=day("2004-04-16")).lines[-1]
    assert (cut.formula, cut.assumptions) == ("用了1分钟，共10分钟", ("AS-4",))
    assert [source.document for source in cut.sources] == ["D9", "D8"]
    whole = april(tariff, call("2004-04-16", 60)).lines[-1]
    assert (whole.formula, whole.assumptions, whole.sources) == ("用了1分钟，共20分钟", (), (SOURCE,))


def test_pieces_of_a_bundle_are_cut_to_whole_ones() -> None:
    texts = row("sms", "0.10", 1, 1, kind=MESSAGE)
    tariff = table(rates=(texts,), bundles=(bundle("free", 200, of(MESSAGE), share="days"),))
    uses = (Bulk(Traffic(MESSAGE), at("2004-04-30"), 200),)
    assert april(tariff, *uses, joined=day("2004-04-12")).total == yuan("7.40")  # 200×19/30 = 126.67


def test_a_bundle_with_no_rule_for_its_part_of_a_month_is_a_missing_fact() -> None:
    tariff = table(bundles=(bundle("free", 1200, per=60, share="half"),))
    with pytest.raises(MissingFact, match="资料没有写半月月中离网怎样收"):
        april(tariff, left=day("2004-04-16"))
