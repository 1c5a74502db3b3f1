"""The verb `gui`: opens the window, or says why it cannot be opened here."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from tests.cli.conftest import Run
from trainer.cli import gui
from trainer.paths import Places

Break = Callable[[Exception], None]


@pytest.fixture
def breaks(monkeypatch: pytest.MonkeyPatch) -> Break:
    """Let loading the window fail."""

    def broken(error: Exception) -> None:
        def room(_name: str) -> None:
            raise error

        monkeypatch.setattr(gui, "room", room)

    return broken


@pytest.mark.parametrize("arguments", [[], ["gui"]])
def test_the_window_opens(
    run: Run, monkeypatch: pytest.MonkeyPatch, places: Places, arguments: list[str]
) -> None:
    opened: list[Places] = []
    app = SimpleNamespace(main=lambda given: opened.append(given) or 0)  # type: ignore[func-returns-value]
    monkeypatch.setattr(gui, "room", {"trainer.ui.app": app}.__getitem__)
    assert run(*arguments).code == 0
    assert opened == [places]


def test_without_a_display_the_terminal_is_offered(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gui, "has_display", lambda *_: False)
    done = run("gui")
    assert (done.code, done.out) == (3, "")
    assert "没有显示器" in done.err
    assert "trainer play" in done.err


@pytest.mark.parametrize(
    ("platform", "environ", "has"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_only_linux_runs_without_a_display(platform: str, environ: dict[str, str], has: bool) -> None:
    assert gui.has_display(platform, environ) is has


def test_a_missing_library_is_told_with_the_command(run: Run, breaks: Break) -> None:
    breaks(ImportError("libGL.so.1: cannot open shared object file: No such file or directory"))
    done = run("gui")
    assert done.code == 3
    assert "libGL.so.1" in done.err
    assert "sudo apt-get install -y --no-install-recommends libgl1 libegl1" in done.err


def test_a_missing_pyside_is_told(run: Run, breaks: Break) -> None:
    breaks(ModuleNotFoundError("No module named 'PySide6'", name="PySide6"))
    done = run("gui")
    assert done.code == 3
    assert "python3 run.py" in done.err


def test_elsewhere_there_is_no_apt_get() -> None:
    told = gui.plea(ImportError("DLL load failed while importing QtCore", name="PySide6"), "win32")
    assert "apt-get" not in told
    assert "trainer play" in told


def test_a_mistake_of_ours_is_not_blamed_on_the_system(run: Run, breaks: Break) -> None:
    breaks(ModuleNotFoundError("No module named 'trainer.ui.app'", name="trainer.ui.app"))
    with pytest.raises(ModuleNotFoundError):
        run("gui")
