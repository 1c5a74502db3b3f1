"""A morning round from the lobby to the summary: what the host does, what players do, and what is refused."""

from dataclasses import replace

import pytest

from tests.core.briefings import QUESTIONS, choose, opened, played, setup, sit, steps
from tests.core.quiz.asking import CHAIN, ONE, chosen
from trainer.core.asks import Leave, Raise, Rejoin
from trainer.core.round import act, advance, begin
from trainer.core.rounds.acts import Act, Event, Extend, Free, Judge, Remove, Steer
from trainer.core.rounds.players import MOST_SEATS
from trainer.core.rounds.setup import BadSetup, suits_stage
from trainer.core.rounds.state import RoundRefused


def refuses(round, deed, at, said):
    with pytest.raises(RoundRefused, match=said):
        act(round, Act(at, deed))


def test_a_round_goes_from_the_lobby_through_every_question_to_the_summary():
    round, phases = begin(setup()), []
    for deed in steps(*("next", "close", "reveal", "board") * 3, "next"):
        phases.append((round.phase, round.index))
        round = played(round, deed)
    assert phases == [
        ("lobby", -1),
        *((phase, 0) for phase in ("question", "closed", "reveal", "board")),
        *((phase, 1) for phase in ("question", "closed", "reveal", "board")),
        *((phase, 2) for phase in ("question", "closed", "reveal", "board")),
    ]
    assert (round.phase, round.counted) == ("summary", (0, 1, 2))


def test_the_board_may_be_left_out():
    round = played(opened("李梅"), *steps("close", "reveal", "next"))
    assert (round.phase, round.index) == ("question", 1)


@pytest.mark.parametrize(
    ("before", "step", "said"),
    [
        ((), "close", "没有正在作答"),
        ((), "reveal", "先截止"),
        ((), "board", "先公布"),
        ((), "pause", "没有正在作答"),
        ((), "resume", "没有暂停"),
        ((), "skip", "看大屏在哪一步"),
        ((), "back", "没有可以撤回"),
        (("next",), "next", "先截止"),
        (("next",), "resume", "没有暂停"),
        (("next", "pause"), "pause", "已经暂停"),
        (("next", "close"), "next", "公布答案，或跳过"),
        (("end",), "next", "已经结束"),
        (("end",), "end", "已经结束"),
    ],
)
def test_a_step_out_of_turn_is_refused_and_says_what_to_do(before, step, said):
    refuses(played(begin(setup()), *steps(*before)), Steer(step), 0, said)


def test_the_timer_closes_a_question_and_what_arrives_later_is_refused_with_a_reason():
    round = opened("李梅", "王军")
    round = played(round, choose(1, 0, "a"), at=9_999)
    refuses(round, choose(2, 0, "a"), 10_000, "已经截止")
    later, events = advance(round, 12_000)
    assert events == (Event(10_000, "timed-out", question=0),)
    assert (later.phase, later.stage.ended, later.answered) == ("closed", 10_000, (1, 2))
    assert advance(later, 11_000) == (later, ())
    assert advance(round, 9_999) == (round, ())
    assert advance(round, 9_999 + 1)[0].phase == "closed"


def test_what_arrived_before_the_close_counts_even_if_it_is_told_after_it():
    round = played(opened("李梅", "王军"), Steer("close"), at=5_000)
    late = played(round, choose(1, 0, "a"), at=4_999)
    assert late.answers["s1"].left == 1
    assert (late.now, late.phase) == (5_000, "closed")
    refuses(round, choose(2, 0, "a"), 5_000, "已经截止")
    refuses(played(late, Steer("reveal"), at=5_001), choose(2, 0, "a"), 4_999, "现在不收答案")


def test_an_answer_may_be_changed_until_the_close_unless_the_plan_forbids_it():
    round = played(opened("李梅"), choose(1, 0, "b"), choose(1, 0, "a"), at=5, every=5)
    assert round.answers["s1"].choice == "a"
    fixed = played(opened("李梅", changeable=False), choose(1, 0, "b"))
    refuses(fixed, choose(1, 0, "a"), 5, "不能改答案")
    tapped = played(
        begin(setup(changeable=False)), sit("李梅", kind="host"), Steer("next"), choose(1, 0, "b")
    )
    assert played(tapped, choose(1, 0, "a")).answers["s1"].choice == "a"


