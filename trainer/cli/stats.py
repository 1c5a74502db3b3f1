"""The verb `stats`: a table of marks, as any spreadsheet writes it, and its statistics as JSON."""

import argparse
import csv
import io
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from trainer.cli.exits import Exit
from trainer.cli.output import print_json, tell
from trainer.core.errors import TrainerError
from trainer.core.items import analyse
from trainer.core.stats import MOST, Mark, Marks, Paper, band, describe

STDIN = "-"
MOST_BYTES = 32 << 20
MOST_ITEMS = 2_000
SHOWN = 20
SEPARATORS = (",", "\t", ";", "，", "；")
MAXIMA = ("max", "out_of", "满分")
TOTALS = ("总分", "合计", "总计", "total", "sum")
UNANSWERED = ("", "-", "—")
LEFT_OUT = ("na", "n/a", "未出")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


class MarksDamaged(TrainerError):
    """A table of marks that cannot be read: which cells, why, and the cure."""


@dataclass(frozen=True, slots=True)
class _Table:
    """The cells of a file, by line: the numbers that the lines have in the file, and trimmed texts."""

    name: str
    lines: tuple[tuple[int, tuple[str, ...]], ...]

    def refused(self, *sentences: str) -> MarksDamaged:
        """Return the error that says what is wrong, at most `SHOWN` sentences of it."""
        more = [f"还有 {len(sentences) - SHOWN} 处。"] if len(sentences) > SHOWN else []
        return MarksDamaged("\n".join([*(f"{self.name} {each}" for each in sentences[:SHOWN]), *more]))


def run(args: argparse.Namespace) -> int:
    """Print the statistics of a table of marks."""
    table = _table(*_read(args.file))
    marks = _marks(table, args.maxima)
    paper, items = describe(marks), analyse(marks, args.least)
    told: dict[str, Any] = {
        "unit": "分数按原分；其余比率 1 就是 100%",
        "people": len(marks.people),
        "least": args.least,
        "maxima": _origin(table, marks, args.maxima),
        "paper": asdict(paper),
        "items": [asdict(item) for item in items],
    }
    if args.pass_mark is not None:
        told["band"] = asdict(band(marks, _pass_mark(args.pass_mark, marks), paper.sem))
    print_json(told)
    for sentence in _notes(table, marks, paper, args):
        tell(sentence)
    return Exit.OK


def _read(file: str) -> tuple[str, bytes]:
    if file == STDIN:
        if sys.stdin is None:
            return "标准输入", b""
        if sys.stdin.isatty():
            tell("请输入分数表（CSV），另起一行按 Ctrl-D（Windows 按 Ctrl-Z 再回车）结束。")
        return "标准输入", sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(file).open("rb") as opened:
            return file, opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise MarksDamaged(f"打不开 {file}：{error.strerror}。请核对文件名。") from None


def _table(name: str, raw: bytes) -> _Table:
    """Split a file into cells, by the separator that its first line has most of; raise MarksDamaged."""
    text = _decoded(name, raw)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[tuple[int, tuple[str, ...]]] = []
    begins = 1  # a cell in quotation marks may run over several lines
    try:
        for row in reader:
            cells = tuple(cell.strip() for cell in row)
            if any(cells):
                lines.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error:
        raise MarksDamaged(f"{name} 第 {begins} 行读不出来。请检查引号是否成对。") from None
    return _Table(name, tuple(lines))


