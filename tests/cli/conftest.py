"""The command line, run in this process or in one of its own, with records in a temporary folder."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from trainer.cli import floor, main
from trainer.content.play import Play
from trainer.content.shelf import Shelf, load
from trainer.core.events import Act
from trainer.core.explore import best
from trainer.core.log import Story
from trainer.paths import Places, find_places
from trainer.training.hall import Hall, open_hall

ROOT = Path(__file__).parents[2]
WALK_IN = "walk-in-quanqiutong"
SEED = 7


@dataclass(frozen=True)
class Done:
    """How a run of the command line ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]
Spawn = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shelf, Path]:
    """The shipped content, and its compiled cache (so that each test need not read it again)."""
    cache = tmp_path_factory.mktemp("cache") / "shelf.bin"
    return load(ROOT, cache), cache


@pytest.fixture
def shelf(compiled: tuple[Shelf, Path]) -> Shelf:
    """The shipped content."""
    return compiled[0]


@pytest.fixture
def places(tmp_path: Path, compiled: tuple[Shelf, Path]) -> Places:
    """Folders of a hall of its own."""
    found = find_places(str(tmp_path / "厅"))
    found.compiled.parent.mkdir(parents=True)
    shutil.copy(compiled[1], found.compiled)
    return found


@pytest.fixture
def hall(places: Places) -> Iterator[Hall]:
    """The hall, open."""
    opened = open_hall(places)
    yield opened
    opened.close()


@pytest.fixture
def run(places: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line here, with what is typed."""

    def ran(*arguments: str, typed: str = "") -> Done:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        capsys.readouterr()
        try:
            code = main([*arguments, "--home", str(places.data)])
        except SystemExit as left:
            code = int(left.code or 0)
        written = capsys.readouterr()
        return Done(code, written.out, written.err)

    return ran


@pytest.fixture
def spawn(places: Places) -> Iterator[Spawn]:
    """Start the command line as a program of its own; whatever still runs is killed at the end."""
    started: list[subprocess.Popen[str]] = []

    def begun(*arguments: str, **environ: str) -> subprocess.Popen[str]:
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        kept = {name: value for name, value in os.environ.items() if name not in hidden}
        program = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "trainer", *arguments, "--home", str(places.data)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            cwd=ROOT,
            env={**kept, "PYTHONIOENCODING": "utf-8", **environ},
        )
        started.append(program)
        return program

    yield begun
    for program in started:
        program.kill()
        program.communicate()


def numbers(play: Play, seed: int = SEED) -> list[str]:
    """Return what to type to play the best path: option numbers, and commands to customers."""
    typed: list[str] = []
    story = Story(play.scenario)
    for act in best(play.scenario).acts:
        typed.append(_typed(story, act, seed))
        story = story.then(act)
    return typed


def _typed(story: Story, act: Act, seed: int) -> str:
    shift, _ = story.until(act.at)
    visit = shift.visit(act.customer)
    assert visit is not None
    if act.kind == "choose":
        ids = [option.id for option in floor.options(visit, seed)]
        return str(ids.index(act.option) + 1)
    letter = {"attend": "a", "nod": "n", "ask_wait": "w"}[act.kind]
    return f"{letter} {shift.visits.index(visit) + 1}"


@pytest.fixture(scope="session", autouse=True)
def application(qapp: QApplication) -> None:
    """Have the application that windows need: printing would start a smaller one, for good."""
