"""The program as a whole: the first picture before anything heavy, one copy at a time, and its own faults."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, qWarning
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.photos import ROOT
from trainer.paths import Places
from trainer.ui import theme as themes
from trainer.ui.app import MOST_REPORTS, CrashLog, build
from trainer.ui.jobs import AtOnce
from trainer.ui.theme import Theme, ThemeError

HEAVY = ("sqlalchemy", "alembic", "jinja2", "yaml", "pydantic", "msgspec", "pypinyin", "trainer.content")
CHILD = f"""
import sys
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from trainer.paths import Places
from trainer.ui import app

HEAVY = {HEAVY!r} + ("trainer.store", "trainer.training", "trainer.ui.player", "trainer.ui.dashboard")
stays, fails = "stay" in sys.argv, "fail" in sys.argv
make = app.build

def say(word):
    print(word, flush=True)

def painted():
    say("painted " + " ".join(sorted(name for name in sys.modules if name.startswith(HEAVY))))

def refused():
    say("refused " + window.trouble.accessibleName())
    window.close()

def opened():
    say("opened")
    if fails:
        QTimer.singleShot(0, fall)
    elif not stays:
        window.close()

def fall():
    QTimer.singleShot(0, told)
    raise RuntimeError("a slot fell")

def told():
    say("banner " + window.banner.accessibleName())
    window.close()

def build(*things):
    global window
    window = make(*things)
    window.painted.connect(painted)
    window.opened.connect(opened, Qt.ConnectionType.QueuedConnection)
    window.refused.connect(refused, Qt.ConnectionType.QueuedConnection)
    return window

app.build = build
data = Path(sys.argv[1])
sys.exit(app.main(Places(Path({str(ROOT)!r}), data, data / "cache")))
"""


def begin(data: Path, *words: str) -> "subprocess.Popen[str]":
    """Start the program in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(data), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def run(data: Path, *words: str) -> tuple[int, list[str]]:
    """Run the program to its end; return its exit code and what it said."""
    with begin(data, *words) as program:
        said, _ = program.communicate(timeout=60)
    return program.returncode, said.splitlines()


def test_the_first_picture_comes_before_anything_heavy(tmp_path: Path) -> None:
    assert run(tmp_path) == (0, ["painted ", "opened"])


def test_one_copy_at_a_time_and_a_killed_one_leaves_the_door_open(tmp_path: Path) -> None:
    with begin(tmp_path, "stay") as first:
        assert first.stdout is not None
        assert [first.stdout.readline().strip() for _ in range(2)] == ["painted", "opened"]
        code, said = run(tmp_path)
        assert code == 3
        assert said[1].startswith("refused 程序已经打开了。")
        first.kill()
    assert run(tmp_path) == (0, ["painted ", "opened"])


def test_a_fault_is_logged_told_and_survived(tmp_path: Path) -> None:
    code, said = run(tmp_path, "fail")
    assert code == 0
    assert said[2].startswith("banner 出错：程序出了差错")
    assert str(tmp_path / "crash.log") in said[2]
    assert "RuntimeError: a slot fell" in (tmp_path / "crash.log").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    code, said = run(tmp_path / "file" / "data")
    assert code == 0
    assert said[1].startswith("refused 无法使用文件夹")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of the assets that can be damaged, without fonts."""
    for name in ("themes", "faces"):
        shutil.copytree(ROOT / "assets" / name, tmp_path / "content" / "assets" / name)
    return tmp_path / "content"


@pytest.fixture
def undressed(qapp: QApplication, light: Theme) -> Iterator[None]:
    """Let the application look for its fonts again, and dress it as it was afterwards."""
    qapp.setProperty("bundled_fonts", False)
    yield
    qapp.setProperty("bundled_fonts", True)
    themes.apply(qapp, light)


@pytest.mark.usefixtures("undressed")
def test_a_missing_font_is_a_notice(qtbot: QtBot, content: Path, tmp_path: Path) -> None:
    window = build(Places(content, tmp_path, tmp_path), AtOnce())
    qtbot.addWidget(window)
    assert "找不到自带字体" in window.banner.accessibleName()


@pytest.mark.usefixtures("undressed")
def test_a_broken_theme_gives_way_to_the_light_one(qtbot: QtBot, content: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "assets" / "fonts", content / "assets" / "fonts")
    (content / "assets" / "themes" / "dark.toml").write_text("dark = ", encoding="utf-8")
    (tmp_path / "settings.toml").write_text('theme = "dark"', encoding="utf-8")
    window = build(Places(content, tmp_path, tmp_path), AtOnce())
    qtbot.addWidget(window)
    assert "dark.toml" in window.banner.accessibleName()
    assert next(action.text() for action in window.looks.actions() if action.isChecked()) == "浅色"


@pytest.mark.usefixtures("undressed")
def test_without_any_theme_the_error_names_the_file(content: Path, tmp_path: Path) -> None:
    (content / "assets" / "themes" / "trainer.qss").unlink()
    with pytest.raises(ThemeError, match=r"trainer\.qss"):
        build(Places(content, tmp_path, tmp_path), AtOnce())


def test_broken_settings_are_told(qtbot: QtBot, light: Theme, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("theme = ", encoding="utf-8")
    window = build(Places(ROOT, tmp_path, tmp_path), AtOnce())
    qtbot.addWidget(window)
    assert "已恢复默认设置" in window.banner.accessibleName()


class Listener(QObject):
    """Notes in which thread it is told."""

    def __init__(self, where: list[threading.Thread]) -> None:
        super().__init__()
        self._where = where

    def on_reported(self, _sentence: str) -> None:
        """Be told."""
        self._where.append(threading.current_thread())


@pytest.fixture
def crashes(qapp: QApplication, tmp_path: Path) -> Iterator[CrashLog]:
    """Return a crash log that has taken over, and give the reports back afterwards."""
    log = CrashLog(tmp_path / "new" / "crash.log")
    log.install()
    yield log
    log.uninstall()


def test_a_fault_in_another_thread_is_told_in_this_one(
    qtbot: QtBot, crashes: CrashLog, tmp_path: Path
) -> None:
    where: list[threading.Thread] = []
    listener = Listener(where)
    crashes.reported.connect(listener.on_reported)
    with qtbot.waitSignal(crashes.reported):
        thread = threading.Thread(target=int, args=("no number",))
        thread.start()
        thread.join()
    assert "ValueError" in (tmp_path / "new" / "crash.log").read_text(encoding="utf-8")
    qtbot.waitUntil(lambda: where == [threading.current_thread()])


@pytest.mark.no_qt_log
def test_what_qt_warns_of_is_logged(crashes: CrashLog, tmp_path: Path) -> None:
    qWarning("a widget is upset")
    assert "Qt: a widget is upset" in (tmp_path / "new" / "crash.log").read_text(encoding="utf-8")


@pytest.mark.no_qt_log
def test_a_fault_at_every_frame_does_not_fill_the_disk(crashes: CrashLog, tmp_path: Path) -> None:
    for number in range(MOST_REPORTS + 50):
        qWarning(f"again {number}")
    lines = (tmp_path / "new" / "crash.log").read_text(encoding="utf-8").splitlines()
    assert len(lines) == MOST_REPORTS


def test_an_overlong_log_becomes_the_old_one(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "crash.log").write_bytes(b"x" * ((1 << 20) + 1))
    log = CrashLog(tmp_path / "crash.log")
    log.install()
    log.uninstall()
    assert (tmp_path / "crash.log").read_bytes() == b""
    assert (tmp_path / "crash.old.log").stat().st_size > 1 << 20
