"""The survey of a conversation: conditions that hold, nodes without a right answer, what a slip earns."""

from tests.core.halls import ONE, customer, option, talk
from trainer.core.face import Mood
from trainer.core.scenario import Condition, Node, Route
from trainer.core.survey import reachable, survey, ways_of

ANGRY = Condition(mood_from=Mood.ANGRY)
SEEN = Condition(has=("seen",))


def looked_at(*options, most=1_000, **nodes):
    return survey(customer(nodes={**talk(*options), **nodes}), most)


def test_a_plain_conversation_has_no_doors():
    found = looked_at(option("right", "done", ONE), option("wrong", "done"))
    assert (found.doors, found.open, found.bare) == (
        frozenset(),
        frozenset({("start", "right", 0), ("start", "wrong", 0)}),
        frozenset(),
    )
    assert (found.slipped, found.complete) == (0, True)


def test_a_flag_set_on_leaving_a_node_never_opens_a_door_in_it():
    shut = option("x", "done", needs=SEEN)
    found = looked_at(option("right", "done", ONE, sets=("seen",)), shut)
    assert found.doors - found.open == {("start", "x", -1)}


def test_who_is_left_waiting_grows_hotter_and_opens_doors():
    found = looked_at(option("right", "done", ONE), option("calm", "done", needs=ANGRY))
    assert found.doors <= found.open


def test_routes_have_doors_and_one_behind_an_unconditional_one_never_opens():
    routes = (Route("done", SEEN), Route("done"), Route("start"))
    found = looked_at(option("right", "done", ONE, routes=routes))
    assert found.doors == {("start", "right", 0), ("start", "right", 2)}
    assert found.open == {("start", "right", 1)}


def test_an_option_without_a_route_that_holds_stays_where_it_is():
    found = looked_at(option("x", "", ONE, routes=(Route("done", SEEN),)))
    assert found.slipped is None
    assert found.open == frozenset()


def test_a_node_that_can_be_come_to_without_a_right_answer_is_bare():
    late = Node("late", "?", (option("ok", "done", ONE, needs=SEEN), option("no", "done")))
    found = looked_at(option("right", "late", ONE, sets=("seen",)), option("wrong", "late"), late=late)
    assert found.bare == {"late"}


def test_a_second_time_at_a_node_earns_nothing_and_is_never_bare():
    again = option("again", "start", (5, 0, 0, 0, 0))
    found = looked_at(again, option("bye", "done", ONE))
    assert found.slipped == 1


def test_a_slip_counts_only_the_answers_and_no_critical_one():
    fatal = option("fatal", "done", critical="错")
    assert looked_at(option("right", "done", ONE), fatal).slipped is None
    more = Node("more", "?", (option("mend", "done", ONE),))
    two = option("right", "done", (2, 0, 0, 0, 0))
    assert looked_at(two, option("half", "more", ONE), more=more).slipped == 2


def test_a_survey_that_was_cut_short_says_so():
    assert not looked_at(option("right", "done", ONE), option("wrong", "done"), most=1).complete


def test_a_node_is_reachable_from_itself_only_in_a_ring():
    ways = ways_of(customer(nodes=talk(option("right", "done", ONE), option("again", "start"))))
    assert reachable(ways, "start") == {"start", "done"}
    assert reachable(ways, "done") == set()
    assert reachable(ways, "nowhere") == set()
