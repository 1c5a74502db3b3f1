"""Checks: each mistake of an author gives its code at its place, and a sound scenario gives none."""

from dataclasses import replace

import pytest

from tests.core.halls import ONE, customer, hall, library, option, plain_talk, talk
from trainer.core import explore
from trainer.core.check import Place, Problem, examine, near
from trainer.core.face import Mood
from trainer.core.scenario import Condition, LogRule, Node, Route


def codes(scenario) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(problem.code, problem.path) for problem in examine(scenario, library()).problems]


def of(*options, **nodes):
    return hall(customer(nodes={**talk(*options), **nodes}))


def test_a_sound_scenario_has_no_problems_and_a_best():
    found = examine(hall(), library())
    assert found.problems == ()
    assert found.best is not None
    assert found.best.marks == ONE


RIGHT = option("right", "done", ONE)


@pytest.mark.parametrize(
    ("scenario", "expected"),
    [
        (of(RIGHT, option("x", "dome", feedback="!")), ("S101", ("a", "start", "x"))),
        (of(RIGHT, lost=Node("lost", "?", ends="走")), ("S102", ("a", "lost"))),
        (of(option("right", "blank", ONE), blank=Node("blank", "?")), ("S103", ("a", "blank"))),
        (of(RIGHT, done=Node("done", "?", (RIGHT,), "办妥")), ("S103", ("a", "done"))),
        (of(option("x", "", ONE, routes=(Route("done", Condition(2)),))), ("S116", ("a", "start", "x"))),
        (of(option("x", "done")), ("S106", ("a", "start"))),
        (of(RIGHT, option("x", "done")), ("S107", ("a", "start", "x"))),
        (of(RIGHT, option("x", "done", ONE, critical="错", feedback="!")), ("S113", ("a", "start", "x"))),
        (of(RIGHT, option("x", "done", text="不归我管", feedback="!")), ("S108", ("a", "start", "x"))),
        (
            of(RIGHT, option("x", "done", needs=Condition(has=("paid",)), feedback="!")),
            ("S121", ("a", "start", "x")),
        ),
        (
            of(option("right", "done", ONE, text="好" * 40), option("x", "done", feedback="!")),
            ("S110", ("a", "start")),
        ),
        (of(option("x", "done", ONE, needs=Condition(mood_from=Mood.FURIOUS))), ("S104", ("a", "start"))),
    ],
)
def test_each_mistake_has_its_code_and_place(scenario, expected):
    assert expected in codes(scenario)


def test_a_conversation_that_never_ends_is_found():
    never = option("never", "done", needs=Condition(mood_from=Mood.FURIOUS), feedback="!")
    assert ("S105", ("a",)) in codes(of(option("again", "start", ONE), never))


def test_a_forbidden_phrase_is_in_order_where_it_is_critical():
    said = option("x", "done", text="不归我管", critical="说了服务禁语", feedback="!")
    assert codes(of(RIGHT, said)) == []


def test_a_step_that_nobody_can_do_is_named():
    rule = LogRule("steps", "S", "步骤", ONE, ("a",), steps=("S1",), order=(("S1", "S2"),))
    scenario = replace(of(replace(RIGHT, steps=("S1",))), rules=(rule,))
    assert ("S115", ("rules", 0)) in codes(scenario)


def test_rules_of_other_kinds_ask_for_no_steps():
    rule = LogRule("stays", "KM-G2", "不走", ONE, ("a",))
    assert codes(replace(hall(), rules=(rule,))) == []


def test_marks_nobody_can_reach_together_are_a_warning():
    rule = LogRule("acknowledged", "KM-G2", "点头", ONE, ("a", "b"), within=500)
    found = examine(hall(customer("a"), customer("b"), rules=(rule,)), library())
    assert [(p.code, p.level) for p in found.problems] == [("S109", "warning"), ("S112", "error")]


def test_a_competence_that_another_path_makes_greater_is_a_problem():
    nodes = talk(
        option("kind", "done", (3, 0, 0, 0, 0)), option("exact", "done", (0, 2, 0, 0, 0), feedback="!")
    )
    assert ("S112", ()) in codes(hall(customer(nodes=nodes)))


def test_a_time_rule_counts_once_for_its_competence():
    rule = LogRule("within", "", "快", ONE, within=60_000)
    assert codes(replace(hall(), rules=(rule,))) == []


