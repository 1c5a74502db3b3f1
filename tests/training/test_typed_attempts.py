"""Typed attempts: what is recorded of them, that they replay without an ear, and that old ones stay as they were."""

import json
from dataclasses import replace

import pytest

from tests.training.test_attempts import begin, forge, next_right, play_well
from trainer.core.events import Act, Undo
from trainer.core.mode import Mode
from trainer.core.rights import EVERYBODY
from trainer.core.saying import FORBIDDEN, NotHeard
from trainer.core.shift import ActRefused
from trainer.paths import find_places
from trainer.store.attempts import acts
from trainer.store.rows import StoredAct
from trainer.training import attempts
from trainer.training.attempts import Attempt, Choice, add, entry_of, finish, heard_again, resume, start
from trainer.training.hall import Hall, enrol
from trainer.training.listening import Listener
from trainer.training.proving import verify
from trainer.training.results import mastered, results, review

GREETING = "您好，欢迎光临！请坐！"
PICKED = {"at", "kind", "customer", "option"}


@pytest.fixture
def ear(hall: Hall) -> Listener:
    return Listener(find_places().content, hall.shelf.books)


def begin_typed(hall: Hall, mode: Mode = Mode.ASSESSMENT) -> Attempt:
    choice = Choice("walk-in-quanqiutong", mode, seed=1, typed=True)
    return start(hall, enrol(hall, "李明"), choice)


def say(hall: Hall, attempt: Attempt, ear: Listener, words: str) -> Attempt:
    shift, _ = attempt.as_of(attempt.shift.now)
    return add(hall, attempt, Act(shift.now, "choose", shift.attending, typed=words), ear)


def play_typed(hall: Hall, attempt: Attempt, ear: Listener, most: int = 99, spoil: str = "") -> Attempt:
    """Answer right, typing phrases in their own words; the first of them is followed by `spoil`."""
    while most and not attempt.shift.over:
        act = next_right(attempt)
        visit = attempt.as_of(act.at)[0].visit(act.customer)
        option = visit.node.option(act.option)
        words = f"{option.text}{spoil}" if option.kind == "say" and option.ref else ""
        spoil = "" if words else spoil
        attempt = add(hall, attempt, replace(act, option="" if words else act.option, typed=words), ear)
        most -= 1
    return attempt


def payloads(hall: Hall, attempt: Attempt) -> list[dict[str, object]]:
    return [act.payload for act in acts(hall.store, attempt.id)]


def test_a_typed_attempt_can_earn_everything_and_is_proven_without_an_ear(hall, ear):
    attempt = play_typed(hall, begin_typed(hall), ear)
    assessment = finish(hall, attempt, attempt.shift.now)
    assert (assessment.percent, assessment.compliant) == (100, True)
    assert len([act for act in payloads(hall, attempt) if "typed" in act]) >= 5
    assert verify(hall.store) == []
    opened = review(hall.store, EVERYBODY, attempt.id)
    assert (opened.attempt.typed, opened.assessment.percent) == (True, 100)
    assert mastered(hall.store) == {"李明": frozenset({"walk-in-quanqiutong"})}


def test_it_is_called_so_wherever_the_mode_is_shown(hall):
    assert begin_typed(hall).called == "考核·打字"
    assert [row.header.mode for row in results(hall.store, EVERYBODY)] == ["考核·打字"]


def test_the_guided_mode_shows_the_phrases_so_nothing_is_typed(hall):
    attempt = begin_typed(hall, Mode.GUIDED)
    assert (attempt.typed, attempt.called) == (False, "跟学")


def test_what_was_said_is_recorded_with_its_share_and_only_where_it_was_said(hall, ear):
    attempt = say(hall, begin_typed(hall), ear, "你好，欢迎光临，请坐")
    (act,) = payloads(hall, attempt)
    assert set(act) == PICKED | {"typed", "share"}
    assert (act["option"], act["typed"], act["share"]) == ("P01", "你好，欢迎光临，请坐", 95)


def test_a_picked_attempt_is_recorded_as_it_ever_was(hall):
    attempt = play_well(hall, begin(hall), most=3)
    assert all(set(act) == PICKED for act in payloads(hall, attempt))
    assert results(hall.store, EVERYBODY)[0].header.mode == "练习"
    assert verify(hall.store) == []


def test_lost_shares_lower_the_marks_and_not_what_is_possible(hall, ear):
    attempt = say(hall, begin_typed(hall), ear, "您好，欢迎光临")
    decision = attempt.marked().decisions[0]
    assert (decision.share, sum(decision.marks), sum(decision.right[0].marks)) == (60, 1, 2)
    attempt = play_typed(hall, attempt, ear)
    marked = finish(hall, attempt, attempt.shift.now)
    assert marked.total == marked.out_of - 1
    assert verify(hall.store) == []


def test_what_is_not_understood_is_not_recorded(hall, ear):
    attempt = begin_typed(hall)
    with pytest.raises(NotHeard, match="请再说一遍"):
        say(hall, attempt, ear, "来了啊")
    assert payloads(hall, attempt) == []


