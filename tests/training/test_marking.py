"""What stands beside the marks: who is close to the pass mark, and the answers with their keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.training.examhall import PAPER, PHRASES, SCENE, Clock, open_hall, place_of
from trainer.core.rights import NotAllowed
from trainer.core.stats import LEAST
from trainer.training.exams import seats
from trainer.training.exams.defending import NotRecorded
from trainer.training.hall import Hall
from trainer.training.marking import answered, sat
from trainer.training.prompts import Sources


@pytest.fixture
def hall(tmp_path: Path, cache: Path) -> Iterator[Hall]:
    opened = open_hall(tmp_path / "data", cache, Clock())
    yield opened
    opened.close()


def clock_of(hall: Hall) -> Clock:
    assert isinstance(hall.store.clock, Clock)
    return hall.store.clock


def test_a_small_hall_is_told_that_nothing_is_known_of_the_band(hall: Hall, sources: Sources) -> None:
    place = place_of(hall, clock_of(hall), sources, 3)
    place.sit(place.staff[0], 0.6)
    told = sat(hall, place.boss, place.id)
    assert [(each.presented.person, each.team, each.near) for each in told] == [
        ("学员01", "早班", "数据不足"),
        ("学员02", "早班", ""),
        ("学员03", "早班", ""),
    ]
    with pytest.raises(NotAllowed):
        sat(hall, place.staff[0], place.id)


def test_with_enough_people_the_band_tells_who_is_close(
    hall: Hall, sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no total was demanded, as could be published once, nobody is close to it."""
    place = place_of(hall, clock_of(hall), sources, LEAST, parts=(PAPER,))
    for number, me in enumerate(place.staff):
        place.sit(me, number / LEAST)
    near = {each.presented.person: each.near for each in sat(hall, place.boss, place.id)}
    assert set(near.values()) == {"", "临界"}


def test_the_answers_of_a_part_stand_beside_their_keys_and_sources(hall: Hall, sources: Sources) -> None:
    place = place_of(hall, clock_of(hall), sources, 1, parts=(SCENE, PAPER, PHRASES), shows_marks=True)
    me = place.staff[0]
    sitting = place.sit(me, 0, skip=1)
    paper = answered(hall, place.boss, sitting, 1)
    assert (paper.called, paper.title, paper.seed) == ("试卷", "小卷", 3)
    assert paper.edition == place.published.setting.edition
    assert len(paper.items) == 6
    first, last = paper.items[0], paper.items[-1]
    assert first.answer
    assert first.answer != first.key
    assert first.share < 1
    assert first.rule
    assert first.sources
    assert first.at
    assert (last.answer, last.mistake, last.at, last.share) == ("", "", None, 0)
    assert last.key
    recall = answered(hall, place.boss, sitting, 2)
    assert [each.answer for each in recall.items] == ["嗯", ""]
    assert answered(hall, place.boss, sitting, 0).items == ()
    with pytest.raises(NotAllowed):
        answered(hall, me, sitting, 1)


def test_what_goes_on_is_not_read(hall: Hall, sources: Sources) -> None:
    place = place_of(hall, clock_of(hall), sources, 1)
    seat = seats.begin(hall, place.staff[0], place.id, place.staff[0].person_id)
    with pytest.raises(NotRecorded, match="还没有交卷"):
        answered(hall, place.boss, seat.row.id, 0)
