"""One conversation looked at whole: states, dead ends, every way, and acts that go a way."""

from dataclasses import replace
from itertools import islice

from hypothesis import given

from tests.core.halls import ONE, customer, hall, option, talk
from tests.core.test_explore import conversations
from trainer.core.face import Mood
from trainer.core.log import play_back
from trainer.core.path import IDLE, best_path, worst_path
from trainer.core.scenario import Condition, Node
from trainer.core.ways import converse, course, ways

HOT = Condition(mood_from=Mood.FURIOUS)


def worth(who, way):
    """What the options of a way earn, each node once; the way as the engine goes it."""
    story = play_back(hall(who), course(hall(who), who, way).acts)
    first = {}
    for turn in story.turns:
        node = turn.before.visit(who.id).node
        first.setdefault(node.id, sum(node.option(turn.act.option).marks))
    assert story.shift.over
    return sum(first.values())


@given(conversations())
def test_best_and_worst_are_the_best_and_worst_of_all_ways(nodes):
    who = replace(customer(nodes=nodes), start="n0")
    found = sorted(worth(who, way) for way in ways(who))
    assert found[0] == sum(worst_path(hall(who), who).marks)
    assert found[-1] == sum(best_path(hall(who), who).marks)


@given(conversations())
def test_no_way_comes_twice_and_none_is_left_out(nodes):
    who = replace(customer(nodes=nodes), start="n0")

    def count(node, mood, flags):
        total = 0
        for one in nodes[node].options if not nodes[node].ends else ():
            if one.needs.holds(mood, flags):
                heat, more = min(max(mood + one.mood, 0), 3), flags.union(one.sets)
                total += count(next(r.to for r in one.routes if r.when.holds(heat, more)), heat, more)
        return total + bool(nodes[node].ends)

    found = list(ways(who))
    assert len(found) == len({*found}) == count("n0", who.mood, frozenset())


def test_a_circle_is_gone_round_no_more_than_once():
    nodes = talk(option("again", "other", ONE), option("bye", "done"))
    nodes["other"] = Node("other", "?", (option("back", "start"), option("out", "done")))
    assert list(ways(customer(nodes=nodes))) == [("again", "out"), ("bye",)]


def test_very_many_ways_come_one_by_one():
    nodes = {f"n{i}": Node(f"n{i}", "?", tuple(option(o, f"n{i + 1}") for o in "abc")) for i in range(40)}
    who = replace(customer(nodes={**nodes, "n40": Node("n40", "再见", ends="办妥")}), start="n0")
    assert [len(way) for way in islice(ways(who), 1000)] == [40] * 1000
    assert converse(who).states == 41


def test_a_place_without_a_way_out_is_dead_and_the_way_there_is_told():
    nodes = talk(option("right", "done", ONE), option("wrong", "trap"))
    nodes["trap"] = Node("trap", "?", (option("round", "pit"),))
    nodes["pit"] = Node("pit", "?", (option("round", "trap"), option("locked", "done", needs=HOT)))
    seen = converse(customer(nodes=nodes))
    assert (seen.dead, seen.stuck, seen.complete) == ({}, {}, True)  # waiting opens the lock
    nodes["pit"] = Node("pit", "?", (option("round", "trap"),))
    nodes["lost"] = Node("lost", "?", (option("on", "done"),))
    seen = converse(customer(nodes=nodes))
    assert seen.dead == {"trap": ("wrong",), "pit": ("wrong", "round")}
    assert (seen.unreached, seen.states) == (("lost",), 4)


def test_where_only_time_helps_one_is_stuck():
    nodes = talk(option("right", "shut", ONE))
    nodes["shut"] = Node("shut", "?", (option("late", "done", needs=HOT),))
    who = customer(nodes=nodes)
    seen = converse(who)
    assert (seen.stuck, seen.dead) == ({"shut": ("right",)}, {})
    assert seen.states == 4 + 4 + 1
    led = course(hall(who), who, ("right", IDLE, IDLE, IDLE, "late"))
    assert play_back(hall(who), led.acts).shift.over
    assert led.acts[-1].at == 5_000 + 3 * 60_000


def test_a_place_that_only_heat_opens_is_reached():
    nodes = talk(option("right", "done"), option("shout", "hot", needs=HOT))
    nodes["hot"] = Node("hot", "?", (option("calm", "done"),))
    assert converse(customer(nodes=nodes)).unreached == ()


def test_a_search_cut_short_says_nothing_of_what_it_did_not_see():
    nodes = {f"n{i}": Node(f"n{i}", "?", (option("on", f"n{i + 1}"),)) for i in range(9)}
    who = replace(customer(nodes={**nodes, "n9": Node("n9", "?")}), start="n0")
    seen = converse(who, most=5)
    assert (seen.complete, seen.unreached, seen.dead, seen.states) == (False, (), {}, 5)
    assert set(converse(who).dead) == who.nodes.keys()


def test_a_way_with_one_of_several_is_gone_by_turning_to_them():
    first, second = customer("a"), customer("b", 3_000)
    led = course(hall(first, second), second, ("right",))
    assert [act.kind for act in led.acts] == ["attend", "choose"]
    assert (led.acts[0].at, led.until) == (3_000, 9_000)


def test_a_way_that_the_clock_forbids_is_not_shown():
    nodes = talk(option("right", "done", ONE, needs=Condition(mood_to=0)))
    nodes["other"] = nodes["start"]
    hasty = customer("b", 3_000, patience=10, nodes=nodes)
    assert course(hall(customer("a"), hasty), hasty, ("right",)) is None
