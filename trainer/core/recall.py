"""A phrase typed or spoken from memory, marked by its parts: each lost mark is shown on the text.

The heaviest chain of parts that stand in their order is found first; parts outside of it are out of
place. Out of 100 marks every loss takes a whole number and says why.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from trainer.core.blanks import Fill, remark_on, wrong_value
from trainer.core.parts import Judge, Piece, Prepared, share
from trainer.core.placing import Placed, charges, place, sentence, told
from trainer.core.wording import exact, heard

Label = Literal["right", "sound", "wrong", "forbidden", "misplaced", "extra", "ignored"]
"""What a piece of the typed text is; "ignored" are marks and spaces, "extra" is not needed."""

LossKind = Literal[
    "missing", "sound", "slip", "manners", "order", "blank", "twice", "extra", "long", "forbidden"
]

MOST_TYPED = 400
"""So many characters are looked at, or three times the phrase."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of what was typed, from `start` to `end`, with the number of the part that it belongs to."""

    start: int
    end: int
    label: Label
    part: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """Marks that were lost, and why; `start` to `end` is where, and `wanted` what belongs there."""

    kind: LossKind
    marks: int
    why: str
    start: int
    end: int
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Recalled:
    """What came of a phrase from memory; `forbidden` are the ids of forbidden phrases: critical."""

    phrase: str
    marks: int
    out_of: int
    spans: tuple[Span, ...]
    losses: tuple[Loss, ...]
    forbidden: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[Loss, ...]:
        """The parts that were not said; each belongs behind what stands before its `start`."""
        return tuple(loss for loss in self.losses if loss.kind == "missing")

    @property
    def critical(self) -> bool:
        """Whether something was said that must not be said."""
        return bool(self.forbidden)


@dataclass(slots=True)
class _Sheet:
    """The marking at work: what each character is, to which part it belongs and why it is wrong.

    `instead` tells of what was said in place of a part: how many characters, and what the part is worth.
    """

    placed: Placed
    labels: list[Label]
    owners: list[int | None]
    whys: dict[int, str] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)
    instead: list[tuple[int, int]] = field(default_factory=list)

    def lose(self, kind: LossKind, marks: int, why: str, at: tuple[int, int], wanted: str = "") -> None:
        """Keep a loss at a stretch of the key."""
        text, (start, end) = self.placed.text, at
        first = text.at[start] if start < end else text.offset(start)
        self.losses.append(Loss(kind, marks, why, first, text.offset(end) if end > start else first, wanted))

    def label(self, start: int, end: int, label: Label, why: str = "") -> None:
        """Say what a stretch of the key is."""
        self.labels[start:end] = [label] * (end - start)
        for at in range(start, end):
            self.whys[at] = why


def recall(prepared: Prepared, typed: str, fills: Mapping[str, Fill], judge: Judge) -> Recalled:
    """Mark what was typed for a phrase; `fills` says what belongs into its blanks, where that is known.

    A blank without a fill may hold anything short. Raise BadMoney for a fill that is no amount.
    """
    text = heard(typed, judge.ear, max(MOST_TYPED, 3 * prepared.length))
    placed = place(prepared, text, fills, judge)
    sheet = _Sheet(placed, ["extra"] * len(text.key), [None] * len(text.key))
    for part in range(len(prepared.pieces)):
        _mark_part(sheet, part)
    _weed(sheet)
    forbidden = tuple(dict.fromkeys(_forbid(sheet)))
    out_of = sum(placed.points)
    return Recalled(
        prepared.id,
        max(0, out_of - sum(loss.marks for loss in sheet.losses)),
        out_of,
        tuple(_spans(sheet)),
        tuple(sorted(sheet.losses, key=lambda loss: (loss.start, loss.end))),
        forbidden,
        tuple(_remarks(placed)),
    )


