"""Attempts: durable before they are seen, resumed at the same act, and marked from their own copy."""

import sqlite3

import pytest

from trainer.core.assess import right_options
from trainer.core.events import Act, Undo
from trainer.core.mode import Mode
from trainer.core.rights import EVERYBODY
from trainer.core.shift import ActRefused
from trainer.store.attempts import acts
from trainer.store.errors import StoreFull
from trainer.training import attempts
from trainer.training.attempts import Attempt, Choice, add, finish, resume, start
from trainer.training.hall import Hall, UnknownScenario, enrol, offers, open_hall, people, pick
from trainer.training.proving import verify
from trainer.training.results import as_json, results, review

WALK_IN = "walk-in-quanqiutong"


def begin(hall: Hall, mode: Mode = Mode.PRACTICE, scenario: str = WALK_IN) -> Attempt:
    return start(hall, enrol(hall, "李明"), Choice(scenario, mode, seed=1))


def next_right(attempt: Attempt) -> Act:
    """The right act now, at the instant the hall stands at."""
    shift, _ = attempt.as_of(attempt.shift.now)
    visit = shift.present[0]
    return Act(shift.now, "choose", visit.customer.id, right_options(visit.node, visit.talk)[0].id)


def play_well(hall: Hall, attempt: Attempt, most: int = 99) -> Attempt:
    while most and not attempt.shift.over:
        attempt, most = add(hall, attempt, next_right(attempt)), most - 1
    return attempt


def test_playing_well_to_the_end_earns_everything_and_is_recorded(hall):
    attempt = play_well(hall, begin(hall))
    assessment = finish(hall, attempt, attempt.shift.now)
    assert (assessment.percent, assessment.compliant, assessment.complete) == (100, True, True)
    (row,) = results(hall.store, EVERYBODY)
    assert row.person == "李明"
    assert row.result["total"] == row.result["out_of"] == assessment.total
    assert as_json(row)["result"]["compliant"] is True
    assert verify(hall.store) == []


def test_an_act_is_on_disk_when_add_returns(hall, places):
    attempt = begin(hall)
    attempt = add(hall, attempt, next_right(attempt))
    with sqlite3.connect(places.data / "hall.db") as other:
        kinds = [kind for (kind,) in other.execute("select kind from record order by seq")]
    assert kinds == ["start", "act"]


def test_an_attempt_goes_on_at_the_same_act_after_a_crash(hall, places):
    attempt = play_well(hall, begin(hall), most=4)
    hall.close()
    again = open_hall(places)
    (row,) = attempts.unfinished(again)
    resumed = resume(again, row.id)
    assert resumed == attempt
    assert finish(again, play_well(again, resumed), resumed.shift.now).percent == 100
    assert attempts.unfinished(again) == []
    again.close()


def test_an_undo_is_recorded_and_the_first_answer_stays(hall):
    attempt = begin(hall)
    shift, _ = attempt.as_of(0)
    visit = shift.present[0]
    wrong = next(
        o for o in visit.node.options if o not in right_options(visit.node, visit.talk) and not o.critical
    )
    attempt = add(hall, attempt, Act(0, "choose", visit.customer.id, wrong.id))
    attempt = add(hall, attempt, Undo())
    attempt = play_well(hall, attempt)
    assert [act.kind for act in acts(hall.store, attempt.id)][:3] == ["act", "undo", "act"]
    assert finish(hall, attempt, attempt.shift.now).percent < 100
    assert verify(hall.store) == []


@pytest.mark.parametrize("entry", [Undo(), Act(0, "hint", "wang")])
def test_an_assessment_has_no_way_back_and_no_hints(hall, entry):
    attempt = begin(hall, Mode.ASSESSMENT)
    attempt = add(hall, attempt, next_right(attempt))
    with pytest.raises(ActRefused, match="考核"):
        add(hall, attempt, entry)
    assert len(acts(hall.store, attempt.id)) == 1


