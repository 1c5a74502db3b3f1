"""Where the parts of a phrase lie in what was typed: the heaviest chain in their order, and those astray."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from trainer.core.blanks import Fill, fits_of, names_of, says_alike, says_another
from trainer.core.parts import Judge, Piece, Prepared, points, share
from trainer.core.wording import POLITE, Fault, Fit, Written, exact, near, slips_allowed, wording, written

ChargeKind = Literal["sound", "manners", "slip"]

LONGEST_OPEN = 20
"""So much may stand in a blank of which nobody knows what belongs into it."""

BESIDE, OR = 8, frozenset("或还和又不")
"""So far behind a right value another one still belongs to it; an amount only after such a word."""

LIKE_NAME, LIKE_WORDS = 0.8, 0.6
"""How like the value the text in a blank must be, where it names nothing that the register knows."""


@dataclass(frozen=True, slots=True)
class Charge:
    """Marks that a near wording costs, with the characters that cost them."""

    kind: ChargeKind
    marks: int
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class Placed:
    """What is judged, and where each part of it lies, by its number.

    Those `astray` are out of their order; `wrong` are blanks that say something else.
    """

    prepared: Prepared
    text: Written
    fills: Mapping[str, Fill]
    judge: Judge
    points: list[int]
    fits: dict[int, Fit] = field(default_factory=dict)
    astray: set[int] = field(default_factory=set)
    wrong: set[int] = field(default_factory=set)

    def gap(self, part: int) -> tuple[int, int]:
        """Return the longest free stretch between the parts before and behind the one that is not there."""
        chain = {index: fit for index, fit in self.fits.items() if index not in self.astray}
        start = max((fit.end for index, fit in chain.items() if index < part), default=0)
        end = min((fit.start for index, fit in chain.items() if index > part), default=len(self.text.key))
        taken = sorted((fit.start, fit.end) for fit in self.fits.values() if start <= fit.start < end)
        edges = [start, *(edge for stretch in taken for edge in stretch), end]
        return max(zip(edges[::2], edges[1::2], strict=True), key=lambda gap: (gap[1] - gap[0], -gap[0]))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A part at a place, with the marks that it would bring there."""

    part: int
    fit: Fit
    marks: int


def place(prepared: Prepared, text: Written, fills: Mapping[str, Fill], judge: Judge) -> Placed:
    """Find where each part lies; letter by letter first, then nearly where a part is still missing."""
    placed = Placed(prepared, text, fills, judge, points(prepared, fills))
    pieces = list(enumerate(prepared.pieces))
    found = [each for index, piece in pieces for each in _candidates(placed, index, _exactly(placed, piece))]
    chain = _heaviest(found)
    known = {each.part for each in chain}
    if len(known) < len(pieces):
        missing = ((index, piece) for index, piece in pieces if index not in known)
        found += (
            each for index, piece in missing for each in _candidates(placed, index, _nearly(placed, piece))
        )
        chain = _heaviest(found)
    placed.fits = {each.part: each.fit for each in chain}
    _stray(placed, found)
    for index, piece in pieces:
        if piece.part.blank and index not in placed.fits:
            _fill(placed, index, piece)
        elif piece.part.blank:
            _doubt(placed, index, piece)
    return placed


def charges(fit: Fit, points: int) -> list[Charge]:
    """Return what the faults of a wording cost: 5 % by sound, 25 % each for manners, 10 % and more for slips.

    Together they never cost more than the part is worth.
    """
    slips = [fault for fault in fit.faults if fault.kind != "sound" and not _is_manners(fault)]
    manners = [fault for fault in fit.faults if _is_manners(fault)]
    sounds = [fault for fault in fit.faults if fault.kind == "sound"]
    costs: tuple[tuple[ChargeKind, list[Fault], int], ...] = (
        ("sound", sounds, 5),
        ("manners", manners, min(50, 25 * len(manners))),
        ("slip", slips, 15 * len(slips) - 5),
    )
    charged, left = [], points
    for kind, faults, percent in costs:
        marks = min(left, share(points, percent)) if faults else 0
        if marks:
            charged.append(Charge(kind, marks, tuple(faults)))
            left -= marks
    return charged


def told(fault: Fault) -> str:
    """Say what one character is, and what it should be."""
    if fault.kind == "added":
        return f"多了「{fault.typed}」"
    return f"「{fault.typed}」应写「{fault.wanted}」" if fault.typed else f"少了「{fault.wanted}」"


def sentence(charge: Charge, part: str) -> str:
    """Say in one sentence what a charge on a part is for."""
    if charge.kind == "manners":
        return f"{'，'.join(dict.fromkeys(map(_manners, charge.faults)))}。"
    all_told = "，".join(map(told, charge.faults))
    return f"别字：{all_told}。" if charge.kind == "sound" else f"「{part}」{all_told}。"


def _manners(fault: Fault) -> str:
    return "对客户要称「您」，不称「你」" if fault.kind == "rude" else f"少了礼貌的「{fault.wanted}」"


def _is_manners(fault: Fault) -> bool:
    """Tell whether 你 was said for 您, or a polite character was left out."""
    return fault.kind == "rude" or (fault.kind in ("left", "wrong") and fault.wanted in POLITE)


