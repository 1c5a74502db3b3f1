"""Habits that give right answers away: found where chance would hardly bring them about, and only there."""

import pytest

from tests.core.halls import ONE, customer, hall, option, talk
from trainer.core.fairness import Decision, chance, decisions, habits_of_length, habits_of_place
from trainer.core.scenario import Node


def asked(count, right="对对对", wrong=("错错", "错错错错"), at=0):
    """Decisions with one right answer each."""
    options = [option(f"w{i}", "done", text=text) for i, text in enumerate(wrong)]
    options.insert(at, option("right", "done", ONE, text=right))
    return [Decision(options, at)] * count


@pytest.mark.parametrize(
    ("odds", "hits", "expected"),
    [([0.5, 0.5], 0, 1), ([0.5, 0.5], 1, 0.75), ([0.5, 0.25], 2, 0.125), ([], 0, 1), ([0.5], 2, 0)],
)
def test_the_chance_of_at_least_so_many_hits(odds, hits, expected):
    assert chance(odds, hits) == pytest.approx(expected)


def test_always_the_longest_or_the_shortest_is_a_habit():
    assert habits_of_length(asked(6, right="对" * 9)) == [("最长", 6, 6)]
    assert habits_of_length(asked(6, right="对")) == [("最短", 6, 6)]


def test_a_length_shared_with_a_wrong_answer_tells_nothing():
    assert habits_of_length(asked(20, right="对" * 4)) == []


def test_few_decisions_and_a_middling_length_are_no_habit():
    assert habits_of_length(asked(5, right="对" * 9)) == []
    assert habits_of_length(asked(20)) == []
    assert habits_of_length(asked(3, right="对" * 9) + asked(9)) == []
    assert habits_of_length([]) == []


def test_always_the_same_place_is_a_habit():
    assert [habit.kind for habit in habits_of_place(asked(6))] == ["第 1 个"]
    assert [habit.kind for habit in habits_of_place(asked(6, at=2))] == ["第 3 个", "最后一个"]
    assert habits_of_place([]) == []


def test_a_decision_that_variants_share_counts_once_and_one_with_two_right_answers_never():
    twins = customer("b", nodes=talk(option("x", "done", ONE), option("y", "done", ONE)))
    scenario = hall(customer("a"), twins, customer("c", nodes={"start": Node("start", "走", ends="完")}))
    assert [decision.right for decision in decisions([scenario, scenario])] == [0]


def test_the_order_shown_gives_the_right_answer_no_place_of_its_own():
    """Written first everywhere, the right answers stand anywhere on the screen."""
    nodes = {f"n{i}": Node(f"n{i}", "?", tuple(asked(1)[0].options)) for i in range(60)}
    scenario = hall(customer(nodes={**nodes, "start": Node("start", "?", ends="完")}))
    assert [habit.kind for habit in habits_of_place(decisions([scenario]))] == ["第 1 个"]
    assert not any(habits_of_place(decisions([scenario], seed)) for seed in range(20))
