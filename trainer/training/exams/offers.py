"""What a person is to sit: each assessment with its state, and what they have sat of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from trainer.core.rights import Pass
from trainer.store import exams as store_of
from trainer.store import people as register
from trainer.training.admission import admit_alone
from trainer.training.exams.publishing import Published, published_of
from trainer.training.hall import Hall

State = Literal["未开放", "可以参加", "进行中", "已完成", "已截止", "已撤销"]

WHY_NOT: Final[Mapping[State, str]] = {
    "未开放": "还没有到开始的时间。",
    "已完成": "次数已经用完了。",
    "已截止": "已经过了截止时间。",
    "已撤销": "主管撤销了这次考核。",
}
"""Why an assessment in this state cannot be sat."""


@dataclass(frozen=True, slots=True)
class Sat:
    """A sitting that was handed in: which attempt it was, and when; its marks are told by `own`."""

    id: str
    number: int
    begun: datetime
    finished: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """An assessment as one of its people sees it; `sitting` is the id of one that goes on."""

    published: Published
    state: State
    past: tuple[Sat, ...] = ()
    sitting: str = ""

    @property
    def sat(self) -> int:
        """How many attempts were handed in."""
        return len(self.past)


def offers(hall: Hall, by: Pass, person_id: int) -> list[Offer]:
    """List the assessments of a person, the latest first; raise NotAllowed."""
    admit_alone(hall.store, by, person_id)
    hall_id = register.proven(hall.store, person_id).hall_id
    known = (published_of(hall, row.id) for row in store_of.assessments(hall.store, hall_id))
    return [offer_of(hall, each, person_id) for each in known if person_id in each.setting.people]


def offer_of(hall: Hall, found: Published, person_id: int) -> Offer:
    """Tell how an assessment stands for a person, without asking who wants to know."""
    sat = store_of.sittings(hall.store, found.row.id, person_id)
    going_on = next((row for row in sat if row.finished is None), None)
    past = tuple(Sat(row.id, row.number, row.begun, row.finished) for row in sat if row.finished is not None)
    if going_on:
        return Offer(found, "进行中", past, going_on.id)
    return Offer(found, _state(found, len(past), hall.store.clock()), past)


def _state(found: Published, done: int, now: datetime) -> State:
    if found.withdrawn:
        return "已撤销"
    if done >= found.setting.attempts:
        return "已完成"
    if now < found.setting.opens:
        return "未开放"
    return "可以参加" if now < found.closes else "已截止"
