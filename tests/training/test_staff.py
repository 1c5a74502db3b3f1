"""Importing staff: every bad row named, nothing half imported, and no file that takes the program down."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.training.roster import Clock, Place, make_quick, place_in
from trainer.core.rights import NotAllowed
from trainer.store import ledger
from trainer.store import people as rows
from trainer.training import people, staff, staffsheet
from trainer.training.people import Details
from trainer.training.staff import StaffPlan, StaffRefused
from trainer.training.staffrows import NoList
from trainer.training.staffsheet import SheetUnreadable

HEADER = ["姓名", "工号", "班组", "营业厅", "岗位/角色"]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    make_quick(monkeypatch)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with place_in(tmp_path / "厅", Clock()) as made:
        yield made


def csv_of(folder: Path, *lines: str, encoding: str = "utf-8-sig", name: str = "名单.csv") -> Path:
    path = folder / name
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def book_of(folder: Path, *sheet: list[Any]) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in sheet:
        book.active.append(row)
    return saved(book, folder)


def saved(book: Workbook, folder: Path) -> Path:
    path = folder / "名单.xlsx"
    book.save(path)
    book.close()
    return path


def dry(place: Place, path: Path) -> StaffPlan:
    return staff.dry_run(place.store, place.admin, path, 1)


def told(plan: StaffPlan) -> list[str]:
    return [str(bad) for bad in plan.bad]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "，"])
def test_csv_in_any_encoding_and_with_any_separator(
    place: Place, tmp_path: Path, encoding: str, separator: str
) -> None:
    lines = (["所在班组", "员工姓名", "工 号"], ["一班", "李四", "2001"], ["", "王五", ""])
    path = csv_of(tmp_path, *(separator.join(line) for line in lines), encoding=encoding)
    plan = dry(place, path)
    assert [(step.row, step.name, step.fate) for step in plan.steps] == [
        (2, "李四", "added"),
        (3, "王五", "added"),
    ]
    assert plan.notes == ("没有用到的列：所在班组",)


def test_a_workbook_with_a_title_above_and_columns_in_any_order(place: Place, tmp_path: Path) -> None:
    path = book_of(
        tmp_path,
        ["2026年11月在岗名单"],
        [],
        ["岗位", "营业厅", "班组", "员工编号", "姓  名"],
        ["营业员", "本营业厅", "一班", 1001, "王芳"],
        ["主管", "东门厅", "", 2002.0, "李四"],
        [None, None, None, "003", "王五"],
    )
    plan = dry(place, path)
    assert told(plan) == []
    assert [(s.row, s.fate, s.name, s.told) for s in plan.steps] == [
        (4, "unchanged", "王芳", ()),
        (5, "added", "李四", ("工号 2002", "营业厅 东门厅", "主管")),
        (6, "added", "王五", ("工号 003", "营业厅 本营业厅")),
    ]


def test_an_import_is_one_commit_with_one_entry_for_all_and_one_for_each(
    place: Place, tmp_path: Path
) -> None:
    people.edit(place.store, place.admin, place.ids["新人"], Details("新人", "1002", "二班", active=False))
    path = csv_of(tmp_path, "姓名,工号,班组", "王芳,1001,一班", "新人,1002,三班", "李四,2001,三班")
    plan = dry(place, path)
    assert [step.told for step in plan.having("changed")] == [("班组 三班", "重新启用")]
    staff.apply(place.store, place.admin, path, plan)
    (entry,) = ledger.entries(place.store, 1, "staff")
    assert entry.payload == {"added": 1, "changed": 1, "unchanged": 1, "digest": plan.digest}
    assert (entry.subject, entry.actor_id) == ("名单.csv", place.admin.person_id)
    new = next(each for each in rows.members(place.store) if each.name == "李四")
    assert ledger.latest(place.store, 1, "person", str(new.id)) is not None
    assert {step.fate for step in dry(place, path).steps} == {"unchanged"}


def test_nobody_is_taken_out_and_a_password_stays(place: Place, tmp_path: Path) -> None:
    before = rows.members(place.store)
    path = csv_of(tmp_path, "姓名", "李四")
    staff.apply(place.store, place.admin, path, dry(place, path))
    assert rows.members(place.store)[:-1] == before


@pytest.mark.parametrize(
    ("line", "column", "what"),
    [
        (",1", "姓名", "请填写姓名"),
        ("李\u200b四,1", "姓名", "看不见"),
        (f"{'王' * 41},1", "姓名", "太长"),
        ("李四," + "1" * 21, "工号", "太长"),
        ("李四,1001", "工号", "已经登记给王芳"),
        ("王芳,9999", "姓名", "工号是 1001"),
        ("李四,1,,西门厅", "营业厅", "没有营业厅“西门厅”"),
        ("李四,1,,,厅霸", "角色", "不认识“厅霸”"),
        ("李四,1,,,管理员", "角色", "不能用名单来换"),
        ("管理,,,,学员", "角色", "不能用名单来换"),
        ("=1+1,1", "姓名", "像是公式"),
        ("李四,@SUM(1)", "工号", "像是公式"),
        (f"李四,1,{'班' * 21}", "班组", "太长"),
        ("东新人", "姓名", "登记在别的营业厅"),
    ],
)
def test_a_bad_row_is_named(place: Place, tmp_path: Path, line: str, column: str, what: str) -> None:
    plan = dry(place, csv_of(tmp_path, ",".join(HEADER), "好人,77", line))
    (bad,) = plan.bad
    assert (bad.row, bad.column) == (3, column)
    assert what in bad.what
    assert bad.cure
    assert [step.name for step in plan.steps] == ["好人"]


def test_all_bad_rows_are_told_at_once_and_nothing_is_imported(place: Place, tmp_path: Path) -> None:
    path = csv_of(tmp_path, "姓名,工号", "李四,1", "李四,2", "王五,1", ",", ",9")
    plan = dry(place, path)
    assert [(bad.row, bad.column) for bad in plan.bad] == [(3, "姓名"), (4, "工号"), (6, "姓名")]
    assert "在第 2 行已经有了" in plan.bad[0].what
    before = rows.members(place.store)
    with pytest.raises(StaffRefused, match="有 3 处不对，没有导入任何人"):
        staff.apply(place.store, place.admin, path, plan)
    assert rows.members(place.store) == before
    assert ledger.entries(place.store, 1, "staff") == []


def test_what_changed_since_the_dry_run_is_not_imported(place: Place, tmp_path: Path) -> None:
    path = csv_of(tmp_path, "姓名", "李四")
    plan = dry(place, path)
    csv_of(tmp_path, "姓名", "李四", "王五")
    with pytest.raises(StaffRefused, match="有了变动"):
        staff.apply(place.store, place.admin, path, plan)
    csv_of(tmp_path, "姓名", "李四")
    people.add(place.store, place.admin, Details("李四"))
    with pytest.raises(StaffRefused, match="有了变动"):
        staff.apply(place.store, place.admin, path, plan)


def test_a_failure_in_the_middle_leaves_nothing(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = csv_of(tmp_path, "姓名", "李四", "王五")
    plan, before = dry(place, path), rows.members(place.store)

    def fail(*_given: object) -> None:
        raise MemoryError

    monkeypatch.setattr(ledger, "_advance", fail)
    with pytest.raises(MemoryError):
        staff.apply(place.store, place.admin, path, plan)
    monkeypatch.undo()
    assert rows.members(place.store) == before


def test_a_supervisor_imports_the_trainees_of_the_own_hall(place: Place, tmp_path: Path) -> None:
    path = csv_of(
        tmp_path,
        ",".join(HEADER),
        "李四,2001,一班,本营业厅,学员",
        "钱七,2002,,东门厅,",
        "孙八,2003,,,主管",
        "周主管,S1,三班,,",
        "东新人,,,本营业厅,",
    )
    plan = staff.dry_run(place.store, place.supervisor, path, 1)
    assert [(bad.row, bad.column) for bad in plan.bad] == [
        (3, "营业厅"),
        (4, "角色"),
        (5, "姓名"),
        (6, "姓名"),
    ]
    with pytest.raises(NotAllowed):
        staff.dry_run(place.store, place.supervisor, path, 2)
    with pytest.raises(NotAllowed):
        staff.dry_run(place.store, place.trainee, path, 1)
    with pytest.raises(NotAllowed):
        staff.apply(place.store, place.east, path, plan)


def test_the_administrator_moves_people_and_gives_roles(place: Place, tmp_path: Path) -> None:
    path = csv_of(tmp_path, ",".join(HEADER), "王芳,1001,,东门厅,主管", "管理,,,,管理员", "周主管,S1,,,学员")
    plan = dry(place, path)
    assert [step.told for step in plan.steps] == [("营业厅 东门厅", "主管"), (), ("学员",)]
    assert told(plan) == []
    staff.apply(place.store, place.admin, path, plan)
    moved = rows.proven(place.store, place.ids["王芳"])
    assert (moved.hall_id, moved.role) == (2, "supervisor")


def test_formulas_count_by_their_last_result(place: Place, tmp_path: Path) -> None:
    plan = dry(place, book_of(tmp_path, ["姓名", "工号"], ["=A9", 1], ["李四", "#N/A"]))
    assert [(bad.row, bad.what) for bad in plan.bad] == [
        (2, "公式还没有算出结果"),
        (3, "公式出错（#N/A）"),
    ]


def test_hidden_sheets_are_left_alone_and_told(place: Place, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "去年"
    book.active.append(["姓名"])
    book.active.append(["旧人"])
    book.active.sheet_state = "hidden"
    for name, who in (("说明", "请看下一页"), ("今年", "李四"), ("备用", "王五")):
        sheet = book.create_sheet(name)
        sheet.append(["说明" if name == "说明" else "姓名"])
        sheet.append([who])
    book.active = 1
    plan = dry(place, saved(book, tmp_path))
    assert [step.name for step in plan.steps] == ["李四"]
    assert plan.notes == ("隐藏的工作表“去年”没有读", "只读了工作表“今年”，没有读：说明、备用")


def test_merged_cells_fill_their_team_but_no_name(place: Place, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["班组", "姓名"], ["一班", "李四"], [None, "王五"], ["二班", "钱七"], ["二班", None]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B4:B5")
    plan = dry(place, saved(book, tmp_path))
    assert [step.changes.get("team") for step in plan.steps] == ["一班", "一班", "二班"]
    assert [(bad.row, bad.what) for bad in plan.bad] == [(5, "是合并的单元格")]


def refused(place: Place, path: Path) -> str:
    with pytest.raises((SheetUnreadable, NoList)) as error:
        dry(place, path)
    return str(error.value)


def test_files_that_hold_no_list(place: Place, tmp_path: Path) -> None:
    assert "没有找到名单" in refused(place, csv_of(tmp_path, "工号,班组", "1,一班"))
    assert "没有人" in refused(place, csv_of(tmp_path, "姓名,工号", ",", ""))
    assert "没有找到名单" in refused(place, csv_of(tmp_path, ""))
    assert "没有找到名单" in refused(place, book_of(tmp_path))
    assert "打不开" in refused(place, tmp_path / "没有.csv")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "旧版 Excel"),
        (b"PK\x03\x04" + b"x" * 99, "不是完好的"),
        (b"%PDF-1.4", "不是完好的"),
        (b"", "不是完好的"),
    ],
)
def test_files_that_are_no_workbook(place: Place, tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(content)
    assert why in refused(place, path)


def test_a_workbook_whose_inside_is_broken(place: Place, tmp_path: Path) -> None:
    path = book_of(tmp_path, ["姓名"], ["李四"])
    inside = io.BytesIO()
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(inside, "w") as broken:
        for part in whole.infolist():
            data = whole.read(part)
            broken.writestr(part.filename, data[:-40] if "sheet1" in part.filename else data)
    path.write_bytes(inside.getvalue())
    assert "不是完好的" in refused(place, path)


def test_binary_in_a_csv_and_quotes_that_do_not_close(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(b"\xff\x00\x81\x00\x00")
    assert "不是表格" in refused(place, path)
    path = csv_of(tmp_path, "姓名,工号", '"' + "李" * 140_000)
    assert "第 2 行读不出来" in refused(place, path)


def test_a_bomb_is_not_unpacked(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * (staffsheet.MOST_UNPACKED + 1))
    assert path.stat().st_size < 1 << 20
    assert "解开后太大" in refused(place, path)


def test_too_large_and_too_long(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "太大" in refused(place, csv_of(tmp_path, "姓名", "x" * (staffsheet.MOST_BYTES + 1)))
    monkeypatch.setattr("trainer.training.staffrows.MOST_ROWS", 2)
    assert "有 3 人：最多 2 人" in refused(place, csv_of(tmp_path, "姓名", "甲", "乙", "丙"))
    monkeypatch.setattr(staffsheet, "MOST_ROWS", 2)
    assert "行太多" in refused(place, book_of(tmp_path, ["姓名"], *[[f"人{n}"] for n in range(60)]))


def test_a_row_far_below_the_rest_is_not_lost(place: Place, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名"])
    sheet["A9000"] = "远处的人"
    assert "行太多" in refused(place, saved(book, tmp_path))


def test_as_many_as_are_allowed(place: Place, tmp_path: Path) -> None:
    path = csv_of(tmp_path, "姓名,工号", *(f"员工{n},E{n}" for n in range(300)))
    plan = dry(place, path)
    staff.apply(place.store, place.admin, path, plan)
    assert len(rows.members(place.store)) == 306
