"""Bills of generated months on generated plans: never falling, never below the minimum, the sum of their lines."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.tables import SOURCE, TEXT, at, bundle, call, day, of, pieces, row, yuan
from trainer.core.bill import WHOLE, Bill, Usage, bill_of
from trainer.core.metering import Bulk
from trainer.core.proration import Share, Step
from trainer.core.rates import MESSAGE, OFF_NET, ON_NET
from trainer.core.rating import Call
from trainer.core.tariff import (
    Charge,
    Minimum,
    Tariff,
)

JULY = day("2004-07-01")
RENT = Charge("rent", "月租", yuan("50"), share="R-RENT", assumes=("AS-14",), sources=(SOURCE,))
BY_DAY = Share("R-RENT", "月租日收", assumes=("AS-4",), sources=(replace(SOURCE, document="D8"),))
HALF = Share("R-PKG", "半月规则", steps=(Step(1, Fraction(1)), Step(16, Fraction(1, 2))), assumes=("AS-15",))
LEAST = Minimum("least", "最低消费", yuan("42"), ("通话",), WHOLE, ("AS-9",), (SOURCE,))


def tariff(**more: Any) -> Tariff:
    return Tariff("t", "某套餐", **{"rates": (row(), pieces()), "shares": (BY_DAY, HALF), **more})


def july(*uses: Call | Bulk, **more: Any) -> Usage:
    return Usage(JULY, uses, **more)


def told(made: Bill) -> list[tuple[str, str, str | None]]:
    return [
        (line.name, line.formula, str(line.amount) if line.amount is not None else None)
        for line in made.lines
    ]


WORDS = st.sampled_from([ON_NET, OFF_NET])
USES = st.lists(
    st.one_of(
        st.builds(
            lambda n, hour, seconds, net: call(f"2004-07-{n:02} {hour:02}:58", seconds, network=net),
            st.integers(1, 31), st.integers(0, 23), st.integers(0, 400), WORDS,
        ),
        st.builds(lambda n, many: Bulk(TEXT, at(f"2004-07-{n:02}"), many), st.integers(1, 31), st.integers(0, 30)),
    ),
    max_size=5,
)  # fmt: skip


@st.composite
def plans(draw: st.DrawFn) -> Tariff:
    price = st.integers(1, 99).map(lambda fen: f"0.{fen:02}")
    rates = [row("base", draw(price), fee=draw(st.sampled_from(["0", "0.10"])))]
    if draw(st.booleans()):
        rates.append(row("night", draw(price), times="19:00-08:00"))
    if draw(st.booleans()):
        rates.append(row("on", draw(price), network=ON_NET, priority=1, most=draw(st.none() | st.just("1"))))
    if draw(st.booleans()):
        rates.append(pieces(tiers=[(10, draw(price)), (None, draw(price), "0.50")]))
    else:
        rates.append(pieces(price=draw(price)))
    free = [bundle("min", draw(st.integers(0, 10)) * 60, of(network=ON_NET)), bundle("sms", 7, of(MESSAGE))]
    least = [replace(LEAST, amount=Fraction(draw(st.integers(0, 20))))]
    return tariff(rates=tuple(rates), bundles=tuple(free), minimums=tuple(least), charges=(RENT,))


@given(plans(), USES, st.integers(0, 4), st.integers(0, 120))
@settings(max_examples=60)
def test_a_bill_never_falls_when_usage_grows(
    made: Tariff, uses: list[Call | Bulk], place: int, more: int
) -> None:
    whole = bill_of(made, july(*uses)).total
    grown = [
        (use._replace(seconds=use.seconds + more) if isinstance(use, Call) else use._replace(quantity=use.quantity + more))
        if index == place else use
        for index, use in enumerate(uses)
    ]  # fmt: skip
    assert bill_of(made, july(*grown)).total >= whole
    assert bill_of(made, july(*uses[:place], *uses[place + 1 :])).total <= whole


@given(plans(), USES)
@settings(max_examples=40)
def test_a_bill_is_at_least_its_minimum_and_the_sum_of_its_lines(
    made: Tariff, uses: list[Call | Bulk]
) -> None:
    answer = bill_of(made, july(*uses))
    assert (
        sum(line.amount or 0 for line in answer.lines if line.kind in ("通话", "补足"))
        >= made.minimums[0].amount
    )
    assert answer.total == sum(line.amount or 0 for line in answer.lines)
    metered = sum(line.exact for line in answer.lines if line.kind in ("通话", "短信"))
    assert metered == sum(each.cost or 0 for each in answer.uses)


@given(plans(), USES)
@settings(max_examples=30)
def test_names_and_the_order_of_rows_change_no_amount(made: Tariff, uses: list[Call | Bulk]) -> None:
    renamed = replace(
        made, rates=tuple(replace(each, id=f"x-{each.id}", name="换了名") for each in reversed(made.rates))
    )
    assert bill_of(renamed, july(*uses)).total == bill_of(made, july(*uses)).total
