"""What a phone, and an address, may ask of the host: the figures, and the buckets that hold them to it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

Seconds = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is let in; times in seconds, sizes in bytes, rates a second.

    The figures for an address are wide: behind some routers all phones of a hall share one.
    """

    phones: int = 200
    connections: int = 500
    per_address: int = 250
    opened: tuple[float, float] = (250, 25)
    """Connections from one address: so many at once, and so many more a second."""
    wrong: tuple[float, float] = (20, 1 / 3)
    """Wrong room codes from one address."""
    said: tuple[float, float] = (20, 5)
    """Messages on one connection."""
    said_by_address: tuple[float, float] = (2000, 500)
    carried: tuple[float, float] = (32_768, 8_192)
    """Bytes on one connection, whatever frames they come in."""
    message: int = 4096
    backlog: int = 131_072
    """Bytes that may wait to be read by a phone, before it is let go."""
    strikes: int = 10
    """Garbled or too frequent messages, before the connection is closed."""
    hello: float = 5.0
    stall: float = 10.0
    """How long a phone may leave unread what was sent to it."""
    ping: float = 10.0
    pong: float = 10.0
    closing: float = 2.0


LIMITS = Limits()


@dataclass(slots=True)
class Bucket:
    """Holds so many drops, and refills by so many a second: what finds it empty is too much."""

    size: float
    rate: float
    clock: Seconds = time.monotonic
    _held: float = field(init=False)
    _at: float = field(init=False)

    def __post_init__(self) -> None:
        self._held, self._at = self.size, self.clock()

    def take(self, drops: float = 1) -> bool:
        """Take some drops; tell whether they were there."""
        if not self.holds(drops):
            return False
        self._held -= drops
        return True

    def holds(self, drops: float) -> bool:
        """Tell whether so many drops are there."""
        self._refill()
        return self._held >= drops

    @property
    def is_full(self) -> bool:
        """Tell whether nothing has been taken for a while: then it can be thrown away."""
        return self.holds(self.size)

    def _refill(self) -> None:
        now = self.clock()
        self._held = min(self.size, self._held + (now - self._at) * self.rate)
        self._at = now


@dataclass(slots=True)
class _Neighbour:
    """One address: how many connections it has, and what it may still do."""

    opened: Bucket
    said: Bucket
    wrong: Bucket
    connections: int = 0

    @property
    def is_quiet(self) -> bool:
        return not self.connections and self.opened.is_full and self.said.is_full and self.wrong.is_full


@dataclass(slots=True)
class Gate:
    """Lets connections in, counts them by address, and forgets an address that has been quiet."""

    limits: Limits
    clock: Seconds = time.monotonic
    _neighbours: dict[str, _Neighbour] = field(default_factory=dict)
    _connections: int = 0

    def enter(self, address: str) -> bool:
        """Count one more connection, and tell whether it is let in. Call `leave` for each, let in or not."""
        one = self._neighbour(address)
        one.connections += 1
        self._connections += 1
        room = self._connections <= self.limits.connections and one.connections <= self.limits.per_address
        return room and one.opened.take()

    def leave(self, address: str) -> None:
        """Count one connection less."""
        self._neighbour(address).connections -= 1
        self._connections -= 1

    def may_say(self, address: str) -> bool:
        """Tell whether one more message from an address is listened to."""
        return self._neighbour(address).said.take()

    def may_guess(self, address: str) -> bool:
        """Tell whether an address has not said too many wrong room codes."""
        return self._neighbour(address).wrong.holds(1)

    def count_wrong(self, address: str) -> None:
        """Count a wrong room code."""
        self._neighbour(address).wrong.take()

    def forget_quiet(self) -> None:
        """Forget the addresses that have nothing to be held to."""
        quiet = [address for address, one in self._neighbours.items() if one.is_quiet]
        for address in quiet:
            del self._neighbours[address]

    def _neighbour(self, address: str) -> _Neighbour:
        if address not in self._neighbours:
            limits = self.limits
            rates = (limits.opened, limits.said_by_address, limits.wrong)
            opened, said, wrong = (Bucket(*each, self.clock) for each in rates)
            self._neighbours[address] = _Neighbour(opened, said, wrong)
        return self._neighbours[address]
