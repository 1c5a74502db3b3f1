"""Acts and events told in one sentence each, the same in the window and in the terminal."""

from dataclasses import replace

import pytest

from tests.core.halls import ONE, customer, hall, option, talk
from trainer.core.events import (
    Act,
    ActKind,
    Arrived,
    AskedToWait,
    Attended,
    Chose,
    Event,
    Hinted,
    Left,
    MoodChanged,
    Nodded,
    RanOut,
    Spoke,
)
from trainer.core.library import Source
from trainer.core.scenario import LATE, Channel, LogRule, Node, Option
from trainer.core.telling import hall_day, model_words, span, step_words, told, told_act, wording

WIPE = Option("wipe", "do", "双手递票", option("x", "done").routes, ref="S4", steps=("S4",))
GREET = option("greet", "done", ONE, text="您好，请坐！", steps=("S1",))
HALL = hall(customer(nodes=talk(GREET, WIPE, option("rude", "done", steps=("S1",)))))


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (Arrived(0, "a"), "客户a进门"),
        (Attended(0, "a"), "接待客户a"),
        (Nodded(0, "a"), "向客户a微笑点头"),
        (AskedToWait(0, "a"), "请客户a稍等"),
        (Spoke(0, "a", "start"), "客户a：你好"),
        (Hinted(0, "a", "start"), "看了提示，这一步的得分减半"),
        (Chose(0, "a", "start", "greet"), "对客户a说：您好，请坐！"),
        (Chose(0, "a", "start", "wipe"), "为客户a做：双手递票"),
        (Chose(0, "a", "start", "gone"), "gone"),
        (RanOut(0, "a", "start", 0, frozenset()), "没有及时答复客户a"),
        (MoodChanged(0, "a", 1), "客户a的情绪：着急"),
        (MoodChanged(0, "a", 2, waiting=True), "客户a等久了，变得生气"),
        (Left(0, "a", "办妥"), "客户a离开（办妥）"),
        (Left(0, "a", "走了", walked_out=True), "客户a等不及走了"),
    ],
)
def test_an_event_is_one_sentence(event: Event, sentence: str) -> None:
    assert told(event, HALL) == sentence


@pytest.mark.parametrize(
    ("kind", "chosen", "sentence"),
    [
        ("attend", "", "接待客户a"),
        ("nod", "", "向客户a微笑点头"),
        ("ask_wait", "", "请客户a稍等"),
        ("hint", "", "为客户a这一步看了提示"),
        ("choose", "greet", "对客户a说：您好，请坐！"),
        ("choose", "gone", "gone"),
    ],
)
def test_an_act_is_one_sentence(kind: ActKind, chosen: str, sentence: str) -> None:
    assert told_act(Act(0, kind, "a", chosen), HALL, "start") == sentence


def test_days_and_spans_are_written_as_people_do() -> None:
    assert (hall_day(HALL), span(65_000)) == ("2004年7月7日", "1:05")


def test_steps_have_the_words_of_the_reply_or_of_the_quotation() -> None:
    proof = (Source("D2", (28,), "1.起身迎候笑一笑"), Source("D2", (50,), "二、服务流程汇总"))
    rule = LogRule("steps", "S", "八步", steps=("S1", "S4"), proof=proof)
    judged = hall(*HALL.customers, rules=(rule,))
    assert step_words(judged) == {"S1": "起身迎候笑一笑", "S4": "双手递票"}
    assert model_words(judged) == {"S1": "您好，请坐！", "S4": "双手递票"}


@pytest.mark.parametrize(
    ("channel", "comes", "serves", "leaves", "walks_out"),
    [
        ("厅里", "客户a进门", "接待客户a", "客户a离开（办妥）", "客户a等不及走了"),
        ("电话", "客户a来电", "接听客户a", "客户a挂断（办妥）", "客户a等不及挂断了"),
        ("网上", "客户a上线", "答复客户a", "客户a下线（办妥）", "客户a等不及下线了"),
    ],
)
def test_the_words_fit_how_customers_come(
    channel: Channel, comes: str, serves: str, leaves: str, walks_out: str
) -> None:
    here = replace(HALL, channel=channel)
    events = (Arrived(0, "a"), Attended(0, "a"), Left(0, "a", "办妥"), Left(0, "a", "", walked_out=True))
    assert [told(event, here) for event in events] == [comes, serves, leaves, walks_out]
    assert told_act(Act(0, "attend", "a"), here, "start") == serves
    assert wording(here).seen == (channel == "厅里")


def test_what_the_clock_took_is_told_without_its_words() -> None:
    late = Option(LATE, "late", "（没有作声）", option("x", "done").routes)
    nodes = talk(WIPE) | {"slow": Node("slow", "喂？", (WIPE,), deadline=5000, late=late)}
    assert told(Chose(0, "a", "slow", LATE), hall(customer(nodes=nodes))) == "没有及时答复客户a"
