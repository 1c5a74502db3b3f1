"""How a printed cell is said: the table's value as people say it, and its quotation read to the same words.

The second way to a key reads the quotation (`read`), never the value of the table; `shown` writes the
value as it is said, so that the two can be compared.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Final

from trainer.core.money import price

_TAIL = re.compile(r"（[^）]*）$")
_BARE = re.compile(r"[0-9][0-9.–]*")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_Forms = tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]
_UNITS: Final = {"分": "分钟", "分钟": "分钟"}
_SHAPES: Final[_Forms] = (
    (re.compile(r"([0-9.]+)/(分|6秒|条|月)"), lambda m: _per(m[1], m[2])),
    (re.compile(r"(\d+)(条|分)/月"), lambda m: f"每月{m[1]}{_UNITS.get(m[2], m[2])}"),
    (re.compile(r"(\d+)分/月内免费"), lambda m: f"每月{m[1]}分钟内免费"),
    (re.compile(r"(\d+)元/(\d+)条"), lambda m: f"{m[1]}元送{m[2]}条"),
    (re.compile(r"(\D+)(\d+)，(\D+)(\d+)"), lambda m: f"{m[1]}{m[2]}元，{m[3]}{m[4]}元"),
    (_BARE, lambda m: f"{_short(m[0])}元"),
)
_PRINTS: Final[_Forms] = (
    (re.compile(r"(\d+)元短信业务包送(\d+)条"), lambda m: f"{m[1]}元送{m[2]}条"),
    (re.compile(r"(\d+)分钟/月内免费"), lambda m: f"每月{m[1]}分钟内免费"),
    (re.compile(r"\d+元(本地被叫)?包月"), lambda m: m[0]),
    (re.compile(r"短信(\d+)条/月"), lambda m: f"每月{m[1]}条"),
    (re.compile(r"时长(\d+)分钟/月"), lambda m: f"每月{m[1]}分钟"),
    (re.compile(r"送(\d+)条"), lambda m: f"{m[1]}条"),
    (re.compile(r"每月最低消费(\d+)元"), lambda m: f"每月{m[1]}元"),
    (re.compile(r".*?([0-9.]+)元?/(分钟|分|6秒|条|月)(?!.*元/)"), lambda m: _per(m[1], m[2])),
    (re.compile(r"(\d+)元-(\d+)元"), lambda m: f"{m[1]}–{m[2]}元"),
    (re.compile(r"\((\D+\d+元),(\D+\d+元)\)"), lambda m: f"{m[1]}，{m[2]}"),
    (re.compile(r"(\d+)元"), lambda m: f"{m[1]}元"),
)
_HOURED = re.compile(r"(\D+?) ?0?(\d+)–0?(\d+) ?(\D*)")
_FIELDS: Final = {
    "月租变体": "各地月租",
    "月租变体 VPMN": "VPMN月租",
    "不可取消功能": "不能取消的功能",
    "不可办": "不能办的业务",
    "先到": "要先去的地方",
    "短信包": "短信业务包",
    "夜间起始日": "夜间资费启用日",
    "漫游网内被叫": "漫游时的网内被叫",
}
"""Fields that stand in the table by a short word."""
_NAMES: Final = (
    (re.compile(r"短信(网[内外])"), r"\1短信"),
    (re.compile(r"漫游\((.+)\)"), r"\1漫游"),
    (re.compile(r"(.+)超出"), r"\1（超出部分）"),
)
AMOUNT = re.compile(r"(每(?:分钟|6秒|条|月))?([0-9.]+)(元|条|分钟)(\D*)")
"""A price or a quantity as it is said: per what, how much, of what, and what follows."""


def _per(amount: str, unit: str) -> str:
    return f"每{_UNITS.get(unit, unit)}{_short(amount)}元"


def _short(amount: str) -> str:
    return amount if "–" in amount else price(Fraction(amount))


@lru_cache(maxsize=1024)
def shown(value: str) -> str:
    """Write a cell's value as it is said: 0.36/分 becomes 每分钟0.36元."""
    bare = _TAIL.sub("", value).removeprefix("有；").removesuffix("，止日被截断").replace("；", "，")
    for shape, said in _SHAPES:
        if found := shape.fullmatch(bare):
            return said(found)
    return _DAY.sub(lambda m: f"{m[1]}年{int(m[2])}月{int(m[3])}日", bare)


@lru_cache(maxsize=1024)
def named(field: str) -> str:
    """Write a field as it is said: 市内 08–19 becomes 市内通话（8点到19点）."""
    if field in _FIELDS:
        return _FIELDS[field]
    if found := _HOURED.fullmatch(field):
        what, start, end, way = found.groups()
        day = "次日" if int(end) < int(start) else ""
        return f"{what}{way or '通话'}（{start}点到{day}{end}点）"
    for shape, said in _NAMES:
        field = shape.sub(said, field)
    return field


@lru_cache(maxsize=1024)
def read(quote: str, among: frozenset[str] = frozenset()) -> str:
    """Read a quotation as it is said; one without a number is the text of `among` that it resembles most."""
    plain = re.sub(r"(?<=\d)。(?=\d)", ".", quote.replace("‖", ""))
    if day := re.search(r"(\d{4}年\d+月\d+日)", plain):
        near = [text for text in among if day[1] in text]
        return max(near, key=lambda text: _likeness(text, plain), default=day[1])
    for shape, said in _PRINTS:
        if found := shape.search(plain):
            return said(found)
    return max(sorted(among), key=lambda text: _likeness(text, plain), default="")


def _likeness(text: str, quote: str) -> float:
    """Tell how much of a text stands in a quotation, in pairs of characters."""
    if len(text) == 1:
        return 1.0 if text in quote or (text == "有" and "功能" in quote and "无" not in quote) else 0.0
    pairs = [text[i : i + 2] for i in range(len(text) - 1)]
    hits = sum(pair in quote for pair in pairs)
    return 2 * hits + sum(each in quote for each in text) / 4 - len(pairs) / 2