def test_a_conversation_with_too_many_ways_is_named_and_not_played(monkeypatch):
    monkeypatch.setattr(explore, "MOST_STATES", 1)
    found = examine(hall(), library())
    assert [(problem.code, problem.path) for problem in found.problems] == [("S118", ("a",))]
    assert found.best is None


def test_nothing_is_played_where_the_structure_is_broken():
    assert examine(of(RIGHT, option("x", "dome", feedback="!")), library()).best is None


def test_problems_say_where_what_and_the_cure():
    place = Place("a.yaml", 3, 7)
    problem = Problem("S101", "没有这一步", "改名", place=place)
    assert str(problem) == "a.yaml:3:7 S101 没有这一步。改名"
    assert str(Problem("S101", "没有这一步", "改名")) == "S101 没有这一步。改名"
    assert near("greet.hal", ["greet.hall", "bye"]) == "是否指「greet.hall」？"
    assert near("x", ["greet.hall"]) == ""


def test_a_plain_conversation_needs_no_feedback_on_its_best_answer():
    assert codes(hall(customer(nodes=plain_talk()))) == []


def test_a_flag_that_some_option_sets_may_be_asked_for():
    look = option("look", "start", sets=("seen",), feedback="!")
    bye = option("bye", "done", ONE, needs=Condition(has=("seen",)))
    assert "S121" not in [code for code, _ in codes(of(RIGHT, look, bye))]


def steps_rule(**more) -> LogRule:
    return LogRule("steps", "S", "步骤", customers=("a",), **more)


@pytest.mark.parametrize(
    "rule",
    [
        steps_rule(steps=("S1",), must=("S5",)),
        LogRule("stays", "KM-G2", "不走", ONE, ("a",), must=("S1",)),
        steps_rule(steps=("S1",), critical=True),
    ],
)
def test_a_critical_rule_that_would_never_fail_an_attempt_is_told(rule):
    scenario = replace(of(replace(RIGHT, steps=("S1",))), rules=(rule,))
    assert codes(scenario) == [("S119", ("rules", 0))]


def test_critical_rules_that_are_judged_are_in_order():
    both = replace(RIGHT, steps=("S1", "S2"))
    rule = steps_rule(steps=("S1",), must=("S1",), order=(("S1", "S2"),), critical=True)
    assert codes(replace(of(both), rules=(rule,))) == []


def test_a_best_path_that_fails_the_gate_is_told_with_the_customer():
    lame = option("lame", "done", steps=("S1",), feedback="!")
    rule = steps_rule(steps=("S1",), must=("S1",))
    assert codes(replace(of(RIGHT, lame), rules=(rule,))) == [("S120", ("a",))]
    slow = LogRule("within", "", "快", within=1, critical=True)
    assert codes(replace(hall(), rules=(slow,))) == [("S120", ())]


def test_a_node_with_nothing_right_to_choose_on_some_way_is_told():
    seen = Condition(has=("seen",))
    late = Node("late", "?", (option("ok", "done", ONE, needs=seen), option("no", "done", feedback="!")))
    first = option("right", "late", (2, 0, 0, 0, 0), sets=("seen",))
    assert codes(of(first, option("wrong", "late", feedback="!"), late=late)) == [("S127", ("a", "late"))]
    hopeless = Node("late", "?", (option("no", "done"),))
    assert codes(of(first, late=hopeless)) == [("S106", ("a", "late"))]


def test_a_wrong_answer_that_costs_nothing_is_a_reminder():
    mend = Node("more", "?", (option("mend", "done", ONE), option("leave", "done", feedback="!")))
    half = option("half", "more", ONE, feedback="!")
    found = examine(of(option("right", "done", (2, 0, 0, 0, 0)), half, more=mend), library())
    assert [(p.code, p.level, p.path) for p in found.problems] == [
        ("S126", "warning", ("a", "start", "half"))
    ]


def test_a_wrong_answer_that_loses_a_step_of_the_ledger_is_no_free_slip():
    mend = Node("more", "?", (option("mend", "done", ONE),))
    right = option("right", "done", (2, 0, 0, 0, 0), steps=("S1",))
    rule = LogRule("steps", "S", "步骤", ONE, ("a",), steps=("S1",))
    scenario = replace(of(right, option("half", "more", ONE, feedback="!"), more=mend), rules=(rule,))
    assert codes(scenario) == []
