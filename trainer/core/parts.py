"""The parts of a phrase that have to be remembered: what they weigh, and what else is accepted for them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trainer.core.blanks import Fill, Kind, Register
from trainer.core.library import Forbidden, Library, Phrase
from trainer.core.wording import Ear, Wording, wording, written

OUT_OF = 100

_BLANK = re.compile(r"\{(\w+)\}(元?)")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a phrase, or the name of a blank; `also` says what else is as good.

    An optional part may be left out, and lies in its place when it is said.
    """

    text: str = ""
    blank: str = ""
    also: tuple[str, ...] = ()
    weight: int = 1
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """The parts of a phrase in their order; `room` is how many characters more may be said."""

    id: str
    parts: tuple[Part, ...]
    room: int | None = None


@dataclass(frozen=True, slots=True)
class Scripts:
    """The parts of all phrases, by phrase id, and how each blank is checked, by its name."""

    scripts: Mapping[str, Script]
    kinds: Mapping[str, Kind]

    def of(self, phrase: Phrase) -> Script:
        """Return the parts of a phrase: those written down, or else those between its marks."""
        return self.scripts.get(phrase.id) or derived(phrase, self.kinds)


@dataclass(frozen=True, slots=True)
class Judge:
    """What all phrases are judged with: an ear, the names that are easily confused, and forbidden words."""

    ear: Ear
    register: Register
    forbidden: tuple[tuple[str, Forbidden], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part made ready: the wordings that are accepted for it, the printed one first."""

    part: Part
    wordings: tuple[Wording, ...]
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A phrase made ready to be marked; `length` is that of its texts, `room` what more may be said."""

    id: str
    pieces: tuple[Piece, ...]
    length: int
    room: int


def derived(phrase: Phrase, kinds: Mapping[str, Kind]) -> Script:
    """Part a phrase at its punctuation and blanks; longer parts weigh more, up to 3."""
    return Script(phrase.id, tuple(_parts(phrase.spoken, kinds)))


def judge(library: Library, ear: Ear, register: Register) -> Judge:
    """Make what phrases are judged with."""
    words = [(written(word).key, entry) for entry in library.forbidden.values() for word in entry.words]
    return Judge(ear, register, tuple((word, entry) for word, entry in words if word))


def prepare(script: Script, kinds: Mapping[str, Kind], ear: Ear) -> Prepared:
    """Make a phrase ready; a blank of no known kind is checked for the names in it."""
    pieces = tuple(_piece(part, kinds, ear) for part in script.parts)
    length = sum(len(piece.wordings[0].key) for piece in pieces if piece.wordings)
    room = max(6, length // 3) if script.room is None else script.room
    return Prepared(script.id, pieces, length, room)


def points(prepared: Prepared, fills: Mapping[str, Fill]) -> list[int]:
    """Share the marks among the parts by weight, the largest remainders first; none for the optional.

    A blank weighs only where it is known what belongs into it.
    """
    weights = [_weight(piece.part, fills) for piece in prepared.pieces]
    total = sum(weights)
    if not total:
        return weights
    shares = [divmod(weight * OUT_OF, total) for weight in weights]
    left = OUT_OF - sum(whole for whole, _ in shares)
    first = sorted(range(len(shares)), key=lambda index: (-shares[index][1], index))[:left]
    return [whole + (index in first) for index, (whole, _) in enumerate(shares)]


def share(of: int, percent: int) -> int:
    """Return so many per cent of marks: whole, half a mark up, and at least one of any."""
    return max(1, (of * percent + 50) // 100) if of else 0


def _parts(spoken: str, kinds: Mapping[str, Kind]) -> Iterator[Part]:
    """Yield the texts and blanks in their order; the 元 behind an amount belongs to it."""
    end = 0
    for found in _BLANK.finditer(spoken):
        yield from _texts(spoken[end : found.start()])
        yield Part(blank=found[1], weight=2)
        end = found.end() if kinds.get(found[1]) == "amount" else found.end(1) + 1
    yield from _texts(spoken[end:])


def _texts(text: str) -> Iterator[Part]:
    """Yield what stands between marks: whatever does not count when a text is reduced."""
    reduced = written(text)
    start = 0
    for place in range(1, len(reduced.key) + 1):
        if place == len(reduced.key) or reduced.at[place] > reduced.at[place - 1] + 1:
            piece = reduced.raw[reduced.at[start] : reduced.at[place - 1] + 1]
            yield Part(piece, weight=1 if place - start < 4 else 2 if place - start < 8 else 3)
            start = place


def _piece(part: Part, kinds: Mapping[str, Kind], ear: Ear) -> Piece:
    if part.blank:
        return Piece(part, (), kinds.get(part.blank, "name"))
    keys = (written(text).key for text in (part.text, *part.also))
    return Piece(part, tuple(wording(key, ear) for key in keys if key))


def _weight(part: Part, fills: Mapping[str, Fill]) -> int:
    if part.optional or (part.blank and part.blank not in fills):
        return 0
    return part.weight
