"""The results of a company's check in a spreadsheet: where they stand, and each row read or named bad."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from trainer.core.composite import Inspected
from trainer.core.errors import TrainerError
from trainer.store.people import folded_number
from trainer.training.people import Colleague
from trainer.training.staff import BadRow
from trainer.training.staffrows import BadCell
from trainer.training.staffsheet import Sheet, read_sheets

T = TypeVar("T")
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "姓名": ("姓名", "名字", "员工姓名", "员工", "被检查人", "name"),
    "工号": ("工号", "员工号", "员工编号", "人员编号", "编号", "number"),
    "日期": ("日期", "检查日期", "检查时间", "考核日期", "时间", "date"),
    "得分": ("得分", "检查得分", "分数", "成绩", "score"),
    "满分": ("满分", "总分值", "满分值", "outof"),
    "备注": ("备注", "说明", "扣分原因", "检查情况", "remark"),
}
_HEADER_WITHIN = 20
_LONGEST_REMARK = 100
_MARK = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,2})?")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?: 0?0:00(?::00)?)?")


class NoResults(TrainerError):
    """A file in which no results are found, or that leaves out what nobody told."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What the file does not tell and somebody told beside it: the day, and what is the whole."""

    day: date | None = None
    out_of: Fraction | None = None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row: its number as the spreadsheet counts, the texts by column, and columns that cannot be read."""

    number: int
    texts: Mapping[str, str]
    unread: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return the text of a column; "" where the sheet does not have it."""
        return self.texts.get(column, "")


@dataclass(frozen=True, slots=True)
class Found:
    """The results that were found in a file, with the hash of what its rows say."""

    rows: tuple[ResultRow, ...]
    digest: str
    notes: tuple[str, ...]


def find_results(path: Path, missing: Missing) -> Found:
    """Find the results in the first visible sheet that has some; raise SheetUnreadable, NoResults."""
    sheets, hidden = read_sheets(path)
    for sheet in sheets:
        at, columns = _header(sheet)
        if not at:
            continue
        rows = tuple(_rows(sheet, at, columns))
        if not rows:
            raise NoResults(f"{path.name} 的表头下面没有成绩。请填好再导入。")
        _require_told(path, columns, missing)
        notes = [f"隐藏的工作表“{name}”没有读" for name in hidden]
        digest = hashlib.sha256(repr([row.texts for row in rows]).encode("utf-8", "replace")).hexdigest()
        return Found(rows, digest, tuple(notes))
    raise NoResults(
        f"{path.name} 里没有找到成绩：前 {_HEADER_WITHIN} 行里要有一行写着“姓名（或工号）”和“得分”。"
    )


