"""What must not disturb a round: nonsense, floods, silence, slow readers, foreign pages; over real sockets."""

import http.client
import json
import socket
import threading
from contextlib import ExitStack, suppress

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.live.briefing import Briefing
from tests.live.calling import Phone, origin
from trainer.live.events import Dropped, Failed, TurnedAway
from trainer.live.limits import Limits

GARBAGE = [
    "",
    "nonsense",
    "{",
    "[" * 4000,
    '{"t":' * 800,
    "1" * 4000,
    "NaN",
    "null",
    "[]",
    '{"t":[]}',
    '{"t":"look","code":6}',
    '{"t":"hello","token":[],"code":{}}',
    '{"t":"choose","q":"0","c":"a"}',
    '{"t":"choose","q":true,"c":"a"}',
    '{"t":"choose","q":-1,"c":"a"}',
    '{"t":"choose","q":1e3,"c":"a"}',
    '{"t":"choose","q":0,"c":"ab"}',
    '{"t":"choose","q":0,"c":"甲"}',
    '{"t":"choose","q":0,"c":"a","n":"1"}',
    '{"t":"raise","n":99999999999999999999}',
    '{"t":"__class__"}',
    b"\x00\x01\x02",
]


def goes_on(briefing: Briefing) -> None:
    """Somebody else joins, answers and is told so, as if nothing had happened."""
    with Phone(briefing.host) as other:
        other.join("陈静")
        if briefing.round.index < 0:
            briefing.steer("next")
        assert other.choose(0, "b")["t"] == "ack"


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_is_passed_over(briefing, phone, garbage):
    briefing.steer("next")
    mei = phone().join("李梅")
    mei.line.send(garbage)
    assert mei.choose(0, "a")["t"] == "ack"
    goes_on(briefing)


def test_who_says_nothing_but_garbage_is_hung_up(open_briefing):
    briefing = open_briefing(limits=Limits(strikes=3))
    with Phone(briefing.host) as mei:
        mei.join("李梅")
        for _ in range(4):
            mei.say("look", code="")
        assert mei.hear("no")["why"] == "点得太快了，请稍等一下。"
        assert mei.end() == 4000
        assert briefing.hear(Dropped).why == "flood"
    goes_on(briefing)


def test_who_does_not_join_but_asks_other_things_is_hung_up(open_briefing):
    briefing = open_briefing(limits=Limits(strikes=3))
    with Phone(briefing.host) as stranger:
        for _ in range(4):
            stranger.say("ping")
        assert stranger.hear("no")["form"] is True
    assert briefing.hear(TurnedAway).why == "点得太快了，请稍等一下。"


def send_all(flood: Phone) -> None:
    """Say more than anybody has to say."""
    for n in range(100_000):
        flood.say("choose", q=0, c="ab"[n % 2], n=n)


def test_a_flood_of_messages_is_cut_off(briefing, phone):
    briefing.steer("next")
    flood = phone(close_timeout=0.1).join("李梅")
    with pytest.raises(ConnectionClosed):
        send_all(flood)
    assert briefing.hear(Dropped).why in ("flood", "left")
    assert len(briefing.answered) < 40
    goes_on(briefing)


def test_a_flood_of_pings_that_nobody_reads_is_cut_off(briefing, phone):
    flood = phone(max_queue=1).join("李梅")
    masked_ping = b"\x89\xfd" + bytes(4) + bytes(125)
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        flood.line.socket.sendall(masked_ping * 1_000_000)
    assert briefing.hear(Dropped).seat == "s1"
    goes_on(briefing)


def test_an_oversized_message_ends_the_connection(briefing, phone):
    mei = phone().join("李梅")
    mei.line.send("x" * 4097)
    assert mei.end() in (1006, 1009)  # what is still unread when a line is cut may hide why
    goes_on(briefing)


def test_a_message_in_endless_fragments_ends_the_connection(briefing, phone):
    mei = phone().join("李梅")
    with suppress(ConnectionClosed):  # all of it may be on its way before the end is heard of
        mei.line.send("x" * 100 for _ in range(1000))
    assert mei.end() in (1006, 1009)  # what is still unread when a line is cut may hide why
    goes_on(briefing)


def test_bytes_that_are_no_frames_end_the_connection(briefing, phone):
    mei = phone().join("李梅")
    mei.line.socket.sendall(b"\xff" * 64)
    assert mei.end() == 1002
    goes_on(briefing)


def test_a_slow_reader_is_shown_the_newest_only_and_then_let_go(open_briefing):
    briefing = open_briefing(limits=Limits(stall=0.2))
    with Phone(briefing.host, max_queue=1, close_timeout=0.1) as slow:
        slow.join("李梅")
        over = threading.Event()

        def push() -> None:
            while not over.is_set():
                briefing.host.publish(
                    {"s1": {"phase": "lobby", "title": "长" * 200_000, "n": briefing.now()}}
                )
                over.wait(0.005)

        pushing = threading.Thread(target=push)
        pushing.start()
        try:
            assert briefing.hear(Dropped) == Dropped("s1", "slow", 0)
        finally:
            over.set()
            pushing.join()
    goes_on(briefing)


