"""The material's quotations read anew, to find each key a second way: shares nothing with how it was asked.

Where the printed rows stand is known from the material itself: the kept text's line numbers.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from trainer.core.library import Library, Source
from trainer.core.quiz.template import Ground
from trainer.core.quiz.wrong import Itself

_WIDE = {",": "，", "!": "！", "?": "？", ";": "；", ":": "：", "(": "（", ")": "）"}
_NUMBERED = re.compile(r"(\d)\.(.+)")
_QUOTED = re.compile("“(.+?)”")

ROWS = {"B": range(20, 27), "S": (*range(28, 32), *range(58, 62)), "G": range(34, 40)}
"""The lines of the steps of each row; a page break tore the second one apart."""

_DESK = {62: "S1", 63: "S1", 64: "S2", 65: "S3", 66: "S4", 67: "S6", 68: "S7", 32: "S8"}
_GUIDE = {40: "G1", 41: "G3", 42: "G3", 43: "G4", 44: "G6"}
SAID_AT = {**_DESK, **_GUIDE}
"""The step that the phrase printed on a line belongs to."""

_ORDER = (62, 63, 64, 65, 66, 66, 67, 68, 32, 40, 41, 42, 43, 44, 45, 46, 46, 47, 48, 49, 75)
LINES = {f"P{number:02}": line for number, line in enumerate(_ORDER, 1)}
"""The line that each phrase is printed on."""


def post_of(id: str) -> str:
    """Return whose phrase this is, by the row that its line belongs to; "" where it is not printed."""
    line = LINES.get(id)
    if line is None:
        return ""
    if line == 32 or 62 <= line <= 68:
        return "受理台席"
    return "投诉咨询" if 45 <= line <= 49 else "导购"


def step_of(id: str) -> str:
    """Return the step that a phrase is printed for; "" where there is none."""
    return SAID_AT.get(LINES.get(id, 0), "")


def place_of(id: str) -> tuple[int, str]:
    """Return where a phrase stands in its row: the farewell of the desk, a stray line, comes last."""
    line = LINES[id]
    return (69 if line == 32 else line, id)


def phrase_on(ground: Ground, id: str) -> str:
    """Return the phrase that is printed where `id` stands, set wide, with the hotline of the hall."""
    printed, hotline = _prints(Itself(ground.library)).get(id, ""), ground.edition.hotline
    return wide(printed.replace(hotline.printed, hotline.shown))


@lru_cache(maxsize=8)
def _prints(library: Itself[Library]) -> dict[str, str]:
    """Share the quoted texts of each line out among the phrases that are printed on it."""
    found: dict[int, dict[str, None]] = {}
    for source in (source for phrase in library.of.phrases.values() for source in phrase.sources):
        found.setdefault(source.lines[0], {}).update(dict.fromkeys(_QUOTED.findall(source.quote)))
    prints = dict[str, str]()
    for line, here in found.items():
        prints |= zip((id for id, at in LINES.items() if at == line), here, strict=False)
    return prints


@lru_cache(maxsize=2048)
def wide(printed: str) -> str:
    """Set a printed text wide: hanzi stand on both sides of every mark; dots become an ellipsis."""
    text = re.sub("-{2,}", "——", re.sub("[。.…]{2,}", "……", printed))
    text = "".join(_WIDE.get(mark, mark) for mark in text)
    return text if text[-1:] in "。！？" else f"{text.rstrip('；')}。"


def row(ground: Ground, letter: str) -> Mapping[int, str]:
    """Return the numbered steps of a row, from the quotations that stand on its lines."""
    return _rows(Itself(ground.library)).get(letter, {})


def rows_of(ground: Ground, text: str) -> list[tuple[str, int]]:
    """Return every row and number that the words of a step are printed at."""
    rows = _rows(Itself(ground.library)).items()
    return [(letter, number) for letter, row in rows for number, words in row.items() if words == text]


@lru_cache(maxsize=8)
def _rows(library: Itself[Library]) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {letter: {} for letter in ROWS}
    steps = (step for procedure in library.of.procedures.values() for step in procedure.steps)
    for source in (source for step in steps for source in step.sources):
        for letter in (letter for letter, lines in ROWS.items() if source.lines[0] in lines):
            found[letter] |= {int(number): text for number, text in _NUMBERED.findall(source.quote)}
    return {letter: dict(sorted(row.items())) for letter, row in found.items()}


def joined(sources: Iterable[Source]) -> str:
    """Return the quotations of a rule as one wide text, every sentence at a mark of its own."""
    return "".join(wide(source.quote) for source in sources)


def borne_out(statement: str, print: str) -> bool:
    """Tell whether every clause of a statement stands in the print."""
    return all(clause in print for clause in re.split("[，；。：]", statement) if clause)
