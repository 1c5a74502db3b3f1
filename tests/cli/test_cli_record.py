"""`trainer plan record`: what is played is written as a plan that comes out again, whole or not at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import SEED, WALK_IN, Run, numbers
from tests.cli.hurry import hall_of, hurried
from trainer.cli import record
from trainer.cli.transcript import Transcript, words_of
from trainer.content.plans import parse
from trainer.content.play import Play
from trainer.content.shelf import Shelf
from trainer.core.explore import best
from trainer.core.mode import Mode
from trainer.core.rights import EVERYBODY
from trainer.core.scenario import SECOND
from trainer.core.shift import ActRefused
from trainer.training import results
from trainer.training.acting import act_plan, play_of
from trainer.training.hall import Hall

FOUR = "four-at-once"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return where the plan shall be written."""
    return tmp_path / "新.plan"


def recorded(run: Run, target: Path, *typed: str, scenario: str = WALK_IN, more: tuple[str, ...] = ()) -> str:
    """Record a plan and act it; return its text."""
    words = ("plan", "record", scenario, str(target), "--seed", str(SEED), *more)
    done = run(*words, typed="\n".join(typed))
    assert done.code == 0, done.err
    assert f"trainer play --plan {target}" in done.err
    acted = run("play", "--plan", str(target))
    assert (acted.code, acted.err) == (0, "计划通过。\n"), acted.out
    return target.read_text(encoding="utf-8")


def test_a_whole_scenario_is_written_and_comes_out(run: Run, shelf: Shelf, hall: Hall, target: Path) -> None:
    play = shelf.plays[WALK_IN][0]
    text = recorded(run, target, *numbers(play), more=("--mode", "考核"))
    assert f"scenario: {WALK_IN}\nmode: 考核\n\narrives wang\nsays " in text
    assert text.count("choose ") == text.count("says ") - 1
    assert "leaves wang " in text
    assert text.endswith(f"score {sum(play.best)}/{sum(play.best)}\ngate pass\n")
    assert results.results(hall.store, EVERYBODY) == []


def test_every_shipped_variant_can_be_recorded(shelf: Shelf) -> None:
    """The best path of each, and the one where nobody does anything."""
    for play in (play for plays in shelf.plays.values() for play in plays):
        transcript = Transcript(play, Mode.PRACTICE)
        for act in best(play.scenario).acts:
            if ahead := act.at - transcript.as_of()[0].now:
                transcript.wait(ahead)
            transcript.act(act.kind, act.customer, act.option)
        comes_out(shelf, transcript)
        idle = Transcript(play, Mode.ASSESSMENT)
        for _ in range(20):
            idle.wait(120 * SECOND + 1)
        comes_out(shelf, idle)


def comes_out(shelf: Shelf, transcript: Transcript) -> None:
    plan = parse(transcript.text(), "a.plan")
    play = play_of(shelf, plan)
    assert play.scenario == transcript.play.scenario
    acted = act_plan(plan, play)
    assert acted.failures == ()
    assert acted.assessment == transcript.marked()


def test_several_customers_time_and_the_end_halfway(run: Run, target: Path) -> None:
    text = recorded(run, target, "n1", "t 30.5", "a 1", "w2", "t400", "s", scenario=FOUR)
    for line in ("nod zhao", "at 31.5", "attend zhao", "wait ", "mood ", "leaves sun 等不及走了", "score 2/"):
        assert f"\n{line}" in text


def test_what_was_taken_back_and_looked_up_is_written_too(run: Run, target: Path) -> None:
    text = recorded(run, target, "h", "1", "u", "1", "s")
    assert "\nhint wang\nchoose " in text
    assert "\nundo\nsays " in text


def test_a_variant_is_named_and_drawn_where_none_is_wanted(run: Run, shelf: Shelf, target: Path) -> None:
    variants = [play.scenario.variant for play in shelf.plays["papers-missing"]]
    assert f"variant: {variants[-1]}\n" in recorded(
        run, target, "1", "s", scenario="papers-missing", more=("--variant", variants[-1])
    )
    drawn = recorded(run, target.with_name("b.plan"), "s", scenario="papers-missing")
    assert any(f"variant: {variant}\n" in drawn for variant in variants)


def test_the_title_names_the_variant_on_one_line(shelf: Shelf) -> None:
    play = shelf.plays["papers-missing"][0]
    told = Transcript(play, Mode.PRACTICE).text()
    assert told.startswith(
        f"# 《证件够不够》（{play.scenario.variant}）录下的一遍\nscenario: papers-missing\n"
    )
    broken = Play(replace(play.scenario, title="两\n行", variant=""), play.best)
    assert Transcript(broken, Mode.PRACTICE).text().startswith("# 《两 行》录下的一遍\nscenario: ")


def test_a_decision_that_ran_out_is_written() -> None:
    transcript = Transcript(hall_of(hurried("wang", "王女士")), Mode.ASSESSMENT)
    transcript.wait(9 * SECOND)
    assert "late" not in transcript.text()
    transcript.wait(SECOND)
    assert "\nat 10\nlate wang start\nsays 还没好吗\n" in transcript.text()


def test_an_option_that_cannot_be_chosen_is_an_expectation(shelf: Shelf) -> None:
    transcript, option = _at_blocked(shelf)
    for _ in range(2):
        with pytest.raises(ActRefused):
            transcript.act("choose", transcript.as_of()[0].attending, option)
    assert transcript.text().count(f"blocked {option}\n") == 1
    comes_out(shelf, transcript)


