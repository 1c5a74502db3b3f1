"""The training material itself: tells whether a quotation really stands where it is said to stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.content.files import MATERIAL
from trainer.content.yaml12 import Document
from trainer.core.check import Place, Problem, Trail
from trainer.core.library import Source

_SOURCE = {"document", "lines", "quote"}
_NAMES = ("id", "brand", "field")
"""What an entry is called by, whichever it has."""


class Material:
    """The kept text, by line."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")

    def holds(self, source: Source) -> bool:
        """Tell whether the quotation occurs in the lines named, but for white space.

        Fragments joined by "‖" must each occur, in that order.
        """
        here = _bare("".join(self._line(number) for number in sorted(set(source.lines))))
        at = 0
        for fragment in map(_bare, source.quote.split("‖")):
            found = here.find(fragment, at)
            if found < 0 or not fragment:
                return False
            at = found + len(fragment)
        return True

    def _line(self, number: int) -> str:
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""


def read_material(root: Path, name: str) -> Material:
    """Read the kept text `name`; raise OSError or ValueError where it is missing or no text."""
    return Material((root / MATERIAL / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Quotation:
    """A source as a file gives it: whose it is, and its place."""

    of: str
    source: Source
    place: Place


def quotations(document: Document) -> Iterator[Quotation]:
    """Yield every source in a file whose shape is right, with its place."""
    if isinstance(document.value, dict):
        for key, value in document.value.items():
            for of, path, found in _sources(value, key, (key,)):
                source = Source(found["document"], tuple(found["lines"]), found["quote"])
                yield Quotation(of, source, document.place((*path, "quote")))


def false_quotations(quotations: Iterable[Quotation], material: Material) -> Iterator[Problem]:
    """Yield a problem for every quotation that is not where it says."""
    for quotation in quotations:
        if not material.holds(quotation.source):
            lines = "、".join(map(str, quotation.source.lines))
            message = f"{quotation.of} 的引文不在资料第 {lines} 行：{quotation.source.quote}"
            yield Problem("Q401", message, "照原文抄写，行号写对", place=quotation.place)


def _sources(value: Any, of: str, path: Trail) -> Iterator[tuple[str, Trail, dict[str, Any]]]:
    """Walk through a file: yield each source with the nearest name around it, and its path."""
    if isinstance(value, dict):
        if value.keys() >= _SOURCE:
            yield of, path, value
            return
        of = next((str(value[key]) for key in _NAMES if key in value), of)
    inner = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    for key, child in inner:
        yield from _sources(child, of, (*path, key))


def _bare(text: str) -> str:
    return "".join(text.split())
