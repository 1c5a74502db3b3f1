"""The shipped scenarios: no problem, a best path that is proved, every right answer with its quotation."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer.content.play import Play
from trainer.content.shelf import Shelf, load
from trainer.core.explore import best
from trainer.core.scenario import Node, Option, Scenario

ROOT = Path(__file__).parents[2]
PLANS = ROOT / "tests/plans"
SHELF = load(ROOT)
PLAYS = [play for plays in SHELF.plays.values() for play in plays]
SHIPPED = {
    "walk-in-quanqiutong": [""],
    "four-at-once": [""],
    "papers-missing": [
        "student-card",
        "empty-handed",
        "driving-licence",
        "passport",
        "son-own-id",
        "owner-id-only",
        "both-ids",
    ],
    "complaint-5096": ["angry", "furious"],
}
ACCEPTED = {"driving-licence", "passport", "both-ids"}


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return SHELF


def name_of(play: Play) -> str:
    return ".".join(part for part in (play.scenario.id, play.scenario.variant) if part)


def scenario(id: str, variant: str = "") -> Scenario:
    return next(play.scenario for play in SHELF.plays[id] if play.scenario.variant == variant)


def nodes(of: Scenario) -> Iterator[Node]:
    return (node for customer in of.customers for node in customer.nodes.values())


def right(node: Node) -> list[Option]:
    top = max((sum(option.marks) for option in node.options), default=0)
    return [option for option in node.options if sum(option.marks) == top]


def texts(of: Scenario) -> str:
    lines = [node.line for node in nodes(of)]
    return "\n".join([*lines, *(option.text for node in nodes(of) for option in node.options)])


def test_the_four_scenarios_and_their_variants_are_there(shelf: Shelf) -> None:
    found = {id: [play.scenario.variant for play in plays] for id, plays in shelf.plays.items()}
    assert {id: found.get(id) for id in SHIPPED} == SHIPPED


def test_every_situation_of_the_material_can_be_played() -> None:
    played = {situation for plays in SHELF.plays.values() for situation in plays[0].scenario.situations}
    assert played == {f"S{number:02}" for number in range(1, 39)}


def test_nothing_is_wrong_with_them(shelf: Shelf) -> None:
    assert not [str(problem) for problem in shelf.problems]


@pytest.mark.parametrize("play", PLAYS, ids=name_of)
def test_the_best_is_proved(play: Play) -> None:
    found = best(play.scenario)
    assert found.exact
    assert found.marks == play.best
    assert all(play.best)


@pytest.mark.parametrize("play", PLAYS, ids=name_of)
def test_every_right_option_has_its_quotation(play: Play) -> None:
    for node in nodes(play.scenario):
        assert not [option.id for option in right(node) if not option.proof], node.id


@pytest.mark.parametrize("play", PLAYS, ids=name_of)
def test_every_wrong_option_teaches_and_names_its_proof(play: Play) -> None:
    for node in nodes(play.scenario):
        wrong = [option for option in node.options if option not in right(node)]
        assert not [option.id for option in wrong if not option.feedback or not option.proof], node.id


@pytest.mark.parametrize("play", PLAYS, ids=name_of)
def test_a_decision_has_three_or_four_options(play: Play) -> None:
    assert all(len(node.options) in (0, 3, 4, 5) for node in nodes(play.scenario))


@pytest.mark.parametrize("id", sorted(SHELF.plays))
def test_the_right_answer_cannot_be_told_by_place_or_length(id: str) -> None:
    """Over a whole scenario, always taking the first, the longest … option must not pay."""
    decisions = [node for play in SHELF.plays[id] for node in nodes(play.scenario) if node.options]
    for place in range(4):
        hits = sum(node.options[place] in right(node) for node in decisions if place < len(node.options))
        assert hits <= 0.5 * len(decisions)
    for pick in (min, max):
        hits = sum(pick(node.options, key=lambda o: len(o.text)) in right(node) for node in decisions)
        assert hits <= 0.5 * len(decisions)


@pytest.mark.parametrize("play", PLAYS, ids=name_of)
def test_every_variant_has_a_plan_of_its_best_path(play: Play) -> None:
    plan = (PLANS / f"{name_of(play)}.best.plan").read_text(encoding="utf-8")
    total = sum(play.best)
    assert f"scenario: {play.scenario.id}\n" in plan
    assert ("variant:" in plan) == bool(play.scenario.variant)
    assert f"\nscore {total}/{total}\ngate pass\n" in plan


@pytest.mark.parametrize("play", PLAYS, ids=name_of)
def test_every_variant_has_a_plan_of_a_typical_mistake(play: Play) -> None:
    plans = list(PLANS.glob(f"{name_of(play)}.typical*.plan"))
    assert plans
    for plan in plans:
        assert re.search(r"^score \d+/\d+\ngate (pass|fail)$", plan.read_text(encoding="utf-8"), re.MULTILINE)


def test_no_plan_is_left_over() -> None:
    known = {name_of(play) for play in PLAYS}
    left_over = [p.name for p in PLANS.glob("*.plan") if not any(p.name.startswith(f"{n}.") for n in known)]
    assert not left_over


def test_the_amounts_of_the_walk_in() -> None:
    said = texts(scenario("walk-in-quanqiutong"))
    assert "卡费100元，预存话费50元，一共150元" in said
    assert "给您200元" in said
    assert "收您200元" in said
    assert "找您50元，请收好钱和发票。" in said
    assert "拨打1860咨询" in said


def test_the_amounts_of_the_complaint() -> None:
    for variant in SHIPPED["complaint-5096"]:
        said = texts(scenario("complaint-5096", variant))
        assert "说好月租50元，帐上" in said
        assert "50×12/365×31，合50.96元" in said
        assert "7月的月租比50元多收了" in said
        assert "多出来0.96元" in said


@pytest.mark.parametrize("file", sorted((ROOT / "scenarios").glob("*.yaml")), ids=lambda f: f.stem)
def test_no_amount_is_typed_by_hand(file: Path) -> None:
    """Between the templates there is no sum of money and no day; only the money handed over is dressing."""
    text = re.sub(r"\{\{.*?\}\}", "", file.read_text(encoding="utf-8"))
    text = re.sub(r"^\s*#.*|^  handed:.*|^date:.*", "", text, flags=re.MULTILINE)
    assert not re.findall(r"\d\s*元", text)
    assert not re.findall(r"(?<![\dA-Za-z-])\d+日", text)


@pytest.mark.parametrize("variant", SHIPPED["papers-missing"])
def test_papers_decide_what_is_right(variant: str) -> None:
    """The right answer to the papers shown is to accept exactly where the rule accepts."""
    show = scenario("papers-missing", variant).customers[0].nodes["show"]
    accepts = {option.id for option in right(show)} <= {"accept-own", "accept-with-form"}
    assert accepts == (variant in ACCEPTED)
    assert ("let-pass" in {option.id for option in show.options}) != accepts
    assert all(bool(option.critical) == (option.id == "let-pass") for option in show.options)


def test_the_bare_phrase_is_worth_less_for_an_agent() -> None:
    """A43: P21 speaks of the customer's own papers; for an agent both persons' papers must be added."""
    plead = scenario("papers-missing", "son-own-id").customers[0].nodes["plead"]
    bare, added = plead.option("P21-alone"), plead.option("P21-both")
    assert bare is not None
    assert added is not None
    assert 0 < sum(bare.marks) < sum(added.marks)
    assert added.text.startswith(bare.text)
    assert "机主和代办人两人的证件" in added.text


def test_the_summary_gives_no_variant_away() -> None:
    for id in ("papers-missing", "complaint-5096"):
        shown = {(play.scenario.title, play.scenario.summary) for play in SHELF.plays[id]}
        assert len(shown) == 1


def test_each_of_the_four_is_judged_for_the_nod() -> None:
    four = scenario("four-at-once")
    rule = next(rule for rule in four.rules if rule.kind == "acknowledged")
    assert rule.rule == "KM-G2"
    assert rule.customers == ("zhao", "sun", "zhou", "li")
    assert max(c.arrives for c in four.customers) - min(c.arrives for c in four.customers) <= 2_000
    assert len({(c.face.hair, c.face.clothes) for c in four.customers}) == 4
