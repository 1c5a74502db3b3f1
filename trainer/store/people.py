"""The people of the hall: who they are, what they may do, and the ledger's word for it.

Every change is an entry of kind 'person' in the commit that changes the row, with a fingerprint in
the place of the secret. So a row that somebody edited by hand does not agree with its newest entry.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypedDict

import sqlalchemy as sa

from trainer.core.errors import TrainerError
from trainer.core.rights import Role
from trainer.store import ledger
from trainer.store.database import Store
from trainer.store.errors import NameRefused, StoreTampered
from trainer.store.halls import hall_faults
from trainer.store.ledger import Note
from trainer.store.rows import Fault, Payload, Person, instant, stamp
from trainer.store.said import all_last_said, differing, last_said
from trainer.store.tables import entry, hall, person

LONGEST_NAME = 40
KIND = "person"
CALLED = {
    "name": "姓名",
    "number": "工号",
    "hall": "营业厅",
    "role": "角色",
    "team": "班组",
    "active": "在岗",
    "secret": "密码",
}


class PersonUnknown(TrainerError):
    """There is no such person."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person as the hall has registered them; `secret` is the hash of the password, if there is one."""

    id: int
    name: str
    hall_id: int
    number: str | None
    role: Role
    team: str
    active: bool
    secret: str | None = field(repr=False)
    created: datetime


class Changes(TypedDict, total=False):
    """What is to become of a person; what is left out stays."""

    name: str
    hall_id: int
    number: str | None
    role: Role
    team: str
    active: bool
    secret: str | None


def add_person(store: Store, name: str) -> Person:
    """Add somebody under a name that is not taken; spaces around and between are put in order.

    This is how people enrol themselves, as trainees without a password: nothing of it needs proof.
    """
    proper = proper_name(name)
    now = store.clock()
    with store.writing() as connection:
        _require_free(connection, proper, None, None)
        added = connection.execute(
            sa.insert(person).values(name=proper, created=stamp(now)).returning(person.c.id)
        )
        return Person(added.scalar_one(), proper, instant(stamp(now)))


def people(store: Store) -> list[Person]:
    """List everybody, in the order they were added."""
    with store.reading() as connection:
        rows = connection.execute(sa.select(person).order_by(person.c.id)).all()
    return [Person(row.id, row.name, instant(row.created)) for row in rows]


def members(store: Store, hall_id: int | None = None) -> list[Member]:
    """List everybody (of a hall) as they are registered, in the order they were added."""
    with store.reading() as connection:
        return members_in(connection, hall_id)


def members_in(connection: sa.Connection, hall_id: int | None = None) -> list[Member]:
    """List everybody (of a hall) within a transaction."""
    query = sa.select(person).order_by(person.c.id)
    if hall_id is not None:
        query = query.where(person.c.hall_id == hall_id)
    return [_member(row) for row in connection.execute(query)]


def member_in(connection: sa.Connection, person_id: int) -> Member:
    """Return somebody; raise PersonUnknown."""
    row = connection.execute(sa.select(person).where(person.c.id == person_id)).one_or_none()
    if row is None:
        raise PersonUnknown("没有登记过这个人，名单可能刚有变动，请刷新后再试。")
    return _member(row)


def find(store: Store, who: str) -> Member | None:
    """Return whoever has this staff number or, if nobody has, this name."""
    number, name = folded_number(who), " ".join(unicodedata.normalize("NFC", who).split())
    for column, value in ((person.c.number, number), (person.c.name, name)):
        with store.reading() as connection:
            row = connection.execute(sa.select(person).where(column == value)).one_or_none()
        if value and row is not None:
            return _member(row)
    return None


def has_admin(connection: sa.Connection) -> bool:
    """Tell whether an administrator was ever made: to take the role away by hand opens no door."""
    now = sa.exists().where(person.c.role == "admin")
    ever = sa.exists().where(
        entry.c.hall_id.in_(sa.select(hall.c.id)),  # lets the index of the ledger be used
        entry.c.kind == KIND,
        sa.func.instr(entry.c.payload, '"role":"admin"') > 0,
    )
    return bool(connection.execute(sa.select(sa.or_(now, ever))).scalar_one())


def register(connection: sa.Connection, store: Store, actor_id: int, changes: Changes) -> Member:
    """Add somebody with all that is known of them, and write it into the ledger of their hall."""
    values = _columns(changes)
    _require_free(connection, changes["name"], changes.get("number"), None)
    values["created"] = stamp(store.clock())
    added = connection.execute(sa.insert(person).values(values).returning(person.c.id)).scalar_one()
    made = member_in(connection, added)
    _write(connection, store, actor_id, (None, made))
    return made


def change(
    connection: sa.Connection, store: Store, actor_id: int, person_id: int, changes: Changes
) -> Member:
    """Change somebody whose row is proven, and write it into the ledger; raise StoreTampered.

    Nothing is written where nothing changes. Whoever moves is written down in both halls.
    """
    before = proven_in(connection, store, person_id)
    after = replace(before, **changes)
    if after == before:
        return before
    _require_free(connection, after.name, after.number, person_id)
    connection.execute(sa.update(person).where(person.c.id == person_id).values(_columns(changes)))
    _write(connection, store, actor_id, (before, after))
    return after


