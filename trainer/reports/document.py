"""A document ready to print: its HTML, and what stands at the head and the foot of every page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Chart = Callable[[Any, Any], None]
"""Paints itself with a QPainter into a QRectF; typed loosely, as only `pdf` knows Qt."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a browser shows and the press prints.

    In `html` an `id` that begins with "keep-" on a paragraph outside tables begins a piece which is
    not broken over two pages if it fits on one; it ends before the next "keep-" or "free-". An
    `<img src="chart:NAME" width height>` in a paragraph of its own is painted by `charts`[NAME].
    `head`, `mark` (bold, at the right) and `foot` stand on every page; `on` is the date the file
    bears, so that the same document gives the same bytes.
    """

    title: str
    html: str
    on: date
    head: str = ""
    mark: str = ""
    foot: str = ""
    charts: Mapping[str, Chart] = field(default_factory=dict)
