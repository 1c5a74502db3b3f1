"""The words between the page and the host: JSON texts, read with suspicion and written once.

The page says `look` (what room is this?), `hello` (a seat, please), `choose`, `raise` and `ping`. The host
says `room`, `seat`, `state`, `ack`, `no`, `gone`, `moved`, `bye` and `pong`. `n` is the page's own number of
what it asked.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

MOST_QUESTIONS = 1000
_WRITER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Garbled(ValueError):
    """A message that no page of ours sends."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a phone is told before it joins: the round's title, its teams, and whether one phone may
    answer for a whole team (`devices`)."""

    title: str = ""
    teams: tuple[str, ...] = ()
    devices: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody with a room code asks what room it is."""

    code: str


@dataclass(frozen=True, slots=True)
class Hello:
    """Somebody with a token wants a seat, or their own one again."""

    token: str
    code: str = ""
    who: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """An answer: the question (from 0) and the letter."""

    n: int
    question: int
    choice: str


@dataclass(frozen=True, slots=True)
class Hand:
    """A hand goes up."""

    n: int


@dataclass(frozen=True, slots=True)
class Ping:
    """The page wants to know whether the host is still there."""


Message = Look | Hello | Pick | Hand | Ping


def read(raw: str | bytes) -> Message:
    """Read what a page said; raise Garbled for anything else."""
    if not isinstance(raw, str):
        raise Garbled("not a text")
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Garbled("not JSON") from error
    if not isinstance(said, dict):
        raise Garbled("not an object")
    kind = said.get("t")
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        raise Garbled("not a word of ours")
    return reader(said)


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key, "")
    if not isinstance(value, str):
        raise Garbled(f"{key} is not a text")
    return value


def _number(said: Mapping[str, Any], key: str, below: int) -> int:
    value = said.get(key, 0)
    if type(value) is not int or not 0 <= value < below:
        raise Garbled(f"{key} is not such a number")
    return value


def _hello(said: Mapping[str, Any]) -> Hello:
    return Hello(_text(said, "token"), _text(said, "code"), _text(said, "who"), _text(said, "team"))


def _pick(said: Mapping[str, Any]) -> Pick:
    choice = _text(said, "c")
    if len(choice) != 1 or not "a" <= choice <= "z":
        raise Garbled("c is not a letter")
    return Pick(_number(said, "n", 1 << 31), _number(said, "q", MOST_QUESTIONS), choice)


_READERS: Final[Mapping[str, Callable[[Mapping[str, Any]], Message]]] = {
    "look": lambda said: Look(_text(said, "code")),
    "hello": _hello,
    "choose": _pick,
    "raise": lambda said: Hand(_number(said, "n", 1 << 31)),
    "ping": lambda _: Ping(),
}


def written(kind: str, fields: Mapping[str, Any]) -> str:
    """Write what the host says."""
    return _WRITER.encode({"t": kind, **fields})


def room(about: Room, token: str) -> str:
    """Tell what room it is, and hand the phone its token."""
    teams = list(about.teams)
    return written("room", {"title": about.title, "teams": teams, "devices": about.devices, "token": token})


def seat(name: str, team: str) -> str:
    """Tell somebody that the seat is theirs."""
    return written("seat", {"name": name, "team": team})


def state(view: Mapping[str, Any]) -> str:
    """Show a phone what it is shown."""
    return written("state", view)


def ack(n: int, question: int) -> str:
    """Tell that what was asked is on the disk."""
    return written("ack", {"n": n, "q": question})


def no(why: str, n: int = 0, *, form: bool = False) -> str:
    """Refuse, with a sentence; after a `form` the page must ask for name and code again."""
    return written("no", {"n": n, "why": why, "form": form})


GONE, MOVED, BYE, PONG = (written(kind, {}) for kind in ("gone", "moved", "bye", "pong"))

WRONG_CODE = "房间码不对，请看大屏上的 6 位数字。"
TOO_MANY_CODES = "房间码试得太多了，请过一分钟再试。"
FULL = "已经有 {} 部手机加入，坐不下了。请和同事合用一台手机，或举手请主持人记录。"
SILENT = "等了太久，请再按一次“加入”。"
NO_NAME = "请填写姓名或工号。"
LONG_NAME = "姓名最多 12 个字，工号最多 20 位。"
STRANGER = "没有认出这台手机，请重新加入。"
TOO_FAST = "点得太快了，请稍等一下。"
OVER = "本轮早会已经结束。"
NOT_KEPT = "没有记下来，请再按一次。"