def proven(store: Store, person_id: int) -> Member:
    """Return somebody whose row is what the ledger says; raise StoreTampered, PersonUnknown."""
    with store.reading() as connection:
        return proven_in(connection, store, person_id)


def proven_in(connection: sa.Connection, store: Store, person_id: int) -> Member:
    """Prove a row within a transaction."""
    found = member_in(connection, person_id)
    if _wrong(found, last_said(connection, store, KIND, str(person_id))):
        raise StoreTampered(
            f"{found.name}的登记内容被改动过，不能采用。请运行 trainer verify 查看哪里不对，"
            f"再请管理员用 trainer people restore {found.name} 恢复。"
        )
    return found


def restore(connection: sa.Connection, store: Store, actor_id: int, person_id: int) -> Member:
    """Make a row again what the ledger says, and write down what it was found as.

    A password that is no longer the one of the ledger is lost: a new one has to be set.
    """
    found, said = member_in(connection, person_id), last_said(connection, store, KIND, str(person_id))
    if not _wrong(found, said):
        return found
    plain: Payload = {**_state(found), "role": "trainee", "secret": None}
    known = next((each["after"] for hall_id, each in said.items() if _hall_said(each) == hall_id), plain)
    kept = found.secret if fingerprint(found.secret) == known["secret"] else None
    values = {name: known[name] for name in ("name", "number", "role", "team", "active")}
    values |= {"hall_id": known["hall"], "secret": kept}
    connection.execute(sa.update(person).where(person.c.id == person_id).values(values))
    restored = member_in(connection, person_id)
    payload = {"before": _state(found), "after": _state(restored), "restored": True}
    ledger.write(connection, store, restored.hall_id, Note(KIND, str(person_id), payload, actor_id))
    return restored


def faults(connection: sa.Connection, store: Store) -> Iterator[Fault]:
    """Yield the people and halls whose rows are not what the ledger says, for `verify`."""
    said = all_last_said(connection, KIND)
    for each in members_in(connection):
        if wrong := _wrong(each, said.pop(str(each.id), {})):
            parts = "、".join(CALLED[name] for name in wrong)
            yield Fault(None, None, "person", f"{each.name}的登记内容与台账不符：{parts}")
    for subject in said:
        yield Fault(None, None, "person", f"台账里登记过的人（编号 {subject}）不见了")
    yield from hall_faults(connection)


def proper_name(name: str) -> str:
    """Write a name in the one way it is kept: composed (NFC), single spaces; refuse what is no name."""
    proper = " ".join(unicodedata.normalize("NFC", name).split())
    if not proper:
        raise NameRefused("请填写姓名。")
    if len(proper) > LONGEST_NAME:
        raise NameRefused(f"姓名太长：最多 {LONGEST_NAME} 个字。")
    if not proper.isprintable():
        raise NameRefused("姓名里有看不见的字符，请重新输入。")
    return proper


def folded_number(text: str) -> str:
    """Write a staff number in the one way it is kept: half-width, capitals, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def fingerprint(secret: str | None) -> str | None:
    """Return what the ledger keeps of a secret: enough to tell it from another, and nothing to guess from."""
    return hashlib.sha256(secret.encode()).hexdigest() if secret else None


def _wrong(found: Member, said: dict[int, Payload]) -> list[str]:
    """Tell what of a row is not what the ledgers say: the hall where they belong, and those they left."""
    if not said:  # nobody has changed anything yet: a trainee without a password
        return [
            name
            for name, plain in (("role", found.role == "trainee"), ("secret", not found.secret))
            if not plain
        ]
    stay = [hall_id for hall_id, each in said.items() if _hall_said(each) == hall_id]
    if stay != [found.hall_id]:
        return ["hall"]
    return list(differing(_state(found), said[found.hall_id]))


def _hall_said(payload: Payload) -> object:
    after = payload.get("after")
    return after.get("hall") if isinstance(after, dict) else None


def _write(
    connection: sa.Connection, store: Store, actor_id: int, change: tuple[Member | None, Member]
) -> None:
    before, after = change
    payload = {"before": _state(before) if before else None, "after": _state(after)}
    for hall_id in sorted({after.hall_id, before.hall_id if before else after.hall_id}):
        ledger.write(connection, store, hall_id, Note(KIND, str(after.id), payload, actor_id))


def _require_free(connection: sa.Connection, name: str, number: str | None, own: int | None) -> None:
    others = sa.select(person.c.name).where(person.c.id != (own or 0))
    if connection.execute(others.where(person.c.name == name)).first() is not None:
        raise NameRefused(f"“{name}”已经登记过：请直接选择，或加上工号以便区分。")
    taken = connection.execute(others.where(person.c.number == number)).scalar() if number else None
    if taken is not None:
        raise NameRefused(f"工号 {number} 已经登记给{taken}，请核对。")


def _columns(changes: Changes) -> dict[str, Any]:
    return {name: int(value) if isinstance(value, bool) else value for name, value in changes.items()}


def _state(of: Member) -> Payload:
    return {
        "name": of.name,
        "number": of.number,
        "hall": of.hall_id,
        "role": of.role,
        "team": of.team,
        "active": int(of.active),
        "secret": fingerprint(of.secret),
    }


def _member(row: Any) -> Member:
    names = ("id", "name", "hall_id", "number", "role", "team", "secret")
    known = {name: getattr(row, name) for name in names}
    return Member(**known, active=row.active == 1, created=instant(row.created))