def _mark_part(sheet: _Sheet, part: int) -> None:
    """Label a part where it lies and charge its faults, or tell that it is missing."""
    placed = sheet.placed
    piece, worth, fit = placed.prepared.pieces[part], placed.points[part], placed.fits.get(part)
    if piece.part.blank and worth and (fit is None or part in placed.wrong):
        _refuse(sheet, part, piece)
        return
    if fit is None:
        if worth:
            _miss(sheet, part, piece)
        return
    astray = worth and part in placed.astray
    sheet.label(fit.start, fit.end, "misplaced" if astray else "right")
    sheet.owners[fit.start : fit.end] = [part] * (fit.end - fit.start)
    for fault in fit.faults:
        if fault.typed:
            sheet.label(fault.at, fault.at + 1, "sound" if fault.kind == "sound" else "wrong", told(fault))
    charged = charges(fit, worth)
    for charge in charged:
        first, last = charge.faults[0], charge.faults[-1]
        end = last.at + bool(last.typed)
        sheet.lose(charge.kind, charge.marks, sentence(charge, _named(piece)), (first.at, max(first.at, end)))
    if astray:
        left = worth - sum(charge.marks for charge in charged)
        why = f"「{_named(piece)}」次序不对，{_order(placed, part)}。"
        sheet.lose("order", min(left, share(worth, 50)), why, (fit.start, fit.end))


def _order(placed: Placed, part: int) -> str:
    """Say behind which part this one belongs."""
    before = [i for i in placed.fits if i < part and i not in placed.astray]
    return f"应在「{_named(placed.prepared.pieces[max(before)])}」之后" if before else "应在最前面"


def _refuse(sheet: _Sheet, part: int, piece: Piece) -> None:
    """Tell what is wrong with the value in a blank, or that there is none."""
    placed, fill = sheet.placed, sheet.placed.fills[piece.part.blank]
    fit = placed.fits.get(part)
    start, end = (fit.start, fit.end) if fit else (placed.gap(part)[0],) * 2
    why = wrong_value(piece.kind or "name", fill, placed.text.key[start:end])
    sheet.lose("blank", placed.points[part], why, (start, end), fill.value)
    sheet.label(start, end, "wrong", why)
    sheet.owners[start:end] = [part] * (end - start)


def _miss(sheet: _Sheet, part: int, piece: Piece) -> None:
    """Tell of a part that is not there, and label what stands in its place instead."""
    placed, wanted = sheet.placed, piece.part.text
    start, end = placed.gap(part)
    said = placed.text.key[start:end]
    instead = 0 < len(said) <= 2 * len(wanted) + 2 and _most_like(placed, (start, end)) == part
    why = f"「{said}」不是标准说法，这里应说「{wanted}」。" if instead else f"缺少「{wanted}」。"
    end = end if instead else start
    sheet.lose("missing", placed.points[part], why, (start, end), wanted)
    sheet.label(start, end, "wrong", why)
    if instead:
        sheet.instead.append((end - start, placed.points[part]))


def _most_like(placed: Placed, gap: tuple[int, int]) -> int:
    """Return which of the parts that are missing in the same gap is most like what stands there."""
    said, ear = placed.text.key[slice(*gap)], placed.judge.ear
    pieces = enumerate(placed.prepared.pieces)
    lost = [(i, piece.wordings[0]) for i, piece in pieces if piece.wordings and i not in placed.fits]
    likeness = {i: ear.likeness(accepted.key, said) for i, accepted in lost if placed.gap(i) == gap}
    return max(likeness, key=lambda i: likeness[i])


def _named(piece: Piece) -> str:
    return piece.part.text or piece.part.blank


