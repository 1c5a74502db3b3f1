"""What the benchmarks start in processes of their own: a bare window, and the app.

`python -m benchmarks.children bare|app [rest]` prints "ready" when a key typed into the window has
arrived in its field after the first paint; with `rest` it goes on until all is loaded and nothing
happens any more, prints the resident memory in KB, and ends.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

REST_MS = 1500


class BareWindow(QMainWindow):
    """A window with a field, and nothing else."""

    def __init__(self, painted: Callable[[], None]) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.setCentralWidget(self.field)
        self.resize(1281, 801)  # as large as the app: the picture of a window takes memory too
        self._painted: Callable[[], None] | None = painted

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint."""
        super().paintEvent(event)
        if self._painted:
            QTimer.singleShot(0, self._painted)
            self._painted = None


def resident_kb() -> int:
    """Read the resident memory of this process."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    raise OSError("no VmRSS here")


def type_into(window: QMainWindow) -> None:
    """Type a letter into the focused field, and say ready when it is there."""
    field = (
        window.focusWidget() if isinstance(window.focusWidget(), QLineEdit) else window.findChild(QLineEdit)
    )
    assert isinstance(field, QLineEdit)
    QTest.keyClick(field, Qt.Key.Key_A)
    assert field.text()
    print("ready", flush=True)


def then_rest(rest: bool) -> None:
    """End now, or print the memory once nothing has happened for a while, and end."""
    if not rest:
        QApplication.quit()
        return

    def report() -> None:
        print(resident_kb(), flush=True)
        QApplication.quit()

    QTimer.singleShot(REST_MS, report)


def bare(rest: bool) -> None:
    """Show the bare window."""
    app = QApplication(sys.argv[:1])

    def on_painted() -> None:
        type_into(window)
        then_rest(rest)

    window = BareWindow(on_painted)
    window.show()
    app.exec()


def trainer(rest: bool) -> None:
    """Start the app as `python -m trainer` does, and look at its window as soon as it is made."""
    from trainer import cli  # noqa: PLC0415 - the bare window must not pay for it
    from trainer.cli import gui  # noqa: PLC0415

    load = gui.room

    def room(name: str) -> object:
        app = load(name)
        build = app.build

        def watched(*args: object) -> object:
            window = build(*args)

            def on_painted() -> None:
                type_into(window)
                then_rest(rest)

            window.painted.connect(on_painted, Qt.ConnectionType.QueuedConnection)
            return window

        app.build = watched
        return app

    gui.room = room
    cli.main([])


if __name__ == "__main__":
    {"bare": bare, "app": trainer}[sys.argv[1]](rest=len(sys.argv) > 2)
