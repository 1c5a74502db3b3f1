"""The verb `check`: every problem of content files and plans, in one pass."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from trainer.cli.exits import Exit
from trainer.cli.output import print_json, say_all, tell
from trainer.content.bookreader import read_books
from trainer.content.books import BooksDamaged, book_files
from trainer.content.files import Unreadable, bulk, read_bytes
from trainer.content.plans import PlanDamaged, parse
from trainer.content.reading import lay_out
from trainer.content.scenarios import Desk, read_scenario
from trainer.content.shelf import Shelf, load
from trainer.content.yaml12 import decode
from trainer.core.check import Place, Problem
from trainer.core.errors import TrainerError
from trainer.core.variants import leftovers
from trainer.paths import find_places
from trainer.training.acting import act_plan, play_of


class NothingToCheck(TrainerError):
    """A path that leads to nothing that can be checked."""


def run(args: argparse.Namespace) -> int:
    """Print all problems; errors make the exit code 1, warnings alone do not."""
    examiner = _Examiner(find_places(args.home, args.content).content)
    paths = [Path(path) for path in args.paths]
    problems = sorted(dict.fromkeys(examiner.problems(paths)), key=_order)
    errors = sum(problem.level == "error" for problem in problems)
    if args.json:
        rows = [_as_json(problem) for problem in problems]
        print_json({"problems": rows, "errors": errors, "warnings": len(rows) - errors})
    elif problems:
        say_all(problem_line(problem) for problem in problems)
    tell(_summary(errors, len(problems) - errors))
    return Exit.FOUND if errors else Exit.OK


def problem_line(problem: Problem) -> str:
    """Write a problem as file:line:column, code, what is wrong and the cure."""
    if problem.level == "warning":
        problem = replace(problem, message=f"提醒：{problem.message}")
    return str(problem)


class _Examiner:
    """Checks one path after another; the shelf and the books of the content folder are read once."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self._shelf: Shelf | None = None
        self._desk: Desk | None = None

    def problems(self, paths: list[Path]) -> Iterator[Problem]:
        """Yield the problems of the paths, or of all content where there are none."""
        if not paths:
            yield from self._folder(self.content, "")
        for path in paths:
            if path.is_dir() and _is_content(path):
                yield from self._folder(path, f"{path.as_posix()}/")
            elif path.is_dir():
                yield from self._files_in(path)
            else:
                yield from self._file(path)

    def _folder(self, root: Path, prefix: str) -> Iterator[Problem]:
        try:
            shelf = load(root)
        except BooksDamaged as damaged:
            found = tuple(damaged.problems)
        else:
            plays = (play.scenario for variants in shelf.plays.values() for play in variants)
            found = (*shelf.problems, *leftovers(shelf.books.library, plays))
        for problem in found:
            place = problem.place
            yield replace(problem, place=replace(place, file=prefix + place.file)) if place else problem

    def _files_in(self, folder: Path) -> Iterator[Problem]:
        files = [f for pattern in ("*.yaml", "*.yml", "*.plan") for f in sorted(folder.glob(pattern))]
        if not files:
            raise NothingToCheck(f"{folder} 里没有场景文件（.yaml）或计划文件（.plan）。")
        for file in files:
            yield from self._file(file)

    def _file(self, path: Path) -> Iterator[Problem]:
        if not path.exists():
            raise NothingToCheck(f"找不到 {path}。请检查文件名。")
        name = path.as_posix()
        if root := _root_of_book(path):
            known = path.resolve().relative_to(root).as_posix()
            here = (p for p in self._folder(root, "") if p.place is None or p.place.file == known)
            yield from (replace(p, place=replace(p.place, file=name)) if p.place else p for p in here)
            return
        try:
            raw = read_bytes(path.parent, path)
            yield from (
                self._plan(decode(raw, name), name) if path.suffix == ".plan" else self._read(raw, name)
            )
        except Unreadable as error:
            place = error.problem.place or Place(name, 1, 1)
            yield replace(error.problem, place=replace(place, file=name))
        except (PlanDamaged, BooksDamaged) as damaged:
            yield from damaged.problems

    def _read(self, raw: bytes, name: str) -> Iterator[Problem]:
        self._desk = self._desk or lay_out(self.content, read_books(self.content))
        with bulk():
            yield from read_scenario(raw, name, self._desk).problems

    def _plan(self, text: str, name: str) -> Iterator[Problem]:
        plan = parse(text, name)
        self._shelf = self._shelf or load(self.content)
        for failure in act_plan(plan, play_of(self._shelf, plan)).failures:
            message = f"应为：{failure.expected}；实际：{failure.was}"
            yield Problem("A710", message, "改计划或改场景", place=Place(name, failure.line, 1))


def _is_content(folder: Path) -> bool:
    return (folder / "scripts_zh").is_dir()


def _root_of_book(path: Path) -> Path | None:
    """Return the content folder that a book belongs to; None for any other file."""
    whole = path.resolve()
    return next((root for root in whole.parents if whole in book_files(root)), None)


def _order(problem: Problem) -> tuple[str, int, int]:
    return (problem.place.file, problem.place.line, problem.place.column) if problem.place else ("", 0, 0)


def _summary(errors: int, warnings: int) -> str:
    if not errors:
        return f"没有错误，有 {warnings} 条提醒。" if warnings else "没有发现问题。"
    return f"{errors} 处错误" + (f"，{warnings} 条提醒。" if warnings else "。")


def _as_json(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "code": problem.code,
        "level": problem.level,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": problem.message,
        "cure": problem.cure,
    }
