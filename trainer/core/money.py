"""Money: a whole number of fen, and the one rounding rule."""

import re
from dataclasses import dataclass
from fractions import Fraction

from trainer.core.errors import TrainerError

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


def half_up(yuan: Fraction) -> Money:
    """Round an amount in yuan to the fen; half a fen goes away from zero (AS-1r)."""
    if not isinstance(yuan, Fraction):
        raise TypeError(f"only an exact fraction can be rounded, not {yuan!r}")
    fen = int(abs(yuan) * 100 + Fraction(1, 2))
    return Money(fen if yuan >= 0 else -fen)
