"""The child process that owns the speech engine: a JSON line in, a WAV file and a JSON line out.

pyttsx3 lives only here, on the main thread. It prints, blocks, hangs and sometimes dies; the
parent watches it from outside. `python -m trainer.voice.worker [lexicon.yaml]`.
"""

import importlib
import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from trainer.voice.pronounce import load_lexicon, spell

# espeak's plain `cmn` reads its own pinyin as English; this one, fed with pinyin, gets it right.
_ESPEAK_VOICE = "cmn-latn-pinyin"
_ESPEAK_TIMBRES = {"female": ("+f3", "+f2", "+f5", "+f4"), "male": ("+m3", "+m1", "+m7", "+m4")}
_CHINESE = ("zh-cn", "zh_cn", "chinese", "mandarin", "huihui", "yaoyao", "kangkang", "xiaoxiao")
_EMPTY_WAV = 44  # bytes: a header alone

Reply = Callable[..., None]


class Engine:
    """The one speech engine, able to write a line into a file."""

    def __init__(self, engine: Any, lexicon: dict[str, str]) -> None:
        self._engine = engine
        self._lexicon = lexicon
        self._espeak = str(engine) == "espeak"
        self._finished = threading.Event()
        self._errors: list[str] = []
        engine.connect("finished-utterance", self._on_finished)
        engine.connect("error", self._on_error)

    def voice(self, wish: str = "") -> str:
        """Choose a Mandarin voice, of the wished gender if there is one; "" when there is none.

        A number in the wish ("female-2") picks among several.
        """
        gender, _, number = wish.partition("-")
        turn = int(number or 0)
        voices = self._engine.getProperty("voices")
        if self._espeak:
            known = any(str(voice.id).endswith(_ESPEAK_VOICE) for voice in voices)
            timbres = _ESPEAK_TIMBRES.get(gender, ("",))
            return _ESPEAK_VOICE + timbres[turn % len(timbres)] if known else ""
        chinese = [voice for voice in voices if _is_chinese(voice)]
        fitting = [voice for voice in chinese if str(voice.gender).lower() == gender] or chinese
        return str(fitting[turn % len(fitting)].id) if fitting else ""

    def write(self, text: str, voice: str, rate: int, wav: Path) -> None:
        """Speak `text` into `wav`, which appears whole or not at all; raises OSError or RuntimeError."""
        part = wav.with_suffix(".part.wav")
        part.write_bytes(b"")  # a folder that cannot be written is an error here, but a hang in espeak
        self._finished.clear()
        self._errors.clear()
        self._engine.setProperty("voice", self.voice(voice))
        self._engine.setProperty("rate", rate)
        self._engine.save_to_file(spell(text, self._lexicon) if self._espeak else text, str(part))
        self._engine.runAndWait()
        if self._espeak:  # it comes back before there is any sound
            self._finished.wait()
        if self._errors or part.stat().st_size <= _EMPTY_WAV:
            raise RuntimeError(" ".join(self._errors) or "the engine wrote no sound")
        part.replace(wav)

    def _on_finished(self, name: object, completed: object) -> None:
        self._finished.set()

    def _on_error(self, name: object, exception: object) -> None:
        self._errors.append(str(exception))
        self._finished.set()


def _is_chinese(voice: Any) -> bool:
    said = " ".join(map(str, (voice.id, voice.name, *(voice.languages or ())))).lower()
    return any(word in said for word in _CHINESE)


def _open_engine(lexicon: str, reply: Reply) -> Engine | None:
    """Open the engine, or reply what is missing."""
    why = "lexicon"
    try:
        words = load_lexicon(Path(lexicon)) if lexicon else {}
        why = "package"
        pyttsx3 = importlib.import_module("pyttsx3")
        why = "engine"
        engine = Engine(pyttsx3.init(), words)
        why = "voice"
        if engine.voice():
            return engine
        reply(event="unavailable", why=why, detail="")
    except Exception as error:  # an engine may raise anything at all
        reply(event="unavailable", why=why, detail=str(error))
    return None


def _read_requests(requests: SimpleQueue[bytes]) -> None:
    """Pass requests on, and end this process with its parent, even out of a hung engine."""
    with open(0, "rb", buffering=0, closefd=False) as stdin:  # unbuffered: no lock at the exit
        for line in stdin:
            requests.put(line)
    os._exit(0)


def _own_stdout() -> Reply:
    """Keep standard output for answers; whatever else is printed goes to standard error."""
    channel = os.fdopen(os.dup(1), "w", buffering=1, encoding="ascii")
    os.dup2(2, 1)

    def reply(**answer: object) -> None:
        channel.write(json.dumps(answer) + "\n")

    return reply


def main(arguments: list[str]) -> int:
    """Serve until the parent is gone; the one argument is the lexicon's path."""
    reply = _own_stdout()
    requests: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_read_requests, args=(requests,), daemon=True).start()
    engine = _open_engine(arguments[0] if arguments else "", reply)
    if engine is not None:
        reply(event="ready")
    while engine is not None:
        request = json.loads(requests.get())
        wav = Path(request["wav"])
        try:
            engine.write(request["text"], request["voice"], request["rate"], wav)
            reply(event="done", wav=str(wav))
        except Exception as error:  # likewise; the parent counts its failures
            reply(event="failed", wav=str(wav), detail=str(error))
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
