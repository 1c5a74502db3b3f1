"""Assumptions: each value in force changes what it should, and what is not adopted becomes a missing fact."""

from fractions import Fraction
from typing import Any

import pytest

from tests.core.tables import bundle, of, row, yuan
from trainer.core.adopt import BadAssumption, adopt, refused
from trainer.core.proration import Share, Step
from trainer.core.rates import MESSAGE
from trainer.core.rating import Terms
from trainer.core.tariff import Assumption, Charge, Minimum, Tariff

TEXTS = {
    "AS-1r": "四舍五入",
    "AS-1y": "一年的天数",
    "AS-3": "不足一分钟算一分钟",
    "AS-4": "首日算",
    "AS-7": "双向",
}


def readings(**values: Any) -> dict[str, Assumption]:
    told = {"AS-1r": "half-up", "AS-1y": 365, "AS-3": True, "AS-4": True, "AS-7": True, **values}
    return {id: Assumption(id, text, told[id]) for id, text in TEXTS.items()}


def adopted(tariff: Tariff, **values: Any) -> Tariff:
    return adopt(readings(**{id.replace("_", "-"): value for id, value in values.items()}), tariff)


def tariff(**parts: Any) -> Tariff:
    return Tariff("t", "某套餐", **parts)


def test_a_tariff_without_assumptions_stays_as_it_is() -> None:
    plain = tariff(rates=(row(),), shares=(Share("s", "按天"),), charges=(Charge("c", "月租", yuan("50")),))
    assert adopted(plain) == plain


def test_a_row_that_rests_on_a_reading_not_adopted_is_a_missing_fact() -> None:
    both = tariff(rates=(row(assumes=("AS-7",)), row("closed", barred="不开放", assumes=("AS-7",))))
    assert adopted(both) == both
    for rate in adopted(both, AS_7=False).rates:
        assert rate.missing == f"{rate.id}行的价格（AS-7“双向”没有采用）"
        assert (rate.stages, rate.tiers, rate.barred) == ((), (), "")


def test_a_row_may_lose_its_price_for_several_readings_at_once() -> None:
    told = adopted(tariff(rates=(row(assumes=("AS-7", "AS-3")),)), AS_7=False, AS_3=False).rates[0]
    assert told.missing == "row行的价格（AS-7“双向”没有采用，AS-3“不足一分钟算一分钟”没有采用）"


@pytest.mark.parametrize(("value", "steps"), [(True, [60, 6]), (False, [None, 6])])
def test_a_started_step_counts_whole_only_where_that_is_adopted(value: bool, steps: list[int | None]) -> None:
    rate = row(stages=[(0, "0.60", 60, None), (60, "0.06", 6, 6)], started="AS-3")
    told = adopted(tariff(rates=(rate,)), AS_3=value).rates[0]
    assert [stage.step for stage in told.stages] == steps
    assert told.missing == ""


@pytest.mark.parametrize("value", [365, 366, 1, 400, "year"])
def test_the_days_of_a_year_come_from_the_reading(value: int | str) -> None:
    share = Share("s", "月租日收", 12, "AS-1y", "AS-4", True, assumes=("AS-1y", "AS-4"))
    told = adopted(tariff(shares=(share,)), AS_1y=value).shares[0]
    assert (told.divisor, told.first_counts, told.missing) == (value, True, "")
    assert adopted(tariff(shares=(share,)), AS_1y=value, AS_4=False).shares[0].first_counts is False


def test_a_first_day_that_does_not_count_is_a_reading_not_a_silence() -> None:
    share = Share("s", "月租日收", first_counts="AS-4", assumes=("AS-4",))
    assert adopted(tariff(shares=(share,)), AS_4=False).shares[0].missing == ""


@pytest.mark.parametrize("divisor", ["month", "year", 30])
def test_a_divisor_that_is_told_stays(divisor: Any) -> None:
    assert adopted(tariff(shares=(Share("s", "", divisor=divisor),))).shares[0].divisor == divisor


def test_a_share_that_rests_on_a_reading_not_adopted_is_missing() -> None:
    share = Share("s", "半月规则", steps=(Step(1, Fraction(1)),), assumes=("AS-7",))
    assert (
        adopted(tariff(shares=(share,)), AS_7=False).shares[0].missing
        == "半月规则怎样算（AS-7“双向”没有采用）"
    )
    lost = Share("s", "半月规则", missing="月中入网", assumes=("AS-7",))
    assert adopted(tariff(shares=(lost,)), AS_7=False).shares[0].missing == "月中入网"


@pytest.mark.parametrize("mode", ["half-up", "half-even", "up", "down"])
def test_the_mode_of_rounding_comes_from_the_reading(mode: str) -> None:
    told = adopted(tariff(terms=Terms(assumes=("AS-1r",))), AS_1r=mode).terms
    assert (told.rounding.mode, told.rounding.to, told.assumes) == (mode, yuan("0.01"), ("AS-1r",))


def test_charges_bundles_and_minimums_on_readings_not_adopted_block_the_bill() -> None:
    parts = tariff(
        charges=(Charge("c", "月租", yuan("50"), assumes=("AS-7",)),),
        bundles=(bundle("b", 10, of(MESSAGE), name="短信包", assumes=("AS-7",)),),
        minimums=(Minimum("m", "最低消费", yuan("42"), assumes=("AS-3", "AS-7")),),
    )
    assert adopted(parts).blocked == ()
    assert adopted(parts, AS_7=False).blocked == tuple(
        f"某套餐的{name}怎样算资料没有写（AS-7“双向”没有采用），需查证"
        for name in ("月租", "短信包", "最低消费")
    )


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"AS_1y": 0}, "AS-1y 的值「0」不对，要写天数（如 365）或 year"),
        ({"AS_1y": 401}, "「401」不对"),
        ({"AS_1y": True}, "「True」不对"),
        ({"AS_1y": False}, "「False」不对"),
        ({"AS_1y": "365"}, "「365」不对"),
        ({"AS_1r": "half"}, "AS-1r 的值「half」不对，可写：half-up、half-even、up、down"),
        ({"AS_1r": False}, "AS-1r 的值「False」不对"),
    ],
)
def test_a_value_that_cannot_be_computed_with_is_refused(values: dict[str, Any], error: str) -> None:
    share = Share("s", "月租日收", divisor="AS-1y")
    with pytest.raises(BadAssumption, match=error):
        adopted(tariff(shares=(share,), terms=Terms(assumes=("AS-1r",))), **values)


@pytest.mark.parametrize(
    "parts",
    [
        {"rates": (row(started="AS-x"),)},
        {"shares": (Share("s", "", divisor="AS-x"),)},
        {"shares": (Share("s", "", first_counts="AS-x"),)},
        {"terms": Terms(assumes=("AS-x",))},
    ],
)
def test_an_assumption_that_nobody_wrote_is_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(BadAssumption, match="没有编号为「AS-x」的假设"):
        adopted(tariff(**parts))


def test_only_false_is_not_adopted() -> None:
    assumptions = {
        "a": Assumption("a", "甲", False),
        "b": Assumption("b", "乙", 0),
        "c": Assumption("c", "丙", True),
    }
    assert refused(["a", "b", "c", "d"], assumptions) == ["a“甲”没有采用"]
