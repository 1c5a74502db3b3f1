"""The scoreboard of a morning round, its summary, and its log."""

from fractions import Fraction

import pytest

from tests.core.briefings import QUESTIONS, choose, opened, played, setup, sit, steps
from trainer.core.asks import Raise
from trainer.core.round import begin
from trainer.core.rounds import log
from trainer.core.rounds.acts import Act, Judge, Remove, Sit, Steer
from trainer.core.rounds.board import of_persons, of_teams, standings
from trainer.core.rounds.setup import letter_of
from trainer.core.rounds.summary import boards, chosen, present, shares, slip, weakest

SHOWN = steps("close", "reveal")


def places(round):
    return [(row.name, row.right, row.asked, row.place) for row in standings(round)]


def test_persons_stand_by_what_was_right_and_equals_share_a_place():
    round = opened("李梅", "王军", "赵刚")
    round = played(round, choose(1, 0, "b"), choose(2, 0, "a"), choose(3, 0, "a"), *SHOWN)
    assert places(round) == [("王军", 1, 1, 1), ("赵刚", 1, 1, 1), ("李梅", 0, 1, 3)]
    assert [row.share for row in standings(round)] == [1, 1, 0]


def test_nothing_is_told_before_the_reveal():
    round = played(opened("李梅"), choose(1, 0, "a"), Steer("close"))
    assert places(round) == [("李梅", 0, 0, 1)]
    assert standings(round)[0].share == 0


def test_questions_before_somebody_came_do_not_count_against_them():
    round = played(opened("李梅"), choose(1, 0, "a"), *SHOWN, sit("王军"), Steer("next"))
    round = played(round, choose(1, 1, "b"), choose(2, 1, "a"), *SHOWN)
    assert places(round) == [("王军", 1, 1, 1), ("李梅", 1, 2, 2)]


def test_the_speed_bonus_is_a_number_of_its_own_and_only_parts_equals():
    round = played(opened("李梅", "王军", "赵刚", bonus=True), choose(1, 0, "a"), at=7_500)
    round = played(round, choose(2, 0, "a"), at=7_600)
    round = played(round, choose(3, 0, "b"), *SHOWN, at=7_700)
    rows = standings(round)
    assert [(row.name, row.right, row.speed, row.place) for row in rows] == [
        ("李梅", 1, 25, 1),
        ("王军", 1, 24, 2),
        ("赵刚", 0, 0, 3),
    ]
    off = played(opened("李梅"), choose(1, 0, "a"), *SHOWN)
    assert standings(off)[0].speed == 0


def test_a_team_stands_by_the_share_of_its_members_and_its_device_is_one_of_them():
    round = played(
        begin(setup(by="teams", teams=("甲班", "乙班", "丙班"), bonus=True)),
        *(sit("李梅", "甲班"), sit("王军", "甲班"), sit("乙班", "乙班", "device"), Steer("next")),
        *(choose(1, 0, "a"), choose(2, 0, "b"), choose(3, 0, "a"), *SHOWN, Steer("next"), *SHOWN),
    )
    rows = of_teams(round)
    assert [(row.name, row.right, row.asked, row.answered, row.place) for row in rows] == [
        ("乙班", 1, 2, 1, 1),
        ("甲班", Fraction(1, 2), 2, 1, 2),
        ("丙班", 0, 0, 0, 3),
    ]
    assert [row.speed for row in rows] == [100, 50, 0]
    people, teams = boards(round)
    assert ([row.name for row in people], teams) == (["李梅", "王军"], rows)
    assert [seat.name for seat in present(round)] == ["李梅", "王军"]


def test_raised_hands_score_for_who_was_judged_right():
    round = played(
        begin(setup(way="hands", by="teams", teams=("甲班", "乙班"))),
        *(sit("李梅", "甲班"), sit("王军", "乙班"), Steer("next")),
        *(Raise("s1"), Raise("s2"), Judge(False, "b"), Judge(True), Steer("reveal")),
    )
    assert [(row.name, row.right) for row in of_teams(round)] == [("乙班", 1), ("甲班", 0)]
    assert [(row.name, row.right, row.answered) for row in of_persons(round)] == [
        ("王军", 1, 1),
        ("李梅", 0, 1),
    ]
    assert [chosen(round, 0, seat) for seat in round.seats] == [(False, "b"), (True, "")]
    assert chosen(round, 1, round.seats[0]) is None
    (share,) = shares(round)
    assert (share.asked, share.answered, share.right, share.mistakes) == (2, 2, 1, (("slip-b", 1),))


def test_somebody_removed_stands_nowhere():
    round = played(opened("李梅", "王军"), choose(1, 0, "a"), Remove("s1"), *SHOWN)
    assert [row.name for row in standings(round)] == ["王军"]


def test_the_summary_tells_how_each_question_went_and_the_weakest_rules():
    round = played(opened("李梅", "王军", "赵刚"), choose(1, 0, "b"), choose(2, 0, "c"), choose(3, 0, "b"))
    round = played(round, *SHOWN, Steer("next"), choose(1, 1, "a"), *SHOWN, Steer("next"))
    round = played(round, choose(1, 2, "b"), Steer("end"))
    first, second, third = shares(round)
    assert (first.number, first.key, first.counts, first.share) == (1, "对的a", True, 0)
    assert first.mistakes == (("slip-b", 2), ("slip-c", 1))
    assert (second.asked, second.answered, second.right, second.share) == (3, 1, 1, 1)
    assert not third.counts
    assert [(each.rule, each.share) for each in weakest(shares(round))] == [("R1", 0)]
    assert weakest(shares(round), 0) == ()


def test_who_was_seated_by_the_host_and_never_answered_was_not_there():
    seats = (Sit("李梅", "甲班", "host", 1), Sit("王军", "甲班", "host", 2), sit("客人", "乙班", "host"))
    teams = begin(setup(by="teams", teams=("甲班", "乙班")))
    round = played(teams, *seats, Steer("next"), choose(1, 0, "a"), *SHOWN)
    assert [seat.name for seat in present(round)] == ["李梅", "客人"]
    assert {row.name: row.right for row in of_teams(round)} == {"甲班": 1, "乙班": 0}
    assert [row.name for row in boards(round)[0]] == ["李梅", "客人"]
    by_hand = played(begin(setup(way="hands")), Sit("李梅", kind="host", person=1))
    assert [seat.name for seat in present(by_hand)] == ["李梅"]


def test_a_question_that_nobody_answered_has_no_share():
    (only,) = shares(opened("李梅"))
    assert (only.share, only.counts) == (None, False)
    assert shares(begin(setup())) == ()


def test_an_unknown_letter_has_no_mistake():
    assert (slip(QUESTIONS[0], ""), slip(QUESTIONS[0], "b"), slip(QUESTIONS[0], "a")) == ("", "slip-b", "")
    assert (letter_of(QUESTIONS[0], "b"), letter_of(QUESTIONS[0], "z")) == ("b", "")


@pytest.mark.parametrize(
    "payload", [{}, {"does": "x", "at": 1}, {"does": "raise", "at": 1}, {"does": "raise"}]
)
def test_what_is_no_act_is_not_read(payload):
    with pytest.raises(ValueError, match="no act"):
        log.read(payload)


def test_an_act_is_written_down_under_a_short_name():
    written = log.written(Act(7, choose(1, 0, "a")))
    assert written == {"does": "choose", "at": 7, "seat": "s1", "question": 0, "choice": "a"}
