"""The hall's own language: standard phrases, working steps, key moments and rules, each with its source."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from trainer.core.errors import TrainerError

Confidence = Literal["H", "M", "L"]
"""How sure an attribution is (never the quotation itself): high, medium, low."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands in the training material.

    `lines` are line numbers of the kept text, `quote` is verbatim but for white space;
    "‖" joins fragments that stand apart.
    """

    document: str
    lines: tuple[int, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A standard phrase as printed; `spoken` is the same with its blanks named in braces."""

    id: str
    text: str
    post: str
    step: str | None
    confidence: Confidence
    sources: tuple[Source, ...]
    spoken: str
    note: str = ""

    def say(self, fills: Mapping[str, str]) -> str:
        """Put the `fills` into the blanks; a blank without one raises UnknownWord."""
        try:
            return self.spoken.format_map(fills)
        except KeyError as missing:
            raise UnknownWord(f"话术 {self.id} 的空格「{missing.args[0]}」没有填写") from None


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Words that must not be said to a customer, the rule they break and what to say instead."""

    id: str
    words: tuple[str, ...]
    why: str
    breaks: str
    instead: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One working step of a procedure, in the material's own words."""

    id: str
    text: str
    procedure: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Procedure:
    """Steps in their printed order."""

    id: str
    title: str
    post: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A key moment or a rule of the hall: when it applies and what it asks for."""

    id: str
    title: str
    text: str
    confidence: Confidence
    sources: tuple[Source, ...]
    open: str = ""


@dataclass(frozen=True)
class Library:
    """Everything that a scenario may name, by id."""

    phrases: dict[str, Phrase]
    procedures: dict[str, Procedure]
    rules: dict[str, Rule]
    forbidden: dict[str, Forbidden]

    @cached_property
    def steps(self) -> dict[str, Step]:
        """All steps of all procedures, by id."""
        return {step.id: step for procedure in self.procedures.values() for step in procedure.steps}

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id that a scenario may name."""
        shelves = (self.phrases, self.procedures, self.steps, self.rules, self.forbidden)
        return frozenset(id for shelf in shelves for id in shelf)

    def sources(self, id: str) -> tuple[Source, ...]:
        """Return the sources of any phrase, procedure, step, rule or forbidden phrase; raise UnknownWord."""
        if procedure := self.procedures.get(id):
            return tuple(source for step in procedure.steps for source in step.sources)
        for shelf in (self.phrases, self.steps, self.rules, self.forbidden):
            if entry := shelf.get(id):
                return entry.sources
        raise UnknownWord(f"没有编号为「{id}」的话术、步骤或规则")

    def forbidden_in(self, text: str) -> Forbidden | None:
        """Return the forbidden phrase that occurs in `text`, if any."""
        if self._forbidden_words.search(text) is None:
            return None
        return next(entry for entry in self.forbidden.values() if any(word in text for word in entry.words))

    @cached_property
    def _forbidden_words(self) -> re.Pattern[str]:
        """Any forbidden word, as one pattern: most texts have none."""
        words = [re.escape(word) for entry in self.forbidden.values() for word in entry.words]
        return re.compile("|".join(words) or "(?!)")


class UnknownWord(TrainerError):
    """A name that the library does not hold."""
