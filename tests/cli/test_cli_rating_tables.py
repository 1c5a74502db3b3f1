"""`trainer tariff`: the plans, one plan with all that is printed and computed, and two editions side by side."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.asking import Json, ask
from tests.cli.conftest import ROOT
from trainer.cli import rows
from trainer.content.bookreader import read_books
from trainer.content.tablefile import read_tariff

EDITION = "wuhan-2004"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the shipped content with a second edition: another rent, and a first day."""
    folder = tmp_path / "content"
    for name in ("scenarios", "scripts_zh", "assets/tariffs", "assets/material"):
        shutil.copytree(ROOT / name, folder / name)
    second = folder / "assets/tariffs/second"
    shutil.copytree(folder / "assets/tariffs" / EDITION, second)
    change(second / "edition.yaml", f"id: {EDITION}", "id: second")
    change(second / "edition.yaml", "valid_from: 2003-01-01", "valid_from: 2005-01-01")
    change(second / "plans.yaml", 'name: 月租, amount: "50"', 'name: 月租, amount: "60"')
    return folder


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def shown(*words: str, content: object = ROOT) -> Json:
    done = ask(*words, "--json", content=content)
    assert done.code == 0, done
    told: Json = json.loads(done.out)
    return told


def test_all_plans_are_listed() -> None:
    told = shown("tariff", "list")
    assert [plan["name"] for plan in told["plans"]] == [
        plan.name for plan in read_books(ROOT).edition.plans.values()
    ]
    assert sum(plan["computable"] for plan in told["plans"]) == 13
    assert told["edition"]["id"] == EDITION
    done = ask("tariff", "list")
    assert "历史培训资料" in done.out.splitlines()[0]
    assert "LTK  灵通卡  在售  月租：未写" in done.out.splitlines()
    assert "共 18 个" in done.err


@pytest.mark.parametrize("plan", read_books(ROOT).edition.plans.values(), ids=lambda plan: plan.id)
def test_a_plan_is_shown_with_every_cell_and_quotation(plan) -> None:
    told = shown("tariff", "show", plan.name)["plan"]
    assert [(cell["field"], cell["value"]) for cell in told["cells"]] == [
        (c.field, c.value) for c in plan.cells
    ]
    assert all(cell["sources"] for cell in told["cells"] if cell["value"] is not None)
    assert told["open"] == list(plan.open)
    lines = ask("tariff", "show", plan.id).out
    assert all(f"  {cell.field}：{cell.value or '未写'}" in lines for cell in plan.cells)
    assert all(source.quote in lines for cell in plan.cells for source in cell.sources)
    assert all(text in lines for text in plan.open)
    rows = plan.tariff.rates if plan.tariff else ()
    assert [rate["id"] for rate in (told["tariff"] or {"rates": []})["rates"]] == [row.id for row in rows]
    assert all(row.name in lines for row in rows)


def test_rows_are_told_in_the_keys_of_the_table_format() -> None:
    told = shown("tariff", "show", "青春套餐")
    rows = {rate["id"]: rate for rate in told["plan"]["tariff"]["rates"]}
    night = rows["night-out"]
    assert (night["times"], night["direction"]) == (["19:00-08:00"], ["主叫"])
    assert night["stages"] == [{"after": 0, "price": "0.15", "per": 60, "step": None}]
    assert rows["roam"]["barred"]
    assert rows["roam-months"]["months"] == [1, 2, 7, 8]
    assert {"AS-3", "AS-10"} <= {reading["id"] for reading in told["assumptions"]}


