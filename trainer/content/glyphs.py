"""Which characters can be shown: those of the bundled font, read from its character map."""

import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from trainer.content.yaml12 import Document
from trainer.core.check import Place, Problem, Trail

_BLANKS = frozenset("\t\n\r")
_LAST_POINT = 0x10FFFF
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")


def drawable(font: Path) -> frozenset[int]:
    """Return the code points that `font` (TrueType) has a glyph for; raise OSError, ValueError."""
    raw = font.read_bytes()
    try:
        start = _table(raw, b"cmap")
        points = set[int]()
        for index in range(struct.unpack_from(">H", raw, start + 2)[0]):
            offset = start + struct.unpack_from(">I", raw, start + 4 + 8 * index + 4)[0]
            points |= _subtable(raw, offset)
    except struct.error:
        raise ValueError(f"{font.name} is cut off") from None
    return frozenset(points)


def undrawable(document: Document, text: str, points: frozenset[int]) -> Iterator[Problem]:
    """Yield a problem for each character of a file that cannot be seen, or that is not among `points`.

    An empty `points` means that the font is not there; then only what nobody can see is refused.
    """
    if "\\" not in text and not _doubtful(text, points):
        return
    told = set[str]()
    for path, words in _texts(document.value, ()):
        for character in sorted(_doubtful(words, points) - told):
            told.add(character)
            place = _search(text, character, document.place(path))
            code, name = "G502", f"看不见的字符（U+{ord(character):04X}）"
            if unicodedata.category(character) not in _UNSEEN:
                code, name = "G501", f"自带字体里没有的字「{character}」（U+{ord(character):04X}）"
            yield Problem(code, f"含有{name}", "删去或换一个字", place=place)


def _doubtful(text: str, points: frozenset[int]) -> set[str]:
    """Return the characters of a text that may not be shown."""
    return {
        c
        for c in set(text) - _BLANKS
        if (points and ord(c) not in points) or unicodedata.category(c) in _UNSEEN
    }


def _texts(value: object, path: Trail) -> Iterator[tuple[Trail, str]]:
    """Yield every text of a file, with its path; a key counts with its value."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key), key
            yield from _texts(item, (*path, key))


def _search(text: str, character: str, start: Place) -> Place:
    """Return where a character stands, from `start` on; `start` itself where it is written as an escape."""
    lines = text.split("\n")
    for number in range(start.line - 1, len(lines)):
        at = lines[number].find(character, start.column - 1 if number == start.line - 1 else 0)
        if at >= 0:
            return Place(start.file, number + 1, at + 1)
    return start


def _table(raw: bytes, tag: bytes) -> int:
    for index in range(struct.unpack_from(">H", raw, 4)[0]):
        name, _, offset, _ = struct.unpack_from(">4sIII", raw, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError("no character map in the font")


def _subtable(raw: bytes, at: int) -> set[int]:
    """Read format 12 (groups of code points) or 4 (segments of the first plane)."""
    points = set[int]()
    kind = struct.unpack_from(">H", raw, at)[0]
    if kind == 12:
        for index in range(struct.unpack_from(">I", raw, at + 12)[0]):
            first, last, _ = struct.unpack_from(">III", raw, at + 16 + 12 * index)
            points.update(range(first, min(last, _LAST_POINT) + 1))
    elif kind == 4:
        count = struct.unpack_from(">H", raw, at + 6)[0] // 2
        ends = struct.unpack_from(f">{count}H", raw, at + 14)
        starts = struct.unpack_from(f">{count}H", raw, at + 16 + 2 * count)
        for first, last in zip(starts, ends, strict=True):
            if last != 0xFFFF:
                points.update(range(first, last + 1))
    return points
