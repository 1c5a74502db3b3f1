"""Two hundred phones that join, and answer at the same instant: from the answer to the acknowledgement, which
goes only after the answer is on the disk; beside a host that commits each answer by itself.

The phones live in a process of their own and do as little as can be. `python -m benchmarks.phones`.
"""

import asyncio
import base64
import json
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.table import Row, print_table
from trainer.core.asks import Ask, Join, Reply, Seated, Taken
from trainer.live.host import Host
from trainer.live.limits import Limits

PHONES, QUESTIONS, AIM = 200, 50, 40
READING = 0.3
"""So many seconds nobody answers: what the host does to show a question is over by then."""
PING, PONG = b"\x89\x04", b"\x8a\x84"
HURRY = Limits(said=(1000, 0), said_by_address=(100_000, 0))
"""All phones have one address here, and nobody thinks."""


def resident_mb() -> float:
    """Read the resident memory of this process."""
    return int(re.findall(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())[0]) / 1024


class Record:
    """A round that puts every answer on the disk: a batch in one commit, or each in its own."""

    def __init__(self, path: Path, together: bool) -> None:
        self._path, self._together, self._seats = path, together, 0
        self.answers, self.question = 0, -1

    def decide(self, batch: Sequence[tuple[Ask, int]]) -> list[Reply]:
        """Put a batch on record, and reply."""
        for part in [batch] if self._together else [[each] for each in batch]:
            self._write(part)
        return [self._reply(ask) for ask, _ in batch]

    def views(self, seats: Collection[str]) -> Mapping[str, Mapping[str, Any]]:
        """Return what phones show: as much as in a real round, and different for each."""
        choices = [
            {"id": each, "letter": each.upper(), "text": "每月五十元，不含来电显示"} for each in "abcd"
        ]
        question = {
            "number": self.question + 1,
            "of": QUESTIONS,
            "stem": "普通全球通的月租费是多少？" * 3,
            "choices": choices,
        }
        return {
            seat: {
                "phase": "question",
                "title": "晨会抢答",
                "me": {"name": seat, "team": ""},
                "question": question,
            }
            for seat in seats
        }

    def _write(self, part: Sequence[tuple[Ask, int]]) -> None:
        connection = self._connected()
        with connection:
            connection.executemany("INSERT INTO act VALUES (?, ?)", [(repr(ask), at) for ask, at in part])

    def _connected(self) -> sqlite3.Connection:
        """Open the record in the thread that writes it."""
        if not hasattr(self, "_open"):
            self._open = sqlite3.connect(self._path)
            self._open.execute("PRAGMA journal_mode = WAL")
            self._open.execute("PRAGMA synchronous = FULL")
            self._open.execute("CREATE TABLE act (payload TEXT, at INTEGER)")
        return self._open

    def _reply(self, ask: Ask) -> Reply:
        if isinstance(ask, Join):
            self._seats += 1
            return Seated(f"s{self._seats}", ask.name)
        self.answers += 1
        return Taken(self.question)


class Wire(asyncio.Protocol):
    """A phone that costs next to nothing: it masks with zeros, and looks only for what it waits for."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._waits: tuple[bytes, asyncio.Future[float]] | None = None
        self._heard = b""
        self.token = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the line."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        asks = [
            "GET /line HTTP/1.1",
            f"Host: {self._host}",
            f"Origin: http://{self._host}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
        ]
        transport.write("\r\n".join([*asks, "", ""]).encode())

    def data_received(self, data: bytes) -> None:
        """Look for what is waited for, and answer the host's pings: who does not is cut off."""
        if PING in data:
            at = data.index(PING) + len(PING)
            self._transport.write(PONG + bytes(4) + data[at : at + 4])
        self._heard += data
        if self._waits and self._waits[0] in self._heard:
            word, waiting = self._waits
            if word == b'"token":"':
                self.token = self._heard.split(word)[1][:64].decode()
            self._heard, self._waits = b"", None
            waiting.set_result(time.perf_counter())

    def wait(self, word: bytes) -> asyncio.Future[float]:
        """Wait for a word; the result is when it came."""
        waiting: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waits = (word, waiting)
        self.data_received(b"")
        return waiting

    def say(self, **said: object) -> float:
        """Say something; return when."""
        body = json.dumps(said).encode()
        head = (
            bytes([0x81, 0x80 | len(body)])
            if len(body) < 126
            else bytes([0x81, 0xFE, *len(body).to_bytes(2, "big")])
        )
        now = time.perf_counter()
        self._transport.write(head + bytes(4) + body)
        return now


