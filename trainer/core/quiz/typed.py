"""What is typed for a number or into a blank, read the way people write: full width, 元, spaces and all."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from trainer.core.blanks import amount_of
from trainer.core.money import BadMoney
from trainer.core.quiz.question import Blank, Number
from trainer.core.wording import written

_NUMBER = re.compile(r"(-?)(¥?)([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.([0-9]{1,6}))?(\D*)")
_AS_TYPED = str.maketrans({"。": ".", "\u2212": "-"})
_YUAN = ("", "元", "块")


@dataclass(frozen=True, slots=True)
class Typed:
    """A number as it was typed: its value in the unit of the question, and how many decimals it has."""

    value: Fraction
    decimals: int


def number_in(text: str, number: Number) -> Typed | None:
    """Read a number in the unit that is asked for; None for what is none, or has another unit."""
    plain = "".join(unicodedata.normalize("NFKC", text.translate(_AS_TYPED)).split()).rstrip(".")
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return None
    sign, mark, whole, decimals, unit = found.groups()
    fits = unit in _YUAN if number.is_money else number.unit.startswith(unit) and not mark
    if not fits:
        return None
    return Typed(Fraction(f"{sign}{whole.replace(',', '')}.{decimals or '0'}"), len(decimals or ""))


def fills(text: str, blank: Blank) -> bool:
    """Tell whether a text is what belongs into a blank: the amount, or an accepted text.

    Width, case, spaces and punctuation do not count.
    """
    if blank.fen is not None and _fen(text) == blank.fen:
        return True
    return any(same(text, accepted) for accepted in blank.accepted)


def slip_in(text: str, blank: Blank) -> str:
    """Return the mistake that a text in a blank stands for; "" for none that has a name."""
    amount = _fen(text) if blank.fen is not None else None
    for wrong, mistake in blank.slips:
        if same(text, wrong) or (amount is not None and amount == _fen(wrong)):
            return mistake
    return ""


def same(text: str, other: str) -> bool:
    """Tell whether two texts are the same but for width, case, spaces and punctuation."""
    return written(text).key == written(other).key


def _fen(text: str) -> int | None:
    try:
        return amount_of(text).fen
    except BadMoney:
        return None