def test_an_act_refused_is_not_recorded(hall):
    attempt = begin(hall)
    with pytest.raises(ActRefused):
        add(hall, attempt, Act(0, "choose", "wang", "nothing"))
    assert acts(hall.store, attempt.id) == []


def fill_up(hall: Hall) -> None:
    """Begin attempts until there is no room left."""
    for _ in range(400):
        begin(hall)


def test_a_full_disk_loses_nothing_and_the_same_act_can_be_done_again(hall):
    attempt = play_well(hall, begin(hall), most=2)
    with hall.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    act = next_right(attempt)
    before = len(acts(hall.store, attempt.id))
    with pytest.raises(StoreFull, match="磁盘"):
        fill_up(hall)
    with hall.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert len(acts(hall.store, attempt.id)) == before
    assert add(hall, attempt, act).story.turns[-1].act == act


def test_giving_up_takes_an_attempt_from_the_list(hall):
    attempt = begin(hall)
    attempts.give_up(hall, attempt.id)
    assert attempts.unfinished(hall) == []
    assert results(hall.store, EVERYBODY)[0].abandoned


def test_where_nobody_is_in_the_hall_the_clock_goes_on_to_the_next_customer(hall):
    attempt = begin(hall, scenario="four-at-once")
    shift, events = attempt.as_of(0)
    assert shift.present
    assert events


def test_an_unknown_scenario_or_variant_is_named_with_a_suggestion(hall):
    with pytest.raises(UnknownScenario, match="是否指「walk-in-quanqiutong」"):
        pick(hall.shelf, "walk-in-quanqiutog", None, 1)
    with pytest.raises(UnknownScenario, match="没有变体「x」"):
        pick(hall.shelf, WALK_IN, "x", 1)
    with pytest.raises(UnknownScenario, match="可选"):
        pick(hall.shelf, "??", None, 1)


def test_the_same_seed_draws_the_same_variant(hall):
    drawn = {pick(hall.shelf, "papers-missing", None, seed).scenario.variant for seed in range(40)}
    assert len(drawn) > 2
    again = [pick(hall.shelf, "papers-missing", None, 5).scenario.variant for _ in range(3)]
    assert len(set(again)) == 1


def test_offers_tell_what_each_trains_but_not_the_variant(hall):
    listed = offers(hall)
    assert {"walk-in-quanqiutong", "four-at-once", "papers-missing"} <= {offer.id for offer in listed}
    assert all(offer.trains and offer.summary for offer in listed)


def test_a_person_is_enrolled_once(hall):
    assert enrol(hall, " 李明 ") == enrol(hall, "李明")
    assert [person.name for person in people(hall)] == ["李明"]


def test_an_attempt_is_replayed_from_its_own_copy_whatever_becomes_of_the_files(hall):
    attempt = play_well(hall, begin(hall))
    finish(hall, attempt, attempt.shift.now)
    hall.shelf.plays.clear()
    opened = review(hall.store, EVERYBODY, attempt.id)
    assert opened.assessment.percent == 100
    assert len(opened.instants) == len(opened.attempt.story.turns)
    assert verify(hall.store) == []


def forge(hall: Hall, sql: str) -> list[str]:
    with hall.store.engine.connect() as connection:
        for trigger in connection.exec_driver_sql(
            "select name from sqlite_master where type = 'trigger'"
        ).all():
            connection.exec_driver_sql(f"drop trigger {trigger[0]}")
        connection.exec_driver_sql(sql)
        connection.commit()
    return [fault.code for fault in verify(hall.store)]


def test_a_mark_changed_by_hand_is_found_twice(hall):
    attempt = play_well(hall, begin(hall), most=3)
    finish(hall, attempt, attempt.shift.now)
    codes = forge(hall, "update attempt set result = replace(result, '\"total\":', '\"total\":9')")
    assert "marks" in codes
    assert len(codes) > 1


def test_an_act_changed_by_hand_is_found(hall):
    attempt = play_well(hall, begin(hall), most=3)
    finish(hall, attempt, attempt.shift.now)
    assert forge(hall, "update record set payload = replace(payload, 'wang', 'nobody') where kind = 'act'")
