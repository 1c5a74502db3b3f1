"""`trainer check`: all problems of files, each at its line and column."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run

PLAN = "scenario: walk-in-quanqiutong\narrives wang\n"
WALK_IN_FILE = ROOT / "scenarios" / "walk_in_quanqiutong.yaml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the shipped content, to spoil."""
    folder = tmp_path / "content"
    for name in ("scenarios", "scripts_zh", "assets/tariffs", "assets/material"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def spoil(file: Path, old: str, new: str) -> Path:
    """Replace the first occurrence of a text in a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def line_of(file: Path, text: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_the_shipped_content_has_no_errors(run: Run) -> None:
    assert run("check").code == 0


def test_a_broken_scenario_is_told_by_line_and_column(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    shutil.copy(WALK_IN_FILE, file)
    spoil(file, "say: P01", "say: PO1")
    line = line_of(file, "say: PO1")
    done = run("check", str(file))
    assert done.code == 1
    assert any(
        each.startswith(f"{file.as_posix()}:{line}:") and "未知话术「PO1」" in each
        for each in done.out.splitlines()
    )
    assert "是否指「P" in done.out
    assert "错误" in done.err


def test_problems_as_json(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"id: a\n\xff")
    done = run("check", "--json", str(file))
    told = json.loads(done.out)
    assert (done.code, told["errors"], told["warnings"]) == (1, 1, 0)
    (problem,) = told["problems"]
    assert set(problem) == {"code", "level", "file", "line", "column", "message", "cure"}
    assert (problem["file"], problem["level"], problem["line"]) == (file.as_posix(), "error", 2)


def test_warnings_alone_are_no_failure(run: Run, content: Path) -> None:
    shutil.rmtree(content / "assets" / "material")
    done = run("check", str(content))
    assert done.code == 0
    assert "Q402 提醒：读不到资料原文" in done.out
    assert "没有错误，有 1 条提醒。" in done.err


def test_a_broken_book_is_told_whichever_way_it_is_reached(run: Run, content: Path) -> None:
    book = spoil(content / "scripts_zh" / "phrases.yaml", "post:", "posst:")
    line = line_of(book, "posst:")
    for arguments in (["check", "--content", str(content)], ["check", str(content)], ["check", str(book)]):
        done = run(*arguments)
        assert done.code == 1
        assert f"phrases.yaml:{line}:" in done.out
    other = run("check", str(content / "scripts_zh" / "rules.yaml"))
    assert (other.code, other.out) == (0, "")
    scenario = run("check", "--content", str(content), str(content / "scenarios" / WALK_IN_FILE.name))
    assert scenario.code == 1
    assert "phrases.yaml" in scenario.out


@pytest.mark.parametrize(
    ("name", "old"), [("edition", "hotline:"), ("plans", "status: 在售"), ("rules", "papers: [R-TS]")]
)
def test_a_broken_edition_is_told_whichever_way_it_is_reached(
    run: Run, content: Path, name: str, old: str
) -> None:
    book = spoil(content / "assets/tariffs/wuhan-2004" / f"{name}.yaml", old, f"x{old}")
    line = line_of(book, f"x{old}")
    for arguments in (["check", "--content", str(content)], ["check", str(book)]):
        done = run(*arguments)
        assert done.code == 1
        assert f"{name}.yaml:{line}:" in done.out


def test_a_plan_is_acted(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "a.plan"
    plan.write_text(f"{PLAN}mood wang 激动\n", encoding="utf-8")
    done = run("check", str(plan))
    assert done.code == 1
    assert done.out.startswith(f"{plan.as_posix()}:3:1 A710 应为：wang 激动；实际：")


def test_a_folder_is_checked_file_by_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.plan").write_text(f"{PLAN}chose P01", encoding="utf-8")
    (tmp_path / "b.plan").write_text(PLAN, encoding="utf-8")
    (tmp_path / "c.yaml").write_bytes(b"\xff\xfe")
    done = run("check", str(tmp_path))
    told = [line.split(" ")[:2] for line in done.out.splitlines()]
    at = tmp_path.as_posix()
    assert told == [[f"{at}/a.plan:3:1", "A701"], [f"{at}/c.yaml:1:1", "Y004"]]
    assert done.err == "2 处错误。\n"


@pytest.mark.parametrize(("name", "told"), [("none.yaml", "找不到"), ("", "里没有场景文件")])
def test_nothing_to_check_is_told(run: Run, tmp_path: Path, name: str, told: str) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    done = run("check", str(empty / name))
    assert (done.code, done.out) == (2, "")
    assert told in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such file there")
def test_what_is_no_file_is_told(run: Run) -> None:
    done = run("check", "/dev/zero")
    assert done.code == 1
    assert done.out.startswith("/dev/zero:1:1 Y006 这不是普通文件")
