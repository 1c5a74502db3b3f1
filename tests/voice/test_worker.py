"""The worker in its own process: with engines that are missing or hang, and with the real one."""

import array
import contextlib
import ctypes
import importlib.util
import json
import math
import os
import signal
import subprocess
import sys
import wave
from pathlib import Path
from queue import Queue
from types import SimpleNamespace

import pytest

from trainer.voice import open_speaker
from trainer.voice.notices import VoiceError
from trainer.voice.worker import Engine

ROOT = Path(__file__).parents[2]
LEXICON = ROOT / "assets" / "voice" / "lexicon.yaml"
FAKE = """
import sys, types
sys.path.insert(0, {root!r})
from trainer.voice.worker import main
class Engine:
    def __str__(self): return "sapi5"
    def connect(self, topic, callback): pass
    def getProperty(self, name): return [voice]
    def setProperty(self, name, value): pass
    def save_to_file(self, text, path): print("Audio saved")
    def runAndWait(self): {run}
voice = types.SimpleNamespace(id="1", name={name!r}, languages=[], gender=None)
def init(): {init}
sys.modules["pyttsx3"] = {module}
main(sys.argv[1:])
"""


def worker(*arguments, init="return Engine()", name="Microsoft Huihui", run="pass", module=None):
    """Word a command that runs the worker with an engine made up for it."""
    module = module or "types.SimpleNamespace(init=init)"
    code = FAKE.format(root=str(ROOT), init=init, name=name, run=run, module=module)
    return [sys.executable, "-c", code, *map(str, arguments)]


def has_espeak() -> bool:
    if sys.platform != "linux" or importlib.util.find_spec("pyttsx3") is None:
        return False
    with contextlib.suppress(OSError):
        return bool(ctypes.CDLL("libespeak-ng.so.1"))
    return False


real = pytest.mark.skipif(
    not has_espeak(), reason="speech needs pyttsx3 and libespeak-ng1 (Debian: apt-get install)"
)


@pytest.mark.parametrize(
    ("why", "command"),
    [
        ("package", worker(module="None")),
        ("engine", worker(init="raise RuntimeError('no libespeak')")),
        ("engine", worker(init="print('noise'); raise OSError(5)")),
        ("voice", worker(name="Microsoft David")),
    ],
)
def test_what_is_missing_is_named(tmp_path, why, command):
    notices: Queue[str] = Queue()
    speaker = open_speaker(tmp_path, notices.put, command=command)
    assert notices.get(timeout=20) == str(VoiceError(why))
    speaker.close()


def test_a_spoilt_lexicon_is_named_with_its_file(tmp_path):
    spoilt = tmp_path / "读音.yaml"
    spoilt.write_text("- 错", encoding="utf-8")
    notices: Queue[str] = Queue()
    speaker = open_speaker(tmp_path, notices.put, lexicon=spoilt)
    assert str(spoilt) in notices.get(timeout=20)
    speaker.close()


def test_the_worker_ends_with_its_parent_even_when_the_engine_hangs(tmp_path):
    command = worker(run="print('hanging', file=sys.stderr, flush=True); import time; time.sleep(600)")
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        request = {"text": "您好", "voice": "", "rate": 170, "wav": str(tmp_path / "a.wav")}
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
        assert process.stdout.readline() == b'{"event": "ready"}\n'
        while b"hanging" not in process.stderr.readline():
            pass
        process.stdin.close()
        assert process.wait(timeout=20) == 0


class Sapi:
    """As much of Windows' engine as the worker uses: it writes at once, and knows several voices."""

    voices = (
        SimpleNamespace(id="0", name="Microsoft David", languages=["en-US"], gender="Male"),
        SimpleNamespace(id="1", name="Microsoft Tracy", languages=["zh-HK"], gender="Female"),
        SimpleNamespace(id="2", name="Microsoft Huihui", languages=["zh-CN"], gender="Female"),
        SimpleNamespace(id="3", name="Microsoft Kangkang", languages=["zh-CN"], gender="Male"),
    )

    def __init__(self, sound=b"s" * 100, error=None):
        self.sound, self.error, self.said, self.listeners = sound, error, [], {}

    def connect(self, topic, callback):
        self.listeners[topic] = callback

    def getProperty(self, name):
        return self.voices

    def setProperty(self, name, value):
        self.said.append((name, value))

    def save_to_file(self, text, path):
        self.said.append(text)
        Path(path).write_bytes(self.sound)

    def runAndWait(self):
        if self.error:
            self.listeners["error"](name=None, exception=self.error)


