"""What an assessment keeps whole: settings, papers and phrases as text that reads back the same."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

import msgspec

from trainer.core.errors import TrainerError
from trainer.core.exam.setting import Setting
from trainer.core.parts import Prepared
from trainer.core.quiz.paper import Paper
from trainer.training.sitting import Prompt

T = TypeVar("T")


class FrozenDamaged(TrainerError):
    """A kept setting or paper that cannot be read any more."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases that are asked for from memory, in their order, and how each is marked."""

    prompts: tuple[Prompt, ...]
    scripts: tuple[tuple[str, Prepared], ...] = ()


def to_text(value: Setting | Paper | Phrases) -> str:
    """Write a setting, a paper or phrases down, always in the same words for the same content."""
    return msgspec.json.encode(value, enc_hook=_written, order="deterministic").decode()


def setting_from(text: str) -> Setting:
    """Read a setting that `to_text` wrote; raise FrozenDamaged."""
    return _read(text, Setting)


def paper_from(text: str) -> Paper:
    """Read a paper that `to_text` wrote; raise FrozenDamaged."""
    return _read(text, Paper)


def phrases_from(text: str) -> Phrases:
    """Read phrases that `to_text` wrote; raise FrozenDamaged."""
    return _read(text, Phrases)


def _read(text: str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(text, type=kind, dec_hook=_understood)
    except (msgspec.DecodeError, UnicodeError, ValueError):
        raise FrozenDamaged("保存的考核内容读不出来。请运行 trainer verify 检查记录。") from None


def _written(value: object) -> Any:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(type(value))


def _understood(kind: type, value: Any) -> Any:
    if kind is Fraction and isinstance(value, str):
        return Fraction(value)
    raise NotImplementedError(kind)
