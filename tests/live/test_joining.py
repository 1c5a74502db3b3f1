"""How phones come in and come back: the room code, tokens, names, full rooms."""

import pytest

from tests.live.calling import Phone
from trainer.core.rounds.acts import Free, Remove
from trainer.live.events import Connected, Dropped, TurnedAway
from trainer.live.limits import Limits


def test_a_phone_looks_joins_answers_and_sees_the_result(briefing, phone):
    mei = phone()
    assert mei.look() == {
        "t": "room", "title": "晨会抢答", "teams": [], "devices": False, "token": mei.token,
    }  # fmt: skip
    assert mei.ask_in("李梅") == {"t": "seat", "name": "李梅", "team": ""}
    assert mei.hear() == {
        "t": "state",
        "phase": "lobby",
        "title": "晨会抢答",
        "me": {"name": "李梅", "team": ""},
    }
    briefing.steer("next")
    assert "result" not in mei.phase("question")
    assert mei.choose(0, "b", n=7) == {"t": "ack", "n": 7, "q": 0}
    briefing.steer("close", "reveal")
    shown = mei.phase("reveal")
    assert (shown["result"]["right"], shown["result"]["mine"], shown["me"]["score"]["right"]) == (
        "b",
        True,
        1,
    )


def test_an_answer_is_refused_with_the_rounds_own_sentence(briefing, phone):
    mei = phone().join("李梅")
    assert mei.choose(0, "b") == {"t": "no", "n": 1, "why": "这道题现在不收答案，请看大屏。", "form": False}


def test_a_hand_goes_up(open_briefing):
    briefing = open_briefing(way="hands")
    briefing.steer("next")
    with Phone(briefing.host) as mei:
        mei.join("李梅")
        mei.say("raise", n=3)
        assert mei.hear("ack") == {"t": "ack", "n": 3, "q": 0}
        briefing.host.changed()
        assert mei.hear("state")["hand"] == {"up": True, "place": 1, "turn": True}


def test_a_wrong_code_is_turned_away_and_many_are_refused_even_the_right_one(open_briefing):
    briefing = open_briefing(limits=Limits(wrong=(2, 0)))
    for code, why in (("1", "房间码不对"), ("2", "房间码不对"), (briefing.host.code, "试得太多")):
        with Phone(briefing.host) as stranger:
            stranger.say("look", code=code)
            assert why in stranger.hear("no")["why"]
            assert stranger.end() == 4000
    assert briefing.batches == []


def test_a_code_may_be_typed_wide_and_with_blanks(briefing, phone):
    mei = phone()
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in briefing.host.code)
    mei.say("look", code=f"{wide[:3]} {wide[3:]}")
    assert mei.hear()["t"] == "room"


@pytest.mark.parametrize("token", ["", "00" * 32, "nonsense", "\ud800", "ff" * 4000])
def test_a_token_that_the_host_did_not_give_out_is_worth_nothing(phone, token):
    stranger = phone()
    stranger.say("hello", token=token[:2000], code="", who="李梅")
    assert stranger.hear() == {"t": "no", "n": 0, "why": "没有认出这台手机，请重新加入。", "form": True}


def test_a_name_that_is_taken_is_refused_politely(briefing, phone):
    phone().join("李梅")
    again = phone().ask_in("李 梅".replace(" ", "\u200b"))
    assert (again["t"], again["form"]) == ("no", True)
    assert "已经加入" in again["why"]


def test_a_reload_keeps_the_seat_and_the_answer(briefing, phone):
    briefing.steer("next")
    mei = phone().join("李梅")
    mei.choose(0, "b")
    mei.line.close()
    briefing.hear(Dropped)
    back = phone()
    assert back.ask_in(token=mei.token) == {"t": "seat", "name": "李梅", "team": ""}
    assert back.phase("question")["question"]["mine"] == "b"
    assert [seat.name for seat in briefing.round.players] == ["李梅"]


