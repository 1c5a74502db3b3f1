"""Marks: first answers count, rules of the log, the gate, and that each mark has its proof."""

from dataclasses import replace

import pytest

from tests.core.halls import ONE, QUOTE, customer, hall, option, plain_talk, talk
from trainer.core.assess import Assessment, assess, right_options
from trainer.core.events import Act, Undo
from trainer.core.explore import best
from trainer.core.face import Mood
from trainer.core.log import Story, play_back
from trainer.core.order import shown_order
from trainer.core.scenario import NO_MARKS, Competence, Condition, LogRule, add, halved
from trainer.core.shift import Talk

RIGHT, WRONG = Act(0, "choose", "a", "right"), Act(0, "choose", "a", "wrong")


def marked(scenario, *entries, now=None) -> Assessment:
    return assess(play_back(scenario, entries), best(scenario).marks, now)


def test_the_right_answer_earns_all():
    result = marked(hall(), RIGHT)
    assert (result.total, result.out_of, result.percent) == (1, 1, 100)
    assert result.decisions[0].is_right
    assert result.complete
    assert result.outcomes == (("a", "办妥"),)
    assert result.by_competence() == [(Competence.SERVICE, 1, 1)]


def test_a_wrong_answer_shows_the_right_one_beside_it():
    result = marked(hall(), WRONG)
    (decision,) = result.decisions
    assert result.total == 0
    assert not decision.is_right
    assert [o.id for o in decision.right] == ["right"]


def test_the_first_answer_counts_even_when_taken_back():
    result = marked(hall(), WRONG, Undo(), RIGHT)
    assert result.total == 0
    assert [(d.counted, d.undone) for d in result.decisions] == [(True, True), (False, False)]
    assert marked(hall(), RIGHT, Undo(), WRONG).total == 1


def test_coming_back_to_a_node_earns_nothing_more():
    nodes = talk(option("again", "start", ONE), option("bye", "done", ONE))
    scenario = hall(customer(nodes=nodes))
    acts = [
        Act(0, "choose", "a", "again"),
        Act(5_000, "choose", "a", "again"),
        Act(10_000, "choose", "a", "bye"),
    ]
    assert marked(scenario, *acts).total == 1


def test_after_a_hint_a_decision_is_worth_half_rounded_down():
    nodes = talk(option("good", "done", (3, 2, 0, 0, 0)), option("bad", "done", feedback="x"))
    result = marked(hall(customer(nodes=nodes)), Act(0, "hint", "a"), Act(0, "choose", "a", "good"))
    assert result.marks == (1, 1, 0, 0, 0)
    assert result.decisions[0].hinted


def test_a_critical_act_fails_the_gate_however_polite_and_cannot_be_unsaid():
    bad = option("bad", "done", critical="没查证件", rule="R-DOC-P", proof=(QUOTE,), feedback="x")
    scenario = hall(customer(nodes=talk(option("right", "done", ONE), bad)))
    result = marked(scenario, Act(0, "choose", "a", "bad"), Undo(), Act(0, "choose", "a", "right"))
    assert not result.compliant
    (finding,) = result.critical
    assert (finding.rule, finding.title, finding.proof) == ("R-DOC-P", "没查证件", (QUOTE,))
    assert "客户a" in finding.detail
    assert marked(scenario, Act(0, "choose", "a", "right")).compliant


def test_right_options_are_the_offered_ones_that_earn_most():
    locked = option("locked", "done", (9, 0, 0, 0, 0), needs=Condition(mood_from=Mood.FURIOUS))
    fatal = option("fatal", "done", (9, 0, 0, 0, 0), critical="x")
    node = talk(option("one", "done", ONE), option("two", "done", (0, 1, 0, 0, 0)), locked, fatal)["start"]
    assert [o.id for o in right_options(node, Talk("start", 0))] == ["one", "two"]
    assert [o.id for o in right_options(node, Talk("start", 3))] == ["locked"]


GREET = LogRule("acknowledged", "KM-G2", "点头", ONE, ("a", "b"), within=10_000, proof=(QUOTE,))


def test_each_customer_must_be_nodded_to_in_time():
    scenario = hall(customer("a"), customer("b"), rules=(GREET,))
    result = marked(scenario, Act(0, "nod", "a"), Act(30_000, "nod", "b"))
    assert [(f.customer, f.kept, f.marks) for f in result.findings] == [
        ("a", True, ONE),
        ("b", False, NO_MARKS),
    ]
    assert "30.0 秒" in result.findings[1].detail
    assert result.findings[1].proof == (QUOTE,)


def test_a_customer_who_was_never_nodded_to_is_named():
    result = marked(hall(customer("a"), customer("b"), rules=(GREET,)), Act(0, "nod", "a"))
    assert result.findings[1].detail == "没有向客户b微笑点头"


def test_walking_out_breaks_the_rule_that_nobody_leaves():
    rule = LogRule("stays", "KM-G3", "不冷落", ONE, ("a",), critical=True)
    scenario = hall(customer(patience=1_000), rules=(rule,))
    waiting = marked(scenario, now=500)
    assert (waiting.findings[0].kept, waiting.compliant, waiting.complete) == (False, True, False)
    gone = marked(scenario, now=60_000)
    assert (gone.findings[0].kept, gone.compliant, gone.complete) == (False, False, True)
    assert marked(scenario, RIGHT).findings[0].kept


