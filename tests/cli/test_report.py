"""The verb `report`: sheets as files, from the terminal."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Done
from tests.training.examhall import Clock, Place, place_of
from trainer.cli import blame, report, reportoptions
from trainer.cli.parsing import Parser, add_places
from trainer.core.errors import TrainerError
from trainer.paths import Places
from trainer.store.database import open_store
from trainer.training.desk import Desk
from trainer.training.hall import Hall

Report = Callable[..., Done]
PASSWORD = "hall-8:50\n"


@pytest.fixture
def place(places: Places, shelf: object) -> Place:
    """Two people, of whom one has sat."""
    clock = Clock()
    with open_store(places.data, clock) as store:
        hall = Hall(shelf, store)  # type: ignore[arg-type]
        made = place_of(hall, clock, Desk(hall, places.content).practice().sources, 2)
        made.sit(made.staff[0], 0.5)
    return made


@pytest.fixture
def run(places: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Report:
    def ran(*arguments: str, typed: str = PASSWORD) -> Done:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        made = Parser(prog="trainer report")
        made.set_defaults(home=None, content=None)
        reportoptions.add_to(made, add_places)
        capsys.readouterr()
        try:
            code = int(
                report.run(made.parse_args([*arguments, "--as", "钱经理", "--home", str(places.data)]))
            )
        except TrainerError as error:
            return Done(int(blame.exit_code(error)), capsys.readouterr().out, str(error))
        except SystemExit as left:
            code = int(left.code or 0)
        written = capsys.readouterr()
        return Done(code, written.out, written.err)

    return ran


@pytest.mark.parametrize("what", ["assessment", "items", "people"])
def test_sheets_of_an_assessment_are_written(what: str, place: Place, run: Report, tmp_path: Path) -> None:
    folder = tmp_path / "报表"
    done = run(what, place.id[:8], str(folder), "--form", "html", "--json")
    assert done.code == 0, done.err
    (file,) = json.loads(done.out)["files"]
    assert "上岗考核" in Path(file).read_text(encoding="utf-8")
    assert Path(file).parent == folder


def test_a_month_and_every_form(place: Place, run: Report, tmp_path: Path) -> None:
    done = run("month", "2026-11", str(tmp_path / "报表"))
    assert done.code == 0, done.err
    assert sorted(Path(line).suffix for line in done.out.split("\n") if line) == [".html", ".pdf", ".xlsx"]


def test_an_id_that_is_none_is_told_with_the_cure(place: Place, run: Report, tmp_path: Path) -> None:
    done = run("person", "zzz", str(tmp_path))
    assert (done.code, "trainer assess who" in done.err) == (2, True)
    assert run("items", "zzz", str(tmp_path)).code == 2
    assert run("month", "2026-19", str(tmp_path)).code == 2
    assert run("items", place.id[:8], str(tmp_path), "--form", "doc").code == 2


def test_progress_is_told_where_somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    told = report.Counter()
    for done in (0, 1, 1, 2):
        told(done, 2)
    assert screen.getvalue() == "\r正在制表 0%\r正在制表 50%\r正在制表 100%\n"
