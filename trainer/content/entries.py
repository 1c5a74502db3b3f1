"""Reading the books' files entry by entry, keeping every problem with its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from trainer.content.files import Unreadable
from trainer.content.page import Page
from trainer.content.tablevalues import day_of
from trainer.content.yaml12 import read_document
from trainer.core.check import Problem, Trail, near
from trainer.core.clauses import Clause, Service
from trainer.core.library import Forbidden, Phrase, Procedure, Rule
from trainer.core.money import BadMoney, Money
from trainer.core.papers import PapersRule
from trainer.core.tariff import Assumption, Fact, Hotline, Limit, Opening

T = TypeVar("T")

_KINDS = (
    *(Phrase, Procedure, Rule, Forbidden),
    *(Opening, Limit, Fact, PapersRule, Service, Clause, Assumption, Hotline),
)
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in _KINDS}
_AMOUNTS: dict[Any, tuple[str, ...]] = {Opening: ("card", "prepaid"), Limit: ("amount",)}
_DAYS: dict[Any, tuple[str, ...]] = {Limit: ("first", "last"), Clause: ("first", "last")}


class Entries(Page):
    """One file, opened: gives out its entries, and keeps what is wrong with them."""

    def __init__(self, root: Path, file: str, keys: Iterable[str]) -> None:
        super().__init__(None)
        self.top: dict[str, Any] = {}
        try:
            self.document = read_document(root, root / file)
        except Unreadable as error:
            self.problems.append(error.problem)
            return
        self.problems += self.document.problems
        if isinstance(self.document.value, dict):
            self.top = self.document.value
            self._head({"format", *keys})
        else:
            self.tell("F104", "文件里没有内容", "重新安装程序，或从备份里找回", ())

    def text(self, key: str) -> str:
        """Return the text under a key that has to be there."""
        value = self.top.get(key)
        if isinstance(value, str) and value:
            return value
        if self.top:
            self.tell("F101", f"缺少「{key}」，或不是文字", "补上；数字要加引号", (key,))
        return ""

    def day(self, key: str) -> date | None:
        """Return the date under a key; None where it is null or not there."""
        return self._day(self.top.get(key), (key,))

    def one(self, key: str, kind: type[T]) -> T | None:
        """Return the single entry under a key."""
        if not self.top:
            return None
        if key not in self.top:
            self.tell("F101", f"缺少「{key}」", f"补上 {key}", (key,))
            return None
        return self._entry(self.top[key], kind, (key,))

    def shelf(self, key: str, kind: type[T], name: str = "id") -> dict[str, T]:
        """Return the list of entries under a key, by their ids (or whatever names them)."""
        entries: dict[str, T] = {}
        for index, raw in enumerate(self.rows(key)):
            entry = self._entry(raw, kind, (key, index))
            if entry is None:
                continue
            id = str(getattr(entry, name))
            if id in entries:
                self.tell("D605", f"「{id}」写了两次", "改一个编号，或删去一个", (key, index, name))
            entries[id] = entry
        return entries

    def rows(self, key: str) -> list[Any]:
        """Return the list under a key that has to be there."""
        value = self.top.get(key)
        if isinstance(value, list):
            return value
        if self.top:
            self.tell("F101", f"缺少「{key}」这一列", f"补上 {key}：，每项以“- ”开头", (key,))
        return []

    def known(self, ids: Iterable[str], known: Iterable[str], what: str, at: Trail) -> None:
        """Tell of each id in the list at `at` that is not among those known."""
        names = set(known)
        for id in ids:
            if id not in names:
                self.tell("U208", f"没有{what}「{id}」", near(id, names) or f"改成已有的{what}", at)

    def _head(self, keys: set[str]) -> None:
        for key in self.top:
            if key not in keys:
                self.tell("F102", f"没有「{key}」这个键", near(key, keys) or "删去，或检查拼写", (key,))
        if self.top.get("format") != 1:
            self.tell("F103", "「format」只能是1", "写成 format: 1；更高的格式要升级程序", ("format",))

    def _entry(self, raw: Any, kind: type[T], path: Trail) -> T | None:
        for extra in _unknown_keys(raw, kind, path):
            self.tell(extra.code, extra.message, extra.cure, extra.path)
        prepared = self._read_values(_complete(raw, kind), kind, path)
        try:
            entry: T = _ADAPTERS[kind].validate_python(prepared)
        except ValidationError as error:
            self.tell_shape(error, prepared, path)
            return None
        return entry

    def _read_values(self, raw: Any, kind: Any, path: Trail) -> Any:
        """Turn texts into Money and dates; null stays null: the material does not say."""
        if not isinstance(raw, dict):
            return raw
        values = dict(raw)
        for key in raw.keys() & {*_AMOUNTS.get(kind, ())}:
            values[key] = None if raw[key] is None else self._money(raw[key], (*path, key))
        for key in raw.keys() & {*_DAYS.get(kind, ())}:
            values[key] = self._day(raw[key], (*path, key))
        return values

    def _money(self, text: object, path: Trail) -> Money:
        try:
            if isinstance(text, str) and (money := Money.parse(text)).fen >= 0:
                return money
        except BadMoney:
            pass
        self.tell("F107", f"「{path[-1]}」的金额写法不对", '写成带引号的元，如 "100" 或 "0.60"', path)
        return Money(0)

    def _day(self, text: object, path: Trail) -> date | None:
        try:
            return None if text is None else day_of(text)
        except ValueError:
            self.tell("F106", f"「{path[-1]}」没有这一天", "写成 2004-07-07 这样，或写 null", path)
            return None


def _unknown_keys(raw: Any, kind: Any, path: Trail) -> Iterator[Problem]:
    """Yield a problem for each key that the type does not have (pydantic ignores them in dataclasses)."""
    if isinstance(raw, list):
        for index, item in enumerate(raw):
            yield from _unknown_keys(item, kind, (*path, index))
    if not isinstance(raw, dict) or not is_dataclass(kind):
        return
    known = {field.name for field in fields(kind)} - {"procedure"}
    inner = get_type_hints(kind)
    for key, value in raw.items():
        if key not in known:
            cure = near(key, known) or "删去，或检查拼写"
            yield Problem("F102", f"没有「{key}」这个键", cure, (*path, key))
            continue
        for part in get_args(inner[key]):
            yield from _unknown_keys(value, part, (*path, key))


def _complete(raw: Any, kind: Any) -> Any:
    """Tell each step which procedure it belongs to (in the file it stands inside of it)."""
    if kind is not Procedure or not isinstance(raw, Mapping) or not isinstance(raw.get("steps"), list):
        return raw
    of = {"procedure": raw.get("id")}
    steps = [{**step, **of} if isinstance(step, dict) else step for step in raw["steps"]]
    return {**raw, "steps": steps}
