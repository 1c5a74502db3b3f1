"""`trainer results` and `trainer verify`: what is recorded, for people and for programs."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, WALK_IN, Run
from trainer.cli import main
from trainer.cli.results import table
from trainer.paths import Places

PLANS = ROOT / "tests" / "plans"


@pytest.fixture
def recorded(run: Run) -> None:
    """Two people's attempts, and one that was left."""
    run("play", "--plan", str(PLANS / f"{WALK_IN}.best.plan"), "--name", "张三")
    run("play", "--plan", str(PLANS / f"{WALK_IN}.typical-critical.plan"), "--name", "李四")
    run("play", WALK_IN, "--name", "李四", typed="1\nu\n1\nq")


def ids(run: Run, *arguments: str) -> list[str]:
    return [row["id"] for row in json.loads(run("results", "--json", *arguments).out)["attempts"]]


@pytest.mark.usefixtures("recorded")
def test_the_table_says_who_what_when_and_how_well(run: Run) -> None:
    done = run("results")
    heading, left, critical, best = done.out.splitlines()
    assert heading.split() == ["编号", "姓名", "场景", "模式", "开始", "成绩", "合规", "一票否决"]
    assert "没有做完" in left
    assert "不通过" in critical
    assert re.search(r"张三 +首开全球通 +考核 +\d{4}-\d\d-\d\d \d\d:\d\d +\d+/\d+ \(100%\) +通过$", best)
    assert done.err.startswith("共 3 次。")


@pytest.mark.usefixtures("recorded")
def test_results_as_json(run: Run) -> None:
    rows = json.loads(run("results", "--json").out)["attempts"]
    assert len(rows) == 3
    for row in rows:
        assert set(row) == {
            *("id", "person", "scenario", "variant", "title", "mode", "edition", "seed"),
            *("started", "finished", "abandoned", "result"),
        }
    assert rows[0]["result"] is None
    assert set(rows[1]["result"]) == {
        *("total", "out_of", "percent", "marks", "best", "compliant", "critical"),
        *("outcomes", "complete", "ended_ms"),
    }


@pytest.mark.usefixtures("recorded")
def test_results_can_be_narrowed_down(run: Run) -> None:
    newest, critical, best = ids(run)
    assert ids(run, "--name", " 李四 ") == [newest, critical]
    assert ids(run, "--mode", "考核") == [critical, best]
    assert ids(run, "--scenario", "none") == []
    none = run("results", "--name", "王五")
    assert (none.code, none.out, none.err) == (0, "", "没有这样的成绩。\n")


@pytest.mark.usefixtures("recorded")
def test_an_attempt_is_shown_act_by_act(run: Run) -> None:
    newest, critical, _ = ids(run)
    done = run("results", "show", critical[:6])
    assert done.code == 0
    assert f"编号 {critical}" in done.out
    assert "王女士进门" in done.out
    assert "[否决]" in done.out
    assert "合规：不通过（一票否决）" in done.out
    assert "出处：" in done.out
    left = run("results", "show", newest)
    assert "后来撤回了" in left.out
    assert "（没有做完）" in left.out


@pytest.mark.usefixtures("recorded")
def test_an_attempt_as_json(run: Run) -> None:
    newest, critical, _ = ids(run)
    told = json.loads(run("results", "show", critical, "--json").out)
    assert told["person"] == "李四"
    assert told["assessment"]["score"]["total"] == told["result"]["total"]
    first = told["acts"][0]
    assert set(first) == {"at", "kind", "customer", "option", "recorded", "undone", "events"}
    assert first["events"][0] == {"event": "Arrived", "at": 0, "customer": "wang"}
    left = json.loads(run("results", "show", newest, "--json").out)
    assert [act["undone"] for act in left["acts"]] == [True, False]


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(("given", "told"), [("zz", "没有编号以「zz」开头"), ("", "没有编号以「」开头")])
def test_an_unknown_attempt_is_told(run: Run, given: str, told: str) -> None:
    done = run("results", "show", given)
    assert done.code == 2
    assert told in done.err


@pytest.mark.usefixtures("recorded")
def test_sound_records_are_proved(run: Run) -> None:
    done = run("verify")
    assert done.code == 0
    assert re.fullmatch(r"练习 3 次，记录 \d+ 条，末尾 [0-9a-f]{64}\n", done.out)
    told = json.loads(run("verify", "--json").out)
    assert set(told) == {"faults", "attempts", "records", "head"}
    assert (told["faults"], told["attempts"]) == ([], 3)


@pytest.mark.usefixtures("recorded")
def test_records_that_were_tampered_with_are_found(run: Run, places: Places) -> None:
    database = sqlite3.connect(places.data / "hall.db")
    database.execute("DROP TRIGGER record_stays")
    database.execute("UPDATE record SET payload = replace(payload, 'P02', 'P01') WHERE seq = 3")
    database.commit()
    database.close()
    done = run("verify")
    assert done.code == 1
    assert "第 3 条  hash  第 3 条记录被改动过" in done.out
    assert re.match(r"查出 \d+ 处疑点。", done.err)
    told = json.loads(run("verify", "--json").out)
    assert {"guard", "hash"} <= {fault["code"] for fault in told["faults"]}
    assert set(told["faults"][0]) == {"seq", "attempt_id", "code", "message"}


@pytest.mark.usefixtures("recorded")
def test_sums_that_were_tampered_with_are_made_anew(run: Run, places: Places) -> None:
    with closing(sqlite3.connect(places.data / "hall.db")) as database:
        assert database.execute("UPDATE tally_subject SET n = n + 1").rowcount > 0
        database.commit()
    done = run("verify")
    assert done.code == 1
    assert "用 trainer verify --recount 重算即可" in done.out
    assert run("verify", "--recount").code == 0
    assert run("verify").code == 0


@pytest.mark.usefixtures("recorded")
def test_records_without_their_end_are_found(run: Run, places: Places) -> None:
    database = sqlite3.connect(places.data / "hall.db")
    database.execute("DROP TRIGGER head_is_kept")
    database.execute("DELETE FROM head")
    database.commit()
    database.close()
    done = run("verify")
    assert done.code == 1
    assert "末尾 读不出来" in done.out


@pytest.mark.parametrize("arguments", [["results"], ["verify"], ["play", WALK_IN, "--name", "张三"]])
@pytest.mark.usefixtures("recorded")
def test_a_damaged_database_ends_in_a_sentence(run: Run, places: Places, arguments: list[str]) -> None:
    for file in places.data.glob("hall.db*"):
        file.write_bytes(b"not a database at all" * 100)
    done = run(*arguments)
    assert (done.code, done.out) == (3, "")
    assert "数据库已损坏" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("verb", ["results", "verify"])
def test_only_looking_makes_no_records(run: Run, places: Places, verb: str) -> None:
    done = run(verb)
    assert (done.code, done.out) == (0, "")
    assert "这里还没有记录" in done.err
    assert json.loads(run(verb, "--json").out) in (
        {"attempts": []},
        {"faults": [], "attempts": 0, "records": 0, "head": None},
    )
    assert not (places.data / "hall.db").exists()
    assert run("results", "show", "abc").code == 2


def test_a_home_that_is_a_file_ends_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "file"
    home.touch()
    assert main(["play", WALK_IN, "--name", "张三", "--home", str(home)]) == 3
    assert f"无法使用文件夹 {home}" in capsys.readouterr().err


def test_columns_line_up_with_wide_characters() -> None:
    assert list(table([("编号", "a"), ("x", "b")])) == ["编号  a", "x     b"]
