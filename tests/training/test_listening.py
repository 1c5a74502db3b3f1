"""What was typed is taken for the phrase it is: all shipped phrases, slips, wrong values, forbidden words."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from trainer.content.shelf import load
from trainer.core.assess import right_options
from trainer.core.library import Phrase
from trainer.core.saying import Heard, NotHeard, asked_for
from trainer.core.scenario import Option, Scenario
from trainer.core.shift import Talk
from trainer.paths import find_places
from trainer.training.listening import NOT_HEARD, Listener, filled

ROOT = find_places().content
SHELF = load(ROOT)
EAR = Listener(ROOT, SHELF.books)
WALK_IN = SHELF.plays["walk-in-quanqiutong"][0].scenario
CHANGE = ("找您50元", "请收好钱和发票")

Stop = tuple[Scenario, tuple[Option, ...]]


def stops() -> Iterator[Stop]:
    """Yield every decision of the shipped scenarios at which a phrase is to be typed."""
    for plays in SHELF.plays.values():
        for play in plays:
            for customer in play.scenario.customers:
                for node in customer.nodes.values():
                    talk = Talk(node.id, customer.mood)
                    if phrases := asked_for(node, talk, right_options(node, talk)):
                        yield play.scenario, phrases


def stop(node: str, scenario: Scenario = WALK_IN) -> Stop:
    customer = next(each for each in scenario.customers if node in each.nodes)
    found, talk = customer.nodes[node], Talk(node, customer.mood)
    return scenario, asked_for(found, talk, right_options(found, talk))


def hear(node: str, said: str, scenario: Scenario = WALK_IN) -> Heard:
    return EAR.hear(*stop(node, scenario), said)


def test_every_phrase_of_every_scenario_is_heard_for_itself_with_full_marks() -> None:
    known = set[tuple[str, ...]]()
    for scenario, phrases in stops():
        key = tuple(option.text for option in phrases)
        if key not in known:
            known.add(key)
            for option in phrases:
                heard = EAR.hear(scenario, phrases, option.text)
                assert (heard.option, heard.share, heard.breaks) == (option, 100, ""), (scenario.id, option)
    assert len(known) > 100


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("您好欢迎光临请坐", 100),
        ("你好，欢迎光临，请坐", 95),
        ("您好，欢迎光临", 60),
        ("您好！欢迎光林！请座", 96),
    ],
)
def test_a_phrase_keeps_what_its_parts_are_worth(said: str, share: int) -> None:
    heard = hear("enter", said)
    assert (heard.option.ref, heard.share) == ("P01", share)
    assert bool(heard.recalled.losses) is (share < 100)


def test_another_phrase_that_stands_there_is_heard_as_that() -> None:
    heard = hear("enter", "您好！欢迎光临，请问我能帮您什么吗？")
    assert (heard.option.ref, heard.share) == ("P10", 100)
    assert not any(heard.option.marks)


@pytest.mark.parametrize("said", ["请坐", "来了啊", "1", "？", "好" * 300, "您好" * 100])
def test_what_is_no_phrase_is_not_heard(said: str) -> None:
    with pytest.raises(NotHeard, match=NOT_HEARD):
        hear("enter", said)


@pytest.mark.parametrize(("sum_", "id"), [("50元", "P06"), ("五十块", "P06"), ("40元", "dearer-change")])
def test_the_sum_tells_the_right_change_from_the_wrong_one(sum_: str, id: str) -> None:
    heard = hear("change", f"找您{sum_}，请收好钱和发票")
    assert (heard.option.id, heard.share) == (id, 100)


def test_a_sum_that_stands_nowhere_is_a_lost_blank_of_the_right_phrase() -> None:
    heard = hear("change", "找您25元，请收好钱和发票")
    assert (heard.option.id, heard.share) == ("P06", 67)
    assert "应是50.00元" in heard.recalled.losses[0].why


@pytest.mark.parametrize("said", ["您好，欢迎光临！请坐！不归我管", "不归我管"])
def test_forbidden_words_are_heard_whatever_they_stand_beside(said: str) -> None:
    heard = hear("enter", said)
    assert (heard.option.ref, heard.share, heard.breaks) == ("P01", 0, "F01")


def test_what_the_author_had_said_behind_a_phrase_tells_two_alike_apart() -> None:
    scenario = next(p.scenario for p in SHELF.plays["unit-opens"] if "plead" in p.scenario.customers[0].nodes)
    right, poorer = (option.text for option in stop("plead", scenario)[1])
    assert right.startswith(poorer)
    assert hear("plead", right, scenario).option.text == right
    assert hear("plead", poorer, scenario).option.text == poorer


def test_a_phrase_that_the_books_have_lost_is_asked_for_as_it_stands() -> None:
    scenario, phrases = stop("enter")
    gone = tuple(replace(option, ref="P99") for option in phrases)
    heard = EAR.hear(scenario, gone, "您好，欢迎光临！请坐！")
    assert (heard.option.ref, heard.share) == ("P99", 100)
    changed = (replace(phrases[0], text="您好，里面{请}！"),)
    assert EAR.hear(scenario, changed, "您好里面请").share == 100


def test_a_blank_with_what_cannot_be_checked_may_hold_anything() -> None:
    scenario, phrases = stop("change")
    odd = (replace(phrases[0], text="找您若干元，请收好钱和发票。"),)
    assert EAR.hear(scenario, odd, "找您9元，请收好钱和发票").share == 100


def test_what_was_lost_can_be_told_again() -> None:
    scenario, phrases = stop("enter")
    heard = EAR.hear(scenario, phrases, "您好，欢迎光临")
    assert EAR.again(scenario, phrases[0], "您好，欢迎光临") == heard.recalled


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("找您13.50元，请收好钱和发票。", ({"金额": "13.50"}, "")),
        ("找您50元，请收好钱和发票。您点点。", ({"金额": "50"}, "您点点")),
        ("给您50元。", None),
    ],
)
def test_the_blanks_are_read_from_the_text(text: str, found: object) -> None:
    phrase: Phrase = SHELF.books.library.phrases["P06"]
    assert filled(phrase, text) == found
