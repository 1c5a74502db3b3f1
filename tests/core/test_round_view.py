"""What one phone is shown: all it needs, never the key before the reveal, and nobody else's data."""

import json
from dataclasses import replace

from hypothesis import given

from tests.core.briefings import QUESTIONS, choose, opened, played, setup, sit, steps
from tests.core.test_round_properties import SETUPS, TRIED, held
from trainer.core.asks import Raise
from trainer.core.round import begin
from trainer.core.rounds.acts import Judge, Remove, Steer
from trainer.core.rounds.view import phone_view, phone_views

SHOWN = steps("close", "reveal")


def test_a_phone_shows_the_question_its_own_answer_and_the_time_that_is_left():
    round = played(opened("李梅", "王军"), choose(1, 0, "b"), at=2_500)
    shown = phone_view(round, "s1", 4_000)
    assert shown == {
        "phase": "question",
        "title": "早会",
        "me": {"name": "李梅", "team": ""},
        "question": {
            "number": 1,
            "of": 3,
            "stem": "第1题？",
            "choices": [
                {"id": "a", "letter": "A", "text": "对的a"},
                {"id": "b", "letter": "B", "text": "错的b"},
                {"id": "c", "letter": "C", "text": "错的c"},
            ],
            "mine": "b",
            "open": True,
            "changeable": True,
            "way": "answers",
        },
        "left": 6_000,
        "paused": False,
    }
    assert phone_view(round, "s2", 4_000)["question"]["mine"] is None
    assert phone_view(round, "s2", 11_000)["phase"] == "closed"


def test_the_ids_on_the_wire_are_places_on_the_stage_and_do_not_tell_the_key():
    turned = tuple(replace(each, choices=each.choices[::-1]) for each in QUESTIONS)
    round = played(opened("李梅", questions=turned), choose(1, 0, "c"))
    assert [each["text"] for each in phone_view(round, "s1", 0)["question"]["choices"]][2] == "对的a"
    result = phone_view(played(round, *SHOWN), "s1", 0)["result"]
    assert (result["right"], result["mine"]) == ("c", True)


def test_the_reveal_tells_whether_it_was_right_and_why():
    round = played(opened("李梅", "王军", "赵刚"), choose(1, 0, "a"), choose(2, 0, "b"), *SHOWN)
    views = phone_views(round, 0)
    assert views["s1"]["result"] == {"right": "a", "mine": True, "why": ["因为"], "sources": ["全球通100元"]}
    assert views["s1"]["me"]["score"] == {"right": 1, "asked": 1, "place": 1, "of": 3}
    assert [views[seat]["result"]["mine"] for seat in ("s2", "s3")] == [False, None]
    assert views == {seat: phone_view(round, seat, 0) for seat in views}


def test_a_team_sees_its_own_score_and_speed_stands_apart():
    round = played(
        begin(setup(by="teams", teams=("甲班", "乙班"), bonus=True)),
        *(sit("李梅", "甲班"), sit("王军", "甲班"), sit("赵刚", "甲班"), sit("乙班", "乙班", "device")),
        *(Steer("next"), choose(1, 0, "a"), *SHOWN, Steer("board")),
    )
    shown = phone_view(round, "s1", 0)
    assert shown["me"]["score"] == {"right": 0.3, "asked": 1, "place": 1, "of": 2, "speed": 33}
    assert "question" not in shown


def test_a_hand_sees_its_place_in_the_row():
    round = played(opened("李梅", "王军", "赵刚", way="hands"), Raise("s2"), Raise("s1"), Judge(False))
    hands = {seat: view["hand"] for seat, view in phone_views(round, 0).items()}
    assert hands == {
        "s1": {"up": True, "place": 2, "turn": True},
        "s2": {"up": True, "place": 1, "turn": False},
        "s3": {"up": False, "place": None, "turn": False},
    }
    assert phone_view(played(round, Judge(False)), "s1", 0)["hand"]["turn"] is False


def test_a_stranger_and_somebody_removed_see_nothing():
    round = played(opened("李梅"), Remove("s1"))
    assert phone_view(round, "s1", 0) == phone_view(round, "s7", 0) == {"phase": "gone", "title": "早会"}


def test_the_lobby_shows_no_question():
    assert set(phone_view(played(begin(setup()), sit("李梅")), "s1", 0)) == {"phase", "title", "me"}


@given(SETUPS, TRIED)
def test_no_phone_is_told_the_key_early_or_anything_of_others(plan, tried):
    round, _ = held(plan, tried)
    for id, view in phone_views(round, round.now).items():
        assert ("result" in view) == (round.phase == "reveal")
        text = json.dumps(view, ensure_ascii=False)
        assert ("因为" in text) == (round.phase == "reveal")
        others = {seat.name for seat in round.players if seat.id != id}
        assert not any(name in text for name in others)
        assert not any(word in text for word in ("mistake", "slip", '"s1"', "person"))