def test_windows_gets_plain_hanzi_and_a_mandarin_voice_of_the_gender(tmp_path):
    sapi = Sapi()
    engine = Engine(sapi, {"您": "nin2"})
    engine.write("您好", "male", 170, tmp_path / "a.wav")
    assert sapi.said == [("voice", "3"), ("rate", 170), "您好"]
    assert engine.voice() == "2"
    assert engine.voice("female-1") == "2"
    assert engine.voice("child-1") == "3"
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]


@pytest.mark.parametrize("sapi", [Sapi(sound=b"s" * 44), Sapi(error=ValueError("unknown voice"))])
def test_an_empty_file_or_an_error_never_becomes_the_recording(tmp_path, sapi):
    with pytest.raises(RuntimeError):
        Engine(sapi, {}).write("您好", "", 170, tmp_path / "a.wav")
    assert not (tmp_path / "a.wav").exists()


def test_a_file_that_cannot_be_written_is_an_error_before_the_engine_is_asked(tmp_path):
    sapi = Sapi()
    with pytest.raises(OSError, match="没有"):
        Engine(sapi, {}).write("您好", "", 170, tmp_path / "没有" / "a.wav")
    assert not sapi.said


@pytest.fixture
def speak(tmp_path):
    """Say a line with the real engine and wait for its file; the notice fails the test."""
    results: Queue[Path | str] = Queue()
    speaker = open_speaker(tmp_path, results.put, lexicon=LEXICON)

    def say(text, voice=""):
        speaker.say(text, voice, on_ready=results.put)
        result = results.get(timeout=30)
        assert isinstance(result, Path), result
        return result

    yield say
    speaker.close()


def seconds_and_loudness(path):
    """Measure a WAV file: its length, and the root mean square of its samples (1.0 is full scale)."""
    with wave.open(str(path)) as sound:
        samples = array.array("h", sound.readframes(sound.getnframes()))
        seconds = sound.getnframes() / sound.getframerate()
    return seconds, math.sqrt(sum(s * s for s in samples) / len(samples)) / 32768


@real
def test_a_real_line_is_sound_and_not_silence(speak):
    seconds, loudness = seconds_and_loudness(speak("您好，请问您要办理什么业务？"))
    assert 1.5 < seconds < 5
    assert 0.03 < loudness < 0.5


@real
def test_real_lines_do_not_run_into_each_other(speak):
    lines = ["月租怎么是50.96元？", "好。", "我要投诉！我在这里等了一个小时！"]
    lengths = [seconds_and_loudness(speak(line))[0] for line in lines]
    assert lengths[1] < lengths[0] < lengths[2] + lengths[0]
    assert lengths[1] < 1.5


@real
def test_every_customer_sounds_different(speak):
    voices = ("female", "female-1", "female-2", "male", "male-1")
    assert len({speak("您好", voice).read_bytes() for voice in voices}) == len(voices)


@real
def test_the_real_worker_killed_in_mid_life_is_replaced(tmp_path):
    pid = tmp_path / "pid"
    code = f"""
import os
from pathlib import Path
from trainer.voice.worker import main
Path({str(pid)!r}).write_text(str(os.getpid()))
main([])
"""
    results: Queue[Path | str] = Queue()
    speaker = open_speaker(tmp_path, results.put, command=[sys.executable, "-c", code])
    for line in ("您好", "再见", "下次再来"):
        speaker.say(line, on_ready=results.put)
        assert isinstance(results.get(timeout=30), Path)
        os.kill(int(pid.read_text()), signal.SIGKILL)
    speaker.close()
