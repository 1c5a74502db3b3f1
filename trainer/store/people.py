"""The people who train in this hall."""

import unicodedata

import sqlalchemy as sa

from trainer.store.database import Store
from trainer.store.errors import NameRefused
from trainer.store.rows import Person, instant, stamp
from trainer.store.tables import person

LONGEST_NAME = 40


def add_person(store: Store, name: str) -> Person:
    """Add somebody under a name that is not taken; spaces around and between are put in order."""
    proper = proper_name(name)
    now = store.clock()
    with store.writing() as connection:
        if connection.execute(sa.select(person.c.id).where(person.c.name == proper)).first() is not None:
            raise NameRefused(f"“{proper}”已经登记过：请直接选择，或加上工号以便区分。")
        added = connection.execute(
            sa.insert(person).values(name=proper, created=stamp(now)).returning(person.c.id)
        )
        return Person(added.scalar_one(), proper, instant(stamp(now)))


def people(store: Store) -> list[Person]:
    """List everybody, in the order they were added."""
    with store.reading() as connection:
        rows = connection.execute(sa.select(person).order_by(person.c.id)).all()
    return [Person(row.id, row.name, instant(row.created)) for row in rows]


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
