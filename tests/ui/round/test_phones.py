"""Phones as the window holds them: counted, broken, and let in again at the network that is there."""

from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.round.rounds import Play
from trainer.live.addresses import Address
from trainer.live.events import Connected, Dropped, Failed
from trainer.ui.jobs import AtOnce
from trainer.ui.round import phones as rooms
from trainer.ui.round.between import Door
from trainer.ui.round.phones import NO_NETWORK, Phones

HERE = "127.0.0.1"


class Heard:
    """What the phones told."""

    def __init__(self, phones: Phones) -> None:
        self.doors: list[Door | None] = []
        self.counts: list[int] = []
        self.faults: list[str] = []
        phones.opened.connect(self.doors.append)
        phones.counted.connect(self.counts.append)
        phones.broken.connect(self.faults.append)


@pytest.fixture
def phones(qtbot: QtBot) -> Any:
    """Phones that are never left open."""
    made = Phones(AtOnce())
    yield made
    made.close()


@pytest.fixture
def table() -> Any:
    """As much of a table as phones want before any has joined."""
    return SimpleNamespace(round=Play(people=1).round, now=lambda: 0, views=dict, decide=None)


def test_a_door_is_opened_and_closed(phones: Phones, table: Any) -> None:
    heard = Heard(phones)
    phones.open(table, HERE)
    (door,) = heard.doors
    assert door is not None
    assert door.url.startswith(f"http://{HERE}:")
    assert door.qr.startswith(b"<svg")
    assert heard.faults == [NO_NETWORK], "nobody else reaches this address"
    phones.close()
    assert phones.host is None


def test_without_a_network_the_cure_is_told(phones: Phones, table: Any) -> None:
    heard = Heard(phones)
    phones.open(table, "")
    assert heard.doors == [None]
    assert heard.faults == [NO_NETWORK]


def test_another_address_is_taken_where_the_first_is_gone(
    phones: Phones, table: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(phones)
    phones.open(table, "203.0.113.9")
    assert heard.doors == [None]
    assert "请换一个网络地址" in heard.faults[0]
    monkeypatch.setattr(rooms, "found_addresses", lambda: [Address(HERE)])
    phones.open_again()
    assert heard.doors[1] is not None
    phones.close()
    phones.open_again()
    assert len(heard.doors) == 2, "the round is over"


def test_phones_are_counted_and_faults_are_told(qtbot: QtBot, phones: Phones) -> None:
    heard = Heard(phones)
    for event in (Connected("s1", 1), Connected("s2", 2), Dropped("s1", "left", 1)):
        phones._told.emit(event)
    phones._told.emit(Failed(TimeoutError("记录没有写完")))
    qtbot.waitUntil(lambda: len(heard.faults) == 1)
    assert heard.counts == [1, 2, 1]
    assert "记录没有写完" in heard.faults[0]
    assert "再试一次" in heard.faults[0]


def test_a_fault_of_the_program_is_reported_too(qtbot: QtBot, phones: Phones) -> None:
    heard = Heard(phones)
    with qtbot.captureExceptions() as raised:
        phones._told.emit(Failed(KeyError("x")))
        qtbot.waitUntil(lambda: len(raised) == 1)
    assert heard.faults
