"""The final evaluation: sub-scores always, a total only by weights, and no denominator of what was not seen."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.composite import (
    PARTS,
    PRESETS,
    PROPOSAL,
    PROPOSED,
    Composite,
    Gate,
    Inspected,
    Part,
    Period,
    Points,
    Score,
    Simulated,
    Weights,
    WeightsRefused,
    check_weights,
    composite,
    gate_of,
    inspection_score,
    mean_score,
    rounded,
    walk_score,
    written,
)
from trainer.core.observing import NOBODY, Line, Spot, Verdict

DAY = date(2004, 3, 1)
NO_GATE = Gate()


def line(verdict: Verdict, points: int = 1, person: int = 1) -> Line:
    return Line(Spot(0, person, "导购", "G1"), verdict, points)


def scores(walk: int | None, inspection: int | None, simulator: int | None = None) -> dict[Part, Score]:
    each: dict[Part, int | None] = {"walk": walk, "inspection": inspection, "simulator": simulator}
    return {part: Score(tenths, 3) for part, tenths in each.items()}


def test_what_was_not_seen_stands_in_no_denominator() -> None:
    found = walk_score([line("done"), line("done"), line("missed"), line("unseen"), line("unseen")])
    assert found == Score(667, 3, 2)
    assert walk_score([line("unseen")]) == Score(None, 0, 1)
    assert walk_score([]) == Score(None, 0, 0)


def test_an_item_weighs_what_it_was_worth() -> None:
    assert walk_score([line("done", 3), line("missed", 1)]).tenths == 750
    assert Points().with_line(line("done", 3)).with_line(line("unseen", 3)) == Points(3, 3, 1, 1)


def test_an_empty_post_counts_for_nobody() -> None:
    assert walk_score([line("done", person=NOBODY)]) == Score(None, 0, 1)


def test_each_check_counts_alike() -> None:
    rows = [Inspected(1, DAY, Fraction(45), Fraction(50)), Inspected(1, DAY, Fraction("95.5"), Fraction(100))]
    assert inspection_score(rows) == Score(928, 2)  # (90 + 95.5) / 2 = 92.75
    assert mean_score([]) == Score(None, 0)


def test_without_weights_there_is_no_total() -> None:
    assert composite(scores(900, 800, 700), NO_GATE, None) == Composite(scores(900, 800, 700), NO_GATE)
    assert Weights(50, 50, 0) == PROPOSAL
    assert "建议" in PROPOSED
    assert "A52" in PROPOSED


def test_the_total_is_reckoned_from_the_sub_scores_as_they_are_printed() -> None:
    found = composite(scores(667, 928), NO_GATE, PROPOSAL)
    assert found.total == 798  # (66.7 + 92.8) / 2 = 79.75, half up
    assert written(found.total) == "79.8"
    assert found.band == ""


def test_a_part_that_weighs_and_is_missing_leaves_no_total() -> None:
    assert composite(scores(900, None), NO_GATE, PROPOSAL).lacking == ("inspection",)
    assert composite(scores(900, None), NO_GATE, PROPOSAL).total is None
    assert composite(scores(900, None), NO_GATE, Weights(100, 0, 0)).total == 900


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (1000, "优秀"),
        (950, "优秀"),
        (949, "良好"),
        (900, "良好"),
        (899, "合格"),
        (800, "合格"),
        (799, "不合格"),
    ],
)
def test_bands_are_those_of_a_named_preset_that_was_chosen(total: int, band: str) -> None:
    assert composite(scores(total, None), NO_GATE, Weights(100, 0, 0, "telecom-2016")).band == band
    assert "中国电信 2016" in PRESETS["telecom-2016"].name


@pytest.mark.parametrize(
    "weights", [Weights(50, 49, 0), Weights(-1, 101, 0), Weights(101, 0, -1), Weights(50, 50, 0, "own")]
)
def test_weights_that_are_no_whole_and_unknown_bands_are_refused(weights: Weights) -> None:
    with pytest.raises(WeightsRefused):
        check_weights(weights)


def test_good_weights_pass() -> None:
    check_weights(PROPOSAL)
    check_weights(Weights(40, 40, 20, "telecom-2016"))


def test_compliance_is_a_gate_of_its_own() -> None:
    marks = [Simulated(1, DAY, Fraction(99), passed) for passed in (True, False, None)]
    assert gate_of(marks) == Gate(1, 1)
    assert [Gate().open, Gate(2, 0).open, Gate(2, 1).open] == [None, True, False]


def test_a_period_holds_both_of_its_ends() -> None:
    period = Period(date(2004, 3, 1), date(2004, 3, 31))
    assert [period.holds(date(2004, 2, 29)), period.holds(DAY), period.holds(date(2004, 3, 31))] == [
        False,
        True,
        True,
    ]


def test_a_missing_figure_is_a_dash() -> None:
    assert (written(None), written(0), written(1000)) == ("—", "0.0", "100.0")


@given(st.fractions(0, 100))
def test_rounding_is_half_up_to_a_tenth(percent: Fraction) -> None:
    assert -Fraction(1, 20) < Fraction(rounded(percent), 10) - percent <= Fraction(1, 20)


@given(
    st.tuples(*(st.integers(0, 1000) for _ in PARTS)),
    st.integers(0, 100).flatmap(lambda a: st.tuples(st.just(a), st.integers(0, 100 - a))),
)
def test_a_total_lies_between_its_sub_scores(each: tuple[int, ...], weighed: tuple[int, int]) -> None:
    weights = Weights(*weighed, 100 - sum(weighed))
    total = composite(scores(*each), NO_GATE, weights).total
    used = [tenths for tenths, part in zip(each, PARTS, strict=True) if weights.of(part)]
    assert total is not None
    assert min(used) <= total <= max(used)
