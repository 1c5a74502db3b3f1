"""Two halls with people on the floor, a clock that can be set, and walks that are made quickly."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from trainer.content.bookreader import read_books
from trainer.content.observationreader import read_form
from trainer.core.observing import Form, Happened, Marked, Spot, Standing, Verdict, Walk
from trainer.core.rights import EVERYBODY, Pass, Role
from trainer.paths import find_places
from trainer.store import people as register
from trainer.store.database import Store
from trainer.store.halls import add_hall
from trainer.store.people import Changes
from trainer.training.observing import Floor
from trainer.training.signin import pass_of

GUIDE, SALES, DESK = "导购", "销售", "受理台席"


@dataclass
class Clock:
    """Goes on by a minute whenever it is read."""

    now: datetime = field(default=datetime(2004, 7, 8, 1, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@cache
def shipped_form() -> Form:
    """The form that is shipped."""
    root = find_places().content
    return read_form(root, read_books(root).library)


@dataclass
class People:
    """Somebody of each kind, as they ask."""

    admin: Pass
    boss: Pass
    deputy: Pass
    zhang: Pass
    wang: Pass
    zhao: Pass
    other_boss: Pass
    stranger: Pass


def populate(store: Store) -> People:
    """Register people in two halls."""

    def somebody(name: str, role: Role = "trainee", hall_id: int = 1) -> Pass:
        with store.writing() as connection:
            changes = Changes(name=name, role=role, hall_id=hall_id, number=None, team="一班")
            return pass_of(register.register(connection, store, 0, changes))

    admin = somebody("总管", "admin")
    with store.writing() as connection:
        hall = add_hall(connection, store, admin.person_id, "东门厅")
    return People(
        admin,
        somebody("李主管", "supervisor"),
        somebody("周主管", "supervisor"),
        somebody("张三"),
        somebody("王芳"),
        somebody("赵敏"),
        somebody("孙主管", "supervisor", hall.id),
        somebody("吴刚", hall_id=hall.id),
    )


def walked(floor: Floor, by: Pass, people: People, *verdicts: Verdict) -> Walk:
    """Walk: 张三 is the guide, 王芳 is at a desk; the first rows get these verdicts."""
    team = (Standing(people.zhang.person_id, GUIDE), Standing(people.wang.person_id, DESK))
    walk = floor.begin(by, "早班", team)
    rows = [row.spot for row in walk.rows(floor.form)]
    for spot, verdict in zip(rows, verdicts, strict=False):
        walk = walk.then(Marked(spot, verdict))
    return walk


def entered(walk: Walk, guide: int, sales: int, *verdicts: Verdict) -> Walk:
    """Let a customer walk in who is welcomed, or not, by both posts."""
    event = 1 + sum(isinstance(act, Happened) for act in walk.acts)
    who = (Standing(guide, GUIDE), Standing(sales, SALES))
    walk = walk.then(Happened("KM-G1", who))
    for each, verdict in zip(who, verdicts, strict=False):
        walk = walk.then(Marked(Spot(event, each.person_id, each.post, "KM-G1"), verdict))
    return walk


def opened(store: Store) -> tuple[Floor, Pass]:
    """The floor while nobody has to sign in."""
    return Floor(store, shipped_form()), EVERYBODY


def here() -> Path:
    """The folder of the shipped content."""
    return find_places().content
