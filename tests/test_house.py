"""The house rules that a machine can guard: walls, licences, sizes, and singletons that stay alive."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

ROOT = Path(__file__).parent.parent
LINTER = "from importlinter.cli import lint_imports_command; lint_imports_command()"
MODULES = sorted((ROOT / "trainer").rglob("*.py"))


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINTER, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "trainer", folder / "trainer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("core/money.py", "import trainer.content.shelf"),
        ("core/money.py", "import jinja2"),
        ("content/play.py", "import trainer.store.rows"),
        ("training/results.py", "import trainer.ui.theme"),
        ("training/results.py", "import PySide6.QtCore"),
        ("reports/html.py", "import PySide6.QtCore"),
        ("ui/jobs.py", "import sqlalchemy"),
        ("ui/home/screen.py", "import trainer.ui.player.screen"),
        ("ui/kit/ring.py", "import trainer.ui.window"),
        ("unplaced.py", "import json"),
    ],
)
def test_the_walls_bark_at_a_planted_violation(copy, module, line):
    path = copy / "trainer" / module
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text(f"{line}\n{before or ''}", encoding="utf-8")
    try:
        found = lint(copy)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_text(before, encoding="utf-8")
    assert found.returncode != 0, found.stdout


def test_the_walls_are_silent_in_the_house_as_it_is(copy):
    found = lint(copy)
    assert found.returncode == 0, found.stdout


def imports_of(path: Path) -> set[str]:
    names = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return names


@pytest.mark.parametrize(
    "name", ["QtCharts", "QtGraphs", "QtDataVisualization", "QtHttpServer", "QtVirtualKeyboard"]
)
def test_no_module_uses_a_part_of_qt_that_is_gpl_only(name):
    assert [path for path in MODULES if f"PySide6.{name}" in imports_of(path)] == []


def test_functions_and_modules_stay_small():
    large = []
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 330:
            large.append(f"{path.name}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40:
                large.append(f"{path.name}: {node.name}")
    assert large == []


def test_thousands_of_calls_into_qt_do_not_use_up_none(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    for number in range(20_000):
        label.setText(str(number % 7))
    assert label.text() == str(19_999 % 7)
