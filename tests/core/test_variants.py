"""What all variants tell together: dead conditions, habits of length, and what no scenario uses."""

from dataclasses import replace

from tests.core.halls import ONE, customer, hall, library, option, talk
from trainer.core.check import examine
from trainer.core.scenario import Condition, Node, Route
from trainer.core.usage import unused
from trainer.core.variants import compare, leftovers

SEEN = Condition(has=("seen",))
SHUT = option("x", "done", needs=SEEN, feedback="!")


def told(*scenarios):
    return [(p.code, p.path) for p in compare(examine(scenario, library()) for scenario in scenarios)]


def of(*options, **nodes):
    return hall(customer(nodes={**talk(*options), **nodes}))


RIGHT = option("right", "done", ONE, sets=("seen",))


def test_a_condition_that_holds_in_no_variant_is_told_at_the_option():
    assert told(of(RIGHT, SHUT)) == [("S122", ("a", "start", "x", "if"))]


def test_a_condition_that_holds_in_one_variant_is_in_order():
    opened = of(replace(RIGHT, routes=(Route("start"),)), SHUT)
    assert told(of(RIGHT, SHUT), opened) == []


def test_a_route_that_is_never_taken_is_told_at_the_route():
    routes = (Route("done", SEEN), Route("done"))
    assert told(of(replace(RIGHT, sets=(), routes=routes))) == [("S122", ("a", "start", "right", "then", 0))]


def test_nothing_is_said_of_conditions_where_a_survey_was_cut_short():
    found = examine(of(RIGHT, SHUT), library())
    cut = {id: replace(survey, complete=False) for id, survey in found.surveys.items()}
    assert list(compare([replace(found, surveys=cut)])) == []


def test_a_habit_of_length_is_a_reminder():
    def nodes(right, wrong):
        options = (option("r", "done", ONE, text=right), option("w", "done", text=wrong, feedback="!"))
        twelve = {f"n{i}": Node(f"n{i}", "?", options) for i in range(12)}
        to = [option(f"o{i}", f"n{i}", ONE) for i in range(12)]
        return of(*to, **twelve)

    for scenario, word in ((nodes("对对对", "错"), "最长"), (nodes("对", "错错错"), "最短")):
        (problem,) = compare([examine(scenario, library())])
        assert (problem.code, problem.level) == ("S124", "warning")
        assert f"正确的有 12 处{word}" in problem.message


def test_phrases_and_steps_that_no_scenario_uses():
    assert unused(library(), [hall()]) == (("P01",), ("S1",))
    said = of(replace(RIGHT, ref="P01", steps=("S1",)))
    assert unused(library(), [hall(), said]) == ((), ())
    assert list(leftovers(library(), [said])) == []


def test_what_is_not_used_is_one_reminder_that_names_a_dozen():
    (problem,) = leftovers(library(), [hall()])
    assert (problem.code, problem.level) == ("U211", "warning")
    assert problem.message == "有 2 条话术和步骤没有场景用到：P01、S1"
    phrases = {f"P{i}": library().phrases["P01"] for i in range(20)}
    (problem,) = leftovers(replace(library(), phrases=phrases), [hall()])
    assert problem.message.endswith("P10、P11 等")
