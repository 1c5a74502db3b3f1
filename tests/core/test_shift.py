"""The shift: acts, time, patience, and that the size of the steps never matters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.halls import ONE, customer, hall, option, talk
from trainer.core.events import (
    Act,
    Arrived,
    AskedToWait,
    Attended,
    Chose,
    Hinted,
    Left,
    MoodChanged,
    Nodded,
    Spoke,
)
from trainer.core.face import Mood
from trainer.core.scenario import Condition, Route
from trainer.core.shift import WALKED_OUT, ActRefused, Shift, act, advance, begin

INSTANTS = st.integers(min_value=0, max_value=400_000)


def stand(shift: Shift, *acts: Act) -> Shift:
    for one in acts:
        shift, _ = act(shift, one)
    return shift


@given(
    st.lists(st.tuples(INSTANTS, st.integers(1, 200_000)), min_size=1, max_size=5),
    st.lists(INSTANTS, max_size=8),
)
def test_the_size_of_the_steps_does_not_change_the_outcome(customers, stops):
    scenario = hall(
        *(customer(f"客{i}", arrives, patience) for i, (arrives, patience) in enumerate(customers))
    )
    at_once, expected = advance(begin(scenario), to=400_000)
    shift, seen = begin(scenario), []
    for stop in [*sorted(stops), 400_000]:
        shift, events = advance(shift, to=stop)
        seen += events
    assert (shift, seen) == (at_once, expected)


@given(st.lists(st.tuples(INSTANTS, st.integers(1, 200_000)), min_size=1, max_size=5))
def test_things_happen_in_the_order_of_their_instants(customers):
    scenario = hall(
        *(customer(f"客{i}", arrives, patience) for i, (arrives, patience) in enumerate(customers))
    )
    shift, events = advance(begin(scenario), to=2_000_000)
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert shift.over
    assert [type(e) for e in events].count(Left) == len(customers)


def test_time_only_runs_forward():
    shift, _ = advance(begin(hall()), 5)
    with pytest.raises(ValueError, match="forward"):
        advance(shift, 4)


def test_the_only_customer_comes_straight_to_the_desk():
    shift, events = advance(begin(hall()), 0)
    assert shift.attending == "a"
    assert [type(event) for event in events] == [Arrived, Attended, Spoke]


def test_of_several_customers_the_trainee_chooses():
    shift, _ = advance(begin(hall(customer("a"), customer("b"))), 0)
    assert shift.attending == ""
    shift, events = act(shift, Act(0, "attend", "b"))
    assert shift.attending == "b"
    assert events == [Attended(0, "b"), Spoke(0, "b", "start")]
    assert shift.now == 1_000


def test_coming_back_to_a_customer_does_not_make_them_say_it_again():
    shift, _ = advance(begin(hall(customer("a"), customer("b"))), 0)
    shift = stand(shift, Act(0, "attend", "a"), Act(1_000, "attend", "b"))
    _, events = act(shift, Act(2_000, "attend", "a"))
    assert events == [Attended(2_000, "a")]


def test_an_option_takes_its_time_and_the_last_one_sends_the_customer_home():
    shift, events = act(begin(hall()), Act(3_000, "choose", "a", "right"))
    assert shift.over
    assert shift.now == 8_000
    assert events[-3:] == [
        Chose(3_000, "a", "start", "right"),
        Spoke(8_000, "a", "done"),
        Left(8_000, "a", "办妥"),
    ]
    assert shift.visits[0].outcome == "办妥"
    assert shift.attending == ""


def test_left_alone_a_customer_grows_hotter_and_walks_out_when_furious():
    shift, events = advance(begin(hall(customer(patience=10_000))), 40_000)
    heats = [(e.at, e.mood) for e in events if isinstance(e, MoodChanged) and e.waiting]
    assert heats == [(10_000, 1), (20_000, 2), (30_000, 3)]
    assert events[-1] == Left(40_000, "a", WALKED_OUT, walked_out=True)
    assert shift.over


def test_being_answered_starts_patience_afresh():
    nodes = talk(option("stay", "start", ONE), option("go", "done"))
    shift = stand(begin(hall(customer(patience=10_000, nodes=nodes))), Act(9_000, "choose", "a", "stay"))
    assert shift.visits[0].patience_ends == 14_000 + 10_000
    assert shift.visits[0].talk.mood == Mood.CALM


def test_a_first_nod_lengthens_patience_by_half_and_a_second_by_nothing():
    shift, _ = advance(begin(hall(customer("a"), customer("b"))), 0)
    once = stand(shift, Act(0, "nod", "b"))
    twice, events = act(once, Act(1_000, "nod", "b"))
    assert once.visit("b").patience_ends == twice.visit("b").patience_ends == 90_000
    assert events == [Nodded(1_000, "b")]
    assert twice.now == 2_000


def test_asking_to_wait_starts_patience_afresh_only_once():
    shift, _ = advance(begin(hall(customer("a"), customer("b"))), 0)
    once, events = act(shift, Act(50_000, "ask_wait", "b"))
    assert events == [AskedToWait(50_000, "b")]
    assert once.visit("b").patience_ends == 52_000 + 60_000
    twice = stand(once, Act(60_000, "ask_wait", "b"))
    assert twice.visit("b").patience_ends == once.visit("b").patience_ends


def test_moods_stay_between_calm_and_furious_and_are_told_when_they_change():
    nodes = talk(option("cool", "start", ONE, mood=-3), option("heat", "start", mood=3), option("go", "done"))
    shift, events = act(begin(hall(customer(nodes=nodes, mood=Mood.ANGRY))), Act(0, "choose", "a", "heat"))
    assert MoodChanged(5_000, "a", 3) in events
    shift, events = act(shift, Act(5_000, "choose", "a", "cool"))
    assert shift.visits[0].talk.mood == Mood.CALM
    _, events = act(shift, Act(10_000, "choose", "a", "cool"))
    assert not any(isinstance(event, MoodChanged) for event in events)


def test_routes_are_taken_by_mood_and_flags_and_else_the_customer_stays():
    hot = Route("done", Condition(mood_from=Mood.FURIOUS))
    nodes = talk(option("heat", "", ONE, mood=2, routes=(hot,), sets=("seen",)))
    shift = stand(begin(hall(customer(nodes=nodes))), Act(0, "choose", "a", "heat"))
    assert shift.visits[0].talk.node == "start"
    assert shift.visits[0].talk.flags == {"seen"}
    assert stand(shift, Act(5_000, "choose", "a", "heat")).over


def test_an_option_whose_condition_does_not_hold_is_refused_with_its_reason():
    locked = option("late", "done", needs=Condition(has=("paid",)), blocked="先收费")
    hidden = option("never", "done", needs=Condition(lacks=("x",), mood_from=Mood.FURIOUS))
    shift = begin(hall(customer(nodes=talk(option("ok", "done", ONE), locked, hidden))))
    with pytest.raises(ActRefused, match="先收费"):
        act(shift, Act(0, "choose", "a", "late"))
    with pytest.raises(ActRefused, match="现在不能选"):
        act(shift, Act(0, "choose", "a", "never"))
    with pytest.raises(ActRefused, match="没有选项「nothing」，可选：ok、late、never"):
        act(shift, Act(0, "choose", "a", "nothing"))


def test_what_cannot_be_done_is_refused():
    shift, _ = advance(begin(hall(customer("a"), customer("b"))), 0)
    with pytest.raises(ActRefused, match="请先接待客户a"):
        act(shift, Act(0, "choose", "a", "right"))
    with pytest.raises(ActRefused, match="不在厅里"):
        act(shift, Act(0, "nod", "stranger"))
    shift = stand(shift, Act(0, "attend", "a"))
    with pytest.raises(ActRefused, match="正在接待"):
        act(shift, Act(1_000, "attend", "a"))
    shift = stand(shift, Act(1_000, "choose", "a", "right"))
    with pytest.raises(ActRefused, match="已经离开"):
        act(shift, Act(6_000, "nod", "a"))


def test_an_end_without_options_offers_none():
    nodes = talk(option("right", "done", ONE)) | {"stuck": talk()["start"]}
    shift = begin(hall(customer(nodes={**nodes, "start": nodes["stuck"]})))
    with pytest.raises(ActRefused, match="可选：无"):
        act(shift, Act(0, "choose", "a", "right"))


def test_a_hint_takes_no_time():
    shift, events = act(begin(hall()), Act(0, "hint", "a"))
    assert shift.now == 0
    assert events[-1] == Hinted(0, "a", "start")


def test_a_customer_yet_to_come_has_no_visit():
    shift = begin(hall(customer(arrives=7_000)))
    assert shift.visit("a") is None
    over, _ = act(shift, Act(7_000, "choose", "a", "right"))
    assert over.present == ()


def test_waiting_customers_grow_hotter_while_another_is_served():
    slow = talk(option("slow", "done", ONE, takes=25_000))
    shift, _ = advance(begin(hall(customer("a", nodes=slow), customer("b", patience=10_000))), 0)
    shift = stand(shift, Act(0, "attend", "a"))
    shift, events = act(shift, Act(1_000, "choose", "a", "slow"))
    assert [e.mood for e in events if isinstance(e, MoodChanged) and e.customer == "b"] == [1, 2]
