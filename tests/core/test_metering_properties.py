"""Bundles and tiers over generated calls, against the second engine."""

from datetime import timedelta
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.naive import Line, Purse, Walk
from tests.core.tables import LOCAL, TEXT, at, bundle, call, of, pieces, row, table
from trainer.core.metering import Bulk, Meter
from trainer.core.rates import Rate
from trainer.core.rating import Call, Edge, Table, Terms
from trainer.core.when import Times

NOON = at("2004-07-07 12:00")
GRADUATED = pieces(tiers=[(100, "0.30"), (300, "0.20", "5"), (None, "0.10")])
VOLUME = pieces(tiers=[(100, "0.30"), (300, "0.20", "5"), (None, "0.10")], tiering="volume")


def texts(quantity: int, calls: int | None = None) -> Bulk:
    return Bulk(TEXT, NOON, quantity, calls)


def spent(meter: Meter, *uses: Call | Bulk) -> Fraction:
    return sum((meter.add(use).cost or Fraction(0) for use in uses), Fraction(0))


SPANS = st.sampled_from([((0, 86_400),), ((0, 30), (36_000, 86_400)), ((0, 36_060),), ((36_030, 36_090),)])
PURSES = st.lists(st.tuples(SPANS, st.booleans(), st.integers(0, 400)), min_size=1, max_size=2)
CALLS = st.lists(
    st.builds(
        lambda offset, seconds: (at("2004-07-07 09:59") + timedelta(seconds=offset), seconds),
        st.integers(0, 150),
        st.integers(0, 300),
    ),
    max_size=3,
)
STAGES = st.sampled_from([((0, "0.60", 60),), ((0, "0.30", 30), (30, "0.06", 6)), ((0, "0.01", 1),)])


def line_rows(lines: list[Line]) -> list[Rate]:
    return [
        row(
            line.id,
            of=of().__class__("通话", times=Times.between(line.spans)),
            stages=[(after, price, step, step) for after, price, step in line.stages],
            fee=line.fee,
            priority=line.priority,
        )
        for line in lines
    ]


@pytest.mark.parametrize("edge", ["split", "carry"])
@given(purses=PURSES, calls=CALLS, stages=STAGES, fee=st.sampled_from(["0", "0.15"]), spans=SPANS)
@settings(max_examples=50)
def test_bundles_are_used_up_as_walking_second_by_second_uses_them(
    edge: Edge, purses: list, calls: list, stages: tuple, fee: str, spans: tuple
) -> None:
    lines = [Line("base", stages=stages, fee=fee), Line("over", spans, stages=((0, "0.50", 6),), priority=1)]
    bundles = [
        bundle(f"b{i}", quantity, of().__class__("通话", times=Times.between(held)), frees_fee=frees)
        for i, (held, frees, quantity) in enumerate(purses)
    ]
    meter = Meter(Table(line_rows(lines), bundles, Terms(edge)))
    walk = Walk(lines, edge, [Purse(held, frees) for held, frees, _ in purses], [full for *_, full in purses])
    for start, seconds in calls:
        assert meter.add(Call(LOCAL, start, seconds)).cost == Fraction(walk.charge(start, seconds))
    assert meter.left == walk.left


@given(st.lists(st.integers(0, 300), max_size=4), st.integers(0, 200), st.integers(0, 500))
@settings(max_examples=60)
def test_with_a_bundle_more_use_never_costs_less(lengths: list[int], more: int, quantity: int) -> None:
    made = table(row(fee="0.10"), bundles=[bundle("free", quantity, frees_fee=True)])
    for index in range(len(lengths)):
        longer = [length + more * (place == index) for place, length in enumerate(lengths)]
        before, after = ([call(seconds=each) for each in told] for told in (lengths, longer))
        assert spent(Meter(made), *before) <= spent(Meter(made), *after)
        assert spent(Meter(made), *before[:index], *before[index + 1 :]) <= spent(Meter(made), *before)


@given(st.lists(st.integers(0, 200), min_size=1, max_size=4))
@settings(max_examples=40)
def test_without_bundles_and_tiers_the_order_of_calls_does_not_matter(lengths: list[int]) -> None:
    made = table(row(fee="0.10", most="1.50"))
    calls = [call(seconds=each) for each in lengths]
    assert len({spent(Meter(made), *order) for order in permutations(calls)}) == 1
    assert spent(Meter(made), *calls) == made.yuan(sum(made.costs(calls)))
