"""One worker process: asked and heard by JSON lines, killed when it keeps us waiting."""

import contextlib
import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

Answer = dict[str, Any]

_ROOT = Path(__file__).resolve().parents[2]
_NO_CONSOLE: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_LONGEST_ANSWER = 8192


class Child:
    """A running worker; raises OSError when it cannot be started. Only `kill` may come from other threads."""

    def __init__(self, command: Sequence[str]) -> None:
        cwd = _ROOT if _ROOT.is_dir() else None  # `-m trainer…` must work from wherever we were started
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=cwd,
            creationflags=_NO_CONSOLE,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._ears, self._mouth = self._process.stdin, self._process.stdout

    def alive(self) -> bool:
        """Tell whether the process runs; a dead one is reaped by asking."""
        return self._process.poll() is None

    def ask(self, **request: object) -> None:
        """Send a request short enough for a pipe; a dead child is found out by its missing answer."""
        with contextlib.suppress(OSError):
            os.write(self._ears.fileno(), json.dumps(request).encode() + b"\n")

    def answer(self, fits: Callable[[Answer], bool], patience: float) -> Answer:
        """Wait for the answer that fits; empty when the child died of itself or of `patience` (seconds)."""
        watchdog = threading.Timer(patience, self.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            return next(filter(fits, self._answers()), {})
        finally:
            watchdog.cancel()

    def kill(self) -> None:
        """End the process now."""
        self._process.kill()

    def bury(self) -> None:
        """End the process, wait for it and close its pipes."""
        self.kill()
        with self._process:
            pass

    def _answers(self) -> Iterator[Answer]:
        """Yield what is an answer; engines and their libraries print all sorts of things."""
        while line := self._mouth.readline(_LONGEST_ANSWER):
            with contextlib.suppress(ValueError, RecursionError):
                if isinstance(answer := json.loads(line), dict):
                    yield answer
