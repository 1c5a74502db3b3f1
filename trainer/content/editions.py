"""Two editions side by side: which facts differ, and which scenarios play differently because of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from trainer.content.bookreader import read_books
from trainer.content.compile import Compiled, compile_scenario
from trainer.content.differences import Difference, compare
from trainer.content.files import Unreadable, bulk, relative_name
from trainer.content.reading import templates_for
from trainer.content.schema import ScenarioText
from trainer.content.shelf import scenario_paths
from trainer.content.yaml12 import read_document
from trainer.core.check import Problem, near
from trainer.core.errors import TrainerError
from trainer.core.tariff import Edition


class UnknownEdition(TrainerError):
    """An edition that is not installed."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A variant that plays differently by the new edition, and what changes in it.

    Where a file cannot be made with the new edition, one entry ("" for the variant) holds the problems.
    """

    file: str
    scenario: str
    variant: str
    changes: tuple[Difference, ...]
    problems: tuple[Problem, ...] = ()


def differences(old: Edition, new: Edition) -> list[Difference]:
    """Return every fact that differs, in the order of the tables; an edition's own title is none."""
    return list(compare(old, replace(new, title=old.title)))


def stale(root: Path, old: str, new: str) -> list[Stale]:
    """Return what the scenarios below `root` that are written for edition `old` would change with `new`.

    Raise UnknownEdition and BooksDamaged. Files that cannot be read are passed over: `check` tells of them.
    """
    books = read_books(root)
    for id in (old, new):
        if id not in books.editions:
            cure = near(id, books.editions) or f"已安装的版本：{'、'.join(books.editions)}"
            raise UnknownEdition(f"没有资费版本「{id}」。{cure}")
    templates = templates_for(books)
    found: list[Stale] = []
    with bulk():
        for name, text in _written_for(root, old):
            before = compile_scenario(text, books, templates)
            after = compile_scenario(text.model_copy(update={"edition": new}), books, templates)
            found += _stale(name, text.id, before, after)
    return found


def _stale(name: str, id: str, before: Compiled, after: Compiled) -> Iterator[Stale]:
    problems = tuple(problem for problem in after.problems if problem not in before.problems)
    if problems:
        yield Stale(name, id, "", (), problems)
        return
    for old, new in zip(before.scenarios, after.scenarios, strict=False):
        if old.drawing:
            continue  # the rows of a variant differ in names and sums only
        changes = tuple(compare(old, replace(new, edition=old.edition)))
        if changes:
            yield Stale(name, id, old.variant, changes)


def _written_for(root: Path, edition: str) -> Iterator[tuple[str, ScenarioText]]:
    for path in scenario_paths(root):
        try:
            text = ScenarioText.model_validate(read_document(root, path).value)
        except (Unreadable, ValidationError):
            continue
        if text.edition == edition:
            yield relative_name(root, path), text
