"""The speaker with a stand-in worker: lines, stale lines, and everything that can go wrong behind it."""

import os
import signal
import threading
import time
from pathlib import Path
from queue import Queue

import pytest

from trainer.voice import Silent, open_speaker, recording
from trainer.voice.notices import VoiceError
from trainer.voice.speaker import LONGEST, RATE

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


def voice_threads():
    return [thread for thread in threading.enumerate() if thread.name == "voice"]


def is_gone(pid: int) -> bool:
    """Tell whether a process ended and was reaped: a zombie would still take signal 0."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_line_becomes_a_file_named_by_its_text(stage):
    stage.open()
    stage.say("我要投诉！", "female")
    said = stage.next_heard()
    assert (said["text"], said["voice"], said["rate"]) == ("我要投诉！", "female", RATE)
    assert said["wav"] == str(recording(stage.cache, "我要投诉！", "female"))


def test_names_differ_by_voice_and_text_and_stay_for_ever(tmp_path):
    names = {recording(tmp_path, text, voice).name for text in ("您好", "你好") for voice in ("", "male")}
    assert len(names) == 4
    assert recording(tmp_path, "您好").name == "c361601e0a67860df08090d5.wav"


def test_a_recorded_line_comes_at_once_without_the_engine(stage):
    stage.open("mute")
    path = recording(stage.cache, "您好")
    path.write_bytes(b"the hall's own recording")
    stage.say("您好")
    assert stage.heard.get_nowait() == path


def test_an_empty_file_is_no_recording(stage):
    stage.open()
    recording(stage.cache, "您好").touch()
    stage.say("您好")
    assert stage.next_heard()["text"] == "您好"


def test_a_forgotten_line_is_not_heard(stage):
    stage.open()
    stage.say("第一句")
    stage.speaker.hush()
    stage.say("第二句")
    assert stage.next_heard()["text"] == "第二句"
    assert stage.heard.empty()


def test_dots_are_not_spoken_and_make_the_line_before_stale(stage):
    stage.open("mute")
    stage.say("……")
    stage.say("！？")
    stage.speaker.close()
    assert stage.heard.empty()
    assert stage.notices.empty()


def test_a_very_long_line_is_cut_for_the_engine(stage):
    stage.open()
    stage.say("长" * 5000)
    assert len(stage.next_heard()["text"]) == LONGEST


def test_noise_on_standard_output_is_not_an_answer(stage):
    stage.open("noisy")
    stage.say("您好")
    assert stage.next_heard()["text"] == "您好"


def test_a_killed_child_is_buried_and_replaced(stage):
    stage.open()
    stage.say("第一句")
    first = stage.next_heard()["pid"]
    os.kill(first, KILL)
    stage.say("第二句")
    assert stage.next_heard()["pid"] != first
    assert is_gone(first)
    assert stage.notices.empty()


def test_a_hung_child_is_killed_and_the_newer_line_spoken(stage):
    stage.open(patience=2)
    stage.say_and_wait_for_trouble("卡住")
    stage.say("第二句")
    assert stage.next_heard()["text"] == "第二句"
    assert stage.heard.empty()
    assert stage.notices.empty()


def test_a_crash_costs_only_its_line(stage):
    stage.open()
    for number in range(4):
        stage.say_and_wait_for_trouble("崩溃")
        stage.say(f"第{'一二三四'[number]}句")
        stage.next_heard()
    assert stage.notices.empty()


def test_a_line_whose_child_died_is_spoken_by_the_next(stage):
    stage.open()
    stage.say("崩溃一次")
    assert stage.next_heard()["text"] == "崩溃一次"


@pytest.mark.parametrize("mode", ["mute", "babbles"])
def test_an_engine_that_never_gets_ready_ends_in_one_sentence(stage, mode):
    stage.open(mode, patience=0.2)
    stage.say("您好")
    assert stage.next_notice() == str(VoiceError("broken"))
    stage.say("您好")
    assert stage.heard.empty()


@pytest.mark.parametrize("mode", ["fails", "lies"])
def test_an_engine_that_fails_again_and_again_ends_in_one_sentence(stage, mode):
    stage.open(mode)
    (voice,) = voice_threads()
    while voice.is_alive():
        stage.say("您好")
        voice.join(timeout=0.02)
    assert stage.next_notice() == str(VoiceError("broken"))
    assert stage.notices.empty()
    assert stage.heard.empty()


@pytest.mark.parametrize("why", ["package", "engine", "voice", "lexicon"])
def test_what_is_missing_ends_in_one_sentence_and_recordings_still_play(stage, why):
    stage.open(f"no {why}")
    assert stage.next_notice() == str(VoiceError(why, "细节"))
    path = recording(stage.cache, "您好")
    path.write_bytes(b"the hall's own recording")
    stage.say("再见")
    stage.say("您好")
    assert stage.heard.get_nowait() == path


def test_a_command_that_does_not_exist_ends_in_one_sentence(tmp_path):
    notices: Queue[str] = Queue()
    speaker = open_speaker(tmp_path, notices.put, command=[str(tmp_path / "没有这个程序")])
    assert notices.get(timeout=20) == str(VoiceError("start"))
    speaker.close()


def test_a_cache_that_cannot_be_made_is_silence(tmp_path):
    notices: Queue[str] = Queue()
    in_the_way = tmp_path / "文件"
    in_the_way.touch()
    speaker = open_speaker(in_the_way / "声音", notices.put)
    assert isinstance(speaker, Silent)
    assert notices.get_nowait() == str(VoiceError("cache", str(in_the_way / "声音")))
    speaker.say("您好", on_ready=pytest.fail)
    speaker.hush()
    speaker.close()


@pytest.mark.parametrize("busy", [False, True])
def test_closing_is_quick_and_leaves_nothing_behind(stage, busy):
    stage.open(patience=600)
    stage.say("第一句")
    child = stage.next_heard()["pid"]
    if busy:
        stage.say_and_wait_for_trouble("卡住")
    start = time.perf_counter()
    stage.speaker.close()
    assert time.perf_counter() - start < 2
    assert is_gone(child)
    assert not voice_threads()


def test_a_closed_speaker_stays_closed(stage):
    stage.open()
    stage.speaker.close()
    stage.speaker.close()
    stage.say("还在吗")
    assert not voice_threads()
    assert stage.notices.empty()


def test_closing_while_the_engine_starts_is_quick(stage):
    stage.open("mute", patience=600)
    stage.speaker.close()
    assert not voice_threads()
    assert stage.notices.empty()


def test_a_listener_may_close_the_speaker(stage):
    stage.open()
    (voice,) = voice_threads()
    stage.speaker.say("您好", on_ready=lambda path: stage.speaker.close())
    voice.join(timeout=20)
    assert not voice.is_alive()


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
@pytest.mark.parametrize("why", ["package", "engine", "voice", "lexicon", "cache", "start", "broken", "?"])
def test_every_sentence_says_that_the_game_goes_on(why, platform):
    sentence = str(VoiceError(why, "在这里", platform))
    assert "对话照常进行" in sentence
    assert sentence.endswith("。")
    assert "{" not in sentence


def test_the_cure_fits_the_machine():
    assert "apt-get install libespeak-ng1" in str(VoiceError("engine", platform="linux"))
    assert "添加中文" in str(VoiceError("voice", platform="win32"))


def test_the_room_knows_no_window():
    room = Path(open_speaker.__code__.co_filename).parent
    assert not [path for path in room.glob("*.py") if "PySide6" in path.read_text(encoding="utf-8")]
