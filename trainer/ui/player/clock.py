"""The clock of a shift as it is played: it runs in an assessment and stands still elsewhere."""

from typing import Protocol

TICK_MS = 100
"""How often a running clock is looked at."""


class Stopwatch(Protocol):
    """Tells the time since it was started; QElapsedTimer is one."""

    def start(self) -> None:
        """Count from now."""
        ...

    def elapsed(self) -> int:
        """Return the milliseconds since the start."""
        ...


class HallClock:
    """The instant of a shift, in ms: where it was set, and what has passed since if it runs."""

    def __init__(self, stopwatch: Stopwatch) -> None:
        self._stopwatch = stopwatch
        self._set_to, self._runs = 0, False

    @property
    def now(self) -> int:
        """The instant now."""
        return self._set_to + (self._stopwatch.elapsed() if self._runs else 0)

    def set(self, now: int, *, runs: bool) -> None:
        """Set the clock, and let it run or stand."""
        self._set_to, self._runs = now, runs
        self._stopwatch.start()
