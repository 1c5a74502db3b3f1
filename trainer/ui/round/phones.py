"""The phones of a round as the window holds them: the LAN host while the round is open, and what it tells."""

import importlib
import threading
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from trainer.core.asks import Ask, Reply
from trainer.core.errors import TrainerError
from trainer.ui.jobs import Jobs
from trainer.ui.round.between import Door

if TYPE_CHECKING:
    from trainer.live.addresses import Address
    from trainer.live.events import HostEvent
    from trainer.live.host import Host
    from trainer.training.roundtable import Table

PATIENCE = 10.0
"""Seconds that a batch of phones waits for the records at most."""
NO_NETWORK = "没有找到局域网，手机连不进来；其余照常。请连上 Wi-Fi，再按“再试一次”。"
BROKEN = "手机作答出了故障（{}），手机可能连不上。请按“再试一次”，手机会自己再连；也可以点名作答。"
LOOPBACK = "127."


class Phones(QObject):
    """Lets phones in at one address; signals come in the window's thread."""

    opened = Signal(object)
    """How phones come in: a Door; None where they cannot."""
    counted = Signal(int)
    """So many phones are connected now."""
    broken = Signal(str)
    """What went wrong, with the cure."""
    _told = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.host: Host | None = None
        self._table: Table | None = None
        self._address = ""
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def open(self, table: "Table", address: str) -> None:
        """Listen at an address; where that cannot be done `broken` tells why."""
        self._table, self._address = table, address
        self.opened.emit(self._opened(table, address))

    def open_again(self) -> None:
        """Look for the network again, and let phones in on what is there now."""
        self._jobs.submit(found_addresses, self._on_found, self._on_not_found)

    def _on_found(self, found: "Sequence[Address]") -> None:
        known = [each.ip for each in found]
        if self._table is not None:
            self.open(self._table, self._address if self._address in known else (known or [""])[0])

    def _on_not_found(self, error: TrainerError) -> None:
        self.broken.emit(str(error))

    def _opened(self, table: "Table", address: str) -> Door | None:
        self._stop(over=False)
        if not address:
            self.broken.emit(NO_NETWORK)
            return None
        host = self._host_at(table, address)
        try:
            host.start()
        except TrainerError as error:
            self.broken.emit(str(error))
            return None
        self.host = host
        self.counted.emit(0)
        if address.startswith(LOOPBACK):
            self.broken.emit(NO_NETWORK)
        qr = importlib.import_module("trainer.live.qr").qr_svg(host.link)
        return Door(host.url, host.code, qr)

    def close(self) -> None:
        """Let no phone in any more, and tell them that the round is over."""
        self._table = None
        self._stop(over=True)

    def tell(self) -> None:
        """Show all phones what the round says now."""
        if self.host is not None:
            self.host.changed()

    def _stop(self, *, over: bool) -> None:
        if self.host is not None:
            self.host.stop(over=over)
            self.host = None

    def _host_at(self, table: "Table", address: str) -> "Host":
        live, words = (
            importlib.import_module("trainer.live.host"),
            importlib.import_module("trainer.live.words"),
        )
        room = words.Room(table.round.setup.title, table.round.setup.teams)
        decide, views = partial(self._decide, table), partial(_views, table)
        made: Host = live.Host(
            decide, views, address=address, room=room, clock=table.now, on_event=self._told.emit
        )
        return made

    def _decide(self, table: "Table", batch: Sequence[tuple[Ask, int]]) -> tuple[Reply, ...]:
        """Have a batch put on record in the records' thread, and wait for it in the host's."""
        ready, found = threading.Event(), list[tuple[Reply, ...]]()

        def work() -> None:
            try:
                found.append(table.decide(batch))
            finally:
                ready.set()

        self._jobs.submit(work, _nothing, _nothing)
        if not ready.wait(PATIENCE) or not found:
            raise TimeoutError("记录没有写完")
        return found[0]

    def _on_told(self, event: "HostEvent") -> None:
        """Tell the window of phones that come and go; a fault is also reported as any other."""
        phones, error = getattr(event, "phones", None), getattr(event, "error", None)
        if phones is not None:
            self.counted.emit(phones)
        if error is not None:
            self.broken.emit(BROKEN.format(error))
            if not isinstance(error, OSError | TrainerError):
                raise error


def found_addresses() -> "list[Address]":
    """Look for the addresses at which phones may reach this computer; it may take a while."""
    found: list[Address] = importlib.import_module("trainer.live.addresses").addresses()
    return found


def _views(table: "Table", _seats: Any) -> dict[str, Any]:
    return table.views()


def _nothing(_done: object) -> None:
    pass
