"""A phone on its seat: what is said to it, and how long it has left that unread."""

import asyncio
from dataclasses import dataclass, field

from websockets.exceptions import ConnectionClosed

from trainer.core.asks import Seated
from trainer.live.events import Why
from trainer.live.line import Line


@dataclass(eq=False)
class Phone:
    """A phone with a seat; of states only the newest is kept for one that does not read."""

    line: Line
    at: Seated
    why: Why = "left"
    stuck_since: float | None = None
    _saying: int = 0
    _shown: str = ""
    _next: str | None = None
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    def show(self, state: str) -> None:
        """Let it be shown a state soon; what it shows already is not sent again."""
        if state != (self._shown if self._next is None else self._next):
            self._next = state
            self._wake.set()

    @property
    def seat(self) -> str:
        """The id of its seat."""
        return self.at.seat

    async def pour(self) -> None:
        """Send states as they come, until it is cancelled or the connection ends."""
        try:
            while await self._wake.wait():
                self._wake.clear()
                if self._next is not None:
                    self._shown, self._next = self._next, None
                    await self.say(self._shown)
        except ConnectionClosed:
            return  # its reader notices too, and lets it go

    async def say(self, text: str) -> None:
        """Send a message; wait while the phone does not read."""
        if self.line.put(text):
            return
        if self.stuck_since is None:
            self.stuck_since = asyncio.get_running_loop().time()
        self._saying += 1
        try:
            await self.line.send(text)
        finally:
            self._saying -= 1
            if not self._saying:
                self.stuck_since = None

    def cut(self, why: Why) -> None:
        """Cut the connection without a word: nobody is listening."""
        self.why = why
        self.line.transport.abort()
