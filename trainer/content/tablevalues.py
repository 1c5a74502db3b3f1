"""The values of a rate table: amounts, dates, times and words, read exactly or refused with the cure."""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Annotated, get_args

from pydantic import BeforeValidator, Field, PlainValidator

from trainer.content.faults import refusal
from trainer.content.schema import Id
from trainer.core.money import RoundingMode
from trainer.core.proration import Divisor
from trainer.core.rates import CALL, IN, MESSAGE, OFF_NET, ON_NET, OUT
from trainer.core.when import DAY, FIRST, LAST, Span

MOST = 10_000_000
"""The most units, seconds or pieces that a table may count to."""

_AMOUNT = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,8})?")
_SHARE = re.compile(r"([0-9]{1,6})/([1-9][0-9]{0,5})|[01](?:\.[0-9]{1,8})?")
_PERCENT = re.compile(r"-?[0-9]{1,4}(?:\.[0-9]{1,6})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PREFIX = re.compile(r"[0-9]{1,20}")
_TIMES = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")
KINDS = {"call": CALL, "message": MESSAGE}
_DIRECTIONS = {"out": OUT, "in": IN}
_NETWORKS = {"on-net": ON_NET, "off-net": OFF_NET}
MODES: frozenset[str] = frozenset(get_args(RoundingMode))


def _listed(value: object) -> object:
    """Let a single word stand for a list of one."""
    return value if isinstance(value, list) else [value]


def _amount(value: object) -> Fraction:
    text = str(value) if type(value) is int else value
    if isinstance(text, str) and _AMOUNT.fullmatch(text):
        return Fraction(text)
    cure = '写成带引号的元，如 "0.60"；不能为负，最多 12 位整数、8 位小数'
    raise refusal("F107", "的金额写法不对", cure)


def _share(value: object) -> Fraction:
    text = str(value) if type(value) is int else value
    if isinstance(text, str) and _SHARE.fullmatch(text) and Fraction(text) <= 1:
        return Fraction(text)
    raise refusal("F104", "的份额写法不对", '写 0 到 1 之间的数，加引号，如 "1/2"')


def _percent(value: object) -> Fraction:
    text = str(value) if type(value) is int else value
    if isinstance(text, str) and _PERCENT.fullmatch(text) and Fraction(text) >= -100:
        return Fraction(text)
    raise refusal("F104", "的百分数写法不对", '写成带引号的数，如 "6"、"-12.5"，不写 %；最少 -100')


def day_of(value: object) -> date:
    """Read a date as people write it, year first; raise ValueError."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError(value)
    return date.fromisoformat(value)


def _day(value: object) -> date:
    try:
        day = day_of(value)
    except ValueError:
        raise refusal("F106", "没有这一天", "写成 2004-07-07 这样") from None
    if not FIRST <= day <= LAST:
        raise refusal("F106", f"要在 {FIRST.year} 到 {LAST.year} 年之间", "检查年份；没有限制就删去这个键")
    return day


def _span(value: object) -> Span:
    found = _TIMES.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise refusal("F113", "的时段写法不对", '写成带引号的 "08:00-19:00" 这样，用半角冒号和减号')
    hours = [int(group) for group in found.groups()]
    start, end = hours[0] * 3600 + hours[1] * 60, hours[2] * 3600 + hours[3] * 60
    if max(hours[1], hours[3]) > 59 or start >= DAY or end > DAY:
        raise refusal("F113", "没有这个钟点", "从 00:00 到 23:59；24:00 只能作结束")
    if start == end:
        raise refusal("F113", "的时段是空的", '起止要不同；全天写 "00:00-24:00"，或删去这个键')
    return start, end


def _word(aliases: Mapping[str, str], value: object) -> str:
    if not isinstance(value, str):
        raise refusal("F104", "要写文字", "数字、true、false 作文字时要加引号")
    if not 0 < len(value) <= 60 or value != value.strip():
        raise refusal("F104", "要写 1 到 60 个字，前后不带空格", "改短，或删去空格")
    return aliases.get(value, value)


def _direction(value: object) -> str:
    word = _word(_DIRECTIONS, value)
    if word not in (OUT, IN):
        raise refusal("F103", f"只能是 {OUT}、{IN}", "改成其中一个；不分方向就删去这个键")
    return word


def _prefix(value: object) -> str:
    if isinstance(value, str) and _PREFIX.fullmatch(value):
        return value
    raise refusal("F104", "的号码写法不对", '写成带引号的数字，如 "4915"，最多 20 位')


def _divisor(value: object) -> Divisor | str:
    if isinstance(value, str) and value:
        return value
    if type(value) is int and 1 <= value <= 400:
        return value
    raise refusal("F104", "要写天数、month、year 或假定的编号", "如 365、month")


Amount = Annotated[Fraction, PlainValidator(_amount)]
Part = Annotated[Fraction, PlainValidator(_share)]
Percent = Annotated[Fraction, PlainValidator(_percent)]
Day = Annotated[date, PlainValidator(_day)]
Stretch = Annotated[Span, PlainValidator(_span)]
Word = Annotated[str, PlainValidator(partial(_word, {}))]
Kind = Annotated[str, PlainValidator(partial(_word, KINDS))]
Words = Annotated[list[Word], BeforeValidator(_listed), Field(min_length=1, max_length=200)]
Directions = Annotated[
    list[Annotated[str, PlainValidator(_direction)]],
    BeforeValidator(_listed),
    Field(min_length=1, max_length=2),
]
Networks = Annotated[
    list[Annotated[str, PlainValidator(partial(_word, _NETWORKS))]],
    BeforeValidator(_listed),
    Field(min_length=1, max_length=200),
]
Stretches = Annotated[list[Stretch], BeforeValidator(_listed), Field(min_length=1, max_length=48)]
Weekdays = Annotated[
    list[Annotated[int, Field(ge=1, le=7)]], BeforeValidator(_listed), Field(min_length=1, max_length=7)
]
Months = Annotated[
    list[Annotated[int, Field(ge=1, le=12)]], BeforeValidator(_listed), Field(min_length=1, max_length=12)
]
Monthdays = Annotated[
    list[Annotated[int, Field(ge=1, le=31)]], BeforeValidator(_listed), Field(min_length=1, max_length=31)
]
DivisorWord = Annotated[Divisor | str, PlainValidator(_divisor)]
Prefix = Annotated[str, PlainValidator(_prefix)]
Count = Annotated[int, Field(ge=1, le=MOST)]
Name = Annotated[str, Field(min_length=1, max_length=60)]
Ids = Annotated[list[Id], Field(max_length=40)]
