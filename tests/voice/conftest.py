"""What the voice tests share: a speaker with a stand-in worker, and ears that wait instead of sleeping."""

import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from trainer.voice import Speaker, open_speaker

STAND_IN = Path(__file__).with_name("stand_in.py")


class Stage:
    """One speaker, what came out of it, and what the user was told."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self.heard: Queue[Path] = Queue()
        self.notices: Queue[str] = Queue()
        self.speaker: Speaker

    def open(self, mode: str = "well", patience: float = 20.0) -> Speaker:
        self.speaker = open_speaker(
            self.cache,
            self.notices.put,
            command=[sys.executable, "-S", "-E", str(STAND_IN), mode],
            patience=patience,
        )
        return self.speaker

    def say(self, text: str, voice: str = "") -> None:
        self.speaker.say(text, voice, on_ready=self.heard.put)

    def say_and_wait_for_trouble(self, text: str) -> None:
        """Say a line the stand-in misbehaves at, and come back when it is about to."""
        with socket.create_server(("127.0.0.1", 0)) as bell:
            bell.settimeout(20)
            self.say(f"{text}{bell.getsockname()[1]}")
            bell.accept()[0].close()

    def next_heard(self) -> dict[str, Any]:
        """Wait for the next file; the stand-in writes into it what it was asked."""
        said: dict[str, Any] = json.loads(self.heard.get(timeout=20).read_text(encoding="utf-8"))
        return said

    def next_notice(self) -> str:
        return self.notices.get(timeout=20)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path / "声音")
    yield stage
    if hasattr(stage, "speaker"):
        stage.speaker.close()
