"""A watch for sittings: it only goes forward, whatever is done to the clock of the machine."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta


class Watch:
    """Remembers of each sitting when it was last looked at, by a clock (seconds) that nobody can set.

    While the program runs no time is won by setting the machine's clock back; after a restart the latest
    instant recorded of the sitting is the floor.
    """

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._seen: dict[str, tuple[float, datetime]] = {}

    def now(self, sitting_id: str, clock: datetime, floor: datetime | None) -> datetime:
        """Return what time it is for a sitting, by the machine's clock and the latest instant recorded."""
        tick, times = self._ticks(), [clock] if floor is None else [clock, floor]
        if sitting_id in self._seen:
            before, at = self._seen[sitting_id]
            times.append(at + timedelta(seconds=tick - before))
        self._seen[sitting_id] = tick, max(times)
        return max(times)