async def crowd(host: str, port: int, code: str, questions: int = QUESTIONS) -> None:
    """Join with all phones at once; read each question for a moment, then answer it at the same instant."""
    began = time.perf_counter()
    phones = await asyncio.gather(*(joined(host, port, code, n) for n in range(PHONES)))
    print(json.dumps({"joined": time.perf_counter() - began}), flush=True)
    for question in range(questions):
        await asyncio.gather(*(phone.wait(f'"number":{question + 1},'.encode()) for phone in phones))
        await asyncio.sleep(READING)
        acks = [phone.wait(b'"t":"ack"') for phone in phones]
        sent = [phone.say(t="choose", q=question, c="b", n=question) for phone in phones]
        took = [came - went for came, went in zip(await asyncio.gather(*acks), sent, strict=True)]
        print(json.dumps({"took": took}), flush=True)
    await asyncio.to_thread(sys.stdin.readline)


async def joined(host: str, port: int, code: str, n: int) -> Wire:
    """Join as one phone."""
    _, phone = await asyncio.get_running_loop().create_connection(lambda: Wire(f"{host}:{port}"), host, port)
    await phone.wait(b"\r\n\r\n")
    phone.say(t="look", code=code)
    await phone.wait(b'"token":"')
    phone.say(t="hello", token=phone.token, code=code, who=f"手机{n}")
    await phone.wait(b'"t":"state"')
    return phone


def measured(together: bool) -> tuple[float, list[float], float]:
    """Return how long joining took (s), all answers (ms), and the memory over before (MB)."""
    with tempfile.TemporaryDirectory() as folder:
        before = resident_mb()
        record = Record(Path(folder) / "round.db", together)
        host = Host(record.decide, record.views, address="127.0.0.1", limits=HURRY)
        host.start()
        told = [sys.executable, "-m", "benchmarks.phones", host.address, str(host.port), host.code]
        with subprocess.Popen(told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as phones:
            assert phones.stdin is not None
            assert phones.stdout is not None
            join = json.loads(phones.stdout.readline())["joined"]
            took: list[float] = []
            for record.question in range(QUESTIONS):
                host.changed()
                took += json.loads(phones.stdout.readline())["took"]
            memory = resident_mb() - before
            print("end", file=phones.stdin, flush=True)
        host.stop()
    assert record.answers >= PHONES * QUESTIONS
    return join, [each * 1000 for each in took], memory


def main() -> None:
    """Measure both ways and print the table."""
    join, took, memory = measured(together=True)
    _, single, _ = measured(together=False)
    rows = []
    for what, figures, aim in (
        ("one commit a batch", took, f"p99 {AIM} ms"),
        ("one commit an answer", single, ""),
    ):
        percentiles = statistics.quantiles(figures, n=100)
        p50, p99 = percentiles[49], percentiles[98]
        shown = f"{p50:.1f}, {p99:.1f}, {max(figures):.1f} ms"
        rows.append(Row(f"answer → acknowledged, {what}: p50, p99, most", shown, "", aim))
    ratio = f"{statistics.quantiles(single, n=100)[98] / statistics.quantiles(took, n=100)[98]:.1f}"
    rows[1] = rows[1]._replace(ratio=ratio)
    rows.append(Row(f"{PHONES} phones join", f"{join:.2f} s", "", "3 s"))
    rows.append(Row("memory over before", f"{memory:.0f} MB", "", "40 MB"))
    print_table(
        f"{PHONES} phones, {QUESTIONS} questions", ("what", "measured", "ratio to a batch", "aim"), rows
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        asyncio.run(crowd(sys.argv[1], int(sys.argv[2]), sys.argv[3], *map(int, sys.argv[4:])))
    else:
        main()
