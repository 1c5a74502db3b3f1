"""The heat map person × rule, in as many pictures as pages need: each cell has its figure."""

from collections.abc import Iterator, Sequence
from math import ceil, floor

from trainer.reports.charts import PAGE
from trainer.reports.drawing import INK, LINE, PAPER, SUB, Box, Drawing, Shape, Words, drawing, shortened
from trainer.reports.hallsheets import Heat, HeatRow

LEAST = 5
"""Cells of fewer answers are not coloured."""
MOST_ROWS, MOST_RULES = 40, 24
_NAME, _HEAD, _ROW, _FOOT = 92.0, 136.0, 17.0, 20.0
_LOW, _MIDDLE, _HIGH = (0xF6, 0xC4, 0xBC), (0xFB, 0xEC, 0xD2), (0xC4, 0xE4, 0xCF)


def heat_maps(heat: Heat) -> tuple[Drawing, ...]:
    """Return the map in blocks of people and rules that fit on a page."""
    return tuple(
        _block(heat, rows, first)
        for first in range(0, len(heat.rules), MOST_RULES)
        for rows in _batches(heat.rows)
    )


def shade(share: float) -> str:
    """Return the ground of a cell: reddish at 0, yellowish half way, greenish at 1."""
    low, high, part = (_LOW, _MIDDLE, share * 2) if share < 0.5 else (_MIDDLE, _HIGH, min(share, 1.0) * 2 - 1)
    mixed = (round(a + (b - a) * part) for a, b in zip(low, high, strict=True))
    return "#" + "".join(f"{tone:02x}" for tone in mixed)


def _batches(rows: Sequence[HeatRow]) -> Iterator[tuple[HeatRow, ...]]:
    """Yield the rows in as few batches as fit, each as long as the others."""
    count = ceil(len(rows) / ceil(len(rows) / MOST_ROWS)) if rows else 1
    for first in range(0, len(rows), count):
        yield tuple(rows[first : first + count])


def _block(heat: Heat, rows: Sequence[HeatRow], first: int) -> Drawing:
    rules = heat.rules[first : first + MOST_RULES]
    told = f"热力图：{len(rows)} 人 × {len(rules)} 条规则，格里是答对的百分数"
    height = _HEAD + _ROW * len(rows) + _FOOT
    return drawing((PAGE, height), told, _shapes(rules, rows, first))


def _shapes(rules: Sequence[tuple[str, str]], rows: Sequence[HeatRow], first: int) -> Iterator[Shape]:
    wide = min((PAGE - _NAME) / len(rules), 46.0)
    for column, (id, title) in enumerate(rules):
        x = _NAME + (column + 0.5) * wide + 4
        yield Words(x, _HEAD - 5, shortened(title or id, 10, _HEAD - 10), 10, SUB, turned=True)
    for number, row in enumerate(rows):
        y = _HEAD + number * _ROW
        yield Words(_NAME - 6, y + 12.5, shortened(row.name, 11, _NAME - 8), 11, INK, "end")
        for column, (share, n) in enumerate(row.cells[first : first + len(rules)]):
            yield from _cell(_NAME + column * wide, y, wide, share if n else None, n)
    foot = f"格里是答对的百分数；不足 {LEAST} 次的不上色，加括号；— 没有答过"
    yield Words(_NAME, _HEAD + _ROW * len(rows) + 14, foot, 10, SUB)


def _cell(x: float, y: float, wide: float, share: float | None, n: int) -> Iterator[Shape]:
    few = share is None or n < LEAST
    yield Box(x, y, wide, _ROW, PAPER if few or share is None else shade(share), LINE)
    figure = "—" if share is None else f"{floor(share * 100 + 0.5)}"
    words = f"({figure})" if few and share is not None else figure
    yield Words(x + wide / 2, y + 12, words, 9.5, SUB if few else INK, "middle")
