"""Customers' lines aloud: played where they can be, one sentence where they cannot."""

import importlib
import wave
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pytest
from pytestqt.qtbot import QtBot

from trainer.core.face import Clothes, Face
from trainer.paths import Places, find_places
from trainer.ui import speech
from trainer.ui.speech import NO_SOUND, Speech
from trainer.voice import RATE, recording


class Player:
    """Stands in for Qt's player, which wants a sound device."""

    def __init__(self, _parent: object) -> None:
        self.file, self.stops = "", 0

    def setSource(self, url: object) -> None:
        self.file = url.toLocalFile()  # type: ignore[attr-defined]

    def play(self) -> None:
        pass

    def stop(self) -> None:
        self.stops += 1


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(find_places().content, tmp_path, tmp_path)


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str) -> object:
        return SimpleNamespace(QSoundEffect=Player) if "Multimedia" in name else importlib.import_module(name)

    monkeypatch.setattr(speech, "importlib", SimpleNamespace(import_module=load))


def recorded(places: Places, text: str, voice: str, rate: int = RATE) -> Path:
    file = recording(places.cache / "voice", text, voice, rate)
    file.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(file), "wb") as out:
        out.setparams((1, 2, 16_000, 0, "NONE", ""))
        out.writeframes(b"\x01\x02" * 800)
    return file


@pytest.mark.usefixtures("sound")
@pytest.mark.parametrize(("hair", "voice"), [("bob", "female-0"), ("bald", "male-0")])
def test_a_line_is_played_in_the_voice_of_its_customer(
    qtbot: QtBot, places: Places, hair: str, voice: str
) -> None:
    aloud = Speech(places)
    aloud.turn(True)
    file = recorded(places, "你好", voice)
    aloud.say("你好", Face(hair))
    qtbot.waitUntil(lambda: aloud._player.file == str(file))
    aloud.close()
    assert not aloud.is_on


@pytest.mark.usefixtures("sound")
def test_phrases_are_read_at_the_speed_of_the_settings(qtbot: QtBot, places: Places) -> None:
    aloud = Speech(places)
    aloud.speed = 130
    aloud.turn(True)
    file = recorded(places, "请稍等。", speech.STAFF, RATE * 130 // 100)
    aloud.read("请稍等。")
    qtbot.waitUntil(lambda: aloud._player.file == str(file))
    aloud.close()


def test_every_customer_keeps_a_voice_and_faces_that_differ_differ_in_voice() -> None:
    voices = {speech.voice_of(Face("long", clothes=clothes)) for clothes in get_args(Clothes)}
    assert len(voices) == len(get_args(Clothes))
    assert speech.voice_of(Face("cap")).startswith("male")


def test_switched_off_nothing_is_said(qtbot: QtBot, places: Places) -> None:
    aloud = Speech(places)
    aloud.say("你好", Face())
    aloud.hush()
    assert not aloud.is_on


def test_without_a_sound_library_there_is_one_sentence(
    qtbot: QtBot, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_name: str) -> object:
        raise ImportError("libpulse.so.0: cannot open shared object file")

    monkeypatch.setattr(speech, "importlib", SimpleNamespace(import_module=missing))
    aloud = Speech(places)
    with qtbot.waitSignal(aloud.noticed) as noticed:
        aloud.turn(True)
    assert noticed.args == [NO_SOUND]
    assert not aloud.is_on


@pytest.mark.usefixtures("sound")
def test_without_an_engine_there_is_one_sentence_and_training_goes_on(qtbot: QtBot, places: Places) -> None:
    (places.cache / "voice").write_text("a file in the way")
    aloud = Speech(places)
    with qtbot.waitSignal(aloud.noticed, timeout=10_000) as noticed:
        aloud.turn(True)
        aloud.say("你好", Face())
    assert "只是没有声音" in noticed.args[0]
    aloud.close()
