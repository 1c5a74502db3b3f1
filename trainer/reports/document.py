"""A document ready to print: its HTML, and what stands at the head and the foot of every page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from trainer.reports.drawing import Drawing
from trainer.reports.svg import svg

_CHART = re.compile(r'<img src="chart:([^"]*)"[^>]*>')


@dataclass(frozen=True, slots=True)
class Document:
    """What a browser shows and the press prints.

    In `html` an `id` that begins with "keep-" on a paragraph outside tables begins a piece which is
    not broken over two pages if it fits on one; it ends before the next "keep-" or "free-". An
    `<img src="chart:NAME" width height>` in a paragraph of its own is painted by the press from
    `charts`[NAME]; `web` has it as SVG. `head`, `mark` (bold, at the right) and `foot` stand on every
    page; `on` is the date the file bears, so that the same document gives the same bytes.
    """

    title: str
    html: str
    on: date
    head: str = ""
    mark: str = ""
    foot: str = ""
    charts: Mapping[str, Drawing] = field(default_factory=dict)

    @property
    def web(self) -> str:
        """Return the HTML for a browser: one file, the charts inside."""
        return _CHART.sub(lambda found: svg(self.charts[found[1]]), self.html)
