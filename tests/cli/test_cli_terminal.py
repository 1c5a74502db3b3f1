"""A conversation at the terminal: words that fit the channel, decisions with a deadline, and interruptions."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import SEED, WALK_IN, Run, numbers
from tests.cli.hurry import hall_of, hurried
from trainer.cli import record
from trainer.cli.exits import Exit
from trainer.cli.sitting import KEPT, Sitting
from trainer.content.play import Play
from trainer.content.shelf import Shelf
from trainer.core.events import Act, Undo
from trainer.core.mode import Mode
from trainer.core.rights import EVERYBODY
from trainer.core.scenario import Channel
from trainer.training import attempts, results
from trainer.training.attempts import Attempt, Choice
from trainer.training.hall import Hall, enrol

ONE = hurried("wang", "王女士")
Sit = Callable[..., str]


@pytest.fixture
def sit(hall: Hall, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sit:
    """Sit down with a hand-made play and type; return what was printed. `11>x` is typed after 11 seconds."""

    def sat(play: Play, *typed: str, mode: Mode = Mode.PRACTICE) -> str:
        made = Hall(Shelf(hall.shelf.books, {"hurry": (play,)}, ()), hall.store)
        attempt = attempts.start(made, enrol(made, "张三"), Choice("hurry", mode, seed=SEED))
        lines, wall = iter(typed), [0.0]

        def answered(_prompt: str) -> str:
            if (line := next(lines, None)) is None:
                raise EOFError
            thought, _, said = line.rpartition(">")
            wall.append(wall[-1] + float(thought or 0))
            return said

        monkeypatch.setattr("builtins.input", answered)
        capsys.readouterr()
        Sitting(made, attempt, lambda: wall[-1]).run()
        return capsys.readouterr().out

    return sat


def number(out: str, text: str) -> str:
    """Return the number of the option with this text on the first floor that was printed."""
    return next(line.split(".")[0].strip() for line in out.splitlines() if text in line)


@pytest.mark.parametrize(
    ("channel", "turn", "comes"),
    [("电话", "接听", "来电"), ("网上", "答复", "上线"), ("厅里", "接待", "进门")],
)
def test_the_words_fit_how_customers_come(sit: Sit, channel: Channel, turn: str, comes: str) -> None:
    two = hall_of(ONE, hurried("li", "李先生"), channel=channel)
    out = sit(two, "?", "1", "n 1", "a 1", "q")
    assert f"a 客户号  转去{turn}" in out
    assert f"您没有在{turn}谁，先用 a 客户号 转去{turn}。" in out
    assert f"<- 正在{turn}" in out
    assert f"王女士{comes}" in out
    assert ("微笑点头" in out) == ("进门" in out) == (channel == "厅里")
    assert ("看不到您点头" in out) == (channel != "厅里")


def test_a_plan_is_recorded_in_the_words_of_the_channel(
    run: Run, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = hall_of(ONE, channel="电话")
    monkeypatch.setattr(record, "load", lambda *_: Shelf(shelf.books, {"hurry": (play,)}, ()))
    out = run("plan", "record", "hurry", str(tmp_path / "a.plan"), typed="?\nn\nq").out
    assert "微笑" not in out
    assert "看不到您点头" in out
    assert "写下计划" in out


def test_the_help_offers_no_undo_where_there_is_none(sit: Sit) -> None:
    assert "撤回" in sit(hall_of(ONE), "?", "q")
    assert "撤回" not in sit(hall_of(ONE), "?", "q", mode=Mode.ASSESSMENT)


def test_what_is_left_of_a_deadline_is_shown_and_a_look_up_is_no_answer(sit: Sit) -> None:
    look_up = number(sit(hall_of(ONE), "q"), "看资费表")
    out = sit(hall_of(ONE), look_up, "q")
    assert "还有 10 秒要答复" in out
    assert "还有 5 秒要答复" in out
    assert "[不对]" not in out


def test_an_answer_to_one_customer_is_told_though_another_ran_out_meanwhile(sit: Sit) -> None:
    two = hall_of(ONE, hurried("li", "李先生"))
    floor = sit(two, "a1", "q")
    right = number(floor, "话right")
    out = sit(two, "a1", "a2", number(floor, "看资费表"), right)
    assert "没有及时答复王女士" in out
    assert "[对] 服务规范 +2" in out


def test_thinking_too_long_the_old_numbers_do_nothing(sit: Sit, hall: Hall) -> None:
    out = sit(hall_of(ONE), "11>1", mode=Mode.ASSESSMENT)
    assert "没有及时答复王女士" in out
    assert "答复的时间已经过了，请看现在的选项。" in out
    assert "王女士：还没好吗？" in out
    (row,) = attempts.unfinished(hall)
    assert attempts.records.acts(hall.store, row.id) == []


def test_a_decision_that_ran_out_is_in_the_marks(sit: Sit) -> None:
    out = sit(hall_of(ONE), "11>", "1", mode=Mode.ASSESSMENT)
    assert "您〔没及时答复〕" in out
    assert "要当场答复。" in out


@pytest.mark.parametrize("moment", ["before it is recorded", "after it", "while it is shown"])
def test_an_interruption_in_mid_act_loses_nothing_that_was_shown(
    hall: Hall, run: Run, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    attempt = attempts.start(hall, enrol(hall, "张三"), Choice(WALK_IN, Mode.PRACTICE, seed=SEED))
    typed = numbers(shelf.plays[WALK_IN][0])
    added = attempts.add

    def add(to: Hall, of: Attempt, entry: Act | Undo, _ear: object) -> Attempt:
        if moment == "before it is recorded":
            raise KeyboardInterrupt
        done = added(to, of, entry)
        if moment == "after it":
            raise KeyboardInterrupt
        monkeypatch.setattr("trainer.cli.terminal.floor.news", interrupted)
        return done

    def interrupted(*_: object) -> Iterator[str]:
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr("trainer.cli.sitting.attempts.add", add)
        once.setattr("builtins.input", lambda _prompt: typed[0])
        assert Sitting(hall, attempt).run() is Exit.INTERRUPTED
    monkeypatch.undo()
    kept = len(attempts.records.acts(hall.store, attempt.id))
    assert kept == (0 if moment == "before it is recorded" else 1)
    done = run("play", "--name", "张三", typed="\n".join(["1", *typed[kept:]]))
    assert "（100%）" in done.out
    assert run("verify").code == 0


def test_an_interruption_while_the_marks_are_shown_says_that_they_are_recorded(
    hall: Hall, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> Iterator[str]:
        raise KeyboardInterrupt

    attempt = attempts.start(hall, enrol(hall, "张三"), Choice(WALK_IN, Mode.ASSESSMENT, seed=SEED))
    typed = iter(numbers(shelf.plays[WALK_IN][0]))
    monkeypatch.setattr("builtins.input", lambda _prompt: next(typed))
    monkeypatch.setattr("trainer.cli.marks.report", interrupted)
    assert Sitting(hall, attempt, lambda: 0.0).run() is Exit.INTERRUPTED
    out = capsys.readouterr().out
    assert out.endswith(f"\n成绩已记录，编号 {attempt.id[:8]}。\n")
    assert KEPT not in out
    (row,) = results.results(hall.store, EVERYBODY)
    assert row.result is not None