def test_forbidden_words_are_recorded_and_fail_the_gate(hall, ear):
    attempt = play_typed(hall, begin_typed(hall), ear, spoil="不归我管")
    marked = finish(hall, attempt, attempt.shift.now)
    assert [finding.title for finding in marked.critical] == [FORBIDDEN]
    assert payloads(hall, attempt)[0]["breaks"] == "F01"
    assert results(hall.store, EVERYBODY)[0].result["critical"] == [FORBIDDEN]
    assert verify(hall.store) == []
    assert mastered(hall.store) == {"李明": frozenset()}


def test_a_phrase_cannot_be_picked_where_it_is_to_be_typed(hall, ear):
    attempt = begin_typed(hall)
    with pytest.raises(ActRefused, match="自己打出来"):
        add(hall, attempt, next_right(attempt), ear)
    assert payloads(hall, attempt) == []


def test_other_cards_are_picked_as_ever(hall, ear):
    attempt = begin_typed(hall)
    visit = attempt.as_of(0)[0].present[0]
    words = next(option for option in visit.node.options if not option.ref)
    attempt = add(hall, attempt, Act(0, "choose", visit.customer.id, words.id), ear)
    assert set(payloads(hall, attempt)[0]) == PICKED


def test_nobody_types_in_a_picked_attempt_or_without_an_ear_or_to_nobody(hall, ear):
    with pytest.raises(ActRefused, match="不用打字"):
        say(hall, begin(hall), ear, GREETING)
    typed = begin_typed(hall)
    with pytest.raises(ActRefused, match="不用打字"):
        add(hall, typed, Act(0, "choose", "wang", typed=GREETING))
    with pytest.raises(ActRefused, match="请先接待"):
        add(hall, typed, Act(0, "choose", "nobody", typed=GREETING), ear)


def test_nobody_gives_themselves_a_share(hall, ear):
    forged = Act(0, "choose", "wang", "P01", "您好，欢迎光临", 100)
    attempt = add(hall, begin_typed(hall), forged, ear)
    assert attempt.story.turns[0].act.share == 60


def test_an_undo_keeps_the_first_words_for_ever(hall, ear):
    attempt = say(hall, begin_typed(hall, Mode.PRACTICE), ear, "您好，欢迎光临")
    attempt = say(hall, add(hall, attempt, Undo()), ear, GREETING)
    first, second = attempt.marked().decisions
    assert (first.share, first.counted, second.share, second.counted) == (60, True, 100, False)


def test_it_goes_on_after_a_crash_and_what_was_lost_is_told_again(hall, ear):
    attempt = say(hall, begin_typed(hall), ear, "您好，欢迎光临")
    assert list(attempt.heard) == [("wang", "enter", "P01", "您好，欢迎光临")]
    again = resume(hall, attempt.id, ear)
    assert again == attempt
    assert again.heard == attempt.heard
    assert resume(hall, attempt.id).heard == {}
    assert heard_again(begin(hall), ear).heard == {}
    undone = add(hall, say(hall, begin_typed(hall, Mode.PRACTICE), ear, GREETING), Undo())
    assert len(resume(hall, undone.id, ear).heard) == 1


@pytest.mark.parametrize("share", ["100", "-1", "900", '"x"', "null"])
def test_a_share_changed_by_hand_is_found(hall, ear, share):
    attempt = say(hall, begin_typed(hall), ear, "您好，欢迎光临")
    finish(hall, attempt, attempt.shift.now)
    sql = f"update record set payload = replace(payload, '\"share\":60', '\"share\":{share}')"
    codes = forge(hall, sql)
    assert "hash" in codes
    assert {"marks", "replay"} & set(codes)


def test_a_mode_changed_by_hand_is_found(hall, ear):
    attempt = say(hall, begin_typed(hall), ear, GREETING)
    finish(hall, attempt, attempt.shift.now)
    assert "header" in forge(hall, "update attempt set mode = '考核'")


@pytest.mark.parametrize("more", [{"share": 101}, {"share": -1}, {"share": "x"}, {"shout": 1}])
def test_a_record_that_is_no_act_is_refused(more):
    act = {"at": 0, "kind": "choose", "customer": "wang", "option": "P01", "typed": "您好", **more}
    with pytest.raises(ActRefused, match="第 3 条"):
        entry_of(StoredAct(3, "act", json.loads(json.dumps(act))))


def test_an_attempt_recorded_before_phrases_could_be_typed_is_read_as_it_was(hall):
    old = {"at": 7, "kind": "choose", "customer": "wang", "option": "P01"}
    assert entry_of(StoredAct(1, "act", old)) == Act(7, "choose", "wang", "P01")
    assert attempts.reopen(hall.store, results_row(hall)).typed is False


def results_row(hall: Hall):
    begin(hall)
    return results(hall.store, EVERYBODY)[0]
