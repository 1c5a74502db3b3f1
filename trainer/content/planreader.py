"""Reading the plans of an edition: their printed cells, and the tariffs that stand in them."""

from collections.abc import Mapping
from dataclasses import replace

from trainer.content.entries import Entries
from trainer.content.tablemaker import make_tariff
from trainer.content.tableschema import CellText, PlanText, TariffText
from trainer.content.tableterms import Around, sources_of
from trainer.core.check import Trail
from trainer.core.tariff import Cell, Plan, Tariff


def read_plans(file: Entries, around: Around) -> dict[str, Plan]:
    """Return the plans by id; `around` is what all of them may refer to."""
    plans: dict[str, Plan] = {}
    taken: set[str] = set()
    for index, raw in enumerate(file.rows("plans")):
        at: Trail = ("plans", index)
        stand_ins = {"id": f"x{index}", "name": f"x{index}", "status": "只有名称"}
        text = file.head(raw, PlanText, at, stand_ins)
        if text is None:
            continue
        _tell_doubled(file, text, at, taken)
        plans[text.id] = _plan(file, text, at, around)
    return plans


def _plan(file: Entries, text: PlanText, at: Trail, around: Around) -> Plan:
    cells = _cells(file, text, at)
    return Plan(
        id=text.id,
        name=text.name,
        family=text.family,
        status=text.status,
        cells=tuple(cells.values()),
        tariff=_tariff(file, text, at, replace(around, cells={n: c.sources for n, c in cells.items()})),
        open=tuple(text.open),
        aliases=tuple(text.aliases),
        valid_from=text.valid_from,
        sources=sources_of(text.sources),
    )


def _tell_doubled(file: Entries, text: PlanText, at: Trail, taken: set[str]) -> None:
    """Tell of names that another plan has: nobody could say which is meant."""
    words: Mapping[str, Trail] = {
        **{word: (*at, "aliases", index) for index, word in enumerate(text.aliases)},
        text.name: (*at, "name"),
        text.id: (*at, "id"),
    }
    for word, place in words.items():
        if word in taken:
            file.tell("D605", f"「{word}」写了两次", "改一个编号，或删去一个", place)
    taken.update(words)


def _cells(file: Entries, text: PlanText, at: Trail) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for index, raw in enumerate(text.cells):
        here = (*at, "cells", index)
        cell = file.part(raw, CellText, here)
        if cell is None:
            continue
        if cell.field in cells:
            file.tell("D605", f"「{cell.field}」写了两次", "改一个名字，或删去一个", (*here, "field"))
        cells[cell.field] = Cell(cell.field, cell.value, sources_of(cell.sources), cell.note)
    return cells


def _tariff(file: Entries, text: PlanText, at: Trail, around: Around) -> Tariff | None:
    here = (*at, "tariff")
    tariff = None if text.tariff is None else file.head(text.tariff, TariffText, here, {})
    return make_tariff(file, tariff, (text.id, text.name), here, around) if tariff else None
