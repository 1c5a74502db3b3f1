"""Asking the rate tables on the command line of this process, with a request on stdin."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.cli.conftest import ROOT, Done
from trainer.cli import main
from trainer.content.bookreader import read_books
from trainer.content.books import Books

Json = dict[str, Any]


def ask(*words: str, request: object = "", content: object = ROOT) -> Done:
    """Run a verb; a request that is no text or bytes is written as JSON."""
    text = request if isinstance(request, str | bytes) else json.dumps(request)
    raw = text.encode() if isinstance(text, str) else text
    out, err = io.StringIO(), io.StringIO()
    stdin = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8")
    books = patch("trainer.cli.rating.read_books", _books)
    with redirect_stdout(out), redirect_stderr(err), patch("sys.stdin", stdin), books:
        try:
            code = main([*words, "--content", str(content)])
        except SystemExit as left:
            code = int(left.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


def _books(content: Path) -> Books:
    return _shipped() if content == ROOT else read_books(content)


@cache
def _shipped() -> Books:
    """Read the shipped books once for all tests."""
    return read_books(ROOT)


def answer(*words: str, request: object, content: object = ROOT) -> Json:
    """Return what a verb answers to a request that it can answer."""
    done = ask(*words, request=request, content=content)
    assert (done.code, done.err) == (0, "")
    told: Json = json.loads(done.out)
    return told


def call(**said: object) -> Json:
    """Return a use: a local call within the network, unless it is said otherwise."""
    usual = {"kind": "call", "service": "市内", "direction": "out", "network": "on-net"}
    return {key: value for key, value in {**usual, **said}.items() if value is not None}
