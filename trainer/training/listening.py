"""What was typed (or spoken), taken for one of the phrases that can be said where the trainee stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from trainer.content.books import Books
from trainer.core.library import Phrase, UnknownWord
from trainer.core.money import BadMoney
from trainer.core.parts import Part, Piece, Prepared, derived, prepare
from trainer.core.recall import Recalled, recall
from trainer.core.saying import HEARD_FROM, Heard, NotHeard
from trainer.core.scenario import Option, Scenario
from trainer.core.wording import wording, written
from trainer.training.recalling import Fills, Phrases, open_phrases

NOT_HEARD = "没听出是标准用语，请再说一遍"

_BLANK = re.compile(r"\{(\w+)\}")
_MARK = re.compile(r"[^\w.%×+]+")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An option made ready: its phrase with what the author had said behind it, and its blanks filled."""

    prepared: Prepared
    fills: Fills
    known: bool


class Listener:
    """Knows the phrases of the hall's books; each edition is made ready when it is first listened to."""

    def __init__(self, root: Path, books: Books) -> None:
        self._root, self._books = root, books
        self._phrases = lru_cache(maxsize=4)(self._open)
        self._wanted = lru_cache(maxsize=256)(self._make)

    def hear(self, scenario: Scenario, phrases: tuple[Option, ...], said: str) -> Heard:
        """Return the phrase that was said, the right ones standing first; raise NotHeard.

        Forbidden words are always heard: beside a phrase or not, they were said to the customer.
        """
        recalled = [(option, self.again(scenario, option, said)) for option in phrases]
        breaks = next((id for _, each in recalled for id in each.forbidden), "")
        key = written(said).key
        ear = self._phrases(scenario.edition).judge.ear

        def worth(found: tuple[Option, Recalled]) -> tuple[int, float]:
            option, each = found
            strange = each.forbidden or any(loss.kind == "blank" for loss in each.losses)
            return each.marks, 0.0 if strange else ear.likeness(key, written(option.text).key)

        option, best = max(recalled, key=worth)  # of those that are alike the first, which is right
        if breaks:
            return Heard(option, 0, breaks, best)
        share = 100 * best.marks // best.out_of if best.out_of else 0
        if share < HEARD_FROM:
            raise NotHeard(NOT_HEARD)
        return Heard(option, share, "", best)

    def again(self, scenario: Scenario, option: Option, said: str) -> Recalled:
        """Tell what was lost of a phrase in what was said."""
        phrases, wanted = (
            self._phrases(scenario.edition),
            self._wanted(scenario.edition, option.ref, option.text),
        )
        if not wanted.known:
            return recall(wanted.prepared, said, {}, phrases.judge)
        ready = replace(phrases, prepared={**phrases.prepared, option.ref: wanted.prepared})
        return ready.recall(option.ref, said, wanted.fills)

    def _open(self, edition: str) -> Phrases:
        return open_phrases(self._root, replace(self._books, hall=edition))

    def _make(self, edition: str, id: str, text: str) -> _Wanted:
        phrases = self._phrases(edition)
        phrase = phrases.books.library.phrases.get(id)
        found = filled(phrase, text) if phrase else None
        if found is None:  # the books have changed since: what was written then is asked for as it stands
            bare = Phrase(id, text, "", None, "L", (), text.translate(_BRACES))
            return _Wanted(prepare(derived(bare, {}), {}, phrases.judge.ear), {}, known=False)
        fills, more = found
        known = phrases.prepared[id]
        pieces = (*known.pieces, *_optional(more, phrases))
        return _Wanted(replace(known, pieces=pieces), _that_can_be_checked(phrases, id, fills), known=True)


_BRACES = str.maketrans("{}", "（）")


def filled(phrase: Phrase, text: str) -> tuple[dict[str, str], str] | None:
    """Return what stands in the blanks of a phrase in a text that says it, and what is said behind it.

    None where the text does not say the phrase.
    """
    pieces = _BLANK.split(phrase.spoken)
    pattern = "".join(
        "(.+?)" if place % 2 else re.escape(written(piece).key) for place, piece in enumerate(pieces)
    )
    whole = written(text)
    found = re.fullmatch(f"{pattern}(.*)", whole.key)
    if found is None:
        return None
    raw = [_raw(whole.at, text, *found.span(group)) for group in range(1, len(found.groups()) + 1)]
    return dict(zip(pieces[1::2], raw, strict=False)), raw[-1]


def _raw(at: tuple[int, ...], text: str, start: int, end: int) -> str:
    return text[at[start] : at[end - 1] + 1] if start < end else ""


def _optional(more: str, phrases: Phrases) -> Iterator[Piece]:
    """Yield what the author had said behind the phrase: it may be said too, or not."""
    for clause in _MARK.split(more):
        if key := written(clause).key:
            yield Piece(Part(clause, optional=True), (wording(key, phrases.judge.ear),))


def _that_can_be_checked(phrases: Phrases, id: str, fills: Fills) -> Fills:
    """Leave out what is no value of its kind: there anything may be said."""
    try:
        phrases.recall(id, "", fills)
    except (BadMoney, UnknownWord):
        return {}
    return fills
