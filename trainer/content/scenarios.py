"""One scenario file, from bytes to what can be played, with every problem at its line and column."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from pydantic import TypeAdapter, ValidationError

from trainer.content.books import Books
from trainer.content.compile import Compiled, compile_scenario
from trainer.content.faults import KEY_CODES, problems_of
from trainer.content.files import Unreadable
from trainer.content.glyphs import undrawable
from trainer.content.mend import mended, still_true
from trainer.content.play import Play, ScenarioFile
from trainer.content.schema import ScenarioText, keys_known
from trainer.content.telling import MOST_PROBLEMS, told
from trainer.content.templates import Templates
from trainer.content.yaml12 import Document, decode, read
from trainer.core.check import Examined, Problem, Trail, examine
from trainer.core.scenario import NO_MARKS, Competence
from trainer.core.variants import compare

_FILE = TypeAdapter(ScenarioText)
_NOT_TOLD_TWICE = ("S101", "S121")
_NOT_SURE = {
    "F105": ("S110", "S124"),
    "S101": ("S102",),
    "S121": ("S122", "S127"),
    "U201": ("S109", "S110", "S112", "S115", "S119", "S120", "S124", "S126"),
    "U202": ("S109", "S112", "S115", "S119", "S120", "S126"),
}
"""What the checks in play cannot tell while a problem of this code stands."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a scenario file is read with; the templates by the id of their edition."""

    books: Books
    templates: Mapping[str, Templates]
    drawable: frozenset[int]


def read_scenario(raw: bytes, name: str, desk: Desk) -> ScenarioFile:
    """Read one scenario file; nothing is raised, everything wrong is among the problems."""
    try:
        text = decode(raw, name)
        document = read(text, name)
    except Unreadable as error:
        return ScenarioFile(name, (), (error.problem,))
    problems = [*document.problems, *undrawable(document, text, desk.drawable)]
    try:
        written = _FILE.validate_python(document.value)
    except ValidationError as error:
        problems += _shape_problems(document, error, desk)
        return ScenarioFile(name, (), told(problems))
    compiled = compile_scenario(written, desk.books, desk.templates)
    problems += (_placed(document, problem) for problem in compiled.problems)
    plays = _examined(document, compiled, desk, problems)
    seen = told(problems)
    return ScenarioFile(name, () if _fatal(seen) else plays, seen, document.place(("id",)))


def _shape_problems(document: Document, error: ValidationError, desk: Desk) -> list[Problem]:
    """Return what is wrong with the shape of the file, and with what can be understood of the rest."""
    found = list(problems_of(error, document.value, keys_known()))[: MOST_PROBLEMS + 1]
    written = mended(_FILE, document.value, found) if len(found) <= MOST_PROBLEMS else None
    if written:
        compiled = compile_scenario(written, desk.books, desk.templates)
        trails = [problem.path for problem in found]
        found += [problem for problem in compiled.problems if still_true(problem, trails)]
    return [_placed(document, problem) for problem in found]


def _examined(
    document: Document, compiled: Compiled, desk: Desk, problems: list[Problem]
) -> tuple[Play, ...]:
    """Play every variant through, unless what is wrong already makes that pointless."""
    codes = {problem.code for problem in compiled.problems}
    loose = sum(problem.code in _NOT_TOLD_TWICE for problem in compiled.problems)
    if any(code[0] == "D" or code in ("T305", "S117") for code in codes) or loose > MOST_PROBLEMS // 4:
        return ()
    unsure = {*_NOT_TOLD_TWICE, *(other for code in codes for other in _NOT_SURE.get(code, ()))}
    played: list[Examined] = []
    found: list[Problem] = []
    for scenario in compiled.scenarios:
        played.append(examine(scenario, desk.books.library))
        found += played[-1].problems
        if any(problem.code == "S118" for problem in played[-1].problems):
            break
    found += compare(played)
    plays = [Play(each.scenario, each.best.marks if each.best else NO_MARKS) for each in played]
    found += _unequal(plays, compiled.rows)
    problems += (_found(document, p, compiled.trails) for p in found if p.code not in unsure)
    return tuple(_gathered(plays))


def _gathered(plays: Iterable[Play]) -> Iterator[Play]:
    """Yield one play for each variant: the first row of its details, with the others behind it."""
    for _, rows in groupby(plays, key=lambda play: play.scenario.variant):
        first, *others = rows
        yield replace(first, drawings=tuple(others))


def _unequal(plays: Iterable[Play], rows: Iterable[Trail]) -> Iterator[Problem]:
    """Tell of each row of details that can earn more or less than the first of its variant."""
    first: Play | None = None
    for play, path in zip(plays, rows, strict=False):
        first = first if first and play.scenario.drawing else play
        if NO_MARKS in (play.best, first.best):
            continue  # another problem tells why
        for competence, most, usual in zip(Competence, play.best, first.best, strict=True):
            if most != usual:
                row = f"draws 第 {play.scenario.drawing + 1} 行的「{competence}」"
                message = f"{row}满分是 {most}，第 1 行是 {usual}，抽到谁就不公平"
                yield Problem("S130", message, "让每一行都能选同样的选项", path)


def _fatal(problems: Iterable[Problem]) -> bool:
    return any(problem.level == "error" for problem in problems)


def _placed(document: Document, problem: Problem) -> Problem:
    """Give a problem its line and column."""
    place = document.key_place if problem.code in KEY_CODES else document.place
    return replace(problem, place=place(problem.path))


def _found(document: Document, problem: Problem, trails: Mapping[Trail, Trail]) -> Problem:
    """Give a problem of the core its place: it names customer, node and option by their ids."""
    path = problem.path
    if len(path) > 1 and isinstance(path[1], int):
        return _placed(document, problem)
    return replace(problem, place=document.place((*trails.get(path[:3], ()), *path[3:])))
