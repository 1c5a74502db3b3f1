"""The real window over the real content, worked by keys, on a hall that was never opened before."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.live.chromium import browser, handset  # noqa: F401  # fixtures
from tests.ui.photos import ROOT, WARM
from trainer.paths import Places
from trainer.ui import theme as themes
from trainer.ui.app import build
from trainer.ui.jobs import AtOnce, Worker
from trainer.ui.window import Window

SOON = 20_000
Press = Callable[..., None]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A hall on its first day."""
    return Places(ROOT, tmp_path / "data", WARM)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, places: Places) -> Iterator[Window]:
    """The window as it stands when the hall has been opened."""
    made = build(places, AtOnce())
    qtbot.addWidget(made, before_close_func=leave)
    made.resize(1280, 800)
    with qtbot.waitSignal(made.opened, timeout=SOON):
        made.show()
    yield made
    themes.apply(qapp, themes.load(ROOT / "assets", "light"))


@pytest.fixture
def threaded(qtbot: QtBot, places: Places) -> Iterator[Window]:
    """The window as it runs: its records are in a thread of their own."""
    worker = Worker()
    made = build(places, worker)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitSignal(made.opened, timeout=SOON):
        made.show()
    yield made
    made.hosting.close()
    worker.close(made.door.close)
    made.door.leave()


@pytest.fixture
def press(qtbot: QtBot, window: Window) -> Press:
    """Press a key where the keyboard is."""

    def press_key(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target: QWidget = QApplication.focusWidget() or window
        qtbot.keyClick(target, key, held)

    return press_key


def leave(window: Window) -> None:
    """Close what the window had open."""
    window.door.close()
    window.door.leave()
