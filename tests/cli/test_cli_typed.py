"""Phrases typed from memory at the terminal."""

from collections.abc import Callable

import pytest

from tests.cli.conftest import ROOT, SEED, WALK_IN, Run
from trainer.cli.sitting import Sitting
from trainer.core.assess import right_options
from trainer.core.mode import Mode
from trainer.core.saying import TRYING_TAKES
from trainer.core.shift import Visit
from trainer.training import attempts
from trainer.training.attempts import Attempt, Choice
from trainer.training.hall import Hall, enrol
from trainer.training.listening import Listener

GREETING = "您好，欢迎光临！请坐！"
Sit = Callable[..., tuple[Attempt, str]]


@pytest.fixture
def sit(hall: Hall, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sit:
    """Sit down and type the lines; return the attempt and what was printed."""

    def sat(*lines: str, mode: Mode = Mode.PRACTICE) -> tuple[Attempt, str]:
        attempt = attempts.start(hall, enrol(hall, "张三"), Choice(WALK_IN, mode, seed=SEED, typed=True))
        typed = iter(lines)

        def answered(_prompt: str) -> str:
            if (line := next(typed, None)) is None:
                raise EOFError
            return line

        monkeypatch.setattr("builtins.input", answered)
        capsys.readouterr()
        sitting = Sitting(hall, attempt, lambda: 0.0, Listener(ROOT, hall.shelf.books))
        sitting.run()
        return sitting.attempt, capsys.readouterr().out

    return sat


def shares(attempt: Attempt) -> list[tuple[str, int]]:
    return [(turn.act.typed, turn.act.share) for turn in attempt.story.turns]


def test_phrases_have_no_number_and_are_typed(sit: Sit) -> None:
    attempt, out = sit(GREETING)
    assert "练习·打字" in out
    assert "…  该说标准用语了：凭记忆打出来" in out
    assert shares(attempt) == [(GREETING, 100)]
    assert f"您打的字：{GREETING}（得 100%）" in out
    assert "[对]" in out


def test_other_cards_keep_their_numbers(sit: Sit) -> None:
    attempt, out = sit("1")
    assert shares(attempt) == [("", 100)]
    assert "〔说〕您好，欢迎光临！请坐！" not in out.split("请选")[0].split("应该")[0]


def test_what_is_not_understood_costs_time(sit: Sit) -> None:
    attempt, out = sit("来了啊", GREETING, mode=Mode.ASSESSMENT)
    assert "没听出是标准用语，请再说一遍。" in out
    assert [turn.act.at for turn in attempt.story.turns] == [TRYING_TAKES]
    assert "您打的字" not in out


def test_commands_are_still_commands(sit: Sit) -> None:
    attempt, out = sit("?", "h", "您好，欢迎光临", "u")
    assert "标准用语没有号码，凭记忆整句打出来" in out
    assert f"提示：“{GREETING}”" in out
    assert "已撤回上一步" in out
    assert attempt.story.turns[-1].act.kind == "hint"


def test_text_means_nothing_where_no_phrase_is_asked_for(sit: Sit, hall: Hall) -> None:
    said = sit(GREETING, "请问您需要办理什么业务？", "随便说一句", mode=Mode.ASSESSMENT)
    assert "看不懂「随便说一句」" in said[1]
    assert right_of(said[0]).ref == ""


def right_of(attempt: Attempt):
    visit: Visit = attempt.shift.visits[0]
    return right_options(visit.node, visit.talk)[0]


def test_what_was_left_is_gone_on_with(sit: Sit, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    sit(GREETING)
    monkeypatch.undo()
    done = run("play", "--name", "张三", typed="1\n请问您需要办理什么业务？\n")
    assert "练习·打字" in done.out
    assert "您打的字：请问您需要办理什么业务？（得 100%）" in done.out
    assert run("verify").code == 0
