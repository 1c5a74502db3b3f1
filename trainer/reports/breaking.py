"""Where pages begin, reckoned from the edges of what is to be kept together."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple


class Edges(NamedTuple):
    """The top and the bottom of a piece, and how high the table head is that a new page repeats above it."""

    top: float
    bottom: float
    head: float = 0.0


def page_starts(pieces: Sequence[Edges], height: float) -> Iterator[int]:
    """Yield which pieces of an endless page begin a new one.

    A piece longer than a page is left to break by itself; so is what stands free between pieces.
    """
    start = 0.0
    for i, (top, bottom, head) in enumerate(pieces):
        start += max(0, ceil((top - start) / height) - 1) * height
        if bottom - start <= height:
            continue
        if bottom - top + head <= height:
            yield i
            start = top - head


def is_torn(piece: Edges, height: float) -> bool:
    """Tell whether a piece runs over the edge of a page, though it would fit on one."""
    return piece.bottom - piece.top <= height and piece.top // height != piece.bottom // height
