"""Reading the books' files entry by entry, keeping every problem with its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from trainer.content.faults import KEY_CODES, problems_of
from trainer.content.files import Unreadable
from trainer.content.yaml12 import Document, read_document
from trainer.core.check import Problem, Trail, near
from trainer.core.library import Forbidden, Phrase, Procedure, Rule
from trainer.core.money import BadMoney, Money
from trainer.core.rules import PapersRule
from trainer.core.tariff import Assumption, Hotline, Opening, Rent, RentRule

T = TypeVar("T")

_ADAPTERS: dict[Any, TypeAdapter[Any]] = {
    kind: TypeAdapter(kind)
    for kind in (Phrase, Procedure, Rule, Forbidden, Opening, Rent, RentRule, PapersRule, Assumption, Hotline)
}


class Entries:
    """One file, opened: gives out its entries, and keeps what is wrong with them."""

    def __init__(self, root: Path, file: str, keys: Iterable[str]) -> None:
        self.problems: list[Problem] = []
        self.document: Document | None = None
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

    def tell(self, code: str, message: str, cure: str, path: Trail) -> None:
        """Keep a problem, with its place in the file."""
        assert self.document is not None  # there is nothing to tell of a file that was not opened
        place = self.document.key_place if code in KEY_CODES else self.document.place
        self.problems.append(Problem(code, message, cure, path, place=place(path)))

    def text(self, key: str) -> str:
        """Return the text under a key that has to be there."""
        value = self.top.get(key)
        if isinstance(value, str) and value:
            return value
        if self.top:
            self.tell("F101", f"缺少「{key}」，或不是文字", "补上；数字要加引号", (key,))
        return ""

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
        for index, raw in enumerate(self._list(key)):
            entry = self._entry(raw, kind, (key, index))
            if entry is None:
                continue
            id = str(getattr(entry, name))
            if id in entries:
                self.tell("D605", f"「{id}」写了两次", "改一个编号，或删去一个", (key, index, name))
            entries[id] = entry
        return entries

    def _head(self, keys: set[str]) -> None:
        for key in self.top:
            if key not in keys:
                self.tell("F102", f"没有「{key}」这个键", near(key, keys) or "删去，或检查拼写", (key,))
        if self.top.get("format") != 1:
            self.tell("F103", "「format」只能是1", "写成 format: 1；更高的格式要升级程序", ("format",))

    def _list(self, key: str) -> list[Any]:
        value = self.top.get(key)
        if isinstance(value, list):
            return value
        if self.top:
            self.tell("F101", f"缺少「{key}」这一列", f"补上 {key}：，每项以“- ”开头", (key,))
        return []

    def _entry(self, raw: Any, kind: type[T], path: Trail) -> T | None:
        for extra in _unknown_keys(raw, kind, path):
            self.tell(extra.code, extra.message, extra.cure, extra.path)
        prepared = self._priced(_complete(raw, kind), kind, path)
        try:
            entry: T = _ADAPTERS[kind].validate_python(prepared)
        except ValidationError as error:
            for problem in problems_of(error, prepared, ()):
                self.tell(problem.code, problem.message, problem.cure, (*path, *problem.path))
            return None
        return entry

    def _priced(self, raw: Any, kind: Any, path: Trail) -> Any:
        """Turn amounts written as text into Money; null stays null: the material does not say."""
        amounts = {"card", "prepaid"} if kind is Opening else {"monthly"} if kind is Rent else set()
        if not isinstance(raw, dict):
            return raw
        priced = dict(raw)
        for key in amounts & raw.keys():
            if raw[key] is not None:
                priced[key] = self._money(raw[key], (*path, key))
        return priced

    def _money(self, text: object, path: Trail) -> Money:
        try:
            if isinstance(text, str):
                return Money.parse(text)
        except BadMoney:
            pass
        self.tell("F107", f"「{path[-1]}」的金额写法不对", '写成带引号的元，如 "100" 或 "0.60"', path)
        return Money(0)


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
