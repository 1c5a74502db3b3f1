"""One scenario file, from bytes to what can be played, with every problem at its line and column."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from trainer.content.books import Books
from trainer.content.compile import compile_scenario
from trainer.content.play import Play
from trainer.content.schema import ScenarioText, problems_of
from trainer.content.templates import Templates
from trainer.content.yaml12 import Document, Unreadable, decode, read
from trainer.core.check import Place, Problem, Trail, examine
from trainer.core.money import Money
from trainer.core.rules import papers
from trainer.core.scenario import NO_MARKS
from trainer.core.tariff import opening, rent

_FILE = TypeAdapter(ScenarioText)


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """What came of one file: its plays (none when it has errors) and its problems."""

    name: str
    plays: tuple[Play, ...]
    problems: tuple[Problem, ...]


def functions_for(books: Books) -> Mapping[str, Callable[..., object]]:
    """Return what templates may call: the same tables and rules that mark the answers."""
    edition = books.edition
    return {
        "opening": lambda brand: opening(edition, brand),
        "rent": lambda brand, days: rent(edition, brand, days),
        "papers": lambda case, carried: papers(edition, case, carried),
        "yuan": lambda amount: Money.parse(str(amount)),
        "hotline": lambda: edition.hotline.shown,
        "phrase": lambda id: books.library.phrases[id].text,
    }


@dataclass(frozen=True, slots=True)
class Desk:
    """What a scenario file is read with."""

    books: Books
    templates: Templates
    drawable: frozenset[int]


def read_scenario(raw: bytes, name: str, desk: Desk) -> ScenarioFile:
    """Read one scenario file; nothing is raised, everything wrong is among the problems."""
    try:
        text = decode(raw, name)
        document = read(text, name)
    except Unreadable as error:
        return ScenarioFile(name, (), (error.problem,))
    try:
        written = _FILE.validate_python(document.value)
    except ValidationError as error:
        return ScenarioFile(name, (), tuple(_placed(document, p, {}) for p in problems_of(error)))
    compiled = compile_scenario(written, desk.books.library, desk.templates, desk.books.edition.id)
    problems = [*compiled.problems, *_missing_glyphs(text, name, desk.drawable)]
    plays: list[Play] = []
    if not _fatal(problems):
        for scenario in compiled.scenarios:
            found = examine(scenario, desk.books.library)
            problems += found.problems
            plays.append(Play(scenario, found.best.marks if found.best else NO_MARKS))
    placed = tuple(dict.fromkeys(_placed(document, problem, compiled.trails) for problem in problems))
    return ScenarioFile(name, () if _fatal(placed) else tuple(plays), placed)


def _fatal(problems: Iterable[Problem]) -> bool:
    return any(problem.level == "error" for problem in problems)


def _placed(document: Document, problem: Problem, trails: Mapping[Trail, Trail]) -> Problem:
    """Give a problem its line and column; core names places by ids, and `trails` says where those stand."""
    if problem.place:
        return problem
    path = problem.path
    while path and path not in trails and path[0] in {trail[0] for trail in trails}:
        path = path[:-1]
    return replace(problem, place=document.place(trails.get(path, path)))


def _missing_glyphs(text: str, name: str, drawable: frozenset[int]) -> Iterator[Problem]:
    """Yield a problem for each character the bundled font would show as a box."""
    if not drawable:
        return
    for point in sorted({ord(c) for c in set(text)} - drawable):
        if point in (9, 10, 13, 0xFEFF):
            continue
        at = text.index(chr(point))
        place = Place(name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        yield Problem("G501", f"自带字体里没有「{chr(point)}」(U+{point:04X})", "换一个字", place=place)
