"""Phrases said from memory: where they are asked for, what they keep of the marks, and forbidden words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.halls import ONE, customer, hall, option, talk
from trainer.core.assess import Assessment, assess, right_options
from trainer.core.events import Act, Chose, Undo
from trainer.core.explore import best
from trainer.core.log import play_back
from trainer.core.mode import Mode, called, may_type, recorded
from trainer.core.saying import FORBIDDEN, MOST_SAID, asked_for, clean, shared
from trainer.core.scenario import Condition, Node, Option
from trainer.core.shift import Talk

MARKS = (3, 2, 1, 0, 0)
HALL = hall(
    customer(
        nodes=talk(
            option("right", "done", MARKS, ref="P01", text="您好"),
            option("wrong", "done", ref="P02", text="请坐", feedback="x"),
            option("words", "done", text="来了啊", feedback="x"),
        )
    )
)


def said(share: int, words: str = "您好", breaks: str = "", id: str = "right") -> Act:
    return Act(0, "choose", "a", id, words, share, breaks)


def marked(*entries: Act | Undo) -> Assessment:
    return assess(play_back(HALL, entries), best(HALL).marks)


def asked(*options: Option, mood: int = 0) -> list[str]:
    node, now = Node("start", "", options), Talk("start", mood)
    return [each.id for each in asked_for(node, now, right_options(node, now))]


def test_a_phrase_keeps_its_share_of_each_mark_and_the_best_stays_what_it_was() -> None:
    result = marked(said(67))
    assert result.marks == (2, 1, 1, 0, 0)
    assert result.best == MARKS
    (decision,) = result.decisions
    assert (decision.typed, decision.share, decision.is_right) == ("您好", 67, True)
    assert marked(said(100)).marks == MARKS == marked(Act(0, "choose", "a", "right")).marks


def test_a_hint_halves_what_is_kept() -> None:
    assert marked(Act(0, "hint", "a"), said(67)).marks == (1, 0, 0, 0, 0)


@given(marks=st.tuples(*[st.integers(0, 20)] * 5), share=st.integers(-50, 200))
def test_a_share_is_never_more_than_the_whole_and_grows_with_the_hundredths(
    marks: tuple[int, int, int, int, int], share: int
) -> None:
    kept = shared(marks, share)
    assert all(0 <= got <= whole for got, whole in zip(kept, marks, strict=True))
    assert all(one <= more for one, more in zip(kept, shared(marks, share + 1), strict=True))


def test_half_a_mark_is_rounded_up() -> None:
    assert shared((1, 3, 10, 1, 0), 50) == (1, 2, 5, 1, 0)
    assert shared((1, 3, 10, 1, 0), 49) == (0, 1, 5, 0, 0)


def test_forbidden_words_fail_the_gate_and_cannot_be_unsaid() -> None:
    result = marked(said(0, "您好，不归我管", "F01"), Undo(), said(100))
    assert (result.total, result.compliant) == (0, False)
    (finding,) = result.critical
    assert (finding.rule, finding.title) == ("F01", FORBIDDEN)
    assert finding.detail == "对客户a：您好，不归我管"
    assert not result.decisions[0].is_right
    assert result.decisions[1].is_right


def test_a_wrong_phrase_that_is_critical_fails_by_itself_too() -> None:
    fatal = option("fatal", "done", ref="P06", critical="找错了钱", rule="P06", feedback="x")
    scenario = hall(customer(nodes=talk(option("right", "done", ONE, ref="P06"), fatal)))
    story = play_back(scenario, [Act(0, "choose", "a", "fatal", "找您9元", 0, "F01")])
    assert [f.title for f in assess(story, ONE).critical] == ["找错了钱", FORBIDDEN]


def test_the_events_tell_what_was_typed_and_not_what_was_meant() -> None:
    story = play_back(HALL, [said(67, "您好啊")])
    assert [e.typed for e in story.events if isinstance(e, Chose)] == ["您好啊"]
    story = play_back(HALL, [Act(0, "choose", "a", "right")])
    assert [e.typed for e in story.events if isinstance(e, Chose)] == [""]


def test_a_phrase_is_asked_for_where_one_is_right() -> None:
    right, wrong = option("r", "x", ONE, ref="P01"), option("w", "x", ref="P02")
    words, deed = option("words", "x"), Option("deed", "do", "办", (), ref="S1")
    assert asked(wrong, words, right, deed) == ["r", "w"]
    assert asked(wrong, words) == []
    assert asked(wrong, option("words", "x", ONE)) == []


def test_a_phrase_that_is_hidden_cannot_be_said_and_one_that_is_blocked_can_be_tried() -> None:
    right, angry = option("r", "x", ONE, ref="P01"), Condition(mood_from=2)
    hidden = option("h", "x", ref="P02", needs=angry)
    blocked = option("b", "x", ref="P03", needs=angry, blocked="他还没生气")
    assert asked(right, hidden, blocked) == ["r", "b"]
    assert asked(right, hidden, blocked, mood=2) == ["r", "h", "b"]


def test_what_was_said_is_kept_on_one_line_and_short() -> None:
    assert clean("  您好，\n请坐\t\ud800 ") == "您好， 请坐 ?"
    assert len(clean("好" * 5000)) == MOST_SAID


@pytest.mark.parametrize("mode", list(Mode))
def test_the_way_to_play_is_read_as_it_was_written(mode: Mode) -> None:
    assert recorded(called(mode, typed=False)) == (mode, False)
    assert called(mode, typed=False) == mode.value
    if may_type(mode):
        assert recorded(called(mode, typed=True)) == (mode, True)


@pytest.mark.parametrize("word", ["", "打字", "·打字", "跟学·打字", "考核·打字·打字", "考核打字"])
def test_no_other_way_to_play_is_known(word: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        recorded(word)
