"""Where pages begin, reckoned from the edges of what is to be kept together."""

from collections.abc import Iterator, Sequence

Edges = tuple[float, float]
"""The top and the bottom of a piece."""


def page_starts(pieces: Sequence[Edges], height: float) -> Iterator[int]:
    """Yield which pieces of an endless page begin a new one.

    A piece longer than a page is left to break by itself; so is what stands free between pieces.
    """
    start = 0.0
    for i, (top, bottom) in enumerate(pieces):
        start += max(0, (top - start) // height) * height
        if bottom - start <= height:
            continue
        if bottom - top <= height:
            yield i
            start = top


def is_torn(piece: Edges, height: float) -> bool:
    """Tell whether a piece runs over the edge of a page, though it would fit on one."""
    top, bottom = piece
    return bottom - top <= height and top // height != bottom // height
