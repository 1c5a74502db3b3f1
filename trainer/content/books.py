"""The books of the hall, read from files: the phrase library, the rules, and the edition of tariffs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from trainer.content.files import read_document
from trainer.content.schema import problems_of
from trainer.content.yaml12 import Document, Unreadable
from trainer.core.check import Problem, Trail, near
from trainer.core.errors import TrainerError
from trainer.core.library import Forbidden, Library, Phrase, Procedure, Rule, Source
from trainer.core.money import BadMoney, Money
from trainer.core.rules import PapersRule
from trainer.core.tariff import Assumption, Edition, Hotline, Opening, Rent, RentRule

T = TypeVar("T")
EDITION = "assets/tariffs/wuhan-2004.yaml"


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {
    kind: TypeAdapter(kind)
    for kind in (Phrase, Procedure, Rule, Forbidden, Opening, Rent, RentRule, PapersRule, Assumption, Hotline)
}


class BooksDamaged(TrainerError):
    """The library or the edition cannot be used; `problems` says why, each with its place."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Books:
    """What scenarios are written against."""

    library: Library
    edition: Edition


def read_books(root: Path) -> Books:
    """Read scripts_zh/ and the edition below `root`; raise BooksDamaged with all problems at once."""
    reader = _Reader(root)
    library = Library(
        phrases=reader.shelf("scripts_zh/phrases.yaml", "phrases", Phrase),
        procedures=reader.shelf("scripts_zh/procedures.yaml", "procedures", Procedure, _name_procedure),
        rules=reader.shelf("scripts_zh/rules.yaml", "rules", Rule),
        forbidden=reader.shelf("scripts_zh/forbidden.yaml", "forbidden", Forbidden),
    )
    edition = reader.edition(EDITION)
    if reader.problems or edition is None:
        raise BooksDamaged(reader.problems)
    return Books(library, edition)


class _Reader:
    """Reads files one by one and keeps what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def shelf(self, file: str, key: str, kind: type[T], prepare: Any = None) -> dict[str, T]:
        """Read a file with one list of entries under `key`, by id."""
        document = self._open(file)
        entries: dict[str, T] = {}
        if document is None:
            return entries
        for index, raw in enumerate(self._list(document, key)):
            path = (key, index)
            entry = self._entry(document, prepare(raw) if prepare else raw, kind, path)
            if entry is None:
                continue
            id = str(getattr(entry, "id", index))
            if id in entries:
                self._problem(document, Problem("D605", f"编号「{id}」写了两次", "改一个编号", path))
            entries[id] = entry
        return entries

    def edition(self, file: str) -> Edition | None:
        """Read the edition of tariffs and rules."""
        document = self._open(file)
        if document is None or not isinstance(document.value, dict):
            return None
        raw: dict[str, Any] = document.value
        openings = [
            self._opening(document, item, ("openings", i))
            for i, item in enumerate(self._list(document, "openings"))
        ]
        rents = [
            self._rent(document, item, ("rents", i)) for i, item in enumerate(self._list(document, "rents"))
        ]
        papers = [
            self._entry(document, item, PapersRule, ("papers", i))
            for i, item in enumerate(self._list(document, "papers"))
        ]
        notes = [
            self._entry(document, item, Assumption, ("assumptions", i))
            for i, item in enumerate(self._list(document, "assumptions"))
        ]
        hotline = self._entry(document, raw.get("hotline"), Hotline, ("hotline",))
        rent = self._entry(document, raw.get("rent"), RentRule, ("rent",))
        if self.problems or hotline is None or rent is None:
            return None
        return Edition(
            id=str(raw.get("id")),
            title=str(raw.get("title")),
            valid_from=_day(raw.get("valid_from")),
            valid_to=_day(raw.get("valid_to")),
            material=str(raw.get("material")),
            hotline=hotline,
            openings={opening.brand: opening for opening in openings if opening},
            rent=rent,
            rents={entry.brand: entry for entry in rents if entry},
            papers=tuple(rule for rule in papers if rule),
            assumptions={note.id: note for note in notes if note},
        )

    def _opening(self, document: Document, raw: Any, path: Trail) -> Opening | None:
        return self._entry(document, self._priced(document, raw, path, "card", "prepaid"), Opening, path)

    def _rent(self, document: Document, raw: Any, path: Trail) -> Rent | None:
        return self._entry(document, self._priced(document, raw, path, "monthly"), Rent, path)

    def _priced(self, document: Document, raw: Any, path: Trail, *keys: str) -> Any:
        """Turn amounts written as text into Money; null stays null: the material does not say."""
        if not isinstance(raw, dict):
            return raw
        priced = dict(raw)
        for key in keys:
            if raw.get(key) is not None:
                try:
                    priced[key] = Money.parse(raw[key])
                except (BadMoney, TypeError) as error:
                    problem = Problem(
                        "F107", f"金额不对:{error}", '写成带引号的元,如 "100" 或 "0.60"', (*path, key)
                    )
                    self._problem(document, problem)
                    priced[key] = None
        return priced

    def _entry(self, document: Document, raw: Any, kind: type[T], path: Trail) -> T | None:
        for extra in _unknown_keys(raw, kind, path):
            self._problem(document, extra)
        try:
            entry: T = _ADAPTERS[kind].validate_python(raw)
        except ValidationError as error:
            for problem in problems_of(error):
                inner = Problem(problem.code, problem.message, problem.cure, (*path, *problem.path))
                self._problem(document, inner)
            return None
        return entry

    def _list(self, document: Document, key: str) -> list[Any]:
        value = document.value.get(key) if isinstance(document.value, dict) else None
        if isinstance(value, list):
            return value
        self._problem(document, Problem("F101", f"缺少「{key}」列表", "补上", (key,)))
        return []

    def _open(self, file: str) -> Document | None:
        try:
            return read_document(self.root, self.root / file)
        except Unreadable as error:
            self.problems.append(error.problem)
            return None

    def _problem(self, document: Document, problem: Problem) -> None:
        place = document.place(problem.path)
        self.problems.append(
            Problem(problem.code, problem.message, problem.cure, problem.path, problem.level, place)
        )


def _unknown_keys(raw: Any, kind: Any, path: Trail) -> Iterator[Problem]:
    """Yield a problem for each key that the type does not have (pydantic ignores them in dataclasses)."""
    if not isinstance(raw, dict) or not is_dataclass(kind):
        return
    known = {field.name for field in fields(kind)}
    for key in raw:
        if key not in known:
            yield Problem(
                "F102", f"没有「{key}」这个键", near(str(key), known) or "删去,或检查拼写", (*path, str(key))
            )
    for index, source in enumerate(raw.get("sources") or ()):
        yield from _unknown_keys(source, Source, (*path, "sources", index))


def _name_procedure(raw: Any) -> Any:
    """Tell each step which procedure it belongs to (in the file it stands inside of it)."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("steps"), list):
        return raw
    steps = [
        {**step, "procedure": raw.get("id")} if isinstance(step, dict) else step for step in raw["steps"]
    ]
    return {**raw, "steps": steps}


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))
