"""How phrases, steps and passages of the material stand in a question: typeset, blanks drawn, quoted."""

from functools import lru_cache

from trainer.core.library import Phrase, Source
from trainer.core.quiz.template import Case, Ground
from trainer.core.typeset import as_sentence, typeset


class _Drawn(dict[str, str]):
    """Blanks as they are drawn: dots for words, crosses for an amount."""

    def __missing__(self, name: str) -> str:
        return "××" if name == "金额" else "……"


def words(ground: Ground, id: str) -> str:
    """Return the words of a phrase with its blanks drawn and the hall's hotline, without quotation marks."""
    return _set(ground.library.phrases[id].spoken, ground.edition.hotline.shown)


def said(ground: Ground, id: str) -> str:
    """Return a phrase between quotation marks."""
    return f"“{words(ground, id)}”"


@lru_cache(maxsize=512)
def _set(spoken: str, hotline: str) -> str:
    return as_sentence(typeset(spoken.format_map(_Drawn(热线=hotline))))


@lru_cache(maxsize=1024)
def passage(text: str) -> str:
    """Return a passage of the material as a sentence, without the half-width marks of its print."""
    return as_sentence(typeset(text).replace("---", "——").rstrip("；;"))


def step(ground: Ground, id: str) -> str:
    """Return the words of a step."""
    return ground.library.steps[id].text


def posts(ground: Ground) -> tuple[str, ...]:
    """Return the posts that have standard phrases, in the order of the book."""
    return tuple(dict.fromkeys(phrase.post for phrase in ground.library.phrases.values()))


def told_of(ground: Ground, phrase: Phrase) -> tuple[str, ...]:
    """Return the lines that say whose phrase it is, at which step, and how sure that is."""
    step = ground.library.steps.get(phrase.step or "")
    at = f"，第{step.id[1:]}步“{step.text}”" if step else ""
    line = f"{phrase.id}是{phrase.post}的标准用语{at}。"
    return (line, as_sentence(typeset(phrase.note))) if phrase.note else (line,)


def sources_of(ground: Ground, *ids: str) -> tuple[Source, ...]:
    """Return the sources of phrases, steps and rules, each once."""
    return tuple(dict.fromkeys(source for id in ids for source in ground.library.sources(id)))


def name(case: Case, at: int = 0) -> str:
    """Return an id of a case."""
    return str(case[at])
