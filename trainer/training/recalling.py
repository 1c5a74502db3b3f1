"""Phrases from memory: the one door for screens, scenarios and the command line.

Here the core's marking meets how characters sound (pypinyin) and how like texts are (rapidfuzz).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pypinyin import Style, pinyin
from rapidfuzz.fuzz import ratio

from trainer.content.books import Books
from trainer.content.recallreader import read_scripts
from trainer.core.blanks import Fill, Register, amount_of
from trainer.core.check import near
from trainer.core.library import Phrase, UnknownWord
from trainer.core.parts import Judge, Prepared, Scripts, judge, prepare
from trainer.core.recall import Recalled, recall
from trainer.core.tariff import Edition
from trainer.core.wording import MOST_RAW, written

BY_SOUND = 0.95
"""What likeness by sound is worth beside likeness by characters."""

POOR, LIKE_ANOTHER = 60, 0.75
"""Below so many marks, a phrase this like is named: it may have been taken for the one asked for."""

Fills = Mapping[str, str | Iterable[str]]
"""What belongs into the blanks: a value, or several that are as good, the best first."""


class PinyinEar:
    """Sounds by pypinyin: every reading of a character, without tones."""

    def sounds(self, character: str) -> Collection[str]:
        """Return every reading of a character; none for what is no hanzi."""
        return _sounds(character)

    def likeness(self, one: str, other: str) -> float:
        """Tell how like two texts are: by characters, or 0.95 of how like they sound."""
        return max(ratio(one, other), BY_SOUND * ratio(_spelled(one), _spelled(other))) / 100


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of the books in force, ready to be recalled; make it once and keep it."""

    books: Books
    prepared: Mapping[str, Prepared]
    judge: Judge
    keys: Mapping[str, str]

    def recall(self, phrase_id: str, typed: str, fills: Fills | None = None) -> Recalled:
        """Mark what was typed for a phrase; a blank without a fill may hold anything short.

        Raise UnknownWord for a phrase or blank that is not there, BadMoney for a fill that is no amount.
        """
        phrase, prepared = self._phrase(phrase_id), self.prepared[phrase_id]
        recalled = recall(prepared, typed, self._fills(phrase, fills or {}), self.judge)
        if recalled.marks >= POOR or not (other := self._taken_for(phrase_id, typed)):
            return recalled
        return replace(recalled, remarks=(*recalled.remarks, f"写的更像 {other.id}：“{other.text}”"))

    def _phrase(self, id: str) -> Phrase:
        phrases = self.books.library.phrases
        if id not in phrases:
            raise UnknownWord(f"没有话术「{id}」。{near(id, phrases) or '编号见 scripts_zh/phrases.yaml'}")
        return phrases[id]

    def _fills(self, phrase: Phrase, given: Fills) -> dict[str, Fill]:
        """Return what belongs into the blanks: the hotline, shown or printed, and what is given."""
        blanks = {
            piece.part.blank: piece.kind for piece in self.prepared[phrase.id].pieces if piece.part.blank
        }
        fills = {name: _hotline(self.books.edition) for name, kind in blanks.items() if kind == "number"}
        for name, values in given.items():
            if name not in blanks:
                raise UnknownWord(f"话术 {phrase.id} 没有空格「{name}」")
            value, *also = (values,) if isinstance(values, str) else tuple(values) or ("",)
            if blanks[name] == "amount":
                amount_of(value)
            elif not written(value).key:
                raise UnknownWord(f"话术 {phrase.id} 的空格「{name}」没有填写")
            if name not in fills:
                fills[name] = Fill(value, tuple(also))
        return fills

    def _taken_for(self, asked: str, typed: str) -> Phrase | None:
        """Return the other phrase that the text is most like, where it is like one."""
        key = written(typed[:MOST_RAW]).key[:400]
        likeness = {id: ratio(key, other) for id, other in self.keys.items()}
        best = max(likeness, key=lambda id: likeness[id])
        found = best != asked and likeness[best] >= LIKE_ANOTHER * 100
        return self.books.library.phrases[best] if found else None


def open_phrases(root: Path, books: Books) -> Phrases:
    """Read scripts_zh/recall.yaml below `root` and make all phrases ready; raise BooksDamaged."""
    return ready(books, read_scripts(root, books.library))


def ready(books: Books, scripts: Scripts) -> Phrases:
    """Make all phrases ready to be recalled."""
    ear = PinyinEar()
    prepared = {
        phrase.id: prepare(scripts.of(phrase), scripts.kinds, ear)
        for phrase in books.library.phrases.values()
    }
    keys = {phrase.id: written(phrase.spoken).key for phrase in books.library.phrases.values()}
    return Phrases(books, prepared, judge(books.library, ear, Register(_names(books.edition))), keys)


def _names(edition: Edition) -> Iterator[Iterable[str]]:
    """Yield the names of the plans and services, each with all its forms."""
    for plan in edition.plans.values():
        yield (plan.name, *plan.aliases)
    for service in edition.services.values():
        yield (service.name, *service.aliases)


def _hotline(edition: Edition) -> Fill:
    """Return the hotline: the number shown, and the printed one, which is no mistake."""
    hotline = edition.hotline
    return Fill(hotline.shown, (hotline.printed,), {hotline.printed: hotline.note})


@lru_cache(maxsize=8192)
def _sounds(character: str) -> Collection[str]:
    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(found[0])) if found else ()


def _spelled(text: str) -> list[str]:
    """Spell a text syllable by syllable, each character by its first reading or as it is."""
    return [next(iter(_sounds(character)), character) for character in text]
