"""The best reachable: found exactly, proved by acts that reach it, and honest where it is not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.halls import ONE, customer, hall, option, plain_talk, talk
from trainer.core import explore
from trainer.core.assess import assess
from trainer.core.explore import best, worst
from trainer.core.face import Mood
from trainer.core.log import play_back
from trainer.core.path import IDLE, best_path, idling_path, worst_path
from trainer.core.scenario import NO_MARKS, Condition, LogRule, Marks, Node, Route, Scenario, add
from trainer.core.shift import Talk

TWO: Marks = (0, 2, 0, 0, 0)


def reached(scenario: Scenario) -> int:
    """What the plan really earns."""
    return assess(play_back(scenario, best(scenario).acts), NO_MARKS).total


def brute_force(scenario: Scenario) -> int:
    """The best by trying every list of options of a one-customer scenario without loops."""
    who = scenario.customers[0]

    def below(node: Node, mood: int, flags: frozenset[str]) -> int:
        if node.ends:
            return 0
        top = -1
        for one in node.options:
            if one.needs.holds(mood, flags):
                heat, more = min(max(mood + one.mood, 0), 3), flags.union(one.sets)
                to = next(r.to for r in one.routes if r.when.holds(heat, more))
                top = max(top, sum(one.marks) + below(who.nodes[to], heat, more))
        return top

    return below(who.nodes[who.start], who.mood, frozenset())


@st.composite
def conversations(draw):
    """A conversation of five turns, with moods, flags and conditional routes."""
    size, nodes = 5, {}
    for i in range(size):
        options = []
        for j in range(draw(st.integers(1, 3))):
            to, other = (f"n{draw(st.integers(i + 1, size))}" for _ in range(2))
            hot = Condition(
                mood_from=draw(st.sampled_from([0, 2, 3])), has=draw(st.sampled_from([(), ("f",)]))
            )
            needs = Condition(lacks=("f",)) if j and draw(st.booleans()) else Condition()
            marks = (draw(st.integers(0, 3)), 0, 0, draw(st.integers(0, 2)), 0)
            sets = draw(st.sampled_from([(), ("f",)]))
            mood = draw(st.integers(-2, 2))
            routes = (Route(to, hot), Route(other))
            options.append(option(f"o{j}", to, marks, routes=routes, sets=sets, mood=mood, needs=needs))
        nodes[f"n{i}"] = Node(f"n{i}", "?", tuple(options))
    return {**nodes, f"n{size}": Node(f"n{size}", "再见", ends="办妥")}


@given(conversations())
def test_the_best_path_is_what_trying_everything_finds(nodes):
    scenario = hall(replace(customer(nodes=nodes), start="n0"))
    path = best_path(scenario, scenario.customers[0])
    assert sum(path.marks) == brute_force(scenario)
    found = best(scenario)
    assert found.exact
    assert sum(found.marks) == found.bound == reached(scenario)


def test_several_customers_are_served_so_that_all_marks_are_reached():
    nod = LogRule("acknowledged", "KM-G2", "点头", ONE, ("a", "b", "c"), within=8_000)
    stay = LogRule("stays", "KM-G3", "不走", ONE, ("a", "b", "c"))
    time = LogRule("within", "", "快", ONE, within=90_000)
    people = [customer("a", patience=9_000), customer("b", 500, 9_000), customer("c", 20_000, 9_000)]
    scenario = hall(*people, rules=(nod, stay, time))
    found = best(scenario)
    assert found.exact
    assert found.bound == 3 + 3 + 3 + 1 == reached(scenario)


def test_marks_that_cannot_all_be_reached_are_said_to_be_inexact():
    nod = LogRule("acknowledged", "KM-G2", "点头", ONE, ("a",), within=10)
    late = customer("b", 0, 5_000)
    scenario = hall(customer("a"), late, rules=(replace(nod, customers=("a", "b"), within=500),))
    found = best(scenario)
    assert not found.exact
    assert sum(found.marks) == found.bound - 1 == reached(scenario)


def test_the_ledger_is_worth_taking_a_path_with_fewer_marks():
    nodes = talk(option("plain", "done", ONE), option("careful", "done", steps=("S1", "S2")))
    rule = LogRule("steps", "S", "步骤", TWO, ("a",), steps=("S1", "S2"))
    scenario = hall(customer(nodes=nodes), rules=(rule,))
    path = best_path(scenario, scenario.customers[0])
    assert path.options == ("careful",)
    assert (path.marks, path.ledger) == ((0, 4, 0, 0, 0), (0, 4, 0, 0, 0))
    assert best(scenario).exact


def test_where_the_ledger_cannot_be_filled_the_best_compromise_is_found():
    nodes = talk(option("first", "done", ONE, steps=("S1",)), option("second", "done", steps=("S2",)))
    rule = LogRule("steps", "S", "步骤", TWO, ("a",), steps=("S1", "S2", "S3"))
    scenario = hall(customer(nodes=nodes), rules=(rule,))
    assert best_path(scenario, scenario.customers[0]).marks == add(ONE, TWO)


def test_going_round_in_circles_earns_each_node_once():
    nodes = talk(option("again", "start", ONE), option("bye", "done", NO_MARKS), option("two", "done", TWO))
    scenario = hall(customer(nodes=nodes))
    assert sum(best_path(scenario, scenario.customers[0]).marks) == 2
    assert best(scenario).exact


def test_from_the_middle_only_what_is_left_counts():
    nodes = {**plain_talk(), "start": Node("start", "?", (option("on", "mid", TWO),))}
    nodes["mid"] = talk(option("right", "done", ONE))["start"]
    scenario = hall(customer(nodes=nodes))
    path = best_path(scenario, scenario.customers[0], Talk("mid", 0, frozenset(), ("start",)))
    assert (path.options, path.marks) == (("right",), ONE)


def test_a_single_competence_can_be_made_great():
    nodes = talk(option("kind", "done", (3, 0, 0, 0, 0)), option("exact", "done", TWO))
    scenario = hall(customer(nodes=nodes))
    path = best_path(scenario, scenario.customers[0], weigh=lambda marks: marks[1])
    assert path.options == ("exact",)


def test_a_place_where_nothing_can_be_chosen_is_named():
    locked = option("locked", "done", ONE, needs=Condition(mood_from=Mood.FURIOUS))
    scenario = hall(customer(nodes=talk(locked)))
    path = best_path(scenario, scenario.customers[0])
    assert (path.options, path.stuck) == ((), ("start",))
    assert not best(scenario).exact


def test_a_search_cut_short_says_so(monkeypatch):
    monkeypatch.setattr(explore, "MOST_STATES", 3)
    assert not best_path(hall(), customer(), most=1).complete
    assert best(hall()).exact
    found = best(hall(customer("a"), customer("b")))
    assert [path.complete for path in found.paths.values()] == [True, False]
    assert (found.exact, found.acts) == (False, ())


def test_a_walk_out_while_others_are_served_is_survived():
    slow = talk(option("slow", "done", ONE, takes=200_000))
    scenario = hall(customer("a", patience=10_000, nodes=slow), customer("b", patience=10_000, nodes=slow))
    found = best(scenario)
    assert not found.exact
    assert reached(scenario) == sum(found.marks)


@pytest.mark.parametrize("takes", [0, 5_000])
def test_impatient_people_are_asked_to_wait(takes):
    nodes = talk(option("right", "done", ONE, takes=takes))
    people = [customer(c, patience=6_000, nodes=nodes) for c in "abcd"]
    assert best(hall(*people)).exact


def test_an_answer_that_only_opens_the_way_is_taken_once_more_without_marks():
    nodes = talk(
        option("look", "start", NO_MARKS, sets=("seen",)),
        option("bye", "done", ONE, needs=Condition(has=("seen",))),
    )
    scenario = hall(customer(nodes=nodes))
    path = best_path(scenario, scenario.customers[0])
    assert (path.options, path.marks) == (("look", "bye"), NO_MARKS)


def test_a_step_in_a_circle_counts_once():
    nodes = talk(option("on", "mid", ONE, steps=("S1",)))
    nodes["mid"] = Node("mid", "?", (option("back", "start"), option("end", "done")))
    rule = LogRule("steps", "S", "步骤", ONE, ("a",), steps=("S1", "S2"))
    scenario = hall(customer(nodes=nodes), rules=(rule,))
    path = best_path(scenario, scenario.customers[0])
    assert (path.options, path.marks) == (("on", "end"), (2, 0, 0, 0, 0))


def test_the_worst_way_is_found_with_its_ledger():
    nodes = talk(option("plain", "done", ONE), option("careful", "done", steps=("S1", "S2")))
    rule = LogRule("steps", "S", "步骤", TWO, ("a",), steps=("S1", "S2"))
    scenario = hall(customer(nodes=nodes), rules=(rule,))
    path = worst_path(scenario, scenario.customers[0])
    assert (path.options, path.marks) == (("plain",), ONE)
    assert (worst(scenario).marks, worst(scenario).exact) == (ONE, True)


def test_the_worst_greets_nobody_and_takes_its_time():
    nod = LogRule("acknowledged", "KM-G2", "点头", ONE, ("a", "b"), within=8_000)
    stay = LogRule("stays", "KM-G3", "不走", ONE, ("a", "b"))
    time = LogRule("within", "", "快", ONE, within=60_000)
    scenario = hall(customer("a"), customer("b", 1_000), rules=(nod, stay, time))
    found = worst(scenario)
    assert (sum(found.marks), found.exact, found.complete) == (2, True, True)
    assert found.took > 60_000
    assert assess(play_back(scenario, found.acts), NO_MARKS).total == 2


def test_the_worst_of_what_is_too_large_is_not_told(monkeypatch):
    monkeypatch.setattr(explore, "MOST_STATES", 1)
    found = worst(hall())
    assert (found.acts, found.exact, found.complete) == ((), False, False)


def test_where_waiting_pays_the_path_says_when():
    soothe = option("soothe", "done", TWO, needs=Condition(mood_from=Mood.UNEASY))
    scenario = hall(customer(nodes=talk(option("right", "done", ONE), soothe)))
    path = idling_path(scenario, scenario.customers[0])
    assert (path.options, path.marks) == ((IDLE, "soothe"), TWO)
