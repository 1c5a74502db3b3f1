"""The company's checks: typed or imported whole, every bad row named, corrected by new entries."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.training.floors import Clock, People, populate, shipped_form
from trainer.core.composite import Inspected
from trainer.core.observing import Amends, SheetRefused
from trainer.core.rights import NotAllowed
from trainer.store import ledger
from trainer.store.database import Store, open_store
from trainer.store.errors import StoreTampered
from trainer.store.ledger import Note
from trainer.store.observations import ChangedMeanwhile
from trainer.store.people import Changes, change
from trainer.training.checkrows import NoResults
from trainer.training.inspections import ChecksRefused, Company
from trainer.training.observing import Floor

DAY = date(2004, 7, 7)
HEAD = "姓名,工号,检查日期,得分,满分,备注\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "记录", Clock()) as made:
        yield made


@pytest.fixture
def people(store: Store) -> People:
    made = populate(store)
    with store.writing() as connection:
        change(connection, store, 0, made.zhang.person_id, Changes(number="HB01"))
    return made


@pytest.fixture
def company(store: Store, people: People) -> Company:
    return Floor(store, shipped_form()).company


def csv(folder: Path, text: str, name: str = "七月.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_is_imported_whole_after_a_dry_run(
    company: Company, people: People, tmp_path: Path, store: Store
) -> None:
    path = csv(tmp_path, f"{HEAD}张三,hb01,2004-07-07,45,50,\n王芳,,2004年7月6日,88.5,100,少一句\n")
    before = ledger.head_of(store, 1)
    plan = company.dry_run(people.boss, path)
    assert (plan.bad, plan.notes, plan.names) == ((), (), ("张三", "王芳"))
    assert ledger.head_of(store, 1) == before
    view = company.apply(people.boss, path, plan)
    assert ledger.head_of(store, 1).seq == before.seq + 1
    assert view.kept.rows == (
        Inspected(people.zhang.person_id, DAY, Fraction(45), Fraction(50)),
        Inspected(people.wang.person_id, date(2004, 7, 6), Fraction("88.5"), Fraction(100), "少一句"),
    )
    assert (view.kept.title, view.name(people.zhang.person_id), view.name(99)) == (
        "七月.csv",
        "张三",
        "编号 99",
    )
    again = company.dry_run(people.boss, path)
    assert "已经导入过了" in str(again.bad[0])
    assert len(again.notes) == 2


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        (",,2004-07-07,90,100,", "姓名", "都没有写"),
        ("钱七,,2004-07-07,90,100,", "姓名", "本厅没有“钱七”"),
        ("吴刚,,2004-07-07,90,100,", "姓名", "本厅没有"),
        ("张三,HB99,2004-07-07,90,100,", "工号", "本厅没有工号"),
        ("王芳,HB01,2004-07-07,90,100,", "姓名", "是张三"),
        ("张三,,昨天,90,100,", "日期", "读不出"),
        ("张三,,,90,100,", "日期", "没有写"),
        ("张三,,2004-02-30,90,100,", "日期", "读不出"),
        ("张三,,2004-07-31,90,100,", "日期", "晚于今天"),
        ("张三,,2004-07-07,90%,100,", "得分", "读不出"),
        ("张三,,2004-07-07,,100,", "得分", "没有写"),
        ("张三,,2004-07-07,101,100,", "得分", "超过满分"),
        ("张三,,2004-07-07,90,0,", "满分", "读不出"),
        ("张三,,2004-07-07,90,,", "满分", "没有写"),
    ],
)
def test_every_bad_row_is_named_and_nothing_is_imported(
    company: Company, people: People, tmp_path: Path, row: str, column: str, told: str
) -> None:
    path = csv(tmp_path, f"{HEAD}{row}\n赵敏,,2004-07-07,90,100,\n")
    plan = company.dry_run(people.boss, path)
    assert [(bad.row, bad.column) for bad in plan.bad] == [(2, column)]
    assert told in plan.bad[0].what
    with pytest.raises(ChecksRefused, match="一条也没有导入"):
        company.apply(people.boss, path, plan)
    assert company.checks(people.boss) == []


def test_the_same_person_twice_on_a_day_is_bad(company: Company, people: People, tmp_path: Path) -> None:
    path = csv(tmp_path, f"{HEAD}张三,,2004-07-07,90,100,\n,HB01,2004/7/7,80,100,\n")
    [bad] = company.dry_run(people.boss, path).bad
    assert (bad.row, "第 2 行已经有了" in bad.what) == (3, True)


def test_the_day_and_the_whole_are_never_taken_for_granted(
    company: Company, people: People, tmp_path: Path
) -> None:
    path = csv(tmp_path, "姓名;分数\n张三;90\n")
    with pytest.raises(NoResults, match="没有“日期”"):
        company.dry_run(people.boss, path)
    with pytest.raises(NoResults, match="没有“满分”"):
        company.dry_run(people.boss, path, DAY)
    plan = company.dry_run(people.boss, path, DAY, Fraction(120))
    assert plan.rows == (Inspected(people.zhang.person_id, DAY, Fraction(90), Fraction(120)),)


@pytest.mark.parametrize("text", ["名单,甲\n张三,90\n", HEAD])
def test_a_file_without_results_is_refused(
    company: Company, people: People, tmp_path: Path, text: str
) -> None:
    with pytest.raises(NoResults):
        company.dry_run(people.boss, csv(tmp_path, text))


def test_a_workbook_is_read_with_its_title_formulas_and_hidden_sheets(
    company: Company, people: People, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["七月公司检查"],
        ["姓名", "检查日期", "得分（分）", "满分"],
        ["张三", DAY, 45, 50],
        ["王芳", DAY, "=40+5", 50],
    ):
        sheet.append(row)
    book.create_sheet("旧的").sheet_state = "hidden"
    book.create_sheet("空的", 0)
    path = tmp_path / "检查.xlsx"
    book.save(path)
    plan = company.dry_run(people.boss, path)
    assert [row.got for row in plan.rows] == [45]
    assert {(bad.row, bad.column) for bad in plan.bad} == {(4, "得分")}
    assert "公式" in plan.bad[0].what
    assert plan.notes == ("隐藏的工作表“旧的”没有读",)


def test_a_file_that_changed_since_the_dry_run_is_not_imported(
    company: Company, people: People, tmp_path: Path
) -> None:
    path = csv(tmp_path, f"{HEAD}张三,,2004-07-07,45,50,\n")
    plan = company.dry_run(people.boss, path)
    csv(tmp_path, f"{HEAD}张三,,2004-07-07,50,50,\n")
    with pytest.raises(ChecksRefused, match="有了变动"):
        company.apply(people.boss, path, plan)


def test_results_are_typed_corrected_and_withdrawn_by_new_entries(company: Company, people: People) -> None:
    row = Inspected(people.zhang.person_id, DAY, Fraction(45), Fraction(50))
    first = company.add(people.boss, " 暗访  一次 ", [row]).kept
    assert first.title == "暗访 一次"
    with pytest.raises(SheetRefused, match="理由"):
        company.amend(people.boss, first.id, [], Amends(first.seq))
    better = replace(row, got=Fraction(48))
    second = company.amend(people.deputy, first.id, [better], Amends(first.seq, "公司更正")).kept
    assert (second.rows, second.amends.reason) == ((better,), "公司更正")
    with pytest.raises(ChangedMeanwhile, match="周主管"):
        company.amend(people.boss, first.id, [], Amends(first.seq, "作废"))
    company.amend(people.boss, first.id, [], Amends(second.seq, "作废"))
    assert company.checks(people.boss) == []
    with pytest.raises(ChecksRefused, match="没有这次检查"):
        company.amend(people.boss, "x", [], Amends(1, "作废"))


@pytest.mark.parametrize(
    "change",
    [
        {"got": Fraction(-1)},
        {"got": Fraction(51)},
        {"out_of": Fraction(0), "got": Fraction(0)},
        {"out_of": Fraction(1001)},
        {"day": date(2004, 8, 1)},
        {"remark": "长" * 101},
        {"person_id": 99},
    ],
)
def test_results_that_cannot_be_are_refused(
    company: Company, people: People, change: dict[str, object]
) -> None:
    row = Inspected(people.zhang.person_id, DAY, Fraction(45), Fraction(50))
    with pytest.raises(ChecksRefused):
        company.add(people.boss, "", [replace(row, **change)])  # type: ignore[arg-type]


def test_nothing_and_endless_titles_are_refused(company: Company, people: People) -> None:
    row = Inspected(people.zhang.person_id, DAY, Fraction(45), Fraction(50))
    with pytest.raises(ChecksRefused, match="至少填一个"):
        company.add(people.boss, "", [])
    with pytest.raises(ChecksRefused, match="名称太长"):
        company.add(people.boss, "长" * 101, [row])


def test_a_trainee_sees_the_own_result_and_writes_none(company: Company, people: People) -> None:
    rows = [
        Inspected(each.person_id, DAY, Fraction(45), Fraction(50)) for each in (people.zhang, people.wang)
    ]
    company.add(people.boss, "七月", rows)
    assert [view.kept.rows for view in company.checks(people.wang)] == [(rows[1],)]
    assert company.checks(people.zhao) == []
    for by in (people.wang, people.stranger):
        with pytest.raises(NotAllowed):
            Company(company.store, company.form, 1).add(by, "", rows)
    with pytest.raises(NotAllowed):
        Company(company.store, company.form, 1).checks(people.other_boss)


def test_a_signed_check_that_is_none_is_told(company: Company, people: People, store: Store) -> None:
    payload = {"title": "", "digest": "", "by": "", "corrects": 0, "reason": "", "rows": [{"person": 1}]}
    ledger.add(store, 1, Note("inspection", "x", payload, people.boss.person_id))
    with pytest.raises(StoreTampered):
        company.checks(people.boss)
