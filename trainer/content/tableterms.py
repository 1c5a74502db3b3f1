"""What the rows of a table may refer to: windows, destinations, shares, assumptions, cells, and the terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import get_args

from trainer.content.page import Page
from trainer.content.tableschema import RoundingText, ShareText, SourceText, StepText, TermsText, WindowText
from trainer.content.tablevalues import MODES
from trainer.core.bill import WHOLE
from trainer.core.check import Trail, near
from trainer.core.library import Source
from trainer.core.money import Rounding, RoundingMode
from trainer.core.proration import Share, Step
from trainer.core.rating import AS_WRITTEN, Terms
from trainer.core.tariff import Assumption
from trainer.core.when import Window


@dataclass(frozen=True, slots=True)
class Around:
    """What rows may refer to. `cells` are the sources of a plan's cells by field, None where nothing is
    printed (a table alone), and then no price is looked for in a quotation.
    """

    terms: Terms = AS_WRITTEN
    windows: Mapping[str, tuple[Window, ...]] = field(default_factory=dict)
    destinations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    shares: Mapping[str, Share] = field(default_factory=dict)
    assumptions: Mapping[str, Assumption] = field(default_factory=dict)
    cells: Mapping[str, tuple[Source, ...]] | None = None


def sources_of(texts: Iterable[SourceText]) -> tuple[Source, ...]:
    """Return sources as the core knows them."""
    return tuple(Source(text.document, tuple(text.lines), text.quote) for text in texts)


def with_terms(page: Page, text: TermsText, at: Trail, around: Around) -> Around:
    """Return the surroundings with what `text` adds to them or puts in their place."""
    return replace(
        around,
        terms=_terms(page, text, at, around),
        windows={
            **around.windows,
            **{name: _windows(page, rows, (*at, "windows", name)) for name, rows in text.windows.items()},
        },
        destinations={**around.destinations, **_destinations(page, text, at)},
        shares={**around.shares, **_shares(page, text, at, around)},
    )


def tell_assumptions(page: Page, ids: Iterable[str], at: Trail, around: Around) -> None:
    """Tell of assumptions that the edition does not have; `at` is the place of the list."""
    for index, id in enumerate(ids):
        tell_assumption(page, id, (*at, index), around)


def tell_assumption(page: Page, id: str, at: Trail, around: Around) -> None:
    """Tell of an assumption that the edition does not have."""
    if id not in around.assumptions:
        otherwise = "编号见 edition.yaml 的 assumptions" if around.assumptions else "这里没有假定可用，删去"
        page.tell("U209", f"没有假定「{id}」", near(id, around.assumptions) or otherwise, at)


def _terms(page: Page, text: TermsText, at: Trail, around: Around) -> Terms:
    terms = around.terms if text.edge is None else replace(around.terms, edge=text.edge)
    if text.rounding is None:
        return terms
    here, mode = (*at, "rounding"), text.rounding.mode
    if text.rounding.to == 0:
        page.tell("F104", "「to」不能是 0", '写取整到多少元，如 "0.01"', (*here, "to"))
        return terms
    named = next((each for each in get_args(RoundingMode) if each == mode), None)
    if named is None:
        _tell_mode(page, text.rounding, (*here, "mode"), around)
    rounding = Rounding(named or "half-up", text.rounding.to)
    return replace(terms, rounding=rounding, scope=text.rounding.on, assumes=() if named else (mode,))


def _tell_mode(page: Page, text: RoundingText, at: Trail, around: Around) -> None:
    found = around.assumptions.get(text.mode)
    modes = "、".join(sorted(MODES))
    if found is None:
        known = [*MODES, *around.assumptions]
        page.tell(
            "F103", f"「mode」只能是 {modes}，或假定的编号", near(text.mode, known) or "改成其中一个", at
        )
    elif found.value not in MODES:
        page.tell("F103", f"假定 {found.id} 的值「{found.value}」不是取整的方法", f"可写：{modes}", at)


def _windows(page: Page, rows: list[WindowText], at: Trail) -> tuple[Window, ...]:
    for index, row in enumerate(rows):
        if row.from_ > row.to:
            page.tell(
                "F106", f"「{at[-1]}」的起止日颠倒了", "from 写在前的一天，to 写在后的一天", (*at, index)
            )
    return tuple(Window(row.from_, row.to) for row in rows)


def _destinations(page: Page, text: TermsText, at: Trail) -> dict[str, frozenset[str]]:
    for name in text.destinations:
        if name.isdecimal():
            message = f"目的地的名字「{name}」不能只有数字"
            page.tell("F109", message, "改一个名字；号码写在它下面", (*at, "destinations", name))
    return {name: frozenset(prefixes) for name, prefixes in text.destinations.items()}


def _shares(page: Page, text: TermsText, at: Trail, around: Around) -> dict[str, Share]:
    shares: dict[str, Share] = {}
    for index, raw in enumerate(text.shares):
        here = (*at, "shares", index)
        row = page.part(raw, ShareText, here)
        if row is None:
            continue
        if row.id in shares or row.id == WHOLE:
            page.tell("D605", f"编号「{row.id}」已经用了", "改一个编号", (*here, "id"))
        _check_share(page, row, here, around)
        shares[row.id] = Share(
            row.id,
            row.name,
            row.times,
            row.divisor,
            row.first_counts,
            row.even_whole,
            tuple(Step(step.day, step.share) for step in row.steps or ()),
            row.missing,
            tuple(row.assumes),
            sources_of(row.sources),
        )
    return shares


def _check_share(page: Page, row: ShareText, here: Trail, around: Around) -> None:
    tell_assumptions(page, row.assumes, (*here, "assumes"), around)
    if isinstance(row.divisor, str) and row.divisor not in ("month", "year"):
        tell_assumption(page, row.divisor, (*here, "divisor"), around)
    if isinstance(row.first_counts, str):
        tell_assumption(page, row.first_counts, (*here, "first_counts"), around)
    _check_steps(page, row.steps or (), (*here, "steps"))


def _check_steps(page: Page, steps: Iterable[StepText], at: Trail) -> None:
    before = 0
    for index, step in enumerate(steps):
        if (index == 0 and step.day != 1) or step.day <= before:
            page.tell("F114", "「steps」要从 1 日起，一段比一段晚", "检查 day", (*at, index, "day"))
        before = step.day
