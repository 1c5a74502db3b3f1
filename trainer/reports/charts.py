"""The charts of the sheets: radar, histogram, progress and bars. Each says in words what it shows.

Colour never tells alone: figures stand beside the shapes, and a second line is dashed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin

from trainer.reports.drawing import (
    ACCENT,
    ACCENT_SOFT,
    EDGE,
    HALL,
    HOT,
    INK,
    LINE,
    SUB,
    Anchor,
    Box,
    Dot,
    Drawing,
    Path,
    Point,
    Shape,
    Words,
    drawing,
    line,
    shortened,
)
from trainer.reports.telling import percent

PAGE = 664.0
"""The width of a page between its margins."""
RADAR = (PAGE, 244.0)
_REACH = 88.0
_RINGS = (0.25, 0.5, 0.75, 1.0)
_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 14.0, 22.0, 34.0
_STEP = 10


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of a radar: shares from 0 to 1, the hall's own where it is known."""

    name: str
    share: float | None
    hall: float | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it stands for, how long it is, and its figure in words."""

    name: str
    value: float
    figure: str


def radar(axes: Sequence[Axis]) -> Drawing:
    """Return the competences of a person against the hall; with less than three axes there is no shape."""
    told = "；".join(f"{axis.name} {_beside_hall(axis, '，')}" for axis in axes)
    return drawing(RADAR, f"能力雷达图：{told}", _radar(axes))


def _beside_hall(axis: Axis, between: str) -> str:
    hall = f"{between}全厅 {percent(axis.hall)}" if axis.hall is not None else ""
    return f"{percent(axis.share)}{hall}"


def _radar(axes: Sequence[Axis]) -> Iterator[Shape]:
    rows = range(len(axes))
    for part in _RINGS:
        yield Path(tuple(_spoke(row, len(axes), part) for row in rows), LINE, 0.8, closed=True)
    for row in rows:
        yield line(_spoke(row, len(axes), 0), _spoke(row, len(axes), 1), LINE, 0.8)
    if any(axis.hall is not None for axis in axes):
        yield _web([axis.hall for axis in axes], HALL, "")
    yield _web([axis.share for axis in axes], ACCENT, ACCENT)
    for row, axis in enumerate(axes):
        if axis.share is not None:
            yield Dot(*_spoke(row, len(axes), axis.share), 2.5, ACCENT)
        yield from _axis_words(row, len(axes), axis)


def _web(shares: Sequence[float | None], ink: str, fill: str) -> Path:
    points = tuple(_spoke(row, len(shares), share) for row, share in enumerate(shares) if share is not None)
    return Path(points, ink, 1.6, fill, 0.18, closed=True, dash=not fill)


def _spoke(row: int, of: int, part: float) -> Point:
    angle = 2 * pi * row / of - pi / 2
    return RADAR[0] / 2 + cos(angle) * _REACH * part, RADAR[1] / 2 + 6 + sin(angle) * _REACH * part


def _axis_words(row: int, of: int, axis: Axis) -> Iterator[Words]:
    x, y = _spoke(row, of, 1.1)
    side = cos(2 * pi * row / of - pi / 2)
    anchor: Anchor = "middle" if abs(side) < 0.01 else "start" if side > 0 else "end"
    above = sin(2 * pi * row / of - pi / 2) < -0.5
    y = y - 14 if above else y + 4
    yield Words(x, y, shortened(axis.name, 11, 96), 11, SUB, anchor)
    yield Words(x, y + 13, _beside_hall(axis, " / "), 11, INK, anchor, bold=True)


def histogram(percents: Sequence[float], pass_percent: float | None = None) -> Drawing:
    """Return how many people got how many per cent, in steps of ten; the pass mark is a dashed line."""
    counts = [0] * (100 // _STEP)
    for each in percents:
        counts[min(max(int(each // _STEP), 0), len(counts) - 1)] += 1
    names = [f"{low}–{low + _STEP}" for low in range(0, 100, _STEP)]
    told = "；".join(f"{name} 分 {count} 人" for name, count in zip(names, counts, strict=True) if count)
    return drawing((PAGE, 190), f"成绩分布：{told or '还没有成绩'}", _columns(names, counts, pass_percent))


def _columns(names: Sequence[str], counts: Sequence[int], mark: float | None) -> Iterator[Shape]:
    floor_y, room = 190 - _BOTTOM, PAGE - _LEFT - _RIGHT
    wide, most = room / len(names), max(*counts, 1)
    for i, (name, count) in enumerate(zip(names, counts, strict=True)):
        x, high = _LEFT + i * wide, (floor_y - _TOP) * count / most
        if count:
            yield Box(x + 4, floor_y - high, wide - 8, high, ACCENT_SOFT, ACCENT)
            yield Words(x + wide / 2, floor_y - high - 4, f"{count}", 11, INK, "middle", bold=True)
        yield Words(x + wide / 2, floor_y + 14, name, 10, SUB, "middle")
    yield line((_LEFT, floor_y), (PAGE - _RIGHT, floor_y), EDGE)
    yield Words(PAGE / 2, floor_y + 29, "得分（百分数）；柱上是人数", 10, SUB, "middle")
    if mark is not None:
        x = _LEFT + room * mark / 100
        yield line((x, 12), (x, floor_y), HOT, 1.2, dash=True)
        yield Words(x - 4, 14, f"合格线 {mark:g}%", 10, HOT, "end")


def progress(points: Sequence[tuple[str, float | None, int]], told: str) -> Drawing:
    """Return a line over time: a point is its name, its share (None leaves a gap) and of how many."""
    words = "；".join(f"{name} {percent(share)}（{n} 次）" for name, share, n in points)
    return drawing((PAGE, 190), f"{told}：{words}", _progress(points))


def _progress(points: Sequence[tuple[str, float | None, int]]) -> Iterator[Shape]:
    floor_y, right = 190 - _BOTTOM, PAGE - _RIGHT
    for ring in (0.0, *_RINGS):
        y = floor_y - (floor_y - _TOP) * ring
        yield line((_LEFT, y), (right, y), LINE if ring else EDGE, 0.8)
        yield Words(_LEFT - 6, y + 4, percent(ring), 10, SUB, "end")
    wide = (right - _LEFT) / max(len(points), 1)
    places = [
        None if share is None else (_LEFT + (i + 0.5) * wide, floor_y - (floor_y - _TOP) * share)
        for i, (_, share, _) in enumerate(points)
    ]
    for before, after in pairwise(places):
        if before and after:
            yield line(before, after, ACCENT, 1.8)
    for i, ((name, share, n), place) in enumerate(zip(points, places, strict=True)):
        x = _LEFT + (i + 0.5) * wide
        if place:
            yield Dot(*place, 3, ACCENT)
            yield Words(x, place[1] - 7, percent(share), 10, INK, "middle", bold=True)
        yield Words(x, floor_y + 14, shortened(name, 10, wide), 10, SUB, "middle")
        yield Words(x, floor_y + 27, f"n={n}", 9, SUB, "middle")


def bars(rows: Sequence[Bar], told: str) -> Drawing:
    """Return bars below each other, the longest as long as there is room."""
    words = "；".join(f"{bar.name} {bar.figure}" for bar in rows)
    return drawing((PAGE, 22.0 * max(len(rows), 1) + 4), f"{told}：{words}", _bars(rows))


def _bars(rows: Sequence[Bar]) -> Iterator[Shape]:
    names, figures = 250.0, 110.0
    most = max((bar.value for bar in rows), default=0) or 1
    for i, bar in enumerate(rows):
        y, long = 22.0 * i + 2, (PAGE - names - figures) * max(bar.value, 0) / most
        yield Words(names - 8, y + 14, shortened(bar.name, 11, names - 8), 11, INK, "end")
        yield Box(names, y + 3, long, 14, ACCENT_SOFT, ACCENT)
        yield Words(names + long + 6, y + 14, bar.figure, 11, INK)
