"""`trainer play`: whole scenarios typed at the terminal, and everything that can be typed."""

import itertools
import re

import pytest

from tests.cli.conftest import SEED, WALK_IN, Run, numbers
from trainer.cli.sitting import Clock, Sitting
from trainer.content.shelf import Shelf
from trainer.core.events import Act
from trainer.core.mode import Mode
from trainer.core.rights import EVERYBODY
from trainer.training import attempts, results
from trainer.training.attempts import Choice
from trainer.training.hall import Hall, enrol

FOUR = "four-at-once"
MINE = (WALK_IN, "--name", "张三", "--seed", str(SEED))


def typed(shelf: Shelf, scenario: str = WALK_IN) -> list[str]:
    return numbers(shelf.plays[scenario][0])


def test_a_whole_scenario_is_played_and_recorded(run: Run, shelf: Shelf, hall: Hall) -> None:
    best = sum(shelf.plays[WALK_IN][0].best)
    done = run("play", *MINE, "--mode", "考核", typed="\n".join(typed(shelf)))
    assert (done.code, done.err) == (0, "")
    assert f"得分 {best}/{best}（100%）" in done.out
    assert "合规：通过" in done.out
    assert re.search(r"出处：D2 第 \d+ 行 ", done.out)
    assert "资料没有写明的：" in done.out
    (row,) = results.results(hall.store, EVERYBODY)
    assert (row.person, row.header.mode, row.header.seed) == ("张三", "考核", SEED)
    assert row.result is not None
    assert row.result["percent"] == 100
    assert row.id[:8] in done.out


def test_several_customers_are_nodded_to_and_attended(run: Run, shelf: Shelf) -> None:
    lines = typed(shelf, FOUR)
    assert {line[0] for line in lines if not line.isdigit()} >= {"n", "a"}
    done = run("play", FOUR, "--name", "张三", "--seed", str(SEED), typed="\n".join(lines))
    assert done.code == 0
    assert "（100%）" in done.out
    assert "微笑点头" in done.out


def test_every_shipped_variant_can_be_played_to_full_marks(run: Run, shelf: Shelf) -> None:
    for play in (play for plays in shelf.plays.values() for play in plays):
        scenario = play.scenario
        variant = ["--variant", scenario.variant] if scenario.variant else []
        who = ["--name", "张三", "--seed", str(SEED)]
        done = run("play", scenario.id, *variant, *who, typed="\n".join(numbers(play)))
        assert done.code == 0
        assert "（100%）" in done.out
        assert all(assumption in done.out for assumption in scenario.assumptions)


def test_without_a_scenario_they_are_listed_with_what_they_train(run: Run, shelf: Shelf, hall: Hall) -> None:
    done = run("play", typed=" \n李\u200b四\n 李四 \n99\n0\n1\nq\n")
    assert done.code == 0
    assert "请填写姓名" in done.out
    assert "看不见的字符" in done.out
    for plays in shelf.plays.values():
        assert plays[0].scenario.title in done.out
        assert "、".join(plays[0].scenario.trains) in done.out
    assert "没有「99」，请写 1 到" in done.out
    assert [row.person for row in attempts.unfinished(hall)] == ["李四"]
    again = run("play", typed="王五\n" + WALK_IN + "\nq")
    assert "登记过的：李四" in again.out
    assert again.code == 0


def test_a_name_that_the_terminal_garbled_is_asked_again(run: Run) -> None:
    done = run("play", WALK_IN, typed="\ufffd\ufffd\n张三\nq")
    assert "UTF-8" in done.out
    assert done.code == 0


def test_practice_tells_at_once_and_takes_back(run: Run, shelf: Shelf, hall: Hall) -> None:
    right = typed(shelf)[0]
    wrong = "1" if right != "1" else "2"
    done = run("play", *MINE, typed=f"u\n{wrong}\nu\nh\n{right}\nq")
    assert "还没有可以撤回的动作。" in done.out
    assert "[不对]" in done.out
    assert "应该〔" in done.out
    assert "已撤回上一步" in done.out
    assert f"提示：选 {right}" in done.out
    assert "不计分（只算第一次的回答）" in done.out
    (row,) = attempts.unfinished(hall)
    assert [type(e).__name__ for e in _entries(hall, row.id)] == ["Act", "Undo", "Act", "Act"]


def _entries(hall: Hall, attempt_id: str) -> list[object]:
    return [attempts.entry_of(act) for act in attempts.records.acts(hall.store, attempt_id)]


def test_the_guided_mode_shows_the_script(run: Run) -> None:
    done = run("play", *MINE, "--mode", "跟学", typed="q")
    assert "示范：〔说〕您好，欢迎光临！请坐！" in done.out
    assert "示范" not in run("play", WALK_IN, "--name", "李四", typed="q").out


