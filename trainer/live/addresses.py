"""Under which addresses the phones of the hall may reach this computer, the likeliest first.

The window may know the networks better (Qt names them) and passes them in; without it the system is asked
in what ways the standard library has. IPv4 only: nobody types the other kind into a phone.
"""

import ipaddress
import re
import socket
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

if sys.platform != "win32":
    import fcntl

_GET_ADDRESS: Final = 0x8915
_ELSEWHERE: Final = ("192.0.2.1", 9)
"""An address of documentation: asking for the way to it sends nothing."""

_UNLIKELY = re.compile(
    r"docker|^br-|veth|virbr|vmnet|vbox|virtualbox|vmware|hyper-v|vethernet|wsl|"
    r"^tun|^tap|^wg|^utun|^ppp|^zt|tailscale|zerotier|vpn|bluetooth|蓝牙|loopback|^lo$|podman|^cni|flannel",
    re.IGNORECASE,
)
_WIRELESS = re.compile(r"wl|wi-?fi|wireless|无线|^ath|^ra\d", re.IGNORECASE)
_SHARED = ipaddress.ip_network("100.64.0.0/10")
_CONTAINERS = ipaddress.ip_network("172.17.0.0/16")


@dataclass(frozen=True, slots=True)
class Address:
    """An address of this computer, and the name of its network card ("": not known)."""

    ip: str
    card: str = ""


def addresses(known: Iterable[Address] | None = None) -> list[Address]:
    """List the plausible addresses; only where there is none, whatever there is, at last this computer."""
    found = {each.ip: each for each in (_asked() if known is None else known) if _is_ipv4(each.ip)}
    first = _way_out()
    ranked = sorted(found.values(), key=lambda each: (_rank(each), each.ip != first, each.ip))
    likely = [each for each in ranked if _rank(each) < _DOUBTFUL]
    return likely or [each for each in ranked if _rank(each) < _NEVER] or [Address("127.0.0.1")]


_DOUBTFUL, _NEVER = 5, 9


def _rank(address: Address) -> int:
    """Tell how unlikely it is that phones reach an address: wireless first, VPNs and containers last."""
    ip = ipaddress.IPv4Address(address.ip)
    if ip.is_loopback or ip.is_unspecified or ip.is_multicast:
        return _NEVER
    if _UNLIKELY.search(address.card) or ip in _SHARED or ip in _CONTAINERS:
        return _DOUBTFUL + 1
    if ip.is_link_local:
        return _DOUBTFUL
    if not ip.is_private:
        return 3
    return 0 if _WIRELESS.search(address.card) else 1


def _is_ipv4(text: str) -> bool:
    try:
        ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return True


def _asked() -> list[Address]:
    """Ask the system: the cards where it tells them, the computer's own name, the way out."""
    found = [*_by_card(), *(Address(ip) for ip in _by_name())]
    out = _way_out()
    named = {each.ip for each in found if each.card}
    nameless = {each.ip for each in found} | ({out} if out else set())
    return [each for each in found if each.card] + [Address(ip) for ip in sorted(nameless - named)]


def _by_card() -> list[Address]:
    if sys.platform != "linux":
        return []
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, card in socket.if_nameindex():
            request = struct.pack("256s", card.encode()[:15])
            try:
                answer = fcntl.ioctl(asking, _GET_ADDRESS, request)
            except OSError:
                continue  # a card without an address
            found.append(Address(socket.inet_ntoa(answer[20:24]), card))
    return found


def _by_name() -> list[str]:
    try:
        return [str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    except OSError:
        return []


def _way_out() -> str:
    """Return the address that this computer would send from; "" where no way leads out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(_ELSEWHERE)
        except OSError:
            return ""
        return str(asking.getsockname()[0])
