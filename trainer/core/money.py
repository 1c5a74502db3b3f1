"""Money: a whole number of fen, exact fractions of a yuan while it is computed, and named rounding."""

import re
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Literal

from trainer.core.errors import TrainerError

RoundingMode = Literal["half-up", "half-even", "up", "down"]
FEN = Fraction(1, 100)

_YUAN = re.compile(r"(-?)([0-9]{1,12})(?:\.([0-9]{1,2}))?")


class BadMoney(TrainerError):
    """A text that is no amount in yuan."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount in fen. A float is refused: it never was exact."""

    fen: int

    def __post_init__(self) -> None:
        if type(self.fen) is not int:
            raise TypeError(f"money is a whole number of fen, not {self.fen!r}")

    @classmethod
    def parse(cls, text: str) -> "Money":
        """Read an amount in yuan with at most two decimals, such as "50" or "12.30"; raise BadMoney."""
        found = _YUAN.fullmatch(text)
        if found is None:
            raise BadMoney(f"金额「{text}」要写成元，最多两位小数，例如 12.30")
        sign, yuan, decimals = found.groups()
        return cls(int(sign + yuan + (decimals or "").ljust(2, "0")))

    @classmethod
    def exactly(cls, yuan: Fraction) -> "Money":
        """Return an amount that is whole fen already; raise BadMoney for one that was not rounded."""
        fen = yuan * 100
        if fen.denominator != 1:
            raise BadMoney(f"{written(yuan)}元不是整分，还没有取整")
        return cls(fen.numerator)

    @property
    def yuan(self) -> Fraction:
        """The amount in yuan, to compute with."""
        return Fraction(self.fen, 100)

    @property
    def short(self) -> str:
        """The amount in yuan without a needless ".00", as one says it: "50", "12.30"."""
        return self._digits().removesuffix(".00")

    def __str__(self) -> str:
        return f"{self._digits()}元"

    def __add__(self, other: "Money") -> "Money":
        return Money(self.fen + other.fen) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.fen - other.fen) if isinstance(other, Money) else NotImplemented

    def __mul__(self, times: int) -> "Money":
        return Money(self.fen * times) if type(times) is int else NotImplemented

    def _digits(self) -> str:
        yuan, fen = divmod(abs(self.fen), 100)
        return f"{'-' if self.fen < 0 else ''}{yuan}.{fen:02}"


@dataclass(frozen=True, slots=True)
class Rounding:
    """How an exact amount becomes one that is charged: to which step (yuan), and which way.

    "half-up" sends half a step away from zero, "half-even" to the even neighbour, "up" away from
    zero, "down" towards it.
    """

    mode: RoundingMode = "half-up"
    to: Fraction = FEN

    def __call__(self, yuan: Fraction) -> Fraction:
        """Round an exact amount."""
        if not isinstance(yuan, Fraction):
            raise TypeError(f"only an exact fraction can be rounded, not {yuan!r}")
        steps = abs(yuan) / self.to
        whole = floor(steps)
        part = steps - whole
        if part and (self.mode == "up" or (self.mode != "down" and _beyond_half(part, whole, self.mode))):
            whole += 1
        return whole * self.to if yuan >= 0 else -whole * self.to


TO_THE_FEN = Rounding()


def half_up(yuan: Fraction) -> Money:
    """Round an amount in yuan to the fen; half a fen goes away from zero (AS-1r)."""
    return Money.exactly(TO_THE_FEN(yuan))


def written(yuan: Fraction) -> str:
    """Write an amount with two decimals, more where it has them: "12.30", "0.0105"; else "1/3"."""
    places = 2
    while 10**places % yuan.denominator:
        places += 1
        if places > yuan.denominator.bit_length() + 2:
            return str(yuan)
    whole, decimals = divmod(abs(yuan.numerator) * 10**places // yuan.denominator, 10**places)
    return f"{'-' if yuan < 0 else ''}{whole}.{decimals:0{places}}"


def price(yuan: Fraction) -> str:
    """Write a unit price as it is said: "0.6", "50", "0.07"."""
    text = written(yuan)
    return text.rstrip("0").removesuffix(".") if "." in text else text


def _beyond_half(part: Fraction, whole: int, mode: RoundingMode) -> bool:
    half = Fraction(1, 2)
    return part > half or (part == half and (mode == "half-up" or whole % 2 == 1))