def _at_blocked(shelf: Shelf) -> tuple[Transcript, str]:
    """Play the best paths until somewhere an option stands there that cannot be chosen."""
    for play in (play for plays in shelf.plays.values() for play in plays):
        transcript = Transcript(play, Mode.PRACTICE)
        for act in best(play.scenario).acts:
            shift, _ = transcript.as_of()
            visit = shift.visit(shift.attending)
            for option in visit.node.options if visit else ():
                if visit and option.blocked and not visit.offers(option):
                    return transcript, option.id
            if act.at > shift.now:
                transcript.wait(act.at - shift.now)
            transcript.act(act.kind, act.customer, act.option)
    pytest.fail("no shipped scenario blocks an option on its best path")


def test_a_file_that_is_there_is_never_touched(run: Run, target: Path) -> None:
    target.write_text("mine")
    for file in (target, target.parent, target.parent / "none" / "a.plan"):
        done = run("plan", "record", WALK_IN, str(file), typed="s")
        assert (done.code, done.out) == (2, "")
        assert str(file.parent) in done.err
    assert target.read_text() == "mine"


def test_a_file_that_came_meanwhile_is_not_touched_and_the_plan_not_lost(
    run: Run, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.cli.record._trouble", lambda _target: "")
    target.write_text("mine")
    other = target.with_name("other.plan")
    missing = target.parent / "none" / "a.plan"
    done = run("plan", "record", WALK_IN, str(target), typed=f"s\n\na\0b\n{missing}\n{other}")
    assert done.code == 0
    assert "不能用的字符" in done.out
    assert f"{target} 已经有了" in done.out
    assert f"{missing} 写不了" in done.out
    assert other.read_text(encoding="utf-8").startswith("# 《首开全球通》录下的一遍\n")
    assert target.read_text() == "mine"


@pytest.mark.parametrize(("typed", "code"), [("1\nq", 0), ("1\n", 130), ("", 130)])
def test_who_leaves_or_is_interrupted_leaves_nothing(run: Run, target: Path, typed: str, code: int) -> None:
    done = run("plan", "record", WALK_IN, str(target), typed=typed)
    assert done.code == code
    assert "没有写计划" in done.out + done.err
    assert list(target.parent.glob("*.plan*")) == []


def test_an_interruption_while_it_is_written_leaves_nothing(
    run: Run, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Plan(str):
        def encode(self, *_: object) -> bytes:  # type: ignore[override]
            raise KeyboardInterrupt

    monkeypatch.setattr(Transcript, "text", lambda self: Plan("scenario: x"))
    monkeypatch.setattr(record, "_comes_out", lambda *_: True)
    assert run("plan", "record", WALK_IN, str(target), typed="s").code == 130
    assert not target.exists()


def test_a_plan_that_does_not_come_out_is_not_written(
    run: Run, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Transcript, "text", lambda self: f"scenario: {WALK_IN}\nscore 9/9\n")
    done = run("plan", "record", WALK_IN, str(target), typed="s")
    assert done.code == 1
    assert "第 2 行应为：得分 9/9" in done.err
    assert not target.exists()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("t", "看不懂「t」"),
        ("99", "没有第 99 条，请选 1 到"),
        ("blah" * 9, "看不懂「blahblahblahblahblah…」"),
        ("a 9", "没有 9 号客户"),
        ("a", "您正在接待这位客户"),
        ("u", "还没有可以撤回的动作"),
        ("t 99999", "最长到第 86400 秒"),
        ("?", "写下计划"),
        ("", "请选"),
    ],
)
def test_whatever_is_typed_gets_an_answer(run: Run, target: Path, line: str, told: str) -> None:
    done = run("plan", "record", WALK_IN, str(target), typed=f"{line}\nq")
    assert done.code == 0
    assert told in done.out


def test_modes_show_and_refuse_what_they_do_in_play(run: Run, target: Path) -> None:
    words = ("plan", "record", WALK_IN, str(target), "--mode")
    assert "示范：" in run(*words, "跟学", typed="q").out
    strict = run(*words, "考核", typed="h\nu\n1\nq").out
    assert strict.count("考核时不能撤回，也没有提示。") == 2
    assert "[对]" not in strict
    assert "[不对]" not in strict
    crowd = ("plan", "record", FOUR, str(target))
    assert run(*crowd, typed="1\nn\nq").out.count("先用 a 客户号 转去接待") == 1


def test_wrong_names_are_told_with_a_suggestion(run: Run, target: Path) -> None:
    done = run("plan", "record", "walk-in-quanqiutnog", str(target))
    assert (done.code, done.out) == (2, "")
    assert f"是否指「{WALK_IN}」" in done.err
    assert run("plan", "recrd", WALK_IN, str(target)).code == 2
    assert "缺少参数" in run("plan", "record", WALK_IN).err


def test_a_line_is_known_by_its_longest_run_of_words() -> None:
    assert words_of("“好。”她把身份证递过来，等着。") == "她把身份证递过来"
    assert words_of("……") == ""
    assert len(words_of("字" * 99)) == 16


@pytest.mark.parametrize(("ms", "written"), [(86_300_123, "86300.123"), (30_500, "30.5"), (0, "0")])
def test_seconds_are_written_exactly(shelf: Shelf, ms: int, written: str) -> None:
    transcript = Transcript(shelf.plays[FOUR][0], Mode.PRACTICE)
    transcript.wait(ms)
    assert f"\nat {written}\n" in transcript.text()
    comes_out(shelf, transcript)
