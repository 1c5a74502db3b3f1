"""Decisions with a deadline: what the clock takes, that it is never refilled, and what it earns."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.halls import ONE, customer, hall, library, option
from trainer.core.assess import assess
from trainer.core.check import examine
from trainer.core.events import Act, Chose, Left, MoodChanged, RanOut, Spoke, Undo
from trainer.core.explore import best, worst
from trainer.core.log import Story, play_back
from trainer.core.scenario import LATE, Customer, LogRule, Node, Option, Route
from trainer.core.shift import NEVER, ActRefused, act, advance, begin
from trainer.core.survey import survey
from trainer.core.ways import converse, course, ways

PATIENT = 3_000_000
TWO = (2, 0, 0, 0, 0)


def late(to: str, **more: object) -> Option:
    return Option(LATE, "late", "(没有作声)", (Route(to),), takes=0, feedback="要当场答复", **more)  # type: ignore[arg-type]


def hurried(id: str = "a", **more: object) -> Customer:
    """Ten seconds to answer; whoever is late is asked again, without a deadline."""
    nodes = {
        "start": Node(
            "start",
            "快说！",
            (option("right", "done", TWO), option("back", "aside", feedback="别走开")),
            deadline=10_000,
            late=late("again", mood=1),
        ),
        "aside": Node("aside", "又怎么了？", (option("return", "start", ONE),)),
        "again": Node(
            "again", "还没好？", (option("sorry", "done", feedback="早些答"), option("well", "done", ONE))
        ),
        "done": Node("done", "再见", ends="办妥"),
    }
    return customer(id, patience=PATIENT, nodes=nodes, **more)


def at(now: int, kind: str, who: str = "a", what: str = "") -> Act:
    return Act(now, kind, who, what)  # type: ignore[arg-type]


def test_the_clock_takes_what_the_author_wrote_for_being_late():
    shift, events = advance(begin(hall(hurried())), to=10_000)
    assert events[-3:] == [
        RanOut(10_000, "a", "start", 0, frozenset()),
        MoodChanged(10_000, "a", 1),
        Spoke(10_000, "a", "again"),
    ]
    assert shift.visits[0].decide_by == NEVER
    with pytest.raises(ActRefused):
        act(shift, at(10_000, "choose", what="right"))


def test_a_decision_made_before_its_deadline_is_kept_while_it_takes_its_time():
    shift, _ = act(begin(hall(hurried())), at(9_999, "choose", what="right"))
    assert shift.over
    assert shift.visits[0].outcome == "办妥"


def test_coming_back_does_not_refill_a_deadline():
    shift, _ = act(begin(hall(hurried())), at(2_000, "choose", what="back"))
    shift, events = act(shift, at(7_000, "choose", what="return"))
    assert [type(e) for e in events] == [Chose, Spoke, RanOut, MoodChanged, Spoke]
    assert (shift.now, shift.visits[0].talk.node) == (12_000, "again")


def test_a_deadline_runs_out_once():
    loop = hurried()
    start = replace(loop.nodes["start"], late=late("aside"))
    shift, _ = advance(begin(hall(replace(loop, nodes={**loop.nodes, "start": start}))), to=10_000)
    shift, _ = act(shift, at(20_000, "choose", what="return"))
    assert shift.visits[0].talk.node == "start"
    assert shift.visits[0].decide_by == NEVER


def test_a_deadline_begins_when_the_customer_is_first_turned_to():
    two = hall(hurried(), hurried("b"))
    shift, _ = advance(begin(two), to=60_000)
    assert shift.visits[1].talk.node == "start"
    shift, _ = act(shift, at(60_000, "attend", "b"))
    assert shift.visit("b").decide_by == 70_000


def test_being_late_can_end_a_conversation():
    who = hurried()
    start = replace(who.nodes["start"], late=late("done"))
    shift, events = advance(begin(hall(replace(who, nodes={**who.nodes, "start": start}))), to=99_000)
    assert shift.over
    assert events[-1] == Left(10_000, "a", "办妥")


@given(st.lists(st.integers(0, 60_000), max_size=8))
def test_the_size_of_the_steps_does_not_change_when_time_runs_out(stops):
    scenario = hall(hurried(), hurried("b", arrives=3_000))
    first, _ = act(begin(scenario), at(3_000, "attend", "b"))
    at_once = advance(first, to=60_000)
    shift, seen = first, []
    for stop in [*sorted(stop for stop in stops if stop >= first.now), 60_000]:
        shift, events = advance(shift, to=stop)
        seen += events
    assert (shift, seen) == at_once


def test_being_late_is_an_answer_that_earns_nothing():
    story = play_back(hall(hurried()), [at(12_000, "choose", what="well")])
    marked = assess(story, ONE)
    late_one, second = marked.decisions
    assert (late_one.chosen.id, late_one.at, late_one.counted, late_one.is_right) == (
        LATE,
        10_000,
        True,
        False,
    )
    assert [o.id for o in late_one.right] == ["right"]
    assert second.is_right
    assert marked.total == 1


def test_time_that_ran_out_after_the_last_act_counts():
    marked = assess(Story(hall(hurried())), ONE, now=30_000)
    assert [d.chosen.id for d in marked.decisions] == [LATE]


def test_taking_the_next_act_back_does_not_give_time_back():
    story = play_back(hall(hurried()), [at(12_000, "choose", what="well"), Undo()])
    assert [(d.chosen.id, d.counted) for d in assess(story, ONE).decisions] == [(LATE, True), ("well", True)]
    again = story.then(at(13_000, "choose", what="sorry"))
    last = assess(again, ONE).decisions
    assert [(d.chosen.id, d.counted) for d in last[-2:]] == [(LATE, False), ("sorry", False)]


def test_the_best_and_the_worst_are_found_among_what_can_be_chosen():
    scenario = hall(hurried())
    assert best(scenario).exact
    assert LATE not in [move.option for move in worst(scenario).acts]


def test_exploring_goes_the_way_of_the_clock_too():
    who = hurried()
    found = converse(who)
    assert found.unreached == ()
    assert (LATE, "well") in list(ways(who))
    shown = course(hall(who), who, (LATE, "well"))
    assert shown is not None
    assert RanOut in [type(e) for e in play_back(hall(who), shown.acts).events]


def test_a_deadline_that_has_passed_cannot_be_shown_again():
    assert course(hall(hurried()), hurried(), (LATE, "well", LATE)) is None
    assert course(hall(hurried()), hurried(), (LATE, LATE)) is None


def test_a_node_come_to_only_by_being_late_is_not_unreachable():
    assert [p.code for p in examine(hall(hurried()), library()).problems] == []
    assert survey(hurried()).slipped == 2


def test_being_late_must_not_be_as_good_as_deciding():
    who = hurried()
    generous = replace(who.nodes["again"], options=(option("well", "twice", ONE),))
    twice = Node("twice", "还有呢？", (option("more", "done", TWO),))
    nodes = {**who.nodes, "again": generous, "twice": twice}
    found = examine(hall(replace(who, nodes=nodes)), library()).problems
    assert ("S128", ("a", "start", LATE)) in [(p.code, p.path) for p in found]


def test_a_look_up_that_leads_nowhere_is_no_answer():
    look = replace(option("look", "start"), kind="look_up")
    who = customer(
        nodes={
            "start": Node("start", "多少钱？", (look, option("right", "done", ONE))),
            "done": Node("done", "好", ends="完"),
        }
    )
    story = play_back(hall(who), [at(0, "choose", what="look"), at(9_000, "choose", what="right")])
    marked = assess(story, ONE)
    assert [(d.chosen.id, d.counted) for d in marked.decisions] == [("right", True)]
    assert [type(e) for e in story.events].count(Chose) == 2


def test_what_another_post_is_judged_by_is_written_down_without_marks():
    rule = LogRule("stays", "KM-G1a", "没有被冷落", ONE, ("a",), critical=True, posts=("导购",))
    story = play_back(hall(customer(), rules=(rule,)), [at(0, "choose", what="right")])
    own, other = assess(story, ONE).findings
    assert (own.post, sum(own.possible)) == ("", 1)
    assert (other.post, other.kept, sum(other.possible), other.critical) == ("导购", True, 0, False)
