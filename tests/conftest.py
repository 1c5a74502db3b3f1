"""What every test stands on: Qt draws off screen, whoever runs it."""

import os
import signal
from collections.abc import Iterator

os.environ["QT_QPA_PLATFORM"] = "offscreen"
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # run in the background of a shell
    signal.signal(signal.SIGINT, signal.default_int_handler)  # the programs that are tested hear Ctrl+C

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

settings.register_profile("house", deadline=None)  # machines are noisy: no test is timed
settings.load_profile("house")
for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    wait.__kwdefaults__["timeout"] = 60_000  # nothing waits for the clock, only for what should happen


def pytest_configure(config: pytest.Config) -> None:
    """Let pass what the off-screen platform says about every window that is shown."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """Let go of the windows of a test: no event loop runs between tests, and each is dressed until then."""
    yield
    if QCoreApplication.instance():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be accepted as they are now."""
    parser.addoption("--accept", action="store_true", help="write the golden files anew")