def test_a_half_open_connection_is_noticed(open_briefing):
    briefing = open_briefing(limits=Limits(ping=0.1, pong=0.1, closing=0.1))
    with ExitStack() as calls:
        gone = calls.enter_context(Phone(briefing.host, ping_interval=None)).join("李梅")
        gone.line.protocol.receive_data = lambda data: None  # it is on, and answers nothing
        assert briefing.hear(Dropped) == Dropped("s1", "left", 0)
        gone.line.socket.close()
    goes_on(briefing)


def test_who_never_says_hello_is_hung_up(open_briefing):
    briefing = open_briefing(limits=Limits(hello=0.1))
    with Phone(briefing.host) as silent:
        assert silent.hear("no")["why"] == "等了太久，请再按一次“加入”。"
        assert silent.end() == 4000
    with socket.create_connection((briefing.host.address, briefing.host.port)) as mute:
        assert mute.recv(1) == b""


def test_a_flood_of_connections_leaves_room_for_others(open_briefing):
    briefing = open_briefing(limits=Limits(per_address=20, opened=(200, 0)))
    place = (briefing.host.address, briefing.host.port)
    with ExitStack() as opened:
        flood = [opened.enter_context(socket.create_connection(place)) for _ in range(60)]
        cut = flood[20:]
        for each in cut:
            assert ended(each)
    goes_on(briefing)


def ended(peer: socket.socket) -> bool:
    """Tell that the host has cut a connection."""
    try:
        return peer.recv(1) == b""
    except ConnectionError:
        return True


def test_too_many_new_connections_of_one_address_are_cut(open_briefing):
    briefing = open_briefing(limits=Limits(opened=(3, 0)))
    place = (briefing.host.address, briefing.host.port)
    with ExitStack() as opened:
        many = [opened.enter_context(socket.create_connection(place)) for _ in range(5)]
        assert all(ended(each) for each in many[3:])


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": None},
        {"additional_headers": {"Host": "evil.example"}},
    ],
)
def test_a_foreign_page_cannot_call(briefing, headers):
    with pytest.raises(InvalidStatus) as refused, Phone(briefing.host, **headers):
        pass
    assert refused.value.response.status_code in (403, 421, 400)
    goes_on(briefing)


def get(
    briefing: Briefing, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], str]:
    """Fetch something from the host as a browser does."""
    call = http.client.HTTPConnection(briefing.host.address, briefing.host.port, timeout=30)
    try:
        call.request(method, path, headers=headers)
        answer = call.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode()
    finally:
        call.close()


@pytest.mark.parametrize("path", ["/", "/?123456"])
def test_the_page_is_served_with_its_guards(briefing, path):
    status, headers, text = get(briefing, path)
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "加入早会" in text
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'sha256-" in policy
    assert f"ws://{origin(briefing.host).removeprefix('http://')}" in policy
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert "Server" not in headers


@pytest.mark.parametrize("path", ["/favicon.ico", "/../etc/passwd", "/index.html", "//", "/%2e"])
def test_there_is_nothing_else(briefing, path):
    assert get(briefing, path)[0] == 404


def test_another_name_for_the_host_is_refused(briefing):
    assert get(briefing, "/", Host="evil.example")[0] == 421


def test_a_plain_request_to_the_line_and_a_strange_method_are_refused(briefing):
    assert get(briefing, "/line")[0] == 403
    assert get(briefing, "/line", Origin=origin(briefing.host))[0] == 426
    assert get(briefing, "/", method="DELETE")[0] == 405
    goes_on(briefing)


def test_a_fault_in_the_round_is_told_to_the_window_and_the_phone_may_try_again(briefing, phone):
    briefing.steer("next")
    mei = phone().join("李梅")
    decide, fault = briefing.host.decide, ZeroDivisionError("planted")

    def broken(batch: object) -> object:
        raise fault

    briefing.host._running.clerk.decide = broken
    assert mei.choose(0, "b")["why"] == "没有记下来，请再按一次。"
    assert briefing.hear(Failed).error is fault
    briefing.host._running.clerk.decide = decide
    assert mei.choose(0, "b", n=2) == {"t": "ack", "n": 2, "q": 0}


def test_nothing_of_anybody_else_is_on_the_wire(briefing, phone):
    chen = phone().join("陈静")
    briefing.steer("next")
    chen.choose(0, "b")
    mei = phone()
    mei.look()
    heard = [mei.ask_in("李梅"), mei.hear(), mei.choose(0, "a")]
    briefing.steer("close", "reveal", "board")
    heard.append(mei.phase("board"))
    assert "陈静" not in json.dumps(heard, ensure_ascii=False)
