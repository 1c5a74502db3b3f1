"""The verbs, their help, and what is said to a wrong one."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from trainer import cli

VERBS = (
    *("gui", "play", "check", "results", "verify", "new", "plan", "explore"),
    *("tariff", "rate", "bill", "prorate", "decide"),
)
HEAVY = ("PySide6", "sqlalchemy", "alembic", "pydantic", "yaml", "jinja2")
LIGHT = """
import sys
from trainer.cli import main
try:
    main({arguments})
except SystemExit:
    pass
print([name for name in {heavy} if name in sys.modules])
"""


@pytest.mark.parametrize("arguments", [["--help"], *([verb, "--help"] for verb in VERBS)])
def test_the_help_names_every_exit_code(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.code == 0
    told = done.out.partition("退出码")[2]
    assert [line.split()[0] for line in told.splitlines()[1:6]] == ["0", "1", "2", "3", "130"]


def test_the_help_is_chinese(run: Run) -> None:
    told = run("play", "--help").out
    assert "用法：trainer play" in told
    assert not {"usage:", "options:", "positional", "show this help"} & set(
        told.replace("\n", " ").split(" ")
    )


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("trainer 0.")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["plya"], "没有动词「plya」，是否指「play」。"),
        (["zzz"], "可选：gui、play、check"),
        (["play", "--mode", "练"], "--mode：没有「练」，是否指「练习」。"),
        (["play", "--mode", "x"], "可选：跟学、练习、考核、练习·打字、考核·打字。"),
        (["play", "--seed", "abc"], "种子「abc」不对"),
        (["play", "--seed", str(2**63)], "种子"),
        (["play", "--name"], "--name 后面要写一个值。"),
        (["check", "--jsn"], "不认识的参数：--jsn"),
        (["check", "--json=1"], "--json 不带值"),
        (["new"], "缺少参数：scenario"),
        (["results", "show"], "缺少参数：编号"),
        (["play", "--json"], "--json 要和 --plan 一起用"),
    ],
)
def test_wrong_usage_is_told_with_the_cure(run: Run, arguments: list[str], told: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


@pytest.mark.parametrize(
    ("arguments", "spared"), [(["--help"], HEAVY), (["check"], ("PySide6", "sqlalchemy", "alembic"))]
)
def test_a_verb_loads_only_what_it_needs(arguments: list[str], spared: tuple[str, ...]) -> None:
    code = LIGHT.format(arguments=arguments, heavy=spared)
    root = Path(cli.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True)
    assert done.stdout.split(b"\n")[-2].strip() == b"[]"


def test_the_places_can_be_named_before_the_verb(run: Run, tmp_path: Path) -> None:
    done = run("--content", str(tmp_path), "check")
    assert done.code == 1
    assert "scripts_zh/phrases.yaml:1:1 Y005" in done.out


def test_a_full_disk_under_the_output_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def run(self, _args: object) -> int:
            raise OSError(28, "No space left on device")

    real = cli.room
    monkeypatch.setattr(cli, "room", lambda name: real(name) if "options" in name else Full())
    done = run("check")
    assert (done.code, done.err) == (3, "读写出错：No space left on device。请检查磁盘空间和权限后再试。\n")
