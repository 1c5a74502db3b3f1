"""What people type on a phone, cleaned: names, staff numbers, teams and room codes."""

import re
import unicodedata
from typing import Final

LONGEST_NAME: Final = 12
LONGEST_NUMBER: Final = 20

_NUMBER = re.compile(r"[A-Z]{0,4}[0-9]{2,}")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Controls, what turns the direction of writing, what has no width, halves and holes of Unicode."""


def cleaned(text: str) -> str:
    """Return a text as it can be shown: composed (NFC), without what cannot be seen, blanks made one."""
    whole = unicodedata.normalize("NFC", text)
    blanks = "".join(" " if each in "\t\r\n" else each for each in whole)
    seen = "".join(each for each in blanks if unicodedata.category(each) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def name_or_number(who: str) -> tuple[str, str]:
    """Tell a name from a staff number (digits, after four letters at most): one of the two is empty."""
    name = cleaned(who)
    number = unicodedata.normalize("NFKC", name).upper().replace(" ", "")
    return ("", number) if _NUMBER.fullmatch(number) else (name, "")


def too_long(name: str, number: str) -> bool:
    """Tell whether a name or a staff number is longer than any is."""
    return len(name) > LONGEST_NAME or len(number) > LONGEST_NUMBER


def digits(code: str) -> str:
    """Return the digits of a room code, however they were typed: wide, or with blanks between."""
    folded = unicodedata.normalize("NFKC", code)
    return "".join(each for each in folded if each in "0123456789")
