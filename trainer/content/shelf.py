"""All content of a folder, ready to use: read and checked once, later taken from a compiled cache.

The cache is keyed by the content of the files. It only saves time: one that is missing, damaged
or out of date is silently made anew.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from threading import get_ident
from typing import Any

import msgspec

import trainer.core
from trainer import __version__
from trainer.content.books import EDITIONS, LIBRARY, Books
from trainer.content.files import FONT, MATERIAL, Unreadable, bulk, read_bytes, relative_name
from trainer.content.play import Play, ScenarioFile
from trainer.core.check import Problem

MAGIC = b"hall-shelf-6"
ROOMS = (Path(__file__).parent, Path(trainer.core.__file__).parent)
"""The code that makes plays from files."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The books, every scenario that can be played (its variants by scenario id), and all problems."""

    books: Books
    plays: dict[str, tuple[Play, ...]]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Kept:
    """What the cache holds: the books and each scenario file, by the hash of what they were made from."""

    books_hash: str = ""
    books: Books | None = None
    book_problems: tuple[Problem, ...] = ()
    files: dict[str, ScenarioFile] = field(default_factory=dict)


def load(root: Path, cache: Path | None = None) -> Shelf:
    """Load everything below `root` (scenarios/, scripts_zh/, assets/); raise BooksDamaged.

    `cache` is the file to keep compiled content in; None keeps nothing.
    """
    with bulk():
        kept = _open_cache(cache)
        files, unreadable = _scenario_bytes(root)
        fresh = _with_books(root, kept)
        assert fresh.books is not None  # or BooksDamaged was raised
        known = kept.files if kept.books_hash == fresh.books_hash else {}
        fresh.files = _scenarios(root, fresh.books, files, known)
        if cache and (fresh.files.keys() != kept.files.keys() or fresh.books_hash != kept.books_hash):
            _write_cache(cache, fresh)
        return _shelf(fresh, unreadable)


def _with_books(root: Path, kept: _Kept) -> _Kept:
    """Return a new record with the books, read only when their files (or the material) changed."""
    books_hash = _books_hash(root)
    if kept.books and kept.books_hash == books_hash:
        return _Kept(books_hash, kept.books, kept.book_problems)
    books, problems = _reading().read_checked_books(root)
    return _Kept(books_hash, books, problems)


def _scenarios(
    root: Path, books: Books, files: dict[str, bytes], known: dict[str, ScenarioFile]
) -> dict[str, ScenarioFile]:
    """Return what comes of each file, by the hash of its name and content; only unknown ones are read."""
    keys = {name: _hash([name.encode(), raw]) for name, raw in files.items()}
    new = {name: files[name] for name, key in keys.items() if key not in known}
    read: dict[str, ScenarioFile] = _reading().read_scenarios(root, books, new) if new else {}
    return {key: read[name] if name in read else known[key] for name, key in keys.items()}


def _reading() -> Any:
    """Load the module that reads files anew (the second exception to "no import inside a function")."""
    return import_module("trainer.content.reading")


def _shelf(kept: _Kept, unreadable: list[Problem]) -> Shelf:
    assert kept.books is not None  # made by _with_books
    plays: dict[str, tuple[Play, ...]] = {}
    homes: dict[str, str] = {}
    problems = [*kept.book_problems, *unreadable]
    for file in kept.files.values():
        problems += file.problems
        if not file.plays:
            continue
        id = file.plays[0].scenario.id
        if id in plays:
            message = f"场景编号「{id}」与 {homes[id]} 相同"
            problems.append(Problem("D601", message, "改一个编号", ("id",), place=file.id_place))
            continue
        plays[id], homes[id] = file.plays, file.name
    return Shelf(kept.books, plays, tuple(problems))


def scenario_paths(root: Path) -> Iterator[Path]:
    """Yield the scenario files below `root`, by name."""
    for path in sorted((root / "scenarios").glob("*.y*ml")):
        if not path.name.startswith(".") and path.suffix in (".yaml", ".yml"):
            yield path  # and not what editors and file managers leave behind


def _scenario_bytes(root: Path) -> tuple[dict[str, bytes], list[Problem]]:
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in scenario_paths(root):
        try:
            files[relative_name(root, path)] = read_bytes(root, path)
        except Unreadable as error:
            problems.append(error.problem)
    return files, problems


def _books_hash(root: Path) -> str:
    """Return a hash of everything but the scenarios that decides what becomes of one: books and code."""
    files = [root / file for file in LIBRARY]
    files += sorted(path for folder in (EDITIONS, MATERIAL) for path in (root / folder).rglob("*"))
    parts = [part for path in files for part in (relative_name(root, path).encode(), _bytes(root, path))]
    code = sorted(path for room in ROOMS for path in room.glob("*.py"))
    return _hash([__version__.encode(), *parts, *map(_stamp, (root / FONT, *code))])


def _bytes(root: Path, path: Path) -> bytes:
    try:
        return read_bytes(root, path)
    except Unreadable:
        return b""


def _stamp(file: Path) -> bytes:
    """Return what tells that a large file has changed, without reading it."""
    try:
        found = file.stat()
    except OSError:
        return b""
    return f"{found.st_size} {found.st_mtime_ns}".encode()


def _hash(parts: Iterable[bytes]) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _open_cache(cache: Path | None) -> _Kept:
    """Return what the cache holds; nothing where it is missing, damaged or of another version."""
    if cache is None:
        return _Kept()
    try:
        raw = cache.read_bytes()
        head = len(MAGIC) + 16
        if raw[:head] != MAGIC + blake2b(raw[head:], digest_size=16).digest():
            return _Kept()
        return msgspec.msgpack.decode(memoryview(raw)[head:], type=_Kept, dec_hook=_exact)
    except (OSError, msgspec.DecodeError, ZeroDivisionError):
        return _Kept()


def _exact(_: type, text: str) -> Fraction:
    """Read an exact amount, written "n/d": the only type in the cache that msgspec does not know."""
    return _fraction(text)


@lru_cache(maxsize=4096)
def _fraction(text: str) -> Fraction:
    return Fraction(text)


def _write_cache(cache: Path, kept: _Kept) -> None:
    """Replace the cache whole; where it cannot be written, the next start reads the files again."""
    payload = msgspec.msgpack.encode(kept, enc_hook=str)
    part = cache.with_name(f"{cache.name}.{os.getpid()}-{get_ident()}")
    with suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(MAGIC + blake2b(payload, digest_size=16).digest() + payload)
            part.replace(cache)
        finally:
            part.unlink(missing_ok=True)
