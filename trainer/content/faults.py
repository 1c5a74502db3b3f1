"""What the schema finds wrong with a file, said for an author: one sentence a place, with the cure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from trainer.core.check import Problem, Trail, near

KEY_CODES = ("F102", "F109")
"""Problems that are about a key, not about its value."""

MOST_FAULTS = 400
"""More are not looked at: nobody reads them, and sorting them out takes time."""

_TYPES = {
    "string_type": "文字",
    "int_type": "整数",
    "int_from_float": "整数",
    "int_parsing": "整数",
    "float_type": "数字",
    "bool_type": "true 或 false",
    "list_type": "一列（每项以“- ”开头）",
    "dict_type": "“键： 值”",
    "model_type": "“键： 值”",
    "model_attributes_type": "“键： 值”",
    "dataclass_type": "“键： 值”",
    "tuple_type": "一列（每项以“- ”开头）",
    "literal_error": "规定的字",
}
_SENTENCES = {
    "string_pattern_mismatch": ("写法不对", "编号用字母、数字、汉字和 . _ -，最多 60 字"),
    "string_too_short": ("不能为空", "写上内容"),
    "string_too_long": ("太长", "最多 {max_length} 字"),
    "too_short": ("项目太少", "至少写 {min_length} 项"),
    "too_long": ("项目太多", "最多 {max_length} 项"),
    "greater_than_equal": ("数字太小", "最小 {ge:.12g}"),
    "less_than_equal": ("数字太大", "最大 {le:.12g}"),
    "finite_number": ("数字太大", "改小"),
}
_CURES = {
    "date": "写成 2004-07-07 这样",
    "time": '写成带引号的 "09:10" 这样',
    "format": "写成 format: 1；更高的格式要升级程序",
}

_Fault = Mapping[str, Any]
_TOLD = "told"


def refusal(code: str, message: str, cure: str) -> PydanticCustomError:
    """Return what a validator of the schema raises to tell its own code, message and cure."""
    return PydanticCustomError(_TOLD, "{message}", {"code": code, "message": message, "cure": cure})


def problems_of(error: ValidationError, value: object, keys: Iterable[str]) -> Iterator[Problem]:
    """Turn what pydantic found in `value` into problems, each with its path; `keys` are all there are."""
    groups: dict[tuple[Trail, bool], list[_Fault]] = {}
    for fault in error.errors(include_url=False, include_input=False)[:MOST_FAULTS]:
        loc = fault["loc"]
        groups.setdefault((_path(loc, value, fault["type"]), loc[-1:] == ("[key]",)), []).append(fault)
    known = frozenset(keys)
    for (path, of_key), faults in groups.items():
        if of_key:
            yield _bad_key(path, faults[0])
        elif not _answered_deeper(path, faults, groups):
            yield _problem(path, faults, _at(value, path), known)


def _path(loc: Iterable[int | str], value: Any, kind: str) -> Trail:
    """Return the way inside the file: pydantic's, without the branches of unions that it names."""
    path: list[int | str] = []
    parts = list(loc)
    for part in parts:
        if _holds(value, part):
            path.append(part)
            value = value[part]
    if kind == "missing":
        path.append(parts[-1])
    return tuple(path)


def _holds(value: Any, part: int | str) -> bool:
    return isinstance(part, int) if isinstance(value, list) else isinstance(value, dict) and part in value


def _at(value: Any, path: Trail) -> Any:
    for part in path:
        if isinstance(value, dict) and part not in value:
            return None
        value = value[part]
    return value


def _answered_deeper(path: Trail, faults: list[_Fault], groups: Iterable[tuple[Trail, bool]]) -> bool:
    """Tell whether a wrong type here only means that another branch of a union was meant."""
    deeper = any(len(other) > len(path) and other[: len(path)] == path for other, _ in groups)
    return deeper and all(fault["type"] in _TYPES for fault in faults)


def _problem(path: Trail, faults: list[_Fault], given: object, known: frozenset[str]) -> Problem:
    name = last_name(path)
    kinds = [fault["type"] for fault in faults]
    if kinds == ["missing"]:
        return Problem("F101", f"缺少「{name}」", f"补上 {name}", path)
    if kinds == ["extra_forbidden"]:
        cure = "这里不能写它，检查缩进" if name in known else near(str(name), known)
        return Problem("F102", f"没有「{name}」这个键", cure or "删去，或检查拼写", path)
    if kinds == ["literal_error"]:
        return _not_among(path, faults[0], given)
    if not path:
        return Problem("F104", "文件里没有内容", "从 format: 1 写起，每行一个“键： 值”", path)
    if kinds[0] == _TOLD:
        words = faults[0]["ctx"]
        return Problem(words["code"], f"「{name}」{words['message']}", words["cure"], path)
    fault = next((f for f in faults if f["type"] not in _TYPES), None)
    if fault is None:
        wanted = "、".join(dict.fromkeys(_wanted(fault) for fault in faults))
        return Problem("F104", f"「{name}」要写{wanted}", _retyped(kinds, given), path)
    message, cure = _SENTENCES.get(fault["type"], ("写法不对", "对照写作说明改正"))
    cure = _CURES.get(str(name), cure.format_map(fault.get("ctx", {})))
    return Problem("F104", f"「{name}」{message}", cure, path)


def _allowed(fault: _Fault) -> list[str]:
    """Return the words that pydantic says are expected."""
    return [text or number for text, number in re.findall(r"'([^']+)'|(\d+)", fault["ctx"]["expected"])]


def _not_among(path: Trail, fault: _Fault, given: object) -> Problem:
    words = _allowed(fault)
    cure = _CURES.get(str(last_name(path))) or near(str(given), words) or "改成其中一个"
    return Problem("F103", f"「{last_name(path)}」只能是 {'、'.join(words)}", cure, path)


def _bad_key(path: Trail, fault: _Fault) -> Problem:
    key = str(path[-1])
    if fault["type"] == "literal_error":
        words = _allowed(fault)
        cure = f"{near(key, words)}可写：{'、'.join(words)}"
        return Problem("F102", f"没有「{key}」这个键", cure, path)
    return Problem("F109", f"「{key}」不能作编号", "编号用字母、数字、汉字和 . _ -，最多 60 字", path)


def _wanted(fault: _Fault) -> str:
    return "、".join(_allowed(fault)) if fault["type"] == "literal_error" else _TYPES[fault["type"]]


def _retyped(kinds: list[str], given: object) -> str:
    if given is None:
        return "写上内容，或删去这个键"
    if "string_type" in kinds and not isinstance(given, (list, dict)):
        return "数字、true、false 作文字时要加引号"
    if kinds[0] in ("int_type", "int_from_float", "int_parsing", "float_type") and isinstance(given, str):
        return "只写数字，如 30，不加引号"
    return "检查写法和缩进"


def last_name(path: Trail) -> str | int:
    """Return the key that a path ends in, or the list that it ends inside of."""
    return next((part for part in reversed(path) if isinstance(part, str)), "文件")