def test_the_whole_shift_can_have_a_time():
    rule = LogRule("within", "", "四分钟内", ONE, within=20_000)
    scenario = hall(rules=(rule,))
    assert marked(scenario, RIGHT).findings[0].kept
    late = marked(scenario, replace(RIGHT, at=19_000))
    assert (late.findings[0].kept, late.findings[0].detail) == (False, "用时 24.0 秒，要求 20 秒内")
    assert marked(scenario).findings[0].detail == "还有客户没有接待完"
    hasty = hall(customer(patience=1_000), rules=(rule,))
    assert marked(hasty, now=5_000).findings[0].detail == "有客户等不及走了，快也不算"


STEPS = LogRule(
    "steps", "S", "步骤", ONE, ("a",), steps=("S1", "S2"), order=(("S1", "S2"),), must=("S1",), critical=True
)


def ledger_hall():
    nodes = plain_talk() | {
        "start": talk(
            option("both", "done", ONE, steps=("S1", "S2")),
            option("swapped", "done", steps=("S2", "S1"), feedback="x"),
            option("half", "done", steps=("S2",), feedback="x"),
            option("none", "done", feedback="x"),
        )["start"]
    }
    return hall(customer(nodes=nodes), rules=(STEPS,))


@pytest.mark.parametrize(
    ("chosen", "kept", "compliant"),
    [
        ("both", [True, True, True], True),
        ("swapped", [True, True, False], False),
        ("half", [False, True, False], False),
        ("none", [False, False, False], False),
    ],
)
def test_the_ledger_tells_what_was_left_out_and_what_came_too_early(chosen, kept, compliant):
    result = marked(ledger_hall(), Act(0, "choose", "a", chosen))
    assert [finding.kept for finding in result.findings] == kept
    assert result.compliant == compliant


def test_an_attempt_without_acts_earns_nothing():
    result = assess(Story(hall()), NO_MARKS)
    assert (result.total, result.percent, result.complete) == (0, 0, False)


def test_marks_add_up_by_competence_and_halve_downwards():
    assert add((1, 2, 3, 4, 5), (1, 1, 1, 1, 1)) == (2, 3, 4, 5, 6)
    assert halved((1, 2, 3, 4, 5)) == (0, 1, 1, 2, 2)


def test_options_are_shuffled_by_the_seed_and_by_nothing_else():
    node = talk(*(option(f"o{i}", "done") for i in range(6)))["start"]
    orders = {tuple(o.id for o in shown_order(node, seed)) for seed in range(20)}
    assert len(orders) > 10
    assert shown_order(node, 7) == shown_order(node, 7)


def floor(*entries: tuple[int, str, str, str], kind: str, within: int = 0) -> Assessment:
    rule = LogRule(kind, "KM-G3", "规则", ONE, ("a", "b"), within=within)  # type: ignore[arg-type]
    scenario = hall(
        customer("a", patience=900_000), customer("b", arrives=1_000, patience=900_000), rules=(rule,)
    )
    return assess(play_back(scenario, [Act(*entry) for entry in entries]), ONE)  # type: ignore[arg-type]


def test_who_came_first_is_served_first():
    right = floor((2_000, "attend", "a", ""), (4_000, "attend", "b", ""), kind="in_turn")
    assert [f.kept for f in right.findings] == [True, True]
    wrong = floor((2_000, "attend", "b", ""), (4_000, "attend", "a", ""), kind="in_turn")
    assert [(f.customer, f.kept) for f in wrong.findings] == [("a", True), ("b", False)]
    assert wrong.findings[1].detail == "客户a先来，还在等"
    nobody = floor((2_000, "nod", "a", ""), kind="in_turn")
    assert [f.detail for f in nobody.findings] == ["还没有接待客户a", "还没有接待客户b"]


def test_a_promise_to_come_back_is_kept_in_time():
    kept = floor((2_000, "ask_wait", "b", ""), (9_000, "attend", "b", ""), kind="returns", within=10_000)
    assert [f.kept for f in kept.findings] == [True, True]
    late = floor((2_000, "ask_wait", "b", ""), (19_000, "attend", "b", ""), kind="returns", within=10_000)
    assert [f.kept for f in late.findings] == [True, False]
    never = floor((2_000, "ask_wait", "b", ""), kind="returns", within=10_000)
    assert never.findings[1].detail == "请客户b稍等，再没有回来"


def test_the_best_plan_keeps_turns_where_a_rule_asks_for_them():
    rule = LogRule("in_turn", "KM-G3", "先来先接待", ONE, ("a", "b"))
    hot = customer("b", arrives=1_000, patience=900_000, mood=Mood.ANGRY)
    found = best(hall(customer("a", patience=900_000), hot, rules=(rule,)))
    assert found.exact


def test_the_rules_of_the_log_stand_open_while_nobody_has_come():
    rules = tuple(
        LogRule(kind, "KM-G3", "规则", ONE, ("a",)) for kind in ("acknowledged", "in_turn", "returns")
    )  # type: ignore[arg-type]
    scenario = hall(customer("a", arrives=60_000), rules=rules)
    assert [f.kept for f in assess(Story(scenario), ONE).findings] == [False, False, True]
