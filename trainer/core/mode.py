"""The three ways to play a scenario, and how an attempt is called in which phrases are typed."""

from enum import StrEnum


class Mode(StrEnum):
    """How a scenario is played."""

    GUIDED = "跟学"
    PRACTICE = "练习"
    ASSESSMENT = "考核"


TYPED = "·打字"
"""Follows the mode where standard phrases are typed from memory: such marks compare with their like only."""


def called(mode: Mode, *, typed: bool) -> str:
    """Return what a way to play is called, on the screen and in the records: 考核, or 考核·打字."""
    return f"{mode.value}{TYPED}" if typed else mode.value


def recorded(word: str) -> tuple[Mode, bool]:
    """Read what `called` wrote; raise ValueError for any other word."""
    mode, typed = Mode(word.removesuffix(TYPED)), word.endswith(TYPED)
    if typed and not may_type(mode):
        raise ValueError(f"nothing is typed in this mode: {word}")
    return mode, typed


def may_type(mode: Mode) -> bool:
    """Tell whether phrases can be asked for from memory: the guided mode shows them."""
    return mode is not Mode.GUIDED
