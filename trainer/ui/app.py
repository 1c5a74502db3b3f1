"""The composition root: settings, theme, jobs, door and window are put together here, once, by hand.

Also here is what happens when the program itself is at fault: a crash log, and a sentence.
"""

import faulthandler
import gc
import signal
import sys
import threading
import traceback
from contextlib import suppress
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from trainer import settings as keeping
from trainer.core.errors import TrainerError
from trainer.paths import Places
from trainer.settings import Settings
from trainer.ui import theme as themes
from trainer.ui.frame import NAME
from trainer.ui.home.door import AlreadyOpen, Door
from trainer.ui.jobs import Jobs, Worker
from trainer.ui.theme import Theme
from trainer.ui.window import Window

OPEN_ALREADY = 3
NO_THEME = 4
LONGEST_LOG = 1 << 20
MOST_REPORTS = 100
SWITCH_SECONDS = 0.0005
"""How long the worker may keep the window waiting for the interpreter: a tenth of Python's own."""


class CrashLog(QObject):
    """Writes faults of the program to a file, and tells of them in the window's own thread."""

    reported = Signal(str)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._left = MOST_REPORTS
        self._file: TextIO | None = None
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Take over from Python's and Qt's own reports."""
        self._file = _open_log(self._path)
        if self._file:
            faulthandler.enable(self._file)
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(self._on_qt_message)

    def uninstall(self) -> None:
        """Give the reports back."""
        qInstallMessageHandler(None)
        sys.excepthook, threading.excepthook = self._before
        if self._file:
            faulthandler.disable()
            self._file.close()
            self._file = None

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self._write("".join(traceback.format_exception(kind, error, trace)))
        if issubclass(kind, Exception):
            where = f"经过已记在 {self._path}，请交给技术人员。" if self._file else "经过没能记下来。"
            self.reported.emit(f"程序出了差错，刚才的操作可能没有完成；已经记录的练习没有丢失。{where}")

    def _on_thread_exception(self, fault: threading.ExceptHookArgs) -> None:
        if fault.exc_value is not None:
            self._on_exception(fault.exc_type, fault.exc_value, fault.exc_traceback)

    def _on_qt_message(self, kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            self._write(f"Qt: {message}\n")

    def _write(self, text: str) -> None:
        """Append a report, also to the terminal; a fault that comes back at every frame ends at a hundred."""
        if self._left <= 0:
            return
        self._left -= 1
        stamped = f"{datetime.now().astimezone().isoformat(timespec='seconds')} {text}"
        for file in (self._file, sys.stderr):
            if file:
                with suppress(OSError, ValueError):
                    file.write(stamped)
                    file.flush()


def main(places: Places) -> int:
    """Run the window until it is closed; return the exit code (3: another copy is open)."""
    sys.setswitchinterval(SWITCH_SECONDS)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends it; every act is on disk
    crashes = CrashLog(places.data / "crash.log")
    worker = Worker()
    try:
        window = build(places, worker)
    except TrainerError as error:
        sys.stderr.write(f"{error}\n")  # without any theme there is no window to say it in
        return NO_THEME
    for settled in (window.opened, window.refused):
        settled.connect(_collect_garbage)
    crashes.reported.connect(window.report)
    crashes.install()
    window.show()
    QApplication.exec()
    window.hide()
    window.speech.close()
    worker.close(window.door.close)
    window.door.leave()
    crashes.uninstall()
    return OPEN_ALREADY if isinstance(window.refusal, AlreadyOpen) else 0


def build(places: Places, jobs: Jobs | None = None) -> Window:
    """Put the window together; it opens the hall once it is painted. Raise ThemeError without any theme."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName(NAME)
    settings, unread = keeping.load(places.settings)
    settings, theme, undressed = _dress(app, places, settings)
    window = Window(Door(places), jobs or Worker(), settings, theme)
    for notice in (unread, undressed):
        window.notify(notice)
    return window


def _collect_garbage() -> None:
    """Collect garbage from now on; what the start has made stays for good, and is not looked through."""
    gc.freeze()
    gc.enable()


def _dress(app: QApplication, places: Places, settings: Settings) -> tuple[Settings, Theme, str]:
    """Dress the application in the theme of the settings, or in the first one that can be used."""
    assets = places.content / "assets"
    notices = []
    for name in (settings.theme, *(each for each in keeping.THEME_NAMES if each != settings.theme)):
        try:
            theme = themes.load(assets, name, settings.base_px)
            notices.append(themes.apply(app, theme))
        except TrainerError as error:
            broken = error
            notices.append(f"{error}（先用别的主题。）")
        else:
            return settings, theme, "".join(notices)
    raise broken


def _open_log(path: Path) -> TextIOWrapper | None:
    """Open the crash log to append to, None where that fails; an overlong one becomes the old one."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LONGEST_LOG:
            path.replace(path.with_suffix(".old.log"))
        return path.open("a", encoding="utf-8")
    return None