def _candidates(placed: Placed, part: int, fits: Iterable[Fit]) -> Iterator[_Candidate]:
    worth = placed.points[part]
    for fit in fits:
        yield _Candidate(part, fit, worth - sum(charge.marks for charge in charges(fit, worth)))


def _exactly(placed: Placed, piece: Piece) -> Iterator[Fit]:
    """Yield where a part stands as it should, or the right value of a blank."""
    key, fill = placed.text.key, placed.fills.get(piece.part.blank)
    for accepted in piece.wordings:
        yield from exact(accepted.key, key)
    if fill is None:
        return
    if piece.kind not in ("amount", "number"):
        for value in _values(fill):
            yield from (fit for fit in exact(value, key) if not _cut_from_a_name(placed, fit))
    yield from fits_of(piece.kind or "name", fill, key, placed.judge.register)


def _nearly(placed: Placed, piece: Piece) -> Iterator[Fit]:
    """Yield where a part stands nearly; a name only by its sound: one character makes it another one."""
    for accepted in piece.wordings:
        yield from near(accepted, placed.text, slips_allowed(len(accepted.key)))
    fill, register = placed.fills.get(piece.part.blank), placed.judge.register
    if fill is None or piece.kind in ("amount", "number"):
        return
    names = names_of(fill, register)
    forms = register.forms(names[0]) if len(names) == 1 else []
    slips = slips_allowed(len(written(fill.value).key)) if piece.kind == "words" and not names else 0
    for value in dict.fromkeys((*_values(fill), *forms)):
        fits = near(wording(value, placed.judge.ear), placed.text, slips)
        yield from (fit for fit in fits if not _cut_from_a_name(placed, fit))


def _values(fill: Fill) -> list[str]:
    return [key for key in (written(value).key for value in (fill.value, *fill.also)) if key]


def _cut_from_a_name(placed: Placed, fit: Fit) -> bool:
    """Tell whether an edge of the place lies inside of a known name: 灵通卡 in 大灵通卡."""
    names = placed.judge.register.found(placed.text.key)
    return any(start < edge < end for start, end, _ in names for edge in (fit.start, fit.end))


def _heaviest(found: Iterable[_Candidate]) -> list[_Candidate]:
    """Return the chain of parts in their order that brings most, and of these the one that covers most."""
    ordered = sorted(found, key=lambda each: (each.fit.end, each.fit.start, each.part))
    tops: list[tuple[int, int]] = []
    before: list[int] = []
    for each in ordered:
        top, last = (0, 0), -1
        for index, other in enumerate(ordered[: len(tops)]):
            if other.part < each.part and other.fit.end <= each.fit.start and tops[index] > top:
                top, last = tops[index], index
        tops.append((top[0] + each.marks, top[1] + each.fit.end - each.fit.start))
        before.append(last)
    at = max(range(len(tops)), key=lambda index: (tops[index], -index), default=-1)
    chain = []
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


def _stray(placed: Placed, found: Sequence[_Candidate]) -> None:
    """Place what is left of the parts wherever it stands, the best and first place of each."""
    for each in sorted(found, key=lambda each: (each.part, -each.marks, each.fit.start, -each.fit.end)):
        taken = any(each.fit.start < fit.end and fit.start < each.fit.end for fit in placed.fits.values())
        if each.part not in placed.fits and not taken:
            placed.fits[each.part] = each.fit
            placed.astray.add(each.part)


def _fill(placed: Placed, part: int, piece: Piece) -> None:
    """Take what stands in the place of a blank for its value, right or wrong, unless it is far too long."""
    start, end = placed.gap(part)
    fill = placed.fills.get(piece.part.blank)
    if fill is None:
        end = min(end, start + LONGEST_OPEN)
    elif not _says(placed, piece, fill, placed.text.key[start:end]):
        if end - start > LONGEST_OPEN + len(fill.value):
            return
        placed.wrong.add(part)
    if start < end:
        placed.fits[part] = Fit(start, end)


def _doubt(placed: Placed, part: int, piece: Piece) -> None:
    """Take a right value for a wrong one where another stands before it or close behind: a guess."""
    fit, fill, key = placed.fits[part], placed.fills[piece.part.blank], placed.text.key
    others = [other for index, other in placed.fits.items() if index != part]
    start = max((other.end for other in others if other.end <= fit.start), default=0)
    end = min((other.start for other in others if other.start >= fit.end), default=len(key))
    behind = key[fit.end : min(end, fit.end + BESIDE)]
    kind, register = piece.kind or "name", placed.judge.register
    if says_another(kind, fill, key[start : fit.start], register):
        placed.fits[part] = Fit(start, fit.end)
        placed.wrong.add(part)
    elif (kind != "amount" or behind[:1] in OR) and says_another(kind, fill, behind, register):
        placed.fits[part] = Fit(fit.start, fit.end + len(behind))
        placed.wrong.add(part)


def _says(placed: Placed, piece: Piece, fill: Fill, said: str) -> bool:
    """Tell whether a text says the value: the same names in the same order, or else nearly the same words."""
    if piece.kind in ("amount", "number"):
        return False
    names = names_of(fill, placed.judge.register)
    here = [which for _, _, which in placed.judge.register.found(said)]
    if names or here:
        return names == here
    at_least = LIKE_WORDS if piece.kind == "words" else LIKE_NAME
    return says_alike(fill, said, placed.judge.ear, at_least)
