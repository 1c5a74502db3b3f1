"""The printed cells as rows: what each says, and what else may be taken for it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from trainer.core.quiz.printed.words import AMOUNT, read, shown
from trainer.core.quiz.template import Case, Ground
from trainer.core.quiz.wrong import Itself, Wrong, apart, like_named
from trainer.core.tariff import Cell, Edition, Plan

TOPICS: Final = ("月租", "最低消费", "IP", "长途", "漫游", "短信", "来显", "期限", "通话", "主叫", "被叫")
"""What rows are about, the most telling word first."""
NOTHING: Final = ("无", "免")
"""Two ways to print that nothing is charged."""
_RUN = re.compile(r"[0-9.–]+")
_NUMBERS = re.compile(r"[0-9.]+")
_UNIT = re.compile(r"每(分钟|6秒|条)")


@lru_cache(maxsize=8)
def _texts(edition: Itself[Edition]) -> frozenset[str]:
    """Collect the cells that print words, not amounts."""
    plans = edition.of.plans.values()
    said = {shown(cell.value) for plan in plans for cell in plan.cells if cell.value}
    return frozenset(text for text in said if not AMOUNT.search(text))


@dataclass(frozen=True, slots=True)
class Row:
    """A printed cell as it is said, "" where it is empty, and what else may be taken for it.

    `others` are the other rows and other plans that print something for the same thing, each with the
    mistake behind it; for an empty cell they are the answers of who goes by another brand.
    """

    plan: Plan
    cell: Cell
    said: str
    topic: str
    others: Wrong

    @property
    def fact(self) -> str:
        """The id of the cell among the facts."""
        return f"cell.{self.plan.id}.{self.cell.field}"


def rows(edition: Edition) -> dict[tuple[str, str], Row]:
    """Return every cell of the edition by plan and field."""
    return _rows(Itself(edition))


def row(ground: Ground, case: Case) -> Row:
    """Return the cell that the first two inputs of a case name."""
    return rows(ground.edition)[str(case[0]), str(case[1])]


@lru_cache(maxsize=8)
def _rows(edition: Itself[Edition]) -> dict[tuple[str, str], Row]:
    bare = [
        Row(plan, cell, shown(cell.value) if cell.value is not None else "", _topic(cell.field), ())
        for plan in edition.of.plans.values()
        for cell in plan.cells
    ]
    return {(each.plan.id, each.cell.field): replace(each, others=_once(each, bare)) for each in bare}


def _others(own: Row, rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    strange = "other-brand" if own.said else "invented"
    for other in rows:
        if other is own or not other.said or _same(own.said, other.said):
            continue
        if other.plan is own.plan:
            if own.said and _alike(own.said, other.said):
                yield other.said, "other-row"
        elif other.cell.field == own.cell.field or (
            other.topic == own.topic and _alike(own.said, other.said)
        ):
            yield other.said, "like-named" if like_named(own.plan, other.plan) else strange


def _alike(own: str, other: str) -> bool:
    """Tell whether two texts are of one kind; for an empty cell, whether one is a price."""
    return _shape(own) == _shape(other) if own else bool(_UNIT.match(other))


def _once(own: Row, rows: Iterable[Row]) -> Wrong:
    """Leave one way to say that nothing is charged, none where an empty cell has its own."""
    others = apart((own.said,), _others(own, rows))
    free = [text for text, _ in others if text in NOTHING]
    spare = free[1:] if own.said or own.topic != TOPICS[0] else free
    return tuple(pair for pair in others if pair[0] not in spare)


def _same(own: str, other: str) -> bool:
    """Tell whether another text says no other thing: 免 for 无, 30元 for 20–30元."""
    if own in NOTHING:
        return other in NOTHING
    return "–" in own and set(_NUMBERS.findall(other)) <= set(_NUMBERS.findall(own))


def _topic(field: str) -> str:
    return next((topic for topic in TOPICS if topic in field), field)


@lru_cache(maxsize=1024)
def _shape(text: str) -> str:
    return _RUN.sub("#", text) if AMOUNT.search(text) else text


def reread(edition: Edition, cell: Cell) -> str:
    """Read the quotations of a cell; "" where nothing is printed."""
    quote = "‖".join(source.quote for source in cell.sources)
    return read(quote, _texts(Itself(edition))) if quote else ""


def readings(edition: Edition, plan: str) -> dict[str, str]:
    """Return what the quotations of a plan say, by field; an empty cell is not there."""
    return _readings(Itself(edition))[plan]


@lru_cache(maxsize=8)
def _readings(edition: Itself[Edition]) -> dict[str, dict[str, str]]:
    return {
        plan.id: {cell.field: reread(edition.of, cell) for cell in plan.cells if cell.sources}
        for plan in edition.of.plans.values()
    }