TABLE = """
format: 1
id: own
name: own
rates:
  - {id: a, name: 分档, kind: call, to: "49", weekdays: [6, 7], months: [5], monthdays: [1, 15], per: 30, tiers: [
      {up_to: 100, price: "0.3"}, {up_to: null, price: "0.2", fee: "1"}]}
  - {id: b, name: 分段, kind: call, to: "33", fee: "0.1", most: "5", from: 2024-01-01, until: 2024-05-01, priority: 2, stages: [
      {after: 0, price: "0.3"}, {after: 30, price: "0.2", per: 1}]}
  - {id: c, name: 流量, kind: 流量, service: [甲, 乙], price: "0.01", per: 1024}
  - {id: d, name: 彩铃, kind: 彩铃, price: "1", times: ["08:00-09:00", "22:00-06:00"]}
  - {id: e, name: 短信, kind: message, missing: 短信价}
bundles:
  - {id: f, name: 送, for: [{kind: 流量}], quantity: 2, per: 1024, frees_fee: true, partial: 半个月送多少}
  - {id: j, name: 送彩铃, for: [{kind: 彩铃}], quantity: 3, share: s}
charges:
  - {id: g, name: 月租, share: whole, choices: [{word: 江夏, amount: "30"}, {word: 其余, amount: "20"}]}
  - {id: h, name: 座机费, missing: 座机费}
minimums: [{id: i, name: 最低消费, amount: "42", counts: [通话], share: s}]
percentages: [{id: k, name: 九折, percent: "-10", counts: [g, call]}]
shares: [{id: s, name: 半月, steps: [{day: 1, share: "1"}, {day: 16, share: "1/2"}]}]
"""
LINES = """\
a  分档：100个30秒以内0.3元/30秒，以上0.2元/30秒，进这一档另收1元（拨49，周六日，5月，1日、15日）
b  分段：接通0.1元，0.3元/分钟，30秒后0.2元/秒，每次最多5元（拨33，2024-01-01起，到2024-05-01止）
c  流量：0.01元/1024个（乙或甲）
d  彩铃：1元/个（08:00-09:00，22:00-06:00）
e  短信：未写（短信价）
f  送：每月2×1024个免费
j  送彩铃：每月3个免费
g  月租：江夏30元/月，其余20元/月
h  座机费：未写
i  最低消费：42元/月
k  九折：-10%
"""


def test_rows_are_told_for_people() -> None:
    assert "\n".join(rows.lines(read_tariff(TABLE.encode(), "own.yaml"))) == LINES.rstrip()


def test_what_is_told_in_the_keys_of_the_format_can_be_read_again() -> None:
    tariff = read_tariff(TABLE.encode(), "own.yaml")
    told = {"format": 1, "id": "own", "name": "own", **rows.tariff(tariff)}
    assert read_tariff(json.dumps(told).encode(), "own.json") == tariff


def test_two_editions_side_by_side(content: Path) -> None:
    told = shown("tariff", "diff", EDITION, "second", content=content)
    changes = {tuple(each["trail"]): (each["before"], each["after"]) for each in told["changes"]}
    assert changes == {
        ("valid_from",): ("2003-01-01", "2005-01-01"),
        ("plans", "QQT", "tariff", "charges", "rent", "amount"): ("50", "60"),
    }
    assert "complaint-5096" in {each["scenario"] for each in told["stale"]}
    done = ask("tariff", "diff", EDITION, "second", content=content)
    assert "全球通  月租  金额：50 → 60" in done.out
    assert "要重看：scenarios/complaint_5096.yaml" in done.out
    assert "2 处不同" in done.err


def test_an_edition_may_be_named_by_its_folder(content: Path) -> None:
    folder = content / "assets/tariffs/second"
    told = shown("tariff", "diff", EDITION, str(folder))
    assert (len(told["changes"]), told["stale"], told["new"]["id"]) == (2, None, "second")
    assert shown("tariff", "diff", EDITION, str(folder), content=content)["stale"]
    same = ask("tariff", "diff", EDITION, EDITION)
    assert (same.code, same.out.strip()) == (0, "")
    assert "两个版本一样" in same.err


def test_a_folder_that_is_no_edition_is_told_with_its_places(content: Path) -> None:
    folder = content / "assets/tariffs/second"
    change(folder / "plans.yaml", 'amount: "60"', "amount: 0.5")
    done = ask("tariff", "diff", EDITION, str(folder))
    assert (done.code, done.out) == (2, "")
    assert "second/plans.yaml:" in done.err
    assert "金额写法不对" in done.err


def test_another_edition_answers_for_its_own_days_only(content: Path) -> None:
    asked = {"plan": "全球通", "from": "2005-07-10", "to": "2005-07-31"}
    words = ("prorate", "--edition", "second")
    told = json.loads(ask(*words, request=asked, content=content).out)
    assert (told["edition"], told["formula"]) == ("second", "60×12/365×22")
    done = ask(*words, request={**asked, "from": "2004-12-31"}, content=content)
    assert (done.code, done.out) == (2, "")
    assert "2004-12-31 不在资费版本 second 的有效期里，要在 2005-01-01 到 2005-12-31 之间" in done.err
    for verb, request in (
        ("bill", {"plan": "全球通", "month": "2004-12"}),
        ("decide", {"service": "过户", "on": "2004-12-31"}),
        (
            "rate",
            {
                "plan": "全球通",
                "uses": [{"kind": "call", "service": "市内", "start": "2004-12-31 10:00", "seconds": 60}],
            },
        ),
    ):
        done = ask(verb, "--edition", "second", request=request, content=content)
        assert (done.code, done.out) == (2, ""), done
        assert "不在资费版本 second 的有效期里" in done.err
