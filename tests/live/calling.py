"""Phones for tests: real WebSocket clients over loopback, one blocking, and many on one loop."""

import json
from typing import Any, Self

from websockets.asyncio.client import ClientConnection
from websockets.asyncio.client import connect as connect_async
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection as SyncConnection
from websockets.sync.client import connect

from trainer.live.host import Host

PATIENCE = 30


def line(host: Host) -> str:
    """Return where the phones' line begins."""
    return f"ws://{host.address}:{host.port}/line"


def origin(host: Host) -> str:
    """Return where the page comes from."""
    return host.url.rstrip("/")


def said(text: str | bytes) -> dict[str, Any]:
    """Read what the host said."""
    told = json.loads(text)
    assert isinstance(told, dict)
    return told


class Phone:
    """A phone that waits for what it wants to hear. Use it in a `with`."""

    def __init__(self, host: Host, **options: Any) -> None:
        self.host = host
        self.token = ""
        usual: dict[str, Any] = {
            "origin": origin(host),
            "proxy": None,
            "compression": None,
            "close_timeout": 5,
        }
        self._calling = connect(line(host), **{**usual, **options})
        self.line: SyncConnection

    def __enter__(self) -> Self:
        self.line = self._calling.__enter__()
        return self

    def __exit__(self, *raised: Any) -> None:
        self._calling.__exit__(*raised)

    def say(self, t: str, **fields: Any) -> None:
        """Say something to the host."""
        self.line.send(json.dumps({"t": t, **fields}))

    def hear(self, *kinds: str) -> dict[str, Any]:
        """Wait for the next message, of these kinds if any are named."""
        while True:
            told = said(self.line.recv(timeout=PATIENCE))
            if not kinds or told["t"] in kinds:
                return told

    def phase(self, phase: str) -> dict[str, Any]:
        """Wait until a phase is shown."""
        while (told := self.hear("state"))["phase"] != phase:
            pass
        return told

    def look(self) -> dict[str, Any]:
        """Ask what room it is; keep the token."""
        self.say("look", code=self.host.code)
        told = self.hear()
        self.token = told.get("token", "")
        return told

    def ask_in(self, who: str = "", token: str = "", **more: Any) -> dict[str, Any]:
        """Ask for a seat, with a new token or this one; return what is heard first."""
        if token:
            self.token = token
        elif not self.token:
            self.look()
        self.say("hello", token=self.token, code=self.host.code, who=who, **more)
        return self.hear()

    def join(self, who: str = "", token: str = "", **more: Any) -> Self:
        """Take a seat, and wait for the first thing shown."""
        told = self.ask_in(who, token, **more)
        assert told["t"] == "seat", told
        self.hear("state")
        return self

    def choose(self, question: int, choice: str, n: int = 1) -> dict[str, Any]:
        """Answer, and wait for what is said to it."""
        self.say("choose", q=question, c=choice, n=n)
        return self.hear("ack", "no")

    def end(self) -> int | None:
        """Wait for the end of the line; return the code it was closed with."""
        try:
            while True:
                self.line.recv(timeout=PATIENCE)
        except ConnectionClosed:
            return self.line.protocol.close_code


def calling(host: Host) -> connect_async:
    """Return a call to the host for the running loop, to be used in an `async with`."""
    return connect_async(line(host), origin=origin(host), proxy=None, compression=None)  # type: ignore[arg-type]


async def join(phone: ClientConnection, code: str, who: str) -> None:
    """Look and take a seat, on the running loop."""
    await phone.send(json.dumps({"t": "look", "code": code}))
    token = said(await phone.recv())["token"]
    await phone.send(json.dumps({"t": "hello", "token": token, "code": code, "who": who}))
    assert said(await phone.recv())["t"] == "seat"


async def hear(phone: ClientConnection, *kinds: str) -> dict[str, Any]:
    """Wait for a message of these kinds, on the running loop."""
    while True:
        told = said(await phone.recv())
        if told["t"] in kinds:
            return told
