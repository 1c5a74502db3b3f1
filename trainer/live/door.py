"""The door of the host: the page for a browser, the way in for a page of ours, and 404 for all else.

A request must name the address that the host listens on (a name that leads here is somebody's trick), and a
WebSocket must come from our own page.
"""

import base64
import re
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from importlib.resources import files
from typing import Final

from websockets.datastructures import Headers
from websockets.http11 import Request, Response

PAGE: Final = "join.html"
LINE: Final = "/line"
_INLINE: Final = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


def page() -> str:
    """Read the page as it is shipped."""
    return files("trainer.live").joinpath(PAGE).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Door:
    """Answers the requests that come to one address and port."""

    authority: str
    page: str
    _headers: tuple[tuple[str, str], ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_headers", tuple(_guards(self.page, self.authority).items()))

    def answer(self, request: Request) -> Response | None:
        """Answer a request; None lets it through as a WebSocket."""
        if request.headers.get_all("Host") not in self._names():
            return self._say(HTTPStatus.MISDIRECTED_REQUEST, "请用大屏上的地址打开。")
        if request.method != "GET":
            return self._say(HTTPStatus.METHOD_NOT_ALLOWED, "请用大屏上的地址打开。")
        path = request.path.partition("?")[0]
        if path == "/":
            return self._respond(HTTPStatus.OK, "text/html; charset=utf-8", self.page)
        if path != LINE:
            return self._say(HTTPStatus.NOT_FOUND, "没有这一页，请用大屏上的地址打开。")
        if request.headers.get_all("Origin") not in ([f"http://{name}"] for (name,) in self._names()):
            return self._say(HTTPStatus.FORBIDDEN, "请用大屏上的地址打开。")
        return None

    def _names(self) -> list[list[str]]:
        """List the ways to name this host: browsers leave port 80 out."""
        return [[self.authority], *([[self.authority[:-3]]] if self.authority.endswith(":80") else [])]

    def _say(self, status: HTTPStatus, sentence: str) -> Response:
        return self._respond(status, "text/plain; charset=utf-8", sentence)

    def _respond(self, status: HTTPStatus, kind: str, text: str) -> Response:
        body = text.encode()
        about = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
        return Response(status, status.phrase, Headers([*about.items(), *self._headers]), body)


def _guards(page: str, authority: str) -> dict[str, str]:
    """Return the headers that keep foreign code, frames and stores away from the page.

    Browsers that know hashes ignore 'unsafe-inline'; the oldest phones know only that.
    """
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for kind, text in _INLINE.findall(page):
        hashes[kind].append(f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'")
    policy = [
        "default-src 'none'",
        *(f"{kind}-src {' '.join(found)} 'unsafe-inline'" for kind, found in hashes.items()),
        f"connect-src 'self' ws://{authority}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
    return {
        "Content-Security-Policy": "; ".join(policy),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
    }
