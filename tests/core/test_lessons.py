"""What an attempt teaches: one review of each rule, weighed by marks, and nothing of what was not asked."""

from datetime import UTC, datetime

import pytest

from tests.core.halls import ONE, customer, hall, option, talk
from trainer.core.assess import Assessment, assess
from trainer.core.events import Act, Undo
from trainer.core.explore import best
from trainer.core.lessons import lessons
from trainer.core.log import play_back
from trainer.core.memory import Grade, Review
from trainer.core.scenario import LogRule, Node, Scenario

AT = datetime(2004, 7, 7, 9, tzinfo=UTC)
FOUR = (4, 0, 0, 0, 0)


def choose(option: str, at: int = 0) -> Act:
    return Act(at, "choose", "a", option)


def taught(scenario: Scenario, *entries: Act | Undo, now: int | None = None) -> dict[str, Review]:
    """Play, and return the lessons by rule."""
    marks: Assessment = assess(play_back(scenario, entries), best(scenario).marks, now)
    return {review.rule: review for review in lessons(marks, scenario, "attempt", AT)}


def ruled(**more: str) -> Scenario:
    """One decision: right by KM-G2, half right, and wrong."""
    options = (
        option("right", "done", FOUR, rule="KM-G2"),
        option("half", "done", (2, 0, 0, 0, 0), rule="KM-G3"),
        option("wrong", "done", **{"rule": "P10", **more}),
    )
    return hall(customer(nodes=talk(*options)))


@pytest.mark.parametrize(
    ("said", "score", "grade", "mistake"),
    [
        ("right", 1, Grade.EASY, ""),
        ("half", 0.5, Grade.AGAIN, "hall:start:half"),
        ("wrong", 0, Grade.AGAIN, "hall:start:wrong"),
    ],
)
def test_a_decision_is_a_review_of_the_rule_of_the_right_answer(said, score, grade, mistake):
    found = taught(ruled(), choose(said))
    assert found == {"KM-G2": Review(AT, "KM-G2", score, "scenario", "attempt", mistake)}
    assert found["KM-G2"].grade is grade


def test_the_first_answer_teaches_even_when_taken_back():
    assert taught(ruled(), choose("wrong"), Undo(), choose("right"))["KM-G2"].score == 0


def test_where_no_rule_is_named_it_is_what_the_right_answer_says():
    nodes = talk(option("right", "done", ONE, ref="P08"), option("wrong", "done"))
    assert list(taught(hall(customer(nodes=nodes)), choose("wrong"))) == ["P08"]


def test_of_several_right_answers_the_one_given_names_the_rule():
    nodes = talk(option("one", "done", ONE, rule="P01"), option("other", "done", ONE, rule="P02"))
    assert list(taught(hall(customer(nodes=nodes)), choose("other"))) == ["P02"]


def test_what_earns_nothing_and_what_no_rule_proves_teaches_nothing():
    assert taught(hall(), choose("right")) == {}
    nothing = talk(option("one", "done", rule="P01"), option("other", "done", rule="P02"))
    assert taught(hall(customer(nodes=nothing)), choose("one")) == {}


def test_where_every_answer_is_critical_none_was_right():
    trap = talk(option("one", "done", rule="P01", critical="顶撞客户"))
    assert taught(hall(customer(nodes=trap)), choose("one"))["P01"].mistake == "顶撞客户"


def test_a_rule_asked_for_twice_is_one_review_with_the_share_of_its_marks():
    nodes = {
        **talk(option("right", "next", ONE, rule="P19"), option("wrong", "next")),
        "next": Node("next", "还有呢", (option("fine", "done", (3, 0, 0, 0, 0), rule="P19"),)),
    }
    found = taught(hall(customer(nodes=nodes)), choose("wrong"), choose("fine", 9000))
    assert (len(found), found["P19"].score, found["P19"].mistake) == (1, 0.75, "hall:start:wrong")


def test_a_critical_act_breaks_its_rule_whatever_else_was_earned():
    nodes = {
        **talk(option("rude", "next", rule="P19", critical="顶撞客户"), option("fine", "next", ONE)),
        "next": Node("next", "还有呢", (option("late", "done", FOUR, rule="P19"),)),
    }
    assert taught(hall(customer(nodes=nodes)), choose("rude"), choose("late", 9000))["P19"].score == 0


STEPS = LogRule("steps", "S", "八步", ONE, customers=("a",), steps=("S1", "S2"), posts=("导购",))
STAYS = LogRule("stays", "KM-G5", "不冷落", customers=("a",))


def stepped(*rules: LogRule) -> Scenario:
    nodes = talk(option("right", "done", ONE, steps=("S1",)), option("wrong", "done"))
    return hall(customer(nodes=nodes), rules=rules)


def test_findings_are_reviews_of_their_rules_for_the_own_post_only():
    found = taught(stepped(STEPS, STAYS), choose("right"), now=60_000)
    assert {rule: (each.score, each.mistake) for rule, each in found.items()} == {
        "S": (0.5, "八步"),
        "KM-G5": (1, ""),
    }


def test_a_finding_without_marks_that_is_broken_counts_as_wrong():
    gone = taught(hall(customer(patience=1000), rules=(STAYS,)), now=60_000)
    assert (gone["KM-G5"].score, gone["KM-G5"].grade) == (0, Grade.AGAIN)


def test_of_a_shift_broken_off_nothing_is_said_of_what_was_not_done():
    assert taught(stepped(STEPS, STAYS)) == {}


def test_a_finding_that_names_no_rule_teaches_nothing():
    assert taught(stepped(LogRule("within", "", "限时", ONE, within=99_000)), choose("right")) == {}
