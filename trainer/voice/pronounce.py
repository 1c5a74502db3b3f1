"""How a line is read aloud: hanzi, figures and the trade's own words become pinyin for the engine."""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml
from pypinyin import Style, lazy_pinyin

from trainer.core.errors import TrainerError

_DIGITS = ("ling2", "yi1", "er4", "san1", "si4", "wu3", "liu4", "qi1", "ba1", "jiu3")
_SPOKEN = re.compile(
    r"(?P<decimal>\d+\.\d+)|(?P<year>\d{4}(?=年))|(?P<number>\d{5,}(?![\d元]))|[\u3007\u3400-\u9fff]+"
)
_PAUSES = str.maketrans("，。？！；：、…—（）“”", ",.?!;:,.,,,  ")


class LexiconError(TrainerError):
    """The pronunciation table cannot be used."""


def load_lexicon(path: Path) -> dict[str, str]:
    """Read the table word → pinyin; raises LexiconError."""
    try:
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise LexiconError(f"{path}（{' '.join(str(error).split())}）") from error
    if isinstance(table, dict) and all(
        isinstance(side, str) and side for row in table.items() for side in row
    ):
        return table
    raise LexiconError(f"{path}（每行应是“词: 拼音”，数字要加引号）")


def spell(text: str, lexicon: Mapping[str, str]) -> str:
    """Spell `text` in numbered pinyin; words of the lexicon win, the longest first."""
    words = "|".join(map(_whole, sorted(lexicon, key=len, reverse=True)))
    parts = re.split(f"({words})", text) if words else [text]
    return " ".join(lexicon.get(part) or _SPOKEN.sub(_pinyin, part).translate(_PAUSES) for part in parts)


def _whole(word: str) -> str:
    """Match `IP` but not the middle of `VIP`, and hanzi anywhere."""
    inside = word.isascii() and word.isalnum()
    return rf"(?<![0-9A-Za-z]){word}(?![0-9A-Za-z])" if inside else re.escape(word)


def _pinyin(found: re.Match[str]) -> str:
    """Say the point of a decimal; read years and long numbers figure by figure (yao for one)."""
    match found.lastgroup:
        case "decimal":
            whole, _, rest = found[0].partition(".")
            said = f"{whole} dian3 {_figures(rest)}"
        case "year":
            said = _figures(found[0])
        case "number":
            said = _figures(found[0]).replace("yi1", "yao1")
        case _:
            said = " ".join(lazy_pinyin(found[0], style=Style.TONE3, neutral_tone_with_five=True))
    return f" {said} "


def _figures(digits: str) -> str:
    return " ".join(_DIGITS[int(digit)] for digit in digits)