def test_an_answer_sent_again_changes_nothing_and_is_not_refused():
    round = played(opened("李梅", changeable=False), choose(1, 0, "b"), at=3)
    again, events = act(played(round, Steer("close"), at=8), Act(9, choose(1, 0, "b")))
    assert (again.given, events) == (round.given, ())


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        (choose(1, 1, "a"), "现在不收答案"),
        (choose(1, -1, "a"), "现在不收答案"),
        (choose(1, 0, "d"), "没有这个选项"),
        (choose(1, 0, "ab"), "没有这个选项"),
        (choose(1, 0, ""), "没有这个选项"),
        (choose(9, 0, "a"), "重新加入"),
        (Leave("s0"), "重新加入"),
        (Rejoin("x1"), "重新加入"),
        (Rejoin("s"), "重新加入"),
        (Rejoin("s01"), "重新加入"),
        (Rejoin("s99999999"), "重新加入"),
        (Raise("s1"), "不用举手"),
        (Judge(True), "没有举手"),
        (sit("李梅"), "已经加入"),
        (sit(" "), "填写姓名"),
        (sit("甲班", "甲班", "device"), "按个人计分"),
        (Free("s2"), "没有这个人"),
        (Remove("s2"), "没有这个人"),
        (Extend(999), "1 到 300 秒"),
        (Extend(300_001), "1 到 300 秒"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(deed, said):
    refuses(opened("李梅"), deed, 1, said)


def test_a_pause_stops_the_clock_and_nobody_answers():
    round = played(opened("李梅"), Steer("pause"), at=4_000)
    assert (round.left(7_000), advance(round, 99_000)[0].phase) == (6_000, "question")
    refuses(round, choose(1, 0, "a"), 5_000, "暂停")
    round = played(round, Steer("resume"), at=20_000)
    assert round.left(21_000) == 5_000
    assert advance(round, 26_000)[0].phase == "closed"
    assert advance(round, 26_000)[0].left(26_000) is None


def test_time_can_be_given_while_the_clock_runs_while_it_stands_and_after_it_ran_out():
    assert played(opened(), Extend(5_000), at=9_000).left(9_000) == 6_000
    assert played(opened(), Steer("pause"), Extend(5_000), at=9_000).left(9_500) == 6_000
    over = played(opened("李梅"), Extend(5_000), choose(1, 0, "a"), at=30_000)
    assert (over.phase, over.left(30_000), len(over.answers)) == ("question", 5_000, 1)
    refuses(opened(seconds=None), Extend(5_000), 1, "不限时")
    refuses(begin(setup()), Extend(5_000), 1, "看大屏")
    shown = played(opened(), *steps("close", "reveal", "back"))
    refuses(shown, Extend(5_000), 1, "已经有了结果")


def test_without_a_timer_a_question_stays_open():
    round = opened("李梅", seconds=None)
    assert advance(round, 10**9)[0].phase == "question"
    assert played(round, choose(1, 0, "a"), at=10**8).answers["s1"].left is None
    assert played(round, *steps("pause", "resume")).stage == round.stage


def test_a_question_that_is_skipped_counts_for_nobody():
    round = played(opened("李梅"), choose(1, 0, "a"), Steer("skip"))
    assert (round.phase, round.counted, round.stage.skipped) == ("board", (), frozenset({0}))
    late = played(opened("李梅"), *steps("close", "reveal", "skip", "next"))
    assert (late.phase, late.index, late.counted) == ("question", 1, ())


def test_to_end_early_leaves_out_what_was_not_revealed():
    round = played(opened("李梅"), *steps("close", "reveal", "next", "end"))
    assert (round.phase, round.counted) == ("summary", (0,))
    refuses(round, sit("王军"), 1, "已经结束")


def test_the_last_act_of_the_host_is_taken_back_and_answers_stay():
    before = played(opened("李梅", "王军"), choose(1, 0, "a"), at=3_000)
    closed = played(before, Steer("close"), at=4_000)
    again = played(closed, Steer("back"), at=9_000)
    assert again.left(9_000) == before.left(4_000) == 6_000
    assert (again.phase, again.given) == ("question", before.given)
    lobby = played(again, Steer("back"), at=9_001)
    assert (lobby.phase, lobby.index, lobby.past) == ("lobby", -1, ())
    assert played(lobby, Steer("next"), at=9_002).answers == before.answers
    refuses(lobby, Steer("back"), 9_002, "没有可以撤回")


def test_whoever_has_seen_the_key_answers_no_more_whatever_is_taken_back():
    round = played(opened("李梅", "王军"), choose(1, 0, "b"), *steps("close", "reveal", "back", "back"))
    assert (round.phase, round.counted, round.shown) == ("question", (), frozenset({0}))
    refuses(round, choose(2, 0, "a"), 5, "已经公布过")


def test_a_late_comer_starts_with_the_question_that_is_open_or_comes_next():
    round = played(opened(), sit("李梅"), Steer("close"), sit("王军"))
    assert [seat.since for seat in round.seats] == [0, 1]
    again = played(round, Steer("back"), choose(2, 0, "a"))
    assert again.answered == (1, 2)


def test_who_leaves_keeps_the_seat_and_the_answers():
    round = played(opened("李梅", "王军"), choose(1, 0, "a"), Leave("s1"), Leave("s2"))
    assert round.answered == (1, 1)
    assert act(round, Act(0, Leave("s1"))) == (round, ())
    back = played(round, Rejoin("s1"))
    assert back.seat("s1").here
    assert act(back, Act(0, Rejoin("s1"))) == (back, ())


def test_a_seat_that_the_host_frees_is_taken_over_by_its_name():
    round = played(opened("李梅"), choose(1, 0, "a"), Free("s1"))
    assert not round.seat("s1").here
    back, events = act(round, Act(1, sit("李梅", kind="host")))
    assert (back.seat("s1").kind, back.seat("s1").here, back.given) == ("host", True, round.given)
    assert events == (Event(1, "returned", "s1", 0),)
    assert played(round, Rejoin("s1")).seat("s1").free is False


def test_a_phone_takes_the_seat_that_the_host_gave_to_its_name_until_an_answer_stands_on_it():
    round = played(opened(), sit("李梅", kind="host"))
    taken, events = act(round, Act(1, sit("李梅")))
    assert (taken.seat("s1").kind, len(taken.seats)) == ("phone", 1)
    assert events == (Event(1, "returned", "s1", 0),)
    refuses(round, sit("李梅", kind="host"), 1, "已经加入")
    asked = played(round, choose(1, 0, "a"))
    refuses(asked, sit("李梅"), 1, "已经加入")
    assert played(asked, Free("s1"), sit("李梅")).seat("s1").kind == "phone"


def test_somebody_removed_is_out_and_the_name_is_free_again():
    round = played(opened("李梅", "王军"), choose(1, 0, "a"), Remove("s1"))
    assert [seat.name for seat in round.players] == ["王军"]
    assert round.answered == (0, 1)
    refuses(round, choose(1, 0, "a"), 1, "重新加入")
    assert played(round, Steer("back")).answered == (1, 2)
    refuses(played(round, sit("李梅")), Steer("back"), 1, "不能再撤回移出")


def test_the_teams_of_the_plan_are_the_only_ones():
    round = begin(setup(by="teams", teams=("甲班", "乙班")))
    refuses(round, sit("李梅"), 0, "甲班、乙班")
    round = played(round, sit("甲班", "甲班", "device"), sit("李梅", "乙班"))
    assert [seat.team for seat in round.players] == ["甲班", "乙班"]
    refuses(round, sit("甲班", "甲班", "device"), 0, "已经加入")


def test_seats_do_not_grow_without_end():
    round = played(begin(setup()), *(sit(f"客{n}") for n in range(MOST_SEATS)))
    refuses(round, sit("再一位"), 0, "座位已满")


def test_hands_are_judged_in_their_order_until_one_is_right():
    round = played(opened("李梅", "王军", "赵刚", way="hands"), Raise("s2"), Raise("s1"), at=5)
    refuses(round, choose(1, 0, "a"), 6, "请先举手")
    assert round.turn.seat == "s2"
    assert act(round, Act(6, Raise("s2")))[1] == ()
    round = played(round, Judge(False), at=7)
    assert (round.turn.seat, round.phase) == ("s1", "question")
    refuses(round, Raise("s2"), 8, "已经答过")
    refuses(round, Judge(False, "d"), 8, "没有这个选项")
    won, events = act(round, Act(9, Judge(False, "a")))
    assert (won.phase, events[-1]) == ("closed", Event(9, "judged", "s1", 0))
    assert won.stage.verdicts[0][-1].right
    refuses(won, Judge(True), 9, "没有举手")
    refuses(played(won, Raise("s3"), at=8), Judge(True), 9, "没有举手")
    refuses(won, Extend(5_000), 9, "已经有了结果")
    assert played(won, Steer("back"), at=11).phase == "question"


def test_a_hand_can_be_judged_after_the_close_and_a_removed_one_is_passed_over():
    round = played(
        opened("李梅", "王军", way="hands"), Raise("s1"), Raise("s2"), Remove("s1"), Steer("close")
    )
    assert round.turn.seat == "s2"
    round = played(round, Judge(True))
    assert (round.phase, round.turn) == ("closed", None)
    refuses(played(round, Steer("reveal")), Judge(True), 1, "没有举手")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"questions": QUESTIONS[:2]}, "3 到 20"),
        ({"questions": (*QUESTIONS, QUESTIONS[0])}, "选了两次"),
        ({"questions": (*QUESTIONS, replace(CHAIN, id="q9"))}, "第 4 题不适合大屏"),
        ({"title": " "}, "名称"),
        ({"seconds": 4}, "5 到 300"),
        ({"seconds": 301}, "5 到 300"),
        ({"seconds": None, "bonus": True}, "先设每题限时"),
        ({"way": "hands", "bonus": True}, "不能再算速度加分"),
        ({"teams": ("甲班", "")}, "空的或重复"),
        ({"teams": ("甲班", "甲班")}, "空的或重复"),
        ({"by": "teams", "teams": ("甲班",)}, "至少两个班组"),
    ],
)
def test_a_plan_that_no_round_can_be_held_by_is_refused_with_the_cure(said, told):
    with pytest.raises(BadSetup, match=told):
        setup(**said)


def test_only_what_can_be_read_from_afar_suits_the_stage():
    assert suits_stage(replace(ONE, stem="字" * 60))
    assert not suits_stage(replace(ONE, stem="字" * 61))
    assert suits_stage(replace(ONE, choices=chosen("a", "bcd")))
    assert not suits_stage(replace(ONE, choices=chosen("a", "bcde")))
    assert not suits_stage(replace(ONE, choices=chosen("ab", "cd")))
    assert not suits_stage(replace(ONE, form="多选"))
