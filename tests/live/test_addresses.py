"""Which addresses are offered for phones, and in what order."""

import socket

import pytest

from trainer.live import addresses as module
from trainer.live.addresses import Address, addresses

WIFI = Address("192.168.1.5", "wlan0")
WIRED = Address("10.0.0.7", "eth0")
PUBLIC = Address("203.0.113.9", "eth1")
DOCKER = Address("172.17.0.1", "docker0")
BRIDGE = Address("172.18.0.1", "br-8f1c")
VPN = Address("10.8.0.2", "tun0")
HYPER = Address("172.29.0.1", "vEthernet (Default Switch)")
TAIL = Address("100.101.102.103", "tailscale0")
NAMELESS_CONTAINER = Address("172.17.0.1")
SELF = Address("127.0.0.1", "lo")
LINK = Address("169.254.3.4", "eth2")


@pytest.fixture(autouse=True)
def _no_way_out(monkeypatch):
    monkeypatch.setattr(module, "_way_out", lambda: "")


@pytest.mark.parametrize(
    ("known", "offered"),
    [
        ([WIRED, WIFI], [WIFI, WIRED]),
        ([PUBLIC, WIRED], [WIRED, PUBLIC]),
        ([DOCKER, BRIDGE, VPN, HYPER, TAIL, NAMELESS_CONTAINER, SELF, LINK, WIFI], [WIFI]),
        ([DOCKER, SELF], [DOCKER]),
        ([LINK, VPN, SELF], [LINK, VPN]),
        ([SELF], [Address("127.0.0.1")]),
        ([], [Address("127.0.0.1")]),
        ([Address("fe80::1", "wlan0"), Address("nonsense"), WIFI], [WIFI]),
        ([Address("192.168.1.5", "无线网络连接"), Address("192.168.1.4", "以太网")],
         [Address("192.168.1.5", "无线网络连接"), Address("192.168.1.4", "以太网")]),
    ],
)  # fmt: skip
def test_what_phones_can_reach_comes_first_and_the_rest_only_where_there_is_nothing_else(known, offered):
    assert addresses(known) == offered


def test_of_equals_the_one_on_the_way_out_comes_first(monkeypatch):
    monkeypatch.setattr(module, "_way_out", lambda: "10.0.0.9")
    other = Address("10.0.0.9", "eth9")
    assert addresses([WIRED, other]) == [other, WIRED]


def test_the_system_is_asked_where_nothing_is_passed_in(monkeypatch):
    found = addresses()
    assert found
    for each in found:
        socket.inet_aton(each.ip)


def test_a_system_that_knows_nothing_of_its_cards_is_asked_by_its_name(monkeypatch):
    monkeypatch.setattr(module, "_by_card", list)
    monkeypatch.setattr(module, "_by_name", lambda: ["192.168.7.7"])
    monkeypatch.setattr(module, "_way_out", lambda: "192.168.7.8")
    assert [each.ip for each in addresses()] == ["192.168.7.8", "192.168.7.7"]


def test_a_name_that_leads_nowhere_is_no_fault(monkeypatch):
    monkeypatch.setattr(module.socket, "gethostname", lambda: "nonsense.invalid")
    assert module._by_name() == []
