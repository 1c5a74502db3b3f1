"""The statistics of an assessment: from sittings to a matrix, and everything that is told of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.training.examhall import PAPER, PHRASES, SCENE, Clock, Place, open_hall, place_of
from trainer.core import items as core
from trainer.core.exam.setting import PassMarks
from trainer.core.exam.verdict import Override
from trainer.core.rights import NotAllowed
from trainer.core.scenario import Competence
from trainer.reports.progress import Cancelled
from trainer.training import itemstats
from trainer.training.exams import defending
from trainer.training.hall import Hall
from trainer.training.prompts import Sources


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, cache: Path, clock: Clock) -> Iterator[Hall]:
    opened = open_hall(tmp_path_factory.mktemp("items"), cache, clock)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def place(hall: Hall, clock: Clock, sources: Sources) -> Place:
    """Of 24 people 22 have sat, each a little better than the one before; one answered half."""
    made = place_of(hall, clock, sources, 24)
    for number, me in enumerate(made.staff[:22]):
        made.sit(me, number / 21, skip=1 if number == 10 else 0)
    return made


def test_the_marks_of_the_items_add_up_to_the_total(place: Place) -> None:
    told = itemstats.analysis(place.hall, place.boss, place.id)
    assert told.marks.out_of == pytest.approx(100)
    assert told.paper.n == 22
    assert [item.part for item in told.gathered.items] == [0] * 6 + [1] * 2
    for total, sheet in zip(told.marks.totals, told.gathered.sheets, strict=True):
        assert sheet.opened.recorded is not None
        assert total == pytest.approx(sheet.percent)
        assert sheet.opened.recorded.percent == int(total + 1e-9)


def test_statistics_are_those_of_the_core(place: Place) -> None:
    told = itemstats.analysis(place.hall, place.boss, place.id)
    assert told.items == core.analyse(told.marks)
    assert all(item.enough and item.facility is not None for item in told.items)
    assert sum(item.intended_weight or 0 for item in told.items) == pytest.approx(1)


def test_options_are_counted_with_their_mistakes_and_who_said_nothing(place: Place) -> None:
    told = itemstats.analysis(place.hall, place.boss, place.id)
    for number, item in enumerate(told.gathered.items):
        lines = told.options(number)
        assert sum(line.tally.all.count for line in lines) >= 22
        assert sum(line.right for line in lines) == 1
        right = next(line for line in lines if line.right)
        full = sum(sheet.said[number].share == 1 for sheet in told.gathered.sheets)
        assert right.tally.all.count == full, item.id
    last = told.options(5)
    assert [line.text for line in last if line.text == "没有作答"] == ["没有作答"]


def test_who_is_close_to_the_mark_is_told_by_the_marks_that_hold_now(place: Place) -> None:
    told = itemstats.analysis(place.hall, place.boss, place.id)
    assert told.band is not None
    assert told.paper.sem is not None
    assert [each.percent for each in told.close] == sorted(each.percent for each in told.close)
    assert all(abs(each.percent - 60) <= told.paper.sem + 1e-9 for each in told.close)
    near = {each.person_id for each in told.close}
    assert near == {
        sheet.person_id for sheet in told.gathered.sheets if abs(sheet.percent - 60) <= told.paper.sem
    }


def test_only_supervisors_see_it_and_it_can_be_stopped(place: Place) -> None:
    with pytest.raises(NotAllowed):
        itemstats.analysis(place.hall, place.staff[0], place.id)

    def stop(done: int, of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        itemstats.analysis(place.hall, place.boss, place.id, stop)


def test_cut_scores_are_proposed(place: Place) -> None:
    told = itemstats.analysis(place.hall, place.boss, place.id)
    proposed = itemstats.angoff(told, [[0.5] * 8, [0.7] * 8])
    assert proposed.cut == pytest.approx(60)
    grades = [float(round(sheet.percent / 25)) for sheet in told.gathered.sheets]
    group, line = itemstats.borderline(told, [None, *grades[1:]], 2.0)
    assert group.n == grades[1:].count(2.0)
    assert line.n == 21
    assert line.cut is not None


def test_a_few_people_a_scenario_and_nothing_at_all(
    tmp_path: Path, cache: Path, clock: Clock, sources: Sources
) -> None:
    opened = open_hall(tmp_path, cache, clock)
    made = place_of(
        opened, clock, sources, 2, parts=(SCENE, PAPER, PHRASES), opens=clock.now, pass_marks=PassMarks(60)
    )
    empty = itemstats.analysis(opened, made.boss, made.id)
    assert (empty.paper.n, empty.close) == (0, ())
    assert empty.band
    assert empty.band.low is None
    sitting = made.sit(made.staff[0], 1.0)
    told = itemstats.analysis(opened, made.boss, made.id)
    assert told.options(0) == ()
    assert not any(item.enough for item in told.items)
    assert told.items[1].facility is None
    (variant,) = itemstats.variants(opened, made.boss, SCENE.scenario)
    assert (variant.statistics.n, variant.statistics.enough) == (1, False)
    assert itemstats.variants(opened, made.boss, "nowhere") == ()
    before = told.gathered.sheets[0].percent
    known = defending.standing(opened, made.boss, sitting).seq
    change = Override(1, Competence.ACCURACY, 0)
    defending.override(opened, made.boss, sitting, change, ("看错了", known))
    again = itemstats.analysis(opened, made.boss, made.id)
    assert again.gathered.sheets[0].percent < before
    assert again.marks.totals == told.marks.totals
    opened.close()


def test_parts_have_their_share_by_weight(place: Place) -> None:
    told = itemstats.analysis(place.hall, place.boss, place.id)
    worth = [sum(item.out_of for item in told.gathered.items if item.part == part) for part in (0, 1)]
    assert worth == [75, 25]
    assert (PAPER.weight, PHRASES.weight) == (3, 1)
