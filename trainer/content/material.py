"""The training material itself: tells whether a quotation really stands where it is said to stand."""

from collections.abc import Iterator
from pathlib import Path

from trainer.content.files import MATERIAL
from trainer.core.check import Problem
from trainer.core.library import Library, Source


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


def false_quotations(library: Library, material: Material) -> Iterator[Problem]:
    """Yield a problem for every source of the library whose quotation is not where it says."""
    for id in sorted(library.ids):
        for source in library.sources(id):
            if not material.holds(source):
                lines = "、".join(map(str, source.lines))
                message = f"{id} 的引文不在资料第 {lines} 行：{source.quote}"
                yield Problem("Q401", message, "照原文抄写，行号写对")


def _bare(text: str) -> str:
    return "".join(text.split())
