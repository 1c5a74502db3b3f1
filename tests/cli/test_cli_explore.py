"""`trainer explore`: what can be reached, told honestly, with plans that come out as written."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.hurry import hall_of, hurried
from trainer.cli import deadlines
from trainer.cli import explore as verb
from trainer.content.plans import parse
from trainer.content.play import Play
from trainer.content.shelf import Shelf
from trainer.core.events import Act
from trainer.core.face import Mood
from trainer.core.log import Story
from trainer.core.scenario import SECOND, Condition, Node, Option, Route
from trainer.training.acting import act_plan, play_of

WALK_IN, CROWD = "walk-in-quanqiutong", "four-at-once"


def test_one_customer_is_searched_to_the_end(run: Run) -> None:
    done = run("explore", WALK_IN)
    assert (done.code, done.err) == (0, "没有发现要改的地方。\n")
    assert "穷尽：每一段对话都查完了。" in done.out
    assert "种以上" in done.out
    assert "最佳 42 分，要用" in done.out


def test_several_customers_are_never_called_covered(run: Run) -> None:
    told = run("explore", CROWD).out
    assert "部分：每一段对话都查完了；接待次序试了 10000 个局面，与最佳做法相差" in told
    assert "其余没有试" in told


@pytest.mark.parametrize("scenario", [WALK_IN, CROWD, "papers-missing", "manager-patrol"])
def test_every_plan_comes_out_as_written(run: Run, tmp_path: Path, shelf: Shelf, scenario: str) -> None:
    folder = tmp_path / "计划"
    assert run("explore", scenario, "--plans", str(folder)).code == 0
    plans = sorted(folder.iterdir())
    assert len(plans) >= 2 * len(shelf.plays[scenario])
    for path in plans:
        plan = parse(path.read_text(encoding="utf-8"), path.name)
        assert act_plan(plan, play_of(shelf, plan)).failures == ()
    assert run("play", "--plan", str(plans[0])).code == 0


def test_all_of_it_as_json(run: Run, tmp_path: Path) -> None:
    told = json.loads(run("explore", "papers-missing", "--json", "--plans", str(tmp_path)).out)
    assert told["scenario"] == "papers-missing"
    for row in told["variants"]:
        assert (row["coverage"], row["orders"], row["findings"]) == ("穷尽", None, [])
        assert row["best"]["exact"]
        assert row["best"]["score"] == row["best"]["bound"] > row["worst"]["score"]
        assert row["best"]["acts"][0].keys() == {"at", "kind", "customer", "option"}
        assert all((tmp_path / name).exists() for name in row["plans"])
    crowd = json.loads(run("explore", "manager-patrol", "--json").out)["variants"][0]
    assert crowd["coverage"] == "部分"
    assert crowd["orders"].keys() == {"states", "complete", "departures"}
    assert [(f["kind"], f["fault"], f["plan"]) for f in crowd["findings"]] == [("grows_hotter", False, None)]


def test_one_variant_can_be_asked_for(run: Run) -> None:
    told = run("explore", "papers-missing", "--variant", "passport").out
    assert told.count("\n== ") == 1
    done = run("explore", "papers-missing", "--variant", "pasport")
    assert (done.code, done.out) == (2, "")
    assert "是否指「passport」" in done.err


def test_a_file_of_somebody_elses_is_not_touched(run: Run, tmp_path: Path) -> None:
    own = tmp_path / f"{WALK_IN}.best.plan"
    own.write_text("# 我的\n", encoding="utf-8")
    done = run("explore", WALK_IN, "--plans", str(tmp_path))
    assert (done.code, done.out) == (2, "")
    assert "不是 trainer explore 写的" in done.err
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".plan"] == [own.name]
    own.unlink()
    assert [run("explore", WALK_IN, "--plans", str(tmp_path)).code for _ in range(2)] == [0, 0]


def test_faults_are_told_with_plans_that_show_them(
    run: Run, tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(shelf.books, {"broken": (broken(shelf.plays[WALK_IN][0]),)}, ())
    monkeypatch.setattr(verb, "load", lambda *_: shelf)
    done = run("explore", "broken", "--plans", str(tmp_path / "p"))
    assert (done.code, done.err) == (1, "3 处要改。\n")
    assert "走到「shut」时没有选项可选，只能干等  见 broken.stuck.wang.shut.plan" in done.out
    assert "要改：王女士的「pit」走不到任何结尾" in done.out
    assert "反而能多得 5 分" in done.out
    stuck = (tmp_path / "p" / "broken.stuck.wang.shut.plan").read_text(encoding="utf-8")
    assert stuck.startswith("# trainer explore：王女士走到「shut」")
    assert "blocked late" in stuck
    late = (tmp_path / "p" / "broken.waiting-pays.wang.plan").read_text(encoding="utf-8")
    assert "\nat 185\nmood wang 激动\n" in late
    for path in (tmp_path / "p").iterdir():
        plan = parse(path.read_text(encoding="utf-8"), path.name)
        assert act_plan(plan, play_of(shelf, plan)).failures == ()


def test_deadlines_are_told_with_what_the_best_plan_makes_of_them(
    run: Run, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = hurried("wang", "王女士"), hurried("li", "李先生")
    long = replace(other.nodes["start"].options[0], takes=20 * SECOND)
    start = replace(other.nodes["start"], options=(long, *other.nodes["start"].options[1:]))
    slow = replace(other, nodes={**other.nodes, "start": start, "never": replace(start, id="never")})
    shelf = Shelf(shelf.books, {"hurry": (hall_of(slow, one, channel="电话"),)}, ())
    monkeypatch.setattr(verb, "load", lambda *_: shelf)
    out = run("explore", "hurry").out
    assert "限时：李先生的「start」要在 10 秒内答复；最佳做法来得及，还剩 9 秒" in out
    assert "限时：李先生的「never」要在 10 秒内答复；最佳做法不走这一步" in out
    assert "限时：王女士的「start」要在 10 秒内答复；最佳做法来得及，还剩 9 秒" in out
    assert "接听 wang" in out
    assert "选 wang right  〔说〕话right" in out
    (row,) = json.loads(run("explore", "hurry", "--json").out)["variants"]
    assert row["deadlines"] == [
        {"customer": "li", "node": "start", "seconds": 10.0, "met": True, "spare": 9.0},
        {"customer": "li", "node": "never", "seconds": 10.0, "met": None, "spare": None},
        {"customer": "wang", "node": "start", "seconds": 10.0, "met": True, "spare": 9.0},
    ]


def test_a_deadline_that_ran_out_is_not_met() -> None:
    story = Story(hall_of(hurried("wang", "王女士")).scenario).then(
        Act(10 * SECOND, "choose", "wang", "right")
    )
    (found,) = deadlines.deadlines(story)
    assert deadlines.line(found).endswith("最佳做法没有来得及")
    assert deadlines.as_json(found)["met"] is False


def test_the_summary_says_what_was_not_searched_to_the_end(run: Run) -> None:
    assert run("explore", CROWD).err == "没有发现要改的地方（1 个变体没有查全）。\n"


def test_long_words_of_the_best_plan_are_cut(run: Run) -> None:
    lines = [line for line in run("explore", WALK_IN).out.splitlines() if "  选 wang " in line]
    assert "  09:10:00  选 wang P01  〔说〕您好，欢迎光临！请坐！" in lines
    assert any(line.endswith("…") for line in lines)
    assert max(map(len, lines)) < 60


def broken(play: Play) -> Play:
    """A scenario where one is stuck in one place, lost in another, and where waiting pays."""
    hot = Condition(mood_from=Mood.FURIOUS)
    start = Node("enter", "你好", (to("on", "end"), to("a", "shut"), to("b", "pit")))
    shut = Node("shut", "等着", (to("late", "end", needs=hot, marks=(0, 0, 0, 5, 0)),))
    nodes = {node.id: node for node in (start, shut, Node("pit", "唉"), Node("end", "再见", ends="办妥"))}
    scenario = play.scenario
    wang = replace(scenario.customers[0], name="王女士", start="enter", nodes=nodes, patience=60_000)
    return Play(replace(scenario, id="broken", customers=(wang,), rules=()), play.best)


def to(id: str, node: str, **more: object) -> Option:
    """An option that leads to one node."""
    return replace(Option(id, "say", id, (Route(node),)), **more)  # type: ignore[arg-type]
