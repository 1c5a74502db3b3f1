"""Differences: whatever two entries of a type are made of, told as people read it."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

import pytest

from trainer.content.differences import Difference, compare, told
from trainer.core.library import Source
from trainer.core.money import Money
from trainer.core.when import EVERY_DAY, Days, Times, Window

ONE, OTHER = Source("D1", (1,), "甲"), Source("D2", (2,), "乙")


@dataclass(frozen=True)
class Entry:
    id: str
    name: str
    price: Fraction | None = None
    sources: tuple[Source, ...] = ()
    days: Days = EVERY_DAY
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Book:
    entries: tuple[Entry, ...] = ()
    shelf: dict[str, Entry] = field(default_factory=dict)
    steps: tuple[Window, ...] = ()


DAY = date(2004, 5, 1)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("", None),
        ((), None),
        (frozenset(), None),
        (Fraction(0), "0"),
        (Fraction(3, 5), "0.6"),
        (Money(1230), "12.30"),
        (True, "是"),
        (False, "否"),
        (7, "7"),
        (DAY, "2004-05-01"),
        (("甲", "", "乙"), "甲、无、乙"),
        (frozenset({3, 1}), "1、3"),
        (Times.between([(19 * 3600, 8 * 3600)]), "00:00-08:00、19:00-24:00"),
        (Window(DAY, date(2004, 5, 3)), "2004-05-01到2004-05-03"),
        (ONE, "甲"),
        (Entry("a", "名"), "名"),
        (Days(), str(Days())),
    ],
)
def test_a_value_is_written_as_people_read_it(value: object, text: str | None) -> None:
    assert told(value) == text


def test_nothing_differs_from_itself() -> None:
    book = Book((Entry("a", "甲"),))
    assert list(compare(book, book)) == []


def test_entries_are_matched_by_their_ids() -> None:
    old = Book((Entry("a", "甲", Fraction(1), (ONE,)), Entry("b", "乙")))
    new = Book(
        (Entry("b", "乙"), Entry("a", "甲", Fraction(2), (OTHER,)), Entry("c", "丙", sources=(OTHER,)))
    )
    assert list(compare(old, new)) == [
        Difference(("entries", "a", "price"), ("甲",), "1", "2", (ONE,), (OTHER,)),
        Difference(("entries", "c"), ("丙",), None, "丙", (), (OTHER,)),
    ]


def test_tables_inner_entries_and_lists_are_walked() -> None:
    old = Book(shelf={"x": Entry("x", "甲", words=("一",))}, steps=(Window(DAY, DAY),))
    new = Book(
        shelf={"x": Entry("x", "甲", days=Days(months=frozenset({1, 2})), words=("一", "二"))},
        steps=(Window(DAY, date(2004, 5, 2)), Window(DAY, DAY)),
    )
    assert [(each.trail, each.before, each.after) for each in compare(old, new)] == [
        (("shelf", "x", "days", "months"), None, "1、2"),
        (("shelf", "x", "words"), "一", "一、二"),
        (("steps", "1"), "2004-05-01到2004-05-01", "2004-05-01到2004-05-02"),
        (("steps", "2"), None, "2004-05-01到2004-05-01"),
    ]
    assert [each.before for each in compare(new, Book())] == [
        "甲",
        "2004-05-01到2004-05-02",
        "2004-05-01到2004-05-01",
    ]
