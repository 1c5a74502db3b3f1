"""Which characters the bundled font can draw, read from its character map."""

import struct
from pathlib import Path

FONT = "assets/fonts/NotoSansSC-Regular-gbk.ttf"


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
            points.update(range(first, last + 1))
    elif kind == 4:
        count = struct.unpack_from(">H", raw, at + 6)[0] // 2
        ends = struct.unpack_from(f">{count}H", raw, at + 14)
        starts = struct.unpack_from(f">{count}H", raw, at + 16 + 2 * count)
        for first, last in zip(starts, ends, strict=True):
            if last != 0xFFFF:
                points.update(range(first, last + 1))
    return points
