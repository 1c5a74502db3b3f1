"""What exploring finds out: each fault is found, shown by acts, and called partial where it is."""

from tests.core.halls import ONE, customer, hall, option, talk
from trainer.core.discoveries import explore
from trainer.core.explore import best
from trainer.core.face import Mood
from trainer.core.log import play_back
from trainer.core.scenario import Condition, Node
from trainer.core.serving import orders
from trainer.core.shift import WALKED_OUT

FURIOUS = Condition(mood_from=Mood.FURIOUS)


def kinds(report):
    return [(found.kind, found.customer, found.node) for found in report.discoveries]


def test_nothing_is_found_where_nothing_is_wrong():
    report = explore(hall())
    assert (report.discoveries, report.exhaustive, report.orders) == ((), True, None)
    assert (report.states, report.best.took, report.best.complete) == (2, 5_000, True)
    assert (sum(report.best.marks), sum(report.worst.marks), report.worst.exact) == (1, 0, True)


def test_dead_stuck_and_unreached_places_are_shown():
    nodes = talk(option("right", "done", ONE), option("a", "dead"), option("b", "shut"))
    nodes["dead"] = Node("dead", "?")
    nodes["shut"] = Node("shut", "?", (option("late", "done", needs=FURIOUS),))
    nodes["lost"] = Node("lost", "?", ends="没人")
    report = explore(hall(customer(nodes=nodes)))
    assert kinds(report) == [("dead", "a", "dead"), ("stuck", "a", "shut"), ("unreached", "a", "lost")]
    dead, stuck, lost = report.discoveries
    assert play_back(hall(customer(nodes=nodes)), dead.course.acts).shift.visit("a").node.id == "dead"
    assert play_back(hall(customer(nodes=nodes)), stuck.course.acts).shift.visit("a").node.id == "shut"
    assert lost.course is None


def test_letting_somebody_wait_for_marks_is_found_out():
    soothe = option("soothe", "done", (0, 0, 0, 5, 0), needs=FURIOUS)
    who = customer(nodes=talk(option("right", "done", ONE), soothe))
    (found,) = explore(hall(who)).discoveries
    assert (found.kind, found.marks) == ("waiting_pays", 4)
    assert play_back(hall(who), found.course.acts).shift.over
    assert found.course.acts[0].at == 3 * 60_000


def test_who_cannot_be_kept_is_named_and_the_proof_is_exhaustive():
    slow = talk(option("slow", "done", ONE, takes=200_000))
    scenario = hall(customer("a", patience=10_000, nodes=slow), customer("b", patience=10_000, nodes=slow))
    report = explore(scenario)
    told = kinds(report)
    assert ("walks_out", "b", "") in told
    assert {("may_walk_out", who, "") for who in "ab"} <= {*told}
    assert ("not_served", "", "") in told
    assert report.exhaustive
    assert all(found.certain for found in report.discoveries)
    assert not report.best.exact
    for found in report.discoveries:
        if found.kind == "may_walk_out":
            gone = play_back(scenario, found.course.acts).shift.visit(found.customer)
            assert gone.outcome == WALKED_OUT


def test_who_waits_too_long_in_every_order_is_named():
    slow = talk(option("slow", "done", ONE, takes=50_000))
    late = customer("b", 10_000, 15_000)
    report = explore(hall(customer("a", nodes=slow), late))
    assert kinds(report) == [("grows_hotter", "b", ""), ("always_hotter", "b", "")]
    assert report.exhaustive


def test_a_bounded_search_of_orders_says_that_it_is_partial():
    people = [customer(id) for id in "abcd"]
    report = explore(hall(*people), most_shifts=20)
    assert (report.exhaustive, report.conversed, report.orders.complete) == (False, True, False)
    assert (report.orders.states, report.orders.departures) == (20, 0)
    assert report.orders.served
    nothing = orders(hall(*people), best(hall(*people)), most=3)
    assert (nothing.served, nothing.departures, nothing.let_go) == (None, -1, {})
    assert [f.certain for f in explore(hall(*people), most_shifts=3).discoveries] == [False]


def test_a_bounded_search_of_a_conversation_says_that_it_is_partial():
    report = explore(hall(), most=1)
    assert (report.conversed, report.exhaustive) == (False, False)


def test_orders_of_two_are_tried_to_the_end():
    scenario = hall(customer("a"), customer("b", 20_000))
    report = explore(scenario)
    assert report.exhaustive
    assert report.orders.departures >= 2
    assert play_back(scenario, report.orders.served).shift.over
