"""One connection as the network sees it: counted at the gate, and cut when too much comes or stays unread.

What the library does for messages is not enough for frames: pings need no reader, and each is answered, so
a peer that sends pings and reads nothing would fill the memory. Here bytes are counted, whatever they are.
"""

import asyncio
from typing import Any, cast

from websockets.asyncio.server import Server, ServerConnection
from websockets.protocol import State
from websockets.server import ServerProtocol

from trainer.live.limits import Bucket, Gate


class Line(ServerConnection):
    """A connection that goes through the gate, and is one of `lines` while it lasts."""

    def __init__(
        self, protocol: ServerProtocol, server: Server, *, gate: Gate, lines: set["Line"], **options: Any
    ) -> None:
        super().__init__(protocol, server, **options)
        self.address = ""
        self._lines = lines
        self._gate = gate
        self._carried = Bucket(*gate.limits.carried, gate.clock)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count it, and cut it at once where there are too many."""
        super().connection_made(transport)
        peer = transport.get_extra_info("peername")
        self.address = str(peer[0]) if peer else ""
        self._lines.add(self)
        if not self._gate.enter(self.address):
            cast(asyncio.Transport, transport).abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        self._gate.leave(self.address)
        self._lines.discard(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came in, unless it is more than any phone has to say."""
        unread = self.transport.get_write_buffer_size()
        if unread > self._gate.limits.backlog or not self._carried.take(len(data)):
            self.transport.abort()
            return
        super().data_received(data)

    def put(self, text: str) -> bool:
        """Write a message at once if nothing waits to be read; tell whether that was so.

        What `send` does beyond that costs more than the writing, and two hundred phones wait for it.
        """
        if self.paused or self.send_in_progress is not None or self.state is not State.OPEN:
            return False
        self.protocol.send_text(text.encode())
        self.send_data()
        return True
