"""What differs between two things of the same type: facts, entry by entry, with the sources of both sides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import Any

from trainer.core.library import Source
from trainer.core.money import Money, price
from trainer.core.when import Times, Window

_KEYS = ("id", "field", "brand", "word", "ref")
"""What tells the entries of a list apart, whichever they have; others are told apart by their position."""

_CALLED = ("name", "title", "case", "brand", "field")
_SAID = (*_CALLED, "text", "word", "quote", "id")
"""What people call an entry by, whichever it has; and what stands for one that has no name."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that differs. `trail` leads to it by field names and by the ids of entries, `names` are what
    people call the entries around it. None: there is no such entry or value on that side.
    """

    trail: tuple[str, ...]
    names: tuple[str, ...]
    before: str | None
    after: str | None
    old_sources: tuple[Source, ...] = ()
    new_sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class _Around:
    """Where a comparison stands: the way there, the names of the entries around, and their sources."""

    trail: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    old: tuple[Source, ...] = ()
    new: tuple[Source, ...] = ()

    def at(self, step: str, old: Any, new: Any) -> "_Around":
        """Go one step down, to what stands there on both sides."""
        called = _called(new) or _called(old)
        known = not called or called in self.names
        return _Around(
            (*self.trail, step),
            self.names if known else (*self.names, called),
            getattr(old, "sources", self.old),
            getattr(new, "sources", self.new),
        )


def compare(old: Any, new: Any) -> Iterator[Difference]:
    """Yield every difference, in the order of the fields; sources are not facts, they come with them."""
    yield from _compare(old, new, _Around())


def told(value: Any) -> str | None:
    """Write a value as people read it, an entry by its name; None for what is not written."""
    if value is None or value in ("", (), frozenset()):
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Fraction):
        return price(value)
    if isinstance(value, Money):
        return value.short
    if isinstance(value, Times):
        return "、".join(f"{_clock(start)}-{_clock(end)}" for start, end in value.spans)
    if isinstance(value, Window):
        return f"{value.first}到{value.last}"
    return _told_many(value) if isinstance(value, tuple | frozenset) else _called(value, _SAID) or str(value)


def _compare(old: Any, new: Any, here: _Around) -> Iterator[Difference]:
    if old == new:
        return
    if _is_whole(old) or _is_whole(new) or type(old) is not type(new):
        yield Difference(here.trail, here.names, told(old), told(new), here.old, here.new)
        return
    before, after = _parts(old), _parts(new)
    for step in dict.fromkeys((*before, *after)):
        one, other = before.get(step), after.get(step)
        yield from _compare(one, other, here.at(step, one, other))


def _told_many(values: tuple[Any, ...] | frozenset[Any]) -> str:
    items = sorted(values) if isinstance(values, frozenset) else values
    return "、".join(told(item) or "无" for item in items)


def _called(entry: Any, keys: tuple[str, ...] = _CALLED) -> str:
    """Return what people call an entry; "" for what has no name."""
    if not is_dataclass(entry):
        return ""
    return next((str(getattr(entry, key)) for key in keys if getattr(entry, key, "")), "")


def _is_whole(value: Any) -> bool:
    """Tell whether a value is compared as a whole: all but entries, tables and lists of entries."""
    if isinstance(value, Money | Times | Window | Source):
        return True
    if isinstance(value, tuple):
        return bool(value) and not any(map(is_dataclass, value))
    return not (is_dataclass(value) or isinstance(value, Mapping))


def _parts(value: Any) -> dict[str, Any]:
    """Return what a value is made of: fields by name, entries by id, others by position from 1."""
    if isinstance(value, Mapping):
        return {str(key): entry for key, entry in value.items()}
    if isinstance(value, tuple):
        return {_key(entry, index): entry for index, entry in enumerate(value, 1)}
    names = (each.name for each in fields(value))
    return {name: getattr(value, name) for name in names if name not in ("id", "sources")}


def _key(entry: Any, index: int) -> str:
    return str(next((getattr(entry, key) for key in _KEYS if getattr(entry, key, "")), index))


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second % 3600 // 60:02}"
