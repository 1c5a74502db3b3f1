"""The LAN host: open while a round is open, on one address, in two threads of its own.

One thread carries the phones (`live.switchboard`), the other asks the round (`live.clerk`). Nothing here
waits for the window, and the window waits for nothing but `start` and `stop`.
"""

import asyncio
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from functools import partial

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response

from trainer.core.errors import TrainerError
from trainer.live.clerk import Clerk, Decide, View, Views
from trainer.live.door import Door, page
from trainer.live.events import Failed, HostEvent
from trainer.live.limits import LIMITS, Gate, Limits
from trainer.live.line import Line
from trainer.live.seats import Seats, new_code
from trainer.live.switchboard import Switchboard
from trainer.live.words import Room

PORTS = (8484, 8585, 8686)
"""Easily typed ones, taken if they are free."""

NO_ROOM = Room()

PATIENCE = 5.0
"""Seconds that the end waits for what is being put on record."""


class CannotListen(TrainerError):
    """The address cannot be listened on: why, and what to do."""


def monotonic_ms() -> int:
    """Read a clock that only runs forward, in ms."""
    return time.monotonic_ns() // 1_000_000


def ignore(_event: HostEvent) -> None:
    """Take no notice of an event."""


@dataclass(eq=False)
class Host:
    """Lets phones take part in a round.

    `decide` and `views` are called in one thread of the host's own, `on_event` in another; `clock` tells
    the round's time (ms) at which something arrived. `port` 0: an easily typed one, or any.
    """

    decide: Decide
    views: Views
    _: KW_ONLY
    address: str
    port: int = 0
    code: str = field(default_factory=new_code)
    room: Room = NO_ROOM
    limits: Limits = LIMITS
    clock: Callable[[], int] = monotonic_ms
    on_event: Callable[[HostEvent], None] = ignore
    _seats: Seats = field(init=False)
    _gate: Gate = field(init=False)
    _running: "_Running | None" = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._seats, self._gate = Seats(self.code), Gate(self.limits)

    def start(self) -> str:
        """Listen; return the address for people to type. Raise CannotListen."""
        if self._running is not None:
            raise RuntimeError("the host is listening already")
        listening = _listen(self.address, self.port)
        self.port = listening.getsockname()[1]
        self._running = _Running(self, self._seats, self._gate, listening)
        self._running.start()
        return self.url

    def stop(self, *, over: bool = True) -> None:
        """Put on record what has arrived, tell all phones whether the round is `over`, and listen no more.

        The tokens stay good: after another `start` the phones come back by themselves. Do not call it from
        `on_event`, `decide` or `views`: it waits for the threads that call those.
        """
        if self._running is not None:
            self._running.stop(over)
            self._running = None

    @property
    def url(self) -> str:
        """The address as it is typed."""
        return f"http://{self.address}:{self.port}/"

    @property
    def link(self) -> str:
        """The address with the room code, for the QR code."""
        return f"{self.url}?{self.code}"

    def publish(self, views: Mapping[str, View]) -> None:
        """Show these seats these views. Call it from any thread."""
        if self._running is not None:
            self._running.clerk.show(views)

    def changed(self) -> None:
        """Show all phones what the round says now. Call it from any thread."""
        if self._running is not None:
            self._running.clerk.show(None)


@dataclass(eq=False)
class _Running:
    """A host that listens: its threads, and their end."""

    host: Host
    seats: Seats
    gate: Gate
    listening: socket.socket
    clerk: Clerk = field(init=False)
    _board: Switchboard = field(init=False)
    _loop: asyncio.AbstractEventLoop = field(init=False)
    _over: asyncio.Event = field(init=False)
    _up: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self.clerk = Clerk(self.host.decide, self.host.views)
        self._thread = threading.Thread(target=self._work, name="phones", daemon=True)

    def start(self) -> None:
        """Start the threads; return when phones can call."""
        self._thread.start()
        self._up.wait()

    def stop(self, over: bool) -> None:
        """End the clerk while the loop still carries its replies, then the loop."""
        if self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(self._board.close(), self._loop).result()
        self.clerk.stop(PATIENCE)
        if self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(self._board.part(over), self._loop).result()
            self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    def _work(self) -> None:
        try:
            asyncio.run(self._main())
        except Exception as error:  # told to the window: nobody else can hear of it
            self.host.on_event(Failed(error))
        finally:
            self._up.set()

    async def _main(self) -> None:
        host, clerk = self.host, self.clerk
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        self._board = Switchboard(host.room, self.seats, self.gate, clerk.ask, host.clock, host.on_event)
        clerk.start(self._board)
        async with self._server():
            self._up.set()
            sweeping = asyncio.create_task(self._board.sweep())
            await self._over.wait()
            sweeping.cancel()

    def _server(self) -> Server:
        limits = self.host.limits
        door = Door(f"{self.host.address}:{self.host.port}", page())

        def answer(_line: ServerConnection, request: Request) -> Response | None:
            return door.answer(request)

        return serve(
            self._board.serve,  # type: ignore[arg-type]  # every connection is a Line
            sock=self.listening,
            process_request=answer,
            create_connection=partial(Line, gate=self.gate, lines=self._board.lines),  # type: ignore[arg-type]
            compression=None,
            server_header=None,
            open_timeout=limits.hello,
            ping_interval=limits.ping,
            ping_timeout=limits.pong,
            close_timeout=limits.closing,
            max_size=limits.message,
            max_queue=4,
            logger=logging.Logger("trainer.live", logging.CRITICAL),
        )


def _listen(address: str, port: int) -> socket.socket:
    """Listen on an address, at a port or (0) at one that is free; raise CannotListen."""
    tried: OSError | None = None
    for each in (port,) if port else (*PORTS, 0):
        try:
            return _bound(address, each)
        except OSError as error:
            tried = error
    raise CannotListen(
        f"手机连不进来：地址 {address}{f':{port}' if port else ''} 用不了（{tried}）。"
        "请换一个网络地址，或重新连上 Wi-Fi 再试。"
    )


def _bound(address: str, port: int) -> socket.socket:
    """Return a listening socket that says that it is TCP: otherwise asyncio would leave Nagle's delay on."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere the same option would let others listen here too
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((address, port))
        listening.listen(256)
    except OSError:
        listening.close()
        raise
    return listening
