"""All content of a folder, ready to use: read and checked once, later taken from a compiled cache.

The cache is keyed by the content of the files. It only saves time: one that is missing, damaged
or out of date is silently made anew.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from threading import get_ident

import msgspec

from trainer import __version__
from trainer.content.books import BOOK_FILES, Books, read_books
from trainer.content.files import read_bytes, relative_name
from trainer.content.functions import functions_for
from trainer.content.glyphs import FONT, drawable
from trainer.content.material import FOLDER, false_quotations, read_material
from trainer.content.play import Play
from trainer.content.scenarios import Desk, ScenarioFile, read_scenario
from trainer.content.templates import Templates
from trainer.content.yaml12 import Unreadable, bulk
from trainer.core.check import Place, Problem

MAGIC = b"hall-shelf-2"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The books, every scenario that can be played (its variants by scenario id), and all problems."""

    books: Books
    plays: dict[str, tuple[Play, ...]]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Kept:
    """What the cache holds: the books and each scenario file, by the hash of what they were made from."""

    version: str = ""
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
        fresh.files = _scenarios(
            root, fresh, files, kept.files if kept.books_hash == fresh.books_hash else {}
        )
        if cache and (fresh.files.keys() != kept.files.keys() or fresh.books_hash != kept.books_hash):
            _write_cache(cache, fresh)
        return _shelf(fresh, unreadable)


def _with_books(root: Path, kept: _Kept) -> _Kept:
    """Return a new record with the books, read only when their files (or the material) changed."""
    books_hash = _books_hash(root)
    if kept.books and kept.books_hash == books_hash:
        return _Kept(__version__, books_hash, kept.books, kept.book_problems)
    books = read_books(root)
    return _Kept(__version__, books_hash, books, tuple(_quotations(root, books)))


def _quotations(root: Path, books: Books) -> list[Problem]:
    """Return the quotations that are not in the material, or that it cannot be read."""
    name = books.edition.material
    try:
        return list(false_quotations(books.library, read_material(root, name)))
    except (OSError, ValueError):
        place = Place(f"{FOLDER}/{name}", 1, 1)
        return [Problem("Q402", "读不到资料原文", "重新放一份,或重新安装程序", level="warning", place=place)]


def _scenarios(
    root: Path, fresh: _Kept, files: dict[str, bytes], known: dict[str, ScenarioFile]
) -> dict[str, ScenarioFile]:
    assert fresh.books is not None  # made by _with_books
    desk: Desk | None = None
    result: dict[str, ScenarioFile] = {}
    for name, raw in files.items():
        key = _hash([name.encode(), raw])
        if key not in known:
            desk = desk or Desk(fresh.books, Templates(functions_for(fresh.books)), _glyphs(root))
            result[key] = read_scenario(raw, name, desk)
        else:
            result[key] = known[key]
    return result


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


def _scenario_bytes(root: Path) -> tuple[dict[str, bytes], list[Problem]]:
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in sorted((root / "scenarios").glob("*.y*ml")):
        if path.name.startswith(".") or path.suffix not in (".yaml", ".yml"):
            continue  # what editors and file managers leave behind
        try:
            files[relative_name(root, path)] = read_bytes(root, path)
        except Unreadable as error:
            problems.append(error.problem)
    return files, problems


def _glyphs(root: Path) -> frozenset[int]:
    """Return what the bundled font can draw; nothing is checked where the font is missing."""
    try:
        return drawable(root / FONT)
    except (OSError, ValueError):
        return frozenset()


def _books_hash(root: Path) -> str:
    """Return a hash of everything but the scenarios that decides what becomes of one."""
    material = sorted((root / FOLDER).glob("*"))
    parts = [_bytes(root, path) for path in (*(root / file for file in BOOK_FILES), *material)]
    return _hash([*parts, _stamp(root / FONT)])


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
        kept = msgspec.msgpack.decode(memoryview(raw)[head:], type=_Kept)
    except (OSError, msgspec.DecodeError):
        return _Kept()
    return kept if kept.version == __version__ else _Kept()


def _write_cache(cache: Path, kept: _Kept) -> None:
    """Replace the cache whole; where it cannot be written, the next start reads the files again."""
    payload = msgspec.msgpack.encode(kept)
    part = cache.with_name(f"{cache.name}.{os.getpid()}-{get_ident()}")
    with suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(MAGIC + blake2b(payload, digest_size=16).digest() + payload)
            part.replace(cache)
        finally:
            part.unlink(missing_ok=True)