def test_a_stolen_token_takes_the_seat_over_and_never_doubles_it(briefing, phone):
    briefing.steer("next")
    mei = phone().join("李梅")
    thief = phone().join(token=mei.token)
    assert mei.hear("moved") == {"t": "moved"}
    assert mei.end() == 4001
    assert briefing.hear(Dropped) == Dropped("s1", "moved", 1)
    thief.choose(0, "a")
    assert mei.token == thief.token
    back = phone().join(token=mei.token)
    assert (thief.end(), back.choose(0, "b")["t"]) == (4001, "ack")
    assert [given.choice for given in briefing.round.answers.values()] == ["b"]
    assert all(type(ask).__name__ != "Leave" for batch in briefing.batches for ask, _ in batch)


def test_a_phone_that_lost_the_word_that_it_joined_asks_again_and_is_on_its_seat(briefing, phone):
    first, second = phone(), phone()
    token = first.look()["token"]
    for each in (first, second):
        each.say("hello", token=token, code=briefing.host.code, who="李梅")
    assert second.hear() == {"t": "seat", "name": "李梅", "team": ""}
    assert len(briefing.round.seats) == 1


def test_a_seat_that_the_host_freed_is_taken_by_name_and_the_old_token_is_worth_nothing(briefing, phone):
    lost = phone().join("李梅")
    briefing.does(Free("s1"))
    phone().join("李梅")
    assert lost.end() == 4001
    assert phone().ask_in(token=lost.token, who="李梅")["t"] == "no"


def test_who_is_removed_is_told_and_cannot_come_back_by_the_token(briefing, phone):
    mei = phone().join("李梅")
    briefing.does(Remove("s1"))
    assert mei.hear("gone") == {"t": "gone"}
    assert mei.end() == 4000
    assert briefing.hear(Dropped) == Dropped("s1", "gone", 0)
    assert len(briefing.host._seats) == 0


def test_the_phone_over_the_limit_is_refused_politely_and_the_others_stay(open_briefing):
    briefing = open_briefing(limits=Limits(phones=2))
    with Phone(briefing.host) as one, Phone(briefing.host) as two, Phone(briefing.host) as three:
        one.join("甲")
        two.join("乙")
        told = three.look()
        assert told["why"] == "已经有 2 部手机加入，坐不下了。请和同事合用一台手机，或举手请主持人记录。"
        assert three.end() == 4000
        one.line.close()
        with Phone(briefing.host) as back:
            back.join(token=one.token)
        assert isinstance(briefing.hear(TurnedAway), TurnedAway)


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("<b>李梅</b>", "<b>李梅</b>"),
        ("\u202e李\u200b梅\u0007\n", "李梅"),
        ("  欧阳 \t 小 美 ", "欧阳 小 美"),
        ("e\u0301", "\u00e9"),
        ("ＧＨ００１２", "GH0012"),
        ("gh 0012", "GH0012"),
    ],
)
def test_names_are_cleaned(briefing, phone, who, name):
    phone().join(who)
    ((ask, _),) = (each for batch in briefing.batches for each in batch)
    assert name in (ask.name, ask.number)


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("\u200b\u202e", "请填写姓名或工号。"),
        ("很长很长很长很长很长很长长", "姓名最多 12 个字，工号最多 20 位。"),
        ("1" * 21, "姓名最多 12 个字，工号最多 20 位。"),
    ],
)
def test_what_is_no_name_is_refused(phone, who, why):
    assert phone().ask_in(who)["why"] == why


def test_the_device_of_a_team_needs_no_name(open_briefing):
    briefing = open_briefing(teams=("早班", "晚班"), by="teams")
    with Phone(briefing.host) as device:
        assert device.look()["teams"] == ["早班", "晚班"]
        assert device.ask_in(team="早班") == {"t": "seat", "name": "早班", "team": "早班"}


def test_the_window_is_told_who_comes_and_goes(briefing, phone):
    mei = phone().join("李梅")
    assert briefing.hear(Connected) == Connected("s1", 1)
    mei.line.close()
    assert briefing.hear(Dropped) == Dropped("s1", "left", 0)