def _decoded(name: str, raw: bytes) -> str:
    if len(raw) > MOST_BYTES:
        raise MarksDamaged(f"{name} 太大：最多 {MOST_BYTES >> 20} MB。请分成几个文件。")
    unicode = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    for encoding in (unicode, "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise MarksDamaged(f"{name} 不是 CSV 表格。请用表格软件另存为 CSV（UTF-8 或 GBK 编码）。")


def _marks(table: _Table, given: Sequence[float] | None) -> Marks:
    """Return the marks of a table; raise MarksDamaged, which names every bad cell."""
    items = _heads(table)
    best_line = _best_line(table)
    if best_line and given:
        raise table.refused(f"第 {best_line[0]} 行已有满分。请删去这一行，或不写 --maxima。")
    lines = table.lines[2 if best_line else 1 :]
    if not lines:
        raise table.refused("没有人的分数。请从第 2 行起一行写一个人。")
    wrong: list[str] = []
    maxima = _maxima(table, items, best_line, given, wrong)
    people = [(number, cells[0], _row(number, cells, items, maxima, wrong)) for number, cells in lines]
    if wrong:
        raise table.refused(*wrong)
    rows = [row for _, _, row in people]
    return Marks(items, rows, maxima or _guessed(rows, len(items)), [name for _, name, _ in people])


def _heads(table: _Table) -> tuple[str, ...]:
    """Return the ids of the items, from the first line; raise MarksDamaged."""
    if not table.lines:
        raise table.refused("是空的。第 1 行写题号，下面一行写一个人的分数。")
    number, cells = table.lines[0]
    while cells and not cells[-1]:
        cells = cells[:-1]
    ids = cells[1:]
    wrong = [f"第 {number} 行第 {at} 列没有题号。请补上。" for at, id in enumerate(ids, 2) if not id]
    wrong += [f"第 {number} 行的题号「{id}」写了两次。请改成不同的。" for id in _twice(ids) if id]
    wrong += [
        f"第 {number} 行第 {at} 列「{id}」是合计，不是题目。请删去这一列。"
        for at, id in enumerate(ids, 2)
        if id.casefold() in TOTALS
    ]
    if not ids:
        wrong = [f"第 {number} 行没有题号。第一列写人名，后面一列一道题，用逗号、分号或制表符隔开。"]
    if len(ids) > MOST_ITEMS:
        wrong = [f"有 {len(ids)} 列，最多 {MOST_ITEMS} 道题。请一行写一个人、一列写一道题。"]
    if wrong:
        raise table.refused(*wrong)
    return ids


def _maxima(
    table: _Table,
    items: tuple[str, ...],
    line: tuple[int, tuple[str, ...]] | None,
    given: Sequence[float] | None,
    wrong: list[str],
) -> tuple[float, ...] | None:
    """Return the best marks from the line of them, or as given; add what is wrong with the line."""
    if given is not None:
        if len(given) not in (1, len(items)):
            raise table.refused(
                f"有 {len(items)} 道题，--maxima 写了 {len(given)} 个数。请补齐，或只写一个。"
            )
        return tuple(given) * (len(items) if len(given) == 1 else 1)
    if line is None:
        return None
    number, cells = line
    if not _has_room(number, cells, items, wrong):
        return None
    best = [_number(cell) for cell in cells[1 : len(items) + 1]]
    wrong += [
        f"第 {number} 行第 {at} 列（{id}）：满分「{cells[at - 1]}」不对。请写不小于 0 的数字。"
        for at, (id, mark) in enumerate(zip(items, best, strict=True), 2)
        if mark is None or mark < 0
    ]
    return tuple(mark or 0.0 for mark in best)


def _row(
    number: int,
    cells: tuple[str, ...],
    items: tuple[str, ...],
    maxima: Sequence[float] | None,
    wrong: list[str],
) -> list[Mark]:
    """Return a person's marks; add what is wrong with them."""
    if not cells[0]:
        wrong.append(f"第 {number} 行没有人名。请在第一列补上。")
    if not _has_room(number, cells, items, wrong):
        return []
    marks: list[Mark] = []
    for at, (id, cell) in enumerate(zip(items, cells[1:], strict=False), 2):
        mark = None if cell.casefold() in LEFT_OUT else 0.0 if cell in UNANSWERED else _number(cell)
        place = f"第 {number} 行第 {at} 列（{id}）"
        if mark is None and cell.casefold() not in LEFT_OUT:
            wrong.append(f"{place}：「{cell}」不是分数。请写数字；没答就留空，卷子里没有这道题写 NA。")
        elif mark is not None and maxima and mark > maxima[at - 2]:
            wrong.append(f"{place}：{cell} 分超过满分 {maxima[at - 2]:g}。请改分数或满分。")
        marks.append(mark)
    if all(cell.casefold() in LEFT_OUT for cell in cells[1 : len(items) + 1]):
        wrong.append(f"第 {number} 行一道题也没有。请删去这一行。")
    return marks


def _has_room(number: int, cells: tuple[str, ...], items: tuple[str, ...], wrong: list[str]) -> bool:
    """Tell whether a line has a cell for every item and nothing beside them; else add what is wrong."""
    width = len(items) + 1
    if len(cells) >= width and not any(cells[width:]):
        return True
    wrong.append(
        f"第 {number} 行有 {len(cells)} 列，题号那一行有 {width} 列。请补齐（没答就留空）或删去多余的。"
    )
    return False


def _number(cell: str) -> float | None:
    if not _NUMBER.fullmatch(cell):
        return None
    found = float(cell)
    return found if abs(found) <= MOST else None


def _guessed(rows: Sequence[Sequence[Mark]], items: int) -> tuple[float, ...] | None:
    """Take items for right or wrong (one point each) where no mark says otherwise."""
    marks = {mark for row in rows for mark in row if mark is not None}
    return (1.0,) * items if all(0 <= mark <= 1 for mark in marks) else None


def _pass_mark(given: tuple[float, bool], marks: Marks) -> float:
    """Return the pass mark in points; raise MarksDamaged for per cent of an unknown best total."""
    number, is_percent = given
    if not is_percent:
        return number
    if marks.out_of is None:
        raise MarksDamaged(
            "合格线写的是百分比，但不知道总分是多少。请加一行 max 写每题满分，或把合格线写成分数。"
        )
    return number * marks.out_of / 100


def _notes(table: _Table, marks: Marks, paper: Paper, args: argparse.Namespace) -> Iterator[str]:
    """Yield what a reader of the figures has to know."""
    if paper.n < args.least:
        yield f"只有 {paper.n} 份答卷，少于 {args.least} 份，各题的数字不给（enough 是 false）。"
    if None in marks.maxima:
        yield "没有写每题满分，易度和权重算不出来。请加一行 max，或用 --maxima。"
    elif _origin(table, marks, args.maxima) == "assumed":
        yield "没有写每题满分，分数都在 0 到 1 之间，按每题 1 分算。"
    if not marks.whole:
        yield "有些卷子里没有某些题（NA）：每道题只算有这道题的人，α 按两两都有的题算。"
    for number, cells in table.lines[1:]:
        if all(cell in UNANSWERED for cell in cells[1:]):
            yield f"第 {number} 行（{cells[0]}）全部空白，按 0 分算。缺考的人请删去这一行。"


def _best_line(table: _Table) -> tuple[int, tuple[str, ...]] | None:
    """Return the line of the best marks, where the second line is one."""
    return next((line for line in table.lines[1:2] if line[1][0].casefold() in MAXIMA), None)


def _origin(table: _Table, marks: Marks, given: Sequence[float] | None) -> str | None:
    """Tell where the best marks come from: the option, the file, or assumed to be one point each."""
    if given:
        return "option"
    if _best_line(table):
        return "file"
    return None if None in marks.maxima else "assumed"


def _twice(ids: Sequence[str]) -> list[str]:
    return [id for id in dict.fromkeys(ids) if ids.count(id) > 1]
