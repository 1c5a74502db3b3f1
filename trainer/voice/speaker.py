"""The speaker: the newest line of a customer becomes a WAV file, or nothing happens at all.

Voice is an extra: whatever is missing, dead or hung behind it costs the user one sentence.
From then on only lines that are recorded already are heard.
"""

import hashlib
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from trainer.voice.child import Answer, Child
from trainer.voice.notices import VoiceError

RATE = 170  # words a minute, as engines count: the usual speed
LONGEST = 400  # characters that are spoken of a line: engines need minutes for a whole page
LIVES = 3  # failures in a row after which the engine is left alone
WORKER_FLAG = "--voice-worker"  # a frozen program is its own worker when its first argument is this


class Speaker(Protocol):
    """Speaks one line at a time; a newer line makes an older one stale."""

    def say(self, text: str, voice: str = "", *, rate: int = RATE, on_ready: Callable[[Path], None]) -> None:
        """Hand the WAV file of `text` to `on_ready`.

        `voice` is "female" or "male", with a number where there are several ("female-2"), or ""
        (the engine's own); `rate` is in words a minute.

        Never blocks. `on_ready` comes at once for a recorded line, else from another thread,
        and not at all when the line grew stale or nothing can speak it.
        """

    def hush(self) -> None:
        """Forget the line that is being prepared. Stopping the sound is up to whoever plays it."""

    def close(self) -> None:
        """End the engine."""


class Silent:
    """A speaker that says nothing: voice is switched off."""

    def say(
        self, text: str, voice: str = "", *, rate: int = RATE, on_ready: Callable[[Path], None]
    ) -> None: ...

    def hush(self) -> None: ...

    def close(self) -> None: ...


def recording(cache: Path, text: str, voice: str = "", rate: int = RATE) -> Path:
    """Name the file a line is kept in; a hall that puts its own recording there hears that one."""
    key = f"{voice}|{rate}|{text}".encode("utf-8", "replace")
    return cache / f"{hashlib.blake2b(key, digest_size=12).hexdigest()}.wav"


def open_speaker(
    cache: Path,
    notice: Callable[[str], None],
    *,
    lexicon: Path | None = None,
    command: Sequence[str] = (),
    patience: float = 8.0,
) -> Speaker:
    """Start the engine in a child process and return at once; never raises.

    `notice` gets at most one Chinese sentence, perhaps later and from another thread.
    `patience` is how many seconds an answer may take; `command` replaces the worker.
    """
    try:
        cache = cache.absolute()
        cache.mkdir(parents=True, exist_ok=True)
    except OSError:
        notice(str(VoiceError("cache", str(cache))))
        return Silent()
    return _ChildSpeaker(cache, notice, command or _worker_command(lexicon), patience)


def _worker_command(lexicon: Path | None) -> list[str]:
    start = [WORKER_FLAG] if getattr(sys, "frozen", False) else ["-m", "trainer.voice.worker"]
    return [sys.executable, *start, *([str(lexicon.absolute())] if lexicon else [])]


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    text: str
    voice: str
    rate: int
    wav: Path
    on_ready: Callable[[Path], None]


class _ChildSpeaker:
    """One thread asks one child for one line after another; callers only leave the newest wish."""

    def __init__(
        self, cache: Path, notice: Callable[[str], None], command: Sequence[str], patience: float
    ) -> None:
        self._cache, self._notice, self._command, self._patience = cache, notice, command, patience
        self._changed = threading.Condition()  # guards the next three
        self._wanted: _Line | None = None
        self._child: Child | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="voice", daemon=True)
        self._thread.start()

    def say(self, text: str, voice: str = "", *, rate: int = RATE, on_ready: Callable[[Path], None]) -> None:
        line = _Line(text, voice, rate, recording(self._cache, text, voice, rate), on_ready)
        recorded = _is_recorded(line.wav)
        speakable = any(map(str.isalnum, text))
        with self._changed:
            self._wanted = line if speakable and not recorded else None
            self._changed.notify()
        if recorded:
            on_ready(line.wav)

    def hush(self) -> None:
        with self._changed:
            self._wanted = None

    def close(self) -> None:
        with self._changed:
            self._closed, self._wanted = True, None
            self._changed.notify()
            if self._child is not None:
                self._child.kill()
        if threading.current_thread() is not self._thread:
            self._thread.join(timeout=2)

    def _serve(self) -> None:
        try:
            self._hire()
            self._speak_until_closed()
        except VoiceError as trouble:
            if not self._closed:
                self._notice(str(trouble))
        finally:
            if self._child is not None:
                self._child.bury()

    def _speak_until_closed(self) -> None:
        failures = 0
        while line := self._next():
            spoken = self._speak(line)
            failures = 0 if spoken else failures + 1
            if failures == LIVES:
                raise VoiceError("broken")
            if self._take(line) and spoken:
                line.on_ready(line.wav)

    def _speak(self, line: _Line) -> bool:
        """Have a line written; a child lost over it gets one successor, if the line is still wanted."""
        wav = str(line.wav)
        for _ in range(2):
            child = self._child if self._child and self._child.alive() else self._hire()
            child.ask(text=line.text[:LONGEST], voice=line.voice, rate=line.rate, wav=wav)
            answer = child.answer(lambda said: said.get("wav") == wav, self._patience)
            if answer:
                return answer.get("event") == "done" and _is_recorded(line.wav)
            child.bury()
            if self._wanted is not line:
                break
        return False

    def _hire(self) -> Child:
        """Start a child that says it is ready; raises VoiceError when none does."""
        for _ in range(LIVES):
            child = self._start_child()
            answer = child.answer(_says_whether_ready, self._patience)
            if answer.get("event") == "ready":
                return child
            if answer:
                raise VoiceError(str(answer.get("why")), str(answer.get("detail")))
            child.bury()
        raise VoiceError("broken")

    def _start_child(self) -> Child:
        if self._child is not None:
            self._child.bury()
        with self._changed:
            if self._closed:
                raise VoiceError("closed")
            try:
                self._child = Child(self._command)
            except OSError as error:
                raise VoiceError("start", str(error)) from error
            return self._child

    def _next(self) -> _Line | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._wanted is not None)
            return None if self._closed else self._wanted

    def _take(self, line: _Line) -> bool:
        """Tell whether the line is still wanted, and want it no longer."""
        with self._changed:
            current = self._wanted is line
            self._wanted = None if current else self._wanted
            return current


def _says_whether_ready(answer: Answer) -> bool:
    return answer.get("event") in ("ready", "unavailable")


def _is_recorded(wav: Path) -> bool:
    """Tell whether there is a file with something in it; a power cut may leave empty ones."""
    try:
        return wav.stat().st_size > 0
    except OSError:
        return False
