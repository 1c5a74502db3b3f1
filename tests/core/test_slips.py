"""Wrong answers that cost nothing are found, and only those."""

from tests.core.halls import ONE, customer, hall, option, talk
from trainer.core import slips
from trainer.core.path import best_path
from trainer.core.scenario import Condition, Node
from trainer.core.slips import free_slips

TWO = (2, 0, 0, 0, 0)
MEND = {"more": Node("more", "?", (option("mend", "done", ONE), option("leave", "done")))}


def found(*options, **nodes):
    who = customer(nodes={**talk(*options), **nodes})
    return list(free_slips(hall(who), who, best_path(hall(who), who)))


def test_half_an_answer_and_a_correction_that_earn_as_much_as_the_right_one():
    assert found(option("right", "done", TWO), option("half", "more", ONE), **MEND) == [("start", "half")]


def test_a_wrong_answer_that_costs_a_mark_is_no_slip():
    assert found(option("right", "done", TWO), option("wrong", "more"), **MEND) == []


def test_a_critical_answer_is_never_a_way_to_full_marks():
    assert found(option("right", "done", ONE), option("fatal", "more", critical="错"), **MEND) == []


def test_the_best_that_is_offered_is_no_slip_where_a_better_one_is_blocked():
    blocked = option("better", "done", TWO, needs=Condition(has=("seen",)))
    assert found(option("right", "done", ONE), blocked) == []


def test_a_way_around_the_node_is_no_slip_at_it():
    aside = Node("aside", "?", (option("more", "done", ONE), option("none", "done")))
    assert found(option("one", "done", TWO), option("two", "aside", ONE), aside=aside) == [("start", "two")]


def test_a_large_conversation_is_not_tried(monkeypatch):
    monkeypatch.setattr(slips, "MOST_WORK", 1)
    assert found(option("right", "done", TWO), option("half", "more", ONE), **MEND) == []