def _weed(sheet: _Sheet) -> None:
    """Charge what is said twice, what is more than there is room for, and 你 in it."""
    placed = sheet.placed
    text, out_of, length = placed.text, sum(placed.points), max(placed.prepared.length, 1)
    runs = list(_free(sheet))
    twice = dict(_repeated(sheet, runs))
    if twice:
        keys = "、".join(f"「{key}」" for key in dict.fromkeys(twice.values()))
        percent = min(100, max(10, 50 * len(twice) // length))
        why = f"{keys}重复了。"
        sheet.lose("twice", share(out_of, percent), why, (min(twice), max(twice) + 1))
        sheet.whys.update(dict.fromkeys(twice, why))
    free = sum(end - start for start, end in runs) - len(twice)
    if marks := _beyond(sheet, free):
        why = f"多说了{free}个字，最多容许{placed.prepared.room}个。"
        sheet.lose("extra", marks, why, max(runs, key=lambda run: run[1] - run[0]))
    rude = next((at for start, end in runs for at in range(start, end) if text.key[at] == "你"), None)
    if rude is not None:
        sheet.lose("manners", share(out_of, 10), "对客户要称「您」，不称「你」。", (rude, rude + 1))
    if text.beyond:
        why = f"写得太长，只看了前{len(text.key)}个字，后面还有{text.beyond}个。"
        sheet.lose("long", out_of, why, (len(text.key), len(text.key)))


def _beyond(sheet: _Sheet, free: int) -> int:
    """Return what so many characters cost that are not needed.

    What was said instead of a part is not charged again, but leaving a part out never pays.
    """
    prepared, out_of = sheet.placed.prepared, sum(sheet.placed.points)

    def cost(over: int) -> int:
        return share(out_of, min(100, 100 * over // max(prepared.length, 12))) if over > 0 else 0

    excused, lost = (sum(each[i] for each in sheet.instead) for i in (0, 1))
    over = free - prepared.room
    return max(cost(over - excused), cost(over) - lost)


def _free(sheet: _Sheet) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the key that belong to no part."""
    start = None
    for at, owner in enumerate([*sheet.owners, -1]):
        if owner is not None and start is not None:
            yield start, at
        start = None if owner is not None else at if start is None else start


def _repeated(sheet: _Sheet, runs: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Yield each place in the free stretches where a part stands that has its place already, and its text."""
    pieces = sheet.placed.prepared.pieces
    keys = [accepted.key for part in sheet.placed.fits for accepted in pieces[part].wordings]
    keys.sort(key=len)  # of two at one place the longer one is named
    for start, end in runs:
        said = sheet.placed.text.key[start:end]
        for key in keys:
            for fit in exact(key, said) if len(key) > 1 else ():
                yield from ((start + at, key) for at in range(fit.start, fit.end))


def _forbid(sheet: _Sheet) -> Iterator[str]:
    """Charge forbidden words, each for the whole of the marks, and yield the ids of what forbids them."""
    placed = sheet.placed
    for word, entry in placed.judge.forbidden:
        for fit in exact(word, placed.text.key):
            why = f"「{word}」是服务禁语：{entry.why}。整句不得分。"
            sheet.label(fit.start, fit.end, "forbidden", why)
            sheet.lose("forbidden", sum(placed.points), why, (fit.start, fit.end))
            yield entry.id


def _remarks(placed: Placed) -> Iterator[str]:
    """Yield what there is to tell about right values."""
    for part, fit in sorted(placed.fits.items()):
        fill = placed.fills.get(placed.prepared.pieces[part].part.blank)
        if fill and (remark := remark_on(fill, placed.text.key[fit.start : fit.end])):
            yield remark


def _spans(sheet: _Sheet) -> Iterator[Span]:
    """Yield the pieces of the raw text, each as long as its characters are alike."""
    text = sheet.placed.text
    whats: dict[int, tuple[Label, int | None, str]] = {
        at: (sheet.labels[index], sheet.owners[index], sheet.whys.get(index, ""))
        for index, at in enumerate(text.at)
    }
    beyond = text.at[-1] + 1 if text.beyond and text.at else len(text.raw)
    rest: tuple[Label, int | None, str] = ("ignored", None, "")
    start = 0
    for at in range(1, beyond + 1):
        if at == beyond or whats.get(at, rest) != whats.get(start, rest):
            label, part, why = whats.get(start, rest)
            yield Span(start, at, label, part, why)
            start = at
    if beyond < len(text.raw):
        yield Span(beyond, len(text.raw), "extra", None, "写得太长，这里没有看。")
