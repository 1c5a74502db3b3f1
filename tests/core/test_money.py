"""Money: exact to the fen, rounded by one rule."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.core.money import BadMoney, Money, Rounding, half_up, price, written

MONEY = st.integers(-(10**13), 10**13).map(Money)


@pytest.mark.parametrize(
    ("text", "fen", "long", "short"),
    [
        ("50", 5000, "50.00元", "50"),
        ("12.30", 1230, "12.30元", "12.30"),
        ("12.3", 1230, "12.30元", "12.30"),
        ("0.05", 5, "0.05元", "0.05"),
        ("-0.05", -5, "-0.05元", "-0.05"),
        ("-100", -10000, "-100.00元", "-100"),
        ("0", 0, "0.00元", "0"),
        ("-0", 0, "0.00元", "0"),
        ("999999999999.99", 99999999999999, "999999999999.99元", "999999999999.99"),
    ],
)
def test_an_amount_is_read_and_written_exactly(text: str, fen: int, long: str, short: str) -> None:
    amount = Money.parse(text)
    assert (amount.fen, str(amount), amount.short) == (fen, long, short)


@pytest.mark.parametrize(
    "text",
    ["", "元", "50元", "12.345", "1.", ".5", "+5", " 5", "5\n", "1e3", "1,000", "nan", "٥", "5" * 13, "0。4"],
)
def test_what_is_no_amount_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadMoney, match=r"例如 12\.30"):
        Money.parse(text)


@pytest.mark.parametrize("fen", [1.0, True, "1", Fraction(1)])
def test_only_whole_fen_are_money(fen: object) -> None:
    with pytest.raises(TypeError, match="whole number of fen"):
        Money(fen)  # type: ignore[arg-type]


def test_change_is_counted() -> None:
    assert Money.parse("200") - (Money.parse("100") + Money.parse("50")) == Money.parse("50")
    assert Money.parse("150") * 5 == Money.parse("750")
    assert Money.parse("49.32") < Money.parse("50") < Money.parse("50.96")


def test_money_does_not_mix_with_bare_numbers() -> None:
    money = Money(100)
    with pytest.raises(TypeError):
        money + 1  # type: ignore[operator]
    with pytest.raises(TypeError):
        money - 0.5  # type: ignore[operator]
    with pytest.raises(TypeError):
        money * 0.5  # type: ignore[operator]


@pytest.mark.parametrize(
    ("yuan", "fen"),
    [
        (Fraction(1, 200), 1),
        (Fraction(-1, 200), -1),
        (Fraction(1, 201), 0),
        (Fraction(-1, 201), 0),
        (Fraction(3, 200), 2),
        (Fraction(0), 0),
    ],
)
def test_half_a_fen_goes_away_from_zero(yuan: Fraction, fen: int) -> None:
    assert half_up(yuan) == Money(fen)


def test_a_float_is_never_rounded() -> None:
    with pytest.raises(TypeError, match="exact fraction"):
        half_up(0.5)  # type: ignore[arg-type]


@given(MONEY)
def test_what_is_written_is_read_back(amount: Money) -> None:
    assert Money.parse(str(amount).removesuffix("元")) == amount
    assert Money.parse(amount.short) == amount
    assert half_up(amount.yuan) == amount


@given(MONEY, MONEY)
def test_change_and_price_make_up_what_was_handed_over(handed: Money, price: Money) -> None:
    assert (handed - price) + price == handed
    assert (handed < price) == (handed.fen < price.fen)


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_rounding_agrees_with_the_decimal_module(digits: int, places: int) -> None:
    yuan = Decimal(digits).scaleb(-places)
    expected = yuan.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert half_up(Fraction(yuan)).yuan == Fraction(expected)


MODES = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN, "up": ROUND_UP, "down": ROUND_DOWN}


@pytest.mark.parametrize("mode", MODES)
@given(digits=st.integers(-(10**9), 10**9), places=st.integers(0, 5), step=st.integers(0, 3))
@settings(max_examples=50)
def test_every_mode_and_step_agrees_with_the_decimal_module(
    mode: str, digits: int, places: int, step: int
) -> None:
    yuan, to = Decimal(digits).scaleb(-places), Decimal(1).scaleb(-step)
    rounding = Rounding(mode, Fraction(to))  # type: ignore[arg-type]
    assert rounding(Fraction(yuan)) == Fraction(yuan.quantize(to, MODES[mode]))


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("half-up", ["0.05", "0.05", "0.10", "0.10", "-0.05", "-0.05", "0"]),
        ("half-even", ["0.05", "0.05", "0.10", "0.10", "-0.05", "0", "0"]),
        ("up", ["0.05", "0.10", "0.10", "0.10", "-0.05", "-0.05", "0"]),
        ("down", ["0", "0.05", "0.05", "0.10", "0", "0", "0"]),
    ],
)
def test_a_step_need_not_be_a_fen(mode: str, expected: list[str]) -> None:
    amounts = ["0.03", "0.06", "0.09", "0.10", "-0.04", "-0.025", "0"]
    rounding = Rounding(mode, Fraction(1, 20))  # type: ignore[arg-type]
    assert [rounding(Fraction(amount)) for amount in amounts] == [Fraction(amount) for amount in expected]


def test_what_is_not_whole_fen_is_no_money_yet() -> None:
    assert Money.exactly(Fraction("-12.30")) == Money(-1230)
    with pytest.raises(BadMoney, match=r"0\.005元不是整分，还没有取整"):
        Money.exactly(Fraction(1, 200))


@pytest.mark.parametrize(
    ("yuan", "long", "short"),
    [
        ("0", "0.00", "0"),
        ("50", "50.00", "50"),
        ("100", "100.00", "100"),
        ("0.6", "0.60", "0.6"),
        ("12.3", "12.30", "12.3"),
        ("0.07", "0.07", "0.07"),
        ("0.0105", "0.0105", "0.0105"),
        ("-0.5", "-0.50", "-0.5"),
        ("-0.005", "-0.005", "-0.005"),
        ("1/3", "1/3", "1/3"),
        ("-20/3", "-20/3", "-20/3"),
        ("1/1024", "0.0009765625", "0.0009765625"),
        (
            "123456789012345678901234567890.01",
            "123456789012345678901234567890.01",
            "123456789012345678901234567890.01",
        ),
    ],
)
def test_an_exact_amount_is_written_without_losing_anything(yuan: str, long: str, short: str) -> None:
    assert (written(Fraction(yuan)), price(Fraction(yuan))) == (long, short)


@given(st.fractions(max_denominator=10**4), st.integers(0, 40))
def test_whatever_is_written_reads_back_as_the_same_amount(yuan: Fraction, places: int) -> None:
    for amount in (yuan, Fraction(yuan.numerator, 10**places), Fraction(yuan.numerator, 2**places)):
        with localcontext(prec=3):
            assert Fraction(written(amount)) == Fraction(price(amount)) == amount