class CheckRows:
    """Judges row after row against the people of the hall and the rows before."""

    def __init__(self, people: Sequence[Colleague], missing: Missing, today: date) -> None:
        self._names = {each.name: each for each in people}
        self._numbers = {each.number: each for each in people if each.number}
        self._missing, self._today = missing, today
        self._seen: dict[tuple[int, date], int] = {}
        self.rows: list[Inspected] = []
        self.people: list[Colleague] = []
        self.bad: list[BadRow] = []

    def take(self, row: ResultRow) -> None:
        """Judge a row: it becomes a result, or everything that is wrong with it."""
        wrong = [BadCell(name, what, "请改成文字或数字") for name, what in row.unread.items()]
        person, day = _tried(self._person, row, wrong), _tried(self._day, row, wrong)
        out_of = _tried(self._out_of, row, wrong)
        got = _tried(partial(_got, out_of=out_of), row, wrong)
        if person and day:
            wrong += self._twice(row, person, day)
        if person and day and out_of is not None and got is not None and not wrong:
            self.rows.append(Inspected(person.id, day, got, out_of, row.text("备注")[:_LONGEST_REMARK]))
            self.people.append(person)
        self.bad += [BadRow(row.number, each.column, each.what, each.cure) for each in wrong]

    def _person(self, row: ResultRow) -> Colleague:
        name, number = row.text("姓名"), folded_number(row.text("工号"))
        if not name and not number:
            raise BadCell("姓名", "姓名和工号都没有写", "请补上一个")
        by_name, by_number = self._names.get(" ".join(name.split())), self._numbers.get(number)
        if number and by_number is None:
            raise BadCell("工号", f"本厅没有工号 {number[:20]}", "请核对，或先在人员页面登记")
        found = by_number or by_name
        if found is None:
            raise BadCell("姓名", f"本厅没有“{name[:20]}”", "请核对，或先在人员页面登记")
        if name and found is not by_name:
            raise BadCell(
                "姓名", f"工号 {number} 是{found.name}，不是“{name[:20]}”", "请核对这一行是谁的成绩"
            )
        return found

    def _day(self, row: ResultRow) -> date:
        text = row.text("日期")
        if not text and self._missing.day:
            return self._missing.day
        found = _DAY.fullmatch(text)
        try:
            day = date(*map(int, found.groups())) if found else None
        except ValueError:
            day = None
        if day is None:
            raise BadCell("日期", f"读不出“{text[:20]}”" if text else "没有写", "写成 2026-11-20 这样")
        if day > self._today:
            raise BadCell("日期", f"{day} 晚于今天", "请核对检查的日期")
        return day

    def _out_of(self, row: ResultRow) -> Fraction:
        text = row.text("满分")
        if not text and self._missing.out_of is not None:
            return self._missing.out_of
        if not _MARK.fullmatch(text) or not Fraction(text):
            raise BadCell("满分", f"读不出“{text[:20]}”" if text else "没有写", "写一个大于 0 的数，如 100")
        return Fraction(text)

    def _twice(self, row: ResultRow, person: Colleague, day: date) -> Iterator[BadCell]:
        first = self._seen.setdefault((person.id, day), row.number)
        if first != row.number:
            yield BadCell("姓名", f"{person.name}在 {day} 的成绩第 {first} 行已经有了", "一人一天只留一行")


def _got(row: ResultRow, out_of: Fraction | None) -> Fraction:
    text = row.text("得分")
    if not _MARK.fullmatch(text):
        told = f"读不出“{text[:20]}”" if text else "没有写"
        raise BadCell("得分", told, "写 0 到满分的数，最多两位小数，不带百分号")
    if out_of is not None and Fraction(text) > out_of:
        raise BadCell("得分", f"{text} 超过满分 {float(out_of):g}", "请核对得分和满分")
    return Fraction(text)


def _tried(read: Callable[[ResultRow], T], row: ResultRow, wrong: list[BadCell]) -> T | None:
    """Read a part of a row; None where it cannot be, and then what is wrong is kept."""
    try:
        return read(row)
    except BadCell as error:
        wrong.append(error)
        return None


def _header(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """Find the row with the names of the columns (0: none), and the place of each from 0."""
    for at, cells in enumerate(sheet.rows[:_HEADER_WITHIN], 1):
        columns: dict[str, int] = {}
        for place, cell in enumerate(cells):
            word = re.sub(r"[（(].*|[\s/、:：*_]", "", unicodedata.normalize("NFKC", cell).casefold())
            name = next((name for name, words in COLUMNS.items() if word in words), "")
            if name:
                columns.setdefault(name, place)
        if "得分" in columns and ("姓名" in columns or "工号" in columns):
            return at, columns
    return 0, {}


def _rows(sheet: Sheet, header: int, columns: Mapping[str, int]) -> Iterator[ResultRow]:
    for number, cells in enumerate(sheet.rows[header:], header + 1):
        texts = {
            name: unicodedata.normalize("NFKC", cells[place]).strip() if place < len(cells) else ""
            for name, place in columns.items()
        }
        unread = {
            name: what
            for name, place in columns.items()
            for found, what in ((sheet.formulas, "公式还没有算出结果"), (sheet.wrong, "公式出错"))
            if (number, place + 1) in found
        }
        if any(texts.values()) or unread:
            yield ResultRow(number, texts, unread)


def _require_told(path: Path, columns: Mapping[str, int], missing: Missing) -> None:
    """Demand the day and the whole, in the file or beside it: neither is ever taken for granted."""
    if "日期" not in columns and missing.day is None:
        raise NoResults(f"{path.name} 没有“日期”这一列。请补上，或在导入时写明检查的日期。")
    if "满分" not in columns and missing.out_of is None:
        raise NoResults(f"{path.name} 没有“满分”这一列。请补上，或在导入时写明满分是多少。")
