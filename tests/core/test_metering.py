"""A month metered: bundles that run out in mid-call, tiers, sums told at once, and their second formulas."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.tables import LOCAL, TEXT, at, bundle, call, of, pieces, row, table, yuan
from trainer.core.errors import BadUsage, MissingFact, NotOffered
from trainer.core.metering import MOST_PIECES, Bulk, Meter, Taken, slices, tiered
from trainer.core.money import Rounding
from trainer.core.rates import MESSAGE, Rate, Tier, Traffic
from trainer.core.rating import Call, Edge

NOON = at("2004-07-07 12:00")
GRADUATED = pieces(tiers=[(100, "0.30"), (300, "0.20", "5"), (None, "0.10")])
VOLUME = pieces(tiers=[(100, "0.30"), (300, "0.20", "5"), (None, "0.10")], tiering="volume")


def texts(quantity: int, calls: int | None = None) -> Bulk:
    return Bulk(TEXT, NOON, quantity, calls)


def spent(meter: Meter, *uses: Call | Bulk) -> Fraction:
    return sum((meter.add(use).cost or Fraction(0) for use in uses), Fraction(0))


@pytest.mark.parametrize(
    ("used", "expected", "left"),
    [(199, "0", 1), (200, "0", 0), (201, "0.10", 0), (0, "0", 200), (10**9, "99999980", 0)],
)
def test_a_bundle_of_pieces_runs_out_to_the_piece(used: int, expected: str, left: int) -> None:
    meter = Meter(table(pieces(), bundles=[bundle("sms", 200, of(MESSAGE))]))
    assert spent(meter, texts(used)) == yuan(expected)
    assert (meter.left, meter.taken(0)) == ([left], 200 - left)


def test_pieces_one_by_one_come_to_the_same_as_their_sum() -> None:
    made = table(pieces(), bundles=[bundle("sms", 200, of(MESSAGE))])
    one_by_one, at_once = Meter(made), Meter(made)
    assert spent(one_by_one, *[texts(1)] * 205) == spent(at_once, texts(205)) == yuan("0.50")
    assert one_by_one.left == at_once.left


def test_a_bundle_of_minutes_runs_out_in_mid_call() -> None:
    meter = Meter(table(bundles=[bundle("free", 180)]))
    first = meter.add(call(seconds=100))
    second = meter.add(call(seconds=100))
    assert (first.cost, first.taken) == (0, (Taken(0, 120),))
    assert (second.cost, second.taken) == (yuan("0.60"), (Taken(0, 60),))
    assert meter.add(call(seconds=1)).cost == yuan("0.60")
    assert (meter.rows["row"].used, meter.rows["row"].billed, meter.rows["row"].steps) == (201, 300, [2])


def test_what_is_too_little_for_a_whole_step_stays_for_smaller_steps() -> None:
    rows = (row(), row("six", "0.06", 6, 6, kind="漫游"))
    both = bundle("free", 90, of(), of("漫游"))
    meter = Meter(table(*rows, bundles=[both]))
    assert spent(meter, call(seconds=120)) == yuan("0.60")
    assert spent(meter, call(seconds=36, kind="漫游")) == yuan("0.06")
    assert meter.left == [0]


def test_bundles_are_used_up_in_the_order_of_the_table() -> None:
    meter = Meter(table(bundles=[bundle("a", 60), bundle("b", 60)]))
    told = meter.add(call(seconds=180))
    assert (told.cost, told.taken) == (yuan("0.60"), (Taken(0, 60), Taken(1, 60)))
    meter = Meter(table(bundles=[bundle("a", 60), bundle("b", 60)]))
    assert meter.add(Bulk(LOCAL, NOON, 180)).taken == (Taken(0, 60), Taken(1, 60))


def test_a_bundle_at_night_frees_only_the_part_at_night() -> None:
    night = bundle("night", 600, of(times="23:00-07:00"))
    told = Meter(table(bundles=[night])).add(call("2004-07-07 22:59", 120))
    assert (told.cost, told.taken) == (yuan("0.60"), (Taken(0, 60),))
    assert [part.free for part in told.parts] == [(), (0,)]


@pytest.mark.parametrize(
    ("quantity", "frees", "expected"),
    [(60, True, "0.60"), (60, False, "0.70"), (59, True, "1.30"), (120, True, "0"), (0, True, "1.30")],
)
def test_the_connection_fee_is_free_only_for_a_call_begun_on_a_bundle_that_frees_it(
    quantity: int, frees: bool, expected: str
) -> None:
    made = table(row(fee="0.10"), bundles=[bundle("free", quantity, frees_fee=frees)])
    assert spent(Meter(made), call(seconds=120)) == yuan(expected)


def test_a_bundle_that_cannot_give_a_step_gives_the_call_nothing_more() -> None:
    staged = row(stages=[(0, "0.60", 60, 60), (60, "0.06", 6, 6)])
    meter = Meter(table(staged, bundles=[bundle("small", 30)]))
    assert spent(meter, call(seconds=90)) == yuan("0.90")
    assert meter.left == [30]


def test_a_bundle_that_helps_only_later_in_the_call_frees_no_fee() -> None:
    first = bundle("first", 60)
    both = table(row(fee="0.10"), bundles=[first, bundle("second", 60, frees_fee=True)])
    assert spent(Meter(both), call(seconds=120)) == yuan("0.10")


@pytest.mark.parametrize(
    ("units", "expected"),
    [(0, "0"), (1, "0.30"), (100, "30"), (101, "35.20"), (300, "75"), (301, "75.10"), (1000, "145")],
)
def test_graduated_tiers_charge_each_stretch_by_itself(units: int, expected: str) -> None:
    assert tiered(GRADUATED, Fraction(units)) == yuan(expected)
    assert spent(Meter(table(GRADUATED)), texts(units)) == yuan(expected)
    assert spent(Meter(table(GRADUATED)), *[texts(1)] * units) == yuan(expected)


@pytest.mark.parametrize(
    ("units", "expected"), [(0, "0"), (1, "0.30"), (100, "30"), (101, "25.20"), (300, "65"), (301, "30.10")]
)
def test_tiers_by_volume_charge_everything_at_the_tier_reached(units: int, expected: str) -> None:
    assert tiered(VOLUME, Fraction(units)) == yuan(expected)
    assert sum(amount * tier.price + tier.fee for tier, amount in slices(VOLUME, Fraction(units))) == yuan(
        expected
    )
    charged = Meter(table(VOLUME)).add(texts(units))
    assert charged.cost is None


LADDERS = st.tuples(
    st.lists(st.integers(1, 60), min_size=1, max_size=3, unique=True).map(sorted),
    st.lists(st.tuples(st.integers(0, 99), st.integers(0, 300)), min_size=4, max_size=4),
)


@given(LADDERS, st.lists(st.integers(0, 50), max_size=4))
@settings(max_examples=60)
def test_graduated_tiers_cost_what_counting_unit_by_unit_gives(
    ladder: tuple[list[int], list[tuple[int, int]]], uses: list[int]
) -> None:
    bounds, prices = ladder
    ends: list[int | None] = [*bounds, None]
    tiers = tuple(
        Tier(end, Fraction(p, 100), Fraction(fee, 100)) for end, (p, fee) in zip(ends, prices, strict=False)
    )
    rate = Rate("sms", "短信", of(MESSAGE), pieces().stages, tiers)
    total, entered = Decimal(0), set()
    for unit in range(1, sum(uses) + 1):
        tier = sum(unit > bound for bound in bounds)
        fee = Decimal(0) if tier in entered else Decimal(prices[tier][1]) / 100
        entered.add(tier)
        total += Decimal(prices[tier][0]) / 100 + fee
    assert spent(Meter(table(rate)), *map(texts, uses)) == Fraction(total)


def test_tiers_and_their_fees_stay_exact_however_odd_they_are() -> None:
    rate = pieces(tiers=[(1, "1/7", "0.00055"), (None, "0", "1/3")])
    assert spent(Meter(table(rate)), texts(1), texts(1)) == yuan("1/7") + yuan("0.00055") + yuan("1/3")


def test_tiers_count_in_the_unit_of_the_price() -> None:
    rate = row(tiers=[(10, "1"), (None, "0.50")], step=6)
    assert spent(Meter(table(rate)), call(seconds=606), call(seconds=54)) == 10 + yuan("0.50")


def test_the_highest_cost_holds_after_the_bundle_and_for_each_call_anew() -> None:
    made = table(row(most="1"), bundles=[bundle("free", 60)])
    assert spent(Meter(made), call(seconds=150)) == 1
    assert spent(Meter(made), call(seconds=600), call(seconds=600)) == 2


def test_what_each_call_is_rounded_to_is_shared_by_its_rows() -> None:
    rows = (row("day", "0.005", times="08:00-19:00"), row("night", "0.005", times="19:00-08:00"))
    meter = Meter(table(*rows, scope="call", rounding=Rounding("half-up", yuan("0.01"))))
    assert spent(meter, call("2004-07-07 18:59:30", 60)) == yuan("0.01")
    assert {id: meter.table.yuan(row.spent) for id, row in meter.rows.items()} == {
        "day": yuan("0.01"),
        "night": 0,
    }


def test_a_sum_is_refused_where_each_call_counts_by_itself() -> None:
    staged = row(stages=[(0, "0.60", 60, 60), (60, "0.06", 6, 6)])
    rounding = Rounding("up", yuan("0.01"))
    freeing = [bundle("free", 60, frees_fee=True)]
    for made in (
        table(staged),
        table(row(most="1")),
        table(row(price="0.005"), scope="call", rounding=rounding),
        table(row(fee="0.005"), scope="call", rounding=rounding),
        table(row(fee="0.10"), bundles=freeing),
    ):
        with pytest.raises(BadUsage, match="row行每次通话分别计费，要逐次写明，不能只写总数"):
            Meter(made).add(Bulk(LOCAL, NOON, 120, 2))
    assert spent(Meter(table(bundles=freeing)), Bulk(LOCAL, NOON, 120)) == yuan("0.60")
    assert spent(Meter(table(scope="call")), Bulk(LOCAL, NOON, 120)) == yuan("1.20")


def test_a_sum_on_a_row_with_a_connection_fee_tells_the_number_of_calls() -> None:
    made = table(row(fee="0.10"))
    with pytest.raises(BadUsage, match="row行每次收接通费，要写明通话次数"):
        Meter(made).add(Bulk(LOCAL, NOON, 120))
    assert spent(Meter(made), Bulk(LOCAL, NOON, 120, 2)) == yuan("1.40")


@pytest.mark.parametrize(("quantity", "calls"), [(120, 0), (120, -1), (120, 121), (0, 1)])
def test_a_number_of_calls_that_cannot_be_is_refused(quantity: int, calls: int) -> None:
    with pytest.raises(BadUsage, match=f"通话的次数 {calls} 不对"):
        Meter(table()).add(Bulk(LOCAL, NOON, quantity, calls))
    assert spent(Meter(table()), Bulk(LOCAL, NOON, 0, 0)) == 0


@pytest.mark.parametrize("quantity", [-1, MOST_PIECES + 1])
def test_an_absurd_quantity_is_refused(quantity: int) -> None:
    with pytest.raises(BadUsage, match=f"短信的数量 {quantity} 不对"):
        Meter(table(pieces())).add(texts(quantity))


def test_a_started_unit_without_a_price_is_missing_in_a_sum_too() -> None:
    with pytest.raises(MissingFact, match="不足1分钟怎样计费"):
        Meter(table(row(step=None))).add(Bulk(LOCAL, NOON, 61))
    assert spent(Meter(table(row(step=None))), Bulk(LOCAL, NOON, 120)) == yuan("1.20")
    assert spent(Meter(table(row(step=None), bundles=[bundle("free", 60)])), call(seconds=120)) == yuan(
        "0.60"
    )


def test_uses_of_different_rows_are_counted_apart() -> None:
    meter = Meter(table(row(), pieces()))
    meter.add(call())
    meter.add(texts(3))
    assert {id: each.units for id, each in meter.rows.items()} == {"row": 1, "sms": 3}
    with pytest.raises(MissingFact, match="彩铃"):
        meter.add(Bulk(Traffic("彩铃"), NOON, 1))


@pytest.mark.parametrize("edge", ["split", "carry", "start"])
def test_a_row_without_a_price_serves_as_long_as_a_bundle_makes_it_free(edge: Edge) -> None:
    made = table(row(missing="网内单价"), bundles=[bundle("free", 120)], edge=edge)
    meter = Meter(made)
    assert meter.add(call(seconds=61)).cost == 0
    assert (meter.left, meter.rows["row"].charged) == ([0], False)
    with pytest.raises(MissingFact, match="资料没有写网内单价，需查证"):
        meter.add(call(seconds=1))
    assert spent(Meter(made), Bulk(LOCAL, NOON, 120)) == 0
    with pytest.raises(MissingFact, match="资料没有写网内单价，需查证"):
        Meter(made).add(Bulk(LOCAL, NOON, 121))
    with pytest.raises(MissingFact, match="资料没有写网内单价，需查证"):
        made.costs([call(seconds=1)])


def test_pieces_without_a_price_are_counted_one_by_one_and_closed_services_are_never_free() -> None:
    free = bundle("sms", 3, of(MESSAGE))
    meter = Meter(table(pieces(missing="短信单价"), bundles=[free]))
    assert (spent(meter, texts(3)), meter.left) == (0, [0])
    with pytest.raises(NotOffered, match="不开放"):
        Meter(table(pieces(barred="不开放"), bundles=[free])).add(texts(1))


def test_steps_of_a_month_are_begun_by_its_sum() -> None:
    """Packages of 100 for 5 yuan, the first 100 free: 250 of them, in whatever portions, begin two."""
    package = row("api", "5", 100, 100, kind=MESSAGE, counts="month")
    portions = [250], [50] * 5, [1, 249], [150, 100]
    for portion in portions:
        meter = Meter(table(package, bundles=[bundle("free", 100, of(MESSAGE))]))
        assert spent(meter, *map(texts, portion)) == yuan("10")
    seconds = row(price="0.60", fee="0.10", counts="month")
    assert spent(Meter(table(seconds)), *[call(seconds=30)] * 4) == yuan("1.60")


def test_a_sum_of_several_calls_is_told_in_whole_steps() -> None:
    with pytest.raises(BadUsage, match="要逐次写明"):
        Meter(table()).add(Bulk(LOCAL, NOON, 183, 3))