def test_an_assessment_tells_nothing_and_takes_nothing_back(run: Run) -> None:
    done = run("play", *MINE, "--mode", "考核", typed="1\nu\nh\nq")
    assert done.out.count("考核时不能撤回，也没有提示。") == 2
    assert "[对]" not in done.out
    assert "[不对]" not in done.out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("99", "没有第 99 条，请选 1 到"),
        ("0", "没有第 0 条"),
        ("１", "09:"),
        ("blah" * 50, "看不懂「blahblahblahblahblah…」"),
        ("9" * 5000, "看不懂"),
        ("a 9", "没有 9 号客户"),
        ("a", "您正在接待这位客户"),
        ("n1", "微笑点头"),
        ("?", "微笑点头"),
        ("", "请选"),
    ],
)
def test_whatever_is_typed_gets_an_answer(run: Run, line: str, told: str) -> None:
    done = run("play", *MINE, typed=f"{line}\nq")
    assert done.code == 0
    assert told in done.out
    assert "已保存到最后一步" in done.out


def test_with_several_customers_a_number_is_asked_for(run: Run) -> None:
    done = run("play", FOUR, "--name", "张三", typed="n 1\nn 1\na\nn\n1\nh\nq")
    assert done.out.count("请写客户号，如 a 2。") == 2
    assert done.out.count("您没有在接待谁，先用 a 客户号 转去接待。") == 2


def test_what_was_left_is_offered_and_gone_on_with(run: Run, shelf: Shelf, hall: Hall) -> None:
    lines = typed(shelf)
    run("play", *MINE, typed="\n".join([*lines[:3], "q"]))
    done = run("play", "--name", "张三", typed="\n".join(["7", "x", "1", *lines[3:]]))
    assert done.code == 0
    assert "接着做，已有 3 步" in done.out
    assert done.out.count("看不懂") == 2
    assert "（100%）" in done.out
    assert len(results.results(hall.store, EVERYBODY)) == 1


def test_what_was_left_can_be_given_up_or_let_lie(run: Run, hall: Hall) -> None:
    run("play", *MINE, typed="1\nq")
    run("play", *MINE, typed="n\n1\nq")
    assert len(attempts.unfinished(hall)) == 2
    done = run("play", *MINE, typed="x 1\nx1\nq")
    assert done.out.count("已放弃") == 2
    assert [row.abandoned for row in results.results(hall.store, EVERYBODY)] == [None, "学员放弃", "学员放弃"]


def test_somebody_else_is_offered_nothing(run: Run) -> None:
    run("play", *MINE, typed="1\nq")
    assert "上次没有做完的" not in run("play", WALK_IN, "--name", "李四", typed="q").out


def test_the_end_of_the_input_keeps_everything(run: Run, hall: Hall) -> None:
    done = run("play", *MINE, typed="1\n")
    assert done.code == 130
    assert "已保存到最后一步" in done.out
    assert len(attempts.unfinished(hall)) == 1
    assert run("play", typed="").code == 130


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["walk-in-quanqiutnog"], "没有场景「walk-in-quanqiutnog」。是否指「walk-in-quanqiutong」？"),
        (["papers-missing", "--variant", "student"], "没有变体「student」。是否指「student-card」？"),
        ([WALK_IN, "--name", ""], "请填写姓名。"),
    ],
)
def test_what_is_not_there_is_told_with_a_suggestion(
    run: Run, hall: Hall, arguments: list[str], told: str
) -> None:
    done = run("play", "--name", "张三", *arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert results.results(hall.store, EVERYBODY) == []


def test_in_an_assessment_thinking_takes_time(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look at the wall's clock finds it a minute later: they get angry, and in the end walk out."""
    attempt = attempts.start(hall, enrol(hall, "张三"), Choice(WALK_IN, Mode.ASSESSMENT, seed=SEED))
    minutes = itertools.count(step=60)
    monkeypatch.setattr("builtins.input", lambda _prompt: "")
    Sitting(hall, attempt, lambda: float(next(minutes))).run()
    (row,) = results.results(hall.store, EVERYBODY)
    assert row.result is not None
    assert row.result["outcomes"] == {"wang": "等不及走了"}
    assert row.result["ended_ms"] > 200_000


def test_where_thinking_is_free_the_clock_stands_still() -> None:
    ticks = itertools.count()
    still, running = Clock(running=False, read=lambda: 9.0), Clock(running=True, read=lambda: next(ticks))
    still.put(5000)
    running.put(5000)
    assert [still.now(), still.now()] == [5000, 5000]
    assert [running.now(), running.now()] == [6000, 7000]
    backwards = iter([9.0, 5.0])
    odd = Clock(running=True, read=lambda: next(backwards))
    odd.put(5000)
    assert odd.now() == 5000


def test_an_act_at_the_terminal_is_on_disk_before_it_is_shown(
    run: Run, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def say_all(lines: object) -> None:
        seen.append(sum(isinstance(e, Act) for r in attempts.unfinished(hall) for e in _entries(hall, r.id)))

    monkeypatch.setattr("trainer.cli.terminal.say_all", say_all)
    run("play", *MINE, typed="1\nq")
    assert seen == [0, 0, 1, 1, 1]
