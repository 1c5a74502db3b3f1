"""Own marks: told once they are released, to nobody else; keys only when they are of no use any more."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.training.examhall import PAPER, PHRASES, Clock, Place, open_hall, place_of
from trainer.core.rights import EVERYBODY, NOBODY, NotAllowed, Pass
from trainer.store import ledger
from trainer.training import halls, people
from trainer.training.admission import LOOK
from trainer.training.exams import defending, own, publishing, seats
from trainer.training.exams.offers import offers
from trainer.training.exams.own import OwnMarks
from trainer.training.hall import Hall
from trainer.training.prompts import Sources
from trainer.training.proving import verify


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hall(tmp_path: Path, cache: Path, clock: Clock) -> Iterator[Hall]:
    opened = open_hall(tmp_path, cache, clock)
    yield opened
    opened.close()


@pytest.fixture
def place(hall: Hall, clock: Clock, sources: Sources) -> Place:
    """Two people and an assessment that tells no marks by itself."""
    return place_of(hall, clock, sources, 2, parts=(PAPER, PHRASES))


def seen(place: Place, by: Pass, sitting: str) -> OwnMarks:
    return own.own_marks(place.hall, by, sitting, lambda: place.sources)


def released(place: Place) -> None:
    publishing.release_marks(place.hall, place.boss, place.id)


def test_marks_are_told_once_they_are_released(place: Place) -> None:
    me = place.staff[0]
    sitting = place.sit(me, 0.5)
    with pytest.raises(NotAllowed, match="主管公布"):
        seen(place, me, sitting)
    released(place)
    told = seen(place, me, sitting)
    assert told.opened.now == told.opened.recorded
    assert [each.person_id for each in ledger.entries(place.hall.store, 1, LOOK, sitting)] == []


def test_nobody_else_sees_them(place: Place) -> None:
    me, other = place.staff
    sitting = place.sit(me, 0.5)
    released(place)
    with pytest.raises(NotAllowed, match="自己的记录"):
        seen(place, other, sitting)
    with pytest.raises(NotAllowed, match="自己的记录"):
        own.appeal(place.hall, other, sitting, "替他申诉", lambda: place.sources)
    assert seen(place, place.boss, sitting).opened.row.id == sitting
    assert len(ledger.entries(place.hall.store, 1, LOOK, sitting)) == 1


def test_whoever_has_not_signed_in_sees_them_where_the_hall_allows_it(place: Place) -> None:
    me = place.staff[0]
    sitting = place.sit(me, 0.5)
    released(place)
    assert seen(place, NOBODY, sitting).opened.row.person_id == me.person_id
    with pytest.raises(defending.NotRecorded, match="登录"):
        own.appeal(place.hall, NOBODY, sitting, "第二题没有问清楚", lambda: place.sources)
    people.set_password(place.hall.store, place.boss, me.person_id, "wind-and-rain")
    with pytest.raises(NotAllowed, match="登录"):
        seen(place, NOBODY, sitting)
    assert seen(place, me, sitting)


def test_a_hall_where_all_sign_in_asks_for_it(place: Place) -> None:
    sitting = place.sit(place.staff[0], 0.5)
    released(place)
    halls.open_training(place.hall.store, place.boss, 1, allowed=False)
    with pytest.raises(NotAllowed, match="登录"):
        seen(place, NOBODY, sitting)


def test_keys_are_told_only_when_they_are_of_no_use_any_more(
    hall: Hall, clock: Clock, sources: Sources
) -> None:
    place = place_of(hall, clock, sources, 1, attempts=2, shows_marks=True)
    me = place.staff[0]
    first = place.sit(me, 0)
    assert seen(place, me, first).missed is None
    released(place)
    assert seen(place, me, first).missed is None  # one attempt is left
    place.sit(me, 0)
    assert seen(place, me, first).missed is None  # shown from the start: others may still sit
    clock.go_on(days=3)
    missed = seen(place, me, first).missed
    assert missed is not None
    assert len(missed) == 8


def test_what_was_missed_is_told_with_key_reason_and_source(place: Place) -> None:
    me = place.staff[0]
    sitting = place.sit(me, 0, skip=1)
    released(place)
    missed = seen(place, me, sitting).missed
    assert missed is not None
    assert [(each.part, each.number) for each in missed] == [(0, i) for i in range(1, 7)] + [(1, 1), (1, 2)]
    assert all(each.key and each.sources for each in missed)
    assert [each.answer == "没有作答" for each in missed] == [False] * 5 + [True, False, True]
    assert all(each.why for each in missed[:7])
    assert missed[6].is_phrase
    assert "扣" in missed[6].why[0]


def test_who_answered_all_right_has_missed_nothing(place: Place) -> None:
    me = place.staff[0]
    sitting = place.sit(me, 1)
    released(place)
    assert seen(place, me, sitting).missed == ()


def test_an_appeal_waits_and_is_answered(place: Place) -> None:
    me = place.staff[0]
    sitting = place.sit(me, 0.5)
    with pytest.raises(NotAllowed):
        own.appeal(place.hall, me, sitting, "还没有公布", lambda: place.sources)
    released(place)
    with pytest.raises(defending.NotRecorded, match="理由"):
        own.appeal(place.hall, me, sitting, "  ", lambda: place.sources)
    told = own.appeal(place.hall, me, sitting, "第二题没有问清楚", lambda: place.sources)
    assert told.is_waiting
    assert [(each.state, each.asked.text) for each in told.appeals] == [("等待答复", "第二题没有问清楚")]
    defending.answer(place.hall, place.boss, sitting, "看过了，不改")
    told = seen(place, me, sitting)
    assert not told.is_waiting
    (found,) = told.appeals
    assert found.state == "已答复"
    assert found.answered
    assert (found.answered.by, found.answered.text) == ("钱经理", "看过了，不改")
    assert verify(place.hall.store) == []


def test_a_sitting_that_goes_on_has_no_marks(hall: Hall, clock: Clock, sources: Sources) -> None:
    place = place_of(hall, clock, sources, 1, shows_marks=True)
    me = place.staff[0]
    seat = seats.begin(hall, me, place.id, me.person_id)
    with pytest.raises(defending.NotRecorded, match="还没有交卷"):
        seen(place, me, seat.row.id)


def test_what_was_sat_is_listed_beside_what_is_to_be_sat(hall: Hall, clock: Clock, sources: Sources) -> None:
    place = place_of(hall, clock, sources, 1, attempts=2)
    me = place.staff[0]
    sitting = place.sit(me, 1)
    (offer,) = offers(hall, me, me.person_id)
    assert (offer.state, offer.sat, [each.id for each in offer.past]) == ("可以参加", 1, [sitting])
    assert not offer.published.marks_shown
    released(place)
    assert offers(hall, me, me.person_id)[0].published.marks_shown


def test_before_there_is_an_administrator_everybody_sees_and_appeals(place: Place) -> None:
    me = place.staff[0]
    sitting = place.sit(me, 0.5)
    assert seen(place, EVERYBODY, sitting)
    assert own.appeal(place.hall, EVERYBODY, sitting, "算错了", lambda: place.sources).is_waiting
