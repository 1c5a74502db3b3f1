"""Rating generated calls on generated tables: the second engine, and what must hold whatever the prices."""

from datetime import timedelta
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.naive import Line, Walk
from tests.core.tables import LOCAL, at, cost, of, row, yuan
from trainer.core.money import Rounding
from trainer.core.rates import Rate
from trainer.core.rating import Call, Edge, Table, Terms
from trainer.core.when import Times


class Drawn(NamedTuple):
    """A table twice: for the program and for the plain engine; and calls."""

    rows: list[Rate]
    lines: list[Line]
    calls: list[Call]


EDGES = st.sampled_from([0, 30, 60, 100, 8 * 3600 - 45, 8 * 3600, 86_400 - 61, 86_400 - 30, 86_400])
SPANS = st.lists(st.tuples(EDGES, EDGES).filter(lambda pair: pair[0] < pair[1]), min_size=1, max_size=2)
FEN = st.integers(0, 99).map(lambda n: f"0.{n:02}")
STEPS = st.sampled_from([1, 6, 30, 60])
STARTS = st.builds(
    lambda base, offset: at(base) + timedelta(seconds=offset),
    st.sampled_from(
        ["2004-02-28 23:57", "2004-02-29 23:57", "2003-12-31 23:57", "2004-07-07 07:57", "2004-07-09 23:57"]
    ),
    st.integers(0, 200),
)
CALLS = st.lists(
    st.builds(lambda start, seconds: Call(LOCAL, start, seconds), STARTS, st.integers(0, 420)), max_size=2
)
DATES = st.sampled_from(
    [("1990-01-01", "2049-12-31"), ("2004-02-29", "2004-02-29"), ("2004-01-01", "2004-07-09")]
)
WEEKDAYS = st.sampled_from([(1, 2, 3, 4, 5, 6, 7), (6, 7), (1, 2, 3, 4, 5), (7,)])


@st.composite
def stages(draw: st.DrawFn) -> list[tuple[int, str, int]]:
    afters = [0, *sorted(draw(st.sets(st.sampled_from([30, 60, 90, 180]), max_size=2)))]
    return [(after, draw(FEN), draw(STEPS)) for after in afters]


@st.composite
def drawn(draw: st.DrawFn, plain: bool = False) -> Drawn:
    """Up to four rows over one that always holds; `plain`: one stage, no fee, no highest cost."""
    lines = [Line("base", stages=tuple(draw(stages())[: 1 if plain else 3]))]
    for number in range(1, draw(st.integers(1, 4))):
        line = Line(
            f"r{number}",
            tuple(draw(SPANS)),
            draw(WEEKDAYS),
            draw(DATES),
            tuple(draw(stages())[: 1 if plain else 3]),
            "0" if plain else draw(st.sampled_from(["0", "0.15"])),
            None if plain else draw(st.none() | st.sampled_from(["0.40", "1"])),
            number,
        )
        lines.append(line)
    return Drawn([rate_of(line) for line in lines], lines, draw(CALLS))


def rate_of(line: Line) -> Rate:
    conditions = of(weekdays=line.weekdays, first=line.dates[0], last=line.dates[1])
    told = [(after, price, step, step) for after, price, step in line.stages]
    where = conditions.__class__("通话", times=Times.between(line.spans), days=conditions.days)
    return row(line.id, of=where, stages=told, fee=line.fee, most=line.most, priority=line.priority)


@pytest.mark.parametrize("edge", ["split", "carry", "start"])
@given(drawn=drawn())
@settings(max_examples=50)
def test_every_call_costs_what_walking_it_second_by_second_gives(edge: Edge, drawn: Drawn) -> None:
    made = Table(drawn.rows, terms=Terms(edge))
    walk = Walk(drawn.lines, edge)
    for each in drawn.calls:
        assert cost(made, each) == Fraction(walk.charge(each.start, each.seconds))


DECIMAL = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN, "up": ROUND_UP, "down": ROUND_DOWN}


@pytest.mark.parametrize("mode", DECIMAL)
@given(drawn=drawn(), edge=st.sampled_from(["split", "carry"]))
@settings(max_examples=25)
def test_rounding_steps_or_calls_agrees_with_decimals(mode: str, drawn: Drawn, edge: Edge) -> None:
    def tenths(amount: str | Decimal) -> Decimal:
        return Decimal(amount).quantize(Decimal("0.1"), DECIMAL[mode])

    rounding = Rounding(mode, yuan("0.1"))  # type: ignore[arg-type]
    by_call, by_step = (Table(drawn.rows, terms=Terms(edge, rounding, scope)) for scope in ("call", "step"))
    lines = [
        line._replace(stages=tuple((after, str(tenths(price)), step) for after, price, step in line.stages))
        for line in drawn.lines
    ]
    for each in drawn.calls:
        whole = Walk(drawn.lines, edge).charge(each.start, each.seconds)
        assert cost(by_call, each) == Fraction(tenths(whole))
        assert cost(by_step, each) == Fraction(Walk(lines, edge).charge(each.start, each.seconds))


@given(drawn(), st.sampled_from(["split", "carry", "start"]), st.sampled_from(["step", "call", "line"]))
@settings(max_examples=60)
def test_the_parts_of_a_call_have_its_seconds_and_follow_one_another(
    drawn: Drawn, edge: Edge, scope: str
) -> None:
    made = Table(drawn.rows, terms=Terms(edge, Rounding("up", Fraction(1, 10)), scope))  # type: ignore[arg-type]
    for each in drawn.calls:
        parts = made.parts(each)
        assert sum(part.seconds for part in parts) == each.seconds
        moment = each.start
        for part in parts:
            assert part.start == moment
            moment += timedelta(seconds=part.seconds)
        cost(made, each)


@given(drawn(), st.sampled_from(["split", "carry", "start"]), st.integers(1, 120))
@settings(max_examples=60)
def test_a_longer_call_never_costs_less(drawn: Drawn, edge: Edge, more: int) -> None:
    made = Table(drawn.rows, terms=Terms(edge))
    for each in drawn.calls:
        longer = each._replace(seconds=each.seconds + more)
        assert made.costs([longer]) >= made.costs([each])


@given(drawn(plain=True))
@settings(max_examples=60)
def test_cutting_a_call_where_the_band_changes_changes_nothing(drawn: Drawn) -> None:
    made = Table(drawn.rows)
    for each in drawn.calls:
        pieces = [Call(LOCAL, part.start, part.seconds) for part in made.parts(each)]
        assert sum(made.costs(pieces)) == made.costs([each])[0]
        assert [part for piece in pieces for part in made.parts(piece)] == list(made.parts(each))


@given(drawn(), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_names_and_the_order_of_rows_and_calls_change_no_amount(drawn: Drawn, chance: object) -> None:
    rows = [
        Rate(**{**fields(each), "id": f"x-{each.id}", "name": "别的名字"}) for each in reversed(drawn.rows)
    ]
    calls = list(drawn.calls)
    chance.shuffle(calls)  # type: ignore[attr-defined]
    assert sum(Table(rows).costs(calls)) == sum(Table(drawn.rows).costs(drawn.calls))


def fields(rate: Rate) -> dict[str, object]:
    return {name: getattr(rate, name) for name in Rate.__dataclass_fields__}
