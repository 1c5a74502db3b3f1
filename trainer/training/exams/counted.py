"""What sittings count for elsewhere: in the final evaluation, and in what people have still to do."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from trainer.core.composite import Period, Simulated
from trainer.core.figures import Awaited
from trainer.core.rights import Pass
from trainer.store import exams as store_of
from trainer.training.exams.defending import Presented, presented
from trainer.training.exams.publishing import Published, published, published_of
from trainer.training.hall import Hall


def simulated(hall: Hall, hall_id: int, period: Period) -> Sequence[Simulated]:
    """Return the marks that a hall's assessments came to in a period, as they hold now after corrections.

    Of each person and assessment the sitting that counts is taken, on the day it was handed in.
    """
    found = (published_of(hall, row.id) for row in store_of.assessments(hall.store, hall_id))
    marks = (_mark(each) for of in found for each in presented(hall, of))
    return [mark for mark in marks if mark is not None and period.holds(mark.day)]


def awaited(hall: Hall, by: Pass) -> list[Awaited]:
    """Return who is to sit which assessment of the hall of whoever asks, and who has."""
    return [each for found in published(hall, by) if not found.withdrawn for each in _awaited(hall, found)]


def _mark(of: Presented) -> Simulated | None:
    counting = of.counting
    if counting is None or counting.now is None or counting.row.finished is None:
        return None
    day = counting.row.finished.astimezone().date()
    return Simulated(of.person_id, day, Fraction(counting.now.percent), counting.now.compliant)


def _awaited(hall: Hall, found: Published) -> Iterator[Awaited]:
    for each in presented(hall, found):
        sat = each.counting.row.finished if each.counting else None
        begun = each.presence in ("进行中", "逾期")
        yield Awaited(each.person_id, found.row.title, found.setting.opens, found.closes, sat, begun)
