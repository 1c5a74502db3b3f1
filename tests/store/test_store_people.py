"""Names are kept in one way, and once."""

import pytest

from trainer.store.database import Store
from trainer.store.errors import NameRefused
from trainer.store.people import add_person, people


def test_a_name_is_composed_trimmed_and_single_spaced(store: Store) -> None:
    assert add_person(store, "\u3000Zoe\u0308  王 ").name == "Zoë 王"


def test_people_are_listed_as_they_came(store: Store) -> None:
    added = [add_person(store, name) for name in ("李四", "王五")]
    assert people(store)[1:] == added


@pytest.mark.parametrize("again", ["张三", " 张三 "])
def test_a_name_is_taken_once(store: Store, again: str) -> None:
    with pytest.raises(NameRefused, match="已经登记过"):
        add_person(store, again)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "请填写"),
        (" \u3000", "请填写"),
        ("王" * 41, "太长"),
        ("王\u200b五", "看不见"),
        ("\ud800", "看不见"),
    ],
)
def test_what_is_no_name_is_refused(store: Store, name: str, reason: str) -> None:
    with pytest.raises(NameRefused, match=reason):
        add_person(store, name)
