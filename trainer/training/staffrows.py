"""The list of staff in a sheet: where its header stands, which column is which, and each row read."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from trainer.core.errors import TrainerError
from trainer.core.rights import Role
from trainer.store.errors import NameRefused
from trainer.store.people import Changes, proper_name
from trainer.training.people import LONGEST_TEAM, proper_number, proper_words
from trainer.training.staffsheet import MOST_ROWS, Sheet, read_sheets

FIELDS: Final = {"name": "姓名", "number": "工号", "team": "班组", "hall": "营业厅", "role": "角色"}
SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("姓名", "名字", "员工姓名", "员工", "人员", "name"),
    "number": ("工号", "员工号", "员工编号", "人员编号", "编号", "staffno", "number", "id"),
    "team": ("班组", "小组", "组别", "组", "team"),
    "hall": ("营业厅", "所属营业厅", "厅", "网点", "门店", "hall"),
    "role": ("角色", "身份", "岗位", "岗位角色", "职务", "职位", "role"),
}
ROLES: Final[Mapping[str, Role]] = {
    **dict.fromkeys(("学员", "营业员", "前台", "导购", "台席", "咨询", "受理", "员工", "trainee"), "trainee"),
    **dict.fromkeys(("主管", "值班主管", "值班经理", "经理", "店长", "厅经理", "班长"), "supervisor"),
    **dict.fromkeys(("supervisor",), "supervisor"),
    **dict.fromkeys(("管理员", "admin"), "admin"),
}
_HEADER_WITHIN = 20
_FORMULA = re.compile(r"^[=+@]|^-(?!\d|$)")


class NoList(TrainerError):
    """A file in which no list of staff is found."""


class BadCell(TrainerError):
    """What is wrong in a cell, and the cure; both without a full stop."""

    def __init__(self, column: str, what: str, cure: str) -> None:
        super().__init__(f"{column}：{what}。{cure}。")
        self.column, self.what, self.cure = column, what, cure


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: the texts of the fields that the sheet has, and those that cannot be read."""

    number: int
    texts: Mapping[str, str]
    merged: frozenset[str] = frozenset()
    formulas: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()

    def text(self, field: str) -> str:
        """Return the text of a field; "" where the sheet does not have it."""
        return self.texts.get(field, "")


@dataclass(frozen=True, slots=True)
class Listed:
    """The list that was found in a file."""

    file: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def find_list(path: Path) -> Listed:
    """Find the list in the first visible sheet that has one; raise SheetUnreadable, NoList."""
    sheets, hidden = read_sheets(path)
    for sheet in sheets:
        found = _header(sheet)
        if found is not None:
            at, columns = found
            notes = [*_notes(sheet, at, columns), *(f"隐藏的工作表“{name}”没有读" for name in hidden)]
            rows = tuple(_rows(sheet, at, columns))
            others = [each.name for each in sheets if each.name != sheet.name]
            notes += [f"只读了工作表“{sheet.name}”，没有读：{'、'.join(others)}"] if others else []
            _require_rows(path, rows)
            return Listed(path.name, rows, tuple(notes))
    raise NoList(f"{path.name} 里没有找到名单：前 {_HEADER_WITHIN} 行里要有一行写着“姓名”的表头。")


def read_row(row: Row) -> tuple[Changes, list[BadCell]]:
    """Read a row; return what it says, and everything that is wrong with it. The hall is read elsewhere."""
    read, wrong = Changes(name=""), [*_unreadable(row)]
    if wrong:
        return read, wrong
    for field in ("name", "number", "team", "role"):
        try:
            _read(row.text(field), field, read)
        except BadCell as error:
            wrong.append(error)
    return read, wrong


def _read(text: str, field: str, read: Changes) -> None:
    try:
        if field == "name":
            read["name"] = proper_name(text)
        elif text and field == "number":
            read["number"] = proper_number(text)
        elif text and field == "team":
            read["team"] = proper_words(text, "班组", LONGEST_TEAM)
        elif text:
            read["role"] = _role(text)
    except NameRefused as error:
        cure = "每行写一个人的姓名" if field == "name" else "请改好这一格"
        raise BadCell(FIELDS[field], str(error).rstrip("。"), cure) from None


def _role(text: str) -> Role:
    role = ROLES.get(_folded(text))
    if role is None:
        raise BadCell("角色", f"不认识“{text[:20]}”", "写“学员”或“主管”；不写就是学员")
    return role


def _unreadable(row: Row) -> Iterator[BadCell]:
    for field, text in row.texts.items():
        if field in row.merged and field in ("name", "number"):
            yield BadCell(FIELDS[field], "是合并的单元格", "请拆开，一人一行")
        elif field in row.formulas:
            yield BadCell(FIELDS[field], "公式还没有算出结果", "请用表格软件打开、存一次，或改成文字")
        elif field in row.wrong:
            yield BadCell(FIELDS[field], f"公式出错（{text}）", "请改成文字")
        elif _FORMULA.match(text):
            yield BadCell(FIELDS[field], f"“{text[:20]}”像是公式", "请改成文字，去掉开头的符号")


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Find the row with the names of the columns, and the place of each; 姓名 must be among them."""
    for at, cells in enumerate(sheet.rows[:_HEADER_WITHIN], 1):
        columns: dict[str, int] = {}
        ranks: dict[str, int] = {}
        for column, cell in enumerate(cells, 1):
            field, rank = _field(cell)
            if field and rank < ranks.get(field, len(SYNONYMS[field])):
                columns[field], ranks[field] = column, rank
        if "name" in columns:
            return at, columns
    return None


def _field(cell: str) -> tuple[str, int]:
    word = re.sub(r"[（(].*|[\s/、:：*]", "", _folded(cell))
    for field, words in SYNONYMS.items():
        if word in words:
            return field, words.index(word)
    return "", 0


def _rows(sheet: Sheet, header: int, columns: Mapping[str, int]) -> Iterator[Row]:
    for number, cells in enumerate(sheet.rows[header:], header + 1):
        texts = {field: cells[at - 1] if at <= len(cells) else "" for field, at in columns.items()}
        marks = [
            frozenset(field for field, at in columns.items() if (number, at) in found)
            for found in (sheet.merged, sheet.formulas, sheet.wrong)
        ]
        if any(texts.values()) or marks[1]:
            yield Row(number, texts, *marks)


def _notes(sheet: Sheet, header: int, columns: Mapping[str, int]) -> Iterator[str]:
    cells = sheet.rows[header - 1]
    left = [cell for at, cell in enumerate(cells, 1) if cell and at not in columns.values()]
    if left:
        yield f"没有用到的列：{'、'.join(left[:10])}"


def _require_rows(path: Path, rows: tuple[Row, ...]) -> None:
    if not rows:
        raise NoList(f"{path.name} 的表头下面没有人。请填好名单再导入。")
    if len(rows) > MOST_ROWS:
        raise NoList(f"{path.name} 有 {len(rows)} 人：最多 {MOST_ROWS} 人。请分成几个文件导入。")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
