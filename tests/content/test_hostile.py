"""Hostile files: each ends in clear problems within a second and with bounded memory, in a real process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.content.conftest import ROOT
from tests.content.hostile import cases

CODES = {name: code for name, _, code in cases()}
SECONDS = 30


def run(*arguments: str) -> list[list[object]]:
    """Run the reader under its limits and return what it printed, line by line."""
    command = [sys.executable, "-m", "tests.content.reader", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2_000:] + done.stdout.decode()[-200:]
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.fixture(scope="module")
def outcomes() -> dict[str, tuple[float, int, list[str]]]:
    return {str(name): (took, plays, told) for name, took, plays, told in run()}  # type: ignore[misc]


def test_every_case_was_read(outcomes: dict[str, tuple[float, int, list[str]]]) -> None:
    assert outcomes.keys() == CODES.keys()


@pytest.mark.parametrize("name", CODES)
def test_a_hostile_file_ends_in_clear_problems(
    outcomes: dict[str, tuple[float, int, list[str]]], name: str
) -> None:
    took, plays, told = outcomes[name]
    assert took < SECONDS
    assert len(told) <= 101
    assert all(len(line) < 400 for line in told)
    assert all(line.startswith("x.yaml:") for line in told)
    if CODES[name]:
        assert any(f" {CODES[name]} " in line for line in told), told[:3]
        assert plays == 0 or CODES[name] in ("S109",)
    else:
        assert plays == 1
        assert not told


def test_tricks_with_the_folder_do_not_hang_or_leave_it(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("密码: 1", encoding="utf-8")
    scenarios = root / "scenarios"
    (scenarios / "a-link.yaml").symlink_to(tmp_path / "secret.yaml")
    (scenarios / "b-zero.yaml").symlink_to("/dev/zero")
    (scenarios / "c-loop.yaml").symlink_to("c-loop.yaml")
    (scenarios / "d-folder.yaml").mkdir()
    os.mkfifo(scenarios / "e-pipe.yaml")
    (scenarios / "f-gone.yaml").symlink_to(root / "nowhere.yaml")
    (scenarios / "g-big.yaml").write_bytes(b"a" * 10_000_000)
    [[plays, told]] = run(str(root))
    assert plays == ["small"]
    assert isinstance(told, list)
    assert sorted(line.split("。")[0] for line in told) == [
        "scenarios/a-link.yaml:1:1 Y006 文件指到了内容文件夹外面",
        "scenarios/b-zero.yaml:1:1 Y006 文件指到了内容文件夹外面",
        "scenarios/c-loop.yaml:1:1 Y005 打不开文件",
        "scenarios/d-folder.yaml:1:1 Y006 这不是普通文件",
        "scenarios/e-pipe.yaml:1:1 Y006 这不是普通文件",
        "scenarios/f-gone.yaml:1:1 Y005 找不到文件",
        "scenarios/g-big.yaml:1:1 Y003 文件超过 512 KB",
    ]
