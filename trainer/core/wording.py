"""What is typed, reduced to what is compared, and a wording found in it: exactly, by its sound, or nearly.

Punctuation, spaces, width and case do not count. How characters sound is told from outside (`Ear`);
everything else is the standard library's. The search is Myers' bit-parallel one: the whole column of
the edit distance is two whole numbers, so that a text is read once for each wording.
"""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Literal, Protocol

FaultKind = Literal["sound", "rude", "wrong", "added", "left"]

MOST_RAW = 20_000
"""So much of what is typed is looked at, however little of it counts."""

MOST_FITS = 4
"""So many near places of one wording are looked at closely."""

POLITE = "您请谢"
NEGATIONS = "不没别无非勿未"
_NEVER_A_SLIP = frozenset(f"{NEGATIONS}0123456789")
_PRONOUNS = frozenset("我您你他她")
OPPOSITES = ("多少", "增减", "进出", "开关", "大小", "前后", "上下", "早晚")
_MARKS = {".": ".", "。": ".", ",": ",", "、": ","}
_DIGITS = frozenset("0123456789")


class Ear(Protocol):
    """How characters and texts sound, and how like each other they are."""

    def sounds(self, character: str) -> Collection[str]:
        """Return every reading of a character, without tones; none for what has no reading."""
        ...

    def likeness(self, one: str, other: str) -> float:
        """Tell how like each other two texts are, by characters or by sound: 0 to 1."""
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it is compared: `key`, with the offset in `raw` and the readings of each character.

    `beyond` tells how many characters were cut off.
    """

    raw: str
    key: str
    at: tuple[int, ...]
    sounds: tuple[Collection[str], ...] = ()
    beyond: int = 0

    def offset(self, place: int) -> int:
        """Return where a place in the key lies in the raw text: right behind the character before it."""
        return self.at[place - 1] + 1 if place else 0


@dataclass(frozen=True, slots=True)
class Fault:
    """One character of a near wording that is not as it should be; `at` is its place in the key."""

    kind: FaultKind
    at: int
    typed: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a wording stands in the key, and what is wrong with it there."""

    start: int
    end: int
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording made ready for the search: at which of its places (bits) a character or a sound stands."""

    key: str
    characters: dict[str, int]
    sounds: dict[str, int]


def written(raw: str) -> Written:
    """Reduce a text to letters, digits and hanzi; a point or comma stays where it stands between digits."""
    kept: list[tuple[str, int]] = []
    for at, character in enumerate(raw[:MOST_RAW]):
        kept.extend((folded, at) for folded in _folded(character))
    last = len(kept) - 1
    whole = [
        (letter, at)
        for place, (letter, at) in enumerate(kept)
        if letter not in ".,"
        or (0 < place < last and kept[place - 1][0] in _DIGITS and kept[place + 1][0] in _DIGITS)
    ]
    return Written(raw, "".join(letter for letter, _ in whole), tuple(at for _, at in whole))


def heard(raw: str, ear: Ear, most: int) -> Written:
    """Reduce a text, cut it at `most` characters, and listen to them."""
    text = written(raw)
    key = text.key[:most]
    beyond = len(text.key) - len(key) + max(0, len(raw) - MOST_RAW)
    return Written(raw, key, text.at[:most], tuple(map(ear.sounds, key)), beyond)


def wording(key: str, ear: Ear) -> Wording:
    """Make a wording ready for the search; it must be reduced already."""
    characters: dict[str, int] = {}
    sounds: dict[str, int] = {}
    for place, letter in enumerate(key):
        bit = 1 << place
        for accepted in ("您", "你") if letter == "您" else letter:
            characters[accepted] = characters.get(accepted, 0) | bit
        for sound in ear.sounds(letter):
            sounds[sound] = sounds.get(sound, 0) | bit
    return Wording(key, characters, sounds)


def exact(key: str, text: str) -> list[Fit]:
    """Return every place where a wording stands letter by letter, overlapping ones too."""
    fits, start = [], text.find(key)
    while start >= 0:
        fits.append(Fit(start, start + len(key)))
        start = text.find(key, start + 1)
    return fits


def slips_allowed(length: int) -> int:
    """Tell how many slips leave a wording of this length recognisable: none below 3 characters."""
    return 0 if length < 3 else max(1, length // 4)


def near(of: Wording, text: Written, slips: int) -> list[Fit]:
    """Return the best places where a wording stands with at most so many slips; sounds alike are none."""
    matches, length = _matches(of, text), len(of.key)
    if reduce(or_, matches, 0).bit_count() < length - slips:
        return []  # too few of its characters occur at all
    distances = _distances(length, matches)
    ends = sorted(
        (distance, place + 1)
        for place, distance in enumerate(distances)
        if distance <= slips and _is_lowest(distances, place)
    )
    fits = (_aligned(of, text, matches, end, slips) for _, end in ends[:MOST_FITS])
    return [fit for fit in fits if fit is not None]


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    """Return what of a character is compared: "Ａ" is "a", "，" a comma, "½" itself, "!" nothing."""
    if unicodedata.category(character) == "No":
        return character
    folded = unicodedata.normalize("NFKC", character).casefold()
    if len(folded) == 1 and folded in _MARKS:
        return _MARKS[folded]
    return "".join(letter for letter in folded if letter.isalnum())


def _is_lowest(distances: Sequence[int], place: int) -> bool:
    """Tell whether the distance falls to this place or rises from it: either edge of a low."""
    here = distances[place]
    before = distances[place - 1] if place else here + 1
    behind = distances[place + 1] if place + 1 < len(distances) else here + 1
    return here == 0 or (min(before, behind) >= here and max(before, behind) > here)


def _matches(of: Wording, text: Written) -> list[int]:
    """Return at which places of the wording each typed character would do, as it is or by its sound."""
    matches = []
    for letter, readings in zip(text.key, text.sounds, strict=True):
        match = of.characters.get(letter, 0)
        for sound in readings:
            match |= of.sounds.get(sound, 0)
        matches.append(match)
    return matches


def _distances(length: int, matches: Sequence[int]) -> list[int]:
    """Return the edit distance of the wording to the nearest text that ends at each place."""
    full, top = (1 << length) - 1, 1 << (length - 1)
    plus, minus, distance = full, 0, length
    distances = []
    for equal in matches:
        across = (((equal & plus) + plus) ^ plus) | equal
        up, down = minus | (full & ~(across | plus)), plus & across
        if up & top:
            distance += 1
        elif down & top:
            distance -= 1
        up, down = (up << 1) & full, (down << 1) & full
        below = equal | minus
        plus, minus = down | (full & ~(below | up)), up & below
        distances.append(distance)
    return distances


_SLIP, _SWAP = 16, 17
"""What a slip costs beside a character that only sounds right (1); of two readings no swap is the better."""


def _aligned(of: Wording, text: Written, matches: Sequence[int], end: int, slips: int) -> Fit | None:
    """Return how the wording lies before `end`, character by character; None where a slip turns its sense."""
    first = max(0, end - len(of.key) - slips)
    costs = _costs(of.key, text.key[first:end], matches[first:end])
    table = _table(costs)
    row, column = len(of.key), end - first
    faults: list[Fault] = []
    while row:
        here, at = table[row][column], first + column - 1
        cost = costs[row - 1][column - 1] if column else 0
        if column and here == table[row - 1][column - 1] + cost:
            row, column = row - 1, column - 1
            if cost:
                faults.append(_swapped(cost, at, text.key[at], of.key[row]))
        elif column and here == table[row][column - 1] + _SLIP:
            column -= 1
            faults.append(Fault("added", at, typed=text.key[at]))
        else:
            row -= 1
            faults.append(Fault("left", at + 1, wanted=of.key[row]))
    start = first + column
    if start and faults and (faults[-1].kind, faults[-1].at) == ("left", start):
        outside = Fault("wrong", start - 1, text.key[start - 1], faults[-1].wanted)
        if _turns_the_sense(outside):
            return None
    if any(map(_turns_the_sense, faults)) or not _is_known(faults, len(of.key)):
        return None
    return Fit(start, end, tuple(reversed(faults)))


def _is_known(faults: Sequence[Fault], length: int) -> bool:
    """Tell whether a wording with slips still has half of its characters as they should be."""
    slips = any(fault.kind in ("wrong", "added", "left") for fault in faults)
    return not slips or 2 * sum(fault.kind != "added" for fault in faults) <= length


def _costs(key: str, said: str, matches: Sequence[int]) -> list[list[int]]:
    """Return what it costs to take each typed character for one wanted: 0, 1 (alike), 2, or a swap."""
    return [
        [
            0 if typed == wanted else _SWAP if not match >> row & 1 else 2 if typed + wanted == "你您" else 1
            for typed, match in zip(said, matches, strict=True)
        ]
        for row, wanted in enumerate(key)
    ]


def _table(costs: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the costs of laying each beginning of the wording before each place; the start is free."""
    table = [[0] * (len(costs[0]) + 1)]
    for swaps in costs:
        above = table[-1]
        left = above[0] + _SLIP
        row = [left]
        for swap, before, over in zip(swaps, above, above[1:], strict=False):
            left = min(before + swap, over + _SLIP, left + _SLIP)
            row.append(left)
        table.append(row)
    return table


def _swapped(cost: int, at: int, typed: str, wanted: str) -> Fault:
    kinds: dict[int, FaultKind] = {1: "sound", 2: "rude", _SWAP: "wrong"}
    return Fault(kinds[cost], at, typed, wanted)


def _turns_the_sense(fault: Fault) -> bool:
    """Tell whether a slip says something else: a negation or figure more or less, 我 for 您, 少 for 多."""
    if fault.kind in ("sound", "rude"):
        return False
    return (
        fault.typed in _NEVER_A_SLIP
        or fault.wanted in _NEVER_A_SLIP
        or (fault.typed in _PRONOUNS and fault.wanted in _PRONOUNS)
        or any({fault.typed, fault.wanted} == {*pair} for pair in OPPOSITES)
    )
