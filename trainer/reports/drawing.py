"""A chart as a list of plain shapes: browsers get it as SVG (`svg`), the press paints it (`painting`).

Lengths are px of 1/96 inch from the top left corner; colours are those of the printed pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

INK, SUB, EDGE, LINE, PAPER = "#1b2930", "#59656e", "#858278", "#d5d9dc", "#ffffff"
ACCENT, ACCENT_SOFT, HALL, GOOD, WARM, HOT = "#1d6a73", "#dfeeed", "#bd6b0c", "#2b8a57", "#bd6b0c", "#cb4034"
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

_WIDE, _NARROW = 1.0, 0.58
"""How wide letters are, of their size: Chinese ones and all others."""


@dataclass(frozen=True, slots=True)
class Path:
    """Lines from point to point; a closed one may be filled; `dash` tells it from another without colour."""

    points: tuple[Point, ...]
    line: str = ""
    width: float = 1
    fill: str = ""
    opacity: float = 1
    closed: bool = False
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A round point."""

    x: float
    y: float
    radius: float
    fill: str


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text on its baseline; `turned` ones run upwards."""

    x: float
    y: float
    text: str
    size: float = 11
    ink: str = SUB
    anchor: Anchor = "start"
    bold: bool = False
    turned: bool = False


Shape = Path | Box | Dot | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture and the sentence that tells it to those who cannot see it."""

    width: float
    height: float
    told: str
    shapes: tuple[Shape, ...]


def drawing(size: Point, told: str, shapes: Iterable[Shape]) -> Drawing:
    """Gather shapes into a picture."""
    return Drawing(*size, told, tuple(shapes))


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is."""
    return sum(_WIDE if ord(letter) > 0x2E7F else _NARROW for letter in text) * size


def shortened(text: str, size: float, room: float) -> str:
    """Return as much of a text as there is room for, with … where some is left out."""
    if width_of(text, size) <= room:
        return text
    kept = text
    while kept and width_of(kept + "…", size) > room:
        kept = kept[:-1]
    return kept + "…"


def line(start: Point, end: Point, ink: str = LINE, width: float = 1, dash: bool = False) -> Path:
    """Return a straight line."""
    return Path((start, end), ink, width, dash=dash)
