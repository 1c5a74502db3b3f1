"""A worker to rehearse with: it keeps the protocol, and misbehaves when the mode or the text says so.

Instead of sound it writes its process id and the request. A text may name a port of the test, which
is called before the misbehaviour, so that the test need not guess. Run by path, never imported.
"""

import json
import os
import re
import socket
import sys
import time
from pathlib import Path

NOISE = (
    b'ALSA lib: no card\n[1, 2]\nnull\n\xff\xfe\x00\n{"event": \n'
    + b"[" * 5000
    + b"\n"
    + b"x" * 20000
    + b"\n"
)


def hang() -> None:
    while True:
        time.sleep(60)


def put(raw: bytes) -> None:
    os.write(1, raw)


def answer(**words: str) -> None:
    put(json.dumps(words).encode() + b"\n")


def speak(request: dict[str, str], mode: str) -> None:
    wav = request["wav"]
    if mode == "fails":
        answer(event="failed", wav=wav)
        return
    if mode == "noisy":
        put(NOISE)
        answer(event="done", wav="somewhere else")
    if mode != "lies":
        Path(wav).write_text(json.dumps({"pid": os.getpid(), **request}), encoding="utf-8")
    answer(event="done", wav=wav)


def misbehave(request: dict[str, str]) -> None:
    text, once = request["text"], Path(request["wav"] + ".once")
    if port := re.search(r"\d+", text):
        socket.create_connection(("127.0.0.1", int(port[0]))).close()
    if "卡住" in text:
        hang()
    if "崩溃" in text and not ("一次" in text and once.exists()):
        once.touch()
        os._exit(3)


def serve(mode: str) -> None:
    answer(event="ready")
    for line in sys.stdin:
        request = json.loads(line)
        misbehave(request)
        speak(request, mode)


def main(mode: str) -> None:
    if mode == "mute":
        hang()
    while mode == "babbles":
        put(NOISE)
    if mode == "noisy":
        put(NOISE)
    if mode.startswith("no "):
        answer(event="unavailable", why=mode.removeprefix("no "), detail="细节")
    else:
        serve(mode)


main(sys.argv[1])
