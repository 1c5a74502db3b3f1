"""The host itself: where and when it listens, its end, what it shows and when, its batches, its threads."""

import re
import socket
import threading

import pytest

from tests.live.briefing import Briefing
from tests.live.calling import Phone
from trainer.core.asks import Choose, Refused
from trainer.live import words
from trainer.live.clerk import Asked, Clerk, Told
from trainer.live.host import CannotListen, Host
from trainer.live.qr import qr_svg
from trainer.live.seats import CODE_LENGTH, new_code


def test_it_listens_only_on_its_address_and_only_while_it_is_open(briefing):
    host = briefing.host
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", host.url)
    assert host.link == f"{host.url}?{host.code}"
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", host.port)):
        pass
    host.stop()
    host.stop()
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", host.port)):
        pass


def test_it_is_not_opened_twice(briefing):
    with pytest.raises(RuntimeError):
        briefing.host.start()


@pytest.mark.parametrize(
    ("address", "port"), [("127.0.0.1", None), ("203.0.113.7", 0), ("nonsense.invalid", 0)]
)
def test_an_address_that_cannot_be_listened_on_is_told_with_the_cure(briefing, address, port):
    taken = briefing.host.port if port is None else port
    with pytest.raises(CannotListen, match=r"手机连不进来.*请换一个网络地址"):
        Host(briefing.decide, briefing.views, address=address, port=taken).start()


def test_the_end_of_the_round_is_told_to_all_and_no_thread_stays(open_briefing):
    before = set(threading.enumerate())
    briefing = open_briefing()
    with Phone(briefing.host) as mei, Phone(briefing.host) as stranger:
        mei.join("李梅")
        ours = set(threading.enumerate()) - before
        stop = threading.Thread(target=briefing.host.stop)
        stop.start()
        assert mei.hear("bye") == {"t": "bye"}
        assert (mei.end(), stranger.end()) == (4002, 1006)
        stop.join()
    assert not any(thread.is_alive() for thread in ours if thread.name in ("phones", "round"))


def test_a_round_that_goes_on_elsewhere_takes_its_phones_back_without_a_word(briefing, phone):
    mei = phone().join("李梅")
    briefing.host.stop(over=False)
    assert mei.end() == 1006
    briefing.host.start()
    assert phone().ask_in(token=mei.token)["t"] == "seat"


def test_what_is_said_goes_out_at_once(briefing, phone):
    phone().join("李梅")
    (line,) = briefing.host._running._board.lines
    wire = line.transport.get_extra_info("socket")
    assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_what_is_shown_already_is_not_sent_again(briefing, phone):
    mei = phone().join("李梅")
    for _ in range(3):
        briefing.host.changed()
    briefing.host.publish({"s1": {"phase": "lobby", "title": "换了"}, "s9": {"phase": "lobby"}})
    assert mei.hear()["title"] == "换了"


def test_a_closed_host_takes_no_views():
    host = Host(lambda batch: [], lambda seats: {}, address="127.0.0.1")
    host.publish({})
    host.changed()


class Ears:
    """Keeps what the clerk tells."""

    def __init__(self) -> None:
        self.heard, self.shown, self.errors = [], [], []

    def hear(self, replies):
        self.heard.append([told.reply for _, told in replies])
        for asked, told in replies:
            asked.told(told)

    def show(self, states):
        self.shown.append(states)

    def connected(self):
        return ("s1",)

    def failed(self, error):
        self.errors.append(error)


def asked(n: int, told=lambda told: None) -> Asked:
    return Asked(Choose("s1", 0, "a"), n, told)


def test_everything_that_waits_goes_in_one_batch_and_replies_go_before_what_is_shown():
    batches, first, going_on = [], threading.Event(), threading.Event()

    def decide(batch):
        batches.append([at for _, at in batch])
        first.set()
        assert going_on.wait(30)
        return [Refused(str(at)) for _, at in batch]

    ears = Ears()
    clerk = Clerk(decide, lambda seats: {"s1": {"phase": "lobby"}})
    clerk.ask([asked(0)])
    clerk.start(ears)
    assert first.wait(30)
    clerk.show(None)
    for n in range(1, 200):
        clerk.ask([asked(n)])
    clerk.show({"s2": {"phase": "gone"}})
    going_on.set()
    clerk.stop(30)
    assert batches == [[0], list(range(1, 200))]
    assert [len(each) for each in ears.heard] == [1, 199]
    assert ears.shown == [{"s1": words.state({"phase": "lobby"}), "s2": words.GONE}]


def test_a_view_that_seats_share_is_written_once(monkeypatch):
    written, state = [], words.state
    monkeypatch.setattr(words, "state", lambda view: written.append(view) or state(view))
    ears, view = Ears(), {"phase": "lobby"}
    clerk = Clerk(lambda batch: [], lambda seats: {})
    clerk.show(dict.fromkeys(map(str, range(200)), view))
    clerk.start(ears)
    clerk.stop(30)
    assert (len(written), len(ears.shown[0])) == (1, 200)


def test_a_reply_too_few_and_a_view_that_fails_are_faults_that_the_clerk_survives():
    ears, told = Ears(), []
    clerk = Clerk(lambda batch: [], lambda seats: 1 / 0)
    clerk.ask([asked(0, told.append)])
    clerk.show(None)
    clerk.start(ears)
    clerk.stop(30)
    assert told == [Told(Refused(words.NOT_KEPT))]
    assert [type(error) for error in ears.errors] == [ValueError, ZeroDivisionError]


def test_a_code_is_six_digits():
    codes = {new_code() for _ in range(100)}
    assert all(re.fullmatch(rf"[1-9]\d{{{CODE_LENGTH - 1}}}", code) for code in codes)
    assert len(codes) > 90


def test_the_qr_code_is_dark_on_light_with_its_quiet_zone():
    drawn = qr_svg("http://192.168.1.5:8484/?123456").decode()
    assert drawn.startswith("<svg")
    assert 'viewBox="0 0 37 37"' in drawn  # 29 modules, and 4 around
    assert "#fff" in drawn


def test_a_round_whose_record_hangs_is_left_after_a_while(monkeypatch):
    monkeypatch.setattr("trainer.live.host.PATIENCE", 0.1)
    going_on, hanging = threading.Event(), threading.Event()

    class Stuck(Briefing):
        def decide(self, batch):
            hanging.set()
            assert going_on.wait(30)
            return super().decide(batch)

    briefing = Stuck()
    briefing.host.start()
    try:
        with Phone(briefing.host) as mei:
            mei.look()
            mei.say("hello", token=mei.token, code=briefing.host.code, who="李梅")
            assert hanging.wait(30)
            clerk = briefing.host._running.clerk
            briefing.host.stop()
    finally:
        going_on.set()
        clerk._thread.join(30)
    assert not clerk._thread.is_alive()
