"""Tables become a workbook: real numbers and dates, text that never becomes a formula, whole or not at all.

Rows are written one by one and kept on the disk meanwhile, so that a table of a million rows needs no
more memory than a small one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]

from trainer.core.errors import TrainerError
from trainer.reports.files import part_of
from trainer.reports.progress import Progress, unwatched
from trainer.reports.xlsxcells import Rows, Way, moment_way, number_way

Cell = str | int | float | Fraction | date | datetime | None
Kind = Literal["text", "number", "percent", "day", "moment", "any"]

MOST_ROWS = 1_048_575
"""The rows of a worksheet below its head."""
STEP = 500
"""Progress is told once in so many rows."""
_FORMATS: dict[Kind, str] = {
    "number": "General",
    "percent": "0.0%",
    "day": 'yyyy"年"m"月"d"日"',
    "moment": 'yyyy"年"m"月"d"日" h:mm',
}


class TooManyRows(TrainerError):
    """A worksheet cannot hold so many rows: how many it can, and what to do."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, how many letters wide it is, and what stands in it; a percent is a share of 1.

    In an "any" column each cell is what it is.
    """

    title: str
    width: float = 10
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A worksheet: `rows` are taken one by one, `count` is how many; `frozen` columns stay in sight."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    count: int
    frozen: int = 1


def write_workbook(
    path: Path, tables: Sequence[Table], made: datetime, progress: Progress = unwatched
) -> Path:
    """Write the tables as worksheets; raise NotWritten, TooManyRows, or what `progress` raises.

    `made` is the moment the file bears. A file that stood there before stays until this one is whole.
    """
    for table in tables:
        if table.count > MOST_ROWS:
            told = f"《{table.name}》有 {table.count} 行，一张表最多 {MOST_ROWS} 行。"
            raise TooManyRows(f"{told}请缩短时间范围再导出。")
    total = sum(table.count for table in tables)
    with part_of(path) as part, TemporaryDirectory() as folder:
        book = Workbook(part, {"constant_memory": True, "tmpdir": folder})
        book.set_properties({"created": made})
        try:
            _fill(book, tables, lambda done: progress(done, total))
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None
        finally:
            for sheet in book.worksheets():
                sheet.let_go()
        progress(total, total)
    return path


def _fill(book: Workbook, tables: Sequence[Table], told: Callable[[int], None]) -> None:
    looks = {kind: book.add_format({"num_format": code}) for kind, code in _FORMATS.items()}
    head = book.add_format({"bold": True, "bg_color": "#e9eef0", "border": 1, "border_color": "#b9bec2"})
    done = 0
    for table in tables:
        sheet = book.add_worksheet(table.name, Rows)
        sheet.freeze_panes(1, table.frozen)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, column.width)
        sheet.put(0, [sheet.text_way(head)] * len(table.columns), [each.title for each in table.columns])
        ways = [_way(sheet, column.kind, looks) for column in table.columns]
        number = 0
        for number, row in enumerate(table.rows, 1):
            sheet.put(number, ways, row)
            if number % STEP == 0:
                told(done + number)
        sheet.end(number + 1, len(table.columns))
        sheet.autofilter(0, 0, number, len(table.columns) - 1)
        done += number
        told(done)


def _way(sheet: Rows, kind: Kind, looks: Mapping[Kind, Format]) -> Way:
    """Return how the cells of a column are written."""
    if kind == "text":
        return sheet.text_way()
    if kind == "any":
        return _any_way(sheet, looks)
    return moment_way(looks[kind]) if kind in ("day", "moment") else number_way(looks[kind])


def _any_way(sheet: Rows, looks: Mapping[Kind, Format]) -> Way:
    number = number_way(looks["number"])
    ways: dict[type, Way] = {
        str: sheet.text_way(),
        datetime: moment_way(looks["moment"]),
        date: moment_way(looks["day"]),
    }

    def write(cell: Any) -> str:
        return ways.get(type(cell), number)(cell)

    return write
