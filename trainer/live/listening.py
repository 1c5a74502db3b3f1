"""Hearing one connection: its messages, one at a time, and no more of them than a phone has to say."""

from dataclasses import dataclass, field

from trainer.live import words
from trainer.live.limits import Bucket, Gate
from trainer.live.line import Line
from trainer.live.words import Garbled, Message


class HangUp(Exception):
    """The connection is no good any more; `why` is said to it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(eq=False)
class Listener:
    """Reads what one connection says; raise HangUp once there was too much of it, or too much nonsense."""

    line: Line
    gate: Gate
    _said: Bucket = field(init=False)
    _strikes: int = 0

    def __post_init__(self) -> None:
        self._said = Bucket(*self.gate.limits.said, self.gate.clock)

    async def next(self) -> Message:
        """Wait for the next message that makes sense and does not come too fast."""
        while True:
            raw = await self.line.recv()
            if not (self._said.take() and self.gate.may_say(self.line.address)):
                self.strike()
                continue
            try:
                return words.read(raw)
            except Garbled:
                self.strike()

    def strike(self) -> None:
        """Count a message that should not have come."""
        self._strikes += 1
        if self._strikes > self.gate.limits.strikes:
            raise HangUp(words.TOO_FAST)
