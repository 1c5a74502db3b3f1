"""The watch over the window: when it is left, and for how long."""

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

SECOND_MS = 1000
SOON_MS = 3 * SECOND_MS
"""A leave as long as this is told of while it lasts: nobody knows whether the window is returned to."""


class FocusWatch(QObject):
    """`left` (once for each leave) and `returned` carry the seconds since the window was left."""

    left = Signal(float)
    returned = Signal(float)

    def __init__(self, parent: QObject | None = None, soon_ms: int = SOON_MS) -> None:
        super().__init__(parent)
        self._gone, self._is_told = QElapsedTimer(), False
        self._soon = QTimer(self, interval=soon_ms, singleShot=True)
        self._soon.timeout.connect(self._tell)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self.see)

    def see(self, state: Qt.ApplicationState) -> None:
        """Take note that the program was left, or come back to."""
        if state != Qt.ApplicationState.ApplicationActive:
            self._begin()
        elif self._gone.isValid():
            self._soon.stop()
            self.returned.emit(self._gone.elapsed() / SECOND_MS)
            self._gone.invalidate()

    def close(self) -> None:
        """The window is closed: tell at once, for there is no later."""
        self._begin()
        self._tell()

    def _begin(self) -> None:
        if not self._gone.isValid():
            self._gone.start()
            self._is_told = False
            self._soon.start()

    def _tell(self) -> None:
        self._soon.stop()
        if not self._is_told:
            self._is_told = True
            self.left.emit(self._gone.elapsed() / SECOND_MS)
