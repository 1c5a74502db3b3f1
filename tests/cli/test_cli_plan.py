"""`trainer play --plan`: a plan acted, its marks told, and recorded only for a name."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run
from trainer.core.rights import EVERYBODY
from trainer.training import proving, results
from trainer.training.hall import Hall

BEST = str(ROOT / "tests" / "plans" / "walk-in-quanqiutong.best.plan")


def written(tmp_path: Path, lines: str) -> str:
    file = tmp_path / "a.plan"
    file.write_text(f"scenario: walk-in-quanqiutong\n{lines}\n", encoding="utf-8")
    return str(file)


def test_a_plan_that_comes_out_is_told_and_not_recorded(run: Run, hall: Hall) -> None:
    done = run("play", "--plan", BEST)
    assert (done.code, done.err) == (0, "计划通过。\n")
    assert done.out.startswith("得分 ")
    assert results.results(hall.store, EVERYBODY) == []


def test_with_a_name_it_is_recorded(run: Run, hall: Hall) -> None:
    assert run("play", "--plan", BEST, "--name", "张三").code == 0
    (row,) = results.results(hall.store, EVERYBODY)
    assert (row.person, row.result and row.result["percent"]) == ("张三", 100)
    assert proving.verify(hall.store) == []


def test_what_is_not_as_expected_is_told_by_line(run: Run, tmp_path: Path, hall: Hall) -> None:
    plan = written(tmp_path, "arrives wang\nmood wang 激动\nchoose P01\ngate fail")
    done = run("play", "--plan", plan, "--name", "张三")
    assert done.code == 1
    assert f"{plan}:3 应为：wang 激动；实际：平静" in done.out
    assert f"{plan}:5 应为：合规不通过；实际：通过" in done.out
    assert "2 处与预期不符。没有记录。" in done.err
    assert results.results(hall.store, EVERYBODY) == []


def test_the_marks_as_json(run: Run, tmp_path: Path) -> None:
    told = json.loads(run("play", "--plan", BEST, "--json").out)
    assert set(told) == {
        *("plan", "scenario", "variant", "mode", "passed", "failures", "score", "gate"),
        *("marks", "outcomes", "complete", "decisions", "findings"),
    }
    assert (told["passed"], told["failures"], told["gate"]) == (True, [], "pass")
    assert told["score"]["total"] == told["score"]["out_of"] == sum(m["got"] for m in told["marks"].values())
    assert told["decisions"][0]["chosen"]["proof"][0].keys() == {"document", "lines", "quote"}
    failed = run("play", "--plan", written(tmp_path, "choose P99"), "--json")
    assert failed.code == 1
    (failure,) = json.loads(failed.out)["failures"]
    assert (failure["line"], failure["expected"]) == (2, "choose P99")
    assert "a.plan:2 应为：choose P99" in failed.err


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("chose P01", ":2:1 A701 不认识「chose」。是否指「choose」？"),
        ("variant: none", ":1:1 A703 场景「walk-in-quanqiutong」没有变体「none」。"),
    ],
)
def test_a_plan_that_cannot_be_acted_is_bad_input(run: Run, tmp_path: Path, lines: str, told: str) -> None:
    plan = written(tmp_path, lines)
    done = run("play", "--plan", plan)
    assert (done.code, done.out) == (2, "")
    assert plan + told in done.err


def test_a_plan_that_is_not_there_is_bad_input(run: Run) -> None:
    done = run("play", "--plan", "none.plan")
    assert done.code == 2
    assert "找不到文件" in done.err
