"""Small rate tables for the tests of the core: rows, bundles, uses and moments in a few words."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from trainer.core.library import Source
from trainer.core.rates import CALL, MESSAGE, WORDS, Bundle, For, Rate, Stage, Tier, Traffic
from trainer.core.rating import Call, Table, Terms
from trainer.core.when import Days, Times, Window

SOURCE = Source("D9", (1,), "0.60元/分钟")
LOCAL = Traffic(CALL)
TEXT = Traffic(MESSAGE)


def yuan(text: str) -> Fraction:
    """An exact amount: "0.60", "1/3"."""
    return Fraction(text)


def at(text: str) -> datetime:
    """A moment: "2004-07-07 18:59:59"."""
    return datetime.fromisoformat(text)


def day(text: str) -> date:
    """A day: "2004-02-29"."""
    return date.fromisoformat(text)


def clock(text: str) -> int:
    """The second of the day: "19:00" or "18:59:59"; "24:00" is the end of the day."""
    hours, minutes, *seconds = (int(part) for part in text.split(":"))
    return hours * 3600 + minutes * 60 + sum(seconds)


def times(*stretches: str) -> Times:
    """Stretches of the day: "19:00-08:00"."""
    pairs = (tuple(clock(edge) for edge in stretch.split("-")) for stretch in stretches)
    return Times.between((start, end) for start, end in pairs)


def days(
    weekdays: Iterable[int] = (),
    months: Iterable[int] = (),
    windows: Iterable[str] = (),
    first: str = "",
    last: str = "",
) -> Days:
    """Days by weekday, season ("2004-05-01..2004-05-07") and validity."""
    pairs = (window.split("..") for window in windows)
    return Days(
        frozenset(weekdays),
        frozenset(months),
        tuple(Window(day(start), day(end)) for start, end in pairs),
        day(first) if first else None,
        day(last) if last else None,
    )


def of(kind: str = CALL, **conditions: Any) -> For:
    """What a row is for: words as text or lists, `to` prefixes, `times` and the conditions of `days`."""
    words = {name: _words(conditions.pop(name, ())) for name in (*WORDS, "to")}
    stretches = conditions.pop("times", ())
    when = times(*([stretches] if isinstance(stretches, str) else stretches)) if stretches else Times()
    return For(kind, times=when, days=days(**conditions), **words)


def row(id: str = "row", price: str = "0.60", per: int = 60, step: int | None = 60, **more: Any) -> Rate:
    """A row with one price; `stages` and `tiers` as tuples of texts and numbers, conditions as in `of`."""
    own = {key: more.pop(key) for key in tuple(more) if key in Rate.__dataclass_fields__}
    closed = own.get("missing") or own.get("barred")
    stages = own.pop("stages", None) or ([] if closed else [(0, price, per, step)])
    own["stages"] = tuple(Stage(yuan(cost), unit, size, after) for after, cost, unit, size in stages)
    tiers = own.pop("tiers", ())
    own["tiers"] = tuple(Tier(tier[0], yuan(tier[1]), yuan((*tier, "0")[2])) for tier in tiers)
    own |= {key: yuan(own[key]) for key in ("fee", "most") if own.get(key) is not None}
    return Rate(id, own.pop("name", f"{id}行"), own.pop("of", None) or of(**more), **own)


def pieces(id: str = "sms", price: str = "0.10", **more: Any) -> Rate:
    """A row for messages."""
    return row(id, price, 1, 1, kind=more.pop("kind", MESSAGE), **more)


def bundle(id: str = "free", quantity: int = 600, *fors: For, **more: Any) -> Bundle:
    """A bundle; for every call where nothing is said."""
    return Bundle(id, more.pop("name", f"{id}包"), fors or (of(),), quantity, **more)


def call(start: str = "2004-07-07 10:00", seconds: int = 60, **words: str) -> Call:
    """A call of so many seconds."""
    return Call(Traffic(words.pop("kind", CALL), **words), at(start), seconds)


def cost(table: Table, *calls: Call) -> Fraction:
    """What calls cost together, asked both ways: the short one and part by part."""
    long_way = [table.cost(table.parts(each)) for each in calls]
    assert table.costs(calls) == long_way
    return table.yuan(sum(long_way))


def table(*rows: Rate, bundles: Iterable[Bundle] = (), **terms: Any) -> Table:
    """A table of rows with these terms."""
    return Table(rows or (row(),), bundles, Terms(**terms))


def _words(given: Any) -> frozenset[str]:
    return frozenset([given] if isinstance(given, str) else given)
