"""A sheet of a spreadsheet as rows of texts, from CSV or XLSX, with limits that end a hostile file early."""

import csv
import io
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, LargeZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from trainer.core.errors import TrainerError

MOST_BYTES = 5 << 20
MOST_UNPACKED = 16 << 20
MOST_PARTS = 2_000
MOST_ROWS = 5_000
MOST_COLUMNS = 100
_HEAD_ROOM = 50  # rows for a title and the like, above those that count
SEPARATORS = (",", ";", "\t", "，", "；")
BROKEN = (
    *(BadZipFile, LargeZipFile, InvalidFileException, ParseError, zlib.error),
    *(ArithmeticError, AttributeError, EOFError, LookupError, NotImplementedError, RuntimeError),
    *(TypeError, ValueError),
)
"""What a damaged workbook can end in: openpyxl lets through whatever it stumbles over."""

Cell = tuple[int, int]
"""A row and a column, both from 1."""


class SheetUnreadable(TrainerError):
    """A file that is no table, or one too large: which, why, and the cure."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows from the first one on, each cell a trimmed text; `merged` are cells that a merged one covers.

    `formulas` are cells with a formula that no program has computed yet, `wrong` those with an error.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: frozenset[Cell] = frozenset()
    formulas: frozenset[Cell] = frozenset()
    wrong: frozenset[Cell] = frozenset()


def read_sheets(path: Path) -> tuple[list[Sheet], list[str]]:
    """Read the visible sheets of a workbook, or a CSV file each way that it can be separated.

    Return them with the names of those that are hidden; raise SheetUnreadable.
    """
    data = _bytes(path)
    if data.startswith(b"PK\x03\x04"):
        return _workbook(path, data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetUnreadable(
            f"{path.name} 是旧版 Excel 文件，或者加了密码。请去掉密码，另存为 .xlsx 或 CSV 再导入。"
        )
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        raise _damaged(path)
    return _separated(path, data), []


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise SheetUnreadable(
                f"{path.name} 太大（{size >> 20} MB）：最多 {MOST_BYTES >> 20} MB。请只留名单那一张表。"
            )
        return path.read_bytes()
    except OSError as error:
        raise SheetUnreadable(f"打不开 {path}：{error.strerror}。请核对文件名。") from error


def _separated(path: Path, data: bytes) -> list[Sheet]:
    text = _decoded(path, data)
    return [Sheet(path.name, tuple(_csv_rows(path, text, mark))) for mark in SEPARATORS if mark in text] or [
        Sheet(path.name, tuple(_csv_rows(path, text, ",")))
    ]


def _decoded(path: Path, data: bytes) -> str:
    unicode = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    for encoding in (unicode, "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SheetUnreadable(f"{path.name} 不是表格。请另存为 CSV（UTF-8 或 GBK 编码）或 .xlsx。")


def _csv_rows(path: Path, text: str, separator: str) -> Iterator[tuple[str, ...]]:
    number = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
            _require_room(path, number)
            yield tuple(cell.strip() for cell in row[:MOST_COLUMNS])
    except csv.Error as error:
        raise SheetUnreadable(
            f"{path.name} 第 {number + 1} 行读不出来：可能是引号没有成对。请改好或另存为 .xlsx。"
        ) from error


def _workbook(path: Path, data: bytes) -> tuple[list[Sheet], list[str]]:
    _require_small(path, data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that openpyxl leaves out: none of them holds a name
        try:
            return _sheets(path, data)
        except BROKEN as error:
            raise _damaged(path) from error


def _require_small(path: Path, data: bytes) -> None:
    """Refuse what unpacks to far more than a list of people (zipfile reads no more than is declared)."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except BROKEN as error:
        raise _damaged(path) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise SheetUnreadable(f"{path.name} 解开后太大，不像名单。请把名单复制到一个新的表格文件再导入。")


def _sheets(path: Path, data: bytes) -> tuple[list[Sheet], list[str]]:
    values = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    written = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    try:
        shown = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"]
        hidden = [sheet.title for sheet in values.worksheets if sheet.sheet_state != "visible"]
        read = [(sheet.title, _cells(path, sheet)) for sheet in shown]
        formulas = {sheet.title: _formulas(written[sheet.title]) for sheet in shown}
    finally:
        values.close()
        written.close()
    merged = _merged(data)
    return [_sheet(name, cells, formulas[name], merged.get(name, {})) for name, cells in read], hidden


def _cells(path: Path, sheet: Any) -> list[list[Any]]:
    rows = []
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        _require_room(path, number, is_empty=not any(value is not None for value in row))
        if number < MOST_ROWS + _HEAD_ROOM:
            rows.append(list(row))
    return rows


def _formulas(sheet: Any) -> frozenset[Cell]:
    rows = sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS + _HEAD_ROOM)
    return frozenset(
        (place, column)
        for place, row in enumerate(rows, 1)
        for column, cell in enumerate(row, 1)
        if cell.data_type == "f"
    )


def _merged(data: bytes) -> dict[str, dict[Cell, Cell]]:
    """Return by sheet the cells that a merged one covers, with the one that holds the value.

    A reader of streams does not know of them, so the workbook is loaded whole, once it is known to be
    small, and only where something is merged at all.
    """
    with ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        if not any(b"<mergeCell " in archive.read(name) for name in sheets):
            return {}
    whole = load_workbook(io.BytesIO(data), data_only=True)
    return {
        sheet.title: {
            (row, column): (merged.min_row, merged.min_col)
            for merged in sheet.merged_cells.ranges
            for row in range(merged.min_row, min(merged.max_row, MOST_ROWS + _HEAD_ROOM) + 1)
            for column in range(merged.min_col, min(merged.max_col, MOST_COLUMNS) + 1)
            if (row, column) != (merged.min_row, merged.min_col)
        }
        for sheet in whole.worksheets
    }


def _sheet(name: str, cells: list[list[Any]], formulas: frozenset[Cell], merged: dict[Cell, Cell]) -> Sheet:
    for (row, column), (top, left) in merged.items():
        if row <= len(cells) and column <= len(cells[row - 1]):
            cells[row - 1][column - 1] = cells[top - 1][left - 1]
    uncomputed = {(row, at) for row, at in formulas if _at(cells, row, at) is None}
    wrong = {
        (row, column)
        for row, values in enumerate(cells, 1)
        for column, value in enumerate(values, 1)
        if isinstance(value, str) and value.startswith("#") and value.rstrip("!?").isupper()
    }
    rows = tuple(tuple(_text(value) for value in values) for values in cells)
    return Sheet(name, rows, frozenset(merged), frozenset(uncomputed), frozenset(wrong))


def _at(cells: list[list[Any]], row: int, column: int) -> Any:
    return cells[row - 1][column - 1] if row <= len(cells) and column <= len(cells[row - 1]) else None


def _text(value: Any) -> str:
    """Write a cell as it is read: a staff number that the spreadsheet took for a number has no decimals."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _require_room(path: Path, number: int, *, is_empty: bool = False) -> None:
    if number >= MOST_ROWS + _HEAD_ROOM and not is_empty:
        raise SheetUnreadable(f"{path.name} 的行太多：最多 {MOST_ROWS} 个人。请分成几个文件导入。")


def _damaged(path: Path) -> SheetUnreadable:
    return SheetUnreadable(f"{path.name} 不是完好的 .xlsx 表格。请用表格软件打开，另存一份再导入。")
