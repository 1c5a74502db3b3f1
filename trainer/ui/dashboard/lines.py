"""The lines of the results table: one attempt each, read from its row once, and which of them are wanted.

What was recorded may be older than this program or damaged, so nothing here trusts the shape of a result:
a figure that is not there is None and shown as missing.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from trainer.core.mode import Mode, called

if TYPE_CHECKING:
    from trainer.store.rows import AttemptRow

GRADED = tuple(called(Mode.ASSESSMENT, typed=typed) for typed in (False, True))
"""The ways to play whose marks count; they are never added up: typing is harder."""

DONE, ENDED_EARLY, UNFINISHED, GIVEN_UP = "已完成", "提前结束", "未完成", "放弃"


@dataclass(frozen=True, slots=True)
class Line:
    """An attempt as the table shows it; `took` is on the shift's clock, in ms."""

    row: AttemptRow
    total: int | None
    out_of: int | None
    percent: int | None
    compliant: bool | None
    critical: tuple[str, ...]
    took: int | None
    state: str
    haystack: str

    @property
    def id(self) -> str:
        """The attempt's id."""
        return self.row.id

    @property
    def person(self) -> str:
        """Who played."""
        return self.row.person

    @property
    def title(self) -> str:
        """What was played."""
        return self.row.header.title

    @property
    def mode(self) -> str:
        """How it was played."""
        return self.row.header.mode

    @property
    def started(self) -> datetime:
        """When it began."""
        return self.row.started


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines to show; a mode of "" means any."""

    text: str = ""
    mode: str = Mode.ASSESSMENT.value
    only_failed: bool = False

    def keeps(self, line: Line) -> bool:
        """Tell whether the line is wanted."""
        if self.mode and line.mode != self.mode:
            return False
        if self.only_failed and line.compliant is not False:
            return False
        return all(word in line.haystack for word in _folded(self.text).split())


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines there are, and how they turned out."""

    all: int
    people: int
    passed: int
    failed: int
    unmarked: int


def line_of(row: AttemptRow) -> Line:
    """Read a row of the records."""
    result: Mapping[str, Any] = row.result if isinstance(row.result, dict) else {}
    compliant = result.get("compliant")
    return Line(
        row=row,
        total=_whole(result.get("total")),
        out_of=_whole(result.get("out_of")),
        percent=_whole(result.get("percent")),
        compliant=compliant if isinstance(compliant, bool) else None,
        critical=_texts(result.get("critical")),
        took=_whole(result.get("ended_ms")),
        state=_state(row, result),
        haystack=_folded(f"{row.person} {row.header.title} {row.header.scenario} {row.header.variant}"),
    )


def chosen(lines: Iterable[Line], wanted: Wanted) -> list[Line]:
    """Return the lines that are wanted, in their order."""
    return [line for line in lines if wanted.keeps(line)]


def by_mode(lines: Iterable[Line], wanted: Wanted) -> Counter[str]:
    """Count the lines that the other filters keep, for each mode and under "" for all modes."""
    counts = Counter(line.mode for line in chosen(lines, replace(wanted, mode="")))
    counts[""] = counts.total()
    return counts


def count(lines: Iterable[Line]) -> Counts:
    """Count the lines by how they turned out."""
    lines = list(lines)
    gates = Counter(line.compliant for line in lines)
    return Counts(len(lines), len({line.person for line in lines}), gates[True], gates[False], gates[None])


def _state(row: AttemptRow, result: Mapping[str, Any]) -> str:
    if row.abandoned is not None:
        return GIVEN_UP
    if row.finished is None:
        return UNFINISHED
    return DONE if result.get("complete", True) else ENDED_EARLY


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def _folded(text: str) -> str:
    """Make full-width and half-width, capital and small letters alike."""
    return unicodedata.normalize("NFKC", text).casefold()
