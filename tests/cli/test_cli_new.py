"""`trainer new scenario`: a file to begin from, and never over another."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def content(tmp_path: Path) -> str:
    """Content that has a template and nothing else."""
    folder = tmp_path / "content"
    (folder / "assets" / "templates").mkdir(parents=True)
    (folder / "assets" / "templates" / "scenario.yaml").write_text("id: 新\n", encoding="utf-8")
    return str(folder)


def test_the_template_is_copied(run: Run, content: str, tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    done = run("new", "scenario", str(target), "--content", content)
    assert (done.code, done.out) == (0, f"{target}\n")
    assert target.read_text(encoding="utf-8") == "id: 新\n"
    assert f"trainer check {target}" in done.err


def test_a_file_that_is_there_is_left_alone(run: Run, content: str, tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    target.write_text("mine", encoding="utf-8")
    done = run("new", "scenario", str(target), "--content", content)
    assert (done.code, target.read_text(encoding="utf-8")) == (2, "mine")
    assert "已经有了" in done.err


def test_a_folder_that_is_not_there_is_told(run: Run, content: str, tmp_path: Path) -> None:
    done = run("new", "scenario", str(tmp_path / "no" / "a.yaml"), "--content", content)
    assert done.code == 2
    assert "没有文件夹" in done.err


def test_a_missing_template_is_told(run: Run, tmp_path: Path) -> None:
    done = run("new", "scenario", str(tmp_path / "a.yaml"), "--content", str(tmp_path))
    assert done.code == 3
    assert "找不到模板" in done.err
