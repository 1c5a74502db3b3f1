"""Phrases asked for from memory: when one is said, what belongs into its blanks, and how it was said."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final

from trainer.core.library import Phrase
from trainer.core.money import Money
from trainer.core.parts import Prepared
from trainer.core.quiz.bank import Bank
from trainer.core.quiz.hall.situations import SITUATIONS
from trainer.core.quiz.question import Answer
from trainer.training.recalling import Phrases
from trainer.training.sitting import Done, Named, Prompt

RECALLED: Final = "recall."
"""Begins what the log calls a phrase from memory."""

PASSED: Final = 60
"""So many marks of 100, without a forbidden word, are right."""

TROUBLES: Final = ("3月的月租多收了", "上个月的短信费对不上", "漫游的通话费多算了", "已经停机了还在收费")
_LEAST, _MOST = 1000, 30000
_TEN_FEN = 10


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the questions and phrases of an assessment are taken from."""

    bank: Bank
    prompts: "Prompts"


@dataclass(frozen=True)
class Prompts:
    """The phrases that can be asked for from memory."""

    phrases: Phrases
    ids: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ids", tuple(self.phrases.books.library.phrases))

    def prompt(self, id: str, seed: int) -> Prompt:
        """Ask for a phrase; the seed picks the moment and what belongs into the blanks."""
        books, dice = self.phrases.books, Random(f"{seed}/{id}")
        phrase = books.library.phrases[id]
        step = books.library.steps.get(phrase.step or "")
        given = self._given(phrase, dice)
        moments = SITUATIONS.get(id) or (f"{phrase.post}接待客户。",)
        said = phrase.say({**dict(given), "热线": books.edition.hotline.shown})
        return Prompt(
            phrase=id,
            edition=books.edition.id,
            seed=seed,
            post=phrase.post,
            step=step.text if step else "",
            moment=dice.choice(moments),
            given=given,
            text=said,
            spoken=said,
            sources=phrase.sources,
        )

    def again(self, id: str, seed: int) -> Prompt | None:
        """Ask for a phrase as it was asked for; None where it is gone."""
        return self.prompt(id, seed) if id in self.ids else None

    def by(self, scripts: Mapping[str, Prepared]) -> "Prompts":
        """Return the same phrases, marked by these scripts where there are any."""
        return (
            Prompts(replace(self.phrases, prepared={**self.phrases.prepared, **scripts})) if scripts else self
        )

    def mark(self, prompt: Prompt, answer: Answer) -> Done:
        """Mark what was typed."""
        typed = "".join(answer.typed)
        recalled = self.phrases.recall(prompt.phrase, typed, dict(prompt.given))
        right = recalled.marks >= PASSED and not recalled.critical
        score = 0.0 if recalled.critical else recalled.marks / recalled.out_of
        named = tuple(found for id in recalled.forbidden if (found := self.named(id)))
        return Done(prompt, answer, score, right, named, recalled.remarks, recalled)

    def named(self, mistake: str) -> Named | None:
        """Return the name of a mistake made in a phrase: its forbidden words; None for any other."""
        found = self.phrases.books.library.forbidden.get(mistake)
        return Named(mistake, f"用了禁语“{found.words[0]}”", f"{found.why.rstrip('。')}。") if found else None

    def _given(self, phrase: Phrase, dice: Random) -> tuple[tuple[str, str], ...]:
        """Draw what belongs into the blanks of a phrase; the hotline has to be known."""
        names = {piece.part.blank for piece in self.phrases.prepared[phrase.id].pieces if piece.part.blank}
        drawn = self._drawn(dice)
        return tuple((name, drawn[name]) for name in drawn if name in names)

    def _drawn(self, dice: Random) -> Mapping[str, str]:
        edition = self.phrases.books.edition
        plans = [plan.name for plan in edition.plans.values()]
        fen = dice.randrange(_LEAST, _MOST, _TEN_FEN)
        return {
            "金额": Money(fen).short,
            "业务": f"{dice.choice(plans)}开户",
            "产品": dice.choice(plans),
            "问题": dice.choice(TROUBLES),
        }
